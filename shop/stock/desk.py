"""Doors of the store room: what is there, and receiving a delivery."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from flask_wtf import FlaskForm
from wtforms import HiddenField, StringField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange

from shop.accounts.access import needs
from shop.batches import opening
from shop.batches import queries as batch_queries
from shop.batches.models import Batch
from shop.catalogue.acting import current_centre
from shop.core.codes import secret_token
from shop.core.fields import WholeNumber
from shop.core.time import now
from shop.stock import movements, shelves
from shop.stock.labels import read_scan
from shop.stock.models import LotInStock

_COUNT = _l("Say how many arrived, as a number.")

desk = Blueprint("stock_desk", __name__, url_prefix="/desk")


class ReceiveForm(FlaskForm):
    """A delivery of one batch."""

    lot_code = StringField(_l("Lot code"), [DataRequired(_l("Scan or type the lot code on the label."))])
    #: Which batch, where two makers use the same lot code.
    batch = HiddenField()
    quantity = WholeNumber(
        _l("How many"),
        [InputRequired(_COUNT), NumberRange(1, 100_000, _l("A delivery has between 1 and 100,000 items."))],
        unreadable=_COUNT,
    )
    reference = StringField(_l("Delivery note"), [Length(max=60)])
    #: Made with the page, so that a second click is the same delivery.
    key = HiddenField()


@desk.get("/stock")
@needs("stock.read")
def stock() -> Any:
    """Show every lot on the shelves, what is promised of it, and what needs an eye."""
    return render_template("stock/desk/stock.html", lots=shelves.lots_at(current_centre), centre=current_centre)


@desk.route("/deliveries", methods=["GET", "POST"])
@needs("stock.receive")
def receive() -> Any:
    """Receive a delivery by lot code and number."""
    form = ReceiveForm(lot_code=request.args.get("lot", ""), key=secret_token())
    choices: list[Batch] = []
    if form.validate_on_submit():
        choices = _batches(form)
        if len(choices) == 1:
            try:
                lot = movements.receive(
                    current_centre,
                    choices[0],
                    form.quantity.data,
                    by=current_user.name,
                    at=now(),
                    reference=form.reference.data or None,
                    key=f"receive:{form.key.data}" if form.key.data else None,
                )
            except movements.StockRefused as refusal:
                form.lot_code.errors = [str(refusal)]
            else:
                flash(_received(lot, form.quantity.data))
                return redirect(url_for(".receive"), 303)
        elif choices:
            form.lot_code.errors = [_("More than one maker uses this lot code. Choose which one arrived.")]
        else:
            form.lot_code.errors = [
                _(
                    "No released batch has the lot code %(code)s. Look at the label again, or ask its maker.",
                    code=opening.read_lot_code(form.lot_code.data),
                )
            ]
    page = render_template(
        "stock/desk/receive.html", form=form, choices=choices, recent=shelves.recent_receipts(current_centre)
    )
    return page, 422 if form.is_submitted() else 200


def _batches(form: ReceiveForm) -> list[Batch]:
    """Return the released batches the form can mean: by label address, batch code or lot code."""
    from_label, _times = read_scan(form.lot_code.data)
    by_code = batch_queries.by_code(from_label) if len(from_label) == 10 else None
    if by_code is not None and by_code.released_at is not None:
        return [by_code]
    found = batch_queries.released_by_lot_code(from_label)
    chosen = [batch for batch in found if str(batch.id) == form.batch.data]
    return chosen or found


def _received(lot: LotInStock, quantity: int) -> str:
    words = {"quantity": quantity, "lot": lot.batch.lot_code, "available": lot.available}
    return str(_("%(quantity)s received of lot %(lot)s; %(available)s can be sold now.", **words))
