"""The studio's door to the catalogue."""

from __future__ import annotations

import io

from PIL import Image

from shop.core.db import db

TEXTS = {"description_vi": "Men hoả biến", "description_en": "Flambé glaze"}


def jpeg(colour: str = "red") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (600, 750), colour).save(out, "JPEG")
    return out.getvalue()


def test_a_producer_sees_its_own_products_and_no_others(studio, make) -> None:
    make.product("Bình men rạn")
    make.product("Khăn lụa", producer=make.producer("to-det"))

    page = studio.get("/studio/products")

    assert "Bình men rạn" in page.words
    assert "Khăn lụa" not in page.words


def test_a_new_text_stands_on_the_products_page(studio, visitor, make) -> None:
    product = make.product("Bình men rạn")

    studio.post(f"/studio/products/{product.slug}/texts", **TEXTS)

    assert "Men hoả biến" in visitor.get(f"/products/{product.slug}").words


def test_an_empty_description_is_answered_beside_its_field_and_the_rest_is_kept(studio, make) -> None:
    product = make.product()
    fields = TEXTS | {"description_en": "", "use_vi": "Cắm hoa tươi"}

    page = studio.post(f"/studio/products/{product.slug}/texts", expect=422, **fields)

    assert page.errors["description_en"]
    assert page.one("#use_vi").get_text().strip() == "Cắm hoa tươi"
    db.session.refresh(product)
    assert product.use_vi is None


def test_a_text_longer_than_its_place_is_answered_beside_its_field(studio, make) -> None:
    product = make.product()

    page = studio.post(f"/studio/products/{product.slug}/texts", expect=422, **TEXTS, materials_vi="đất " * 200)

    assert "300" in page.errors["materials_vi"]


def test_a_photograph_takes_the_place_of_the_artwork(studio, visitor, make) -> None:
    product = make.product()
    assert "/art/" in str(visitor.get(f"/products/{product.slug}").one(".gallery__main img")["src"])

    studio.post(f"/studio/products/{product.slug}/pictures", photo=(jpeg(), "binh.jpg"), alt_vi="Bình trên kệ")

    image = visitor.get(f"/products/{product.slug}").one(".gallery__main img")
    assert "/media/" in str(image["src"])
    assert image["alt"] == "Bình trên kệ"


def test_what_is_no_photograph_is_answered_beside_its_field(studio, make) -> None:
    product = make.product()

    page = studio.post(f"/studio/products/{product.slug}/pictures", photo=(b"not a picture", "x.jpg"), expect=422)
    assert page.errors["photo"]

    page = studio.post(f"/studio/products/{product.slug}/pictures", expect=422)
    assert page.errors["photo"] == "Chọn một ảnh trước đã."


def test_photographs_are_moved_earlier_and_removed(studio, make) -> None:
    product = make.product()
    for colour in ("red", "blue"):
        studio.post(f"/studio/products/{product.slug}/pictures", photo=(jpeg(colour), "binh.jpg"))
    first, second = (one.id for one in product.pictures)

    page = studio.get(f"/studio/products/{product.slug}")
    assert [field["value"] for field in page.soup.select("[name=shown]")] == [str(second), str(first)]
    studio.post(f"/studio/products/{product.slug}/picture-order", shown=[second, first])
    assert [one.id for one in product.pictures] == [second, first]

    studio.post(f"/studio/products/{product.slug}/pictures/{first}/removal")
    assert [one.id for one in product.pictures] == [second]


def test_an_order_that_has_been_overtaken_is_refused(studio, make) -> None:
    product = make.product()

    studio.post(f"/studio/products/{product.slug}/picture-order", shown=[1, 2], expect=409)


def test_another_makers_product_is_not_there(studio, make) -> None:
    other = make.product("Khăn lụa", producer=make.producer("to-det"))

    studio.get(f"/studio/products/{other.slug}", expect=404)
    studio.post(f"/studio/products/{other.slug}/texts", expect=404, **TEXTS)
    studio.post(f"/studio/products/{other.slug}/pictures", photo=(jpeg(), "x.jpg"), expect=404)
    studio.post(f"/studio/products/{other.slug}/pictures/1/removal", expect=404)
