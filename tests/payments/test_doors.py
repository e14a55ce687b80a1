"""Paying by card from the shop's own pages: to the card company, back again, and what the order page then says."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import func, select

from shop.core.db import db
from shop.core.outbox import Task
from shop.orders.models import Order, OrderState, ParcelState
from shop.payments import ledger
from shop.payments.models import Attempt, AttemptState, Payment
from shop.stock.models import LotInStock
from tests.factories import Make
from tests.house import Page
from tests.orders.test_checkout_doors import put_in, review
from tests.payments.till import DECLINED, Till, payment_of


@pytest.fixture(autouse=True)
def own_address(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.config, "PUBLIC_BASE_URL", "http://shop.example")


def orders() -> list[Order]:
    return list(db.session.scalars(select(Order).order_by(Order.id)))


def attempt_of(order: Order) -> Attempt:
    return payment_of(order).attempts[-1]


def said(page: Page) -> str:
    return " ".join(tag.get_text(" ", strip=True) for tag in page.soup.select(".notice"))


def check_out(till: Till, listing_quantity: int = 1) -> Page:
    put_in(till.shop, till.make.on_sale("Bình tỳ bà", on_hand=5), listing_quantity)
    return till.shop.post("/orders", **review(till.shop, method="card"))


def come_back(till: Till, address: str, *, expect: int = 303) -> str:
    """Follow the card company's link, which is the one look that writes; return where it leads."""
    db.session.commit()
    answer = till.shop.client.get(address.removeprefix("http://shop.example"))
    db.session.expire_all()
    assert answer.status_code == expect
    return str(answer.headers.get("Location", ""))


def order_page(till: Till, order: Order) -> Page:
    return till.shop.get(f"/orders/{order.token}")


def test_a_card_order_goes_on_to_the_companys_page_and_comes_back_paid(till: Till) -> None:
    there = check_out(till).location
    order = orders()[0]
    assert there == attempt_of(order).session_url
    assert there.startswith(till.stand.url)

    back = till.pay(attempt_of(order)).headers["Location"]
    assert back.startswith("http://shop.example/checkout/return?sid=cs_")
    landed = come_back(till, back)

    page = till.shop.get(landed)
    assert "Tiền đã đến" in said(page)
    assert "Đã trả" in page.words
    assert (order.state, order.parcels[0].state) == (OrderState.CONFIRMED, ParcelState.TO_PACK)
    assert ledger.paid(order.code) == order.total_vnd
    assert ledger.total() == 0


def test_two_clicks_lead_to_one_page_of_one_order(till: Till) -> None:
    put_in(till.shop, till.make.on_sale())
    form = review(till.shop, method="card")

    first, second = till.shop.post("/orders", **form), till.shop.post("/orders", **form)

    assert first.location == second.location
    assert db.session.scalar(select(func.count()).select_from(Attempt)) == 1


def test_the_company_is_told_what_was_bought_and_what_sending_costs(till: Till) -> None:
    check_out(till, 2)
    order = orders()[0]

    items = till.stand.client.v1.checkout.sessions.line_items.list(str(attempt_of(order).session_id)).data

    assert sum(item.amount_total for item in items) == order.total_vnd == 930_000
    assert [item.quantity for item in items] == [2, 1]


def test_an_unpaid_order_says_until_when_it_is_kept_and_offers_to_pay(till: Till) -> None:
    check_out(till)
    order = orders()[0]

    page = order_page(till, order)

    assert "Chưa trả tiền" in said(page)
    assert "được giữ cho bạn đến" in said(page)
    assert "Refresh" not in page.headers
    assert till.shop.post(f"/orders/{order.token}/payment").location == attempt_of(order).session_url


def test_coming_back_alone_is_never_taken_for_paying(till: Till) -> None:
    check_out(till)
    order = orders()[0]

    come_back(till, f"/checkout/return?sid={attempt_of(order).session_id}")

    page = order_page(till, order)
    assert "Đang chờ cổng thanh toán" in said(page)
    assert page.headers["Refresh"] == "3"
    assert (order.state, ledger.paid(order.code)) == (OrderState.PLACED, 0)


def test_the_message_that_comes_after_the_return_ends_the_waiting(till: Till, monkeypatch: pytest.MonkeyPatch) -> None:
    check_out(till)
    order = orders()[0]
    till.pay(attempt_of(order))
    with monkeypatch.context() as away:
        away.setitem(till.shop.app.config, "STRIPE_API_BASE", "http://127.0.0.1:9")
        come_back(till, f"/checkout/return?sid={attempt_of(order).session_id}")
        assert "Đang chờ cổng thanh toán" in said(order_page(till, order))

    till.hand_over(till.hear("checkout.session.completed"))

    page = order_page(till, order)
    assert "Tiền đã đến" in said(page)
    assert "Refresh" not in page.headers


def test_the_message_that_comes_before_the_return_is_not_said_twice(till: Till) -> None:
    check_out(till)
    order = orders()[0]
    till.pay(attempt_of(order))
    till.hand_over(till.hear("checkout.session.completed"))

    come_back(till, f"/checkout/return?sid={attempt_of(order).session_id}")

    assert ledger.paid(order.code) == order.total_vnd
    paid = [task for task in db.session.scalars(select(Task)) if "đã thanh toán" in task.payload.get("subject", "")]
    assert len(paid) == 1


