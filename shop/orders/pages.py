"""Doors of an order that exists: its page, paying, ending it, and the orders of an account."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import (
    Blueprint,
    Response,
    abort,
    current_app,
    flash,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask_babel import gettext as _
from flask_login import current_user

from shop.accounts.access import SIGNED_IN, needs
from shop.core.db import db, writing
from shop.core.security import limiter
from shop.core.time import now
from shop.delivery.addresses import written_phone
from shop.orders import cancellation, notices, queries
from shop.orders.models import Order, OrderState
from shop.orders.stops import stops
from shop.payments import card, ledger
from shop.payments.models import Attempt, AttemptState, Method, Payment

orders = Blueprint("orders", __name__)
orders.add_app_template_filter(written_phone, "phone")

#: So long the page of somebody who came back from paying looks again by itself.
WAITS = timedelta(minutes=10)
SECONDS_BETWEEN_LOOKS = 3


@orders.get("/orders/<token>")
@limiter.limit("120/minute")
def show(token: str) -> Any:
    """Show an order to whoever has its address."""
    order = _load(token)
    payments = queries.payments_of(order)
    waiting = _waits(order, payments)
    attempts = [attempt for payment in payments for attempt in payment.attempts]
    page = render_template(
        "orders/order.html",
        order=order,
        due=_due(order, payments),
        paid_vnd=ledger.paid(order.code),
        waiting=waiting,
        declined=any(attempt.last_decline for attempt in attempts[-1:]),
        in_doubt=any(attempt.review for attempt in attempts),
        may_cancel=cancellation.may_cancel(order),
        pictures=queries.pictures_of(order),
        stops=stops,
        now=now(),
    )
    return _private(page, look_again=waiting)


@orders.post("/orders/<token>/payment")
@limiter.limit("60/hour")
def pay(token: str) -> Any:
    """Go to the card company's page for what is still due."""
    return go_on(_load(token), request.form.get("payment", type=int))


@orders.post("/orders/<token>/cancellation")
def cancel(token: str) -> Any:
    """End the order, as long as nothing is packed or paid."""
    order = _load(token)
    try:
        _end(order)
    except (cancellation.TooLate, card.CardUnavailable) as refusal:
        flash(str(refusal), "warn")
    else:
        flash(_("The order has ended. Nothing will be sent, and nothing is owed."))
    return redirect(url_for(".show", token=token), 303)


@orders.get("/checkout/return")
@limiter.limit("60/minute")
def card_return() -> Any:
    """Come back from the card company: look at its page as it is now, and show the order.

    Nothing is claimed because somebody came back. What the look finds is written down although this is a GET: the
    company sends the buyer here by a link, and the address is known to these two alone.
    """
    attempt = queries.attempt_of_session(request.args.get("sid", "")[:200])
    if attempt is None:
        abort(404)
    order = queries.order_of_payment(attempt.payment)
    _note_return(attempt)
    return redirect(url_for(".show", token=order.token), 303)


@orders.get("/account/orders")
@needs(SIGNED_IN)
def mine() -> Any:
    """List the orders of the account, newest first."""
    return _private(render_template("orders/mine.html", orders=queries.orders_of(current_user.id)))


def go_on(order: Order, payment_id: int | None = None) -> Any:
    """Send the buyer where the order goes on: to the card company while something is due, else to its page.

    Where several sellers are to be paid, `payment_id` says which one now.
    """
    due = _due(order, queries.payments_of(order))
    if not due:
        return redirect(url_for("orders.show", token=order.token), 303)
    payment = next((each for each in due if each.id == payment_id), due[0])
    attempt = card.fresh_attempt(payment, at=now())
    if attempt.session_url:
        return redirect(attempt.session_url, 303)
    told = _told(order, payment)
    db.session.commit()  # the attempt is known before the company hears of it, and no transaction waits for it
    try:
        return redirect(card.open_page(attempt, told), 303)
    except card.CardUnavailable as refusal:
        flash(str(refusal), "warn")
        return redirect(url_for("orders.show", token=order.token), 303)


