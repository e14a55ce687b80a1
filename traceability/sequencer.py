"""Gives history its order: one place in the batch's chain to each event, a moment after it was written.

Only the worker does this, so a batch that many desks write to is no bottleneck. Until an event has its place,
its page says that it is being recorded.
"""

from __future__ import annotations

from sqlalchemy import func, select, update

from shop.core import versions
from shop.core.db import db
from shop.core.jobs import every
from traceability.gs1.epcis import chain_hash
from traceability.models import HistoryEvent

#: What the first link of every chain is joined to.
ROOT = ""
MOST_AT_ONCE = 1000


@every(seconds=1)
def sequence() -> int:
    """Give the next place in its batch's chain to events that have none, in the order they were written."""
    waiting = list(
        db.session.execute(
            select(HistoryEvent.id, HistoryEvent.batch_id, HistoryEvent.event_id)
            .where(HistoryEvent.position.is_(None))
            .order_by(HistoryEvent.id)
            .limit(MOST_AT_ONCE)
            .with_for_update(skip_locked=True)
        )
    )
    ends = _ends({row.batch_id for row in waiting})
    for row in waiting:
        position, previous = ends.get(row.batch_id, (0, ROOT))
        link = chain_hash(previous, row.event_id)
        db.session.execute(
            update(HistoryEvent)
            .where(HistoryEvent.id == row.id, HistoryEvent.position.is_(None))
            .values(position=position + 1, chain_hash=link)
        )
        ends[row.batch_id] = (position + 1, link)
    versions.touch(*(f"batch:{batch_id}" for batch_id in {row.batch_id for row in waiting}))
    return len(waiting)


def _ends(batch_ids: set[int]) -> dict[int, tuple[int, str]]:
    """Return the last position and hash of each chain."""
    last = (
        select(HistoryEvent.batch_id, func.max(HistoryEvent.position).label("position"))
        .where(HistoryEvent.batch_id.in_(batch_ids))
        .group_by(HistoryEvent.batch_id)
        .subquery()
    )
    rows = db.session.execute(
        select(HistoryEvent.batch_id, HistoryEvent.position, HistoryEvent.chain_hash).join(
            last, (HistoryEvent.batch_id == last.c.batch_id) & (HistoryEvent.position == last.c.position)
        )
    )
    return {row.batch_id: (row.position, row.chain_hash) for row in rows}


def first_break(batch_id: int) -> int | None:
    """Return the position of the first event whose hash or chain does not hold any more, or None when all do."""
    from traceability.gs1.epcis import event_hash

    previous = ROOT
    rows = db.session.execute(
        select(HistoryEvent.position, HistoryEvent.event, HistoryEvent.event_id, HistoryEvent.chain_hash)
        .where(HistoryEvent.batch_id == batch_id, HistoryEvent.position.is_not(None))
        .order_by(HistoryEvent.position)
    )
    for expected, row in enumerate(rows, start=1):
        link = chain_hash(previous, row.event_id)
        if row.position != expected or event_hash(row.event) != row.event_id or link != row.chain_hash:
            return expected
        previous = row.chain_hash
    return None
