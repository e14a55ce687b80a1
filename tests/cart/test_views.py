"""The basket's doors: putting in, changing, taking out, and what somebody sees when the shelf has changed."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from shop.cart.models import Cart, CartLine
from shop.catalogue import listings
from shop.core.db import db
from shop.core.time import now
from tests.factories import Make
from tests.house import Client, Page

NOT_A_QUANTITY = ["0", "-1", "ba", "", "1.5", "1_0", "٣"]


def lines_of(_visitor: Client) -> list[tuple[int, int]]:
    return [(line.listing_id, line.quantity) for line in db.session.scalars(select(CartLine).order_by(CartLine.id))]


def notices(page: Page) -> str:
    return " ".join(tag.get_text(" ", strip=True) for tag in page.soup.select(".notice"))


def test_a_thing_is_put_in_from_a_page_that_holds_no_token(visitor: Client, make: Make) -> None:
    listing = make.on_sale("Bát canh men ngọc", price_vnd=120_000)

    page = visitor.follow(visitor.post("/cart/lines", listing=listing.id, quantity="2", csrf_token=None))

    assert "Bát canh men ngọc" in page.words
    assert "240.000" in page.words
    assert visitor.get("/cart/count").text.strip() == '{"count":2}'


def test_a_form_from_elsewhere_puts_nothing_in(visitor: Client, make: Make) -> None:
    listing = make.on_sale()
    form = {"listing": listing.id, "quantity": "1"}

    visitor.open("POST", "/cart/lines", expect=403, data=form, headers={"Sec-Fetch-Site": "cross-site"})

    assert lines_of(visitor) == []


def test_the_same_again_joins_its_line(visitor: Client, make: Make) -> None:
    listing = make.on_sale()

    for _ in range(2):
        visitor.post("/cart/lines", listing=listing.id, quantity="2")

    assert lines_of(visitor) == [(listing.id, 4)]


@pytest.mark.parametrize("typed", NOT_A_QUANTITY)
def test_a_number_that_does_not_work_is_answered_beside_the_field_and_kept(
    visitor: Client, make: Make, typed: str
) -> None:
    listing = make.on_sale()

    page = visitor.post("/cart/lines", listing=listing.id, quantity=typed, expect=422)

    assert page.errors["quantity"] == "Cho biết số lượng bằng một số từ 1 trở lên."
    assert page.one("input[name=quantity]")["value"] == typed
    assert listing.variant.product.name_vi in page.words
    assert db.session.scalar(select(func.count()).select_from(Cart)) == 0


def test_nobody_buys_a_thousand_million(visitor: Client, make: Make) -> None:
    listing = make.on_sale()

    page = visitor.post("/cart/lines", listing=listing.id, quantity="1000000000", expect=422)

    assert "999" in page.errors["quantity"]
    assert page.one("input[name=quantity]")["value"] == "1000000000"


def test_more_than_there_is_is_refused_with_what_is_left(visitor: Client, make: Make) -> None:
    listing = make.on_sale(on_hand=3)

    page = visitor.post("/cart/lines", listing=listing.id, quantity="4", expect=422)

    assert page.errors["quantity"] == "Chỉ còn 3."


@pytest.mark.parametrize("number", ["999999", "ba", "", "-1", "9" * 30])
def test_what_was_never_listed_is_not_found(visitor: Client, number: str) -> None:
    visitor.post("/cart/lines", listing=number, quantity="1", expect=404)


def test_a_batch_is_chosen_by_its_code(visitor: Client, make: Make) -> None:
    listing = make.on_sale()
    batch = make.batch("BT-9001", variant=listing.variant)
    make.lot(batch, on_hand=2)

    page = visitor.follow(visitor.post("/cart/lines", listing=listing.id, batch=batch.code, quantity="1"))

    assert "BT-9001" in page.words
    assert page.links(f"/t/{batch.code}")


def test_the_batch_of_another_thing_is_refused(visitor: Client, make: Make) -> None:
    listing, other = make.on_sale(), make.batch()

    page = visitor.post("/cart/lines", listing=listing.id, batch=other.code, quantity="1", expect=422)

    assert page.errors["quantity"]
    assert lines_of(visitor) == []


@pytest.mark.parametrize("typed", ["0", "-1", "1000000000", "ba", ""])
def test_a_line_keeps_its_number_when_the_new_one_does_not_work(visitor: Client, make: Make, typed: str) -> None:
    listing = make.on_sale()
    visitor.post("/cart/lines", listing=listing.id, quantity="2")
    line = db.session.scalars(select(CartLine)).one()

    page = visitor.post(f"/cart/lines/{line.id}", quantity=typed, expect=422)

    assert page.errors["quantity"]
    assert page.one("input[name=quantity]")["value"] == typed
    assert lines_of(visitor) == [(listing.id, 2)]


def test_a_basket_emptied_in_a_second_tab_says_so_and_changes_nothing(visitor: Client, make: Make) -> None:
    listing = make.on_sale()
    visitor.post("/cart/lines", listing=listing.id, quantity="2")
    line_id = db.session.scalars(select(CartLine.id)).one()
    visitor.post(f"/cart/lines/{line_id}/removal")

    for path in (f"/cart/lines/{line_id}", f"/cart/lines/{line_id}/removal"):
        page = visitor.follow(visitor.post(path, quantity="3"))

        assert "không còn trong giỏ" in notices(page)
    assert lines_of(visitor) == []
    assert "Chưa có gì" in visitor.get("/cart").words


def test_nobody_changes_the_line_of_a_foreign_basket(visitor: Client, make: Make) -> None:
    listing = make.on_sale()
    foreign = make.cart((listing, 2))

    visitor.post(f"/cart/lines/{foreign.lines[0].id}", quantity="1")
    visitor.post(f"/cart/lines/{foreign.lines[0].id}/removal")

    assert lines_of(visitor) == [(listing.id, 2)]


def test_what_shrank_is_said_and_written_only_by_the_next_form(visitor: Client, make: Make) -> None:
    listing = make.on_sale("Bình tỳ bà", on_hand=5)
    visitor.post("/cart/lines", listing=listing.id, quantity="4")
    make.order((listing, 3))

    page = visitor.get("/cart")

    assert "Bình tỳ bà chỉ còn 2" in notices(page)
    assert page.one("input[name=quantity]")["value"] == "2"
    assert lines_of(visitor) == [(listing.id, 4)]

    line = db.session.scalars(select(CartLine)).one()
    visitor.post(f"/cart/lines/{line.id}", quantity="1")

    assert lines_of(visitor) == [(listing.id, 1)]


def test_what_sold_out_is_gone_from_the_page(visitor: Client, make: Make) -> None:
    listing, other = make.on_sale("Bình tỳ bà", on_hand=2), make.on_sale("Khăn lụa")
    visitor.post("/cart/lines", listing=listing.id, quantity="1")
    visitor.post("/cart/lines", listing=other.id, quantity="1")
    make.order((listing, 2))

    page = visitor.get("/cart")

    assert "Bình tỳ bà" in notices(page)
    assert len(page.soup.select(".line-item")) == 1


def test_a_thing_taken_off_the_list_leaves_the_basket(visitor: Client, make: Make) -> None:
    listing = make.on_sale("Bình tỳ bà")
    visitor.post("/cart/lines", listing=listing.id, quantity="1")
    listings.delist(listing, by="Hạnh", at=now())

    assert "Bình tỳ bà" in notices(visitor.get("/cart"))


def test_alcohol_is_not_put_in(visitor: Client, make: Make) -> None:
    listing = make.on_sale("Rượu nếp", alcohol_percent=29.5)

    page = visitor.post("/cart/lines", listing=listing.id, quantity="1", expect=422)

    assert page.errors["quantity"]
    assert lines_of(visitor) == []


def test_a_page_of_many_lines_asks_as_often_as_a_page_of_one(visitor: Client, make: Make) -> None:
    def ask() -> int:
        return len(visitor.get("/cart").queries)

    visitor.post("/cart/lines", listing=make.on_sale().id, quantity="1")
    once = ask()

    for slug in ("van-phuc", "chuyen-my"):
        for _ in range(3):
            visitor.post("/cart/lines", listing=make.on_sale(centre=make.centre(slug)).id, quantity="1")

    assert ask() == once


def test_whoever_signs_in_keeps_both_baskets(visitor: Client, make: Make) -> None:
    from tests.factories import PASSWORD

    vase, scarf = make.on_sale("Bình"), make.on_sale("Khăn")
    user = make.user("Lan")
    earlier = make.cart((vase, 1), (scarf, 1))
    earlier.user_id = user.id
    visitor.post("/cart/lines", listing=vase.id, quantity="2")

    visitor.post("/sign-in", email=user.email, password=PASSWORD)

    page = visitor.get("/cart")
    assert "Khăn" in page.words
    assert visitor.get("/cart/count").text.strip() == '{"count":4}'


def test_a_basket_of_somebody_else_is_not_taken_over(make: Make) -> None:
    from shop.cart import contents

    hers = make.cart((make.on_sale(), 1))
    hers.user_id = make.user("Lan").id

    assert contents.adopt(make.user("Hoa"), hers.token) is None
    assert hers.user_id != make.user("Hoa").id


def test_nothing_is_put_in_while_the_shop_does_not_sell(visitor: Client, make: Make) -> None:
    listing = make.on_sale()
    visitor.app.config["SALES_OPEN"] = False
    try:
        visitor.post("/cart/lines", listing=listing.id, quantity="1", expect=422)
        assert "checkout" not in " ".join(visitor.get("/cart").links("/checkout"))
    finally:
        visitor.app.config["SALES_OPEN"] = True
    assert lines_of(visitor) == []
