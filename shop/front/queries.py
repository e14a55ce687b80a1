"""What the pages of the shop window read, each in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, select
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
from shop.catalogue.paging import Paging
from shop.catalogue.search import Found
from shop.core.db import db
from shop.core.media import Picture
from shop.delivery.models import DeliveryFee
from shop.front.cards import (
    Card,
    Form,
    Photograph,
    card,
    card_rows,
    cards,
    complete,
    forms_of,
    on_the_shelf,
    standings_of,
)
from shop.stock.models import LotInStock
from traceability.models import HistoryEvent

#: Kinds of events that tell how a batch came to be; what happens to single items afterwards is on its origin page.
COMING_TO_BE = ("step", "opened", "inspected", "released", "received")
MOST_STEPS = 6


def _on_sale() -> ColumnElement[bool]:
    """Return the condition that some centre lists the product."""
    return exists().where(
        Variant.product_id == Product.id,
        Listing.variant_id == Variant.id,
        Listing.delisted_at.is_(None),
        Listing.centre_id == Centre.id,
        Centre.status.in_(SHOP_STATUSES),
        Product.group != Group.TOURISM,
        Product.alcohol_percent.is_(None),
    )


# Lists of products


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
    return Choice(_page_of(wanted, paging, on), paging, {})


def _narrowed(only: str, on: date) -> list[ColumnElement[bool]]:
    if only == "on-sale":
        return [_on_sale()]
    if only == "graded":
        return [exists().where(Grading.product_id == Product.id, gradings.live_on(on))]
    return []


def _page_of(wanted: Sequence[Any], paging: Paging, on: date, *, centre_id: int | None = None) -> list[Card]:
    rows = db.session.execute(
        card_rows().where(*wanted).order_by(_on_sale().desc(), Product.slug).limit(paging.size).offset(paging.offset)
    ).all()
    return complete(rows, on, centre_id=centre_id)


def group_counts() -> dict[str, int]:
    """Return how many products each OCOP group holds; one query."""
    rows = db.session.execute(
        select(Product.group, func.count()).where(Product.withdrawn_at.is_(None)).group_by(Product.group)
    )
    return {str(group): count for group, count in rows}


def newest_lots(on: date, most: int) -> list[Card]:
    """Return the products whose batches were made last and can be had, no two of the same craft; four queries."""
    made = func.max(Batch.made_on).label("made")
    rows = db.session.execute(
        select(Product.id, Product.craft, made)
        .select_from(LotInStock)
        .join(Batch, Batch.id == LotInStock.batch_id)
        .join(Variant, Variant.id == Batch.variant_id)
        .join(Product, Product.id == Variant.product_id)
        .join(Listing, and_(Listing.variant_id == Variant.id, Listing.centre_id == LotInStock.centre_id))
        .where(
            on_the_shelf(on),
            Listing.delisted_at.is_(None),
            Product.withdrawn_at.is_(None),
            Product.alcohol_percent.is_(None),
            Product.group != Group.TOURISM,
        )
        .group_by(Product.id, Product.craft)
        .order_by(made.desc(), Product.id.desc())
        .limit(200)
    ).all()
    by_craft: dict[str, int] = {}
    for row in rows:
        by_craft.setdefault(row.craft, row.id)
    chosen = list(by_craft.values())
    chosen += [row.id for row in rows if row.id not in chosen]
    return cards(chosen[:most], on)


# Centres and villages


def places() -> Sequence[Any]:
    """Return every centre and village, shops first, with how many products it lists or is home to; one query."""
    return db.session.execute(_places().order_by(Centre.status.not_in(SHOP_STATUSES), Centre.id)).all()


def _places() -> Select[*tuple[Any, ...]]:
    listed = (
        select(func.count(Variant.product_id.distinct()))
        .join(Listing, Listing.variant_id == Variant.id)
        .where(Listing.centre_id == Centre.id, Listing.delisted_at.is_(None))
        .correlate(Centre)
        .scalar_subquery()
    )
    home = (
        select(func.count())
        .select_from(Product)
        .where(Product.home_id == Centre.id, Product.withdrawn_at.is_(None))
        .correlate(Centre)
        .scalar_subquery()
    )
    return select(
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
        listed.label("listed"),
        home.label("home"),
    )


@dataclass(frozen=True)
class CentrePage:
    """A centre or village with one page of its products and the makers at home there."""

    place: Any
    choice: Choice
    makers: Sequence[Any]
    maker_count: int
    fee_vnd: int | None

    @property
    def subjects(self) -> set[str]:
        """The versions the page is kept under."""
        found = {f"centre:{self.place.id}", "catalogue", *(f"producer:{maker.id}" for maker in self.makers)}
        return found.union(*(card.subjects for card in self.choice.cards))


def centre_page(slug: str, on: date, *, page: int, group: str) -> CentrePage | None:
    """Return what the page of a centre or village shows, or None when there is no such place; seven queries.

    A shop shows what it lists; a village without one shows what is made there.
    """
    fee = select(DeliveryFee.fee_vnd).where(DeliveryFee.centre_id == Centre.id).correlate(Centre).scalar_subquery()
    place = db.session.execute(_places().add_columns(fee.label("fee_vnd")).where(Centre.slug == slug)).one_or_none()
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
    products = _page_of(wanted, paging, on, centre_id=place.id if place.is_shop else None)
    makers = _makers_at_home(place.id)
    return CentrePage(place, Choice(products, paging, counts), makers[:6], len(makers), place.fee_vnd)


def _listed_at(centre_id: int) -> ColumnElement[bool]:
    return exists().where(
        Variant.product_id == Product.id,
        Listing.variant_id == Variant.id,
        Listing.centre_id == centre_id,
        Listing.delisted_at.is_(None),
    )


def _makers_at_home(centre_id: int) -> Sequence[Any]:
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


# Makers


def makers(*, page: int) -> tuple[Sequence[Any], Paging]:
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

    maker: Any
    cards: list[Card]
    paging: Paging

    @property
    def subjects(self) -> set[str]:
        """The versions the page is kept under."""
        return {f"producer:{self.maker.id}", "catalogue"}.union(*(card.subjects for card in self.cards))


def maker_page(slug: str, on: date, *, page: int) -> MakerPage | None:
    """Return what the page of a maker shows, or None when there is no such maker; five queries."""
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
    return MakerPage(maker, _page_of(wanted, paging, on), paging)


# One product


@dataclass(frozen=True)
class ProductPage:
    """Everything the page of one product shows."""

    product: Any
    photographs: Sequence[Photograph]
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
    """Return what the page of a product shows, or None when there is none or it was withdrawn; five queries."""
    product = db.session.execute(_product().where(Product.slug == slug)).one_or_none()
    if product is None:
        return None
    kin = db.session.execute(
        card_rows()
        .where(Product.producer_id == product.producer_id, Product.id != product.id)
        .order_by(_on_sale().desc(), Product.slug)
        .limit(4)
    ).all()
    ids = [product.id, *(row.id for row in kin)]
    standings, forms = standings_of(ids, on), forms_of(ids, on)
    return ProductPage(
        product=product,
        photographs=_photographs(product.id),
        standing=standings.get(product.id, gradings.NO_STANDING),
        forms=forms.get(product.id, []),
        kin=_kin(kin, standings, forms),
    )


def _kin(rows: Sequence[Any], standings: dict[int, Standing], forms: dict[int, list[Form]]) -> list[Card]:
    return [card(row, standings.get(row.id, gradings.NO_STANDING), forms.get(row.id, ())) for row in rows]


def _photographs(product_id: int) -> list[Photograph]:
    rows = db.session.execute(
        select(Picture.key, Picture.width, Picture.height, Picture.alt_vi, Picture.alt_en)
        .join(ProductPicture, ProductPicture.picture_id == Picture.id)
        .where(ProductPicture.product_id == product_id)
        .order_by(ProductPicture.position, ProductPicture.id)
    )
    return [Photograph(*row) for row in rows]


def _product() -> Select[*tuple[Any, ...]]:
    home = aliased(Centre)
    return (
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
            home.slug.label("home_slug"),
            home.village_vi,
            home.craft_vi,
            home.craft_en,
            home.status.in_(SHOP_STATUSES).label("home_is_shop"),
        )
        .join(Producer, Producer.id == Product.producer_id)
        .outerjoin(home, home.id == Product.home_id)
        .where(Product.withdrawn_at.is_(None))
    )


def steps_of(batch_id: int) -> Sequence[Any]:
    """Return how a batch came to be, oldest first, at most MOST_STEPS of its events; one query."""
    return db.session.execute(
        select(HistoryEvent.what_vi, HistoryEvent.what_en, HistoryEvent.occurred_at, HistoryEvent.place_vi)
        .where(HistoryEvent.batch_id == batch_id, HistoryEvent.kind.in_(COMING_TO_BE))
        .order_by(HistoryEvent.occurred_at, HistoryEvent.id)
        .limit(MOST_STEPS)
    ).all()


# Search


@dataclass(frozen=True)
class Results:
    """One page of what a question found."""

    cards: list[Card]
    paging: Paging
    places: Sequence[Any]
    makers: Sequence[Any]


def results(found: Found, on: date, *, page: int) -> Results:
    """Return the page `page` of what was `found`, with the first centres and makers; five queries."""
    paging = Paging(page, len(found.product_ids))
    ids = found.product_ids[paging.offset : paging.offset + paging.size]
    place_ids, maker_ids = found.centre_ids[:4], found.producer_ids[:4]
    found_places = db.session.execute(_places().where(Centre.id.in_(place_ids))).all()
    found_makers = db.session.execute(
        select(
            Producer.id,
            Producer.slug,
            Producer.name_vi,
            Producer.name_en,
            Producer.craft_vi,
            Producer.commune_new_vi,
            Producer.is_fictional,
        ).where(Producer.id.in_(maker_ids))
    ).all()
    return Results(
        cards(ids, on),
        paging,
        sorted(found_places, key=lambda row: place_ids.index(row.id)),
        sorted(found_makers, key=lambda row: maker_ids.index(row.id)),
    )
