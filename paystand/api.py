"""The door for machines: the part of Stripe's API under `/v1` that a card payment needs."""

import base64
import binascii
import hmac
import json
import logging
from collections.abc import Callable
from typing import Any

import stripe
from flask import Blueprint, Response, g, request
from stripe.params import (
    BalanceTransactionRetrieveParams,
    ChargeRetrieveParams,
    EventListParams,
    EventRetrieveParams,
    PaymentIntentRetrieveParams,
)
from stripe.params.checkout import (
    SessionCreateParams,
    SessionExpireParams,
    SessionListLineItemsParams,
    SessionRetrieveParams,
)
from werkzeug.exceptions import HTTPException

from paystand import checkout, params
from paystand.desk import Cause, Desk, this_desk
from paystand.errors import ApiError, no_such
from paystand.expand import expanded
from paystand.ids import new_id
from paystand.objects import listed
from paystand.store import Doc, Replay

log = logging.getLogger("paystand")
api = Blueprint("api", __name__, url_prefix="/v1")

KEY_LIVES_SECONDS = 24 * 60 * 60
METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"]


@api.before_request
def check_caller() -> None:
    """Refuse a caller without our key, or one that expects another version of the API."""
    g.request_id = new_id("req_", 14)
    _check_key(this_desk().settings.api_key)
    version = request.headers.get("Stripe-Version", stripe.api_version)
    if version != stripe.api_version:
        raise ApiError(f"Invalid Stripe API version: {version}. The stand-in speaks {stripe.api_version} only.")


def _check_key(expected: str) -> None:
    key = _given_key()
    if not key:
        raise ApiError(
            "You did not provide an API key. Provide it in the Authorization header, as 'Bearer YOUR_SECRET_KEY'.",
            status=401,
        )
    if not hmac.compare_digest(key.encode(), expected.encode()):
        raise ApiError(f"Invalid API Key provided: {key[:8]}{'*' * 8}{key[-4:]}", status=401)


def _given_key() -> str:
    scheme, _, rest = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return rest.strip()
    if scheme.lower() == "basic":
        try:
            return base64.b64decode(rest, validate=True).decode().partition(":")[0]
        except (binascii.Error, UnicodeDecodeError):
            return ""
    return ""


@api.after_request
def mark(answer: Response) -> Response:
    """Put Stripe's headers on every answer."""
    answer.headers["Request-Id"] = g.get("request_id") or new_id("req_", 14)
    answer.headers["Stripe-Version"] = stripe.api_version
    answer.headers["Cache-Control"] = "no-cache, no-store"
    return answer


@api.errorhandler(ApiError)
def refuse(refusal: ApiError) -> Response:
    return _json(refusal.envelope(), refusal.status)


@api.errorhandler(HTTPException)
def refuse_http(refusal: HTTPException) -> Response:
    return refuse(ApiError(refusal.description or refusal.name, status=refusal.code or 500))


@api.errorhandler(Exception)
def fail(failure: Exception) -> Response:
    """Answer what nobody foresaw as Stripe does, so that the library's retries can be seen at work."""
    log.error("A request failed.", exc_info=failure)
    return refuse(ApiError("An unknown error occurred in the stand-in.", status=500, type="api_error"))


def _json(body: Doc, status: int = 200) -> Response:
    return Response(json.dumps(body, ensure_ascii=False, indent=2), status, mimetype="application/json")


def _asked(shape: Any) -> dict[str, Any]:
    """Read and check the parameters of this request; a GET has them in its query."""
    body = request.query_string if request.method == "GET" else request.get_data()
    return params.check(params.parse(body), shape)


def _shown(doc: Doc | None, kind: str, id: str, asked: dict[str, Any], *, param: str = "id") -> Response:
    if doc is None:
        raise no_such(kind, id, param=param)
    return _json(expanded(this_desk().store, doc, asked.get("expand", [])))


def _once(asked: dict[str, Any], act: Callable[[Desk, Cause], Doc]) -> Response:
    """Act, or give the answer again that the same idempotency key got before.

    Only answers that were a success are remembered: a refused request has changed nothing and may be corrected.
    """
    desk, key = this_desk(), request.headers.get("Idempotency-Key")
    if key is not None and not 1 <= len(key) <= 255:
        raise ApiError("Idempotency keys must be 1 to 255 characters long.", type="idempotency_error")
    fingerprint = json.dumps([request.method, request.path, asked], sort_keys=True, default=str)
    with desk.store.transaction():
        known = desk.store.replay(key, not_before=desk.now() - KEY_LIVES_SECONDS) if key else None
        if known is not None:
            return _again(known, fingerprint, key or "")
        doc = act(desk, Cause(g.request_id, key))
        doc = expanded(desk.store, doc, asked.get("expand", []))
        if key:
            desk.store.remember(key, Replay(fingerprint, g.request_id, doc), desk.now())
    return _keyed(_json(doc), key)


