"""Doors of the desk: today's work, packing by scanning, handing over, delivering."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from flask_wtf import FlaskForm
from wtforms import StringField, TextAreaField
from wtforms.validators import DataRequired, Length

from shop.accounts.access import needs
from shop.catalogue.acting import current_centre
from shop.core.time import now
from shop.orders import desk_queries, fulfilment
from shop.orders.models import IllegalMove, Parcel, ParcelState

desk = Blueprint("orders_desk", __name__, url_prefix="/desk")


class PackForm(FlaskForm):
    """The labels of the items that go into the parcel, one line each, as a scanner types them."""

    codes = TextAreaField(_l("Scan the label of each item"), [DataRequired(_l("Scan at least one label."))])


class HandOverForm(FlaskForm):
    """Who carries the parcel, and under which number."""

    carrier = StringField(_l("Carrier"), [DataRequired(_l("Say who takes the parcel.")), Length(max=80)])
    tracking = StringField(_l("Tracking number"), [Length(max=80)])


@desk.get("")
@needs("parcels.read")
def today() -> Any:
    """Show what to do now; a scanned order or parcel code opens that parcel."""
    code = request.args.get("code", "").strip()
    if code and (found := desk_queries.parcel_by_scan(current_centre, code)):
        return redirect(url_for(".parcel", code=found.code), 303)
    return render_template(
        "orders/desk/today.html", work=desk_queries.today(current_centre), centre=current_centre, unknown_code=code
    )


@desk.get("/parcels/<code>")
@needs("parcels.read")
def parcel(code: str) -> Any:
    """Show one parcel and the next thing to do with it."""
    return _page(_load(code))


@desk.post("/parcels/<code>/packing")
@needs("parcels.pack")
def pack(code: str) -> Any:
    """Pack the parcel with the items whose labels were scanned."""
    found = _load(code)
    form = PackForm()
    if form.validate_on_submit():
        try:
            fulfilment.pack(found, form.codes.data.splitlines(), by=current_user.name, at=now())
        except (fulfilment.WrongBatch, fulfilment.WrongCount) as refusal:
            form.codes.errors = [str(refusal)]
        else:
            flash(_("Parcel %(code)s is packed.", code=found.code))
            return redirect(url_for(".parcel", code=found.code), 303)
    return _page(found, pack_form=form), 422


@desk.post("/parcels/<code>/hand-over")
@needs("parcels.hand_over")
def hand_over(code: str) -> Any:
    """Give the parcel to a carrier."""
    found = _load(code)
    form = HandOverForm()
    if form.validate_on_submit():
        fulfilment.hand_over(
            found, carrier=form.carrier.data, tracking=form.tracking.data or "", by=current_user.name, at=now()
        )
        flash(_("Parcel %(code)s is with %(carrier)s.", code=found.code, carrier=form.carrier.data))
        return redirect(url_for(".today"), 303)
    return _page(found, hand_over_form=form), 422


@desk.post("/parcels/<code>/collection")
@needs("parcels.hand_over")
def collect(code: str) -> Any:
    """Put the parcel on the shelf for its buyer; the buyer is told."""
    found = _load(code)
    fulfilment.make_ready(found, by=current_user.name, at=now())
    flash(_("Parcel %(code)s waits for its buyer, who has been told.", code=found.code))
    return redirect(url_for(".today"), 303)


@desk.post("/parcels/<code>/delivery")
@needs("parcels.hand_over")
def deliver(code: str) -> Any:
    """Record that the buyer has it, and that cash which was due was taken."""
    found = _load(code)
    fulfilment.deliver(found, by=current_user.name, at=now())
    flash(_("Parcel %(code)s has reached its buyer.", code=found.code))
    return redirect(url_for(".today"), 303)


@desk.errorhandler(IllegalMove)
def somebody_was_quicker(refusal: IllegalMove) -> Any:
    """Show the parcel as it is now, with the sentence why the move was refused."""
    code = (request.view_args or {}).get("code", "")
    found = desk_queries.parcel_of(current_centre, code)
    if found is None:
        abort(404)
    return _page(found, refusal=str(refusal)), 409


def _load(code: str) -> Parcel:
    found = desk_queries.parcel_of(current_centre, code)
    if found is None:
        abort(404)
    return found


def _page(found: Parcel, **shown: Any) -> str:
    forms = {"pack_form": PackForm(formdata=None), "hand_over_form": HandOverForm(formdata=None), "refusal": ""}
    return render_template("orders/desk/parcel.html", parcel=found, states=ParcelState, **(forms | shown))
