"""The first chapter: centres, makers, products, gradings and who sells what, from the files of `data/`.

Facts become rows as they are; what nobody published stays empty. Everything under `demo` (price, size, weight, how it
is kept) is made up, and so are opening hours, delivery fees and the seller: a page that shows them says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from sqlalchemy import select

from shop.accounts.models import Organisation, OrganisationKind
from shop.catalogue import listings
from shop.catalogue.artwork import craft_of
from shop.catalogue.models import (
    Centre,
    CentreStatus,
    Grading,
    GradingBasis,
    Group,
    OcopStatus,
    Producer,
    Product,
    Seller,
    Variant,
)
from shop.core.db import db
from shop.core.text import fold
from shop.delivery.models import DeliveryFee
from shop.seeds.english import keeping_en, net_en
from shop.seeds.files import Row, rows

#: Who speaks where nobody real has said a thing: prices, steps and deliveries of the demonstration.
DEMO_VOICE = "Dữ liệu minh hoạ (demo data)"
DELIVERY_FEE_VND = 30_000
#: Everything was put on sale before the month the story tells.
LISTED_DAYS_AGO = 45
#: What another centre adds to the price of the product's home, in percent.
DEARER_ELSEWHERE = (0, 0, 3, 5, 8)


def is_told() -> bool:
    """Whether the catalogue stands."""
    return db.session.scalar(select(Centre.id).limit(1)) is not None


def tell(dice: Random, now: datetime) -> None:
    """Write the city, its centres and villages, the makers, their products and what each centre lists."""
    db.session.add(
        Organisation(
            kind=OrganisationKind.CITY,
            name_vi="Văn phòng Điều phối Chương trình nông thôn mới Hà Nội",
            name_en="Hanoi Coordination Office for New Rural Development",
        )
    )
    centres = _centres(_seller())
    producers = _producers()
    db.session.flush()  # fees name their centre by its number
    db.session.add_all(
        DeliveryFee(centre_id=centre.id, fee_vnd=DELIVERY_FEE_VND) for centre in centres.values() if centre.is_shop
    )
    products = {row["id"]: _product(row, producers, centres) for row in rows("products")}
    _list_real(products, centres, dice, now - timedelta(days=LISTED_DAYS_AGO))
    for maker in rows("makers"):
        _fictional(maker, centres, dice, now - timedelta(days=LISTED_DAYS_AGO))
    db.session.flush()


# Centres


def _seller() -> Seller:
    seller = Seller(
        slug="goc",
        legal_name="Công ty Gốc (công ty mẫu, không có thật)",
        address="Số 1 phố Mẫu, Hà Nội (địa chỉ mẫu)",
        tax_code="0000000000 (mẫu)",
        phone="024 0000 0000",
        email="ban-hang@goc.example",
        is_demo=True,
    )
    db.session.add(seller)
    return seller


def _centres(seller: Seller) -> dict[str, Centre]:
    centres = {row["id"]: _centre(row, seller) for row in rows("centres")}
    db.session.add_all(centres.values())
    return centres


def _centre(row: Row, seller: Seller) -> Centre:
    """Only a recognised or opened centre is a shop, with a seller and hours."""
    status = CentreStatus.POINT if row["kind"] == "craft-village-point" else CentreStatus(row["status"])
    centre = Centre(
        organisation=Organisation(kind=OrganisationKind.CENTRE, name_vi=row["name_vi"], name_en=row["name_en"]),
        slug=row["id"],
        status=status,
        **_same(row, "name_vi name_en village_vi craft_slug craft_vi craft_en story_vi story_en"),
        **_same(row, "experience_vi experience_en lat lon recognised_year decision"),
        **_place(row),
    )
    if centre.is_shop:
        centre.seller, centre.opens_at, centre.closes_at = seller, "08:30", "17:30"
    return centre


def _place(row: Row) -> dict[str, Any]:
    return _same(row, "commune_id commune_new_vi commune_old_vi district_old_vi")


def _same(row: Row, names: str) -> dict[str, Any]:
    return {name: row[name] for name in names.split()}


# Producers


def _producers() -> dict[str, Producer]:
    taken = {maker["lot_prefix"] for maker in rows("makers")}
    found: dict[str, Producer] = {}
    for row in rows("producers"):
        prefix = lot_prefix(row["id"], taken)
        taken.add(prefix)
        found[row["id"]] = _producer(row, address_of(row), prefix)
    db.session.add_all(found.values())
    return found


def _producer(row: Row, address_vi: str, prefix: str, **more: Any) -> Producer:
    return Producer(
        organisation=Organisation(kind=OrganisationKind.PRODUCER, name_vi=row["name_vi"], name_en=row["name_en"]),
        slug=row["id"],
        kind=row["type"],
        address_vi=address_vi,
        lot_prefix=prefix,
        **_same(row, "name_vi name_en craft_vi"),
        **_place(row),
        **more,
    )


def address_of(row: Row) -> str:
    """Return what is published of a real maker's address: today's commune and the names it had, or its old district."""
    old = [_small(name) for name in (row["commune_old_vi"], row["district_old_vi"]) if name]
    before = f" (trước 7/2025: {', '.join(old)})" if old else ""
    return f"{row['commune_new_vi']}, Hà Nội{before}" if row["commune_new_vi"] else f"Hà Nội{before}"


def _small(name: str) -> str:
    return name[0].lower() + name[1:]


def lot_prefix(slug: str, taken: Iterable[str]) -> str:
    """Return 2–4 letters that begin a maker's lot codes: its initials, or more of its name where those are taken."""
    return next(prefix for prefix in _prefixes(slug.split("-")) if prefix not in taken)