def test_a_declined_card_is_said_and_another_one_pays(till: Till) -> None:
    check_out(till)
    order = orders()[0]
    till.pay(attempt_of(order), DECLINED)
    till.hand_over(till.hear("payment_intent.payment_failed"))

    assert "Thẻ bị từ chối; chưa trừ tiền" in said(order_page(till, order))
    till.pay(attempt_of(order))
    come_back(till, f"/checkout/return?sid={attempt_of(order).session_id}")

    assert "Tiền đã đến" in said(order_page(till, order))


def test_a_company_that_is_down_keeps_the_order_and_says_so(till: Till, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as away:
        away.setitem(till.shop.app.config, "STRIPE_API_BASE", "http://127.0.0.1:9")
        page = till.shop.follow(check_out(till))

    order = orders()[0]
    assert "Cổng thanh toán thẻ chưa trả lời" in said(page)
    assert (order.state, attempt_of(order).state) == (OrderState.PLACED, AttemptState.CREATED)
    assert db.session.scalars(select(LotInStock)).one().reserved == 1
    assert till.shop.post(f"/orders/{order.token}/payment").location.startswith(till.stand.url)


@pytest.mark.parametrize("sid", ["", "cs_test_of_nobody", "x" * 400])
def test_a_page_of_nobody_leads_nowhere(till: Till, sid: str) -> None:
    till.shop.get("/checkout/return", sid=sid, expect=404)


def test_ending_an_unpaid_order_closes_the_companys_page_first(till: Till) -> None:
    check_out(till)
    order = orders()[0]

    till.shop.post(f"/orders/{order.token}/cancellation")

    assert order.state == OrderState.CANCELLED
    assert order.moves[-1].why == "by the buyer"
    assert attempt_of(order).state in (AttemptState.CANCELLED, AttemptState.EXPIRED)
    till.pay(attempt_of(order))
    session = till.stand.client.v1.checkout.sessions.retrieve(str(attempt_of(order).session_id))
    assert (session.status, session.payment_status) == ("expired", "unpaid")
    assert db.session.scalars(select(LotInStock)).one().reserved == 0


def test_an_order_paid_in_the_last_moment_is_not_ended(till: Till) -> None:
    check_out(till)
    order = orders()[0]
    till.pay(attempt_of(order))

    page = till.shop.follow(till.shop.post(f"/orders/{order.token}/cancellation"))

    assert "không huỷ ở đây được nữa" in said(page)
    assert order.state == OrderState.CONFIRMED
    assert ledger.paid(order.code) == order.total_vnd


def test_an_order_is_not_ended_while_its_page_cannot_be_closed(till: Till, monkeypatch: pytest.MonkeyPatch) -> None:
    check_out(till)
    order = orders()[0]
    with monkeypatch.context() as away:
        away.setitem(till.shop.app.config, "STRIPE_API_BASE", "http://127.0.0.1:9")
        page = till.shop.follow(till.shop.post(f"/orders/{order.token}/cancellation"))

    assert "Cổng thanh toán thẻ chưa trả lời" in said(page)
    assert (order.state, attempt_of(order).state) == (OrderState.PLACED, AttemptState.OPEN)


def test_a_paid_order_asks_for_nothing_more(till: Till) -> None:
    check_out(till)
    order = orders()[0]
    till.pay(attempt_of(order))
    come_back(till, f"/checkout/return?sid={attempt_of(order).session_id}")

    page = order_page(till, order)

    assert not page.soup.select("form[action$=payment]")
    assert till.shop.post(f"/orders/{order.token}/payment").location.endswith(order.token)
    assert db.session.scalar(select(func.count()).select_from(Attempt)) == 1


def test_money_that_does_not_fit_is_looked_at_and_not_asked_for_again(till: Till) -> None:
    check_out(till)
    order = orders()[0]
    attempt_of(order).amount_vnd += 1
    till.pay(attempt_of(order))
    come_back(till, f"/checkout/return?sid={attempt_of(order).session_id}")

    page = order_page(till, order)

    assert "đang xem khoản tiền này" in said(page)
    assert not page.soup.select("form[action$=payment]")
    assert order.state == OrderState.PLACED


def test_each_seller_is_paid_by_itself(till: Till, make: Make) -> None:
    from shop.catalogue.models import Seller

    other = Seller(
        slug="htx",
        legal_name="HTX Lụa (mẫu)",
        address="2 Phố Mẫu",
        tax_code="0200000000",
        phone="02400000001",
        email="lua@goc.example",
    )
    scarf = make.on_sale("Khăn", centre=make.centre("van-phuc"), price_vnd=650_000)
    scarf.centre.seller = other
    put_in(till.shop, make.on_sale("Bình"))
    put_in(till.shop, scarf)
    till.shop.post("/orders", **review(till.shop, method="card"))
    order = orders()[0]
    payments = db.session.scalars(select(Payment).order_by(Payment.id)).all()
    assert sorted(payment.amount_vnd for payment in payments) == [480_000, 680_000]

    for nth, payment in enumerate(reversed(payments)):
        assert len(order_page(till, order).soup.select("form[action$=payment]")) == 2 - nth
        assert till.shop.post(f"/orders/{order.token}/payment", payment=str(payment.id)).location == (
            payment.attempts[-1].session_url
        )
        till.pay(payment.attempts[-1])
        come_back(till, f"/checkout/return?sid={payment.attempts[-1].session_id}")

    assert order.state == OrderState.CONFIRMED
    assert ledger.paid(order.code) == order.total_vnd
