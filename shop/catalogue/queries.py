"""What staff of centres, producers and the city read of the catalogue."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import exists, func, select
from sqlalchemy.orm import joinedload, selectinload

from shop.catalogue import gradings, search
from shop.catalogue.crafts import own_kinds
from shop.catalogue.gradings import Claim, Standing
from shop.catalogue.listings import OwnShare, own_share
from shop.catalogue.models import (
    SHOP_STATUSES,
    Centre,
    Grading,
    GradingBasis,
    Group,
    Listing,
    Producer,
    Product,
    Variant,
)
from shop.catalogue.paging import ROWS, Paging
from shop.core.db import db
from shop.core.rules import rule

# The desk


@dataclass(frozen=True)
class Shelf:
    """What a centre lists, one page of it, and how much of it is its own."""

    rows: Sequence[Any]
    paging: Paging
    on_sale: int
    share: OwnShare


def shelf_of(centre: Centre, *, page: int = 1, called: str = "") -> Shelf:
    """Return one page of what `centre` lists, on sale first, and the share of its own goods; three queries.

    `called` keeps only the products that the search finds by it (one query more, or three).
    """
    mine = Listing.centre_id == centre.id
    wanted = [mine]
    if called:
        wanted.append(Product.id.in_(search.search(called).product_ids))
    total = db.session.scalar(_listed(func.count()).where(*wanted)) or 0
    paging = Paging(page, total, ROWS)
    rows = db.session.execute(
        _listed(
            Listing.id,
            Listing.price_vnd,
            Listing.delisted_at,
            Listing.listed_at,
            Listing.shelf,
            Variant.name_vi.label("variant_vi"),
            Variant.name_en.label("variant_en"),
            Variant.net_vi,
            Product.slug,
            Product.craft,
            Product.name_vi,
            Product.name_en,
            Product.home_id,
            Producer.name_vi.label("producer_vi"),
            Producer.name_en.label("producer_en"),
        )
        .where(*wanted)
        .order_by(Listing.delisted_at.is_not(None), Product.slug, Variant.position, Listing.id)
        .limit(paging.size)
        .offset(paging.offset)
    ).all()
    share, on_sale = _share_of(centre)
    return Shelf(rows, paging, on_sale, share)


def _listed(*columns: Any) -> Any:
    return (
        select(*columns)
        .select_from(Listing)
        .join(Variant, Variant.id == Listing.variant_id)
        .join(Product, Product.id == Variant.product_id)
        .join(Producer, Producer.id == Product.producer_id)
    )


def _share_of(centre: Centre) -> tuple[OwnShare, int]:
    rows = db.session.execute(
        _listed(Product.id, Product.ocop_status, Product.kind, func.count().label("variants"))
        .where(Listing.centre_id == centre.id, Listing.delisted_at.is_(None))
        .group_by(Product.id, Product.ocop_status, Product.kind)
    ).all()
    share = own_share(
        ((row.ocop_status, row.kind) for row in rows),
        own_kinds(centre.craft_slug),
        rule("own_craft_share_percent"),
    )
    return share, sum(row.variants for row in rows)


def listing_of(centre: Centre, listing_id: int) -> Listing | None:
    """Return this listing of `centre` with what it lists; another centre's is None."""
    return db.session.scalar(
        select(Listing)
        .where(Listing.id == listing_id, Listing.centre_id == centre.id)
        .options(joinedload(Listing.variant).joinedload(Variant.product), joinedload(Listing.centre))
    )


def variants_to_list(centre: Centre, called: str, most: int = 24) -> list[Variant]:
    """Return variants that `centre` could list and does not, of the products that the search finds by `called`."""
    ids = search.search(called).product_ids[:most]
    here = exists().where(
        Listing.variant_id == Variant.id, Listing.centre_id == centre.id, Listing.delisted_at.is_(None)
    )
    found = db.session.scalars(
        select(Variant)
        .join(Variant.product)
        .where(
            Variant.product_id.in_(ids),
            Product.group != Group.TOURISM,
            Product.alcohol_percent.is_(None),
            Product.withdrawn_at.is_(None),
            ~here,
        )
        .options(joinedload(Variant.product).joinedload(Product.producer))
        .order_by(Variant.position, Variant.id)
    ).all()
    return sorted(found, key=lambda variant: ids.index(variant.product_id))[:most]


def variant_to_list(variant_id: int) -> Variant | None:
    """Return the variant with its product, whoever makes it: centres may list each other's goods."""
    return db.session.scalar(select(Variant).where(Variant.id == variant_id).options(joinedload(Variant.product)))


# The studio


@dataclass(frozen=True)
class OwnProduct:
    """A product as its producer sees it in the list."""

    product: Product
    standing: Standing
    centres: int


def products_of(producer: Producer, on: date) -> list[OwnProduct]:
    """Return the products of `producer` with their pictures and standings, and at how many centres each is on sale."""
    products = db.session.scalars(
        select(Product)
        .where(Product.producer_id == producer.id)
        .options(selectinload(Product.pictures), selectinload(Product.gradings))
        .order_by(Product.withdrawn_at.is_not(None), Product.slug)
    ).all()
    counts = db.session.execute(
        select(Variant.product_id, func.count(Listing.centre_id.distinct()).label("centres"))
        .join(Listing, Listing.variant_id == Variant.id)
        .where(Variant.product_id.in_([product.id for product in products]), Listing.delisted_at.is_(None))
        .group_by(Variant.product_id)
    )
    centres = {row.product_id: row.centres for row in counts}
    return [
        OwnProduct(product, gradings.standing(product.gradings, on), centres.get(product.id, 0)) for product in products
    ]


