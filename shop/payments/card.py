"""Paying by card on the card company's own page (Stripe Checkout, hosted).

Webhook, return page and sweeper all call `apply_checkout`: it looks at the session as the company has it now and posts
facts under unique keys, so the order in which they come cannot matter. No function here commits; the doors do,
before they call the company and after.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import structlog
from flask import current_app
from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from shop.core.db import db
from shop.core.errors import Refusal
from shop.core.rules import rule
from shop.payments import ledger
from shop.payments.models import ATTEMPT_RANK, Attempt, AttemptState, Payment, Settlement
from shop.payments.signals import payment_expired, payment_settled

if TYPE_CHECKING:
    import stripe

log = structlog.get_logger()

CLEARING = "clearing:stripe"
CURRENCY = "vnd"
#: What a look at a session brings along in the same answer.
EXPANDED = "payment_intent.latest_charge.balance_transaction"
#: States in which an attempt may still become a payment.
LIVE = (AttemptState.CREATED, AttemptState.OPEN, AttemptState.PROCESSING)


class CardUnavailable(Refusal):
    """The card company does not answer, or does not take this payment; nothing was charged."""

    def __init__(self) -> None:
        super().__init__(
            _l(
                "The card company does not answer just now. Nothing was charged; your order is kept. "
                "Try again in a minute."
            )
        )


class NoSuchPage(CardUnavailable):
    """The card company does not know the page."""


def offered(amount_vnd: int) -> bool:
    """Whether a card may pay `amount_vnd`: within what the card company takes."""
    least, most = current_app.config["CARD_MIN_VND"], current_app.config["CARD_MAX_VND"]
    return bool(least <= amount_vnd <= most)


def new_attempt(payment: Payment, *, at: datetime) -> Attempt:
    """Add an attempt to pay `payment`; its id is the key under which the company knows the request."""
    attempt = Attempt(
        payment=payment,
        amount_vnd=payment.amount_vnd,
        created_at=at,
        expires_at=at + timedelta(minutes=int(rule("card_hold_minutes"))),
    )
    db.session.add(attempt)
    db.session.flush()  # the id goes into the request
    return attempt


def current_attempt(payment: Payment) -> Attempt | None:
    """Return the attempt that may still become the payment, the newest one."""
    live = [attempt for attempt in payment.attempts if attempt.state in LIVE]
    return live[-1] if live else None


def fresh_attempt(payment: Payment, *, at: datetime) -> Attempt:
    """Return an attempt that can be opened now: the current one, or a new one where the company would refuse its end.

    A session must stay open for at least thirty minutes from when it is made (Stripe, Checkout Sessions).
    """
    attempt = current_attempt(payment)
    if attempt is not None and attempt.session_id is not None:
        return attempt
    least = timedelta(minutes=int(rule("card_least_minutes")))
    if attempt is not None and attempt.expires_at - at >= least:
        return attempt
    if attempt is not None:
        attempt.state = AttemptState.CANCELLED
    return new_attempt(payment, at=at)


def open_page(attempt: Attempt, order: dict[str, Any]) -> str:
    """Have the company open a page for `attempt` and return its address; asking again gives the same page.

    `order` holds `code`, `language`, `email`, `lines` (name, quantity, unit_amount in đồng), `return_url`,
    `cancel_url`. Raises CardUnavailable; whether a page was opened then is found out by asking again with the same key.
    """
    import stripe

    try:
        session = client().v1.checkout.sessions.create(
            _request(attempt, order),  # type: ignore[arg-type]
            {"idempotency_key": f"attempt-{attempt.id}"},
        )
    except (stripe.InvalidRequestError, stripe.AuthenticationError, stripe.PermissionError) as error:
        log.error("card refused", attempt=attempt.id, error=str(error))
        raise CardUnavailable from error
    except stripe.StripeError as error:
        log.warning("card company unreachable", attempt=attempt.id, error=str(error))
        raise CardUnavailable from error
    attempt.session_id, attempt.session_url = session.id, session.url
    if attempt.state == AttemptState.CREATED:
        attempt.state = AttemptState.OPEN
    if session.url is None:
        raise CardUnavailable
    return session.url


def _request(attempt: Attempt, order: dict[str, Any]) -> dict[str, Any]:
    """Return the request for a session: the same attempt always makes the same one, as idempotency asks."""
    code = order["code"]
    metadata = {"order": code, "attempt": attempt.id}
    lines = order["lines"]
    if sum(line["quantity"] * line["unit_amount"] for line in lines) != attempt.amount_vnd or len(lines) > 100:
        lines = [{"name": code, "quantity": 1, "unit_amount": attempt.amount_vnd}]
    request: dict[str, Any] = {
        "mode": "payment",
        "locale": order["language"],
        "client_reference_id": code,
        "submit_type": "pay",
        "line_items": [
            {
                "quantity": line["quantity"],
                "price_data": {
                    "currency": CURRENCY,
                    "unit_amount": line["unit_amount"],
                    "product_data": {"name": line["name"]},
                },
            }
            for line in lines
        ],
        "metadata": metadata,
        "payment_intent_data": {"metadata": metadata, "transfer_group": code, "description": code},
        "allowed_payment_method_types": ["card"],
        "adaptive_pricing": {"enabled": False},
        "expires_at": int(attempt.expires_at.timestamp()),
        "success_url": order["return_url"],
        "cancel_url": order["cancel_url"],
    }
    if order["email"]:
        request["customer_email"] = order["email"]
    return request


def look_up(session_id: str) -> Any:
    """Return the session as the company has it now. Raises NoSuchPage or CardUnavailable."""
    import stripe

    try:
        return client().v1.checkout.sessions.retrieve(session_id, {"expand": [EXPANDED]})
    except stripe.InvalidRequestError as error:
        log.warning("page unknown", session=session_id, error=str(error))
        raise NoSuchPage from error
    except stripe.StripeError as error:
        log.warning("card company unreachable", session=session_id, error=str(error))
        raise CardUnavailable from error


def close_page(attempt: Attempt) -> None:
    """Have the company close the page of `attempt`, so that nothing can be paid on it. Raises CardUnavailable.

    A page that was paid meanwhile cannot be closed: the caller looks it up and applies what it finds.
    """
    import stripe

    if attempt.session_id is None:
        return
    try:
        client().v1.checkout.sessions.expire(attempt.session_id)
    except stripe.InvalidRequestError as error:
        log.info("page not open any more", attempt=attempt.id, error=str(error))
    except stripe.StripeError as error:
        raise CardUnavailable from error


def apply_checkout(session: Any, *, at: datetime) -> Attempt | None:
    """Post what `session` says, whatever was posted before; return its attempt, or None when it is not ours.

    Paid: the money is in the ledger once, under the key of its payment intent, and what was due is settled.
    Expired: the attempt is over unless it was paid. An amount or currency that does not fit is recorded and marked
    for a person; nothing is released by it.
    """
    attempt = _attempt_of(session)
    if attempt is None:
        return None
    payment = _locked(attempt)
    attempt.session_id = attempt.session_id or session.id
    if session.payment_status == "paid":
        _capture(attempt, payment, session, at)
    elif session.status == "complete" and _has_failed(session.payment_intent):
        _end(attempt, payment, AttemptState.FAILED, at)
    elif session.status == "complete":
        _raise_to(attempt, AttemptState.PROCESSING)
    elif session.status == "expired":
        _end(attempt, payment, AttemptState.EXPIRED, at)
    return attempt


def expire(attempt: Attempt, *, at: datetime) -> None:
    """End an attempt on whose page nothing can be paid any more; what was set aside for it is free again."""
    _end(attempt, _locked(attempt), AttemptState.EXPIRED, at)


def _end(attempt: Attempt, payment: Payment, state: AttemptState, at: datetime) -> None:
    if _raise_to(attempt, state) and current_attempt(payment) is None:
        payment_expired.send(payment, at=at)


def _has_failed(intent: Any) -> bool:
    """Whether a payment that was promised at first was refused later; the page is closed by then."""
    return (
        intent is not None and not isinstance(intent, str) and intent.status in {"requires_payment_method", "canceled"}
    )


def _attempt_of(session: Any) -> Attempt | None:
    attempt = db.session.scalar(select(Attempt).where(Attempt.session_id == session.id))
    if attempt is not None:
        return attempt
    # Where the answer was lost on its way to us, the session still bears the attempt. (A StripeObject is no dict.)
    attempt_id = getattr(session.metadata, "attempt", None)
    return db.session.get(Attempt, attempt_id) if attempt_id else None


def hold(payments: Iterable[Payment]) -> None:
    """Hold the rows of `payments` and read them and their attempts again.

    Whoever holds an order too holds its payments first, here as everywhere: a message of the company and a buyer who
    cancels wait for each other in one direction only.
    """
    db.session.scalars(
        select(Payment)
        .where(Payment.id.in_([payment.id for payment in payments]))
        .order_by(Payment.id)
        .with_for_update()
        .options(selectinload(Payment.attempts))
        .execution_options(populate_existing=True)
    ).all()


def _locked(attempt: Attempt) -> Payment:
    """Hold the payment's row, so that two witnesses of one fact are heard one after the other."""
    hold([attempt.payment])
    return attempt.payment


