"""Products as shelves show them: three queries for any number of cards.

One reads the products, one their gradings, one every offer: each variant with the centres that list it and the lots
those centres hold. Lists and the product's own page are made from the same rows, so that they never disagree.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, select
from sqlalchemy.orm import aliased

from shop.batches.models import Batch
from shop.catalogue import gradings
from shop.catalogue.gradings import Standing
from shop.catalogue.models import (
    SHOP_STATUSES,
    Centre,
    Grading,
    Group,
    Listing,
    Producer,
    Product,
    ProductPicture,
    Variant,
)
from shop.core.db import db
from shop.core.media import Picture
from shop.delivery.models import DeliveryFee
from shop.stock.models import LotInStock
from shop.stock.queries import may_be_sold


@dataclass(frozen=True)
class Photograph:
    """The columns of a Picture that pages need."""

    key: str
    width: int
    height: int
    alt_vi: str = ""
    alt_en: str = ""

    def file(self, width: int) -> str:
        """Return the file name of the width served for `width` pixels."""
        return f"{self.key}-{width}.webp"


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


@dataclass(frozen=True)
class Card:
    """One product in a shelf."""

    id: int
    slug: str
    name_vi: str
    name_en: str
    craft: str
    group: str
    producer_id: int
    producer_slug: str
    producer_name_vi: str
    producer_name_en: str
    is_fictional: bool
    village_vi: str | None
    picture: Photograph | None
    standing: Standing
    forms: tuple[Form, ...] = field(default=())

    @property
    def is_tour(self) -> bool:
        return self.group == Group.TOURISM

    @property
    def stars(self) -> int:
        """Stars that may be shown: those of a live certificate."""
        return self.standing.stars if self.standing.is_live else 0

    @property
    def price_vnd(self) -> int | None:
        """The lowest price of any variant; prefers what can be had today."""
        prices = [(offer.available == 0, offer.price_vnd) for form in self.forms for offer in form.offers]
        return min(prices)[1] if prices else None

    @property
    def has_prices(self) -> bool:
        """Whether it costs more in another form or at another centre."""
        return len({offer.price_vnd for form in self.forms for offer in form.offers}) > 1

    @property
    def available(self) -> int:
        return sum(form.available for form in self.forms)

    @property
    def newest(self) -> Lot | None:
        """The batch made last of those that can be had."""
        lots = [lot for form in self.forms for offer in form.offers for lot in offer.lots]
        return max(lots, key=lambda lot: (lot.made_on, lot.batch_id), default=None)

    @property
    def made_on(self) -> date | None:
        return self.newest.made_on if self.newest else None

    @property
    def subjects(self) -> set[str]:
        """The versions a page with this card is kept under."""
        return {
            f"product:{self.id}",
            f"producer:{self.producer_id}",
            *(f"variant:{form.id}" for form in self.forms),
        }


def cards(ids: Sequence[int], on: date, *, centre_id: int | None = None) -> list[Card]:
    """Return the products of `ids` in that order, as they stand on the day `on`; three queries.

    With a `centre_id` only that centre's offers count.
    """
    rows = {row.id: row for row in db.session.execute(card_rows().where(Product.id.in_(ids)))}
    return complete([rows[product_id] for product_id in ids if product_id in rows], on, centre_id=centre_id)


def complete(rows: Sequence[Any], on: date, *, centre_id: int | None = None) -> list[Card]:
    """Make cards of `rows` (of `card_rows`): two queries more."""
    ids = [row.id for row in rows]
    standings = standings_of(ids, on)
    forms = forms_of(ids, on, centre_id=centre_id)
    return [card(row, standings.get(row.id, gradings.NO_STANDING), forms.get(row.id, ())) for row in rows]


def card_rows() -> Select[*tuple[Any, ...]]:
    """Return the statement that reads the columns of a card; add what chooses and orders the products."""
    first = (
        select(ProductPicture.picture_id)
        .where(ProductPicture.product_id == Product.id)
        .order_by(ProductPicture.position, ProductPicture.id)
        .limit(1)
        .correlate(Product)
        .scalar_subquery()
    )
    picture, home = aliased(Picture), aliased(Centre)
    return (
        select(
            Product.id,
            Product.slug,
            Product.name_vi,
            Product.name_en,
            Product.craft,
            Product.group,
            Product.producer_id,
            Producer.slug.label("producer_slug"),
            Producer.name_vi.label("producer_name_vi"),
            Producer.name_en.label("producer_name_en"),
            Producer.is_fictional,
            home.village_vi,
            picture.key,
            picture.width,
            picture.height,
        )
        .join(Producer, Producer.id == Product.producer_id)
        .outerjoin(home, home.id == Product.home_id)
        .outerjoin(picture, picture.id == first)
        .where(Product.withdrawn_at.is_(None))
    )


def card(row: Any, standing: Standing, forms: Sequence[Form]) -> Card:
    """Make the card of one row of `card_rows`."""
    return Card(
        id=row.id,
        slug=row.slug,
        name_vi=row.name_vi,
        name_en=row.name_en,
        craft=row.craft,
        group=row.group,
        producer_id=row.producer_id,
        producer_slug=row.producer_slug,
        producer_name_vi=row.producer_name_vi,
        producer_name_en=row.producer_name_en,
        is_fictional=row.is_fictional,
        village_vi=row.village_vi,
        picture=Photograph(row.key, row.width, row.height) if row.key else None,
        standing=standing,
        forms=tuple(forms),
    )


def standings_of(ids: Sequence[int], on: date) -> dict[int, Standing]:
    """Return the standing of each of these products that has a grading; one query."""
    found: dict[int, list[Any]] = defaultdict(list)
    for row in db.session.execute(select(*gradings.COLUMNS).where(Grading.product_id.in_(ids)).order_by(Grading.id)):
        found[row.product_id].append(row)
    return {product_id: gradings.standing(rows, on) for product_id, rows in found.items()}


def on_the_shelf(on: date) -> ColumnElement[bool]:
    """Return the condition that something of a lot (joined with its batch) can be had on the day `on`."""
    return and_(may_be_sold(on), LotInStock.on_hand > LotInStock.reserved)


def forms_of(ids: Sequence[int], on: date, *, centre_id: int | None = None) -> dict[int, list[Form]]:
    """Return the variants of each of these products with all offers and their lots; one query.

    First expired, first out: lots come by best-before day, then by the day they were made. Goods that are shown and
    not sold have variants without offers.
    """
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
        .where(on_the_shelf(on))
        .subquery()
    )
    listed = [
        Listing.variant_id == Variant.id,
        Listing.delisted_at.is_(None),
        Product.group != Group.TOURISM,
        Product.alcohol_percent.is_(None),
    ]
    if centre_id is not None:
        listed.append(Listing.centre_id == centre_id)
    rows = db.session.execute(
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
        .where(Variant.product_id.in_(ids))
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
    return _grouped(rows)


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
