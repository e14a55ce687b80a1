"""Receiving a delivery at the desk, and what stands on the shelves."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from shop.core.db import db
from shop.core.time import now, today
from shop.stock import movements
from shop.stock.models import LotInStock, Movement
from tests.factories import Make
from tests.house import Client


def on_hand() -> int:
    return int(db.session.scalar(select(func.sum(LotInStock.on_hand))) or 0)


def test_a_delivery_is_received_by_lot_code_and_number_and_can_be_sold_at_once(desk: Client, make: Make) -> None:
    batch = make.batch("BT-2611-07")

    page = desk.post("/desk/deliveries", lot_code="bt-2611-07", quantity="40", reference="PG-12", key="k1")

    assert on_hand() == 40
    assert "BT-2611-07" in desk.follow(page).words
    assert batch.lot_code in desk.get("/desk/stock").words


def test_the_address_on_the_label_serves_as_well(desk: Client, make: Make) -> None:
    batch = make.batch()

    desk.post("/desk/deliveries", lot_code=f"HTTPS://GOC.EXAMPLE/T/{batch.code}", quantity="4", key="k1")

    assert on_hand() == 4


def test_a_second_click_is_the_same_delivery(desk: Client, make: Make) -> None:
    make.batch("BT-2611-07")
    for _ in range(2):
        desk.post("/desk/deliveries", lot_code="BT-2611-07", quantity="40", key="the same page")

    assert on_hand() == 40
    assert db.session.scalar(select(func.count()).select_from(Movement)) == 1


@pytest.mark.parametrize("quantity", ["0", "-1", "1000000000", "ba", ""])
def test_a_quantity_that_is_none_is_answered_beside_the_field(desk: Client, make: Make, quantity: str) -> None:
    make.batch("BT-2611-07")

    page = desk.post("/desk/deliveries", lot_code="BT-2611-07", quantity=quantity, key="k", expect=422)

    assert page.errors["quantity"]
    assert page.one("input[name=lot_code]")["value"] == "BT-2611-07"
    assert on_hand() == 0


def test_a_lot_nobody_released_is_refused_by_name(desk: Client, make: Make) -> None:
    make.batch("BT-2611-09", released=False)

    page = desk.post("/desk/deliveries", lot_code="BT-2611-09", quantity="1", key="k", expect=422)

    assert "BT-2611-09" in page.errors["lot_code"]


def test_where_two_makers_use_one_lot_code_the_desk_chooses(desk: Client, make: Make) -> None:
    make.batch("L-1")
    other = make.variant(product=make.product("Khăn lụa", producer=make.producer("ho-det")))
    silk = make.batch("L-1", variant=other)

    page = desk.post("/desk/deliveries", lot_code="L-1", quantity="5", key="k", expect=422)
    assert len(page.soup.select("input[name=batch][type=radio]")) == 2
    desk.post("/desk/deliveries", lot_code="L-1", quantity="5", batch=str(silk.id), key="k")

    assert db.session.scalars(select(LotInStock)).one().batch_id == silk.id


def test_expired_and_recalled_goods_are_not_received(make: Make) -> None:
    tea = make.variant(product=make.product("Trà sen", shelf_life_days=10))
    old = make.batch(variant=tea, made_on=today() - timedelta(days=30), best_before=today() - timedelta(days=20))
    recalled = make.batch()
    make.recall(recalled)

    for batch in (old, recalled):
        with pytest.raises(movements.StockRefused):
            movements.receive(make.centre(), batch, 1, by="Hạnh", at=now(), reference=None, key=None)

    assert on_hand() == 0


def test_the_shelves_show_what_needs_an_eye_first(desk: Client, make: Make) -> None:
    make.on_sale("Đĩa men lam", lot_code="BT-2611-01", on_hand=50)
    make.on_sale("Bát men ngọc", lot_code="BT-2611-02", on_hand=2)
    stopped = make.on_sale("Ấm tử sa", lot_code="BT-2611-03", on_hand=9)
    make.recall(db.session.scalars(select(LotInStock).join(LotInStock.batch)).all()[-1].batch)

    words = desk.get("/desk/stock").words

    assert stopped is not None
    assert words.index("BT-2611-03") < words.index("BT-2611-02") < words.index("BT-2611-01")


def test_the_stock_page_costs_the_same_however_much_is_there(desk: Client, make: Make) -> None:
    make.on_sale()
    few = len(desk.get("/desk/stock").queries)
    for _ in range(6):
        make.on_sale()

    assert len(desk.get("/desk/stock").queries) == few