def _load(token: str) -> Order:
    order = queries.by_token(token)
    if order is None:
        abort(404)
    return order


def _due(order: Order, payments: list[Payment]) -> list[Payment]:
    """Return what a card has still to pay; money that came in twice or wrong is no reason to ask for more."""
    if order.method != Method.CARD or order.state != OrderState.PLACED:
        return []
    return [p for p in payments if not any(a.state == AttemptState.SUCCEEDED for a in p.attempts)]


def _waits(order: Order, payments: list[Payment]) -> bool:
    live = [attempt for payment in _due(order, payments) if (attempt := card.current_attempt(payment))]
    return any(attempt.returned_at is not None and attempt.returned_at > now() - WAITS for attempt in live)


def _private(page: str, *, look_again: bool = False) -> Response:
    """Answer with a page that is nobody else's business; its own forms still say where they come from."""
    response = make_response(page)
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["X-Robots-Tag"] = "noindex"
    if look_again:
        response.headers["Refresh"] = str(SECONDS_BETWEEN_LOOKS)
    return response


def _told(order: Order, payment: Payment) -> dict[str, Any]:
    """Return what the card company is told of an order; the same order is always told the same way."""
    parcels = [parcel for parcel in order.parcels if parcel.centre.seller_id == payment.seller_id]
    vietnamese = order.language == "vi"
    lines = [
        {
            "name": line.name_vi if vietnamese else line.name_en,
            "quantity": line.quantity,
            "unit_amount": line.price_vnd,
        }
        for parcel in parcels
        for line in parcel.lines
    ]
    if fee := sum(parcel.fee_vnd for parcel in parcels):
        lines.append({"name": "Giao hàng" if vietnamese else "Delivery", "quantity": 1, "unit_amount": fee})
    base = str(current_app.config["PUBLIC_BASE_URL"]) + ("" if vietnamese else f"/{order.language}")
    return {
        "code": order.code,
        "language": order.language,
        "email": order.email,
        "lines": lines,
        "return_url": base + "/checkout/return?sid={CHECKOUT_SESSION_ID}",
        "cancel_url": notices.link_to(order),
    }


def _end(order: Order) -> None:
    """Close the card company's pages, so that nothing can be paid on them, and then end the order.

    Raises CardUnavailable or TooLate, and the order goes on; it was paid in the last moment, or is packed.
    """
    if not cancellation.may_cancel(order):
        raise cancellation.TooLate
    _end_closed(order, [_closed(attempt) for attempt in _live(order) if attempt.session_id is not None])


def _end_closed(order: Order, seen: list[Any]) -> None:
    """End an order whose pages at the card company are closed; `seen` is how each of them ended."""
    card.hold(queries.payments_of(order))
    cancellation.lock(order)
    for session in seen:
        if session.payment_status == "paid":
            card.apply_checkout(session, at=now())
    if order.state != OrderState.CANCELLED:  # the company's own word of the closed page may have come first
        cancellation.cancel(order, by=order.recipient, why="by the buyer", at=now())
        notices.tell(order, "cancelled")
    for attempt in _live(order):
        attempt.state = AttemptState.CANCELLED


def _live(order: Order) -> list[Attempt]:
    payments = queries.payments_of(order)
    return [attempt for payment in payments for attempt in payment.attempts if attempt.state in card.LIVE]


def _closed(attempt: Attempt) -> Any:
    """Close the page of an attempt and return how it ended; no transaction is open meanwhile."""
    db.session.commit()
    card.close_page(attempt)
    return card.look_up(str(attempt.session_id))


def _note_return(attempt: Attempt) -> None:
    session_id = str(attempt.session_id)
    db.session.rollback()  # nothing stays open while we ask
    try:
        session = card.look_up(session_id)
    except card.CardUnavailable:
        session = None
    with writing():
        db.session.refresh(attempt)
        attempt.returned_at = now()
        if session is not None:
            card.apply_checkout(session, at=now())
        db.session.commit()