def _capture(attempt: Attempt, payment: Payment, session: Any, at: datetime) -> None:
    intent = session.payment_intent
    intent_id: str = intent if isinstance(intent, str) else intent.id
    amount, currency = int(session.amount_total or 0), str(session.currency)
    attempt.payment_intent_id = intent_id
    attempt.review = attempt.review or _doubt(attempt, payment, amount, currency)
    _raise_to(attempt, AttemptState.SUCCEEDED)
    _keep_settlement(attempt, intent)
    if currency != CURRENCY:
        return  # the ledger is in đồng; amount and currency stand in the review until a person has looked
    entry = ledger.post(
        f"cap:{intent_id}",
        payment.order_code,
        "paid by card",
        {CLEARING: amount, ledger.customer(payment.order_code): -amount},
        at=at,
    )
    if entry is not None and attempt.review is None:
        payment_settled.send(payment, at=at)


def _doubt(attempt: Attempt, payment: Payment, amount: int, currency: str) -> str | None:
    """Return why a person must look before anything is released for this money, or None."""
    if currency != CURRENCY:
        return f"paid {amount} {currency} instead of {attempt.amount_vnd} {CURRENCY}"
    if amount != attempt.amount_vnd:
        return f"paid {amount} instead of {attempt.amount_vnd}"
    if any(other.state == AttemptState.SUCCEEDED for other in payment.attempts if other.id != attempt.id):
        return "paid a second time"
    return None


