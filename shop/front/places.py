"""What the pages of centres and villages read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, bindparam, exists, func, select

from shop.catalogue.models import (
    SHOP_STATUSES,
    Centre,
    Listing,
    Producer,
    Product,
    Variant,
)
from shop.catalogue.paging import Paging
from shop.core.db import Columns, db
from shop.delivery.models import DeliveryFee
from shop.front.offers import fetch
from shop.front.shelves import Choice, page_of


def all_places() -> Sequence[Columns]:
    """Return every centre and village, shops first, with how many products it lists or is home to; one query."""
    return fetch(_ALLPLACES)


_listed = (
    select(func.count(Variant.product_id.distinct()))
    .join(Listing, Listing.variant_id == Variant.id)
    .where(Listing.centre_id == Centre.id, Listing.delisted_at.is_(None))
    .correlate(Centre)
    .scalar_subquery()
)
_at_home = (
    select(func.count())
    .select_from(Product)
    .where(Product.home_id == Centre.id, Product.withdrawn_at.is_(None))
    .correlate(Centre)
    .scalar_subquery()
)
PLACES = select(
    Centre.id,
    Centre.slug,
    Centre.status,
    Centre.status.in_(SHOP_STATUSES).label("is_shop"),
    Centre.name_vi,
    Centre.name_en,
    Centre.village_vi,
    Centre.craft_slug,
    Centre.craft_vi,
    Centre.craft_en,
    Centre.story_vi,
    Centre.story_en,
    Centre.experience_vi,
    Centre.experience_en,
    Centre.commune_new_vi,
    Centre.commune_old_vi,
    Centre.district_old_vi,
    Centre.lat,
    Centre.lon,
    Centre.recognised_year,
    Centre.decision,
    Centre.opens_at,
    Centre.closes_at,
    _listed.label("listed"),
    _at_home.label("home"),
)
_ALLPLACES = PLACES.order_by(Centre.status.not_in(SHOP_STATUSES), Centre.id)


@dataclass(frozen=True)
class CentrePage:
    """A centre or village with one page of its products and the makers at home there."""

    place: Columns
    choice: Choice
    makers: Sequence[Columns]
    maker_count: int
    fee_vnd: int | None

    @property
    def subjects(self) -> set[str]:
        """The versions the page is kept under."""
        found = {f"centre:{self.place.id}", "catalogue", *(f"producer:{maker.id}" for maker in self.makers)}
        return found.union(*(card.subjects for card in self.choice.cards))


def centre_page(slug: str, on: date, *, page: int, group: str) -> CentrePage | None:
    """Return what the page of a centre or village shows, or None when there is no such place; eight queries at most.

    A shop shows what it lists; a village without one shows what is made there.
    """
    place = next(iter(fetch(_PLACE, slug=slug)), None)
    if place is None:
        return None
    here = _listed_at(place.id) if place.is_shop else Product.home_id == place.id
    wanted = [here, Product.withdrawn_at.is_(None)]
    counts = {
        str(name): count
        for name, count in db.session.execute(
            select(Product.group, func.count()).where(*wanted).group_by(Product.group).order_by(func.count().desc())
        )
    }
    if group in counts:
        wanted.append(Product.group == group)
    paging = Paging(page, counts.get(group, sum(counts.values())))
    products = page_of(wanted, paging, on, centre_id=place.id if place.is_shop else None)
    makers = _makers_at_home(place.id)
    return CentrePage(place, Choice(products, paging, counts), makers[:6], len(makers), place.fee_vnd)


_fee = select(DeliveryFee.fee_vnd).where(DeliveryFee.centre_id == Centre.id).correlate(Centre).scalar_subquery()
_PLACE = PLACES.add_columns(_fee.label("fee_vnd")).where(Centre.slug == bindparam("slug"))


def _listed_at(centre_id: int) -> ColumnElement[bool]:
    return exists().where(
        Variant.product_id == Product.id,
        Listing.variant_id == Variant.id,
        Listing.centre_id == centre_id,
        Listing.delisted_at.is_(None),
    )


def _makers_at_home(centre_id: int) -> Sequence[Columns]:
    count = func.count(Product.id).label("products")
    return db.session.execute(
        select(
            Producer.id,
            Producer.slug,
            Producer.kind,
            Producer.name_vi,
            Producer.name_en,
            Producer.craft_vi,
            Producer.is_fictional,
            count,
        )
        .join(Product, Product.producer_id == Producer.id)
        .where(Product.home_id == centre_id, Product.withdrawn_at.is_(None))
        .group_by(Producer.id)
        .order_by(count.desc(), Producer.slug)
    ).all()
