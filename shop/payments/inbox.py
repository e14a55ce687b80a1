"""The inbox of the card company's messages: each one once, applied in a savepoint, tried again when that fails."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import structlog
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from shop.core.db import db, unique_violation
from shop.payments import card
from shop.payments.models import Attempt, EventState, ProviderEvent

log = structlog.get_logger()

PROVIDER = "stripe"
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
    """Do what the message asks for, or keep it as failed with the reason; either way it is answered for."""
    try:
        with db.session.begin_nested():
            row.state = _applied(row, at)
    except Exception as error:  # whatever went wrong, the message is kept and the worker tries again
        log.exception("message not applied", event_id=row.event_id, type=row.type)
        row.state, row.error = EventState.FAILED, f"{type(error).__name__}: {error}"[:2000]
    else:
        row.error = None


def _applied(row: ProviderEvent, at: datetime) -> EventState:
    what = row.payload["data"]["object"]
    if row.type in ABOUT_SESSIONS:
        # The message may be old: what counts is the session as it is now.
        found = card.apply_checkout(card.look_up(what["id"]), at=at)
        return EventState.IGNORED if found is None else EventState.APPLIED
    if row.type == "payment_intent.payment_failed":
        return _note_decline(what)
    if row.type == "payment_intent.succeeded":
        attempt = _attempt_of_intent(what)
        if attempt is not None and attempt.session_id:
            card.apply_checkout(card.look_up(attempt.session_id), at=at)
            return EventState.APPLIED
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


def failed_events(limit: int = 50) -> list[ProviderEvent]:
    """Return messages that could not be applied, oldest first."""
    return list(
        db.session.scalars(
            select(ProviderEvent)
            .where(ProviderEvent.state == EventState.FAILED)
            .order_by(ProviderEvent.id)
            .limit(limit)
        )
    )
