"""Packing by scanning, handing over, delivering: the verbs."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from shop.core.db import db
from shop.core.time import now
from shop.orders import fulfilment
from shop.orders.models import IllegalMove, OrderState, Parcel, ParcelState
from shop.payments import ledger
from shop.stock.models import Movement, MovementKind
from tests.factories import Make
from traceability.models import HistoryEvent


def pack(parcel: Parcel, *scanned: str) -> None:
    fulfilment.pack(parcel, scanned, by="Hạnh", at=now())


def stock(parcel: Parcel) -> tuple[int, int]:
    lot = parcel.lines[0].allocations[0].lot
    db.session.refresh(lot)
    return lot.on_hand, lot.reserved


def test_a_packed_parcel_leaves_the_stock(make: Make) -> None:
    parcel = make.parcel("BT-2407", quantity=2)
    assert stock(parcel) == (10, 2)

    pack(parcel, "BT-2407", "bt-2407")

    assert parcel.state == ParcelState.PACKED
    assert stock(parcel) == (8, 0)
    sold = db.session.scalar(select(func.sum(Movement.quantity)).where(Movement.kind == MovementKind.SALE))
    assert sold == -2


@pytest.mark.parametrize(
    "scanned",
    [
        ("BT-2407 x 3",),
        ("BT-2407×3",),
        ("BT-2407", "BT-2407 * 2"),
        ("HTTPS://GOC.EXAMPLE/01/09520000200015/10/BT-2407", "BT-2407", "  bt-2407  "),
    ],
)
def test_a_label_may_be_scanned_or_typed_in_many_ways(make: Make, scanned: tuple[str, ...]) -> None:
    parcel = make.parcel("BT-2407", quantity=3)

    pack(parcel, *scanned)

    assert parcel.state == ParcelState.PACKED


def test_the_address_of_a_batch_without_gtin_is_read_too(make: Make) -> None:
    parcel = make.parcel()
    code = parcel.lines[0].allocations[0].batch.code

    pack(parcel, f"HTTPS://GOC.EXAMPLE/T/{code}")

    assert parcel.state == ParcelState.PACKED


def test_an_item_of_another_batch_is_refused_by_name_and_nothing_moves(make: Make) -> None:
    parcel = make.parcel("BT-2407", quantity=2)

    with pytest.raises(fulfilment.WrongBatch) as refused:
        pack(parcel, "BT-2407", "BT-2408")

    assert "BT-2408" in str(refused.value)
    assert "BT-2407" in str(refused.value)
    assert parcel.state == ParcelState.TO_PACK
    assert stock(parcel) == (10, 2)


@pytest.mark.parametrize("scanned", [("BT-2407",), ("BT-2407 x 3",), ("BT-2407 x 0",)])
def test_too_few_or_too_many_items_are_refused(make: Make, scanned: tuple[str, ...]) -> None:
    parcel = make.parcel("BT-2407", quantity=2)

    with pytest.raises(fulfilment.WrongCount):
        pack(parcel, *scanned)

    assert stock(parcel) == (10, 2)


def test_of_two_colleagues_the_second_is_told(make: Make) -> None:
    parcel = make.parcel("BT-2407")
    pack(parcel, "BT-2407")

    with pytest.raises(IllegalMove):
        pack(parcel, "BT-2407")

    assert stock(parcel) == (9, 0)


def test_a_line_served_by_two_lots_needs_items_of_both(make: Make) -> None:
    listing = make.on_sale(lot_code="BT-2407", on_hand=2)
    make.lot(make.batch("BT-2408", variant=listing.variant), on_hand=5)
    parcel = make.order((listing, 3)).parcels[0]

    with pytest.raises(fulfilment.WrongCount):
        pack(parcel, "BT-2407 x 3")
    pack(parcel, "BT-2407 x 2", "BT-2408")

    assert [a.quantity for a in parcel.lines[0].allocations] == [2, 1]


def test_cash_is_in_the_ledger_once_the_buyer_has_the_parcel(make: Make) -> None:
    parcel = make.parcel("BT-2407")
    pack(parcel, "BT-2407")
    fulfilment.hand_over(parcel, carrier="Bưu điện", tracking="VN1", by="Hạnh", at=now())
    assert ledger.paid(parcel.order.code) == 0

    fulfilment.deliver(parcel, by="Hạnh", at=now())

    assert ledger.paid(parcel.order.code) == parcel.total_vnd == 480_000
    assert ledger.balance("cod:bat-trang") == 480_000
    assert ledger.total() == 0
    assert parcel.order.state == OrderState.COMPLETED


def test_a_collected_parcel_is_paid_at_the_counter_without_a_fee(make: Make) -> None:
    parcel = make.parcel("BT-2407", delivery="collect", method="counter")
    pack(parcel, "BT-2407")

    fulfilment.make_ready(parcel, by="Hạnh", at=now())
    fulfilment.deliver(parcel, by="Hạnh", at=now())

    assert ledger.balance("cash:bat-trang") == 450_000


def test_a_parcel_to_collect_goes_to_no_carrier_and_one_to_ship_on_no_shelf(make: Make) -> None:
    collected = make.parcel("BT-2407", delivery="collect", method="counter")
    pack(collected, "BT-2407")
    with pytest.raises(IllegalMove):
        fulfilment.hand_over(collected, carrier="Bưu điện", tracking="", by="Hạnh", at=now())

    shipped = make.parcel("BT-2409")
    pack(shipped, "BT-2409")
    with pytest.raises(IllegalMove):
        fulfilment.make_ready(shipped, by="Hạnh", at=now())


def test_an_unpaid_card_order_never_reaches_the_desk(make: Make) -> None:
    parcel = make.parcel("BT-2407", method="card")

    with pytest.raises(IllegalMove):
        pack(parcel, "BT-2407")

    assert parcel.state == ParcelState.WAITING


def test_each_step_is_written_into_the_history_of_the_batch(make: Make) -> None:
    parcel = make.parcel("BT-2407", quantity=2)
    pack(parcel, "BT-2407 x 2")
    fulfilment.hand_over(parcel, carrier="Bưu điện", tracking="", by="Hạnh", at=now())
    fulfilment.deliver(parcel, by="Hạnh", at=now())

    batch_id = parcel.lines[0].allocations[0].batch_id
    events = db.session.execute(
        select(HistoryEvent.kind, HistoryEvent.quantity)
        .where(HistoryEvent.batch_id == batch_id)
        .order_by(HistoryEvent.id)
    )
    assert [tuple(row) for row in events] == [
        ("released", 60),
        ("received", 10),
        ("packed", 2),
        ("shipped", 2),
        ("delivered", 2),
    ]