def _keep_settlement(attempt: Attempt, intent: Any) -> None:
    charge = None if isinstance(intent, str) else intent.latest_charge
    balance = None if charge is None or isinstance(charge, str) else charge.balance_transaction
    if charge is None or balance is None or isinstance(balance, str):
        return
    if db.session.get(Settlement, str(charge.id)) is not None:
        return
    db.session.add(
        Settlement(
            charge_id=charge.id,
            attempt_id=attempt.id,
            amount_minor=balance.amount,
            fee_minor=balance.fee,
            currency=balance.currency,
        )
    )


def _raise_to(attempt: Attempt, state: AttemptState) -> bool:
    """Move `attempt` to `state` if that ranks higher; success is absorbing. False when it stayed where it was."""
    if ATTEMPT_RANK[state] <= ATTEMPT_RANK[attempt.state]:
        return False
    attempt.state = state
    return True


def client() -> stripe.StripeClient:
    """Return the company's client, with retries and timeouts of our own; it takes most of a second to import."""
    return _client(current_app.config["STRIPE_SECRET_KEY"], current_app.config["STRIPE_API_BASE"])


@lru_cache(maxsize=4)
def _client(key: str, base: str) -> stripe.StripeClient:
    import stripe

    stripe.enable_telemetry = False
    addresses: Any = {"api": base} if base else {}
    return stripe.StripeClient(
        key,
        max_network_retries=2,
        http_client=stripe.RequestsClient(timeout=(3.05, 20)),
        base_addresses=addresses,
    )
