"""Doors of the studio: a producer opens a batch, tells what happened, releases it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from wtforms.fields.choices import SelectChoice

from shop.accounts.access import needs
from shop.batches import opening
from shop.batches import queries as batch_queries
from shop.batches.models import Batch
from shop.catalogue.acting import current_producer
from shop.catalogue.models import Variant
from shop.core import media
from shop.core.i18n import said
from shop.core.time import HANOI, in_hanoi, now, today
from traceability import history, queries, release
from traceability.forms import BatchForm, EventForm
from traceability.usual import icon_of, usual_steps

studio = Blueprint("traceability_studio", __name__, url_prefix="/studio")


@studio.get("")
@needs("batches.read")
def batches() -> Any:
    """List the batches of the producer, newest first."""
    return render_template(
        "traceability/studio/batches.html", batches=batch_queries.batches_of(current_producer), on=today()
    )


@studio.route("/batches/new", methods=["GET", "POST"])
@needs("batches.open")
def open_batch() -> Any:
    """Open a batch; the form begins as the last batch of the same thing was."""
    variants = batch_queries.variants_of(current_producer)
    form = _filled_form(variants)
    if form.validate_on_submit():
        variant = next(v for v in variants if v.id == form.variant.data)
        try:
            batch = opening.open_batch(
                variant,
                lot_code=form.lot_code.data,
                made_on=form.made_on.data,
                best_before=form.best_before.data or opening.suggest_best_before(variant, form.made_on.data),
                quantity=form.quantity.data,
                inputs=_materials(form.materials.data or ""),
                by=current_user.name,
                at=now(),
            )
        except opening.BatchRefused as refusal:
            form[refusal.field].errors = [str(refusal)]
        else:
            flash(_("Lot %(code)s is open. Tell what happened in its making.", code=batch.lot_code))
            return redirect(url_for(".batch", code=batch.code), 303)
    page = render_template("traceability/studio/open_batch.html", form=form, variants=variants)
    return page, 422 if form.is_submitted() else 200


def _filled_form(variants: list[Variant]) -> BatchForm:
    chosen = request.args.get("variant", type=int)
    like = batch_queries.last_batch(current_producer, chosen)
    variant_id = chosen or (like.variant_id if like else None)
    variant = next((v for v in variants if v.id == variant_id), variants[0] if variants else None)
    form = BatchForm(
        variant=variant.id if variant else None,
        made_on=today(),
        lot_code=opening.suggest_lot_code(current_producer, today()),
        best_before=opening.suggest_best_before(variant, today()) if variant else None,
        quantity=like.quantity if like else None,
        materials="\n".join(_material_line(i) for i in like.inputs) if like else "",
    )
    form.variant.choices = [SelectChoice(v.id, f"{said(v.product, 'name')} · {said(v, 'name')}") for v in variants]
    return form


def _material_line(material: Any) -> str:
    return f"{material.name_vi}, {material.source_vi}" if material.source_vi else str(material.name_vi)


def _materials(text: str) -> list[opening.Material]:
    """Read one raw material a line: its name, and after the first comma where it came from."""
    lines = [line.partition(",") for line in text.splitlines() if line.strip()]
    return [opening.Material(name[:120], source.strip()[:200] or None) for name, _comma, source in lines[:20]]


@studio.get("/batches/<code>")
@needs("batches.read")
def batch(code: str) -> Any:
    """Show one batch: what happened, what is still missing, its labels."""
    return _page(_load(code))


@studio.post("/batches/<code>/events")
@needs("batches.record")
def add_event(code: str) -> Any:
    """Record one thing that happened, with a photograph if there is one."""
    found = _load(code)
    form = EventForm()
    if form.validate_on_submit():
        told = _told(found, form)
        try:
            upload = form.picture.data
            pictures = [media.keep(upload.stream, alt_vi=told.what_vi)] if upload and upload.filename else []
            history.record_step(
                found,
                told,
                said_by=found.producer.name_vi,
                at=form.at.data.replace(tzinfo=HANOI),
                now=now(),
                pictures=pictures,
            )
        except (media.NotAPicture, media.PictureTooLarge) as refusal:
            form.picture.errors = [str(refusal)]
        except history.EventRefused as refusal:
            form[refusal.field].errors = [str(refusal)]
        else:
            flash(_("“%(what)s” is in the book.", what=told.what_vi))
            return redirect(url_for(".batch", code=found.code), 303)
    return _page(found, form), 422


def _told(found: Batch, form: EventForm) -> history.Told:
    """Return the event in the words of the form; a usual step has its English name already."""
    what = (form.what.data or "").strip() or form.usual.data or ""
    product = found.variant.product
    english = {step["name_vi"]: step["name_en"] for step in usual_steps(product.kind, product.slug)}
    return history.Told(what, english.get(what, ""), place_vi=form.place.data or None, note_vi=form.note.data or None)


@studio.post("/batches/<code>/release", endpoint="release")
@needs("batches.release")
def release_batch(code: str) -> Any:
    """Release the batch, if its origin page can show all that it must."""
    found = _load(code)
    try:
        release.release(found, by=current_user.name, at=now())
    except release.NotReady:
        return _page(found), 422
    except opening.BatchRefused as refusal:
        flash(str(refusal), "warn")
        return redirect(url_for(".batch", code=found.code), 303)
    flash(_("Lot %(code)s is released. Its labels can be printed now.", code=found.lot_code))
    return redirect(url_for(".batch", code=found.code), 303)


def _load(code: str) -> Batch:
    found = batch_queries.batch_of(current_producer, code)
    if found is None:
        abort(404)
    return found


def _page(found: Batch, form: EventForm | None = None) -> str:
    moment: datetime = in_hanoi(now()).replace(tzinfo=None, second=0, microsecond=0)
    return render_template(
        "traceability/studio/batch.html",
        batch=found,
        events=queries.history_of(found.id),
        runs=queries.label_runs(found.id),
        missing=release.missing_data(found) if found.released_at is None else [],
        form=form or EventForm(formdata=None, at=moment),
        usual=[
            (step, icon_of("step", step["name_vi"]))
            for step in usual_steps(found.variant.product.kind, found.variant.product.slug)
        ],
        on=today(),
    )
