"""The chain: every event gets the next place in its batch's book, and a change anywhere in it shows."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime

import pytest
from sqlalchemy import JSON, bindparam, select, text

from shop.core.db import db
from shop.core.time import now
from traceability import history
from traceability.gs1.epcis import event_hash
from traceability.models import HistoryEvent
from traceability.sequencer import first_break, sequence

NOON = datetime(2026, 11, 2, 5, 0, tzinfo=UTC)


def tell(batch, *steps):
    """Record steps of the making."""
    for what in steps:
        history.record_step(batch, history.Told(what), said_by="Xưởng", at=NOON, now=now())


def chain(batch):
    """Return places, hashes and names of the events of a batch as they were written."""
    columns = (HistoryEvent.position, HistoryEvent.chain_hash, HistoryEvent.event_id, HistoryEvent.what_vi)
    wanted = select(*columns).where(HistoryEvent.batch_id == batch.id).order_by(HistoryEvent.id)
    return db.session.execute(wanted).all()


@pytest.fixture
def batch(make):
    """A batch with three steps in the chain."""
    batch = make.batch(released=False)
    tell(batch, "Vuốt", "Tráng men", "Ra lò")
    sequence()
    return batch


def test_events_are_chained_in_the_order_they_were_written(batch):
    links = chain(batch)

    previous = b""
    assert [(link.position, link.what_vi) for link in links] == [(1, "Vuốt"), (2, "Tráng men"), (3, "Ra lò")]
    for link in links:
        previous = hashlib.sha256(previous + link.event_id.encode()).digest()
        assert link.chain_hash == previous.hex()
    assert first_break(batch.id) is None


def test_a_later_event_is_joined_to_the_last_one(batch):
    tell(batch, "Kiểm hàng")

    assert sequence() == 1
    assert [link.position for link in chain(batch)] == [1, 2, 3, 4]
    assert first_break(batch.id) is None


def test_a_second_round_changes_nothing(batch):
    before = chain(batch)

    assert sequence() == 0
    assert chain(batch) == before


def test_every_batch_has_a_chain_of_its_own(make, batch):
    other = make.batch(released=False)
    tell(other, "Hái chè")
    tell(batch, "Đóng gói")

    sequence()

    assert [link.position for link in chain(other)] == [1]
    assert [link.position for link in chain(batch)] == [1, 2, 3, 4]


def test_an_event_waits_until_the_round(make):
    batch = make.batch(released=False)
    tell(batch, "Vuốt")

    assert [link.position for link in chain(batch)] == [None]
    assert first_break(batch.id) is None


def tamper(batch, at, **changed):
    """Change an event behind the back of the database's own guard."""
    for suffix in ("update", "delete", "placed"):
        on = "" if db.engine.dialect.name == "sqlite" else " ON history_event"
        db.session.execute(text(f"DROP TRIGGER history_event_stays_{suffix}{on}"))
    columns = ", ".join(f"{name} = :{name}" for name in changed)
    statement = text(f"UPDATE history_event SET {columns} WHERE batch_id = :batch AND position = :at")
    if "event" in changed:
        statement = statement.bindparams(bindparam("event", type_=JSON))
    db.session.execute(statement, {**changed, "batch": batch.id, "at": at})


def test_a_changed_event_breaks_the_chain_at_its_place(batch):
    event = db.session.scalars(select(HistoryEvent.event).where(HistoryEvent.position == 2)).one()

    tamper(batch, 2, event=event | {"goc:nameVi": "Tráng men chì"})

    assert first_break(batch.id) == 2


def test_a_changed_event_with_a_new_hash_breaks_the_chain_too(batch):
    event = db.session.scalars(select(HistoryEvent.event).where(HistoryEvent.position == 2)).one()
    forged = event | {"goc:nameVi": "Tráng men chì"}

    tamper(batch, 2, event=forged, event_id=event_hash(forged))

    assert first_break(batch.id) == 2


def test_an_event_taken_out_breaks_the_chain(batch):
    tamper(batch, 2, position=9)

    assert first_break(batch.id) == 2
