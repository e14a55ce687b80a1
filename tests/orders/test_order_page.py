"""The page of an order: for whoever has its link and nobody else, true in every state."""

from __future__ import annotations

from bs4 import Tag
from sqlalchemy import select

from shop.core.db import db
from shop.core.outbox import Task
from shop.core.time import now
from shop.orders import fulfilment
from shop.orders.models import Order, OrderState, Parcel
from shop.stock.models import LotInStock
from tests.factories import Make
from tests.house import Client, Page


def pack(parcel: Parcel) -> None:
    codes = [a.batch.lot_code for line in parcel.lines for a in line.allocations for _ in range(a.quantity)]
    fulfilment.pack(parcel, codes, by="Hạnh", at=now())


def stops(page: Page, nth: int = 0) -> list[tuple[str, bool]]:
    """Return the words of one parcel's stops, and whether it has been there."""
    parcel = page.soup.select(".parcel")[nth]
    return [(_word(stop), _been(stop)) for stop in parcel.select(".stops__stop")]


def _word(stop: Tag) -> str:
    return next(iter(stop.stripped_strings))


def _been(stop: Tag) -> bool:
    return bool({"stops__stop--done", "stops__stop--here"} & set(stop.get("class") or ()))


def said(page: Page) -> str:
    return " ".join(tag.get_text(" ", strip=True) for tag in page.soup.select(".notice"))


def open_page(visitor: Client, order: Order, **query: str) -> Page:
    return visitor.get(f"/orders/{order.token}", **query)


def test_only_the_link_opens_an_order(visitor: Client, make: Make) -> None:
    order = make.order()

    assert order.code in open_page(visitor, order).words
    for guess in (order.code, str(order.id), order.token[:-1], order.token + "x", "x" * 500):
        visitor.get(f"/orders/{guess}", expect=404)


def test_the_page_is_nobodys_business(visitor: Client, make: Make) -> None:
    page = open_page(visitor, make.order())

    assert page.headers["Cache-Control"] == "no-store"
    assert page.headers["Referrer-Policy"] == "same-origin"
    assert page.headers["X-Robots-Tag"] == "noindex"
    assert "noindex" in page.one("meta[name=robots]")["content"]


def test_each_thing_leads_to_its_batch(visitor: Client, make: Make) -> None:
    listing = make.on_sale("Bình tỳ bà", on_hand=0)
    batches = [make.batch(code, variant=listing.variant) for code in ("BT-1", "BT-2")]
    for batch in batches:
        make.lot(batch, on_hand=1)

    page = open_page(visitor, make.order((listing, 2)))

    assert all(page.links(f"/t/{batch.code}") for batch in batches)
    assert "Bình tỳ bà" in page.words


def test_the_stops_follow_a_parcel_that_is_sent(visitor: Client, make: Make) -> None:
    order = make.order()
    parcel = order.parcels[0]
    words = ["Đặt hàng", "Đã gói", "Đang trên đường", "Đã giao"]
    assert stops(open_page(visitor, order)) == list(zip(words, [True, False, False, False], strict=True))

    pack(parcel)
    fulfilment.hand_over(parcel, carrier="Bưu điện", tracking="VN1", by="Hạnh", at=now())

    page = open_page(visitor, order)
    assert stops(page) == list(zip(words, [True, True, True, False], strict=True))
    assert "Bưu điện · VN1" in page.words

    fulfilment.deliver(parcel, by="Hạnh", at=now())

    page = open_page(visitor, order)
    assert all(been for _, been in stops(page))
    assert "Mọi kiện đã đến" in said(page)


def test_a_parcel_that_is_collected_says_where_and_what_to_pay(visitor: Client, make: Make) -> None:
    order = make.order(delivery="collect")
    pack(order.parcels[0])
    fulfilment.make_ready(order.parcels[0], by="Hạnh", at=now())

    page = open_page(visitor, order)

    assert ("Chờ nhận", True) in stops(page)
    assert "trả 450.000 ₫ ở quầy" in page.words
    assert "08:30" in page.words


