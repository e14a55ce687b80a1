"""Doors of the city office: recalling a batch everywhere at once."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user

from shop.accounts.access import acting, needs
from shop.batches import opening
from shop.batches import queries as batch_queries
from shop.batches.models import Batch, Recall
from shop.core.db import db
from shop.core.time import now
from shop.stock.labels import read_scan
from traceability import queries, recalls
from traceability.forms import RecallForm

office = Blueprint("traceability_office", __name__, url_prefix="/office")


@office.route("/recalls", methods=["GET", "POST"], endpoint="recalls")
@needs("recalls.open")
def recalls_page() -> Any:
    """List the open recalls, and open one."""
    form = RecallForm()
    if form.validate_on_submit():
        found = _batches(form.lot_code.data)
        if len(found) == 1:
            try:
                _open(found[0], form)
            except opening.BatchRefused as refusal:
                form.lot_code.errors = [str(refusal)]
            else:
                flash(
                    _(
                        "Lot %(code)s is recalled. It is off sale everywhere, and its labels say so.",
                        code=found[0].lot_code,
                    )
                )
                return redirect(url_for(".recalls"), 303)
        else:
            form.lot_code.errors = [
                _("More than one maker uses this lot code. Type the ten-character batch code instead.")
                if found
                else _("No released batch has this code. Look at the label again.")
            ]
    page = render_template("traceability/office/recalls.html", form=form, recalls=queries.open_recalls())
    return page, 422 if form.is_submitted() else 200


@office.post("/recalls/<int:recall_id>/closing")
@needs("recalls.open")
def close_recall(recall_id: int) -> Any:
    """End a recall."""
    recall = db.session.get(Recall, recall_id)
    if recall is None:
        abort(404)
    recalls.close_recall(recall, said_by=_office_name(), by=current_user.name, at=now())
    flash(_("The recall of lot %(code)s has ended.", code=recall.batch.lot_code))
    return redirect(url_for(".recalls"), 303)


def _batches(typed: str) -> list[Batch]:
    read, _times = read_scan(typed)
    by_code = batch_queries.by_code(read)
    if by_code is not None and by_code.released_at is not None:
        return [by_code]
    return batch_queries.released_by_lot_code(read)


def _open(batch: Batch, form: RecallForm) -> None:
    recalls.open_recall(
        batch,
        reason_vi=form.reason_vi.data,
        reason_en=form.reason_en.data or "",
        what_to_do_vi=form.what_to_do_vi.data,
        what_to_do_en=form.what_to_do_en.data or "",
        said_by=_office_name(),
        by=current_user.name,
        at=now(),
    )


def _office_name() -> str:
    membership = acting()
    assert membership is not None, "the permission was checked"
    return membership.organisation.name_vi