def _prefixes(words: list[str]) -> Iterator[str]:
    initials, last = "".join(word[0] for word in words[:-1]).upper()[:3], words[-1].upper()
    for letters in range(1, len(last) + 1):
        if len(prefix := (initials + last[:letters])[:4]) >= 2:
            yield prefix
    first = fold(words[0]).upper()
    yield from (f"{first[:2]}{last[0]}{letter}" for letter in "ABCDEGHKLMNPQRSTVXY")


# Products


def _product(row: Row, producers: dict[str, Producer], centres: dict[str, Centre]) -> Product:
    demo = row["demo"]
    product = Product(
        producer=producers[row["producer_id"]],
        home=centres[row["centre_id"]],
        slug=row["id"],
        group=Group(row["category_slug"]),
        kind=demo["kind"],
        craft=craft_of(row["name_vi"], demo["kind"]),
        ocop_status=OcopStatus(row["ocop_status"]),
        sources=row["source"],
        storage_en=keeping_en(demo["storage_vi"]),
        alcohol_percent=demo.get("abv_percent"),
        **_same(row, "name_vi name_en"),
        **_goods(demo),
        **_place(row),
    )
    product.variants = list(_variants(demo))
    product.gradings = list(_gradings(row))
    db.session.add(product)
    return product


def _goods(demo: Row) -> dict[str, Any]:
    """Return what `demo` of a real product and an invented product say in the same words."""
    return {
        **_same(demo, "description_vi description_en materials_vi shelf_life_days storage_vi"),
        "ingredients_vi": demo.get("ingredients_vi") or [],
        "allergens_vi": demo.get("allergens_vi") or [],
        "nutrition": demo.get("nutrition_per_100g"),
        "is_fragile": demo["fragile"],
    }


def _variants(demo: Row) -> Iterator[Variant]:
    for position, row in enumerate(demo.get("variants") or [_only_variant(demo)]):
        yield Variant(
            position=position,
            # Each form has a stock number of its own.
            sku=f"{demo['sku']}-{position + 1}" if demo.get("sku") else None,
            gtin=row["gtin"] and row["gtin"].zfill(14),
            **_same(row, "name_vi name_en net_vi weight_g"),
        )


