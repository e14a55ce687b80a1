"""What becomes of a card: paid, declined and paid after all, authenticated or not."""

from concurrent.futures import ThreadPoolExecutor

import pytest
import requests
import stripe

from paystand.cards import TEST_CARDS
from tests.paystand.stand import Listener, Stand, line, standing

PAID = ["payment_intent.created", "charge.succeeded", "payment_intent.succeeded", "checkout.session.completed"]
DECLINED = ["charge.failed", "payment_intent.payment_failed"]


def test_a_good_card_pays_and_returns_to_the_shop(stand: Stand, shop: Listener):
    session = stand.open_session()

    answer = stand.pay(session)

    assert answer.status_code == 303
    assert answer.headers["Location"] == f"http://shop.example/checkout/return?sid={session.id}"
    paid = stand.retrieved(session, "payment_intent.latest_charge.balance_transaction")
    intent = paid.payment_intent
    assert (paid.status, paid.payment_status, paid.url) == ("complete", "paid", None)
    assert (intent.status, intent.amount_received, intent.currency) == ("succeeded", 490_000, "vnd")
    assert intent.metadata.to_dict() == {"order": "DH7K2M9QN", "attempt": "a-1"}
    assert (intent.transfer_group, intent.description) == ("DH7K2M9QN", "Gốc DH7K2M9QN")
    assert (intent.latest_charge.paid, intent.latest_charge.payment_method_details.card.last4) == (True, "4242")
    assert paid.customer_details.email == "chau@example.vn"


def test_events_come_in_stripes_order_and_fit_together(stand: Stand, shop: Listener):
    session = stand.open_session()
    stand.pay(session)

    events = shop.wait_for(4)

    assert [event.type for event in events] == PAID
    assert len({event.id for event in events}) == 4
    intent, charge, paid_intent, complete = (event.data.object for event in events)
    assert (intent.status, paid_intent.status) == ("requires_payment_method", "succeeded")
    assert intent.id == charge.payment_intent == complete.payment_intent
    assert complete.client_reference_id == "DH7K2M9QN"
    assert complete.payment_status == "paid"
    assert all(event.api_version == stripe.api_version and event.livemode is False for event in events)


def test_the_account_settles_in_another_currency(stand: Stand):
    session = stand.open_session(line_items=[line("Bình", 1_000_000)])
    stand.pay(session)

    settled = stand.retrieved(
        session, "payment_intent.latest_charge.balance_transaction"
    ).payment_intent.latest_charge.balance_transaction

    assert (settled.currency, settled.exchange_rate) == ("sgd", 0.0000508)
    assert (settled.amount, settled.fee, settled.net) == (5080, 223, 4857)
    assert stand.client.v1.balance_transactions.retrieve(settled.id, {"expand": ["source"]}).source.amount == 1_000_000


@pytest.mark.parametrize("card", [card for card in TEST_CARDS if card.group == "declined"], ids=lambda card: card.key)
def test_a_declined_card_leaves_the_session_open(stand: Stand, shop: Listener, card):
    session = stand.open_session()

    answer = stand.pay(session, card.grouped)

    assert answer.status_code == 402
    tried = stand.retrieved(session, "payment_intent.latest_charge")
    error = tried.payment_intent.last_payment_error
    assert (tried.status, tried.payment_status) == ("open", "unpaid")
    assert tried.payment_intent.status == "requires_payment_method"
    assert error.code == card.decline.code == tried.payment_intent.latest_charge.failure_code
    assert getattr(error, "decline_code", None) == card.decline.decline_code
    assert [event.type for event in shop.wait_for(3)] == ["payment_intent.created", *DECLINED]


def test_a_card_may_be_declined_and_another_pay_in_one_session(stand: Stand, shop: Listener):
    session = stand.open_session()
    stand.pay(session, "4000 0000 0000 9995")
    first = stand.retrieved(session).payment_intent

    answer = stand.pay(session, "5555 5555 5555 4444")

    assert answer.headers["Location"].startswith("http://shop.example/checkout/return")
    paid = stand.retrieved(session, "payment_intent.latest_charge")
    assert paid.payment_intent.id == first
    assert paid.payment_intent.last_payment_error is None
    assert paid.payment_intent.latest_charge.payment_method_details.card.brand == "mastercard"
    assert [event.type for event in shop.wait_for(6)] == [PAID[0], *DECLINED, *PAID[1:]]


