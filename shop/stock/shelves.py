"""Reads of the store room: what stands on the shelves of one centre."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from shop.batches.models import Batch
from shop.catalogue.models import Centre, Listing, Product, Variant
from shop.core.db import db
from shop.core.rules import rule
from shop.core.time import today
from shop.stock.models import LotInStock, Movement, MovementKind


@dataclass(frozen=True)
class LotRow:
    """One lot on the shelf, and what somebody should know about it."""

    lot: LotInStock
    shelf: str | None
    #: `recalled`, `expired`, `old` (close to its best-before day), `low` or empty.
    warning: str


def lots_at(centre: Centre, on: date | None = None) -> list[LotRow]:
    """Return every lot `centre` holds, worst first, in a fixed number of queries."""
    rows = db.session.execute(
        select(LotInStock, Listing.shelf)
        .join(LotInStock.batch)
        .join(Batch.variant)
        .join(Variant.product)
        .outerjoin(Listing, (Listing.variant_id == Variant.id) & (Listing.centre_id == LotInStock.centre_id))
        .where(LotInStock.centre_id == centre.id, LotInStock.on_hand > 0)
        .options(
            joinedload(LotInStock.batch).joinedload(Batch.variant).joinedload(Variant.product),
            joinedload(LotInStock.batch).selectinload(Batch.recalls),
        )
        .order_by(Product.name_vi, Batch.made_on)
    )
    day = on or today()
    found = [LotRow(lot, shelf, _warning(lot, day)) for lot, shelf in rows]
    return sorted(found, key=lambda row: _ORDER.index(row.warning))


_ORDER = ("recalled", "expired", "old", "low", "")


def _warning(lot: LotInStock, day: date) -> str:
    batch = lot.batch
    if batch.open_recall is not None:
        return "recalled"
    if batch.has_expired_by(day):
        return "expired"
    if batch.has_expired_by(day + timedelta(days=int(rule("stock_old_days")))):
        return "old"
    return "low" if lot.available <= int(rule("stock_low_items")) else ""


@dataclass(frozen=True)
class Receipt:
    """One delivery that was received."""

    at: datetime
    quantity: int
    lot_code: str
    name_vi: str
    name_en: str
    by: str


def recent_receipts(centre: Centre, limit: int = 8) -> list[Receipt]:
    """Return the last deliveries `centre` received, newest first; one query."""
    rows = db.session.execute(
        select(Movement.at, Movement.quantity, Batch.lot_code, Product.name_vi, Product.name_en, Movement.by)
        .join(Movement.lot)
        .join(LotInStock.batch)
        .join(Batch.variant)
        .join(Variant.product)
        .where(LotInStock.centre_id == centre.id, Movement.kind == MovementKind.RECEIPT)
        .order_by(Movement.id.desc())
        .limit(limit)
    )
    return [Receipt(*row) for row in rows]
