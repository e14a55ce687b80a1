"""How events reach the shop: signed, again and again until accepted, and as the console says."""

import json
import time

import pytest
import stripe

from paystand.courier import sign
from tests.paystand.stand import SECRET, Listener, Stand, listening, page_of, standing


def test_the_signature_is_the_published_scheme():
    body = '{"id":"evt_test_1","name":"Gốc"}'

    header = sign(body.encode(), SECRET, 1_700_000_000)

    assert header == stripe.WebhookSignature.generate_signature_header(body, SECRET, timestamp=1_700_000_000)


def test_an_event_is_sent_until_the_shop_accepts_it(stand: Stand, shop: Listener):
    shop.answers = [500, 404, 200]
    stand.client.v1.checkout.sessions.expire(stand.open_session().id)

    events = shop.wait_for(3)

    assert len({event.id for event in events}) == 1
    time.sleep(0.3)
    assert len(shop.received) == 3
    assert stand.client.v1.events.retrieve(events[0].id).pending_webhooks == 0


def test_every_event_is_sent_again_by_its_own_id(stand: Stand, shop: Listener):
    shop.answers = [500, 500, 500, 500]
    stand.pay(stand.open_session())

    events = shop.wait_for(8)

    first, second = events[:4], events[4:]
    assert [event.type for event in first][-1] == "checkout.session.completed"
    assert {event.id for event in first} == {event.id for event in second}
    assert len({event.id for event in first}) == 4


def test_one_refused_event_does_not_stop_the_others(stand: Stand, shop: Listener):
    shop.answers = [500, 200, 200, 200, 200]
    stand.pay(stand.open_session())

    events = shop.wait_for(5)

    assert [event.type for event in events][4] == "payment_intent.created"
    assert events[4].id == events[0].id


def test_each_attempt_is_signed_with_its_own_time(stand: Stand, shop: Listener):
    shop.answers = [500]
    stand.client.v1.checkout.sessions.expire(stand.open_session().id)
    shop.wait_for(1)
    stand.clock.ahead = 100

    shop.wait_for(2)

    first, second = (int(signature.split(",")[0][2:]) for _, signature in shop.received[:2])
    assert second - first >= 100


def test_a_redirect_is_no_acceptance(stand: Stand, shop: Listener):
    shop.answers = [302, 200]
    stand.client.v1.checkout.sessions.expire(stand.open_session().id)

    assert len(shop.wait_for(2)) == 2


def test_a_shop_that_was_closed_hears_everything_later():
    with listening() as shop:
        url = shop.url
    with standing(url) as stand:
        session = stand.open_session()
        stand.pay(session)
        deadline = time.monotonic() + 5
        while "Refused" not in stand.get("/_stand").text and time.monotonic() < deadline:
            time.sleep(0.05)
        assert "ConnectionRefusedError" in stand.get("/_stand").text
        assert stand.retrieved(session).payment_status == "paid"
        pending = stand.client.v1.events.list({"delivery_success": False})
        assert len(pending.data) == 4

        with listening(int(url.split(":")[2].split("/")[0])) as shop:
            assert {event.type for event in shop.wait_for(4)} == {event.type for event in pending.data}


def test_the_console_delivers_an_event_twice(stand: Stand, shop: Listener):
    stand.client.v1.checkout.sessions.expire(stand.open_session().id)
    event = shop.wait_for(1)[0]

    answer = stand.post(f"/_stand/events/{event.id}/resending")

    assert answer.status_code == 303
    assert [one.id for one in shop.wait_for(2)] == [event.id, event.id]


def test_the_console_holds_deliveries_back_and_lets_them_go(stand: Stand, shop: Listener):
    stand.post("/_stand/hold")
    stand.pay(stand.open_session())
    time.sleep(0.4)

    assert shop.received == []
    stand.post("/_stand/release")
    assert [event.type for event in shop.wait_for(4)][-1] == "checkout.session.completed"


def test_the_console_expires_a_session_now(stand: Stand, shop: Listener):
    session = stand.open_session()
    assert page_of(stand.get("/_stand")).find("form", action=lambda a: a and f"{session.id}/expiry" in a)

    stand.post(f"/_stand/sessions/{session.id}/expiry")
    stand.post(f"/_stand/sessions/{session.id}/expiry")

    assert stand.retrieved(session).status == "expired"
    assert shop.wait_for(1)[0].type == "checkout.session.expired"
    assert len(shop.received) == 1


def test_the_console_listens_to_its_own_pages_only(stand: Stand):
    session = stand.open_session()

    answer = stand.post(f"/_stand/sessions/{session.id}/expiry", headers={"Origin": "http://elsewhere.example"})

    assert answer.status_code == 403
    assert stand.retrieved(session).status == "open"


@pytest.mark.parametrize("path", ["sessions/nothing/expiry", "events/nothing/resending"])
def test_the_console_knows_what_it_does_not_know(stand: Stand, path: str):
    assert stand.post(f"/_stand/{path}").status_code == 404


def test_events_are_listed_newest_first_and_filtered(stand: Stand, shop: Listener):
    stand.pay(stand.open_session())
    shop.wait_for(4)
    events = stand.client.v1.events

    listed = list(events.list({"limit": 3}).auto_paging_iter())

    assert listed[0].type == "checkout.session.completed"
    assert len(listed) == 4
    assert len(events.list({"type": "payment_intent.*"}).data) == 2
    assert len(events.list({"types": ["charge.succeeded", "charge.failed"]}).data) == 1
    assert events.list({"created": {"lt": listed[-1].created}}).data == []
    before = events.list({"ending_before": listed[2].id, "limit": 1})
    assert ([event.id for event in before.data], before.has_more) == ([listed[1].id], True)
    with pytest.raises(stripe.InvalidRequestError):
        events.list({"starting_after": "evt_nothing"})


def test_a_delivery_says_what_stripe_says(stand: Stand, shop: Listener):
    stand.client.v1.checkout.sessions.expire(stand.open_session().id)
    shop.wait_for(1)

    told = json.loads(shop.received[0][0])

    assert told["data"]["object"]["metadata"] == {"order": "DH7K2M9QN", "attempt": "a-1"}
    assert told["pending_webhooks"] == 1
    assert told["request"]["id"].startswith("req_")
