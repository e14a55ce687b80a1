"""Reads of stock: which lots may be sold, in the order in which they should go."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from sqlalchemy import BindParameter, ColumnElement, select
from sqlalchemy.orm import joinedload

from shop.batches.models import Batch, BatchState, Recall
from shop.catalogue.models import Listing
from shop.core.db import db
from shop.core.rules import rule
from shop.stock.models import LotInStock

#: First expired, first out; what never expires goes after what does (NULLS LAST, spelled out for both databases).
FIRST_TO_GO = (Batch.best_before.is_(None), Batch.best_before, Batch.made_on, Batch.id)


def last_good_day(on: date) -> date:
    """Return the earliest best-before day that something sold on `on` may have."""
    return on + timedelta(days=int(rule("sale_margin_days", on)))


def may_be_sold(on: date) -> ColumnElement[bool]:
    """Return the condition that a Batch row may be sold on `on`: released, not recalled, good for some days yet."""
    return keeps_until(last_good_day(on))


def keeps_until(last_good: date | BindParameter[date]) -> ColumnElement[bool]:
    """Return the condition that a Batch row is released, not recalled, and good on `last_good` yet."""
    recalled = select(Recall.batch_id).where(Recall.closed_at.is_(None))
    return (
        (Batch.state == BatchState.RELEASED)
        & (Batch.best_before.is_(None) | (Batch.best_before >= last_good))
        & Batch.id.not_in(recalled)
    )


def lots_for_sale(centre_id: int, variant_id: int, on: date, batch_id: int | None = None) -> list[LotInStock]:
    """Return the lots of a variant that `centre_id` may sell on `on`, the first to go first; one query.

    First expired, first out; where nothing expires, first made. With `batch_id` only that batch.
    """
    wanted = (
        select(LotInStock)
        .join(LotInStock.batch)
        .where(
            LotInStock.centre_id == centre_id,
            Batch.variant_id == variant_id,
            LotInStock.on_hand > LotInStock.reserved,
            may_be_sold(on),
        )
        .options(joinedload(LotInStock.batch))
        .order_by(*FIRST_TO_GO)
        .execution_options(populate_existing=True)
    )
    if batch_id is not None:
        wanted = wanted.where(Batch.id == batch_id)
    return list(db.session.scalars(wanted))


def left_of(listing_ids: Collection[int], on: date) -> dict[int, dict[int, int]]:
    """Return for each listing what its centre can promise on `on`: batch id -> items, first to go first; one query."""
    rows = db.session.execute(
        select(Listing.id, Batch.id, LotInStock.on_hand - LotInStock.reserved)
        .select_from(Listing)
        .join(LotInStock, LotInStock.centre_id == Listing.centre_id)
        .join(Batch, (Batch.id == LotInStock.batch_id) & (Batch.variant_id == Listing.variant_id))
        .where(Listing.id.in_(listing_ids), LotInStock.on_hand > LotInStock.reserved, may_be_sold(on))
        .order_by(*FIRST_TO_GO)
    )
    left: dict[int, dict[int, int]] = {listing_id: {} for listing_id in listing_ids}
    for listing_id, batch_id, items in rows:
        left[listing_id][batch_id] = items
    return left
