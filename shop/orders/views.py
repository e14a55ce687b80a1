"""Doors of the checkout: who, where to and how; one page with everything on it; the order."""

from __future__ import annotations

from typing import Any

from flask import current_app, flash, redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from flask_wtf.csrf import CSRFError

from shop.accounts.models import User
from shop.accounts.policies import current as current_policy
from shop.cart import contents
from shop.cart.contents import CartRefused, Correction
from shop.cart.models import Cart
from shop.cart.queries import Contents, as_it_stands
from shop.core.codes import secret_token
from shop.core.db import db
from shop.core.errors import Refusal
from shop.core.i18n import language
from shop.core.rules import rule
from shop.core.security import limiter
from shop.core.time import now, today
from shop.delivery.places import communes_of_hanoi
from shop.orders import checkout as verb
from shop.orders import typed
from shop.orders.allocation import CannotServe
from shop.orders.checkout import CheckoutRefused, Details, TooLongOnTheWay
from shop.orders.forms import CheckoutForm, PlaceForm
from shop.orders.pages import go_on, orders
from shop.payments import card

#: Shown on the review page: the words of each are part of what is agreed to.
POLICIES = ("terms", "payment", "delivery", "returns", "privacy", "complaints")


class SalesClosed(Refusal):
    """The shop shows everything and sells nothing yet."""

    def __init__(self) -> None:
        super().__init__(_l("The shop is not selling yet. Ordering opens when its operator has been registered."))


@orders.route("/checkout", methods=["GET", "POST"])
def checkout() -> Any:
    """Ask who, where to, how each parcel travels and how to pay."""
    cart, basket, changes = _basket()
    if cart is None or not basket.baskets:
        return _nothing_to_order()
    kept = cart.checkout or {}
    form = CheckoutForm(data=kept or _known())
    delivery = typed.deliveries(request.form, basket, kept)
    if form.is_submitted() and _read(form, basket, delivery):
        contents.correct(cart, today())
        cart.checkout, cart.checkout_key = typed.keep(form, delivery), secret_token()
        if form.shown.data != basket.fingerprint:
            return _look_again(changes)
        return redirect(url_for(".review"), 303)
    form.shown.data = basket.fingerprint
    page = render_template(
        "orders/checkout.html",
        form=form,
        basket=basket,
        changes=changes,
        delivery=delivery,
        total=basket.goods_vnd + sum(each.fee_vnd for each in basket.baskets if delivery[each.centre.id] == "ship"),
        card_offered=card.offered(basket.goods_vnd) or card.offered(basket.goods_vnd + basket.fees_vnd),
        communes=communes_of_hanoi(),
        rule=rule,
    )
    return page, 422 if form.is_submitted() else 200


@orders.get("/checkout/review")
def review() -> Any:
    """Show all that is agreed to, on one page, before anything is ordered."""
    cart, basket, changes = _basket()
    if cart is None or not basket.baskets:
        return _nothing_to_order()
    if changes:
        return redirect(url_for("cart.show"), 303)
    return _review(cart, basket, PlaceForm(formdata=None))


@orders.post("/orders")
@limiter.limit("60/hour")
def place() -> Any:
    """Place the order; the same page sent twice is one order."""
    form = PlaceForm()
    cart = _held_cart()
    if (known := verb.by_key(form.key.data or "")) is not None:
        return go_on(known)
    if cart is None:
        return _ended()
    basket, changes = as_it_stands(cart, today())
    if not basket.baskets and not changes:
        return _nothing_to_order()
    if not cart.checkout or cart.checkout_key != form.key.data:
        flash(_("Your details were changed in another window. Nothing was ordered; please look once more."), "warn")
        return redirect(url_for(".review"), 303)
    if changes or form.shown.data != _shown(basket, cart):
        contents.correct(cart, today())
        return _look_again(changes)
    if not form.validate_on_submit():
        return _review(cart, basket, form)
    return _place(cart, basket)


def _place(cart: Cart, basket: Contents) -> Any:
    """Place the order, or say why not before anything is paid."""
    details, key = _details(cart, basket), str(cart.checkout_key)
    user = current_user._get_current_object() if current_user.is_authenticated else None
    try:
        order = verb.place_order(cart, details, key=key, user=user, language=language(), at=now())
    except CannotServe as refusal:  # somebody was quicker: the basket is brought down to what is left
        db.session.rollback()
        held = _held_cart()
        return _look_again(contents.correct(held, today()) if held is not None else [], str(refusal))
    except (CheckoutRefused, CartRefused) as refusal:
        db.session.rollback()
        flash(str(refusal), "warn")
        return redirect(url_for(".checkout"), 303)
    db.session.commit()  # the order stands, whatever the card company answers
    return go_on(order)