def _only_variant(demo: Row) -> Row:
    net: str = demo["net_vi"]
    # “Hộp 250 g” needs its unit; “Cao 22 cm”, “10 chiếc” and “1 bộ, …” say enough.
    plain = demo["unit_vi"] in {"chiếc", "cây", "chục"} or net.startswith(("1 bộ", "1 hoành phi"))
    return {
        "name_vi": net[0].upper() + net[1:] if plain else f"{demo['unit_vi'].capitalize()} {_small(net)}",
        "name_en": net_en(net),
        "net_vi": net,
        "weight_g": demo["weight_g"],
        "gtin": demo.get("gtin"),
    }


def _gradings(row: Row) -> Iterator[Grading]:
    """Give the stars a page named, with what they rest on; numbers and dates nobody published stay empty."""
    if row["stars"] is not None and row["star_basis"] is not None:
        yield Grading(
            basis=GradingBasis(row["star_basis"]),
            **_same(row, "stars year potential_stars"),
        )


# Listings


def _list_real(products: dict[str, Product], centres: dict[str, Centre], dice: Random, at: datetime) -> None:
    """List each product at its home and where `cross_listings` says; visits and alcohol are shown and not sold."""
    places = {row["id"]: [row["centre_id"]] for row in rows("products")}
    for row in rows("cross_listings"):
        places[row["product_id"]].append(row["centre_id"])
    for row in rows("products"):
        product = products[row["id"]]
        if not product.is_tour and not product.is_alcohol:
            prices = [v["price_vnd"] for v in row["demo"].get("variants") or [row["demo"]]]
            _list(product, [centres[slug] for slug in dict.fromkeys(places[row["id"]])], prices, dice, at)


def _list(product: Product, centres: list[Centre], prices: list[int], dice: Random, at: datetime) -> None:
    for centre in centres:
        if not centre.is_shop:
            continue
        more = 0 if centre is product.home else dice.choice(DEARER_ELSEWHERE)
        shelf = f"{'ABCDEF'[dice.randrange(6)]}{dice.randint(1, 12)}"
        for variant, price in zip(product.variants, prices, strict=True):
            listings.list_variant(centre, variant, _dearer(price, more), by=DEMO_VOICE, at=at, shelf=shelf)


def _dearer(price_vnd: int, percent: int) -> int:
    """Add `percent`, and round to a whole thousand đồng as price tags are."""
    return (price_vnd * (100 + percent) // 100 + 999) // 1000 * 1000 if percent else price_vnd


# Invented makers


def _fictional(maker: Row, centres: dict[str, Centre], dice: Random, at: datetime) -> None:
    producer = _producer(
        maker,
        maker["address_vi"],
        maker["lot_prefix"],
        is_fictional=True,
        **_same(maker, "story_vi story_en"),
    )
    home = centres[maker["centre_id"]]
    sold_at = [centres[slug] for slug in maker["sold_at"]]
    for row in maker["products"]:
        product = _invented(row, maker, producer, home)
        _list(product, sold_at, [variant["price_vnd"] for variant in row["variants"]], dice, at)


def _invented(row: Row, maker: Row, producer: Producer, home: Centre) -> Product:
    product = Product(
        producer=producer,
        home=home,
        slug=row["id"],
        group=Group(row["category_slug"]),
        ocop_status=OcopStatus.RECOGNISED,
        **_same(row, "kind craft name_vi name_en storage_en use_vi use_en"),
        **_goods(row),
        **_place(maker),
    )
    grading = row["grading"]
    product.variants = list(_variants(row))
    product.gradings = [
        Grading(
            basis=GradingBasis.CERTIFICATE,
            stars=grading["stars"],
            decision_number=grading["decision_number"],
            issuer=grading["issuer_vi"],
            decided_on=date.fromisoformat(grading["decided_on"]),
        )
    ]
    db.session.add(product)
    return product
