"""The door for the card company's messages: who may speak, each message once, and none lost."""

from __future__ import annotations

import json
import time
from io import BytesIO
from typing import Any

import pytest
import stripe
from flask import Flask
from sqlalchemy import func, select

from shop.core.db import db
from shop.orders.models import OrderState
from shop.payments import api, card, ledger
from shop.payments.models import AttemptState, EventState, LedgerEntry, ProviderEvent
from tests.house import Client
from tests.payments.till import DECLINED, Till
from tests.paystand.stand import SECRET

COMPLETED = "checkout.session.completed"


def events() -> list[tuple[str, str]]:
    rows = db.session.execute(select(ProviderEvent.type, ProviderEvent.state).order_by(ProviderEvent.id))
    return [tuple(row) for row in rows]


def entries() -> int:
    return int(db.session.scalar(select(func.count()).select_from(LedgerEntry)) or 0)


def signed(event: Any, secret: str = SECRET, *, age: int = 0) -> tuple[bytes, str]:
    """Return a message of our own making, signed as the company signs."""
    body = event if isinstance(event, str) else json.dumps(event)
    stamp = int(time.time()) - age
    return body.encode(), stripe.WebhookSignature.generate_signature_header(body, secret, timestamp=stamp)


def message(**changes: Any) -> dict[str, Any]:
    return {
        "id": "evt_1",
        "object": "event",
        "type": "customer.created",
        "livemode": False,
        "data": {"object": {"id": "cus_1", "object": "customer"}},
    } | changes


def test_a_message_that_comes_before_the_buyer_is_back_confirms_the_order(till: Till) -> None:
    order = till.order()
    attempt = till.open_page(order)
    till.pay(attempt)

    till.hand_over(till.hear(COMPLETED))

    db.session.refresh(order)
    assert order.state == OrderState.CONFIRMED
    assert events() == [(COMPLETED, EventState.APPLIED)]


def test_a_message_that_comes_after_the_buyer_is_back_changes_nothing_more(till: Till) -> None:
    order = till.order()
    attempt = till.open_page(order)
    till.pay(attempt)
    till.look(attempt)
    moves = len(order.moves)

    till.hand_over(till.hear(COMPLETED))

    db.session.refresh(order)
    assert (entries(), len(order.moves)) == (1, moves)
    assert events() == [(COMPLETED, EventState.APPLIED)]


def test_every_message_of_a_payment_in_reverse_and_twice_is_one_payment(till: Till) -> None:
    order = till.order()
    attempt = till.open_page(order)
    till.pay(attempt)
    till.hear(COMPLETED)

    for one in [*reversed(till.messages.received), *till.messages.received]:
        till.hand_over(one)

    assert ledger.paid(order.code) == order.total_vnd
    assert entries() == 1
    assert len(events()) == len(set(till.messages.received)) == 4


def test_a_replayed_message_is_answered_and_written_down_once(till: Till) -> None:
    attempt = till.open_page(till.order())
    till.pay(attempt)
    heard = till.hear(COMPLETED)

    till.hand_over(heard)
    again = till.hand_over(heard)

    assert again.text == "seen before\n"
    assert len(events()) == 1


def test_a_declined_card_is_remembered_by_its_reason(till: Till) -> None:
    order = till.order()
    attempt = till.open_page(order)
    till.pay(attempt, DECLINED)

    till.hand_over(till.hear("payment_intent.payment_failed"))

    db.session.refresh(attempt)
    assert attempt.last_decline == "generic_decline"
    assert (attempt.state, order.state) == (AttemptState.OPEN, OrderState.PLACED)


def test_an_expired_page_ends_the_order(till: Till) -> None:
    order = till.order()
    attempt = till.open_page(order)
    till.stand.client.v1.checkout.sessions.expire(str(attempt.session_id))

    till.hand_over(till.hear("checkout.session.expired"))

    db.session.refresh(order)
    assert order.state == OrderState.CANCELLED


