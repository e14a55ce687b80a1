"""The inbox of the card company's messages: each one once, applied in a savepoint, tried again when that fails."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import structlog
from sqlalchemy import or_, select
from sqlalchemy.exc import IntegrityError

from shop.core.db import db, unique_violation
from shop.payments import card
from shop.payments.models import Attempt, EventState, ProviderEvent

log = structlog.get_logger()

PROVIDER = "stripe"
#: A message that is still only received after this belongs to a process that died.
ANSWERED_BY = timedelta(minutes=1)
#: As long as the company itself would send it again (Stripe, Webhooks, retry behaviour).
GIVEN_UP_AFTER = timedelta(days=3)
#: Events that say something about a session; the rest is kept as ignored.
ABOUT_SESSIONS = frozenset(
    {
        "checkout.session.completed",
        "checkout.session.expired",
        "checkout.session.async_payment_succeeded",
        "checkout.session.async_payment_failed",
    }
)


def receive(event_id: str, kind: str, payload: dict[str, Any]) -> ProviderEvent | None:
    """Write the message down, and return its row; None when it came before."""
    row = ProviderEvent(provider=PROVIDER, event_id=event_id, type=kind, payload=payload)
    try:
        with db.session.begin_nested():
            db.session.add(row)
            db.session.flush()  # the same message may come twice at once; the constraint lets one through
    except IntegrityError as error:
        if unique_violation(error) is not None:
            return None
        raise
    return row


def apply(row: ProviderEvent, *, at: datetime) -> None:
    """Do what the message asks for, or keep it as failed with the reason; either way it is answered for.

    What was written before is committed first: no transaction stays open while we wait for the company.
    """
    try:
        session = _session_now(row)
        with db.session.begin_nested():
            row.state = _applied(row, session, at)
    except Exception as error:  # whatever went wrong, the message is kept and the worker tries again
        log.exception("message not applied", event_id=row.event_id, type=row.type)
        row.state, row.error = EventState.FAILED, f"{type(error).__name__}: {error}"[:2000]
    else:
        row.error = None


def _session_now(row: ProviderEvent) -> Any:
    """Return the session the message is about as it is now, not as the message, perhaps an old one, tells it."""
    session_id = _session_meant(row.type, row.payload["data"]["object"])
    db.session.commit()
    return None if session_id is None else card.look_up(session_id)


def _session_meant(kind: str, what: dict[str, Any]) -> str | None:
    if kind in ABOUT_SESSIONS:
        return str(what["id"])
    if kind == "payment_intent.succeeded":
        attempt = _attempt_of_intent(what)
        return None if attempt is None else attempt.session_id
    return None


def _applied(row: ProviderEvent, session: Any, at: datetime) -> EventState:
    if session is not None:
        found = card.apply_checkout(session, at=at)
        return EventState.IGNORED if found is None else EventState.APPLIED
    if row.type == "payment_intent.payment_failed":
        return _note_decline(row.payload["data"]["object"])
    return EventState.IGNORED


def _note_decline(intent: dict[str, Any]) -> EventState:
    attempt = _attempt_of_intent(intent)
    if attempt is None:
        return EventState.IGNORED
    error = intent.get("last_payment_error") or {}
    attempt.last_decline = str(error.get("decline_code") or error.get("code") or "card_declined")[:60]
    return EventState.APPLIED


def _attempt_of_intent(intent: dict[str, Any]) -> Attempt | None:
    attempt_id = (intent.get("metadata") or {}).get("attempt")
    return db.session.get(Attempt, attempt_id) if attempt_id else None


def unfinished(moment: datetime, limit: int = 50) -> list[ProviderEvent]:
    """Return messages that could not be applied, or whose process died before it did, oldest first.

    After GIVEN_UP_AFTER a message is left for a person: by then the sweep has asked about its session many times.
    """
    return list(
        db.session.scalars(
            select(ProviderEvent)
            .where(
                or_(
                    ProviderEvent.state == EventState.FAILED,
                    (ProviderEvent.state == EventState.RECEIVED) & (ProviderEvent.received_at < moment - ANSWERED_BY),
                ),
                ProviderEvent.received_at > moment - GIVEN_UP_AFTER,
            )
            .order_by(ProviderEvent.id)
            .limit(limit)
        )
    )
