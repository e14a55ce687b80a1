"""Lists of products: a group, a centre's shelf, what was made last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, select

from shop.batches.models import Batch
from shop.catalogue import gradings
from shop.catalogue.models import (
    SHOP_STATUSES,
    Centre,
    Grading,
    Group,
    Listing,
    Product,
    Variant,
)
from shop.catalogue.paging import Paging
from shop.core.db import db
from shop.front.cards import CARDS, Card, cards, complete
from shop.front.offers import LAST_GOOD, fetch, on_the_shelf
from shop.stock.models import LotInStock
from shop.stock.queries import last_good_day

#: That some centre lists the product.
ON_SALE: ColumnElement[bool] = exists().where(
    Variant.product_id == Product.id,
    Listing.variant_id == Variant.id,
    Listing.delisted_at.is_(None),
    Listing.centre_id == Centre.id,
    Centre.status.in_(SHOP_STATUSES),
    Product.group != Group.TOURISM,
    Product.alcohol_percent.is_(None),
)


@dataclass(frozen=True)
class Choice:
    """One page of products, and how many each filter would leave."""

    cards: list[Card]
    paging: Paging
    #: Products in each group, whatever group is chosen.
    groups: dict[str, int]


def products_in_group(group: Group, on: date, *, page: int, only: str) -> Choice:
    """Return one page of the products of `group`, those on sale first; four queries.

    `only` narrows them: `on-sale`, or `graded` for those with live stars.
    """
    wanted = [Product.group == group, Product.withdrawn_at.is_(None), *_narrowed(only, on)]
    total = db.session.scalar(select(func.count()).select_from(Product).where(*wanted)) or 0
    paging = Paging(page, total)
    return Choice(page_of(wanted, paging, on), paging, {})


def _narrowed(only: str, on: date) -> list[ColumnElement[bool]]:
    if only == "on-sale":
        return [ON_SALE]
    if only == "graded":
        return [_has_live_stars(on)]
    return []


def _has_live_stars(on: date) -> ColumnElement[bool]:
    return exists().where(Grading.product_id == Product.id, gradings.live_on(on))


def page_of(wanted: Sequence[Any], paging: Paging, on: date, *, centre_id: int | None = None) -> list[Card]:
    """Return the page `paging` of the products that `wanted` chooses; three queries.

    Those on sale come first, then those with live stars, then by name, as the policy on ranking says.
    """
    in_order = CARDS.order_by(ON_SALE.desc(), _has_live_stars(on).desc(), Product.slug)
    rows = fetch(in_order.where(*wanted).limit(paging.size).offset(paging.offset))
    return complete(rows, on, centre_id=centre_id)


def group_counts() -> dict[str, int]:
    """Return how many products each OCOP group holds; one query."""
    rows = db.session.execute(
        select(Product.group, func.count()).where(Product.withdrawn_at.is_(None)).group_by(Product.group)
    )
    return {str(group): count for group, count in rows}


def newest_lots(on: date, most: int) -> list[Card]:
    """Return the products whose batches were made last and can be had, one of each craft first; four queries."""
    rows = fetch(_NEWEST, last_good=last_good_day(on))
    by_craft: dict[str, int] = {}
    for row in rows:
        by_craft.setdefault(row.craft, row.id)
    chosen = list(by_craft.values())
    chosen += [row.id for row in rows if row.id not in chosen]
    return cards(chosen[:most], on)


_made = func.max(Batch.made_on).label("made")
_NEWEST = (
    select(Product.id, Product.craft, _made)
    .select_from(LotInStock)
    .join(Batch, Batch.id == LotInStock.batch_id)
    .join(Variant, Variant.id == Batch.variant_id)
    .join(Product, Product.id == Variant.product_id)
    .join(Listing, and_(Listing.variant_id == Variant.id, Listing.centre_id == LotInStock.centre_id))
    .where(
        on_the_shelf(LAST_GOOD),
        Listing.delisted_at.is_(None),
        Product.withdrawn_at.is_(None),
        Product.alcohol_percent.is_(None),
        Product.group != Group.TOURISM,
    )
    .group_by(Product.id, Product.craft)
    .order_by(_made.desc(), Product.id.desc())
    .limit(200)
)