def test_the_bank_asks_and_the_owner_approves(stand: Stand, shop: Listener):
    session = stand.open_session()

    asked = stand.pay(session, "4000 0027 6000 3184")
    intent = stand.retrieved(session, "payment_intent").payment_intent
    answer = stand.post(asked.headers["Location"], {"answer": "yes"})

    assert asked.headers["Location"] == f"/c/3ds/{intent.id}"
    assert (intent.status, intent.next_action.redirect_to_url.url) == (
        "requires_action",
        f"{stand.url}/c/3ds/{intent.id}",
    )
    assert answer.headers["Location"] == f"http://shop.example/checkout/return?sid={session.id}"
    charge = stand.retrieved(session, "payment_intent.latest_charge").payment_intent.latest_charge
    assert charge.payment_method_details.card.three_d_secure.result == "authenticated"
    assert [event.type for event in shop.wait_for(5)] == [PAID[0], "payment_intent.requires_action", *PAID[1:]]


def test_the_owner_refuses_and_may_still_pay(stand: Stand, shop: Listener):
    session = stand.open_session()
    asked = stand.pay(session, "4000 0000 0000 3220")

    answer = stand.post(asked.headers["Location"], {"answer": "no"})

    assert answer.headers["Location"] == f"/c/pay/{session.id}"
    intent = stand.retrieved(session, "payment_intent").payment_intent
    assert intent.last_payment_error.code == "payment_intent_authentication_failure"
    assert intent.latest_charge is None
    failed = shop.wait_for(3)[2]
    assert (failed.type, failed.data.object.id) == ("payment_intent.payment_failed", intent.id)
    stand.pay(session)
    assert stand.retrieved(session).payment_status == "paid"


def test_an_authenticated_card_may_be_declined_afterwards(stand: Stand):
    session = stand.open_session()
    asked = stand.pay(session, "4000 0084 0000 1629")

    answer = stand.post(asked.headers["Location"], {"answer": "yes"})

    assert answer.headers["Location"] == f"/c/pay/{session.id}"
    tried = stand.retrieved(session, "payment_intent")
    assert (tried.status, tried.payment_intent.last_payment_error.code) == ("open", "card_declined")


def test_paying_or_approving_twice_takes_the_money_once(stand: Stand, shop: Listener):
    session = stand.open_session()
    asked = stand.pay(session, "4000 0027 6000 3184")
    for _ in range(2):
        stand.post(asked.headers["Location"], {"answer": "yes"})

    again = stand.pay(session)

    assert again.headers["Location"] == f"http://shop.example/checkout/return?sid={session.id}"
    charges = stand.client.v1.events.list({"type": "charge.*"}).data
    assert [one.type for one in charges] == ["charge.succeeded"]


def test_ten_buttons_pressed_at_once_take_the_money_once(stand: Stand):
    session = stand.open_session()

    with ThreadPoolExecutor(10) as pool:
        answers = [pool.submit(press, stand, session.id) for _ in range(10)]

    assert {one.result() for one in answers} == {f"http://shop.example/checkout/return?sid={session.id}"}
    assert len(stand.client.v1.events.list({"type": "charge.*"}).data) == 1


def press(stand: Stand, session_id: str) -> str:
    typed = {"number": "4242424242424242", "expiry": "12/34", "cvc": "123", "name": "Nguyễn Minh Châu"}
    url = f"{stand.url}/c/pay/{session_id}"
    return requests.post(url, data=typed, allow_redirects=False, timeout=10).headers["Location"]


def test_a_bank_that_asks_too_late_takes_nothing(stand: Stand):
    session = stand.open_session()
    asked = stand.pay(session, "4000 0027 6000 3184")
    stand.clock.ahead = 41 * 60

    answer = stand.post(asked.headers["Location"], {"answer": "yes"})

    assert answer.headers["Location"] == f"/c/pay/{session.id}"
    late = stand.retrieved(session, "payment_intent")
    assert (late.status, late.payment_status, late.payment_intent.amount_received) == ("expired", "unpaid", 0)


def test_only_the_last_four_digits_are_kept(tmp_path):
    book = tmp_path / "desk.sqlite3"
    with standing(data=str(book)) as stand:
        for card in TEST_CARDS:
            stand.pay(stand.open_session(), card.number, cvc="987")

    written = book.read_bytes()
    assert b"4242" in written
    assert not [card.key for card in TEST_CARDS if card.number.encode() in written]
    assert b'"987"' not in written
