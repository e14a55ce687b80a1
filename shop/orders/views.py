"""Doors of checkout and of an order's own page."""

from __future__ import annotations

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
    session,
    url_for,
)
from flask_babel import gettext as _
from flask_login import current_user

from shop.accounts.access import SIGNED_IN, needs
from shop.accounts.models import User
from shop.accounts.policies import current as current_policy
from shop.cart import contents
from shop.cart.contents import CartRefused
from shop.cart.models import Cart
from shop.cart.queries import contents as read_contents
from shop.core.codes import secret_token
from shop.core.db import db
from shop.core.i18n import language
from shop.core.rules import rule
from shop.core.security import limiter
from shop.core.time import now, today
from shop.delivery.places import communes_of_hanoi
from shop.orders import allocation, cancellation, checkout, queries, typed
from shop.orders.forms import CheckoutForm, PlaceForm
from shop.orders.models import Order, OrderState
from shop.payments import card
from shop.payments.models import Attempt, Method, Payment

orders = Blueprint("orders", __name__)


@orders.route("/checkout", methods=["GET", "POST"], endpoint="checkout")
def fill_in() -> Any:
    """Ask who, where to, how each parcel travels and how to pay."""
    cart = contents.find(session.get("cart"))
    if cart is None or not cart.lines:
        return _nothing_to_order()
    basket = read_contents(cart, today())
    form = CheckoutForm(data=cart.checkout or _known())
    delivery = typed.deliveries(request.form, basket, (cart.checkout or {}).get("delivery"))
    if form.validate_on_submit():
        if changed := contents.correct(cart, today()):
            return _say_what_changed(changed)
        try:
            details = typed.details(form, delivery)
            checkout.check(basket, details)
        except typed.FieldRefused as refusal:
            form[refusal.field].errors = [str(refusal)]
        except (checkout.CheckoutRefused, CartRefused) as refusal:
            form.form_errors.append(str(refusal))
        else:
            cart.checkout, cart.checkout_key = typed.keep(form, delivery), secret_token()
            return redirect(url_for(".review"), 303)
    page = render_template(
        "orders/checkout.html",
        form=form,
        basket=basket,
        delivery=delivery,
        communes=communes_of_hanoi(),
        rule=rule,
    )
    return page, 422 if form.is_submitted() else 200


@orders.get("/checkout/review")
def review() -> Any:
    """Show all that is agreed to, on one page, before anything is ordered."""
    cart = contents.find(session.get("cart"))
    if cart is None or not cart.lines or not cart.checkout:
        return _nothing_to_order()
    return _review(cart, PlaceForm(formdata=None, key=cart.checkout_key))


@orders.post("/orders")
@limiter.limit("30/hour")
def place() -> Any:
    """Place the order; the same page sent twice is one order. A card order goes on to the card company's page."""
    form = PlaceForm()
    if (known := checkout.by_key(form.key.data or "")) is not None:
        return _go_on(known)
    cart = contents.find(session.get("cart"))
    if cart is None or not cart.lines or not cart.checkout or cart.checkout_key != form.key.data:
        return _nothing_to_order()
    if not form.validate_on_submit():
        return _review(cart, form), 422
    if not current_app.config["SALES_OPEN"]:
        abort(409)
    try:
        order = _place(cart, form.key.data)
    except allocation.CannotServe as refusal:
        db.session.rollback()
        return _came_too_late(str(refusal))
    except (checkout.CheckoutRefused, CartRefused) as refusal:
        db.session.rollback()
        flash(str(refusal), "warn")
        return redirect(url_for(".checkout"), 303)
    db.session.commit()  # the order stands, whatever the card company answers
    return _go_on(order)


def _place(cart: Cart, key: str) -> Order:
    basket = read_contents(cart, today())
    form = CheckoutForm(formdata=None, data=cart.checkout)
    delivery = typed.deliveries({}, basket, (cart.checkout or {})["delivery"])
    details = typed.details(form, delivery)
    user = current_user._get_current_object() if current_user.is_authenticated else None
    return checkout.place_order(cart, details, key=key, user=user, language=language(), at=now())


def _came_too_late(sentence: str) -> Any:
    """Tell the buyer, before anything is paid, that somebody was quicker, and bring the cart down to what is left."""
    cart = contents.find(session.get("cart"))
    if cart is not None:
        contents.correct(cart, today())
    flash(sentence, "warn")
    return redirect(url_for("cart.show"), 303)


@orders.get("/orders/<token>")
@limiter.limit("120/minute")
def show(token: str) -> Any:
    """Show an order to whoever has its address."""
    order = _load(token)
    return _order_page(order)


@orders.post("/orders/<token>/payment")
@limiter.limit("30/hour")
def pay(token: str) -> Any:
    """Go to the card company's page for what is still due."""
    order = _load(token)
    if order.method != Method.CARD or order.state != OrderState.PLACED:
        return redirect(url_for(".show", token=token), 303)
    return _to_card_page(order)


@orders.post("/orders/<token>/cancellation")
def cancel(token: str) -> Any:
    """End the order, as long as nothing is packed or paid."""
    order = _load(token)
    for payment in queries.payments_of(order):
        attempt = card.current_attempt(payment)
        if attempt is not None:
            _close(attempt)
    try:
        cancellation.cancel(order, by=order.recipient, why="by the buyer", at=now())
    except cancellation.TooLate as refusal:
        flash(str(refusal), "warn")
    else:
        flash(_("The order has ended. Nothing will be sent."))
    return redirect(url_for(".show", token=token), 303)


