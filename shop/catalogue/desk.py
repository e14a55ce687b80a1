"""The desk's door to the catalogue: what this centre sells, and for how much."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from shop.accounts.access import needs
from shop.catalogue import listings as verbs
from shop.catalogue import queries
from shop.catalogue.acting import current_centre
from shop.catalogue.forms import ListingForm, PriceForm
from shop.catalogue.models import Listing
from shop.catalogue.paging import page_number
from shop.core.errors import Refusal
from shop.core.i18n import said
from shop.core.time import now

desk = Blueprint("catalogue_desk", __name__)


@desk.get("/desk/listings")
@needs("listings.read")
def listings() -> Any:
    """Show what this centre lists, and what it could add when asked to find something."""
    return _page()


@desk.post("/desk/listings")
@needs("listings.change")
def add() -> Any:
    """Put a variant on sale here: the centre's own, or another village's."""
    form = ListingForm()
    variant = queries.variant_to_list(form.variant.data) if form.variant.data else None
    if variant is None:
        abort(404)
    if form.validate_on_submit():
        try:
            listing = verbs.list_variant(current_centre, variant, form.price_vnd(), by=current_user.name, at=now())
        except verbs.NotAPrice as refusal:
            form.price.errors = [str(refusal)]
        except Refusal as refusal:
            flash(str(refusal), "bad")  # the goods themselves are refused, so they stand in no list below
        else:
            flash(_("%(name)s is on sale.", name=said(listing.variant.product, "name")))
            return redirect(url_for(".listings"), 303)
    return _page(adding=form, find=form.find.data or said(variant.product, "name")), 422


@desk.post("/desk/listings/<int:listing_id>/price")
@needs("listings.change")
def price(listing_id: int) -> Any:
    """Change the price of one listing."""
    listing = _listing(listing_id)
    form = PriceForm()
    if form.validate_on_submit():
        try:
            verbs.set_price(listing, form.price_vnd(), by=current_user.name, at=now())
        except Refusal as refusal:
            form.price.errors = [str(refusal)]
        else:
            flash(_("The price of %(name)s has changed.", name=said(listing.variant.product, "name")))
            return _back()
    return _page(pricing=(listing.id, form)), 422


@desk.post("/desk/listings/<int:listing_id>/delisting")
@needs("listings.change")
def delist(listing_id: int) -> Any:
    """Take one listing off sale."""
    listing = _listing(listing_id)
    verbs.delist(listing, by=current_user.name, at=now())
    flash(_("%(name)s is off sale here.", name=said(listing.variant.product, "name")))
    return _back()


@desk.post("/desk/listings/<int:listing_id>/relisting")
@needs("listings.change")
def relist(listing_id: int) -> Any:
    """Put one listing on sale again."""
    listing = _listing(listing_id)
    verbs.relist(listing, by=current_user.name, at=now())
    flash(_("%(name)s is on sale again.", name=said(listing.variant.product, "name")))
    return _back()


def _page(*, pricing: tuple[int, PriceForm] | None = None, adding: ListingForm | None = None, find: str = "") -> str:
    called = request.args.get("q", "")
    find = find or request.args.get("find", "")
    shelf = queries.shelf_of(current_centre, page=page_number(request.args.get("page")), called=called)
    return render_template(
        "catalogue/desk/listings.html",
        centre=current_centre,
        shelf=shelf,
        called=called,
        find=find,
        candidates=queries.variants_to_list(current_centre, find) if find else [],
        form=PriceForm(formdata=None),
        pricing=pricing,
        adding=adding,
    )


def _listing(listing_id: int) -> Listing:
    listing = queries.listing_of(current_centre, listing_id)
    if listing is None:
        abort(404)
    return listing


def _back() -> Any:
    """Return to the part of the list the form was in."""
    return redirect(url_for(".listings", page=request.args.get("page"), q=request.args.get("q")), 303)
