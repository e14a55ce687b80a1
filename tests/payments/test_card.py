"""Paying by card, with the real library against a running card desk."""

from __future__ import annotations

from datetime import timedelta
from itertools import permutations
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from shop.core.db import db
from shop.core.outbox import Task
from shop.core.time import now
from shop.orders import cancellation
from shop.orders.models import Order, OrderState, ParcelState
from shop.payments import card, ledger
from shop.payments.models import Attempt, AttemptState, Settlement
from tests.payments.till import ASKS_ITS_OWNER, DECLINED, Till, asked_for, payment_of


def mails(order: Order) -> list[str]:
    """Return the keys of the mails about an order that wait to be sent."""
    return sorted(key for key in db.session.scalars(select(Task.key)) if key and key.endswith(order.code))


def states(order: Order) -> tuple[str, str]:
    db.session.refresh(order)
    return order.state, order.parcels[0].state


def reserved(order: Order) -> int:
    lot = order.parcels[0].lines[0].allocations[0].lot
    db.session.refresh(lot)
    return lot.reserved


def test_a_paid_order_goes_to_the_desk_and_its_money_stands_in_the_ledger(till: Till) -> None:
    order = till.order()
    attempt = till.open_page(order)
    assert states(order) == (OrderState.PLACED, ParcelState.WAITING)

    assert till.pay(attempt).status_code == 303
    till.look(attempt)

    assert states(order) == (OrderState.CONFIRMED, ParcelState.TO_PACK)
    assert attempt.state == AttemptState.SUCCEEDED
    assert ledger.paid(order.code) == order.total_vnd == 930_000
    assert ledger.balance(card.CLEARING) == 930_000
    assert ledger.total() == 0
    assert mails(order) == [f"mail:paid:{order.code}"]


def test_what_the_company_pays_out_is_kept_in_its_own_currency(till: Till) -> None:
    attempt = till.open_page(till.order())
    till.pay(attempt)

    till.look(attempt)

    settlement = db.session.scalars(select(Settlement)).one()
    assert settlement.currency == "sgd"
    assert 0 < settlement.fee_minor < settlement.amount_minor < 930_000


def test_looking_again_changes_nothing(till: Till) -> None:
    order = till.order()
    attempt = till.open_page(order)
    till.pay(attempt)

    for _ in range(3):
        till.look(attempt)

    assert ledger.paid(order.code) == 930_000
    assert len(order.moves) == 1
    assert len(mails(order)) == 1


def test_a_declined_card_keeps_the_order_and_the_goods_and_another_card_pays(till: Till) -> None:
    order = till.order()
    attempt = till.open_page(order)

    till.pay(attempt, DECLINED)
    till.look(attempt)
    assert states(order) == (OrderState.PLACED, ParcelState.WAITING)
    assert (attempt.state, reserved(order)) == (AttemptState.OPEN, 2)

    till.pay(attempt)
    till.look(attempt)
    assert states(order) == (OrderState.CONFIRMED, ParcelState.TO_PACK)


def test_the_owner_of_the_card_is_asked_and_may_refuse_before_agreeing(till: Till) -> None:
    order = till.order()
    attempt = till.open_page(order)

    till.pay(attempt, ASKS_ITS_OWNER)
    till.answer_owner(attempt, "no")
    till.look(attempt)
    assert order.state == OrderState.PLACED

    till.pay(attempt, ASKS_ITS_OWNER)
    till.answer_owner(attempt, "yes")
    till.look(attempt)
    assert states(order)[0] == OrderState.CONFIRMED


def test_an_abandoned_page_expires_and_the_goods_are_back_on_the_shelf(till: Till) -> None:
    order = till.order()
    attempt = till.open_page(order)
    assert reserved(order) == 2

    till.stand.clock.ahead = 41 * 60
    till.look(attempt)

    assert states(order) == (OrderState.CANCELLED, ParcelState.CANCELLED)
    assert (attempt.state, reserved(order)) == (AttemptState.EXPIRED, 0)
    assert mails(order) == [f"mail:cancelled:{order.code}"]


def test_asking_twice_for_a_page_opens_one(till: Till) -> None:
    order = till.order()
    first = till.open_page(order)
    address = first.session_url

    again = card.open_page(first, asked_for(order))

    assert again == address
    assert card.look_up(str(first.session_id)).url == address


