"""What the worker asks the card company by itself, so that a lost message costs a minute and no money."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import or_, select

from shop.core.db import db
from shop.core.jobs import every
from shop.core.time import now
from shop.payments import card, inbox
from shop.payments.models import Attempt, AttemptState
from shop.payments.signals import payment_expired

#: A buyer who came back waits this long for the message before we ask ourselves.
PATIENCE = timedelta(minutes=2)
MOST_AT_ONCE = 50


@every(seconds=20)
def sweep() -> None:
    """Apply what is known of every open attempt that is overdue, and messages that failed before."""
    for session_id in _overdue(now()):
        db.session.commit()  # no transaction stays open while we wait for the company
        session = card.look_up(session_id)
        card.apply_checkout(session, at=now())
    db.session.commit()
    for event in inbox.failed_events():
        inbox.apply(event, at=now())
        db.session.commit()
    _expire_unopened(now())


def _overdue(moment: datetime) -> list[str]:
    live = (AttemptState.OPEN, AttemptState.PROCESSING)
    return [
        session_id
        for session_id in db.session.scalars(
            select(Attempt.session_id)
            .where(
                Attempt.state.in_(live),
                Attempt.session_id.is_not(None),
                or_(Attempt.returned_at < moment - PATIENCE, Attempt.expires_at < moment),
            )
            .order_by(Attempt.expires_at)
            .limit(MOST_AT_ONCE)
        )
        if session_id is not None
    ]


def _expire_unopened(moment: datetime) -> None:
    """End attempts whose page was never opened: the company knows nothing of them, so nobody can pay them."""
    for attempt in db.session.scalars(
        select(Attempt)
        .where(Attempt.state == AttemptState.CREATED, Attempt.session_id.is_(None), Attempt.expires_at < moment)
        .order_by(Attempt.id)
        .limit(MOST_AT_ONCE)
    ):
        attempt.state = AttemptState.EXPIRED
        if card.current_attempt(attempt.payment) is None:
            payment_expired.send(attempt.payment, at=moment)
