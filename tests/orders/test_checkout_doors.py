"""The checkout's doors: what is asked, what is kept, what is refused, and that two clicks are one order."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select, update

from shop.accounts.models import Consent
from shop.batches.models import Batch
from shop.cart.models import Cart, CartLine
from shop.catalogue.listings import set_price
from shop.catalogue.models import Listing
from shop.core.db import db
from shop.core.outbox import Task
from shop.core.time import now
from shop.delivery.models import DeliveryFee
from shop.orders.models import Delivery, Order, OrderState, ParcelState
from shop.payments.models import Method
from tests.factories import Make
from tests.house import Client, Page

LAN: dict[str, Any] = {
    "recipient": "Nguyễn Lan",
    "phone": "0912 345 678",
    "email": "lan@vidu.vn",
    "province_code": "01",
    "commune": "Xã Bát Tràng",
    "street": "12 ngõ 3",
    "note": "",
    "method": "cash",
}


def put_in(visitor: Client, listing: Listing, quantity: int = 1, batch: Batch | None = None) -> None:
    visitor.post("/cart/lines", listing=listing.id, quantity=str(quantity), batch=batch.code if batch else None)


def tell(visitor: Client, *, expect: int = 303, **changes: Any) -> Page:
    """Fill in the first step as Lan would, with what the page said is in the basket."""
    shown = visitor.get("/checkout").one("input[name=shown]")["value"]
    return visitor.post("/checkout", **(LAN | {"shown": shown} | changes), expect=expect)


def review(visitor: Client, **changes: Any) -> dict[str, Any]:
    """Go to the review page and return the form on it, its box ticked."""
    page = visitor.follow(tell(visitor, **changes))
    form = {name: str(page.one(f"input[name={name}]")["value"]) for name in ("key", "shown")}
    return {**form, "accepted": "y"}


def orders() -> list[Order]:
    return list(db.session.scalars(select(Order).order_by(Order.id)))


def said(page: Page) -> str:
    return " ".join(tag.get_text(" ", strip=True) for tag in page.soup.select(".notice"))


def test_cash_for_parcels_of_two_centres_becomes_one_order(visitor: Client, make: Make) -> None:
    vase, scarf = (
        make.on_sale("Bình tỳ bà"),
        make.on_sale("Khăn lụa", centre=make.centre("van-phuc"), price_vnd=650_000),
    )
    put_in(visitor, vase)
    put_in(visitor, scarf, 2)

    page = visitor.follow(visitor.post("/orders", **review(visitor)))

    order = orders()[0]
    assert order.code in page.words
    assert (order.method, order.state, order.total_vnd) == (Method.CASH_ON_DELIVERY, OrderState.CONFIRMED, 1_810_000)
    assert [parcel.state for parcel in order.parcels] == [ParcelState.TO_PACK] * 2
    assert (order.recipient, order.phone, order.street) == ("Nguyễn Lan", "+84912345678", "12 ngõ 3")
    assert db.session.scalar(select(func.count()).select_from(CartLine)) == 0


def test_the_confirmation_lists_goods_sums_seller_and_the_way_back(visitor: Client, make: Make) -> None:
    put_in(visitor, make.on_sale("Bình tỳ bà"))

    visitor.post("/orders", **review(visitor))

    mail = db.session.scalars(select(Task).where(Task.kind == "mail")).one().payload
    assert mail["to"] == "lan@vidu.vn"
    for part in ("Bình tỳ bà", "480.000", "Công ty Gốc", "0100000000", orders()[0].token):
        assert part in mail["text"]
        assert part in mail["html"]


def test_an_order_without_mail_address_is_placed_and_sends_none(visitor: Client, make: Make) -> None:
    put_in(visitor, make.on_sale())

    page = visitor.follow(visitor.post("/orders", **review(visitor, email="")))

    assert "giữ đường dẫn" in said(page)
    assert db.session.scalar(select(func.count()).select_from(Task).where(Task.kind == "mail")) == 0


def test_two_clicks_are_one_order(visitor: Client, make: Make) -> None:
    put_in(visitor, make.on_sale())
    form = review(visitor)

    first, second = visitor.post("/orders", **form), visitor.post("/orders", **form)

    assert first.location == second.location
    assert len(orders()) == 1


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("recipient", "", "Ai nhận hàng"),
        ("phone", "091234567", "9 chữ số"),
        ("phone", "", "số điện thoại"),
        ("phone", "gọi tôi", "chữ số"),
        ("email", "lan@", "e-mail"),
        ("street", "", "số nhà"),
        ("commune", "Nơi không có", "danh sách"),
        ("commune", "", "danh sách"),
        ("province_code", "99", "tỉnh"),
        ("street", "x" * 201, "200"),
        ("method", "", "cách trả"),
        ("method", "bitcoin", ""),
    ],
)
def test_what_does_not_work_is_said_beside_its_field_and_the_rest_is_kept(
    visitor: Client, make: Make, field: str, typed: str, sentence: str
) -> None:
    put_in(visitor, make.on_sale())

    page = tell(visitor, expect=422, **{field: typed})

    assert sentence in page.errors[field]
    assert page.one("#note")["value"] == ""
    for name in {"recipient", "phone", "email", "street"} - {field}:
        assert page.one(f"#{name}")["value"] == LAN[name]
    if field in {"recipient", "phone", "email", "street", "commune"}:
        assert page.one(f"#{field}")["value"] == typed
    assert db.session.scalars(select(Cart)).one().checkout is None


def test_several_faults_are_said_at_once(visitor: Client, make: Make) -> None:
    put_in(visitor, make.on_sale())

    page = tell(visitor, expect=422, recipient="", phone="12", street="", commune="đâu đó")

    assert set(page.errors) == {"recipient", "phone", "street", "commune"}


def test_an_old_name_with_one_heir_is_understood_and_told_to_the_carrier(visitor: Client, make: Make) -> None:
    put_in(visitor, make.on_sale())

    page = visitor.follow(tell(visitor, commune="Kim Lan, Gia Lâm"))

    assert "Xã Bát Tràng" in page.words
    assert "trước là Xã Kim Lan, Huyện Gia Lâm" in page.words


def test_a_district_that_became_several_communes_is_asked_about(visitor: Client, make: Make) -> None:
    put_in(visitor, make.on_sale())

    page = tell(visitor, expect=422, commune="Gia Lâm", street="")
    choices = [str(box["value"]) for box in page.soup.select("input[name=commune_id]")]

    assert "xa-bat-trang" in choices
    assert set(page.errors) >= {"commune", "street"}
    answered = visitor.follow(tell(visitor, commune="Gia Lâm", commune_id="xa-bat-trang"))
    assert "Xã Bát Tràng" in answered.words


def test_a_chosen_commune_does_not_outlive_another_name(visitor: Client, make: Make) -> None:
    put_in(visitor, make.on_sale())

    tell(visitor, commune="Xã Sóc Sơn", commune_id="xa-bat-trang")

    assert "Xã Sóc Sơn" in visitor.get("/checkout/review").words


def test_elsewhere_the_commune_is_text(visitor: Client, make: Make) -> None:
    put_in(visitor, make.on_sale())

    visitor.post("/orders", **review(visitor, province_code="46", commune="Phường Thuận Hoá"))

    assert (orders()[0].province_name, orders()[0].commune_name, orders()[0].commune_id) == (
        "Huế",
        "Phường Thuận Hoá",
        None,
    )


def test_what_is_collected_needs_no_address_and_costs_no_delivery(visitor: Client, make: Make) -> None:
    listing = make.on_sale()
    put_in(visitor, listing)
    collect = {f"delivery-{listing.centre_id}": "collect", "street": "", "commune": ""}

    visitor.post("/orders", **review(visitor, **collect))

    order = orders()[0]
    assert (order.method, order.delivery_vnd, order.street) == (Method.AT_THE_CENTRE, 0, None)
    assert order.parcels[0].delivery == Delivery.COLLECT


def test_cash_has_its_limit_for_each_parcel_that_is_sent(visitor: Client, make: Make) -> None:
    listing = make.on_sale(price_vnd=4_990_000)
    put_in(visitor, listing)

    page = tell(visitor, expect=422)

    assert "tiền mặt" in page.errors["method"]
    tell(visitor, **{f"delivery-{listing.centre_id}": "collect"})


def test_a_card_is_not_offered_for_what_it_cannot_pay(visitor: Client, make: Make) -> None:
    put_in(visitor, make.on_sale(price_vnd=60_000_000), 2)

    assert visitor.get("/checkout").one("input[value=card]").has_attr("disabled")
    assert "Thẻ" in tell(visitor, expect=422, method="card").errors["method"]


def test_typed_details_come_back_when_the_buyer_does(visitor: Client, make: Make) -> None:
    put_in(visitor, make.on_sale())
    tell(visitor, note="Gọi trước", street="Xóm 5")

    page = visitor.get("/checkout")

    assert page.one("#street")["value"] == "Xóm 5"
    assert page.one("#note")["value"] == "Gọi trước"
    assert page.one("input[name=method][value=cash]").has_attr("checked")


def test_the_review_page_says_all_that_is_agreed_to(visitor: Client, make: Make) -> None:
    put_in(visitor, make.on_sale("Bình tỳ bà"))

    page = visitor.follow(tell(visitor))

    for part in ("Công ty Gốc (mẫu)", "1 Phố Mẫu", "0100000000", "02400000000", "Bình tỳ bà", "30.000", "480.000"):
        assert part in page.words
    for words in ("Kiểm hàng", "Đổi trả", "ngày làm việc", "Thuế GTGT", "0912 345 678"):
        assert words in page.words
    for slug in ("terms", "payment", "delivery", "returns", "privacy", "complaints"):
        assert page.links(f"/policies/{slug}")
    assert "bản 1, ngày 01/07/2026" in page.words
    assert "480.000" in page.one("form button").get_text()


def test_nothing_is_ticked_beforehand_and_without_a_yes_nothing_is_ordered(visitor: Client, make: Make) -> None:
    put_in(visitor, make.on_sale())
    form = review(visitor)

    assert not visitor.get("/checkout/review").soup.select("input[type=checkbox][checked]")
    page = visitor.post("/orders", **(form | {"accepted": None}), expect=422)

    assert "đồng ý" in page.errors["accepted"]
    assert orders() == []


def test_the_yes_is_kept_with_its_versions(visitor: Client, make: Make) -> None:
    put_in(visitor, make.on_sale())

    visitor.post("/orders", **review(visitor))

    kept = {(row.subject, row.policy, row.version) for row in db.session.scalars(select(Consent))}
    assert kept == {("lan@vidu.vn", slug, "1") for slug in ("terms", "privacy", "returns")}
    assert set(orders()[0].agreed["policies"]) == {"terms", "privacy", "returns"}
    assert orders()[0].agreed["sellers"][0]["phone"] == "02400000000"


def test_the_last_of_a_chosen_batch_goes_to_one_and_the_other_is_offered_the_next(
    app: Flask, visitor: Client, buyer: Client, make: Make
) -> None:
    listing = make.on_sale("Bình tỳ bà", on_hand=0)
    last, following = make.batch("BT-A", variant=listing.variant), make.batch("BT-B", variant=listing.variant)
    make.lot(last, on_hand=1)
    make.lot(following, on_hand=5)
    for each in (visitor, buyer):
        put_in(each, listing, batch=last)
    forms = [(each, review(each)) for each in (visitor, buyer)]

    visitor.post("/orders", **forms[0][1])
    page = buyer.follow(buyer.post("/orders", **forms[1][1]))

    assert "Lô BT-A của Bình tỳ bà không còn bán. Bạn sẽ nhận lô khác" in said(page)
    assert len(orders()) == 1
    buyer.post("/orders", **review(buyer))
    assert [a.batch.lot_code for o in orders() for a in o.parcels[0].lines[0].allocations] == ["BT-A", "BT-B"]


def test_whoever_comes_too_late_reads_so_and_nothing_is_ordered(visitor: Client, make: Make) -> None:
    listing = make.on_sale("Bình tỳ bà", on_hand=1)
    put_in(visitor, listing)
    form = review(visitor)
    make.order((listing, 1))

    page = visitor.follow(visitor.post("/orders", **form))

    assert "Bình tỳ bà đã hết" in said(page)
    assert "Chưa có gì trong giỏ" in page.words
    assert len(orders()) == 1


def test_a_price_that_changed_meanwhile_is_shown_before_it_is_paid(visitor: Client, make: Make) -> None:
    listing = make.on_sale()
    put_in(visitor, listing)
    form = review(visitor)
    set_price(listing, 999_000, by="Hạnh", at=now())

    page = visitor.follow(visitor.post("/orders", **form))

    assert "thay đổi" in said(page)
    assert "999.000" in page.words
    assert orders() == []


def test_a_fee_that_changed_meanwhile_is_shown_too(visitor: Client, make: Make) -> None:
    put_in(visitor, make.on_sale())
    form = review(visitor)
    db.session.execute(update(DeliveryFee).values(fee_vnd=45_000))

    visitor.post("/orders", **form)

    assert orders() == []


def test_what_was_put_in_meanwhile_in_a_second_tab_is_not_ordered_unseen(visitor: Client, make: Make) -> None:
    put_in(visitor, make.on_sale("Bình"))
    form = review(visitor)
    put_in(visitor, make.on_sale("Khăn"))

    page = visitor.follow(visitor.post("/orders", **form))

    assert "thay đổi" in said(page)
    assert orders() == []


def test_details_changed_in_a_second_tab_are_looked_at_first(visitor: Client, make: Make) -> None:
    put_in(visitor, make.on_sale())
    form = review(visitor)
    tell(visitor, street="99 phố khác")

    page = visitor.follow(visitor.post("/orders", **form))

    assert "cửa sổ khác" in said(page)
    assert "99 phố khác" in page.words
    assert orders() == []


def test_a_basket_emptied_in_a_second_tab_orders_nothing(visitor: Client, make: Make) -> None:
    put_in(visitor, make.on_sale())
    form = review(visitor)
    line_id = db.session.scalars(select(CartLine.id)).one()
    visitor.post(f"/cart/lines/{line_id}/removal")

    assert "Giỏ đang trống" in said(visitor.follow(visitor.post("/orders", **form)))
    assert "Giỏ đang trống" in said(visitor.follow(visitor.get("/checkout", expect=303)))
    assert visitor.get("/checkout/review", expect=303).location.endswith("/cart")
    assert orders() == []


def test_an_expired_session_gets_a_clear_page(visitor: Client, make: Make) -> None:
    put_in(visitor, make.on_sale())
    form = review(visitor)
    with visitor.client.session_transaction() as session:
        session.clear()

    page = visitor.post("/orders", **form, expect=410)

    assert "Trang này không còn giỏ" in page.words
    assert orders() == []


def test_an_expired_session_still_shows_the_order_that_was_placed(visitor: Client, make: Make) -> None:
    put_in(visitor, make.on_sale())
    form = review(visitor)
    visitor.post("/orders", **form)
    with visitor.client.session_transaction() as session:
        session.clear()

    assert visitor.post("/orders", **form).location.endswith(orders()[0].token)


def test_nothing_is_ordered_while_the_shop_does_not_sell(visitor: Client, make: Make) -> None:
    put_in(visitor, make.on_sale())
    form = review(visitor)
    visitor.app.config["SALES_OPEN"] = False
    try:
        for page in (
            visitor.get("/checkout", expect=409),
            visitor.get("/checkout/review", expect=409),
            visitor.post("/orders", **form, expect=409),
        ):
            assert "chưa mở bán" in page.words
    finally:
        visitor.app.config["SALES_OPEN"] = True
    assert orders() == []


def test_a_member_is_known_and_finds_the_order_again(buyer: Client, make: Make) -> None:
    put_in(buyer, make.on_sale())

    assert buyer.get("/checkout").one("#recipient")["value"] == "Lan"
    buyer.post("/orders", **review(buyer))

    assert orders()[0].code in buyer.get("/account/orders").words
    assert buyer.get("/checkout", expect=303)


def test_the_account_shows_nobody_elses_orders(buyer: Client, make: Make) -> None:
    make.order()

    assert orders()[0].code not in buyer.get("/account/orders").words


def test_visitors_are_asked_to_sign_in_for_their_orders(visitor: Client) -> None:
    assert "/sign-in" in visitor.get("/account/orders", expect=303).location


def test_a_checkout_in_english_stays_english(app: Flask, queries: Any, make: Make) -> None:
    guest = Client(app, queries, language="en")
    put_in(guest, make.on_sale())

    page = guest.follow(guest.post("/orders", **review(guest)))

    assert "The order is placed" in said(page)
    assert orders()[0].language == "en"
    assert "/en/orders/" in db.session.scalars(select(Task).where(Task.kind == "mail")).one().payload["text"]


def test_the_pages_ask_as_often_for_many_lines_as_for_one(visitor: Client, make: Make) -> None:
    put_in(visitor, make.on_sale())
    tell(visitor)
    once = [len(visitor.get(path).queries) for path in ("/checkout", "/checkout/review")]
    for slug in ("van-phuc", "chuyen-my"):
        for _ in range(3):
            put_in(visitor, make.on_sale(centre=make.centre(slug)))

    assert [len(visitor.get(path).queries) for path in ("/checkout", "/checkout/review")] == once
