"""What of a product can be bought where: each variant with the centres that list it and the lots they hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Date, Select, and_, bindparam, select

from shop.batches.models import Batch
from shop.catalogue.models import (
    SHOP_STATUSES,
    Centre,
    Group,
    Listing,
    Product,
    Variant,
)
from shop.core.db import Columns, db
from shop.delivery.models import DeliveryFee
from shop.stock.models import LotInStock
from shop.stock.queries import keeps_until, last_good_day


@dataclass(frozen=True)
class Lot:
    """What one centre holds of one batch that may be sold today."""

    batch_id: int
    code: str
    lot_code: str
    made_on: date
    best_before: date | None
    made: int
    available: int


@dataclass(frozen=True)
class Offer:
    """One variant at one centre: its price there, and its lots, the one to sell first on top."""

    listing_id: int
    centre_id: int
    centre_slug: str
    village_vi: str
    price_vnd: int
    fee_vnd: int | None
    lots: tuple[Lot, ...]

    @property
    def available(self) -> int:
        """How many items this centre may still promise."""
        return sum(lot.available for lot in self.lots)


@dataclass(frozen=True)
class Form:
    """One variant with everything that offers it."""

    id: int
    name_vi: str
    name_en: str
    net_vi: str | None
    gtin: str | None
    weight_g: int | None
    offers: tuple[Offer, ...]

    @property
    def price_vnd(self) -> int | None:
        """The lowest price anywhere."""
        return min((offer.price_vnd for offer in self.offers), default=None)

    @property
    def available(self) -> int:
        return sum(offer.available for offer in self.offers)


def fetch(statement: Any, **values: Any) -> Sequence[Columns]:
    """Return the rows of a statement that selects columns, past the session's machinery for objects.

    Statements are built once, below, with gaps for the values: building one costs more than running it.
    """
    return db.session.connection().execute(statement, values).all()


def forms_of(ids: Sequence[int], on: date, *, centre_id: int | None = None) -> dict[int, list[Form]]:
    """Return the variants of each of these products with all offers and their lots; two queries.

    First expired, first out: lots come by best-before day, then by the day they were made. Goods that are shown and
    not sold have variants without offers.
    """
    rows = (
        fetch(_FORMS, ids=list(ids)) if centre_id is None else fetch(_FORMS_AT_CENTRE, ids=list(ids), centre=centre_id)
    )
    lots = _lots({row.id for row in rows if row.centre_id is not None}, on)
    by_form: dict[int, list[Columns]] = defaultdict(list)
    for row in rows:
        by_form[row.id].append(row)
    forms: dict[int, list[Form]] = defaultdict(list)
    for found in by_form.values():
        forms[found[0].product_id].append(_form(found, lots))
    return forms


Lots = dict[tuple[int, int], list[Lot]]


def _lots(variant_ids: set[int], on: date) -> Lots:
    """Return what can be had of these variants: (variant, centre) -> lots, the one to sell first on top."""
    lots: Lots = defaultdict(list)
    for row in fetch(_LOTS, variants=sorted(variant_ids), last_good=last_good_day(on)):
        variant_id, centre_id, *lot = row
        lots[variant_id, centre_id].append(Lot(*lot))
    return lots


def _form(rows: Sequence[Columns], lots: Lots) -> Form:
    """Make one variant of its rows, one for each centre that lists it."""
    first = rows[0]
    return Form(
        first.id,
        first.name_vi,
        first.name_en,
        first.net_vi,
        first.gtin,
        first.weight_g,
        tuple(_offer(row, lots.get((row.id, row.centre_id), ())) for row in rows if row.centre_id is not None),
    )


def _offer(row: Columns, lots: Sequence[Lot]) -> Offer:
    return Offer(
        row.listing_id,
        row.centre_id,
        row.centre_slug,
        row.village_vi,
        row.price_vnd,
        row.fee_vnd,
        tuple(lots),
    )


def on_the_shelf(last_good: date | BindParameter[date]) -> ColumnElement[bool]:
    """Return the condition that something of a lot (joined with its batch) can be had and is good on `last_good`."""
    return and_(keeps_until(last_good), LotInStock.on_hand > LotInStock.reserved)


#: The earliest best-before day that something sold today may have: `last_good_day(today)`.
LAST_GOOD = bindparam("last_good", type_=Date)

# Lots are asked for by themselves: joined as a part of the other statement, every lot of the shop would be read.
_LOTS = (
    select(
        Batch.variant_id,
        LotInStock.centre_id,
        Batch.id,
        Batch.code,
        Batch.lot_code,
        Batch.made_on,
        Batch.best_before,
        Batch.quantity,
        LotInStock.on_hand - LotInStock.reserved,
    )
    .join(Batch, Batch.id == LotInStock.batch_id)
    .where(Batch.variant_id.in_(bindparam("variants", expanding=True)), on_the_shelf(LAST_GOOD))
    .order_by(Batch.best_before.is_(None), Batch.best_before, Batch.made_on, Batch.id)
)


def _listed_forms(*more: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    listed = (
        Listing.variant_id == Variant.id,
        Listing.delisted_at.is_(None),
        Product.group != Group.TOURISM,
        Product.alcohol_percent.is_(None),
        *more,
    )
    return (
        select(
            Variant.id,
            Variant.product_id,
            Variant.name_vi,
            Variant.name_en,
            Variant.net_vi,
            Variant.gtin,
            Variant.weight_g,
            Listing.id.label("listing_id"),
            Listing.price_vnd,
            Centre.id.label("centre_id"),
            Centre.slug.label("centre_slug"),
            Centre.village_vi,
            DeliveryFee.fee_vnd,
        )
        .join(Product, Product.id == Variant.product_id)
        .outerjoin(Listing, and_(*listed))
        .outerjoin(Centre, and_(Centre.id == Listing.centre_id, Centre.status.in_(SHOP_STATUSES)))
        .outerjoin(DeliveryFee, DeliveryFee.centre_id == Centre.id)
        .where(Variant.product_id.in_(bindparam("ids", expanding=True)))
        .order_by(Variant.product_id, Variant.position, Variant.id, Centre.village_vi, Centre.id)
    )


_FORMS = _listed_forms()
_FORMS_AT_CENTRE = _listed_forms(Listing.centre_id == bindparam("centre"))
