"""What the pages of makers read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from shop.catalogue.models import (
    Centre,
    Producer,
    Product,
)
from shop.catalogue.paging import Paging
from shop.core.db import Columns, db
from shop.front.cards import Card
from shop.front.shelves import page_of


def all_makers(*, page: int) -> tuple[Sequence[Columns], Paging]:
    """Return one page of all makers who have products, by name; two queries."""
    total = (
        db.session.scalar(select(func.count(Product.producer_id.distinct())).where(Product.withdrawn_at.is_(None))) or 0
    )
    paging = Paging(page, total)
    home = aliased(Centre)
    rows = db.session.execute(
        select(
            Producer.slug,
            Producer.kind,
            Producer.name_vi,
            Producer.name_en,
            Producer.craft_vi,
            Producer.commune_new_vi,
            Producer.is_fictional,
            func.count(Product.id).label("products"),
            func.min(home.village_vi).label("village_vi"),
        )
        .join(Product, Product.producer_id == Producer.id)
        .outerjoin(home, home.id == Product.home_id)
        .where(Product.withdrawn_at.is_(None))
        .group_by(Producer.id)
        .order_by(Producer.slug)
        .limit(paging.size)
        .offset(paging.offset)
    ).all()
    return rows, paging


@dataclass(frozen=True)
class MakerPage:
    """A maker and one page of what it makes."""

    maker: Columns
    cards: list[Card]
    paging: Paging

    @property
    def subjects(self) -> set[str]:
        """The versions the page is kept under."""
        return {f"producer:{self.maker.id}", "catalogue"}.union(*(card.subjects for card in self.cards))


def maker_page(slug: str, on: date, *, page: int) -> MakerPage | None:
    """Return what the page of a maker shows, or None when there is no such maker; six queries."""
    maker = db.session.execute(
        select(
            Producer.id,
            Producer.slug,
            Producer.kind,
            Producer.name_vi,
            Producer.name_en,
            Producer.craft_vi,
            Producer.address_vi,
            Producer.story_vi,
            Producer.story_en,
            Producer.commune_new_vi,
            Producer.commune_old_vi,
            Producer.district_old_vi,
            Producer.is_fictional,
        ).where(Producer.slug == slug)
    ).one_or_none()
    if maker is None:
        return None
    wanted = [Product.producer_id == maker.id, Product.withdrawn_at.is_(None)]
    total = db.session.scalar(select(func.count()).select_from(Product).where(*wanted)) or 0
    paging = Paging(page, total)
    return MakerPage(maker, page_of(wanted, paging, on), paging)
