"""Opening and closing Checkout Sessions through the real library."""

from concurrent.futures import ThreadPoolExecutor

import pytest
import stripe

from tests.paystand.stand import Stand, client_for, line, order


def test_a_session_is_open_until_somebody_pays(stand: Stand):
    session = stand.open_session()

    assert (session.status, session.payment_status, session.payment_intent) == ("open", "unpaid", None)
    assert (session.amount_total, session.currency) == (490_000, "vnd")
    assert session.url == f"{stand.url}/c/pay/{session.id}"
    assert session.id.startswith("cs_test_")
    assert stand.retrieved(session).to_dict() == session.to_dict()


def test_an_expanded_session_carries_its_lines(stand: Stand):
    session = stand.retrieved(stand.open_session(), "line_items", "payment_intent.latest_charge")

    assert [(one.description, one.quantity, one.amount_total) for one in session.line_items.data] == [
        ("Bình tỳ bà men rạn", 1, 250_000),
        ("Bát canh men ngọc", 2, 240_000),
    ]
    assert session.payment_intent is None


def test_lines_come_in_pages(stand: Stand):
    session = stand.open_session(line_items=[line(f"Bát số {number}", 20_000) for number in range(12)])

    lines = stand.client.v1.checkout.sessions.line_items.list(session.id, {"limit": 5})

    assert [one.description for one in lines.auto_paging_iter()] == [f"Bát số {number}" for number in range(12)]
    with pytest.raises(stripe.InvalidRequestError, match="limit"):
        stand.client.v1.checkout.sessions.line_items.list(session.id, {"limit": 101})


def test_what_cannot_be_expanded_is_refused(stand: Stand):
    session = stand.open_session()

    for path in ("metadata", "payment_intent.latest_charge.balance_transaction.source.customer"):
        with pytest.raises(stripe.InvalidRequestError, match="expand"):
            stand.retrieved(session, path)


@pytest.mark.parametrize(
    ("changes", "param"),
    [
        ({"payment_method_types": ["card"]}, "payment_method_types"),
        ({"sucess_url": "http://shop.example"}, "sucess_url"),
        ({"line_items": [line("Bát", 50_000) | {"colour": "ngọc"}]}, "line_items[0][colour]"),
        ({"payment_intent_data": {"metadat": {"order": "1"}}}, "payment_intent_data[metadat]"),
        ({"api_key": "sk_test_kiln"}, "api_key"),
    ],
)
def test_an_unknown_parameter_is_refused_as_at_stripe(stand: Stand, changes: dict, param: str):
    with pytest.raises(stripe.InvalidRequestError) as refusal:
        stand.open_session(**changes)

    assert (refusal.value.http_status, refusal.value.code, refusal.value.param) == (400, "parameter_unknown", param)


@pytest.mark.parametrize(
    ("changes", "code", "param"),
    [
        ({"mode": "paymnt"}, None, "mode"),
        ({"mode": None}, "parameter_missing", "mode"),
        ({"success_url": None}, "parameter_missing", "success_url"),
        ({"success_url": "shop.example"}, "url_invalid", "success_url"),
        ({"customer_email": "chau"}, "email_invalid", "customer_email"),
        ({"customer_email": ""}, "parameter_invalid_empty", "customer_email"),
        ({"line_items": None}, "parameter_missing", "line_items"),
        ({"line_items": [{"quantity": 1}]}, "parameter_missing", "line_items[0][price_data]"),
        ({"line_items": [{"price": "price_1", "quantity": 1}]}, "resource_missing", "line_items[0][price]"),
        ({"line_items": [line("Bát", 50_000, quantity=0)]}, None, "line_items[0][quantity]"),
        ({"line_items": [line("Bát", -1)]}, "parameter_invalid_integer", "line_items[0][price_data][unit_amount]"),
        (
            {"line_items": [line("Bát", "50.000")]},
            "parameter_invalid_integer",
            "line_items[0][price_data][unit_amount]",
        ),
        ({"line_items": [line("Bát", 50_000, currency="xyz")]}, None, "line_items[0][price_data][currency]"),
        ({"line_items": [line("Bát", 50_000)] * 101}, None, "line_items"),
        ({"line_items": [line("Bát", 50_000), line("Bowl", 500, currency="usd")]}, None, "line_items"),
        ({"line_items": "ba"}, None, "line_items"),
        ({"metadata": {"k" * 41: "v"}}, None, f"metadata[{'k' * 41}]"),
        ({"metadata": {str(key): "v" for key in range(51)}}, None, "metadata"),
        ({"client_reference_id": "x" * 201}, None, "client_reference_id"),
        ({"adaptive_pricing": {"enabled": "maybe"}}, None, "adaptive_pricing[enabled]"),
        ({"locale": "tlh"}, None, "locale"),
    ],
)
def test_a_wrong_value_is_refused_with_its_place(stand: Stand, changes: dict, code: str | None, param: str):
    with pytest.raises(stripe.InvalidRequestError) as refusal:
        stand.open_session(**changes)

    assert (refusal.value.code, refusal.value.param) == (code, param)


