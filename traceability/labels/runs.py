"""Printing labels: what the tag of a batch says, frozen in the row of each printing, and the sheets made of it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime
from functools import lru_cache
from threading import Lock
from typing import Any

from flask import current_app
from flask_babel import lazy_gettext as _l

from shop.batches.models import Batch, BatchState
from shop.catalogue import gradings
from shop.core import audit
from shop.core.db import db
from shop.core.errors import Refusal
from shop.core.formats import number
from shop.core.rules import rule
from shop.core.time import in_hanoi
from traceability.gs1 import digital_link
from traceability.history import base_url
from traceability.labels import qr, sheets, tags
from traceability.labels.formats import FORMATS
from traceability.labels.tags import DoesNotFit, Tag, TagContent
from traceability.models import LabelRun

#: WeasyPrint and Pango share what they know of fonts: one label is laid out at a time.
_alone = Lock()


class LabelsRefused(Refusal):
    """Labels cannot be printed like this; `field` is the one to mend, or `batch`."""

    def __init__(self, field: str, message: object) -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True)
class Proof:
    """What is known of labels before they are printed."""

    content: TagContent
    tag: Tag
    quantity: int
    first_cell: int

    @property
    def module_mm(self) -> float:
        """How wide one module of the symbol is printed."""
        return self.tag.symbol.module_mm

    @property
    def has_gtin(self) -> bool:
        """Whether the symbol is a GS1 Digital Link."""
        return "/01/" in self.content.url

    @property
    def pages(self) -> int:
        """How many sheets it takes; a roll counts labels."""
        return sheets.page_count(self.tag.format, self.quantity, self.first_cell)

    @property
    def places_left(self) -> int:
        """How many places of the last sheet stay free."""
        return self.pages * self.tag.format.cells - (self.first_cell - 1 + self.quantity)


def print_run(batch: Batch, format_id: str, quantity: int, first_cell: int, *, by: str, at: datetime) -> LabelRun:
    """Record a printing of `quantity` labels of `batch`, the first one in `first_cell` (from 1) of the first sheet.

    Raises what `prove` raises; nothing is then changed.
    """
    proof = prove(batch, format_id, quantity, first_cell, on=in_hanoi(at).date())
    run = LabelRun(
        batch_id=batch.id,
        format=format_id,
        quantity=quantity,
        first_cell=first_cell,
        printed_at=at,
        printed_by=by,
        content=_frozen(proof.content),
    )
    db.session.add(run)
    db.session.flush()  # its number is in the address of the PDF
    after = {"run": run.id, "format": format_id, "quantity": quantity, "first_cell": first_cell}
    audit.record("labels.print", batch.lot_code, who=by, after=after)
    return run


def prove(batch: Batch, format_id: str, quantity: int, first_cell: int, *, on: date) -> Proof:
    """Return the labels as they would be printed on the day `on`.

    Raises LabelsRefused, naming the field, for a batch whose labels nobody may print now, a number out of range or a
    tag that does not fit; and PangoMissing where the system cannot set type.
    """
    _check_batch(batch, on)
    _check_numbers(format_id, quantity, first_cell)
    content = content_of(batch, on)
    try:
        return Proof(content, lay_out(content, format_id), quantity, first_cell)
    except DoesNotFit as error:
        raise LabelsRefused("format", error.message) from error


def _check_batch(batch: Batch, on: date) -> None:
    lot = batch.lot_code
    if batch.state == BatchState.DRAFT:
        raise LabelsRefused("batch", _l("Release lot %(code)s first: its labels lead to a finished page.", code=lot))
    if batch.open_recall is not None:
        raise LabelsRefused("batch", _l("Lot %(code)s is being recalled. It gets no new labels.", code=lot))
    if batch.has_expired_by(on):
        raise LabelsRefused("batch", _l("Lot %(code)s is past its best-before day. It gets no new labels.", code=lot))
    if batch.state != BatchState.RELEASED:
        raise LabelsRefused("batch", _l("Lot %(code)s is closed. It gets no new labels.", code=lot))
    if current_app.config["GOC_ENV"] == "production" and digital_link.is_demonstration(batch.variant.gtin or ""):
        raise LabelsRefused("batch", _l("This product’s GTIN is one for demonstrations. Enter its own, or none."))


def _check_numbers(format_id: str, quantity: int, first_cell: int) -> None:
    if format_id not in FORMATS:
        raise LabelsRefused("format", _l("Choose one of the labels shown."))
    most = int(rule("label_run_most"))
    if not 1 <= quantity <= most:
        raise LabelsRefused("quantity", _l("One printing has between 1 and %(most)s labels.", most=number(most)))
    cells = FORMATS[format_id].cells
    if not 1 <= first_cell <= cells:
        raise LabelsRefused("first_cell", _l("This sheet has the places 1 to %(last)s.", last=cells))


def content_of(batch: Batch, on: date) -> TagContent:
    """Return what a tag of `batch` says when it is printed on the day `on`; in Vietnamese, like everything on goods."""
    variant, product, producer = batch.variant, batch.variant.product, batch.variant.product.producer
    standing = gradings.standing(product.gradings, on)
    return TagContent(
        name=_named(product.name_vi, variant.name_vi),
        producer=producer.name_vi,
        place=f"{producer.commune_new_vi}, Hà Nội" if producer.commune_new_vi else "",
        lot=batch.lot_code,
        url=qr.label_url(base_url(), code=batch.code, gtin=variant.gtin, lot=batch.lot_code),
        made_on=batch.made_on,
        best_before=batch.best_before,
        stars=standing.stars if standing.is_live else None,
        code=batch.code,
        gtin=variant.gtin,
    )


def _named(product: str, variant: str) -> str:
    """Return the name with what tells variants apart: `Bình tỳ bà men rạn · 32 cm`."""
    return product if not variant or variant.casefold() in product.casefold() else f"{product} · {variant}"


def _frozen(content: TagContent) -> dict[str, Any]:
    return {key: value.isoformat() if isinstance(value, date) else value for key, value in asdict(content).items()}


def printed_content(run: LabelRun) -> TagContent:
    """Return what the tags of `run` said when they were printed, whatever the product is called now."""
    days = {key: date.fromisoformat(run.content[key]) for key in ("made_on", "best_before") if run.content[key]}
    return TagContent(**(run.content | days))


def pdf_of(run: LabelRun) -> bytes:
    """Return the sheets of `run`, made again from its row. Raises PangoMissing."""
    return sheets.place(lay_out(printed_content(run), run.format), run.quantity, run.first_cell)


@lru_cache(maxsize=64)
def lay_out(content: TagContent, format_id: str) -> Tag:
    """Return the tag laid out, from memory when it was before. Raises DoesNotFit or PangoMissing."""
    with _alone:
        return tags.lay_out(content, FORMATS[format_id])
