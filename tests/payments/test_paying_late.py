"""Paying late: pages that wait, attempts that ran out of time, orders that ended meanwhile."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from shop.core.db import db
from shop.core.time import now
from shop.orders.models import OrderState
from shop.payments.models import Attempt, AttemptState
from tests.factories import Make
from tests.house import Client
from tests.payments.till import Till
from tests.paystand.stand import Stand


def the_attempt() -> Attempt:
    """Return the newest attempt there is."""
    return db.session.scalars(select(Attempt).order_by(Attempt.created_at.desc()).limit(1)).one()


def test_a_page_that_waits_stops_looking_after_a_while(till: Till, visitor: Client) -> None:
    order = till.order()
    till.open_page(order).returned_at = now() - timedelta(minutes=9)
    assert visitor.get(f"/orders/{order.token}").headers["Refresh"] == "3"

    the_attempt().returned_at = now() - timedelta(minutes=11)
    page = visitor.get(f"/orders/{order.token}")

    assert "Refresh" not in page.headers
    assert page.soup.select('form[action$="/payment"]')


def test_whoever_pays_late_gets_a_new_page_with_its_full_time(till: Till, visitor: Client) -> None:
    order = till.order()
    first = the_attempt()
    first.created_at, first.expires_at = now() - timedelta(minutes=15), now() + timedelta(minutes=25)

    going = visitor.post(f"/orders/{order.token}/payment")

    second = the_attempt()
    assert second.id != first.id
    assert first.state == AttemptState.CANCELLED
    assert going.location == second.session_url


def test_an_order_that_ran_out_says_so_and_what_came_later_is_sent_back(till: Till, visitor: Client) -> None:
    order = till.order()
    attempt = till.open_page(order)
    till.stand.client.v1.checkout.sessions.expire(str(attempt.session_id))
    till.hand_over(till.hear("checkout.session.expired"))

    page = visitor.get(f"/orders/{order.token}")

    assert order.state == OrderState.CANCELLED
    assert not page.soup.select('form[action$="/payment"]')


@pytest.mark.parametrize("what", ["", "/payment", "/cancellation"])
def test_an_order_without_its_address_is_nobodys(stand: Stand, visitor: Client, make: Make, what: str) -> None:
    code = make.order().code
    if what:
        visitor.post(f"/orders/{code}{what}", expect=404)
    else:
        visitor.get(f"/orders/{code}", expect=404)
