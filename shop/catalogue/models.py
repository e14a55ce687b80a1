"""Who makes what, how it is graded, and where it is on sale at which price."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from shop.accounts.models import Organisation
from shop.core.db import Base
from shop.core.media import Picture
from shop.core.time import UtcDateTime, now


class Group(StrEnum):
    """The six OCOP groups of Decision 148/QĐ-TTg (2023), by their slugs."""

    FOOD = "thuc-pham"
    DRINKS = "do-uong"
    HERBS = "duoc-lieu"
    HANDICRAFTS = "thu-cong-my-nghe"
    ORNAMENTALS = "sinh-vat-canh"
    TOURISM = "dich-vu-du-lich"


class Seller(Base):
    """Who sells in law: name, address, tax code and the account money goes to."""

    __tablename__ = "seller"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(60), unique=True)
    legal_name: Mapped[str] = mapped_column(String(250))
    address: Mapped[str] = mapped_column(String(300))
    tax_code: Mapped[str] = mapped_column(String(30))
    phone: Mapped[str] = mapped_column(String(20))
    email: Mapped[str] = mapped_column(String(254))
    bank_bin: Mapped[str | None] = mapped_column(String(6))
    bank_account: Mapped[str | None] = mapped_column(String(19))
    bank_account_name: Mapped[str | None] = mapped_column(String(120))
    #: The demo's seller is not a real company, and the pages say so.
    is_demo: Mapped[bool] = mapped_column(default=False)


class CentreStatus(StrEnum):
    """How far a place is on the way to being a recognised centre."""

    RECOGNISED = "recognised"
    OPENED = "opened"
    NAMED_IN_PRESS = "named-in-press"
    PROPOSED = "proposed"
    PLANNED = "planned"
    CANDIDATE = "candidate"
    POINT = "point"


#: Only these are shops; the others appear as villages without one.
SHOP_STATUSES = (CentreStatus.RECOGNISED, CentreStatus.OPENED)


class Place:
    """Where something is: today's commune, and the names people knew until 1 July 2025."""

    commune_id: Mapped[str | None] = mapped_column(String(60))
    commune_new_vi: Mapped[str | None] = mapped_column(String(80))
    commune_old_vi: Mapped[str | None] = mapped_column(String(80))
    district_old_vi: Mapped[str | None] = mapped_column(String(80))


class Centre(Base, Place):
    """A centre that designs, shows and sells its villages' crafts; or a village that has none yet."""

    __tablename__ = "centre"
    __table_args__ = (Index("ix_centre_status", "status"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), unique=True)
    seller_id: Mapped[int | None] = mapped_column(ForeignKey("seller.id"))
    slug: Mapped[str] = mapped_column(String(60), unique=True)
    status: Mapped[CentreStatus] = mapped_column(String(20))
    name_vi: Mapped[str] = mapped_column(String(250))
    name_en: Mapped[str] = mapped_column(String(250))
    village_vi: Mapped[str] = mapped_column(String(80))
    craft_slug: Mapped[str] = mapped_column(String(40))
    craft_vi: Mapped[str] = mapped_column(String(80))
    craft_en: Mapped[str] = mapped_column(String(80))
    story_vi: Mapped[str] = mapped_column(Text)
    story_en: Mapped[str] = mapped_column(Text)
    experience_vi: Mapped[str | None] = mapped_column(Text)
    experience_en: Mapped[str | None] = mapped_column(Text)
    lat: Mapped[float | None]
    lon: Mapped[float | None]
    recognised_year: Mapped[int | None]
    decision: Mapped[str | None] = mapped_column(String(200))
    #: Hours by the wall clock, `HH:MM`; demo values in the demo.
    opens_at: Mapped[str | None] = mapped_column(String(5))
    closes_at: Mapped[str | None] = mapped_column(String(5))

    organisation: Mapped[Organisation] = relationship(lazy="joined")
    seller: Mapped[Seller | None] = relationship()

    @property
    def is_shop(self) -> bool:
        """Whether goods are sold here."""
        return self.status in SHOP_STATUSES

    def shown_on(self) -> Iterable[str]:
        """Name the pages that show this row (see `core/versions`)."""
        return (f"centre:{self.id}", "catalogue")