def test_parcels_go_each_their_own_way(visitor: Client, make: Make) -> None:
    order = make.order((make.on_sale("Bình"), 1), (make.on_sale("Khăn", centre=make.centre("van-phuc")), 1))
    pack(order.parcels[1])

    page = open_page(visitor, order)

    assert [sum(been for _, been in stops(page, nth)) for nth in (0, 1)] == [1, 2]
    assert "1 trung tâm đang soạn hàng" in said(page)


def test_a_recall_reaches_the_page_of_everybody_who_bought_the_batch(visitor: Client, make: Make) -> None:
    order = make.order()
    make.recall(order.parcels[0].lines[0].allocations[0].batch)

    page = open_page(visitor, order)

    assert "đang được thu hồi" in said(page)
    assert "Ngừng dùng và mang trả." in said(page)


def test_a_buyer_ends_the_order_and_the_goods_are_back(visitor: Client, make: Make) -> None:
    listing = make.on_sale(on_hand=3)
    order = make.order((listing, 2))

    page = visitor.follow(visitor.post(f"/orders/{order.token}/cancellation"))

    assert "Đã huỷ đơn" in said(page)
    assert not page.soup.select("form[action$=cancellation]")
    assert order.state == OrderState.CANCELLED
    assert db.session.scalars(select(LotInStock)).one().available == 3
    told = {task.payload["subject"] for task in db.session.scalars(select(Task).where(Task.kind == "mail"))}
    assert f"Đơn {order.code} đã huỷ" in told


def test_ending_twice_is_said_plainly(visitor: Client, make: Make) -> None:
    order = make.order()
    visitor.post(f"/orders/{order.token}/cancellation")

    page = visitor.follow(visitor.post(f"/orders/{order.token}/cancellation"))

    assert "không huỷ ở đây được nữa" in said(page)


def test_a_packed_order_cannot_be_ended(visitor: Client, make: Make) -> None:
    order = make.order()
    pack(order.parcels[0])

    assert not open_page(visitor, order).soup.select("form[action$=cancellation]")
    page = visitor.follow(visitor.post(f"/orders/{order.token}/cancellation"))

    assert "không huỷ ở đây được nữa" in said(page)
    assert order.state == OrderState.CONFIRMED


def test_a_page_left_open_too_long_changes_nothing_and_comes_back(visitor: Client, make: Make) -> None:
    order = make.order()
    with visitor.client.session_transaction() as session:
        session.clear()

    page = visitor.follow(visitor.post(f"/orders/{order.token}/cancellation"))

    assert "mở đã lâu" in said(page)
    assert order.state == OrderState.CONFIRMED


def test_a_form_from_elsewhere_ends_nothing(visitor: Client, make: Make) -> None:
    order = make.order()

    visitor.open("POST", f"/orders/{order.token}/cancellation", expect=303, headers={"Sec-Fetch-Site": "cross-site"})

    assert order.state == OrderState.CONFIRMED


def test_cash_is_not_paid_by_card(visitor: Client, make: Make) -> None:
    order = make.order()

    assert visitor.post(f"/orders/{order.token}/payment").location.endswith(order.token)


def test_a_shop_that_sells_no_more_still_shows_its_orders(visitor: Client, make: Make) -> None:
    order = make.order()
    visitor.app.config["SALES_OPEN"] = False
    try:
        assert order.code in open_page(visitor, order).words
    finally:
        visitor.app.config["SALES_OPEN"] = True


def test_the_page_asks_as_often_for_many_parcels_as_for_one(visitor: Client, make: Make) -> None:
    small = make.order()
    large = make.order(
        *((make.on_sale(centre=make.centre(slug)), 1) for slug in ("bat-trang", "van-phuc", "chuyen-my") for _ in "ab")
    )

    assert len(open_page(visitor, large).queries) == len(open_page(visitor, small).queries)