@orders.get("/checkout/return")
@limiter.limit("60/minute")
def card_return() -> Any:
    """Come back from the card company: look at the session as it is now, and show the order.

    Nothing is claimed because somebody came back. Looking writes, although this is a GET: the company sends the
    buyer here by a link. So the door has a transaction of its own.
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
    return render_template("orders/mine.html", orders=queries.orders_of(current_user.id))


def _load(token: str) -> Order:
    order = queries.by_token(token)
    if order is None:
        abort(404)
    return order


def _go_on(order: Order) -> Any:
    if order.method == Method.CARD and order.state == OrderState.PLACED:
        return _to_card_page(order)
    return redirect(url_for(".show", token=order.token), 303)


def _to_card_page(order: Order) -> Any:
    """Send the buyer to the card company. The attempt is committed before the call and its answer after it."""
    payment = queries.payments_of(order)[0]
    attempt = card.fresh_attempt(payment, at=now())
    if attempt.session_url:
        return redirect(attempt.session_url, 303)
    db.session.commit()  # no provider is called with a transaction open
    try:
        address = card.open_page(attempt, _told(order, payment))
    except card.CardUnavailable as refusal:
        db.session.commit()
        flash(str(refusal), "warn")
        return redirect(url_for(".show", token=order.token), 303)
    return redirect(address, 303)


def _told(order: Order, payment: Payment) -> dict[str, Any]:
    """Return what the card company is told of an order; the same order is always told the same way."""
    lines = [
        {
            "name": line.name_vi if order.language == "vi" else line.name_en,
            "quantity": line.quantity,
            "unit_amount": line.price_vnd,
        }
        for parcel in order.parcels
        if parcel.centre.seller_id == payment.seller_id
        for line in parcel.lines
    ]
    fee = sum(parcel.fee_vnd for parcel in order.parcels if parcel.centre.seller_id == payment.seller_id)
    if fee:
        lines.append({"name": "Giao hàng" if order.language == "vi" else "Delivery", "quantity": 1, "unit_amount": fee})
    return {
        "code": order.code,
        "language": order.language,
        "email": order.email,
        "lines": lines,
        "return_url": f"{_base(order)}/checkout/return?sid={{CHECKOUT_SESSION_ID}}",
        "cancel_url": f"{_base(order)}/orders/{order.token}",
    }


def _base(order: Order) -> str:
    base = str(current_app.config["PUBLIC_BASE_URL"]).rstrip("/")
    return base if order.language == "vi" else f"{base}/{order.language}"


def _close(attempt: Attempt) -> None:
    """Close the card company's page before an order ends, so that nothing can be paid on it afterwards."""
    db.session.commit()
    try:
        card.close_page(attempt)
        if attempt.session_id:
            card.apply_checkout(card.look_up(attempt.session_id), at=now())
            db.session.commit()
    except card.CardUnavailable as refusal:
        flash(str(refusal), "warn")


def _note_return(attempt: Attempt) -> None:
    from shop.core.db import writing

    session_id = attempt.session_id
    db.session.rollback()
    try:
        seen = card.look_up(session_id or "")
    except card.CardUnavailable:
        seen = None
    with writing():
        db.session.refresh(attempt)
        attempt.returned_at = now()
        if seen is not None:
            card.apply_checkout(seen, at=now())
        db.session.commit()


def _order_page(order: Order) -> Response:
    payments = queries.payments_of(order)
    attempts = [attempt for payment in payments if (attempt := card.current_attempt(payment))]
    waiting = order.state == OrderState.PLACED and any(attempt.returned_at for attempt in attempts)
    response = make_response(
        render_template(
            "orders/order.html",
            order=order,
            attempt=attempts[-1] if attempts else None,
            last_decline=next((a.last_decline for a in reversed(attempts) if a.last_decline), None),
            waiting=waiting,
            may_cancel=cancellation.may_cancel(order),
            pictures=queries.pictures_of(order),
        )
    )
    if waiting:
        response.headers["Refresh"] = "3"
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _review(cart: Cart, form: PlaceForm) -> Any:
    basket = read_contents(cart, today())
    typed_form = CheckoutForm(formdata=None, data=cart.checkout)
    delivery = typed.deliveries({}, basket, (cart.checkout or {})["delivery"])
    try:
        details = typed.details(typed_form, delivery)
    except typed.FieldRefused:
        return redirect(url_for(".checkout"), 303)
    return render_template(
        "orders/review.html",
        form=form,
        basket=basket,
        details=details,
        fees={each.centre.id: checkout.fee(each, details) for each in basket.baskets},
        total=checkout.total(basket, details),
        sellers=checkout.sellers(basket),
        policies=[current_policy(slug) for slug in checkout.ACCEPTED],
        rule=rule,
    )


def _say_what_changed(changed: list[contents.Correction]) -> Any:
    for each in changed:
        flash(str(each.sentence), "warn")
    db.session.flush()
    return redirect(url_for("cart.show"), 303)


def _nothing_to_order() -> Any:
    flash(_("Your basket is empty here, so there is nothing to order. Orders you placed are safe."), "warn")
    return redirect(url_for("cart.show"), 303)


def _known() -> dict[str, Any]:
    """Return what is known of somebody who is signed in."""
    if not current_user.is_authenticated:
        return {}
    user: User = current_user
    return {"recipient": user.name, "email": user.email, "phone": user.phone or ""}
