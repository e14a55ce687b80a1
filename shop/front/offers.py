"""What of a product can be bought where: each variant with the centres that list it and the lots they hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
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
    """Return the variants of each of these products with all offers and their lots; one query.

    First expired, first out: lots come by best-before day, then by the day they were made. Goods that are shown and
    not sold have variants without offers.
    """
    values: dict[str, Any] = {"ids": list(ids), "last_good": last_good_day(on)}
    if centre_id is None:
        return _grouped(fetch(_FORMS, **values))
    return _grouped(fetch(_FORMS_AT_CENTRE, **values, centre=centre_id))


def on_the_shelf(last_good: date | BindParameter[date]) -> ColumnElement[bool]:
    """Return the condition that something of a lot (joined with its batch) can be had and is good on `last_good`."""
    return and_(keeps_until(last_good), LotInStock.on_hand > LotInStock.reserved)


def _forms(at_one_centre: bool) -> Select[*tuple[Any, ...]]:
    lots = (
        select(
            LotInStock.centre_id,
            LotInStock.on_hand,
            LotInStock.reserved,
            Batch.id.label("batch_id"),
            Batch.variant_id,
            Batch.code,
            Batch.lot_code,
            Batch.made_on,
            Batch.best_before,
            Batch.quantity.label("made"),
        )
        .join(Batch, Batch.id == LotInStock.batch_id)
        .where(on_the_shelf(LAST_GOOD))
        .subquery()
    )
    listed = [
        Listing.variant_id == Variant.id,
        Listing.delisted_at.is_(None),
        Product.group != Group.TOURISM,
        Product.alcohol_percent.is_(None),
    ]
    if at_one_centre:
        listed.append(Listing.centre_id == bindparam("centre"))
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
            lots.c.batch_id,
            lots.c.code,
            lots.c.lot_code,
            lots.c.made_on,
            lots.c.best_before,
            lots.c.made,
            (lots.c.on_hand - lots.c.reserved).label("available"),
        )
        .join(Product, Product.id == Variant.product_id)
        .outerjoin(Listing, and_(*listed))
        .outerjoin(Centre, and_(Centre.id == Listing.centre_id, Centre.status.in_(SHOP_STATUSES)))
        .outerjoin(DeliveryFee, DeliveryFee.centre_id == Centre.id)
        .outerjoin(lots, and_(lots.c.variant_id == Variant.id, lots.c.centre_id == Centre.id))
        .where(Variant.product_id.in_(bindparam("ids", expanding=True)))
        .order_by(
            Variant.product_id,
            Variant.position,
            Variant.id,
            Centre.village_vi,
            Centre.id,
            lots.c.best_before.is_(None),
            lots.c.best_before,
            lots.c.made_on,
            lots.c.batch_id,
        )
    )


#: The earliest best-before day that something sold today may have: `last_good_day(today)`.
LAST_GOOD = bindparam("last_good", type_=Date)
_FORMS, _FORMS_AT_CENTRE = _forms(False), _forms(True)


def _grouped(rows: Iterable[Any]) -> dict[int, list[Form]]:
    by_form: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        by_form[row.id].append(row)
    forms: dict[int, list[Form]] = defaultdict(list)
    for found in by_form.values():
        first = found[0]
        forms[first.product_id].append(
            Form(
                first.id,
                first.name_vi,
                first.name_en,
                first.net_vi,
                first.gtin,
                first.weight_g,
                _offers(found),
            )
        )
    return forms


def _offers(rows: Iterable[Any]) -> tuple[Offer, ...]:
    by_listing: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        if row.centre_id is not None:
            by_listing[row.listing_id].append(row)
    return tuple(
        Offer(
            listing_id=found[0].listing_id,
            centre_id=found[0].centre_id,
            centre_slug=found[0].centre_slug,
            village_vi=found[0].village_vi,
            price_vnd=found[0].price_vnd,
            fee_vnd=found[0].fee_vnd,
            lots=tuple(_lot(row) for row in found if row.batch_id is not None),
        )
        for found in by_listing.values()
    )


def _lot(row: Any) -> Lot:
    return Lot(row.batch_id, row.code, row.lot_code, row.made_on, row.best_before, row.made, row.available)
