"""The events of a batch as canonical EPCIS 2.0.1: one function for each thing that happens to it.

Each function returns a whole event with its own `@context` and, as `eventID`, the hash of its content: what is stored
is what was hashed, whatever the shop's address becomes later. Source: EPCIS 2.0.1 and CBV 2.0.0; where CBV has no word
for a step of a craft, the step is a URI below the shop's own `/ns/step/`.

Every event takes `base_url` (scheme and host the shop keeps for as long as the goods live), `what` (how much of which
lot), `at` (an aware moment) and `place` (`place_uri`, or a URI with the place's own GLN). Exact farm positions and
names of persons do not belong in here: events are public.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from urllib.parse import quote

from shop.core.time import in_hanoi
from traceability.gs1 import digital_link
from traceability.gs1.event_hash import event_hash, in_utc

__all__ = [
    "LooksLikeNumber",
    "Measure",
    "Quantity",
    "canonical_json",
    "chain_hash",
    "commissioning",
    "corrected",
    "delivered",
    "document",
    "event_hash",
    "inspecting",
    "lot_uri",
    "made_from",
    "packing",
    "place_uri",
    "recall_closed",
    "recalled",
    "receiving",
    "returned",
    "shipping",
    "step",
]

Event = dict[str, Any]

#: The context of 2.0.0: that of 2.0.1 changes the URIs of sensor types, and so the hash the reference code computes.
CONTEXT = "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"
CBVMDA = "urn:epcglobal:cbv:mda:"


class LooksLikeNumber(ValueError):
    """A text of our own fields reads as a number: the reference code would hash `0012` as `12`."""

    def __init__(self, text: str) -> None:
        super().__init__(f"{text!r} is a number; say what it counts.")
        self.text = text


@dataclass(frozen=True)
class Quantity:
    """So much of one lot; without `uom` (a UN Rec 20 code such as KGM, LTR) it counts pieces."""

    lot: str
    amount: int | Decimal | None = None
    uom: str | None = None

    def as_element(self) -> dict[str, Any]:
        """Return the EPCIS quantityElement."""
        element: dict[str, Any] = {"epcClass": self.lot}
        if self.amount is not None:
            element["quantity"] = _number(self.amount)
        if self.uom is not None:
            element["uom"] = self.uom
        return element


@dataclass(frozen=True)
class Measure:
    """What was measured in a step: firing temperature, 1250, °C."""

    name: str
    value: int | Decimal
    unit: str


def lot_uri(base_url: str, *, code: str, gtin: str | None = None, lot: str | None = None) -> str:
    """Return what names a batch in events: GS1's URI of GTIN and lot, else `{base_url}/id/lot/{code}`.

    Numbers of restricted circulation are not unique outside one company and never become GS1 URIs.
    Raises a DigitalLinkError for a GTIN or lot the standard refuses.
    """
    if gtin is None or lot is None or digital_link.is_restricted(digital_link.padded(gtin)):
        return f"{base_url.rstrip('/')}/id/lot/{quote(code, safe='')}"
    return digital_link.build(gtin, lot=lot)


def place_uri(base_url: str, slug: str) -> str:
    """Return what names a workshop or centre without a GLN: `{base_url}/id/place/{slug}`."""
    return f"{base_url.rstrip('/')}/id/place/{quote(slug, safe='')}"


def commissioning(
    base_url: str,
    what: Quantity,
    at: datetime,
    place: str,
    *,
    lot_code: str,
    made_on: date | None = None,
    best_before: date | None = None,
) -> Event:
    """Return the birth of a batch that was made from nothing tracked."""
    event = _object_event(base_url, what, at, place, "ADD", "commissioning", "active")
    return _finished(event | {"ilmd": _ilmd(lot_code, made_on, best_before)})


def made_from(
    base_url: str,
    what: Quantity,
    at: datetime,
    place: str,
    *,
    inputs: Sequence[Quantity],
    lot_code: str,
    made_on: date | None = None,
    best_before: date | None = None,
) -> Event:
    """Return the birth of a batch out of other lots: pressed, blended, roasted, woven."""
    event = _common(base_url, "TransformationEvent", at, place, "commissioning", "in_progress")
    event["inputQuantityList"] = [each.as_element() for each in inputs]
    event["outputQuantityList"] = [what.as_element()]
    return _finished(event | {"ilmd": _ilmd(lot_code, made_on, best_before)})


def step(
    base_url: str,
    what: Quantity,
    at: datetime,
    place: str,
    *,
    slug: str,
    name_vi: str,
    name_en: str = "",
    note_vi: str = "",
    note_en: str = "",
    measures: Iterable[Measure] = (),
    photos: Iterable[str] = (),
) -> Event:
    """Return a step in the workshop for which CBV has no word: `{base_url}/ns/step/{slug}`.

    `photos` are URIs that name the picture by its content (`ni:///sha-256;…`). Raises LooksLikeNumber.
    """
    own_step = f"{base_url.rstrip('/')}/ns/step/{quote(slug, safe='')}"
    event = _object_event(base_url, what, at, place, "OBSERVE", own_step, "in_progress")
    texts = {"nameVi": name_vi, "nameEn": name_en, "noteVi": note_vi, "noteEn": note_en}
    event |= {f"goc:{key}": _words(text) for key, text in texts.items() if text}
    lists = {"goc:measure": [_measure(each) for each in measures], "goc:photo": list(photos)}
    return _finished(event | {key: entries for key, entries in lists.items() if entries})


def inspecting(
    base_url: str, what: Quantity, at: datetime, place: str, *, conformant: bool, certificates: Sequence[str] = ()
) -> Event:
    """Return a control after which the goods remain; `certificates` are URIs of what it was written down in."""
    disposition = "conformant" if conformant else "non_conformant"
    event = _object_event(base_url, what, at, place, "OBSERVE", "inspecting", disposition)
    if certificates:
        event["certificationInfo"] = list(certificates)
    return _finished(event)


def receiving(base_url: str, what: Quantity, at: datetime, place: str, *, delivery_note: str | None = None) -> Event:
    """Return the arrival of goods at a centre; `delivery_note` is the URI of the note they came with."""
    event = _object_event(base_url, what, at, place, "OBSERVE", "receiving", "in_progress")
    if delivery_note is not None:
        event["bizTransactionList"] = [{"type": "desadv", "bizTransaction": delivery_note}]
    return _finished(event)


def packing(base_url: str, what: Quantity, at: datetime, place: str) -> Event:
    """Return the packing of goods into parcels. Whose parcels is not public."""
    return _finished(_object_event(base_url, what, at, place, "OBSERVE", "packing", "in_progress"))


def shipping(base_url: str, what: Quantity, at: datetime, place: str) -> Event:
    """Return the hand-over of goods to a carrier."""
    return _finished(_object_event(base_url, what, at, place, "OBSERVE", "shipping", "in_transit"))


def delivered(base_url: str, what: Quantity, at: datetime, place: str) -> Event:
    """Return that goods reached their buyer and leave the chain; `place` is the centre that sold them."""
    return _finished(_object_event(base_url, what, at, place, "DELETE", "retail_selling", "retail_sold"))


def returned(base_url: str, what: Quantity, at: datetime, place: str) -> Event:
    """Return that a buyer gave goods back to the centre at `place`."""
    return _finished(_object_event(base_url, what, at, place, "ADD", "receiving", "returned"))


def recalled(base_url: str, what: Quantity, at: datetime, place: str) -> Event:
    """Return the recall of a whole batch; it stays recalled until `recall_closed`."""
    event = _object_event(base_url, what, at, place, "OBSERVE", "holding", "recalled")
    return _finished(event | {"persistentDisposition": {"set": ["recalled"]}})


def recall_closed(base_url: str, what: Quantity, at: datetime, place: str) -> Event:
    """Return the end of a recall after which the rest of the batch may be sold again."""
    event = _object_event(base_url, what, at, place, "OBSERVE", "inspecting", "available")
    return _finished(event | {"persistentDisposition": {"unset": ["recalled"]}})


def corrected(
    event: Mapping[str, Any], at: datetime, *, did_not_occur: bool = False, corrections: Sequence[str] = ()
) -> Event:
    """Return `event` again, unchanged and under its own ID, declared wrong; `corrections` are the IDs of right ones."""
    reason = "did_not_occur" if did_not_occur else "incorrect_data"
    declaration: dict[str, Any] = {"declarationTime": _moment(at), "reason": reason}
    if corrections:
        declaration["correctiveEventIDs"] = list(corrections)
    return {**event, "errorDeclaration": declaration}


def document(events: Iterable[Mapping[str, Any]], base_url: str, creation: datetime) -> dict[str, Any]:
    """Return an EPCISDocument of `events`. One written under another address keeps its own `@context`."""
    context = _context(base_url)
    return {
        "@context": context,
        "type": "EPCISDocument",
        "schemaVersion": "2.0",
        "creationDate": _moment(creation),
        "epcisBody": {"eventList": [_within(event, context) for event in events]},
    }


def canonical_json(event: Mapping[str, Any]) -> str:
    """Return `event` in its one way of writing: keys sorted, no spaces, UTF-8 letters as they are."""
    return json.dumps(event, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def chain_hash(previous: str, event_id: str) -> str:
    """Return the link of an event in the chain of its batch, as 64 hexadecimal digits.

    `link(n) = SHA-256( link(n-1) as 32 bytes, followed by the event ID as UTF-8 )`. Before the first event there is no
    link: `previous` is then empty and `link(1) = SHA-256( event ID )`. Raises ValueError when `previous` is neither.
    """
    before = bytes.fromhex(previous)
    if len(before) not in (0, 32):
        raise ValueError("The previous link is 64 hexadecimal digits, or empty before the first event.")
    return hashlib.sha256(before + event_id.encode()).hexdigest()


def _object_event(
    base_url: str, what: Quantity, at: datetime, place: str, action: str, biz_step: str, disposition: str
) -> Event:
    event = _common(base_url, "ObjectEvent", at, place, biz_step, disposition)
    return event | {"action": action, "quantityList": [what.as_element()]}


def _common(base_url: str, kind: str, at: datetime, place: str, biz_step: str, disposition: str) -> Event:
    return {
        "@context": _context(base_url),
        "type": kind,
        "eventTime": _moment(at),
        "eventTimeZoneOffset": _offset(at),
        "bizStep": biz_step,
        "disposition": disposition,
        "readPoint": {"id": place},
    }


def _context(base_url: str) -> list[Any]:
    """Return the context with every prefix we use, so that the hash never depends on what a reader looks up."""
    return [CONTEXT, {"cbvmda": CBVMDA, "goc": f"{base_url.rstrip('/')}/ns/"}]


def _within(event: Mapping[str, Any], context: list[Any]) -> dict[str, Any]:
    return {key: value for key, value in event.items() if key != "@context" or value != context}


def _finished(event: Event) -> Event:
    return event | {"eventID": event_hash(event)}


def _ilmd(lot_code: str, made_on: date | None, best_before: date | None) -> dict[str, str]:
    # "Lô" keeps a lot like 0012 from being hashed as the number 12.
    facts = {"goc:lot": _words(f"Lô {lot_code}")}
    if made_on is not None:
        facts["goc:madeOn"] = made_on.isoformat()
    if best_before is not None:
        facts["cbvmda:bestBeforeDate"] = best_before.isoformat()
    return facts


def _measure(measure: Measure) -> dict[str, Any]:
    facts: dict[str, Any] = {"goc:name": _words(measure.name), "goc:value": _number(measure.value)}
    return facts | ({"goc:unit": _words(measure.unit)} if measure.unit else {})


def _words(text: str) -> str:
    """Return `text` without space around it; refuse what the reference code would take for a number."""
    text = text.strip()
    try:
        float(text)
    except ValueError:
        return text
    raise LooksLikeNumber(text)


def _number(amount: int | Decimal) -> int | float:
    return int(amount) if amount == int(amount) else float(amount)


def _moment(at: datetime) -> str:
    """Return an aware moment in UTC with milliseconds, rounded as the hash rounds."""
    if at.tzinfo is None:
        raise ValueError("A moment without a zone cannot be written into an event.")
    return in_utc(at)


def _offset(at: datetime) -> str:
    """Return the clock's distance from UTC where it happened: +07:00."""
    zone = in_hanoi(at).strftime("%z")
    return f"{zone[:3]}:{zone[3:]}"
