"""Doors of the cart: look, put in, change, take out. Its forms stand on pages kept for everybody, without a token."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, current_app, flash, redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy import select

from shop.cart import contents, queries
from shop.cart.contents import CartRefused
from shop.cart.models import Cart, CartLine
from shop.catalogue.models import Listing
from shop.core.codes import read_batch_code
from shop.core.db import db
from shop.core.i18n import said
from shop.core.rules import rule
from shop.core.security import same_origin_form
from shop.core.time import today

cart = Blueprint("cart", __name__, url_prefix="/cart")


@cart.get("")
def show() -> Any:
    """Show what is in the basket, brought down to what is still there."""
    return _page()


@cart.post("/lines")
@same_origin_form
def add() -> Any:
    """Put something in; a number that does not work is answered with the thing and the field again."""
    listing = _listing(request.form.get("listing", ""))
    code = request.form.get("batch", "")
    batch = contents.batch_of(listing, read_batch_code(code) or "") if code else None
    typed = request.form.get("quantity", "1")
    try:
        if not current_app.config["SALES_OPEN"]:
            raise CartRefused(_("The shop is not selling yet."))
        if code and batch is None:
            raise CartRefused(_("This batch is not one of this thing. Choose on its page again."))
        contents.add(_my_cart() or _new_cart(), listing, contents.read_quantity(typed), batch)
    except CartRefused as refusal:
        shown = {"listing": listing, "batch": batch, "typed": typed, "refusal": str(refusal)}
        return render_template("cart/add.html", **shown), 422
    flash(_("%(name)s is in your basket.", name=said(listing.variant.product, "name")))
    return redirect(url_for(".show"), 303)


@cart.post("/lines/<int:line_id>")
@same_origin_form
def change(line_id: int) -> Any:
    """Set how many of a line are wanted."""
    line = _my_line(line_id)
    if line is None:
        return _gone()
    for correction in contents.correct(line.cart, today()):
        flash(str(correction.sentence), "warn")
    if line not in line.cart.lines:
        return _gone()
    typed = request.form.get("quantity", "")
    try:
        contents.change(line, contents.read_quantity(typed))
    except CartRefused as refusal:
        return _page(refused={line_id: (typed, str(refusal))}), 422
    return redirect(url_for(".show"), 303)


@cart.post("/lines/<int:line_id>/removal")
@same_origin_form
def remove(line_id: int) -> Any:
    """Take a line out."""
    line = _my_line(line_id)
    if line is None:
        return _gone()
    contents.remove(line)
    return redirect(url_for(".show"), 303)


@cart.get("/count")
def count() -> Any:
    """Say how many things are in the basket, for the number in the header."""
    return {"count": queries.count(session.get("cart"))}


def _page(refused: dict[int, tuple[str, str]] | None = None) -> str:
    basket, corrections = queries.as_it_stands(_my_cart(), today())
    return render_template(
        "cart/cart.html",
        basket=basket,
        corrections=corrections,
        refused=refused or {},
        few=int(rule("stock_low_items")),
    )


def _gone() -> Any:
    """Answer for a line that was taken out meanwhile, in a second tab or by an order."""
    flash(_("That was no longer in your basket, so nothing has changed."), "info")
    return redirect(url_for(".show"), 303)


def _my_cart() -> Cart | None:
    return contents.find(session.get("cart"))


def _new_cart() -> Cart:
    made = Cart(user_id=current_user.id if current_user.is_authenticated else None)
    db.session.add(made)
    db.session.flush()  # makes its token
    session["cart"] = made.token
    return made


def _my_line(line_id: int) -> CartLine | None:
    mine = Cart.token == session.get("cart", "")
    return db.session.scalar(select(CartLine).join(CartLine.cart).where(CartLine.id == line_id, mine))


def _listing(number: str) -> Listing:
    found = contents.listing_of(int(number)) if number.isascii() and number.isdigit() and len(number) < 10 else None
    if found is None:
        abort(404)
    return found
