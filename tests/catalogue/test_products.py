"""What a producer says and shows of a product."""

from __future__ import annotations

import io

import pytest
from PIL import Image
from sqlalchemy import select

from shop.catalogue import products, search
from shop.core.audit import AuditEntry
from shop.core.db import db
from shop.core.media import NotAPicture


def photograph(colour: str = "red", size: tuple[int, int] = (800, 1000)) -> io.BytesIO:
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, "JPEG")
    out.seek(0)
    return out


@pytest.fixture
def shown(make):
    product = make.product()
    for colour in ("red", "green", "blue"):
        products.add_picture(product, photograph(colour), by="Tú")
    db.session.flush()
    return product


def test_changed_texts_are_recorded_with_what_they_were(make) -> None:
    product = make.product()
    before = product.description_vi

    products.edit_texts(product, {"description_vi": "Men hoả biến", "use_vi": "Cắm hoa"}, by="Tú")
    db.session.flush()

    entry = db.session.scalars(select(AuditEntry)).one()
    assert (product.description_vi, product.use_vi) == ("Men hoả biến", "Cắm hoa")
    assert entry.before == {"description_vi": before, "use_vi": None}


def test_changed_texts_are_found_by_the_search(make) -> None:
    product = make.product()

    products.edit_texts(product, {"description_vi": "Men hoả biến đỏ cam"}, by="Tú")

    assert search.search("hoa bien").product_ids == [product.id]


def test_the_same_texts_leave_no_trace(make) -> None:
    product = make.product()

    products.edit_texts(product, {"description_vi": product.description_vi, "use_vi": " "}, by="Tú")
    db.session.flush()

    assert not db.session.scalars(select(AuditEntry)).all()


def test_a_product_without_a_description_is_refused_and_nothing_changes(make) -> None:
    product = make.product()

    with pytest.raises(products.TextMissing):
        products.edit_texts(product, {"use_vi": "Cắm hoa", "description_en": "  "}, by="Tú")

    assert product.use_vi is None


def test_what_the_office_decides_cannot_be_edited_as_a_text(make) -> None:
    product = make.product("Bình tỳ bà")

    products.edit_texts(product, {"name_vi": "Bình OCOP 5 sao", "ocop_status": "recognised"}, by="Tú")

    assert product.name_vi == "Bình tỳ bà"


def test_photographs_stand_in_the_order_they_came(shown) -> None:
    assert [one.position for one in shown.pictures] == [0, 1, 2]


def test_the_same_photograph_is_shown_once(shown) -> None:
    products.add_picture(shown, photograph("red"), by="Tú")

    assert len(shown.pictures) == 3


def test_what_is_no_photograph_changes_nothing(make) -> None:
    product = make.product()

    with pytest.raises(NotAPicture):
        products.add_picture(product, io.BytesIO(b"%PDF-1.7"), by="Tú")

    assert product.pictures == []


def test_one_photograph_too_many_is_refused(make) -> None:
    product = make.product()
    for i in range(products.MOST_PICTURES):
        products.add_picture(product, photograph(f"hsl({i * 40}, 90%, 50%)", (40, 50)), by="Tú")

    with pytest.raises(products.TooManyPictures):
        products.add_picture(product, photograph("white"), by="Tú")


def test_a_removed_photograph_is_gone_from_the_product(shown) -> None:
    products.remove_picture(shown, shown.pictures[1], by="Tú")
    db.session.flush()
    db.session.expire(shown)

    assert len(shown.pictures) == 2


def test_another_products_photograph_cannot_be_removed(shown, make) -> None:
    with pytest.raises(products.NotItsPictures):
        products.remove_picture(make.product("Đĩa"), shown.pictures[0], by="Tú")


def test_photographs_are_put_in_another_order(shown) -> None:
    first, second, third = (one.id for one in shown.pictures)

    products.order_pictures(shown, [third, first, second], by="Tú")
    db.session.flush()
    db.session.expire(shown)

    assert [one.id for one in shown.pictures] == [third, first, second]


@pytest.mark.parametrize("wrong", [[], [1], [10**6, 10**6 + 1, 10**6 + 2]])
def test_an_order_of_other_photographs_is_refused(shown, wrong) -> None:
    with pytest.raises(products.NotItsPictures):
        products.order_pictures(shown, wrong, by="Tú")
