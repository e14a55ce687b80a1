"""Goods that come and go: each movement is a row, and the lot's count changes with it in one statement."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_sqlite

from shop.batches.models import Batch, BatchState
from shop.catalogue.models import Centre
from shop.core import versions
from shop.core.db import db
from shop.core.errors import Refusal
from shop.core.time import in_hanoi
from shop.stock.holds import changed
from shop.stock.models import LotInStock, Movement, MovementKind
from shop.stock.signals import lot_received


class StockRefused(Refusal):
    """Goods cannot be moved like this."""


def receive(
    centre: Centre, batch: Batch, quantity: int, *, by: str, at: datetime, reference: str | None, key: str | None
) -> LotInStock:
    """Put `quantity` items of `batch` on the shelves of `centre` and return the lot.

    The same `key` twice is one movement. Raises StockRefused for a batch that is not released, is being recalled or
    has expired.
    """
    if batch.state != BatchState.RELEASED:
        raise StockRefused(_l("Lot %(code)s is not released by its maker yet.", code=batch.lot_code))
    if batch.open_recall is not None:
        raise StockRefused(_l("Lot %(code)s is being recalled. Send it back to its maker.", code=batch.lot_code))
    if batch.has_expired_by(in_hanoi(at).date()):
        raise StockRefused(
            _l("Lot %(code)s is past its best-before day. Send it back to its maker.", code=batch.lot_code)
        )
    lot = _lot(centre, batch)
    if key is not None and db.session.scalar(select(Movement.id).where(Movement.key == key)):
        return lot
    _move(lot, MovementKind.RECEIPT, quantity, by=by, at=at, reference=reference, key=key)
    versions.touch("new-lots")  # the shelf of new batches in the shop window
    lot_received.send(lot, quantity=quantity, by=by, at=at, reference=reference, key=key)
    return lot


def take_out(lot: LotInStock, quantity: int, *, by: str, at: datetime, reference: str, key: str) -> None:
    """Take `quantity` items that were set aside out of the lot: they are packed and leave the centre."""
    _move(lot, MovementKind.SALE, -quantity, by=by, at=at, reference=reference, key=key, reserved=-quantity)


def put_back(
    lot: LotInStock, quantity: int, *, by: str, at: datetime, reference: str, key: str, why: str | None = None
) -> None:
    """Put `quantity` items that came back onto the shelf."""
    _move(lot, MovementKind.RETURN, quantity, by=by, at=at, reference=reference, key=key, why=why)


def _move(
    lot: LotInStock, kind: MovementKind, quantity: int, *, by: str, at: datetime, reserved: int = 0, **row: Any
) -> None:
    db.session.execute(
        update(LotInStock)
        .where(LotInStock.id == lot.id)
        .values(on_hand=LotInStock.on_hand + quantity, reserved=LotInStock.reserved + reserved)
        .execution_options(synchronize_session=False)
    )
    db.session.add(Movement(lot_id=lot.id, kind=kind, quantity=quantity, by=by, at=at, **row))
    db.session.flush()  # the key decides between two clicks
    db.session.refresh(lot, ["on_hand", "reserved"])
    changed(lot)


def _lot(centre: Centre, batch: Batch) -> LotInStock:
    """Return the lot of `batch` at `centre`; two first deliveries at once make one row."""
    insert: Any = insert_sqlite if db.session.get_bind().dialect.name == "sqlite" else insert_postgresql
    db.session.execute(
        insert(LotInStock)
        .values(centre_id=centre.id, batch_id=batch.id, on_hand=0, reserved=0)
        .on_conflict_do_nothing(index_elements=["centre_id", "batch_id"])
    )
    return db.session.scalars(
        select(LotInStock).where(LotInStock.centre_id == centre.id, LotInStock.batch_id == batch.id)
    ).one()