class Producer(Base, Place):
    """Who makes and owns a product: a co-operative, a company, a household, an artisan, a workshop."""

    __tablename__ = "producer"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), unique=True)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    kind: Mapped[str] = mapped_column(String(20))
    name_vi: Mapped[str] = mapped_column(String(250))
    name_en: Mapped[str] = mapped_column(String(250))
    craft_vi: Mapped[str | None] = mapped_column(String(120))
    #: Where the workshop is, as labels and origin pages show it.
    address_vi: Mapped[str | None] = mapped_column(String(300))
    story_vi: Mapped[str | None] = mapped_column(Text)
    story_en: Mapped[str | None] = mapped_column(Text)
    #: Starts this maker's lot codes: `BT` in `BT-2611-07`.
    lot_prefix: Mapped[str] = mapped_column(String(4))
    #: An invented maker of the demo, and every page that names it says so.
    is_fictional: Mapped[bool] = mapped_column(default=False)

    organisation: Mapped[Organisation] = relationship(lazy="joined")

    def shown_on(self) -> Iterable[str]:
        """Name the pages that show this row."""
        return (f"producer:{self.id}", "catalogue")


class OcopStatus(StrEnum):
    """What is known of a product's way through the OCOP councils."""

    RECOGNISED = "recognised"
    EVALUATED = "evaluated"
    NOT_VERIFIED = "not-verified"


