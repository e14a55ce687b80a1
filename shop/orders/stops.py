"""How far a parcel is, in the words of its buyer."""

from __future__ import annotations

from flask_babel import gettext as _

from shop.core.formats import day
from shop.orders.models import Delivery, Parcel, ParcelState

#: (word, day or nothing, "done", "here" or nothing yet)
Stop = tuple[str, str, str]


def stops(parcel: Parcel) -> list[Stop]:
    """Return the stops of a parcel on its way, with the days on which it was there; none when it will not arrive."""
    if parcel.state in (ParcelState.CANCELLED, ParcelState.RETURNED):
        return []
    moved = {move.after: day(move.at) for move in parcel.moves}
    reached = [word for state, word in _way(parcel) if state is None or state in moved]
    found = []
    for state, word in _way(parcel):
        there = day(parcel.order.placed_at) if state is None else moved.get(state, "")
        found.append((word, there, "here" if word == reached[-1] else "done" if word in reached else ""))
    return found


def _way(parcel: Parcel) -> list[tuple[ParcelState | None, str]]:
    if parcel.delivery == Delivery.COLLECT:
        middle, last = (ParcelState.READY_TO_COLLECT, _("Ready")), _("Collected")
    else:
        middle, last = (ParcelState.HANDED_OVER, _("On the way")), _("Delivered")
    return [(None, _("Ordered")), (ParcelState.PACKED, _("Packed")), middle, (ParcelState.DELIVERED, last)]
