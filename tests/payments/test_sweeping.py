"""What the worker finds out by itself when nobody tells it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from shop.core.db import db
from shop.core.time import now
from shop.orders.models import Order, OrderState
from shop.payments import card, inbox, ledger, sweeping
from shop.payments.models import Attempt, AttemptState, EventState, ProviderEvent
from tests.factories import Make
from tests.payments.till import Till, payment_of

Later = Callable[..., None]


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch, stand: Any) -> Later:
    """Let time pass, for the shop and for the card desk."""

    def pass_time(**time: float) -> None:
        ahead = timedelta(**time)
        stand.clock.ahead = ahead.total_seconds()
        monkeypatch.setattr(sweeping, "now", lambda: now() + ahead)

    return pass_time


def state(order: Order) -> str:
    db.session.refresh(order)
    return order.state


def test_a_payment_nobody_told_us_about_is_found_after_the_buyer_was_back(till: Till, later: Later) -> None:
    order = till.order()
    attempt = till.open_page(order)
    till.pay(attempt)
    attempt.returned_at = now()
    db.session.commit()

    later(minutes=1)
    sweeping.sweep()
    assert state(order) == OrderState.PLACED

    later(minutes=3)
    sweeping.sweep()
    assert state(order) == OrderState.CONFIRMED


def test_a_payment_is_found_even_when_the_buyer_never_came_back(till: Till, later: Later) -> None:
    order = till.order()
    till.pay(till.open_page(order))

    later(minutes=41)
    sweeping.sweep()

    assert state(order) == OrderState.CONFIRMED


def test_an_abandoned_page_is_found_expired(till: Till, later: Later) -> None:
    order = till.order()
    attempt = till.open_page(order)

    later(minutes=41)
    sweeping.sweep()

    assert (state(order), attempt.state) == (OrderState.CANCELLED, AttemptState.EXPIRED)


def test_a_page_that_was_never_opened_ends_with_its_time(till: Till, later: Later) -> None:
    order = till.order()

    later(minutes=39)
    sweeping.sweep()
    assert state(order) == OrderState.PLACED

    later(minutes=41)
    sweeping.sweep()
    assert state(order) == OrderState.CANCELLED


def test_a_page_the_company_has_forgotten_ends_and_keeps_nobody_waiting(till: Till, later: Later) -> None:
    forgotten = payment_of(till.order()).attempts[0]
    forgotten.session_id, forgotten.state = "cs_test_forgotten", AttemptState.OPEN
    paid = till.order()
    till.pay(till.open_page(paid))

    later(minutes=41)
    sweeping.sweep()

    assert forgotten.state == AttemptState.EXPIRED
    assert state(paid) == OrderState.CONFIRMED


def test_a_company_that_is_away_is_asked_again_next_time(
    till: Till, later: Later, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    order = till.order()
    till.pay(till.open_page(order))
    later(minutes=41)

    with monkeypatch.context() as away:
        away.setitem(app.config, "STRIPE_API_BASE", "http://127.0.0.1:9")
        sweeping.sweep()
    assert state(order) == OrderState.PLACED
    sweeping.sweep()

    assert state(order) == OrderState.CONFIRMED


def test_a_failed_message_is_tried_again(till: Till, later: Later) -> None:
    order = till.order()
    attempt = till.open_page(order)
    till.pay(attempt)
    row = _message(attempt, state=EventState.FAILED, error="the company was away")

    sweeping.sweep()

    assert (row.state, row.error) == (EventState.APPLIED, None)
    assert state(order) == OrderState.CONFIRMED


def test_a_message_whose_process_died_is_taken_up(till: Till, later: Later) -> None:
    order = till.order()
    attempt = till.open_page(order)
    till.pay(attempt)
    row = _message(attempt)

    sweeping.sweep()
    assert row.state == EventState.RECEIVED  # somebody may be at it just now

    later(minutes=2)
    sweeping.sweep()
    assert row.state == EventState.APPLIED
    assert ledger.paid(order.code) == order.total_vnd


def test_a_message_nobody_could_apply_for_days_is_left_to_a_person(make: Make) -> None:
    _message(payment_of(make.order(method="card")).attempts[0], state=EventState.FAILED)

    assert len(inbox.unfinished(now())) == 1
    assert inbox.unfinished(now() + timedelta(days=4)) == []


def test_nothing_is_asked_of_the_company_about_what_is_not_due(till: Till, monkeypatch: pytest.MonkeyPatch) -> None:
    till.open_page(till.order())
    asked: list[str] = []
    monkeypatch.setattr(card, "look_up", asked.append)

    sweeping.sweep()

    assert asked == []


def _message(attempt: Attempt, **fields: Any) -> ProviderEvent:
    row = ProviderEvent(
        provider="stripe",
        event_id="evt_kept",
        type="checkout.session.completed",
        payload={"data": {"object": {"id": attempt.session_id}}},
        **fields,
    )
    db.session.add(row)
    db.session.commit()
    return row
