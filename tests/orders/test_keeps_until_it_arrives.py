"""What would be stale on arrival is not sent; whoever lives near may come for it."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from shop.core.db import db
from shop.core.rules import rule
from shop.core.time import today
from shop.delivery.times import arrives_by
from shop.orders.models import Delivery, Order
from tests.factories import Make
from tests.house import Client
from tests.orders.test_checkout_doors import put_in, review, tell

DAY = timedelta(days=1)


def test_it_is_said_beside_the_parcel_and_collecting_it_works(visitor: Client, make: Make) -> None:
    cakes = make.on_sale("Bánh tẻ", best_before=today() + 2 * DAY)
    put_in(visitor, make.on_sale("Khăn lụa", centre=make.centre("van-phuc")))
    put_in(visitor, cakes, 2)
    field = f"delivery-{cakes.centre_id}"

    page = tell(visitor, expect=422)
    visitor.post("/orders", **review(visitor, **{field: "collect"}))

    assert "Bánh tẻ" in page.errors[field]
    assert "Bánh tẻ" in page.one(".notice--bad").get_text()
    assert page.one("input[name=recipient]")["value"] == "Nguyễn Lan"
    order = db.session.scalars(select(Order)).one()
    assert {parcel.centre.slug: parcel.delivery for parcel in order.parcels} == {
        "bat-trang": Delivery.COLLECT,
        "van-phuc": Delivery.SHIP,
    }


def test_what_keeps_until_it_is_in_hanoi_may_not_keep_until_the_south(visitor: Client, make: Make) -> None:
    put_in(
        visitor, make.on_sale("Giò lụa", best_before=arrives_by(today(), "01") + int(rule("sale_margin_days")) * DAY)
    )

    tell(visitor)
    page = tell(visitor, province_code="79", commune="Phường Sài Gòn", expect=422)

    assert any("Giò lụa" in sentence for sentence in page.errors.values())
