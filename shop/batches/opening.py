"""Opening a batch and releasing it: the lot code, the dates and how many there are."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from shop.batches.models import BATCH_MOVES, Batch, BatchInput, BatchState, Recall
from shop.batches.signals import batch_released
from shop.catalogue.models import Producer, Variant
from shop.core import audit
from shop.core.codes import batch_code
from shop.core.db import db, unique_violation
from shop.core.errors import Refusal
from shop.core.formats import day
from shop.core.rules import rule
from shop.core.text import clean
from shop.core.time import in_hanoi

#: What we print: no character of it ever needs an escape in an address (GS1 Digital Link URI Syntax 1.7, section 2).
LOT_CODE = re.compile(r"[A-Z0-9](?:[A-Z0-9-]{0,18}[A-Z0-9])?")


class BatchRefused(Refusal):
    """A batch cannot be opened or released like this; `field` is the one to mend."""

    def __init__(self, field: str, message: object) -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True)
class Material:
    """What went into a batch: a raw material by name, and where it came from."""

    name_vi: str
    source_vi: str | None = None


def suggest_lot_code(producer: Producer, made_on: date) -> str:
    """Return the next free lot code of `producer` in the month of `made_on`: `BT-2611-07`."""
    start = f"{producer.lot_prefix}-{made_on:%y%m}-"
    taken = db.session.scalars(
        select(Batch.lot_code).where(Batch.producer_id == producer.id, Batch.lot_code.startswith(start))
    )
    numbers = [int(code.removeprefix(start)) for code in taken if code.removeprefix(start).isdecimal()]
    return f"{start}{max(numbers, default=0) + 1:02}"


def suggest_best_before(variant: Variant, made_on: date) -> date | None:
    """Return the last good day by the product's shelf life, or None where nothing expires."""
    days = variant.product.shelf_life_days
    return None if days is None else made_on + timedelta(days=days)


def read_lot_code(text: str) -> str:
    """Return the lot code somebody typed or scanned, in capitals without spaces."""
    return re.sub(r"\s+", "", text).upper()


def open_batch(
    variant: Variant,
    *,
    lot_code: str,
    made_on: date,
    best_before: date | None,
    quantity: int,
    inputs: Iterable[Material],
    by: str,
    at: datetime,
) -> Batch:
    """Open a batch of `quantity` items of `variant`, in draft.

    Raises BatchRefused, naming the field, when the lot code is used or unreadable, a date is in the future or
    before the other one, or the quantity is out of range; nothing is then changed.
    """
    lot_code = read_lot_code(lot_code)
    _check(variant, lot_code, made_on, best_before, quantity, in_hanoi(at).date())
    batch = Batch(
        variant=variant,
        producer_id=variant.product.producer_id,
        lot_code=lot_code,
        code=batch_code(),
        made_on=made_on,
        best_before=best_before,
        quantity=quantity,
        opened_by=by,
        opened_at=at,
        inputs=[BatchInput(name_vi=clean(i.name_vi), source_vi=clean(i.source_vi or "") or None) for i in inputs],
    )
    try:
        with db.session.begin_nested():
            db.session.add(batch)
            db.session.flush()  # the constraint decides between two people who chose one lot code
    except IntegrityError as error:
        if unique_violation(error) == frozenset({"producer_id", "lot_code"}):
            raise BatchRefused(
                "lot_code", _l("Lot %(code)s exists already. Give this batch a code of its own.", code=lot_code)
            ) from error
        raise
    audit.record("batches.open", lot_code, who=by, after={"made_on": str(made_on), "quantity": quantity})
    return batch


def _check(
    variant: Variant, lot_code: str, made_on: date, best_before: date | None, quantity: int, today: date
) -> None:
    if not LOT_CODE.fullmatch(lot_code):
        raise BatchRefused(
            "lot_code", _l("A lot code has letters A–Z, digits and hyphens, at most 20, like BT-2611-07.")
        )
    if made_on > today:
        raise BatchRefused("made_on", _l("This day is still to come. Open the batch once it is made."))
    if best_before is not None and best_before < made_on:
        raise BatchRefused(
            "best_before", _l("Best before cannot lie before the day it was made, %(day)s.", day=day(made_on))
        )
    if best_before is None and variant.product.shelf_life_days is not None:
        raise BatchRefused("best_before", _l("This product does not keep for ever: give its best-before day."))
    most = int(rule("batch_quantity_most"))
    if not 1 <= quantity <= most:
        raise BatchRefused(
            "quantity", _l("A batch has between 1 and %(most)s items.", most=f"{most:,}".replace(",", "."))
        )


def release(batch: Batch, *, by: str, at: datetime) -> None:
    """Freeze lot code, dates and quantity, and let the batch be labelled and sold.

    Whether the origin data is complete is checked above (`traceability/release.py`).
    Raises BatchRefused when it is not a draft any more.
    """
    if BatchState.RELEASED not in BATCH_MOVES[batch.state]:
        raise BatchRefused("state", _l("Lot %(code)s is released already.", code=batch.lot_code))
    batch.state = BatchState.RELEASED
    batch.released_at, batch.released_by = at, by
    db.session.flush()
    audit.record("batches.release", batch.lot_code, who=by)
    batch_released.send(batch, by=by, at=at)


def open_recall(
    batch: Batch, *, reason_vi: str, reason_en: str, what_to_do_vi: str, what_to_do_en: str, by: str, at: datetime
) -> Recall:
    """Stop the sale of `batch` everywhere from this moment.

    Raises BatchRefused when a recall of it is open already.
    """
    recall = Recall(
        batch_id=batch.id,
        reason_vi=clean(reason_vi),
        reason_en=clean(reason_en),
        what_to_do_vi=clean(what_to_do_vi),
        what_to_do_en=clean(what_to_do_en),
        opened_by=by,
        opened_at=at,
    )
    try:
        with db.session.begin_nested():
            db.session.add(recall)
            db.session.flush()  # one open recall a batch: the partial index decides
    except IntegrityError as error:
        if unique_violation(error):
            raise BatchRefused("batch", _l("A recall of lot %(code)s is open already.", code=batch.lot_code)) from error
        raise
    db.session.expire(batch, ["recalls"])
    audit.record("recalls.open", batch.lot_code, who=by, after={"reason": recall.reason_vi})
    return recall


def close_recall(recall: Recall, *, by: str, at: datetime) -> None:
    """End a recall: the batch may be sold again. Raises BatchRefused when it has ended already."""
    if recall.closed_at is not None:
        raise BatchRefused("batch", _l("This recall has ended already."))
    recall.closed_at, recall.closed_by = at, by
    db.session.flush()
    audit.record("recalls.close", recall.batch.lot_code, who=by)
