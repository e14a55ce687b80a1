"""What the worker asks the card company by itself, so that a lost message costs a minute and no money."""

from __future__ import annotations

from datetime import datetime, timedelta

import structlog
from sqlalchemy import or_, select

from shop.core.db import db
from shop.core.jobs import every
from shop.core.time import now
from shop.payments import card, inbox
from shop.payments.models import Attempt, AttemptState

log = structlog.get_logger()

#: A buyer who came back waits this long for the message before we ask ourselves.
PATIENCE = timedelta(minutes=2)
MOST_AT_ONCE = 50


@every(seconds=20)
def sweep() -> None:
    """Apply what is known of every open attempt that is overdue, and messages that failed before."""
    for session_id in _overdue(now()):
        _look_again(session_id)
    for event in inbox.unfinished(now()):
        inbox.apply(event, at=now())
        db.session.commit()
    _expire_unopened(now())


def _look_again(session_id: str) -> None:
    """Ask the company about one session; whatever it answers, the next one is asked about too."""
    db.session.commit()  # no transaction stays open while we wait for the company
    try:
        card.apply_checkout(card.look_up(session_id), at=now())
        db.session.commit()
    except card.NoSuchPage:
        _end_unknown(session_id)
    except Exception:  # one session nobody can read must not keep the others waiting; it is in the log
        db.session.rollback()
        log.exception("session not looked up", session=session_id)


def _end_unknown(session_id: str) -> None:
    """End an attempt past its time whose page the company does not know: nobody can pay on it any more."""
    attempt = db.session.scalars(select(Attempt).where(Attempt.session_id == session_id)).one()
    if attempt.expires_at < now():
        card.expire(attempt, at=now())
    db.session.commit()


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
    """End attempts whose page was never opened: its address never reached anybody, so nobody can pay on it."""
    unopened = db.session.scalars(
        select(Attempt)
        .where(Attempt.state == AttemptState.CREATED, Attempt.session_id.is_(None), Attempt.expires_at < moment)
        .order_by(Attempt.id)
        .limit(MOST_AT_ONCE)
    ).all()
    for attempt in unopened:
        card.expire(attempt, at=moment)
        db.session.commit()  # each order by itself, so that nobody waits for two of them