def product_of(producer: Producer, slug: str) -> Product | None:
    """Return the product of `producer` with its pictures, variants and gradings; another maker's is None."""
    return db.session.scalar(
        select(Product)
        .where(Product.slug == slug, Product.producer_id == producer.id)
        .options(
            joinedload(Product.producer),
            selectinload(Product.pictures),
            selectinload(Product.variants),
            selectinload(Product.gradings),
        )
    )


# The office


@dataclass(frozen=True)
class GradedProduct:
    """A product and its standing, as the office watches it."""

    slug: str
    name_vi: str
    name_en: str
    producer_vi: str
    producer_en: str
    is_fictional: bool
    standing: Standing


@dataclass(frozen=True)
class Overview:
    """The city's catalogue at a glance."""

    centres: Sequence[Any]
    producers: Sequence[Any]
    producer_paging: Paging
    #: Products in each OCOP group.
    groups: dict[str, int]
    #: How many products have each claim.
    claims: dict[Claim, int]
    #: Live certificates, the one that lapses first on top.
    lapsing: Sequence[GradedProduct]
    #: Lapsed ones, the latest on top.
    lapsed: Sequence[GradedProduct]
    warn_days: int

    @property
    def products(self) -> int:
        return sum(self.groups.values())


def overview(on: date, *, page: int = 1, most: int = 24) -> Overview:
    """Return what the city office sees first; six queries. Lists of certificates are cut after `most`."""
    groups: dict[str, int] = {}
    for group, count in db.session.execute(
        select(Product.group, func.count()).where(Product.withdrawn_at.is_(None)).group_by(Product.group)
    ):
        groups[str(group)] = count
    paging = Paging(page, db.session.scalar(select(func.count()).select_from(Producer)) or 0)
    graded = _graded(on)
    claims: dict[Claim, int] = defaultdict(int)
    for product in graded:
        claims[product.standing.claim] += 1
    claims[Claim.NONE] = sum(groups.values()) - len(graded)
    return Overview(
        centres=_centres(),
        producers=_producers(paging),
        producer_paging=paging,
        groups=groups,
        claims=dict(claims),
        lapsing=_by_last_day(graded, Claim.LIVE)[:most],
        lapsed=_by_last_day(graded, Claim.LAPSED)[::-1][:most],
        warn_days=rule("ocop_warn_days", on),
    )


def _by_last_day(graded: Iterable[GradedProduct], claim: Claim) -> list[GradedProduct]:
    wanted = [product for product in graded if product.standing.claim is claim]
    return sorted(wanted, key=lambda product: (product.standing.valid_until or date.max, product.slug))


def _graded(on: date) -> list[GradedProduct]:
    rows = db.session.execute(
        select(
            *gradings.COLUMNS,
            Product.slug,
            Product.name_vi,
            Product.name_en,
            Producer.name_vi.label("producer_vi"),
            Producer.name_en.label("producer_en"),
            Producer.is_fictional,
        )
        .join(Product, Product.id == Grading.product_id)
        .join(Producer, Producer.id == Product.producer_id)
        .where(Product.withdrawn_at.is_(None))
        .order_by(Product.id)
    ).all()
    by_product: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        by_product[row.product_id].append(row)
    return [
        GradedProduct(
            slug=found[0].slug,
            name_vi=found[0].name_vi,
            name_en=found[0].name_en,
            producer_vi=found[0].producer_vi,
            producer_en=found[0].producer_en,
            is_fictional=found[0].is_fictional,
            standing=gradings.standing(found, on),
        )
        for found in by_product.values()
    ]


def _centres() -> Sequence[Any]:
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
    return db.session.execute(
        select(
            Centre.slug,
            Centre.status,
            Centre.village_vi,
            Centre.craft_vi,
            Centre.craft_en,
            Centre.commune_new_vi,
            Centre.recognised_year,
            Centre.decision,
            listed.label("listed"),
            home.label("home"),
        ).order_by(Centre.status.not_in(SHOP_STATUSES), Centre.id)
    ).all()


def _producers(paging: Paging) -> Sequence[Any]:
    products = (
        select(func.count())
        .select_from(Product)
        .where(Product.producer_id == Producer.id, Product.withdrawn_at.is_(None))
        .correlate(Producer)
        .scalar_subquery()
    )
    certified = (
        select(func.count(Grading.product_id.distinct()))
        .join(Product, Product.id == Grading.product_id)
        .where(Product.producer_id == Producer.id, Grading.basis == GradingBasis.CERTIFICATE)
        .correlate(Producer)
        .scalar_subquery()
    )
    return db.session.execute(
        select(
            Producer.slug,
            Producer.kind,
            Producer.name_vi,
            Producer.name_en,
            Producer.craft_vi,
            Producer.commune_new_vi,
            Producer.is_fictional,
            products.label("products"),
            certified.label("certified"),
        )
        .order_by(Producer.slug)
        .limit(paging.size)
        .offset(paging.offset)
    ).all()
