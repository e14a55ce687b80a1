"""What the desk does with a parcel: pack it by scanning, hand it over, deliver it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_ngettext as _ln
from sqlalchemy import select

from shop.batches.models import Batch
from shop.core import audit
from shop.core.db import db
from shop.core.errors import Refusal
from shop.core.text import clean
from shop.orders.models import Allocation, Delivery, IllegalMove, Order, OrderState, Parcel, ParcelState
from shop.orders.signals import parcel_delivered, parcel_handed_over, parcel_packed, parcel_ready
from shop.payments import cash
from shop.payments.models import Method
from shop.stock import movements
from shop.stock.labels import read_scan


class WrongBatch(Refusal):
    """The item scanned is of a batch this parcel must not hold."""

    def __init__(self, scanned: str, needed: Sequence[str]) -> None:
        super().__init__(
            _l(
                "This item is of lot %(scanned)s; the parcel needs %(needed)s.",
                scanned=scanned,
                needed=", ".join(needed),
            )
        )


class WrongCount(Refusal):
    """Too few or too many items of a batch were scanned."""

    def __init__(self, lot_code: str, needed: int, scanned: int) -> None:
        super().__init__(
            _ln(
                "Lot %(lot)s: %(num)s item is needed, %(scanned)s was scanned.",
                "Lot %(lot)s: %(num)s items are needed, %(scanned)s were scanned.",
                needed,
                lot=lot_code,
                scanned=scanned,
            )
        )


def pack(parcel: Parcel, scanned: Sequence[str], *, by: str, at: datetime) -> None:
    """Pack `parcel` with the items whose labels were scanned, one line each; they leave the stock.

    Raises WrongBatch or WrongCount, and changes nothing, unless every item is of the batch allocated to it;
    IllegalMove when the parcel is not waiting to be packed (a colleague was quicker).
    """
    _lock(parcel)
    _check_items(parcel, scanned)
    parcel.move(ParcelState.PACKED, by=by, at=at)
    for allocation in _allocations(parcel):
        movements.take_out(
            allocation.lot,
            allocation.quantity,
            by=by,
            at=at,
            reference=parcel.code,
            key=f"pack:{allocation.id}",
        )
        allocation.packed_at = at
    audit.record("parcels.pack", parcel.code, who=by, acting_for=parcel.centre.name_vi)
    parcel_packed.send(parcel, by=by, at=at)


def _check_items(parcel: Parcel, scanned: Sequence[str]) -> None:
    needed = Counter[int]()
    batches: dict[int, Batch] = {}
    for allocation in _allocations(parcel):
        needed[allocation.batch_id] += allocation.quantity
        batches[allocation.batch_id] = allocation.batch
    found = Counter[int]()
    for line in filter(None, map(clean, scanned)):
        code, times = read_scan(line)
        batch = next((b for b in batches.values() if code in (b.lot_code.upper(), b.code)), None)
        if batch is None:
            raise WrongBatch(code, sorted(b.lot_code for b in batches.values()))
        found[batch.id] += times
    for batch_id, count in needed.items():
        if found[batch_id] != count:
            raise WrongCount(batches[batch_id].lot_code, count, found[batch_id])


def _allocations(parcel: Parcel) -> list[Allocation]:
    """Return the allocations of `parcel` in the order in which lots are locked everywhere: by lot."""
    return sorted((a for line in parcel.lines for a in line.allocations), key=lambda a: (a.lot_id, a.id))


def hand_over(parcel: Parcel, *, carrier: str, tracking: str, by: str, at: datetime) -> None:
    """Give a packed parcel to the carrier.

    Raises IllegalMove when it is not packed, or is to be collected.
    """
    _lock(parcel)
    if parcel.delivery != Delivery.SHIP:
        raise IllegalMove(parcel.code, parcel.state, ParcelState.HANDED_OVER)
    parcel.move(ParcelState.HANDED_OVER, by=by, at=at)
    parcel.carrier, parcel.tracking = clean(carrier) or None, clean(tracking) or None
    audit.record("parcels.hand_over", parcel.code, who=by, after={"carrier": carrier, "tracking": tracking})
    parcel_handed_over.send(parcel, by=by, at=at)


def make_ready(parcel: Parcel, *, by: str, at: datetime) -> None:
    """Put a packed parcel on the shelf for its buyer to collect. Raises IllegalMove when it is to be shipped."""
    _lock(parcel)
    if parcel.delivery != Delivery.COLLECT:
        raise IllegalMove(parcel.code, parcel.state, ParcelState.READY_TO_COLLECT)
    parcel.move(ParcelState.READY_TO_COLLECT, by=by, at=at)
    audit.record("parcels.ready", parcel.code, who=by)
    parcel_ready.send(parcel, by=by, at=at)


def deliver(parcel: Parcel, *, by: str, at: datetime) -> None:
    """Record that the buyer has the parcel; cash that was due is in the hands of the carrier or in the till.

    Raises IllegalMove when the parcel is not on its way or on the shelf.
    """
    _lock(parcel)
    if parcel.state not in (ParcelState.HANDED_OVER, ParcelState.READY_TO_COLLECT):
        raise IllegalMove(parcel.code, parcel.state, ParcelState.DELIVERED)
    parcel.move(ParcelState.DELIVERED, by=by, at=at)
    if parcel.order.method != Method.CARD:
        cash.collected(parcel.order.code, parcel.code, **_till(parcel), amount_vnd=parcel.total_vnd, at=at)
    audit.record("parcels.deliver", parcel.code, who=by)
    parcel_delivered.send(parcel, by=by, at=at)
    _complete_if_all_done(parcel.order, by=by, at=at)


def _till(parcel: Parcel) -> dict[str, str]:
    if parcel.delivery == Delivery.SHIP:
        return {"account": f"cod:{parcel.centre.slug}", "why": "cash collected on delivery"}
    return {"account": f"cash:{parcel.centre.slug}", "why": "paid at the counter"}


def _complete_if_all_done(order: Order, *, by: str, at: datetime) -> None:
    done = {ParcelState.DELIVERED, ParcelState.CANCELLED, ParcelState.RETURNED}
    if order.state == OrderState.CONFIRMED and all(parcel.state in done for parcel in order.parcels):
        order.move(OrderState.COMPLETED, by=by, at=at)


def _lock(parcel: Parcel) -> None:
    """Hold the parcel's row, so that of two colleagues the second sees what the first one did."""
    db.session.execute(select(Parcel).where(Parcel.id == parcel.id).with_for_update())
    db.session.refresh(parcel, ["state"])
