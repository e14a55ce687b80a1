"""Reads of the desk: what one centre has to pack, to hand over and to wait for."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, selectinload

from shop.batches.models import Batch
from shop.catalogue.models import Centre, Variant
from shop.core.db import db
from shop.orders.models import Allocation, OrderLine, Parcel, ParcelState


@dataclass(frozen=True)
class Today:
    """The parcels of one centre by what is to be done with them, oldest first."""

    to_pack: list[Parcel]
    packed: list[Parcel]
    ready: list[Parcel]
    on_the_way: list[Parcel]


#: Work that is done drops off the page; this is what still needs somebody.
_OPEN = (ParcelState.TO_PACK, ParcelState.PACKED, ParcelState.READY_TO_COLLECT, ParcelState.HANDED_OVER)
#: The page shows the oldest of each kind; a centre with more than this a day prints a list.
MOST_SHOWN = 200


def today(centre: Centre) -> Today:
    """Return the open parcels of `centre`, with what is in them, in a fixed number of queries."""
    parcels = db.session.scalars(
        _whole().where(Parcel.centre_id == centre.id, Parcel.state.in_(_OPEN)).order_by(Parcel.id).limit(MOST_SHOWN)
    ).all()
    by_state = {state: [p for p in parcels if p.state == state] for state in _OPEN}
    return Today(*(by_state[state] for state in _OPEN))


def parcel_of(centre: Centre, code: str) -> Parcel | None:
    """Return the parcel of `centre` with this code; another centre's is None."""
    return db.session.scalar(_whole().where(Parcel.centre_id == centre.id, Parcel.code == code.upper()))


def parcel_by_scan(centre: Centre, code: str) -> Parcel | None:
    """Return the one parcel of `centre` that a typed order code or parcel code names."""
    wanted = code.strip().upper()
    return db.session.scalar(
        select(Parcel)
        .where(Parcel.centre_id == centre.id, (Parcel.code == wanted) | Parcel.code.startswith(f"{wanted}-"))
        .order_by(Parcel.id)
        .limit(1)
    )


def _whole() -> Select[Parcel]:
    lines = selectinload(Parcel.lines)
    return select(Parcel).options(
        joinedload(Parcel.order),
        joinedload(Parcel.centre),
        selectinload(Parcel.moves),
        lines.joinedload(OrderLine.variant).joinedload(Variant.product),
        lines.joinedload(OrderLine.listing),
        lines.selectinload(OrderLine.allocations).joinedload(Allocation.batch).joinedload(Batch.producer),
        lines.selectinload(OrderLine.allocations).joinedload(Allocation.lot),
    )