class Product(Base, Place):
    """What is made: belongs to one OCOP group and one producer, and has one or more variants."""

    __tablename__ = "product"
    __table_args__ = (Index("ix_product_group", "group"), Index("ix_product_producer", "producer_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    producer_id: Mapped[int] = mapped_column(ForeignKey("producer.id"))
    #: The centre or village it comes from; not necessarily one that sells.
    home_id: Mapped[int | None] = mapped_column(ForeignKey("centre.id"), index=True)
    slug: Mapped[str] = mapped_column(String(120), unique=True)
    group: Mapped[Group] = mapped_column(String(30))
    #: The trade within the craft (`gom-bo`, `tra`): chooses artwork and the usual steps.
    kind: Mapped[str] = mapped_column(String(40))
    #: The craft whose artwork stands in for a photograph.
    craft: Mapped[str] = mapped_column(String(30))
    name_vi: Mapped[str] = mapped_column(String(200))
    name_en: Mapped[str] = mapped_column(String(200))
    description_vi: Mapped[str] = mapped_column(Text)
    description_en: Mapped[str] = mapped_column(Text)
    materials_vi: Mapped[str | None] = mapped_column(String(300))
    ingredients_vi: Mapped[list[str]] = mapped_column(JSON, default=list)
    allergens_vi: Mapped[list[str]] = mapped_column(JSON, default=list)
    storage_vi: Mapped[str | None] = mapped_column(String(300))
    storage_en: Mapped[str | None] = mapped_column(String(300))
    use_vi: Mapped[str | None] = mapped_column(Text)
    use_en: Mapped[str | None] = mapped_column(Text)
    nutrition: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    #: Days until best before; None where nothing expires.
    shelf_life_days: Mapped[int | None]
    alcohol_percent: Mapped[float | None]
    is_fragile: Mapped[bool] = mapped_column(default=False)
    ocop_status: Mapped[OcopStatus] = mapped_column(String(20))
    #: Pages the facts come from; empty for invented makers.
    sources: Mapped[list[str]] = mapped_column(JSON, default=list)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    producer: Mapped[Producer] = relationship()
    home: Mapped[Centre | None] = relationship()
    variants: Mapped[list[Variant]] = relationship(back_populates="product", order_by="Variant.position")
    gradings: Mapped[list[Grading]] = relationship(back_populates="product", order_by="Grading.id")
    pictures: Mapped[list[ProductPicture]] = relationship(order_by="ProductPicture.position")

    @property
    def is_tour(self) -> bool:
        """Whether this is a visit rather than a thing: it has a page, and no price until visits are sold."""
        return self.group == Group.TOURISM

    @property
    def is_alcohol(self) -> bool:
        """Whether only adults may buy it; shown, and not sold yet."""
        return self.alcohol_percent is not None

    def shown_on(self) -> Iterable[str]:
        """Name the pages that show this row."""
        return (f"product:{self.id}", "catalogue")


class ProductPicture(Base):
    """A photograph of a product, in the order the producer wants."""

    __tablename__ = "product_picture"

    id: Mapped[int] = mapped_column(primary_key=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("product.id"), index=True)
    picture_id: Mapped[int] = mapped_column(ForeignKey("picture.id"))
    position: Mapped[int] = mapped_column(default=0)

    picture: Mapped[Picture] = relationship(lazy="joined")

    def shown_on(self) -> Iterable[str]:
        """Name the pages that show this row."""
        return (f"product:{self.product_id}", "catalogue")


class Variant(Base):
    """A sellable form of a product, perhaps with a GTIN of its own."""

    __tablename__ = "variant"
    __table_args__ = (CheckConstraint("gtin IS NULL OR length(gtin) = 14", name="gtin_has_14_digits"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("product.id"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    name_vi: Mapped[str] = mapped_column(String(120))
    name_en: Mapped[str] = mapped_column(String(120))
    net_vi: Mapped[str | None] = mapped_column(String(60))
    sku: Mapped[str | None] = mapped_column(String(40))
    #: 14 digits, licensed to the producer; never invented (GS1 General Specifications).
    gtin: Mapped[str | None] = mapped_column(String(14), unique=True)
    weight_g: Mapped[int | None]

    product: Mapped[Product] = relationship(back_populates="variants")

    def shown_on(self) -> Iterable[str]:
        """Name the pages that show this row."""
        return (f"product:{self.product_id}", "catalogue")


class GradingBasis(StrEnum):
    """What a number of stars rests on; only a certificate makes stars."""

    CERTIFICATE = "certificate"
    COUNCIL_SCORE = "district-council-score"
    PRODUCER_STATEMENT = "producer-statement"


class Grading(Base):
    """An OCOP grading: stars, what they rest on, and until when they count."""

    __tablename__ = "grading"
    __table_args__ = (CheckConstraint("stars BETWEEN 3 AND 5", name="stars_are_3_to_5"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("product.id"), index=True)
    stars: Mapped[int]
    basis: Mapped[GradingBasis] = mapped_column(String(30))
    decision_number: Mapped[str | None] = mapped_column(String(60))
    issuer: Mapped[str | None] = mapped_column(String(200))
    decided_on: Mapped[date | None]
    #: Where only the year of the certificate is known.
    year: Mapped[int | None]
    #: Ranked by the city as likely to reach this many at the ministry.
    potential_stars: Mapped[int | None]

    product: Mapped[Product] = relationship(back_populates="gradings")

    def shown_on(self) -> Iterable[str]:
        """Name the pages that show this row."""
        return (f"product:{self.product_id}", "catalogue")


class Listing(Base):
    """A variant on sale at one centre at that centre's price."""

    __tablename__ = "listing"
    __table_args__ = (
        UniqueConstraint("centre_id", "variant_id"),
        CheckConstraint("price_vnd > 0", name="price_is_positive"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    variant_id: Mapped[int] = mapped_column(ForeignKey("variant.id"), index=True)
    centre_id: Mapped[int] = mapped_column(ForeignKey("centre.id"))
    price_vnd: Mapped[int]
    listed_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    delisted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    #: Where it stands in the centre's store room: `A1`.
    shelf: Mapped[str | None] = mapped_column(String(10))

    variant: Mapped[Variant] = relationship()
    centre: Mapped[Centre] = relationship()
    prices: Mapped[list[Price]] = relationship(order_by="Price.id")

    @property
    def is_on_sale(self) -> bool:
        """Whether it is offered today."""
        return self.delisted_at is None

    def shown_on(self) -> Iterable[str]:
        """Name the pages that show this row."""
        return (f"variant:{self.variant_id}", f"centre:{self.centre_id}", "catalogue")


class Price(Base):
    """What a listing cost from a moment on, and who said so."""

    __tablename__ = "price"

    id: Mapped[int] = mapped_column(primary_key=True)
    listing_id: Mapped[int] = mapped_column(ForeignKey("listing.id"), index=True)
    price_vnd: Mapped[int]
    since: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    by: Mapped[str] = mapped_column(String(120))


class SearchEntry(Base):
    """What the search index knows of one product, producer or centre; written by `search.reindex` only."""

    __tablename__ = "search_entry"
    __table_args__ = (UniqueConstraint("kind", "subject_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    #: `product`, `producer` or `centre`.
    kind: Mapped[str] = mapped_column(String(10))
    subject_id: Mapped[int]
    #: Names and other words in lower case, once as they are written and once without marks (see `text.fold`).
    name_exact: Mapped[str] = mapped_column(Text)
    words_exact: Mapped[str] = mapped_column(Text)
    name_folded: Mapped[str] = mapped_column(Text)
    words_folded: Mapped[str] = mapped_column(Text)


class SearchWord(Base):
    """A folded word that stands in the index: what a misspelt word may have meant."""

    __tablename__ = "search_word"

    word: Mapped[str] = mapped_column(String(60), primary_key=True)
