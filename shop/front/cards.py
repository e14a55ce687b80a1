"""Products as shelves show them: four queries for any number of cards.

One reads the products, one their gradings, one each variant with the centres that list it, one the lots those
centres hold. Lists and the product's own page are made from the same rows, so that they never disagree.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import aliased

from shop.catalogue import gradings
from shop.catalogue.gradings import Standing
from shop.catalogue.models import (
    Centre,
    Grading,
    Group,
    Producer,
    Product,
    ProductPicture,
)
from shop.core.db import Columns
from shop.core.media import Picture, Shown
from shop.front.offers import Form, Lot, fetch, forms_of


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
    picture: Shown | None
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
    """Return the products of `ids` in that order, as they stand on the day `on`; four queries.

    With a `centre_id` only that centre's offers count.
    """
    found = {row.id: row for row in fetch(_CARDS_OF_IDS, ids=list(ids))}
    return complete([found[product_id] for product_id in ids if product_id in found], on, centre_id=centre_id)


def complete(rows: Sequence[Columns], on: date, *, centre_id: int | None = None) -> list[Card]:
    """Make cards of `rows` (of CARDS): three queries more."""
    ids = [row.id for row in rows]
    standings = standings_of(ids, on)
    forms = forms_of(ids, on, centre_id=centre_id)
    return [card(row, standings.get(row.id, gradings.NO_STANDING), forms.get(row.id, ())) for row in rows]


_first_picture = (
    select(ProductPicture.picture_id)
    .where(ProductPicture.product_id == Product.id)
    .order_by(ProductPicture.position, ProductPicture.id)
    .limit(1)
    .correlate(Product)
    .scalar_subquery()
)
_picture, _home = aliased(Picture), aliased(Centre)

#: The columns of a card; add what chooses and orders the products.
CARDS = (
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
        _home.village_vi,
        _picture.key,
        _picture.width,
        _picture.height,
    )
    .join(Producer, Producer.id == Product.producer_id)
    .outerjoin(_home, _home.id == Product.home_id)
    .outerjoin(_picture, _picture.id == _first_picture)
    .where(Product.withdrawn_at.is_(None))
)
_CARDS_OF_IDS = CARDS.where(Product.id.in_(bindparam("ids", expanding=True)))


def card(row: Columns, standing: Standing, forms: Sequence[Form]) -> Card:
    """Make the card of one row of CARDS."""
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
        picture=Shown(row.key, row.width, row.height) if row.key else None,
        standing=standing,
        forms=tuple(forms),
    )


def standings_of(ids: Sequence[int], on: date) -> dict[int, Standing]:
    """Return the standing of each of these products that has a grading; one query."""
    found: dict[int, list[Any]] = defaultdict(list)
    for row in fetch(_GRADINGS, ids=list(ids)):
        found[row.product_id].append(row)
    return {product_id: gradings.standing(rows, on) for product_id, rows in found.items()}


_GRADINGS = (
    select(*gradings.COLUMNS).where(Grading.product_id.in_(bindparam("ids", expanding=True))).order_by(Grading.id)
)
