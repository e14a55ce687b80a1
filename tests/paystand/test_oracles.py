"""Two judges that are not ours look at every object the card desk gives away.

The first is the `stripe` package's own types, the second Stripe's published schema of 2023-08-16. Both are first shown
Stripe's own samples, which they must accept, and broken ones, which they must not.
"""

import copy
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from paystand.cards import TEST_CARDS
from tests.paystand.stand import API_KEY, Stand, standing
from tests.paystand.stripe_types import faults

SAMPLES = "stripe-fixtures-2026-07-29.subset.json"
SCHEMA = "stripe-v1-2023-08-16.subset.schema.json"


def reference(name: str) -> Any:
    folder = os.environ.get("GOC_REFERENCE_DATA")
    if not folder:
        pytest.skip("GOC_REFERENCE_DATA is not set: Stripe's samples and schema are not part of the repository")
    path = Path(folder) / "payments" / name
    if not path.exists():
        pytest.skip(f"{path} is not there")
    return json.loads(path.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def emitted() -> list[Any]:
    """Every object the desk gives away in every story it knows: whole, expanded, listed and inside events."""
    with standing() as stand:
        return list(everything(stand))


def everything(stand: Stand) -> Iterator[Any]:
    for card in TEST_CARDS:
        for answer in ("yes", "no") if card.authenticates else ("",):
            yield from story(stand, card.number, answer)
    yield from story(stand, "", "")
    events = fetch(stand, "/v1/events?limit=100")
    assert not events["has_more"]
    yield from (events, *events["data"])


def story(stand: Stand, number: str, answer: str) -> Iterator[Any]:
    session = stand.open_session(locale="en", customer_email=None if answer else "chau@example.vn")
    yield fetch(stand, f"/v1/checkout/sessions/{session.id}")
    if number:
        paid = stand.pay(session, number, email="chau@example.vn")
        yield from session_parts(stand, session.id)
        if answer:
            stand.post(paid.headers["Location"], {"answer": answer})
            yield from session_parts(stand, session.id)
    if stand.retrieved(session).status == "open":
        stand.client.v1.checkout.sessions.expire(session.id)
        yield from session_parts(stand, session.id)


def session_parts(stand: Stand, id: str) -> Iterator[Any]:
    path = f"/v1/checkout/sessions/{id}"
    session = fetch(stand, path)
    yield session
    yield fetch(stand, f"{path}?expand[]=line_items&expand[]=payment_intent.payment_method")
    yield fetch(stand, f"{path}?expand[]=payment_intent.latest_charge.balance_transaction")
    yield fetch(stand, f"{path}/line_items")
    if not session["payment_intent"]:
        return
    intent = fetch(stand, f"/v1/payment_intents/{session['payment_intent']}")
    yield intent
    if intent["latest_charge"]:
        charge = fetch(stand, f"/v1/charges/{intent['latest_charge']}?expand[]=payment_intent")
        yield charge
        if charge["balance_transaction"]:
            yield fetch(stand, f"/v1/balance_transactions/{charge['balance_transaction']}?expand[]=source")


def fetch(stand: Stand, path: str) -> Any:
    answer = stand.get(path, headers={"Authorization": f"Bearer {API_KEY}"})
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_every_kind_of_object_and_event_is_looked_at(emitted: list[Any]):
    kinds = {one["object"] for one in emitted}
    types = {one["type"] for one in emitted if one["object"] == "event"}

    assert kinds == {"checkout.session", "list", "payment_intent", "charge", "balance_transaction", "event"}
    assert types == {
        "payment_intent.created",
        "payment_intent.requires_action",
        "payment_intent.payment_failed",
        "payment_intent.succeeded",
        "payment_intent.canceled",
        "charge.succeeded",
        "charge.failed",
        "checkout.session.completed",
        "checkout.session.expired",
    }


# The types of the installed package


def test_what_the_desk_says_has_the_types_of_the_library(emitted: list[Any]):
    assert sorted({fault for one in emitted for fault in faults(one)}) == []


@pytest.mark.parametrize(
    ("kind", "required"),
    [("checkout.session", 11), ("payment_intent", 12), ("charge", 14), ("balance_transaction", 12), ("event", 6)],
)
def test_the_types_notice_what_is_taken_away_nulled_or_added(emitted: list[Any], kind: str, required: int):
    """Needs no samples: what the desk says is right, so it can be broken field by field.

    `required` is how many fields besides `object` the package annotates without Optional, counted by hand.
    """
    one = next(one for one in emitted if one["object"] == kind)

    fields = [name for name in one if name != "object"]
    missed = [name for name in fields if faults({field: value for field, value in one.items() if field != name})]
    nulled = [name for name in fields if name != "data" and faults(one | {name: None})]
    added = [name for name in fields if faults(one | {f"{name}_": 1})]
    retyped = [name for name in fields if name != "data" and faults(one | {name: [{"wrong": ["type"]}]})]

    assert len(missed) == required
    assert nulled == [name for name in missed if name != "data"]
    assert added == fields
    assert retyped == [name for name in fields if name != "data"]


#: The samples are three months older than the pinned version; this field came in between.
ADDED_SINCE = {"dispute": ["dispute.evidence_details.submission_method: missing"]}


@pytest.mark.parametrize(
    "kind",
    ["balance_transaction", "charge", "checkout.session", "dispute", "event", "item", "payment_intent", "refund"],
)
def test_the_types_accept_stripes_own_samples(kind: str):
    assert faults(reference(SAMPLES)[kind]) == ADDED_SINCE.get(kind, [])


def test_the_types_refuse_every_removal_of_what_is_required():
    """Take each field away, null it, and misspell it: the walker must notice wherever the types forbid it."""
    for kind, needed in {
        "checkout.session": {"id", "created", "mode", "payment_status", "custom_fields", "expires_at"},
        "payment_intent": {"id", "amount", "status", "currency", "payment_method_types", "capture_method"},
        "charge": {"id", "amount", "paid", "status", "billing_details", "metadata"},
        "balance_transaction": {"id", "amount", "fee", "net", "currency", "fee_details"},
        "event": {"id", "type", "data", "created", "livemode"},
    }.items():
        sample = reference(SAMPLES)[kind]
        for name in needed:
            missing = {field: value for field, value in sample.items() if field != name}
            assert f"{kind}.{name}: missing" in faults(missing)
            if name != "data":
                assert f"{kind}.{name}: null" in faults(sample | {name: None})
        for name in sample:
            assert any("unknown field" in fault for fault in faults(sample | {name + "x": None})), name


MUTATIONS = [
    ("checkout.session", ("payment_status",), "settled"),
    ("checkout.session", ("amount_total",), "490000"),
    ("checkout.session", ("amount_total",), True),
    ("checkout.session", ("metadata",), {"order": 7}),
    ("checkout.session", ("customer_details", "tax_exempt"), "perhaps"),
    ("checkout.session", ("payment_intent",), {"object": "payment_intent", "id": "pi_1", "amount": 1}),
    ("checkout.session", ("payment_method_types",), "card"),
    ("payment_intent", ("status",), "paid"),
    ("payment_intent", ("last_payment_error", "type"), "declined"),
    ("payment_intent", ("latest_charge",), 4242),
    ("charge", ("outcome", "advice_code"), "pray"),
    ("charge", ("payment_method_details", "card", "exp_month"), "8"),
    ("charge", ("payment_method_details", "card", "three_d_secure", "result"), "fine"),
    ("charge", ("payment_method_details", "card", "number"), "4242424242424242"),
    ("balance_transaction", ("exchange_rate",), "0.5"),
    ("balance_transaction", ("fee_details",), [{"amount": 1}]),
    ("item", ("price", "type"), "sometimes"),
    ("event", ("type",), "checkout.session.paid"),
]


@pytest.mark.parametrize(
    ("kind", "path", "value"), MUTATIONS, ids=lambda part: ".".join(part) if isinstance(part, tuple) else None
)
def test_the_types_refuse_a_broken_sample(kind: str, path: tuple[str, ...], value: Any):
    assert faults(broken(reference(SAMPLES)[kind], path, value))


def broken(sample: Any, path: tuple[str, ...], value: Any) -> Any:
    copied = copy.deepcopy(sample)
    inner = copied
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    return copied


# Stripe's published schema


@pytest.fixture(scope="module")
def judges() -> dict[str, Any]:
    schema = reference(SCHEMA)
    return {
        kind: jsonschema.Draft202012Validator({"$ref": f"#/$defs/{kind}", "$defs": schema["$defs"]})
        for kind in ("balance_transaction", "charge", "checkout.session", "event", "item", "payment_intent", "refund")
    }


def judged(judges: dict[str, Any], one: Any) -> list[str]:
    """Return the faults the schema finds in an object, in the objects of a list, and in the object of an event."""
    if one["object"] == "list":
        return [fault for part in one["data"] for fault in judged(judges, part)]
    found = [
        f"{one['object']}{error.json_path[1:]}: {error.message[:120]}"
        for error in judges[one["object"]].iter_errors(one)
    ]
    if one["object"] == "event":
        found += judged(judges, one["data"]["object"])
    return found


def test_what_the_desk_says_passes_stripes_published_schema(emitted: list[Any], judges: dict[str, Any]):
    assert sorted({fault for one in emitted for fault in judged(judges, with_methods_by_id(one))}) == []


def with_methods_by_id(one: Any) -> Any:
    """Return an object with its payment methods as ids: the subset of the schema knows them no other way."""
    if isinstance(one, dict):
        return (
            one["id"] if one.get("object") == "payment_method" else {k: with_methods_by_id(v) for k, v in one.items()}
        )
    return [with_methods_by_id(part) for part in one] if isinstance(one, list) else one


@pytest.mark.parametrize("kind", ["balance_transaction", "checkout.session", "item", "refund"])
def test_the_schema_accepts_stripes_own_samples(judges: dict[str, Any], kind: str):
    assert judged(judges, reference(SAMPLES)[kind]) == []


@pytest.mark.parametrize(
    ("kind", "path", "value"),
    [
        ("checkout.session", ("payment_status",), "settled"),
        ("checkout.session", ("amount_total",), "490000"),
        ("checkout.session", ("expires_at",), None),
        ("balance_transaction", ("fee",), None),
        ("balance_transaction", ("exchange_rate",), "0.5"),
        ("item", ("price", "type"), "sometimes"),
    ],
)
def test_the_schema_refuses_a_broken_sample(judges: dict[str, Any], kind: str, path: tuple[str, ...], value: Any):
    assert judged(judges, broken(reference(SAMPLES)[kind], path, value))
