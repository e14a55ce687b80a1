"""Many buyers at the same moment, on both databases: nothing is sold twice, and two clicks are one order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from shop.cart.models import Cart
from shop.core.db import db
from shop.core.time import now
from shop.orders import allocation, cancellation, checkout, pages
from shop.orders.models import Allocation, Order, OrderState, Parcel
from shop.payments import card, ledger
from shop.payments.models import Attempt, LedgerEntry, Payment
from shop.stock import holds
from shop.stock.models import LotInStock
from tests.busy import at_once, busy_shop, set_up
from tests.factories import Make
from tests.payments.test_card import EXPIRED, session


@pytest.fixture
def shop(database: str, tmp_path: Path) -> Iterator[Flask]:
    with busy_shop(database.split(":")[0].split("+")[0], tmp_path) as app:
        yield app


def place(cart_id: int, key: str, method: str = "cod") -> Callable[[], str]:
    """Return the deed of placing what is in a cart."""

    def deed() -> str:
        cart = db.session.get_one(Cart, cart_id)
        details = Make().details(cart, method)
        order = checkout.place_order(cart, details, key=key, user=None, language="vi", at=now())
        return order.code

    return deed


def refusals(outcomes: list[str | Exception]) -> list[Exception]:
    return [outcome for outcome in outcomes if isinstance(outcome, Exception)]


def test_of_eight_buyers_of_the_last_three_three_get_one(shop: Flask) -> None:
    with set_up(shop) as make:
        listing = make.on_sale(on_hand=3)
        # A cart is no hold: all eight may want one.
        carts = [make.cart((listing, 1)).id for _ in range(8)]

    outcomes = at_once(shop, [place(cart, f"key-{cart}") for cart in carts])

    assert {type(refusal) for refusal in refusals(outcomes)} == {allocation.CannotServe}
    assert len(refusals(outcomes)) == 5
    with shop.app_context():
        lot = db.session.scalars(select(LotInStock)).one()
        assert (lot.on_hand, lot.reserved) == (3, 3)
        assert db.session.scalar(select(func.count()).select_from(Order)) == 3
        assert db.session.scalar(select(func.sum(Allocation.quantity))) == 3


def test_whoever_comes_too_late_for_one_lot_is_served_from_the_next(shop: Flask) -> None:
    with set_up(shop) as make:
        listing = make.on_sale(on_hand=3)
        for _ in range(3):
            make.lot(make.batch(variant=listing.variant), on_hand=2)
        carts = [make.cart((listing, 1)).id for _ in range(12)]

    outcomes = at_once(shop, [place(cart, f"key-{cart}") for cart in carts])

    assert {type(refusal) for refusal in refusals(outcomes)} == {allocation.CannotServe}
    assert len(refusals(outcomes)) == 12 - 9
    with shop.app_context():
        assert all(lot.available == 0 for lot in db.session.scalars(select(LotInStock)))


def test_of_two_buyers_of_the_last_one_of_a_batch_one_gets_it_and_the_other_is_told_before_paying(shop: Flask) -> None:
    with set_up(shop) as make:
        listing = make.on_sale(lot_code="BT-2407", on_hand=1)
        batch = db.session.scalars(select(LotInStock)).one().batch
        carts = [make.cart((listing, 1), batch=batch).id for _ in range(2)]
        make.lot(make.batch("BT-2408", variant=listing.variant), on_hand=5)

    outcomes = at_once(shop, [place(cart, f"key-{cart}") for cart in carts])

    [refused] = refusals(outcomes)
    assert isinstance(refused, allocation.CannotServe)
    assert (refused.left, refused.pinned_batch_id) == (0, batch.id)
    with shop.app_context():
        assert [a.batch.lot_code for a in db.session.scalars(select(Allocation))] == ["BT-2407"]


def test_clicking_five_times_is_one_order(shop: Flask) -> None:
    with set_up(shop) as make:
        cart = make.cart((make.on_sale(on_hand=10), 2)).id

    outcomes = at_once(shop, [place(cart, "one-key")] * 5)

    assert refusals(outcomes) == []
    assert len(set(outcomes)) == 1
    with shop.app_context():
        assert db.session.scalar(select(func.count()).select_from(Parcel)) == 1
        assert db.session.scalar(select(func.count()).select_from(Payment)) == 1
        assert db.session.scalars(select(LotInStock)).one().reserved == 2


def test_orders_that_want_the_same_lots_the_other_way_round_do_not_wait_for_each_other(shop: Flask) -> None:
    with set_up(shop) as make:
        vase, bowl = make.on_sale("Bình", on_hand=40), make.on_sale("Bát", on_hand=40)
        carts = [make.cart((vase, 1), (bowl, 1)).id if n % 2 else make.cart((bowl, 1), (vase, 1)).id for n in range(8)]

    outcomes = at_once(shop, [place(cart, f"key-{cart}") for cart in carts])

    assert refusals(outcomes) == []
    with shop.app_context():
        assert [lot.reserved for lot in db.session.scalars(select(LotInStock))] == [8, 8]


def test_the_same_lot_reserved_from_ten_sides_is_never_promised_twice(shop: Flask) -> None:
    with set_up(shop) as make:
        lot_id = make.lot(on_hand=7).id

    def reserve() -> str:
        holds.reserve(db.session.get_one(LotInStock, lot_id), 2)
        return "yes"

    outcomes = at_once(shop, [reserve] * 10)

    assert outcomes.count("yes") == 3
    assert {type(refusal) for refusal in refusals(outcomes)} == {holds.NotEnoughLeft}


def test_cancelling_from_two_windows_gives_the_goods_back_once(shop: Flask) -> None:
    with set_up(shop) as make:
        order_id = make.order((make.on_sale(on_hand=5), 2)).id

    def cancel() -> str:
        order = db.session.get_one(Order, order_id)
        cancellation.cancel(order, by="Lan", why="changed her mind", at=now())
        return "cancelled"

    outcomes = at_once(shop, [cancel] * 4)

    assert outcomes.count("cancelled") == 1
    assert {type(refusal) for refusal in refusals(outcomes)} == {cancellation.TooLate}
    with shop.app_context():
        assert db.session.scalars(select(LotInStock)).one().reserved == 0


def test_message_return_page_and_sweep_at_the_same_moment_are_one_payment(shop: Flask) -> None:
    with set_up(shop) as make:
        order = make.order((make.on_sale(on_hand=5), 2), method="card")
        code, order_id = order.code, order.id
        attempt_id = db.session.scalars(select(Attempt)).one().id

    def witness() -> str:
        card.apply_checkout(session(db.session.get_one(Attempt, attempt_id)), at=now())
        return "seen"

    outcomes = at_once(shop, [witness] * 6)

    assert outcomes == ["seen"] * 6
    with shop.app_context():
        assert db.session.get_one(Order, order_id).state == OrderState.CONFIRMED
        assert ledger.paid(code) == 930_000
        assert db.session.scalar(select(func.count()).select_from(LedgerEntry)) == 1


def test_money_that_arrives_while_the_buyer_cancels_is_never_lost(shop: Flask) -> None:
    with set_up(shop) as make:
        order = make.order((make.on_sale(on_hand=5), 2), method="card")
        code, order_id = order.code, order.id
        attempt_id = db.session.scalars(select(Attempt)).one().id

    def witness() -> str:
        card.apply_checkout(session(db.session.get_one(Attempt, attempt_id)), at=now())
        return "paid"

    def cancel() -> str:
        order = db.session.get_one(Order, order_id)
        cancellation.cancel(order, by="Lan", why="changed her mind", at=now())
        return "cancelled"

    outcomes = at_once(shop, [witness, cancel])

    assert outcomes[0] == "paid"
    with shop.app_context():
        order, attempt = db.session.get_one(Order, order_id), db.session.get_one(Attempt, attempt_id)
        assert ledger.paid(code) == 930_000
        if outcomes[1] == "cancelled":
            assert order.state == OrderState.CANCELLED
            assert attempt.review
        else:
            assert isinstance(outcomes[1], cancellation.TooLate)
            assert order.state == OrderState.CONFIRMED
            assert attempt.review is None


def test_a_buyer_who_cancels_and_the_message_of_the_closed_page_do_not_wait_for_each_other(shop: Flask) -> None:
    """Closing the page makes the company say so at once: its message comes while the order is being ended."""
    with set_up(shop) as make:
        orders = [make.order((make.on_sale(on_hand=5), 2), method="card").id for _ in range(6)]

    def attempt_of(order: Order) -> Attempt:
        of_order = select(Attempt).join(Attempt.payment).where(Payment.order_code == order.code)
        return db.session.scalars(of_order).one()

    def witness(order_id: int) -> Callable[[], str]:
        def deed() -> str:
            attempt = attempt_of(db.session.get_one(Order, order_id))
            card.apply_checkout(session(attempt, **EXPIRED), at=now())
            return "heard"

        return deed

    def end(order_id: int) -> Callable[[], str]:
        def deed() -> str:
            order = db.session.get_one(Order, order_id)
            pages._end_closed(order, [session(attempt_of(order), **EXPIRED)])
            return "ended"

        return deed

    outcomes = at_once(shop, [deed(order) for order in orders for deed in (witness, end)])

    assert refusals(outcomes) == []
    with shop.app_context():
        assert {order.state for order in db.session.scalars(select(Order))} == {OrderState.CANCELLED}
        assert {lot.reserved for lot in db.session.scalars(select(LotInStock))} == {0}