@pytest.mark.parametrize(
    "changes",
    [
        {"mode": "subscription"},
        {"ui_mode": "elements"},
        {"allow_promotion_codes": True},
        {"adaptive_pricing": {"enabled": True}},
        {"payment_intent_data": {"capture_method": "manual"}},
        {"allowed_payment_method_types": ["card", "grabpay"]},
    ],
)
def test_what_the_stand_in_cannot_do_is_refused_rather_than_ignored(stand: Stand, changes: dict):
    with pytest.raises(stripe.InvalidRequestError, match="stand-in does not support"):
        stand.open_session(**changes)


@pytest.mark.parametrize(("amount", "code"), [(13_199, "amount_too_small"), (100_000_000, "amount_too_large")])
def test_amounts_outside_the_limits_are_refused(stand: Stand, amount: int, code: str):
    with pytest.raises(stripe.InvalidRequestError) as refusal:
        stand.open_session(line_items=[line("Bát", amount)])

    assert refusal.value.code == code


@pytest.mark.parametrize("minutes", [29, 24 * 60 + 1])
def test_a_session_lasts_between_half_an_hour_and_a_day(stand: Stand, minutes: int):
    with pytest.raises(stripe.InvalidRequestError) as refusal:
        stand.open_session(expires_at=int(stand.clock()) + minutes * 60)

    assert refusal.value.param == "expires_at"


def test_a_session_without_a_time_lasts_a_day(stand: Stand):
    session = stand.open_session(expires_at=None)

    assert session.expires_at - session.created == 24 * 60 * 60


def test_the_same_key_and_body_give_the_same_session_again(stand: Stand):
    expires_at = int(stand.clock()) + 2400
    first = stand.open_session(key="attempt-1", expires_at=expires_at)
    second = stand.open_session(key="attempt-1", expires_at=expires_at)
    other = stand.open_session(key="attempt-2", expires_at=expires_at)

    assert first.id == second.id != other.id
    assert second.last_response.headers["Idempotent-Replayed"] == "true"
    assert second.last_response.headers["Original-Request"] == first.last_response.headers["Request-Id"]
    assert "Idempotent-Replayed" not in first.last_response.headers


def test_the_same_key_with_another_body_is_refused(stand: Stand):
    stand.open_session(key="attempt-1")

    with pytest.raises(stripe.IdempotencyError) as refusal:
        stand.open_session(key="attempt-1", client_reference_id="DHXRERWN3")

    assert refusal.value.http_status == 400


def test_a_refused_request_may_be_corrected_under_its_key(stand: Stand):
    with pytest.raises(stripe.InvalidRequestError):
        stand.open_session(key="attempt-1", customer_email="chau")

    assert stand.open_session(key="attempt-1").status == "open"


def test_ten_requests_at_once_under_one_key_open_one_session(stand: Stand):
    expires_at = int(stand.clock()) + 2400
    with ThreadPoolExecutor(10) as pool:
        opened = [pool.submit(stand.open_session, key="attempt-1", expires_at=expires_at) for _ in range(10)]

    assert len({one.result().id for one in opened}) == 1


def test_a_wrong_or_missing_key_is_refused(stand: Stand):
    with pytest.raises(stripe.AuthenticationError, match="Invalid API Key"):
        client_for(stand.url, "sk_test_other").v1.checkout.sessions.retrieve("cs_test_1")

    answer = stand.get("/v1/events")
    assert (answer.status_code, answer.json()["error"]["type"]) == (401, "invalid_request_error")


