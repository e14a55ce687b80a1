"""Ending an order before it is packed: what was set aside goes back on the shelf."""

from __future__ import annotations

from datetime import datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from shop.core.db import db
from shop.core.errors import Refusal
from shop.orders.models import Order, OrderState, Parcel, ParcelState
from shop.payments import ledger
from shop.stock import holds


class TooLate(Refusal):
    """The order is packed, paid or ended already."""

    def __init__(self) -> None:
        super().__init__(_l("This order can no longer be cancelled here. Write to us, and we look at it together."))


_UNPACKED = frozenset({ParcelState.WAITING, ParcelState.TO_PACK})


def may_cancel(order: Order) -> bool:
    """Whether the buyer may end the order: nothing is packed and nothing is paid."""
    open_states = (OrderState.PLACED, OrderState.CONFIRMED)
    unpacked = all(parcel.state in _UNPACKED for parcel in order.parcels)
    return order.state in open_states and unpacked and ledger.paid(order.code) == 0


def cancel(order: Order, *, by: str, why: str, at: datetime) -> None:
    """End the order and give what was set aside back. Raises TooLate, and changes nothing."""
    lock(order)
    if not may_cancel(order):
        raise TooLate
    order.move(OrderState.CANCELLED, by=by, why=why, at=at)
    for parcel in order.parcels:
        parcel.move(ParcelState.CANCELLED, by=by, why=why, at=at)
    allocations = [a for parcel in order.parcels for line in parcel.lines for a in line.allocations]
    for allocation in sorted(allocations, key=lambda a: a.lot_id):
        holds.free(allocation.lot, allocation.quantity)


def lock(order: Order) -> None:
    """Hold the rows of the order and its parcels, so that of two people the second sees what the first one did."""
    db.session.execute(select(Order.id).where(Order.id == order.id).with_for_update())
    db.session.execute(select(Parcel.id).where(Parcel.order_id == order.id).order_by(Parcel.id).with_for_update())
    db.session.refresh(order, ["state"])
    for parcel in order.parcels:
        db.session.refresh(parcel, ["state"])
