"""Opening a Checkout Session, and closing it unpaid."""

import re
from typing import Any
from urllib.parse import urlsplit

from paystand import events, objects
from paystand.desk import NOBODY, Cause, Desk
from paystand.errors import ApiError, no_such, not_supported
from paystand.money import CURRENCIES, written
from paystand.store import Doc

#: What is understood of the many parameters Stripe knows; the rest is refused, never silently ignored.
SUPPORTED = {
    "": {
        "adaptive_pricing",
        "allowed_payment_method_types",
        "billing_address_collection",
        "cancel_url",
        "client_reference_id",
        "customer_email",
        "expand",
        "expires_at",
        "integration_identifier",
        "line_items",
        "locale",
        "metadata",
        "mode",
        "origin_context",
        "payment_intent_data",
        "submit_type",
        "success_url",
        "ui_mode",
    },
    "payment_intent_data": {
        "capture_method",
        "description",
        "metadata",
        "receipt_email",
        "statement_descriptor",
        "statement_descriptor_suffix",
        "transfer_group",
    },
    "line_items": {"metadata", "price_data", "quantity"},
    "price_data": {"currency", "product_data", "tax_behavior", "unit_amount"},
    "product_data": {"description", "images", "metadata", "name"},
}
#: Values of supported parameters that this stand-in can carry out.
POSSIBLE = {
    "billing_address_collection": {"auto"},
    "mode": {"payment"},
    "submit_type": {"auto", "pay", "book", "donate"},
    "ui_mode": {"hosted_page"},
}
SHORTEST_SECONDS = 30 * 60
LONGEST_SECONDS = 24 * 60 * 60
MOST_LINES = 100
MOST_PIECES = 999_999


def open_session(desk: Desk, params: dict[str, Any], cause: Cause) -> Doc:
    """Open a session from checked parameters, write it and its lines down, and return it.

    Raises ApiError for what Stripe refuses (times, amounts, addresses, limits) and for what this program cannot do.
    """
    _refuse_unsupported(params)
    _check_texts(params)
    now = desk.now()
    lines = [_line(item, f"line_items[{index}]", now) for index, item in enumerate(_lines(params))]
    currency = lines[0]["currency"]
    if any(line["currency"] != currency for line in lines):
        raise ApiError("All line items must be in the same currency.", param="line_items")
    amount = sum(line["amount_total"] for line in lines)
    _check_amount(amount, currency)
    page = f"{desk.settings.public_url.rstrip('/')}/c/pay"
    session = objects.session(
        params, amount=amount, currency=currency, now=now, expires_at=_expiry(params, now), page=page
    )
    desk.store.put(session)
    for line in lines:
        desk.store.put(line, parent=session["id"])
    desk.store.put({"id": f"plan_{session['id']}", "object": "plan"} | params.get("payment_intent_data", {}))
    return session


def _refuse_unsupported(params: dict[str, Any]) -> None:
    _only(params, SUPPORTED[""], "")
    for name, values in POSSIBLE.items():
        if name in params and params[name] not in values:
            raise not_supported(f"{name}={params[name]}")
    if params.get("adaptive_pricing", {}).get("enabled"):
        raise not_supported("adaptive_pricing[enabled]=true")
    if params.get("allowed_payment_method_types", ["card"]) != ["card"]:
        raise not_supported("allowed_payment_method_types other than card")
    intent = params.get("payment_intent_data", {})
    _only(intent, SUPPORTED["payment_intent_data"], "payment_intent_data")
    if intent.get("capture_method") == "manual":
        raise not_supported("payment_intent_data[capture_method]=manual")


def _only(given: dict[str, Any], supported: set[str], where: str) -> None:
    for name in given:
        if name not in supported:
            raise not_supported(f"{where}[{name}]" if where else name)


def _lines(params: dict[str, Any]) -> list[dict[str, Any]]:
    if "mode" not in params:
        raise ApiError("Missing required param: mode.", code="parameter_missing", param="mode")
    if "success_url" not in params:
        raise ApiError("Missing required param: success_url.", code="parameter_missing", param="success_url")
    items: list[dict[str, Any]] = params.get("line_items", [])
    if not items:
        raise ApiError("Missing required param: line_items.", code="parameter_missing", param="line_items")
    if len(items) > MOST_LINES:
        raise ApiError(f"You can pass at most {MOST_LINES} line items.", param="line_items")
    return items


def _line(item: dict[str, Any], where: str, now: int) -> Doc:
    _only(item, SUPPORTED["line_items"] | {"price"}, where)
    if "price" in item:
        raise no_such("price", item["price"], param=f"{where}[price]")
    for name in ("price_data", "quantity"):
        if name not in item:
            raise ApiError(
                f"Missing required param: {where}[{name}].", code="parameter_missing", param=f"{where}[{name}]"
            )
    _check_price(item["price_data"], f"{where}[price_data]")
    _check_metadata(item, where)
    if not 1 <= item["quantity"] <= MOST_PIECES:
        raise ApiError(f"Quantity must be between 1 and {MOST_PIECES}.", param=f"{where}[quantity]")
    return objects.line_item(item, now=now)