@orders.errorhandler(CSRFError)
def session_ended(_error: CSRFError) -> Any:
    """Answer a page whose session is gone: an order that was placed with it is shown, else nothing has happened."""
    token = (request.view_args or {}).get("token")
    if token is not None:
        flash(_("This page had been open too long, so nothing has changed. Please press once more."), "warn")
        return redirect(url_for(".show", token=token), 303)
    known = verb.by_key(request.form.get("key", ""))
    return go_on(known) if known is not None else _ended()


@orders.before_request
def refuse_while_closed() -> None:
    """Begin no order while the shop sells nothing; orders that exist stay reachable."""
    if (
        request.endpoint in {"orders.checkout", "orders.review", "orders.place"}
        and not current_app.config["SALES_OPEN"]
    ):
        raise SalesClosed


def _basket() -> tuple[Cart | None, Contents, list[Correction]]:
    cart = contents.find(session.get("cart"))
    return cart, *as_it_stands(cart, today())


def _held_cart() -> Cart | None:
    """Return the cart, its row held and read again: of two clicks the second waits for the first one's order."""
    cart = contents.find(session.get("cart"))
    if cart is not None:
        contents.hold(cart)
        db.session.refresh(cart)
    return cart


def _read(form: CheckoutForm, basket: Contents, delivery: Any) -> bool:
    """Tell whether what was typed makes an order; if not, the form says beside each field what is missing."""
    valid = bool(form.validate())
    try:
        verb.check(basket, typed.details(typed.keep(form, delivery), delivery), today())
    except typed.Unfinished as refusal:
        form.communes = refusal.communes
        for field, sentence in refusal.errors.items():
            if not form[field].errors:
                form[field].errors = [sentence]
        return False
    except TooLongOnTheWay as refusal:
        form.refuse_delivery(refusal.centre_id, str(refusal))
        return False
    except (CheckoutRefused, CartRefused) as refusal:
        form.method.errors = form.method.errors or [str(refusal)]
        return False
    return valid


def _details(cart: Cart, basket: Contents) -> Details:
    kept = cart.checkout or {}
    return typed.details(kept, typed.deliveries({}, basket, kept))


def _shown(basket: Contents, cart: Cart) -> str:
    return f"{basket.fingerprint}-{verb.total(basket, _details(cart, basket))}"


def _review(cart: Cart, basket: Contents, form: PlaceForm) -> Any:
    try:
        details = _details(cart, basket)
        verb.check(basket, details, today())
    except (KeyError, typed.Unfinished):  # nothing typed yet, or a parcel came that needs more
        return redirect(url_for(".checkout"), 303)
    except CheckoutRefused as refusal:
        flash(str(refusal), "warn")
        return redirect(url_for(".checkout"), 303)
    form.key.data, form.shown.data = cart.checkout_key, _shown(basket, cart)
    page = render_template(
        "orders/review.html",
        form=form,
        basket=basket,
        details=details,
        fees={each.centre.id: verb.fee(each, details) for each in basket.baskets},
        total=verb.total(basket, details),
        sellers=verb.sellers(basket),
        policies={slug: current_policy(slug) for slug in POLICIES},
        how=verb.how,
        rule=rule,
    )
    return page, 422 if form.errors else 200


def _look_again(changes: list[Correction], sentence: str = "") -> Any:
    """Go back to the basket and say what has changed, before anything is paid."""
    said = [str(each.sentence) for each in changes] or [
        sentence or _("Your basket has changed; please look once more.")
    ]
    for each in said:
        flash(each, "warn")
    return redirect(url_for("cart.show"), 303)


def _nothing_to_order() -> Any:
    flash(_("Your basket is empty, so there is nothing to order."), "info")
    return redirect(url_for("cart.show"), 303)


def _ended() -> Any:
    return render_template("orders/ended.html"), 410


def _known() -> dict[str, Any]:
    """Return what is known of somebody who is signed in."""
    if not current_user.is_authenticated:
        return {}
    user: User = current_user
    return {"recipient": user.name, "email": user.email, "phone": user.phone or ""}


__all__ = ["orders"]
