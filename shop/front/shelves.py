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
from shop.core.db import Columns, db
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
    """Return one page of the products of `group`, those on sale first; five queries.

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
    """Return the page `paging` of the products that `wanted` chooses; four queries.

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


def newest_lots(on: date, most: int = 4) -> tuple[list[Card], list[Card]]:
    """Return what was made last and can be had, for the shelf and for the wall of the home page; five queries.

    Handicrafts first, because something fresh from a kitchen is made every day, and of each craft its newest. The
    wall shows other crafts than the shelf, and one thing that is none; it repeats the shelf where there is too little.
    """
    crafts, others = _newest_of_each_craft(on)
    in_order = crafts + others
    shelf = in_order[:most]
    wall = crafts[most : 2 * most - 1]
    for product_id in [each for each in others if each not in shelf] + in_order[most:] + shelf:
        if len(wall) < most and product_id not in wall:
            wall.append(product_id)
    made = {card.id: card for card in cards(list(dict.fromkeys(shelf + wall)), on)}
    return [made[product_id] for product_id in shelf], [made[product_id] for product_id in wall]


def _newest_of_each_craft(on: date) -> tuple[list[int], list[int]]:
    """Return the newest product of each craft, newest first: handicrafts, and everything else."""
    newest: dict[str, Columns] = {}
    for row in fetch(_NEWEST, last_good=last_good_day(on)):
        newest.setdefault(row.craft, row)
    crafts = [row.id for row in newest.values() if row.group == Group.HANDICRAFTS]
    return crafts, [row.id for row in newest.values() if row.group != Group.HANDICRAFTS]


_made = func.max(Batch.made_on).label("made")
_NEWEST = (
    select(Product.id, Product.craft, Product.group, _made)
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
    .group_by(Product.id, Product.craft, Product.group)
    .order_by(_made.desc(), Product.id.desc())
    .limit(500)
)