def test_an_attempt_with_too_little_time_left_makes_way_for_a_new_one(till: Till) -> None:
    order = till.order()
    payment = payment_of(order)
    first = payment.attempts[0]

    late = first.created_at + timedelta(minutes=10)
    second = card.fresh_attempt(payment, at=late)

    assert second is not first
    assert first.state == AttemptState.CANCELLED
    assert second.expires_at == late + timedelta(minutes=40)
    assert card.fresh_attempt(payment, at=late) is second


def test_an_open_page_is_used_again_as_long_as_it_is_open(till: Till) -> None:
    order = till.order()
    attempt = till.open_page(order)

    assert card.fresh_attempt(payment_of(order), at=now() + timedelta(minutes=20)) is attempt


def test_a_company_that_does_not_answer_leaves_the_order_as_it_is(
    till: Till, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    order = till.order()
    attempt = payment_of(order).attempts[0]
    monkeypatch.setitem(app.config, "STRIPE_API_BASE", "http://127.0.0.1:9")

    with pytest.raises(card.CardUnavailable):
        card.open_page(attempt, asked_for(order))

    assert (attempt.state, attempt.session_id) == (AttemptState.CREATED, None)
    monkeypatch.setitem(app.config, "STRIPE_API_BASE", till.stand.url)
    assert card.open_page(attempt, asked_for(order)) == attempt.session_url


def test_an_answer_that_was_lost_is_found_by_what_the_session_bears(till: Till) -> None:
    order = till.order()
    attempt = till.open_page(order)
    session_id, attempt.session_id = attempt.session_id, None
    db.session.commit()
    till.stand.http.post(
        f"{till.stand.url}/c/pay/{session_id}",
        data={"number": "4242 4242 4242 4242", "expiry": "12/34", "cvc": "123", "name": "Lan"},
        allow_redirects=False,
    )

    found = card.apply_checkout(card.look_up(str(session_id)), at=now())

    assert found is attempt
    assert attempt.session_id == session_id
    assert states(order)[0] == OrderState.CONFIRMED


def test_a_session_that_is_not_ours_is_nobodys(till: Till) -> None:
    theirs = till.stand.open_session()

    assert card.apply_checkout(card.look_up(theirs.id), at=now()) is None


def test_a_page_the_company_does_not_know(till: Till) -> None:
    with pytest.raises(card.NoSuchPage):
        card.look_up("cs_test_unknown")


def test_money_for_a_cancelled_order_is_kept_and_nothing_is_released(till: Till) -> None:
    order = till.order()
    attempt = till.open_page(order)
    till.pay(attempt)
    cancellation.cancel(order, by="Lan", why="changed her mind", at=now())

    till.look(attempt)

    assert states(order) == (OrderState.CANCELLED, ParcelState.CANCELLED)
    assert ledger.paid(order.code) == 930_000
    assert attempt.review == "paid after the order was cancelled"
    assert mails(order) == []


def test_two_pages_paid_are_money_twice_and_one_order(till: Till) -> None:
    order = till.order()
    first = till.open_page(order)
    second = card.new_attempt(payment_of(order), at=now())
    card.open_page(second, asked_for(order))
    till.pay(first)
    till.pay(second)

    till.look(first)
    till.look(second)

    assert states(order) == (OrderState.CONFIRMED, ParcelState.TO_PACK)
    assert ledger.paid(order.code) == 2 * 930_000
    assert (first.review, second.review) == (None, "paid a second time")
    assert len(mails(order)) == 1


def test_a_page_that_is_closed_cannot_be_paid(till: Till) -> None:
    attempt = till.open_page(till.order())

    card.close_page(attempt)
    till.pay(attempt)

    assert card.look_up(str(attempt.session_id)).payment_status == "unpaid"


def test_closing_a_page_that_was_paid_loses_no_money(till: Till) -> None:
    order = till.order()
    attempt = till.open_page(order)
    till.pay(attempt)

    card.close_page(attempt)
    till.look(attempt)

    assert ledger.paid(order.code) == 930_000


# What a session may say, without a company that would never say it.


def session(attempt: Attempt, **said: Any) -> Any:
    told = {
        "id": attempt.session_id or f"cs_{attempt.id}",
        "metadata": SimpleNamespace(attempt=attempt.id),
        "status": "complete",
        "payment_status": "paid",
        "amount_total": attempt.amount_vnd,
        "currency": "vnd",
        "payment_intent": "pi_1",
    }
    return SimpleNamespace(**(told | said))


OPEN = {"status": "open", "payment_status": "unpaid", "payment_intent": None}
PROMISED = {"payment_status": "unpaid", "payment_intent": SimpleNamespace(id="pi_1", status="processing")}
REFUSED = {"payment_status": "unpaid", "payment_intent": SimpleNamespace(id="pi_1", status="requires_payment_method")}
EXPIRED = {"status": "expired", "payment_status": "unpaid", "payment_intent": None}


def card_order(make: Any) -> tuple[Order, Attempt]:
    order = make.order((make.on_sale(), 2), method="card")
    return order, payment_of(order).attempts[0]


@pytest.mark.parametrize("facts", list(permutations([{}, EXPIRED, PROMISED, {}])))
def test_success_is_never_undone_and_facts_may_come_in_any_order(make: Any, facts: tuple[dict[str, Any], ...]) -> None:
    order, attempt = card_order(make)

    for fact in (*facts, *facts):
        card.apply_checkout(session(attempt, **fact), at=now())

    assert attempt.state == AttemptState.SUCCEEDED
    assert ledger.paid(order.code) == 930_000
    assert ledger.total() == 0
    # Money that came after the order had ended is there, and a person is told; otherwise the desk packs.
    ended_first = facts.index(EXPIRED) < facts.index({})
    assert order.state == (OrderState.CANCELLED if ended_first else OrderState.CONFIRMED)
    assert (attempt.review is not None) == ended_first


def test_a_promise_the_bank_breaks_frees_the_goods(make: Any) -> None:
    order, attempt = card_order(make)

    card.apply_checkout(session(attempt, **PROMISED), at=now())
    assert (attempt.state, order.state) == (AttemptState.PROCESSING, OrderState.PLACED)
    card.apply_checkout(session(attempt, **REFUSED), at=now())

    assert (attempt.state, order.state) == (AttemptState.FAILED, OrderState.CANCELLED)
    assert reserved(order) == 0


def test_an_open_page_says_nothing(make: Any) -> None:
    order, attempt = card_order(make)

    card.apply_checkout(session(attempt, **OPEN), at=now())

    assert (attempt.state, order.state) == (AttemptState.CREATED, OrderState.PLACED)


def test_a_wrong_amount_is_recorded_and_releases_nothing(make: Any) -> None:
    order, attempt = card_order(make)

    card.apply_checkout(session(attempt, amount_total=93_000), at=now())

    assert ledger.paid(order.code) == 93_000
    assert states(order) == (OrderState.PLACED, ParcelState.WAITING)
    assert attempt.review == "paid 93000 instead of 930000"


def test_a_wrong_currency_never_reaches_the_ledger(make: Any) -> None:
    order, attempt = card_order(make)

    card.apply_checkout(session(attempt, amount_total=930_000, currency="jpy"), at=now())

    assert ledger.paid(order.code) == 0
    assert states(order) == (OrderState.PLACED, ParcelState.WAITING)
    assert attempt.review == "paid 930000 jpy instead of 930000 vnd"


def test_the_same_attempt_always_asks_for_the_same(make: Any) -> None:
    order, attempt = card_order(make)

    once, twice = (card._request(attempt, asked_for(order)) for _ in range(2))

    assert once == twice
    assert once["expires_at"] == int(attempt.expires_at.timestamp())
    assert once["metadata"] == once["payment_intent_data"]["metadata"] == {"order": order.code, "attempt": attempt.id}
    lines = once["line_items"]
    assert sum(line["quantity"] * line["price_data"]["unit_amount"] for line in lines) == 930_000
    assert {line["price_data"]["currency"] for line in lines} == {"vnd"}


def test_lines_that_do_not_sum_to_what_is_due_become_one(make: Any) -> None:
    order, attempt = card_order(make)
    asked = asked_for(order)
    asked["lines"] = asked["lines"][:1]

    lines = card._request(attempt, asked)["line_items"]

    assert [(line["quantity"], line["price_data"]["unit_amount"]) for line in lines] == [(1, 930_000)]
    assert lines[0]["price_data"]["product_data"]["name"] == order.code


@pytest.mark.parametrize(
    ("amount", "offered"), [(19_999, False), (20_000, True), (99_999_999, True), (100_000_000, False)]
)
def test_a_card_is_offered_within_what_the_company_takes(app: Flask, amount: int, offered: bool) -> None:
    assert card.offered(amount) is offered
