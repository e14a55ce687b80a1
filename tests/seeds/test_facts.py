"""What the shop starts with hangs together, and fact stays apart from fiction."""

import json
import unicodedata
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import shop.seeds
from shop.catalogue.artwork import CRAFTS, craft_of
from shop.delivery.places import commune
from traceability.usual import PROCESSES

DATA = Path(shop.seeds.__file__).parent / "data"
NAMES = ("centres", "producers", "products", "cross_listings", "experiences", "processes", "makers")
SHOPS = ("recognised", "opened")


def text_of(name: str) -> str:
    path = PROCESSES if name == "processes" else DATA / f"{name}.json"
    return path.read_text(encoding="utf-8")


def read(name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads(text_of(name))
    return rows


CENTRES = {row["id"]: row for row in read("centres")}
PRODUCTS = read("products")
MAKERS = read("makers")
MADE = [product for maker in MAKERS for product in maker["products"]]


def gtins() -> Iterator[str]:
    for product in PRODUCTS:
        for thing in (product["demo"], *product["demo"].get("variants", [])):
            if thing.get("gtin"):
                yield thing["gtin"]
    for product in MADE:
        yield from (variant["gtin"] for variant in product["variants"] if variant["gtin"])


@pytest.mark.parametrize("name", NAMES)
def test_every_file_is_composed_text(name: str) -> None:
    assert unicodedata.is_normalized("NFC", text_of(name))


def test_ids_are_unique_and_references_lead_somewhere() -> None:
    producers = {row["id"] for row in read("producers")} | {maker["id"] for maker in MAKERS}
    products = [row["id"] for row in PRODUCTS] + [row["id"] for row in MADE]

    assert len(products) == len(set(products)) == 252
    assert len(producers) == 102 + len(MAKERS)
    assert {row["producer_id"] for row in PRODUCTS} <= producers
    assert {row["centre_id"] for row in PRODUCTS + MAKERS + read("experiences")} <= set(CENTRES)
    assert {row["product_id"] for row in read("cross_listings")} <= set(products)


@pytest.mark.parametrize("row", [*CENTRES.values(), *read("producers"), *PRODUCTS, *MAKERS], ids=lambda row: row["id"])
def test_every_place_is_a_commune_of_today(row: dict[str, Any]) -> None:
    if row["commune_id"] is not None:
        found = commune(row["commune_id"])
        assert found is not None
        assert found.full_name_vi == row["commune_new_vi"]


@pytest.mark.parametrize("row", [*CENTRES.values(), *read("producers"), *PRODUCTS], ids=lambda row: row["id"])
def test_every_fact_names_its_source(row: dict[str, Any]) -> None:
    assert row["source"]
    assert row["confidence"] in {"sourced", "inferred"}


def test_goods_are_cross_listed_at_shops_only() -> None:
    sold_at = {row["centre_id"] for row in read("cross_listings")} | {
        slug for maker in MAKERS for slug in maker["sold_at"]
    }

    assert all(CENTRES[slug]["status"] in SHOPS for slug in sold_at)


def test_gtins_are_the_demonstration_range_with_right_check_digits_and_no_twins() -> None:
    numbers = list(gtins())

    assert len(numbers) == len(set(numbers))
    for number in numbers:
        assert len(number) == 13
        assert number.startswith("952")
        assert sum(int(digit) * (3 if i % 2 else 1) for i, digit in enumerate(number)) % 10 == 0


@pytest.mark.parametrize("maker", MAKERS, ids=lambda maker: maker["id"])
def test_invented_makers_say_so_in_their_name(maker: dict[str, Any]) -> None:
    assert maker["fictional"] is True
    assert maker["name_vi"].endswith("· nhà mẫu")
    assert maker["name_en"].endswith("· sample maker")
    assert maker["sold_at"]
    assert len(maker["lot_prefix"]) == 2


def test_no_two_invented_makers_share_a_lot_prefix() -> None:
    assert len({maker["lot_prefix"] for maker in MAKERS}) == len(MAKERS)


@pytest.mark.parametrize("product", MADE, ids=lambda product: product["id"])
def test_invented_products_are_complete_and_their_gradings_live(product: dict[str, Any]) -> None:
    grading = product["grading"]

    assert grading["stars"] in {3, 4, 5}
    assert grading["decision_number"].endswith("/QĐ-MẪU")
    assert grading["issuer_vi"].endswith("(mẫu)")
    assert date(2025, 1, 1) <= date.fromisoformat(grading["decided_on"]) <= date(2026, 11, 1)
    assert all(
        product[f"{field}_{language}"]
        for field in ("name", "description", "storage", "use")
        for language in ("vi", "en")
    )
    assert product["variants"]
    if product["category_slug"] != "thu-cong-my-nghe":
        assert product["shelf_life_days"] > 0
        assert product["ingredients_vi"]


@pytest.mark.parametrize("product", MADE, ids=lambda product: product["id"])
def test_every_invented_product_has_a_history_and_a_picture_to_draw(product: dict[str, Any]) -> None:
    kinds = {kind for process in read("processes") for kind in process["kinds"]}

    assert product["kind"] in kinds
    assert product["craft"] in CRAFTS
    assert craft_of(product["name_vi"], product["kind"]) == product["craft"]


def test_some_variants_have_no_gtin_so_that_plain_codes_are_shown_too() -> None:
    numbers = [variant["gtin"] for product in MADE for variant in product["variants"]]

    assert numbers.count(None) >= 5
    assert len(numbers) - numbers.count(None) > len(numbers) / 2


def test_real_makers_carry_no_invented_numbers() -> None:
    assert all("decision_number" not in row and "grading" not in row for row in PRODUCTS)
    assert all("phone" not in row for row in read("producers"))
