"""What happens to goods is written into their history by itself, in the transaction in which it happens."""

from __future__ import annotations

from sqlalchemy import select

from shop.core.db import db
from shop.core.time import now
from shop.orders import fulfilment
from traceability.models import HistoryEvent


def told(kind):
    """Return what the history says of one kind of thing: how many, by whom."""
    wanted = select(HistoryEvent).where(HistoryEvent.kind == kind).order_by(HistoryEvent.id)
    return [(row.quantity, row.said_by) for row in db.session.scalars(wanted)]


def test_a_delivery_that_is_received_is_told_once(make):
    from shop.stock import movements

    batch, centre = make.batch(), make.centre()
    for _ in range(2):  # a double click
        movements.receive(centre, batch, 40, by="Hạnh", at=now(), reference="PGH 12", key="receive:1")

    assert told("received") == [(40, "Trung tâm bat-trang")]


def test_packing_and_what_follows_is_told_by_batch_and_never_by_parcel(make):
    parcel = make.parcel("BT-2407", quantity=2)

    fulfilment.pack(parcel, ["BT-2407 x 2"], by="Hạnh", at=now())
    fulfilment.hand_over(parcel, carrier="Bưu điện", tracking="VN1", by="Hạnh", at=now())
    fulfilment.deliver(parcel, by="Hạnh", at=now())

    for kind in ("packed", "shipped", "delivered"):
        assert told(kind) == [(2, "Trung tâm bat-trang")]
    events = db.session.scalars(select(HistoryEvent)).all()
    assert parcel.code not in "".join(str(row.event) for row in events)


def test_what_is_rolled_back_was_never_told(make):
    batch = make.batch(released=False)
    from shop.batches import opening

    point = db.session.begin_nested()
    opening.release(batch, by="Tú", at=now())
    assert told("released")
    point.rollback()

    assert told("released") == []
