"""Writing the history of a batch: each thing that happened, as people read it and as an EPCIS event with its hash.

A row is inserted in the transaction of what happened, without a lock; its place in the chain comes a moment later
(`sequencer.py`). Nothing is ever changed: a mistake is answered by a further event.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import current_app
from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from shop.batches.models import Batch, Recall
from shop.catalogue.models import Centre
from shop.core.db import db
from shop.core.errors import Refusal
from shop.core.media import Picture
from shop.core.text import clean, fold
from traceability.gs1 import epcis
from traceability.models import EventPicture, HistoryEvent


class EventRefused(Refusal):
    """An event cannot have happened like this; `field` is the one to mend."""

    def __init__(self, field: str, message: object) -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True)
class Told:
    """An event in the words of whoever reports it."""

    what_vi: str
    what_en: str = ""
    place_vi: str | None = None
    note_vi: str | None = None
    note_en: str | None = None


def add(
    batch: Batch,
    kind: str,
    event: dict[str, Any],
    told: Told,
    *,
    said_by: str,
    at: datetime,
    quantity: int | None = None,
    pictures: Iterable[Picture] = (),
    key: str | None = None,
) -> HistoryEvent:
    """Append one event to the history of `batch`; the same `key` twice is written once.

    `event` is the whole EPCIS event with its hash as `eventID` (see `gs1/epcis.py`).
    """
    if key is not None and (known := db.session.scalar(select(HistoryEvent).where(HistoryEvent.key == key))):
        return known
    row = HistoryEvent(
        batch_id=batch.id,
        kind=kind,
        occurred_at=at,
        said_by=said_by,
        what_vi=told.what_vi,
        what_en=told.what_en,
        place_vi=told.place_vi,
        note_vi=told.note_vi,
        note_en=told.note_en,
        quantity=quantity,
        event=event,
        event_id=event["eventID"],
        key=key,
        pictures=[EventPicture(picture=picture) for picture in pictures],
    )
    db.session.add(row)
    db.session.flush()  # a photograph belongs to the row's number
    return row


def record_step(
    batch: Batch,
    told: Told,
    *,
    said_by: str,
    at: datetime,
    now: datetime,
    measures: Sequence[epcis.Measure] = (),
    pictures: Sequence[Picture] = (),
) -> HistoryEvent:
    """Record a step of the making: thrown, dried, glazed, fired.

    Raises EventRefused, naming the field, when it has no name, lies in the future, or reads as a bare number.
    """
    what = clean(told.what_vi)
    if not what:
        raise EventRefused("what", _l("Say what happened, like “Out of the kiln”."))
    if at > now:
        raise EventRefused("at", _l("This moment is still to come. Record it once it has happened."))
    try:
        event = epcis.step(
            base_url(),
            whole(batch),
            at,
            epcis.place_uri(base_url(), batch.producer.slug),
            slug="-".join(fold(what).split())[:60],
            name_vi=what,
            name_en=told.what_en,
            note_vi=told.note_vi or "",
            note_en=told.note_en or "",
            measures=measures,
            photos=[f"ni:///sha-256;{picture.key}" for picture in pictures],
        )
    except epcis.LooksLikeNumber as error:
        field = "what" if error.text == what else "note"
        raise EventRefused(field, _l("A bare number says little: add what it counts, like “1,230 °C”.")) from error
    return add(batch, "step", event, told, said_by=said_by, at=at, pictures=pictures)


def record_inspection(batch: Batch, told: Told, *, said_by: str, at: datetime, conformant: bool) -> HistoryEvent:
    """Record a control after which the goods remain, and whether they passed."""
    place = epcis.place_uri(base_url(), batch.producer.slug)
    event = epcis.inspecting(base_url(), whole(batch), at, place, conformant=conformant)
    return add(batch, "inspected", event, told, said_by=said_by, at=at)


def record_release(batch: Batch, *, at: datetime, said_by: str | None = None) -> HistoryEvent:
    """Record that the batch was written into its maker's book: lot code, dates and quantity are final.

    The maker says so, unless somebody else (`said_by`) keeps the book.
    """
    event = epcis.commissioning(
        base_url(),
        whole(batch),
        at,
        epcis.place_uri(base_url(), batch.producer.slug),
        lot_code=batch.lot_code,
        made_on=batch.made_on,
        best_before=batch.best_before,
    )
    told = Told("Ghi lô vào sổ", "Entered in the book", place_vi=batch.producer.commune_new_vi)
    key = f"released:{batch.id}"
    said_by = said_by or batch.producer.name_vi
    return add(batch, "released", event, told, said_by=said_by, at=at, quantity=batch.quantity, key=key)


#: What a centre does with goods of a batch: how EPCIS and people call it.
_AT_A_CENTRE: dict[str, tuple[Callable[..., epcis.Event], str, str]] = {
    "received": (epcis.receiving, "Về đến trung tâm", "Arrived at the centre"),
    "packed": (epcis.packing, "Gói hàng cho khách", "Packed for buyers"),
    "shipped": (epcis.shipping, "Lên đường đến người mua", "On the way to buyers"),
    "delivered": (epcis.delivered, "Đến tay người mua", "In the hands of buyers"),
    "returned": (epcis.returned, "Người mua trả lại", "Given back by buyers"),
}


def record_at_centre(
    kind: str, batch: Batch, centre: Centre, quantity: int, *, at: datetime, key: str | None
) -> HistoryEvent:
    """Record that `centre` received, packed, shipped, delivered or took back so many items of `batch`."""
    build, what_vi, what_en = _AT_A_CENTRE[kind]
    some = epcis.Quantity(lot_uri(batch), quantity)
    event = build(base_url(), some, at, epcis.place_uri(base_url(), centre.slug))
    told = Told(what_vi, what_en, place_vi=centre.village_vi)
    return add(batch, kind, event, told, said_by=centre.name_vi, at=at, quantity=quantity, key=key)


def record_recall(recall: Recall, *, said_by: str) -> HistoryEvent:
    """Record that the batch was recalled, with the reason."""
    batch, at = recall.batch, recall.opened_at
    event = epcis.recalled(base_url(), whole(batch), at, epcis.place_uri(base_url(), batch.producer.slug))
    told = Told("Thu hồi cả lô", "Whole batch recalled", note_vi=recall.reason_vi, note_en=recall.reason_en or None)
    return add(batch, "recalled", event, told, said_by=said_by, at=at, key=f"recall:{recall.id}")


def record_recall_end(recall: Recall, *, said_by: str) -> HistoryEvent:
    """Record that the recall has ended and the rest of the batch may be sold again."""
    batch, at = recall.batch, recall.closed_at
    assert at is not None, "only a recall that was closed has an end"
    event = epcis.recall_closed(base_url(), whole(batch), at, epcis.place_uri(base_url(), batch.producer.slug))
    told = Told("Thu hồi đã kết thúc", "The recall has ended")
    return add(batch, "recall_ended", event, told, said_by=said_by, at=at, key=f"recall-end:{recall.id}")


def base_url() -> str:
    """Return scheme and host the shop keeps for as long as the goods live."""
    return str(current_app.config["PUBLIC_BASE_URL"]).rstrip("/")


def lot_uri(batch: Batch) -> str:
    """Return what names `batch` in events: GS1's URI where it has a GTIN, else one of our own."""
    return epcis.lot_uri(base_url(), code=batch.code, gtin=batch.variant.gtin, lot=batch.lot_code)


def whole(batch: Batch) -> epcis.Quantity:
    """Return the whole batch, in pieces."""
    return epcis.Quantity(lot_uri(batch), batch.quantity)