def test_a_late_expiry_of_a_paid_page_is_judged_by_the_page_as_it_is(till: Till) -> None:
    order = till.order()
    attempt = till.open_page(order)
    till.pay(attempt)
    liar = message(type="checkout.session.expired", data={"object": {"id": attempt.session_id}})

    till.hand_over(signed(liar))

    db.session.refresh(order)
    assert order.state == OrderState.CONFIRMED


def test_the_second_witness_alone_is_enough(till: Till) -> None:
    order = till.order()
    attempt = till.open_page(order)
    till.pay(attempt)

    till.hand_over(till.hear("payment_intent.succeeded"))

    db.session.refresh(order)
    assert order.state == OrderState.CONFIRMED


def test_money_that_is_not_ours_is_ignored(till: Till) -> None:
    till.stand.pay(till.stand.open_session())

    till.hand_over(till.hear(COMPLETED))
    till.hand_over(till.hear("payment_intent.succeeded"))

    assert {state for _, state in events()} == {EventState.IGNORED}
    assert entries() == 0


def test_a_message_that_cannot_be_applied_is_kept_as_failed(
    till: Till, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    attempt = till.open_page(till.order())
    till.pay(attempt)
    heard = till.hear(COMPLETED)
    monkeypatch.setitem(app.config, "STRIPE_API_BASE", "http://127.0.0.1:9")

    till.hand_over(heard)

    row = db.session.scalars(select(ProviderEvent)).one()
    assert row.state == EventState.FAILED
    assert str(row.error).startswith("CardUnavailable")
    assert entries() == 0


def test_no_transaction_is_open_while_the_company_is_asked(till: Till, monkeypatch: pytest.MonkeyPatch) -> None:
    attempt = till.open_page(till.order())
    till.pay(attempt)
    look_up, seen = card.look_up, []

    def watched(session_id: str) -> Any:
        seen.append(db.session.registry().in_transaction())
        return look_up(session_id)

    monkeypatch.setattr(card, "look_up", watched)
    till.hand_over(till.hear(COMPLETED))
    till.hand_over(till.hear("payment_intent.succeeded"))

    assert seen == [False, False]


# Who may speak


def test_a_forged_signature_is_refused_and_leaves_no_trace(till: Till) -> None:
    body, signature = signed(message())

    till.hand_over((body + b" ", signature), expect=400)
    till.hand_over((body, "t=1,v1=00"), expect=400)
    till.hand_over((body, ""), expect=400)
    till.hand_over(signed(message(), "whsec_of_somebody_else"), expect=400)

    assert events() == []


def test_a_secret_that_is_being_rotated_is_good_until_it_is_gone(till: Till) -> None:
    till.hand_over(signed(message(), "whsec_of_last_year"))

    assert events() == [("customer.created", EventState.IGNORED)]


def test_an_old_message_played_again_is_refused(till: Till) -> None:
    till.hand_over(signed(message(), age=301), expect=400)


@pytest.mark.parametrize(
    "wrong",
    ["{", message(id=""), message(livemode=True)],
    ids=["no JSON", "no id", "from the live account"],
)
def test_what_is_no_message_of_this_account_is_refused(till: Till, wrong: Any) -> None:
    till.hand_over(signed(wrong), expect=400)

    assert events() == []


def test_a_message_is_no_larger_than_the_company_makes_them(visitor: Client) -> None:
    huge = b"x" * (api.MOST_BYTES + 1)

    visitor.open("POST", "/webhooks/stripe", expect=413, data=huge, content_type="application/json")


def test_a_body_without_a_length_is_cut_off_too(app: Flask) -> None:
    answer = app.test_client().post(
        "/webhooks/stripe",
        input_stream=BytesIO(b"x" * (api.MOST_BYTES + 1)),
        content_type="application/json",
        environ_overrides={"wsgi.input_terminated": True},
    )

    assert answer.status_code == 413
