"""What the page of one product reads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import bindparam, select
from sqlalchemy.orm import aliased

from shop.catalogue import gradings
from shop.catalogue.gradings import Standing
from shop.catalogue.models import (
    SHOP_STATUSES,
    Centre,
    Producer,
    Product,
    ProductPicture,
)
from shop.core.db import Columns
from shop.core.media import Picture, Shown
from shop.front.cards import CARDS, Card, card, standings_of
from shop.front.offers import Form, fetch, forms_of
from shop.front.shelves import ON_SALE
from traceability.models import HistoryEvent

#: Kinds of events that tell how a batch came to be; what happens to single items afterwards is on its origin page.
COMING_TO_BE = ("step", "inspected", "received")
#: Steps of the making that the short path has room for; the whole history is on the origin page.
MOST_STEPS = 5


@dataclass(frozen=True)
class ProductPage:
    """Everything the page of one product shows."""

    product: Columns
    photographs: Sequence[Shown]
    standing: Standing
    forms: Sequence[Form]
    kin: Sequence[Card]

    @property
    def subjects(self) -> set[str]:
        """The versions the page is kept under."""
        found = {f"product:{self.product.id}", f"producer:{self.product.producer_id}", "catalogue"}
        for form in self.forms:
            found.add(f"variant:{form.id}")
            for offer in form.offers:
                found.add(f"centre:{offer.centre_id}")
                found.update(f"batch:{lot.batch_id}" for lot in offer.lots)
        return found.union(*(card.subjects for card in self.kin))


def product_page(slug: str, on: date) -> ProductPage | None:
    """Return what the page of a product shows, or None when there is none or it was withdrawn; six queries."""
    product = next(iter(fetch(_PRODUCT, slug=slug)), None)
    if product is None:
        return None
    kin = fetch(_KIN, producer=product.producer_id, product=product.id)
    ids = [product.id, *(row.id for row in kin)]
    standings, forms = standings_of(ids, on), forms_of(ids, on)
    none = gradings.NO_STANDING
    return ProductPage(
        product=product,
        photographs=[Shown(*row) for row in fetch(_PHOTOGRAPHS, product=product.id)],
        standing=standings.get(product.id, none),
        forms=forms.get(product.id, []),
        kin=[card(row, standings.get(row.id, none), forms.get(row.id, ())) for row in kin],
    )


def path_of(batch_id: int, village_vi: str) -> list[Columns]:
    """Return the short path of a batch, oldest first: its making, and when it came to a village’s centre; one query.

    Of a long making the first and the last step and some between them stand for all.
    """
    rows = fetch(_COMING_TO_BE, batch=batch_id)
    making = [row for row in rows if row.kind != "received"]
    arrived = [row for row in rows if row.kind == "received" and row.place_vi == village_vi]
    return _spread(making, MOST_STEPS) + arrived[-1:]


def _spread(rows: Sequence[Columns], most: int) -> list[Columns]:
    """Return at most `most` of `rows` at even distances, the first and the last among them."""
    if len(rows) <= most:
        return list(rows)
    return [rows[i * (len(rows) - 1) // (most - 1)] for i in range(most)]


_village = aliased(Centre)
_PRODUCT = (
    select(
        Product.id,
        Product.slug,
        Product.group,
        Product.kind,
        Product.craft,
        Product.name_vi,
        Product.name_en,
        Product.description_vi,
        Product.description_en,
        Product.materials_vi,
        Product.ingredients_vi,
        Product.allergens_vi,
        Product.storage_vi,
        Product.storage_en,
        Product.use_vi,
        Product.use_en,
        Product.nutrition,
        Product.shelf_life_days,
        Product.alcohol_percent,
        Product.is_fragile,
        Product.ocop_status,
        Product.sources,
        Product.producer_id,
        Producer.slug.label("producer_slug"),
        Producer.name_vi.label("producer_name_vi"),
        Producer.name_en.label("producer_name_en"),
        Producer.kind.label("producer_kind"),
        Producer.address_vi,
        Producer.story_vi.label("producer_story_vi"),
        Producer.story_en.label("producer_story_en"),
        Producer.commune_new_vi,
        Producer.commune_old_vi,
        Producer.district_old_vi,
        Producer.is_fictional,
        _village.slug.label("home_slug"),
        _village.village_vi,
        _village.craft_vi,
        _village.craft_en,
        _village.status.in_(SHOP_STATUSES).label("home_is_shop"),
    )
    .join(Producer, Producer.id == Product.producer_id)
    .outerjoin(_village, _village.id == Product.home_id)
    .where(Product.withdrawn_at.is_(None), Product.slug == bindparam("slug"))
)
_KIN = (
    CARDS.order_by(ON_SALE.desc(), Product.slug)
    .where(Product.producer_id == bindparam("producer"), Product.id != bindparam("product"))
    .limit(4)
)
_PHOTOGRAPHS = (
    select(Picture.key, Picture.width, Picture.height, Picture.alt_vi, Picture.alt_en)
    .join(ProductPicture, ProductPicture.picture_id == Picture.id)
    .where(ProductPicture.product_id == bindparam("product"))
    .order_by(ProductPicture.position, ProductPicture.id)
)
_COMING_TO_BE = (
    select(
        HistoryEvent.kind,
        HistoryEvent.what_vi,
        HistoryEvent.what_en,
        HistoryEvent.occurred_at,
        HistoryEvent.place_vi,
    )
    .where(HistoryEvent.batch_id == bindparam("batch"), HistoryEvent.kind.in_(COMING_TO_BE))
    .order_by(HistoryEvent.occurred_at, HistoryEvent.id)
    .limit(100)
)
