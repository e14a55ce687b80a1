"""Doors of the cart. Its forms stand on pages that are cached for everybody, so they prove where they come from."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, flash, jsonify, redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from flask_login import current_user

from shop.accounts.models import User
from shop.batches.models import Batch
from shop.cart import contents, queries
from shop.cart.models import Cart, CartLine
from shop.core.db import db
from shop.core.i18n import said
from shop.core.security import same_origin_form
from shop.core.time import now, today

cart = Blueprint("cart", __name__)


@cart.get("/cart")
def show() -> Any:
    """Show the cart as it could be ordered now, with a plain word about what has changed since."""
    return _page()


@cart.post("/cart/lines")
@same_origin_form
def add() -> Any:
    """Put something into the cart."""
    listing = contents.listing_to_add(_number("listing") or 0)
    if listing is None:
        abort(404)
    batch = _batch(listing.variant_id)
    try:
        contents.add(_cart_of_session(), listing, _quantity(), batch)
    except contents.CartRefused as refusal:
        db.session.rollback()
        listing = contents.listing_to_add(listing.id)
        page = render_template(
            "cart/not_added.html",
            listing=listing,
            batch=batch,
            quantity=request.form.get("quantity", ""),
            error=str(refusal),
        )
        return page, 422
    flash(_("%(name)s is in your basket.", name=said(listing.variant.product, "name")))
    return redirect(url_for(".show"), 303)


@cart.post("/cart/lines/<int:line_id>")
@same_origin_form
def change(line_id: int) -> Any:
    """Change how many of a line are wanted."""
    line = _line(line_id)
    if line is None:
        return _gone()
    try:
        contents.change(line, _quantity())
    except contents.CartRefused as refusal:
        return _page(refused={line_id: (str(refusal), request.form.get("quantity", ""))}), 422
    return redirect(url_for(".show"), 303)


@cart.post("/cart/lines/<int:line_id>/removal")
@same_origin_form
def remove(line_id: int) -> Any:
    """Take a line out."""
    line = _line(line_id)
    if line is None:
        return _gone()
    contents.remove(line)
    return redirect(url_for(".show"), 303)


@cart.get("/cart/count")
def count() -> Any:
    """Tell how many items there are, for the number beside the basket."""
    return jsonify(count=queries.count(session.get("cart")))


def adopt_cart(user: User) -> None:
    """Join the session's cart with the one of whoever signs in (hears `signed_in`)."""
    joined = contents.adopt(user, session.get("cart"))
    if joined is not None:
        session["cart"] = joined.token


def _page(refused: dict[int, tuple[str, str]] | None = None) -> str:
    """Render the cart as it could be ordered now. Looking changes nothing: what was corrected is forgotten again."""
    found = contents.find(session.get("cart"))
    with db.session.no_autoflush:
        corrections: list[contents.Correction] = []
        if found is not None:
            queries.load(found)
            corrections = contents.correct(found, today())
        page = render_template(
            "cart/cart.html",
            contents=queries.contents(found),
            corrections=corrections,
            refused=refused or {},
        )
        db.session.rollback()
    return page


def _gone() -> Any:
    flash(_("That line is not in your basket any more."), "warn")
    return redirect(url_for(".show"), 303)


def _cart_of_session() -> Cart:
    found = contents.find(session.get("cart"))
    if found is None:
        user_id = current_user.id if current_user.is_authenticated else None
        found = Cart(user_id=user_id)
        db.session.add(found)
        db.session.flush()
        session["cart"] = found.token
        session.permanent = True
    found.changed_at = now()
    return found


def _line(line_id: int) -> CartLine | None:
    found = contents.find(session.get("cart"))
    if found is None:
        return None
    return next((line for line in found.lines if line.id == line_id), None)


def _batch(variant_id: int) -> Batch | None:
    batch = db.session.get(Batch, _number("batch") or 0)
    return batch if batch is not None and batch.variant_id == variant_id else None


def _quantity() -> int:
    """Return the number that was typed; what is no number is refused like a number that is too small."""
    return _number("quantity") or 0


def _number(field: str) -> int | None:
    text = request.form.get(field, "").strip()
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 12 else None
