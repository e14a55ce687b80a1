"""Which lots serve an order line: first expired, first out, unless the buyer chose the batch."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_ngettext as _ln

from shop.core.db import db
from shop.core.errors import Refusal
from shop.core.i18n import said
from shop.orders.models import Allocation, OrderLine
from shop.stock import holds
from shop.stock.models import LotInStock
from shop.stock.queries import lots_for_sale

#: Each time round somebody else has taken something, so in practice two or three are enough.
MOST_ROUNDS = 100


class CannotServe(Refusal):
    """There is not enough on the shelves for a line; says of what and how many there are."""

    def __init__(self, line: OrderLine, left: int) -> None:
        if left:
            message: object = _ln(
                "%(name)s: only %(num)s is left.", "%(name)s: only %(num)s are left.", left, name=said(line, "name")
            )
        else:
            message = _l("%(name)s has just sold out.", name=said(line, "name"))
        super().__init__(message)
        self.listing_id, self.pinned_batch_id, self.left = line.listing_id, line.pinned_batch_id, left


@dataclass(frozen=True)
class Share:
    """So many items of one lot for one line."""

    line: OrderLine
    lot: LotInStock
    quantity: int


def plan(line: OrderLine, centre_id: int, on: date, taken: dict[int, int]) -> list[Share]:
    """Choose the lots for `line` that keep until `on`.

    `taken` counts what other lines of the order have (lot id -> items). Raises CannotServe when the lots fall short.
    """
    lots = lots_for_sale(centre_id, line.variant_id, on, line.pinned_batch_id)
    shares, missing = [], line.quantity
    for lot in lots:
        part = min(missing, lot.available - taken.get(lot.id, 0))
        if part > 0:
            shares.append(Share(line, lot, part))
            taken[lot.id] = taken.get(lot.id, 0) + part
            missing -= part
        if missing == 0:
            return shares
    raise CannotServe(line, line.quantity - missing)


def allocate(lines: list[tuple[OrderLine, int, date]]) -> None:
    """Reserve lots for all `lines`, each with the id of the centre that serves it and the day it must keep until.

    Lots are locked in the order of their ids, as everywhere, so that two orders cannot wait for each other.
    Raises CannotServe; the transaction is then to be rolled back.
    """
    # Who chose a batch is served first: whoever did not can take any other.
    choosy_first = sorted(lines, key=lambda each: each[0].pinned_batch_id is None)
    for _ in range(MOST_ROUNDS):
        taken: dict[int, int] = {}
        shares = [share for line, centre_id, on in choosy_first for share in plan(line, centre_id, on, taken)]
        if _reserve(shares):
            return
        # Somebody was quicker at one lot; another may still do.
    raise RuntimeError("the shelves changed each time they were looked at")


def _reserve(shares: list[Share]) -> bool:
    """Reserve all `shares`, or none of them and return False."""
    in_order = sorted(shares, key=lambda share: (share.lot.id, share.line.id or 0))
    try:
        with db.session.begin_nested():
            for share in in_order:
                holds.reserve(share.lot, share.quantity)
    except holds.NotEnoughLeft:
        return False
    for share in in_order:
        share.line.allocations.append(Allocation(lot=share.lot, batch=share.lot.batch, quantity=share.quantity))
    return True
