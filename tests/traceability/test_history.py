"""What happened to a batch is written once, as people read it and as a canonical event, and stays as it was written."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from shop.core.db import db
from shop.core.time import now
from traceability import history
from traceability.gs1.epcis import event_hash
from traceability.models import HistoryEvent

NOON = datetime(2026, 11, 2, 5, 0, tzinfo=UTC)


@pytest.fixture
def batch(make):
    """A draft of a batch without a GTIN."""
    return make.batch("BT-2611-07", released=False)


def step(batch, what="Ra lò", at=NOON, note="1.230 °C, 16 giờ", **more):
    """Record one step of the making."""
    return history.record_step(
        batch,
        history.Told(what, place_vi="Lò số 2", note_vi=note),
        said_by="Xưởng gốm Giang Cao",
        at=at,
        now=now(),
        **more,
    )


def written(batch):
    """Return the kinds of all events of a batch."""
    return list(db.session.scalars(select(HistoryEvent.kind).where(HistoryEvent.batch_id == batch.id)))


def test_a_step_is_kept_as_an_epcis_event_under_its_own_hash(batch):
    row = step(batch)

    assert row.event["bizStep"] == "http://127.0.0.1:8000/ns/step/ra-lo"
    assert row.event["eventTime"] == "2026-11-02T05:00:00.000Z"
    assert row.event["eventTimeZoneOffset"] == "+07:00"
    assert row.event["readPoint"] == {"id": "http://127.0.0.1:8000/id/place/xuong-giang-cao"}
    assert row.event["goc:noteVi"] == "1.230 °C, 16 giờ"
    assert row.event["quantityList"] == [{"epcClass": f"http://127.0.0.1:8000/id/lot/{batch.code}", "quantity": 60}]
    assert row.event_id == row.event["eventID"] == event_hash(row.event)


def test_the_hash_still_holds_when_the_event_comes_back_from_the_database(batch):
    row_id = step(batch).id
    db.session.expire_all()

    row = db.session.get_one(HistoryEvent, row_id)

    assert event_hash(row.event) == row.event_id


def test_a_batch_with_a_gtin_is_named_the_standards_way(make):
    batch = make.batch("BT-2611-07", variant=make.variant(gtin="09520000200015"))

    assert history.lot_uri(batch) == "https://id.gs1.org/01/09520000200015/10/BT-2611-07"


def test_a_number_of_restricted_circulation_never_becomes_a_gs1_name(make):
    batch = make.batch("BT-2611-07", variant=make.variant(gtin="00400000123455"))

    assert history.lot_uri(batch) == f"http://127.0.0.1:8000/id/lot/{batch.code}"


def test_hearing_of_one_fact_twice_writes_it_once(make, batch):
    first, second = (
        history.record_at_centre("received", batch, make.centre(), 40, at=NOON, key="receipt:7") for _ in range(2)
    )

    assert first is second
    assert written(batch) == ["received"]


def test_facts_without_a_key_are_facts_each(make, batch):
    for _ in range(2):
        history.record_at_centre("received", batch, make.centre(), 40, at=NOON, key=None)

    assert written(batch) == ["received", "received"]


@pytest.mark.parametrize(
    ("field", "told"),
    [("what", {"what": "   "}), ("at", {"at": now() + timedelta(hours=1)}), ("note", {"note": "1230"})],
)
def test_a_step_that_says_nothing_or_is_still_to_come_is_refused(batch, field, told):
    with pytest.raises(history.EventRefused) as refused:
        step(batch, **told)

    assert refused.value.field == field
    assert written(batch) == []


def test_a_name_that_is_a_bare_number_is_refused(batch):
    with pytest.raises(history.EventRefused):
        step(batch, what="1230")

    assert written(batch) == []


def test_releasing_a_batch_enters_it_in_the_book_once(make):
    batch = make.batch()
    history.record_release(batch, at=now())

    assert written(batch) == ["released"]


def test_a_control_says_whether_the_goods_passed(batch):
    row = history.record_inspection(
        batch, history.Told("Thử chì và cadimi: đạt"), said_by="Phòng kiểm nghiệm", at=NOON, conformant=True
    )

    assert (row.event["bizStep"], row.event["disposition"]) == ("inspecting", "conformant")


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE history_event SET what_vi = 'khác'",
        "UPDATE history_event SET note_vi = NULL",
        "UPDATE history_event SET place_vi = 'khác'",
        "UPDATE history_event SET quantity = 7",
        "UPDATE history_event SET event = '{}'",
        "UPDATE history_event SET key = 'khác'",
        "DELETE FROM history_event",
    ],
)
def test_the_database_refuses_to_rewrite_what_was_written(batch, change):
    step(batch)

    with pytest.raises(DBAPIError, match="append-only"), db.session.begin_nested():
        db.session.execute(text(change))

    assert written(batch) == ["step"]


def test_an_event_gets_its_place_once_and_no_other_one(batch):
    row = step(batch)
    place = text("UPDATE history_event SET position = :position, chain_hash = 'x' WHERE id = :id")
    db.session.execute(place, {"position": 1, "id": row.id})

    with pytest.raises(DBAPIError, match="append-only"), db.session.begin_nested():
        db.session.execute(place, {"position": 2, "id": row.id})
