"""What buyers are told by mail: each fact once, in their language, with the way back to the order."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from shop.core.db import db
from shop.core.outbox import Task
from shop.core.time import now
from shop.orders import cancellation, fulfilment, notices, settlement
from shop.orders.models import Order
from shop.payments import card
from shop.payments.models import Attempt
from tests.factories import Make
from tests.house import Client
from tests.payments.test_card import EXPIRED, session


def mails() -> list[dict[str, Any]]:
    return [task.payload for task in db.session.scalars(select(Task).where(Task.kind == "mail").order_by(Task.id))]


def last() -> dict[str, Any]:
    return mails()[-1]


def pack(order: Order) -> None:
    for parcel in order.parcels:
        codes = [f"{a.batch.lot_code} x {a.quantity}" for line in parcel.lines for a in line.allocations]
        fulfilment.pack(parcel, codes, by="Hạnh", at=now())


def test_a_placed_cash_order_is_confirmed_with_goods_sum_seller_and_address(make: Make) -> None:
    order = make.order((make.on_sale(), 2))

    mail = last()

    assert mail["to"] == "lan@vidu.vn"
    assert order.code in mail["subject"]
    for text in (mail["text"], mail["html"]):
        assert "Bình tỳ bà men rạn, 32 cm" in text
        assert "930.000" in text
        assert order.agreed["sellers"][0]["name"] in text
        assert notices.link_to(order) in text


def test_a_card_order_says_nothing_before_it_is_paid(make: Make) -> None:
    make.order(method="card")

    assert mails() == []


def test_the_way_of_a_parcel_is_told_step_by_step_and_each_once(make: Make) -> None:
    order = make.order()
    parcel = order.parcels[0]
    pack(order)
    fulfilment.hand_over(parcel, carrier="Bưu điện Việt Nam", tracking="VN123", by="Hạnh", at=now())
    assert "Bưu điện Việt Nam" in last()["text"]
    assert "VN123" in last()["html"]
    fulfilment.deliver(parcel, by="Hạnh", at=now())
    assert parcel.code in last()["subject"]
    told = len(mails())

    settlement._tell_handed_over(parcel)
    settlement._tell_delivered(parcel)

    assert told == len(mails()) == 3


def test_a_parcel_to_collect_is_told_when_it_waits_and_where(make: Make) -> None:
    order = make.order(delivery="collect", method="counter")
    pack(order)

    fulfilment.make_ready(order.parcels[0], by="Hạnh", at=now())

    assert order.parcels[0].centre.name_vi in last()["text"]
    assert order.parcels[0].code in last()["subject"]


@pytest.mark.parametrize("fact", ["paid", "ran out"])
def test_a_card_order_is_told_how_it_ended(make: Make, fact: str) -> None:
    order = make.order(method="card")
    attempt = db.session.scalars(select(Attempt)).one()

    card.apply_checkout(session(attempt, **({} if fact == "paid" else EXPIRED)), at=now())

    assert len(mails()) == 1
    assert order.code in last()["subject"]


def test_without_an_address_nobody_is_told(make: Make) -> None:
    order = make.order(email=None)
    pack(order)

    assert mails() == []


def _every_mail() -> list[tuple[str, Callable[[Make, Order], None]]]:
    def placed(make: Make, order: Order) -> None:
        notices.tell(order, "placed")

    def paid(make: Make, order: Order) -> None:
        notices.tell(order, "paid")

    def cancelled(make: Make, order: Order) -> None:
        cancellation.cancel(order, by="Lan", why="changed her mind", at=now())
        notices.tell(order, "cancelled")

    def handed_over(make: Make, order: Order) -> None:
        order.parcels[0].carrier = "Bưu điện Việt Nam"  # a tracking number there need not be
        notices.tell(order, "handed_over", order.parcels[0])

    def ready(make: Make, order: Order) -> None:
        notices.tell(order, "ready", order.parcels[0])

    def delivered(make: Make, order: Order) -> None:
        notices.tell(order, "delivered", order.parcels[0])

    return [(deed.__name__, deed) for deed in (placed, paid, cancelled, handed_over, ready, delivered)]


@pytest.mark.parametrize(("name", "deed"), _every_mail(), ids=lambda value: value if isinstance(value, str) else "")
@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_mail_is_whole_in_the_buyers_language(
    app: Flask, make: Make, name: str, deed: Callable[[Make, Order], None], language: str
) -> None:
    order = make.order()
    order.language = language
    db.session.query(Task).delete()

    deed(make, order)

    mail = last()
    words = f"{mail['subject']} {mail['text']} {mail['html']}"
    for wrong in ("None", "{{", "{%", "%(", "&lt;"):
        assert wrong not in words
    assert ("Hello" in mail["text"]) == (language == "en")
    assert notices.link_to(order) in mail["text"]
    assert f'href="{notices.link_to(order)}"' in mail["html"]
    assert ("/en/orders/" in mail["text"]) == (language == "en")
    assert mail["subject"].strip()


def test_the_order_page_is_a_confirmation_with_each_thing_and_its_price(visitor: Client, make: Make) -> None:
    order = make.order((make.on_sale("Bình"), 2), (make.on_sale("Khăn lụa", price_vnd=650_000), 1))

    sums = visitor.get(f"/orders/{order.token}").one(".sum").get_text(" ", strip=True)

    for words in ("Bình, 32 cm × 2", "900.000", "Khăn lụa, 32 cm", "650.000", "30.000", "1.580.000"):
        assert words in sums