def test_another_version_of_the_api_is_refused(stand: Stand):
    client = client_for(stand.url, stripe_version="2023-08-16")

    with pytest.raises(stripe.InvalidRequestError, match="2023-08-16"):
        client.v1.checkout.sessions.create(order(stand.clock))


def test_every_other_address_is_a_404_in_stripes_shape(stand: Stand):
    for ask in (
        lambda: stand.client.v1.customers.list(),
        lambda: stand.client.v1.payment_intents.create({"amount": 50_000, "currency": "vnd"}),
        lambda: stand.client.v1.checkout.sessions.list(),
        lambda: stand.client.v1.refunds.create({"payment_intent": "pi_1"}),
    ):
        with pytest.raises(stripe.InvalidRequestError) as refusal:
            ask()
        assert refusal.value.http_status == 404
        assert refusal.value.request_id.startswith("req_")


def test_an_unknown_id_is_missing(stand: Stand):
    v1 = stand.client.v1
    for ask in (
        v1.checkout.sessions.retrieve,
        v1.checkout.sessions.expire,
        v1.payment_intents.retrieve,
        v1.charges.retrieve,
        v1.balance_transactions.retrieve,
        v1.events.retrieve,
    ):
        with pytest.raises(stripe.InvalidRequestError) as refusal:
            ask("nothing")
        assert (refusal.value.http_status, refusal.value.code) == (404, "resource_missing")


def test_malformed_bodies_are_refused(stand: Stand):
    headers = {"Authorization": "Bearer sk_test_kiln", "Content-Type": "application/x-www-form-urlencoded"}
    for body in (
        b"mode=%FF",
        b"a[b=1",
        b"[a]=1",
        b"metadata[a]=1&metadata=2",
        b"x" + b"[a]" * 50 + b"=1",
        b"a=1&" * 3000,
    ):
        answer = stand.post("/v1/checkout/sessions", data=body, headers=headers)
        assert answer.status_code == 400, body[:40]
        assert answer.json()["error"]["message"]


def test_expiring_closes_a_session_once(stand: Stand, shop):
    session = stand.open_session()

    closed = stand.client.v1.checkout.sessions.expire(session.id, options={"idempotency_key": "close-1"})

    assert (closed.status, closed.payment_status, closed.url) == ("expired", "unpaid", None)
    event = shop.wait_for(1)[0]
    assert (event.type, event.data.object.id) == ("checkout.session.expired", session.id)
    assert event.request.idempotency_key == "close-1"
    with pytest.raises(stripe.InvalidRequestError, match="status of `expired`"):
        stand.client.v1.checkout.sessions.expire(session.id)


def test_an_abandoned_session_expires_by_itself(stand: Stand, shop):
    session = stand.open_session()
    stand.pay(session, "4000 0000 0000 0002")

    stand.clock.ahead = 40 * 60 + 1

    assert shop.wait_for_type("checkout.session.expired").data.object.id == session.id
    late = stand.retrieved(session, "payment_intent")
    assert (late.status, late.payment_intent.status) == ("expired", "canceled")
    assert stand.pay(session).headers["Location"] == f"/c/pay/{session.id}"
    assert stand.get(f"/c/pay/{session.id}").status_code == 410
    assert stand.retrieved(session).payment_status == "unpaid"


def test_a_paid_session_cannot_be_expired(stand: Stand):
    session = stand.open_session()
    stand.pay(session)

    with pytest.raises(stripe.InvalidRequestError, match="status of `complete`"):
        stand.client.v1.checkout.sessions.expire(session.id)
    stand.clock.ahead = 25 * 60 * 60
    assert stand.retrieved(session).status == "complete"


def test_a_failure_nobody_foresaw_is_a_server_error_in_stripes_shape(stand: Stand):
    stand.courier.stop()
    stand.courier._desk.store.close()

    answer = stand.get("/v1/events", headers={"Authorization": "Bearer sk_test_kiln"})

    assert (answer.status_code, answer.json()["error"]["type"]) == (500, "api_error")
    assert answer.headers["Request-Id"].startswith("req_")
