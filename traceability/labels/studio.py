"""Doors of the label printer: a producer chooses a label, sees what will be printed, prints, and prints it again."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from flask_login import current_user

from shop.accounts.access import needs
from shop.batches import queries as batch_queries
from shop.batches.models import Batch
from shop.catalogue.acting import current_producer
from shop.core.rules import rule
from shop.core.time import now, today
from traceability import queries
from traceability.forms import LabelForm
from traceability.labels import preview as pictures
from traceability.labels import runs
from traceability.labels.formats import A4_38X21, A4_70X37, FORMATS
from traceability.labels.typesetting import PangoMissing
from traceability.models import LabelRun

studio = Blueprint("labels_studio", __name__, url_prefix="/studio")


@studio.get("/batches/<code>/labels")
@needs("labels.print")
def labels(code: str) -> Any:
    """Show the labels of a batch as they will be printed; the choices stand in the address."""
    found = _load(code)
    form = _asked_form(found)
    return _page(found, form, _proof(found, form))


@studio.post("/batches/<code>/label-runs")
@needs("labels.print")
def print_run(code: str) -> Any:
    """Record a printing; the page then has its PDF."""
    found, form = _load(code), LabelForm()
    if form.validate_on_submit():
        try:
            run = runs.print_run(
                found, form.format.data, form.quantity.data, form.first_cell, by=current_user.name, at=now()
            )
        except (runs.LabelsRefused, PangoMissing) as refusal:
            _explain(form, refusal)
        else:
            return redirect(url_for(".labels", code=found.code, run=run.id), 303)
    return _page(found, form, None), 422


@studio.get("/batches/<code>/labels/preview.png")
@needs("labels.print")
def preview(code: str) -> Response:
    """Draw the first sheet, or with `view=label` one label, exactly as it would be printed."""
    found = _load(code)
    form = _asked_form(found)
    proof = _proof(found, form)
    if proof is None:
        abort(404)
    if request.args.get("view") == "label":
        picture = pictures.label_png(proof.content, form.format.data)
    else:
        picture = pictures.sheet_png(proof.content, form.format.data, proof.quantity, proof.first_cell)
    response = Response(picture, mimetype="image/png", headers={"Cache-Control": "private, no-cache"})
    response.add_etag()
    response.make_conditional(request)
    return response


@studio.get("/label-runs/<int:id>.pdf")
@needs("labels.print")
def pdf(id: int) -> Response:
    """Make the sheets of a printing again; they are the same to the byte."""
    run = queries.label_run(current_producer, id)
    if run is None:
        abort(404)
    response = Response(runs.pdf_of(run), mimetype="application/pdf", headers={"Cache-Control": "private, no-cache"})
    name = f"tem-{run.batch.lot_code}-{run.quantity}.pdf"
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return response


def _load(code: str) -> Batch:
    found = batch_queries.batch_of(current_producer, code)
    if found is None:
        abort(404)
    return found


def _asked_form(found: Batch) -> LabelForm:
    """Return the form with the choices of the address; what the address does not say is as suggested."""
    quantity = min(found.quantity, int(rule("label_run_most")))
    asked = request.args if "format" in request.args else None
    suggested = {"format": A4_70X37.id, "quantity": quantity} | _after(_just_printed(found))
    return LabelForm(formdata=asked, meta={"csrf": False}, **suggested)


def _just_printed(found: Batch) -> LabelRun | None:
    run_id = request.args.get("run", type=int)
    run = queries.label_run(current_producer, run_id) if run_id else None
    return run if run is not None and run.batch_id == found.id else None


def _after(run: LabelRun | None) -> dict[str, Any]:
    """Suggest the same label again, from the first place that `run` left free."""
    if run is None:
        return {}
    cells = FORMATS[run.format].cells
    return {"format": run.format, f"first_of_{cells}": (run.first_cell - 1 + run.quantity) % cells + 1}


def _proof(found: Batch, form: LabelForm) -> runs.Proof | None:
    """Return the labels as chosen, or None with the reason in the form."""
    if "format" in request.args and not form.validate():
        return None
    try:
        return runs.prove(found, form.format.data, form.quantity.data, form.first_cell, on=today())
    except (runs.LabelsRefused, PangoMissing) as refusal:
        _explain(form, refusal)
        return None


def _explain(form: LabelForm, refusal: runs.LabelsRefused | PangoMissing) -> None:
    """Put a refusal beside the field it is about; what is wrong with the batch itself is said on top."""
    fields = {"format": form.format, "quantity": form.quantity, "first_cell": form.place}
    field = fields.get(getattr(refusal, "field", ""))
    if field is None:
        form.form_errors.append(str(refusal))
    else:
        field.errors = [str(refusal)]


def _page(found: Batch, form: LabelForm, proof: runs.Proof | None) -> str:
    return render_template(
        "traceability/labels/labels.html",
        batch=found,
        form=form,
        formats=FORMATS.values(),
        sheets=((A4_70X37, form.first_of_24), (A4_38X21, form.first_of_65)),
        proof=proof,
        choices={"format": form.format.data, "quantity": form.quantity.data, **_places(form)},
        runs=queries.label_runs(found.id),
        ready=_just_printed(found),
    )


def _places(form: LabelForm) -> dict[str, int]:
    return {field.name: field.data or 1 for field in (form.first_of_24, form.first_of_65)}
