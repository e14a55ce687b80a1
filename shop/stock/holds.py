"""Setting items aside for somebody who is about to have them, and giving them back to the shelf."""

from __future__ import annotations

from flask_babel import lazy_ngettext as _ln
from sqlalchemy import CursorResult, update

from shop.core import versions
from shop.core.db import db
from shop.core.errors import Refusal
from shop.stock.models import LotInStock


class NotEnoughLeft(Refusal):
    """Fewer items of the lot can be promised than were asked for."""

    def __init__(self, lot: LotInStock, *, wanted: int) -> None:
        super().__init__(
            _ln(
                "Only %(num)s of lot %(lot)s is left.",
                "Only %(num)s of lot %(lot)s are left.",
                max(lot.available, 0),
                lot=lot.batch.lot_code,
            )
        )
        self.lot, self.wanted = lot, wanted


def reserve(lot: LotInStock, quantity: int) -> None:
    """Set `quantity` items of `lot` aside.

    Raises NotEnoughLeft, and changes nothing, when fewer are available.
    """
    # One statement checks and changes: two buyers of the last vase cannot both read "1 left".
    taken: CursorResult[object] = db.session.execute(  # type: ignore[assignment]
        update(LotInStock)
        .where(LotInStock.id == lot.id, LotInStock.on_hand - LotInStock.reserved >= quantity)
        .values(reserved=LotInStock.reserved + quantity)
        .execution_options(synchronize_session=False)
    )
    db.session.refresh(lot, ["on_hand", "reserved"])
    if taken.rowcount == 0:
        raise NotEnoughLeft(lot, wanted=quantity)
    changed(lot)


def free(lot: LotInStock, quantity: int) -> None:
    """Give `quantity` items that were set aside back to the shelf; the constraint refuses more than were."""
    db.session.execute(
        update(LotInStock)
        .where(LotInStock.id == lot.id)
        .values(reserved=LotInStock.reserved - quantity)
        .execution_options(synchronize_session=False)
    )
    db.session.refresh(lot, ["on_hand", "reserved"])
    changed(lot)


def changed(lot: LotInStock) -> None:
    """Have the pages that show what is left of this batch made anew."""
    batch = lot.batch
    versions.touch(f"batch:{batch.id}", f"variant:{batch.variant_id}")