def _check_price(price: dict[str, Any], where: str) -> None:
    _only(price, SUPPORTED["price_data"] | {"product"}, where)
    if "product" in price:
        raise no_such("product", price["product"], param=f"{where}[product]")
    for name in ("product_data", "unit_amount"):
        if name not in price:
            raise ApiError(
                f"Missing required param: {where}[{name}].", code="parameter_missing", param=f"{where}[{name}]"
            )
    _only(price["product_data"], SUPPORTED["product_data"], f"{where}[product_data]")
    price["currency"] = price["currency"].lower()
    if price["currency"] not in CURRENCIES:
        known = ", ".join(sorted(CURRENCIES))
        raise ApiError(
            f"Invalid currency: {price['currency']}. The stand-in knows {known}.", param=f"{where}[currency]"
        )
    if price["unit_amount"] < 0:
        raise ApiError("Invalid non-negative integer", code="parameter_invalid_integer", param=f"{where}[unit_amount]")


def _check_amount(amount: int, currency: str) -> None:
    limits = CURRENCIES[currency]
    if amount < limits.least:
        raise ApiError(
            "The Checkout Session's total amount due must add up to at least about $0.50 USD:"
            f" {written(limits.least, currency, 'en')}.",
            code="amount_too_small",
        )
    if amount > limits.most:
        raise ApiError(
            f"The Checkout Session's total amount due must be no more than {written(limits.most, currency, 'en')}.",
            code="amount_too_large",
        )


def _expiry(params: dict[str, Any], now: int) -> int:
    expires_at: int = params.get("expires_at", now + LONGEST_SECONDS)
    if not now + SHORTEST_SECONDS <= expires_at <= now + LONGEST_SECONDS:
        raise ApiError(
            "The `expires_at` timestamp must be at least 30 minutes and at most 24 hours from Checkout Session"
            " creation.",
            param="expires_at",
        )
    return expires_at


def _check_texts(params: dict[str, Any]) -> None:
    for name in ("success_url", "cancel_url"):
        if name in params and not _is_web_address(params[name]):
            raise ApiError("Not a valid URL", code="url_invalid", param=name)
    if "customer_email" in params and not is_email(params["customer_email"]):
        given = params["customer_email"]
        raise ApiError(f"Invalid email address: {given}", code="email_invalid", param="customer_email")
    if len(params.get("client_reference_id", "")) > 200:
        raise ApiError(
            "Invalid string: client_reference_id must be at most 200 characters", param="client_reference_id"
        )
    _check_metadata(params, "")
    _check_metadata(params.get("payment_intent_data", {}), "payment_intent_data")


def _check_metadata(given: dict[str, Any], where: str) -> None:
    metadata = given.get("metadata", {})
    param = f"{where}[metadata]" if where else "metadata"
    if len(metadata) > 50:
        raise ApiError("You can have up to 50 metadata keys.", param=param)
    for key, value in metadata.items():
        if len(key) > 40 or len(value) > 500:
            raise ApiError(
                "Metadata keys can be up to 40 characters long and values up to 500 characters long.",
                param=f"{param}[{key}]",
            )


def _is_web_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and not re.search(r"\s", text)
    except ValueError:
        return False


def is_email(text: str) -> bool:
    """Say whether `text` looks like an address; whether somebody reads it is not known here."""
    return len(text) <= 254 and re.fullmatch(r"[^@\s<>\"]+@[^@\s.]+(\.[^@\s.]+)+", text) is not None


def expire_session(desk: Desk, session_id: str, cause: Cause = NOBODY) -> Doc:
    """Close an open session unpaid and say so; refuse one that is already closed."""
    session = find_session(desk, session_id)
    if session["status"] != "open":
        raise ApiError(
            'Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of'
            f" `{session['status']}`."
        )
    return _close(desk, session, cause)


def _close(desk: Desk, session: Doc, cause: Cause) -> Doc:
    _cancel_intent(desk, session, cause)
    session = desk.store.put(session | {"status": "expired", "url": None})
    events.record(desk, "checkout.session.expired", session, cause)
    return session


def _cancel_intent(desk: Desk, session: Doc, cause: Cause) -> None:
    intent = desk.store.get("payment_intent", session["payment_intent"]) if session["payment_intent"] else None
    if intent is None:
        return
    canceled = {
        "status": "canceled",
        "canceled_at": desk.now(),
        "cancellation_reason": "automatic",
        "next_action": None,
    }
    events.record(desk, "payment_intent.canceled", desk.store.put(intent | canceled), cause)


def find_session(desk: Desk, session_id: str) -> Doc:
    """Return a session, closed first if its time is over; raise a 404 ApiError for an unknown id."""
    session = desk.store.get("checkout.session", session_id)
    if session is None:
        raise no_such("checkout.session", session_id)
    if session["status"] == "open" and session["expires_at"] <= desk.now():
        expire_overdue(desk)
        session = desk.store.get("checkout.session", session_id) or session
    return session


def expire_overdue(desk: Desk) -> None:
    """Close every open session whose time is over."""
    now = desk.settings.clock()
    if not desk.store.open_sessions_past(now):
        return
    with desk.store.transaction():
        # Asked again inside: a customer may have paid in between.
        for session_id in desk.store.open_sessions_past(now):
            session = desk.store.get("checkout.session", session_id)
            assert session is not None
            _close(desk, session, NOBODY)