def _again(known: Replay, fingerprint: str, key: str) -> Response:
    if known.asked != fingerprint:
        raise ApiError(
            "Keys for idempotent requests can only be used with the same parameters they were first used with. Try"
            f" using a key other than '{key}' if you meant to execute a different request.",
            type="idempotency_error",
        )
    answer = _keyed(_json(known.answer), key)
    answer.headers["Idempotent-Replayed"] = "true"
    answer.headers["Original-Request"] = known.request_id
    return answer


def _keyed(answer: Response, key: str | None) -> Response:
    if key:
        answer.headers["Idempotency-Key"] = key
    return answer


@api.post("/checkout/sessions")
def create_session() -> Response:
    asked = _asked(SessionCreateParams)
    return _once(asked, lambda desk, cause: checkout.open_session(desk, asked, cause))


@api.get("/checkout/sessions/<id>")
def show_session(id: str) -> Response:
    asked = _asked(SessionRetrieveParams)
    return _shown(checkout.find_session(this_desk(), id), "checkout.session", id, asked)


@api.post("/checkout/sessions/<id>/expire")
def expire_session(id: str) -> Response:
    asked = _asked(SessionExpireParams)
    # Asked outside the transaction, so that a session whose time is over is closed whatever is answered.
    checkout.find_session(this_desk(), id)
    return _once(asked, lambda desk, cause: checkout.expire_session(desk, id, cause))


@api.get("/checkout/sessions/<id>/line_items")
def show_line_items(id: str) -> Response:
    desk, asked = this_desk(), _asked(SessionListLineItemsParams)
    checkout.find_session(desk, id)
    lines = desk.store.children("item", id)
    return _page(lines, f"/v1/checkout/sessions/{id}/line_items", asked)


@api.get("/payment_intents/<id>")
def show_payment_intent(id: str) -> Response:
    asked = _asked(PaymentIntentRetrieveParams)
    return _shown(this_desk().store.get("payment_intent", id), "payment_intent", id, asked, param="intent")


@api.get("/charges/<id>")
def show_charge(id: str) -> Response:
    return _shown(this_desk().store.get("charge", id), "charge", id, _asked(ChargeRetrieveParams))


@api.get("/balance_transactions/<id>")
def show_balance_transaction(id: str) -> Response:
    asked = _asked(BalanceTransactionRetrieveParams)
    return _shown(this_desk().store.get("balance_transaction", id), "balance transaction", id, asked)


@api.get("/events/<id>")
def show_event(id: str) -> Response:
    return _shown(this_desk().store.get("event", id), "event", id, _asked(EventRetrieveParams))


@api.get("/events")
def list_events() -> Response:
    asked = _asked(EventListParams)
    events = [event for event in this_desk().store.newest("event") if _is_wanted(event, asked)]
    return _page(events, "/v1/events", asked)


def _is_wanted(event: Doc, asked: dict[str, Any]) -> bool:
    wanted = [*asked.get("types", []), *([asked["type"]] if "type" in asked else [])]
    if wanted and not any(_names(pattern, event["type"]) for pattern in wanted):
        return False
    if "delivery_success" in asked and asked["delivery_success"] != (event["pending_webhooks"] == 0):
        return False
    return _is_within(event["created"], asked.get("created", {}))


def _names(pattern: str, type: str) -> bool:
    return pattern == type or pattern == "*" or (pattern.endswith(".*") and type.startswith(pattern[:-1]))


def _is_within(moment: int, bounds: dict[str, int] | int) -> bool:
    if isinstance(bounds, int):
        return moment == bounds
    return (
        moment > bounds.get("gt", -1)
        and moment >= bounds.get("gte", 0)
        and moment < bounds.get("lt", moment + 1)
        and moment <= bounds.get("lte", moment)
    )


def _page(docs: list[Doc], url: str, asked: dict[str, Any]) -> Response:
    """Answer with the part of a list between the cursors of the request."""
    limit = asked.get("limit", 10)
    if not 1 <= limit <= 100:
        raise ApiError("Invalid limit: must be between 1 and 100.", param="limit")
    if "starting_after" in asked and "ending_before" in asked:
        raise ApiError("Received both starting_after and ending_before parameters.", param="starting_after")
    ids = [doc["id"] for doc in docs]
    if "ending_before" in asked:
        end = _cursor(ids, asked, "ending_before")
        start = max(0, end - limit)
        page, more = docs[start:end], start > 0
    else:
        start = _cursor(ids, asked, "starting_after") + 1 if "starting_after" in asked else 0
        page, more = docs[start : start + limit], start + limit < len(docs)
    return _json(expanded(this_desk().store, listed(page, url, has_more=more), asked.get("expand", [])))


def _cursor(ids: list[str], asked: dict[str, Any], name: str) -> int:
    if asked[name] not in ids:
        raise no_such("object", asked[name], param=name)
    return ids.index(asked[name])


@api.route("/", defaults={"rest": ""}, methods=METHODS)
@api.route("/<path:rest>", methods=METHODS)
def unknown(rest: str) -> Response:
    """Refuse every other address as Stripe does: also those it knows and this stand-in does not have."""
    raise ApiError(
        f"Unrecognized request URL ({request.method}: {request.path}). The stand-in has what a card payment needs.",
        status=404,
    )
