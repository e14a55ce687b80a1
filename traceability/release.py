"""Releasing a batch: only when its origin page can show all that it must."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import func, select

from shop.batches import opening
from shop.batches.models import Batch
from shop.core.db import db
from shop.core.errors import Refusal
from traceability.models import HistoryEvent


class NotReady(Refusal):
    """Mandatory origin data is missing; `missing` says what, and where to add it."""

    def __init__(self, missing: list[Missing]) -> None:
        super().__init__(_l("This batch cannot be released yet."))
        self.missing = missing


@dataclass(frozen=True)
class Missing:
    """One thing the origin page must show and cannot yet: its name and the page where it is added."""

    what: object
    #: `event`, `product` or `producer`.
    where: str


def missing_data(batch: Batch) -> list[Missing]:
    """Name what the origin page of `batch` must show and lacks.

    Name, picture, maker and address, dated events, lot code, and shelf life where there is one
    (Thông tư 02/2024/TT-BKHCN, Điều 6 khoản 5). Where there is no photograph the craft's own drawing stands.
    """
    product, producer = batch.variant.product, batch.producer
    checks = (
        (not product.name_vi, _l("the product's name"), "product"),
        (not product.description_vi, _l("a sentence about the product"), "product"),
        (not producer.name_vi, _l("the maker's name"), "producer"),
        (not (producer.address_vi or producer.commune_new_vi), _l("the maker's address"), "producer"),
        (not _steps(batch), _l("at least one thing that happened in the making, with its day"), "event"),
        (
            product.shelf_life_days is not None and batch.best_before is None,
            _l("the best-before day"),
            "batch",
        ),
    )
    return [Missing(what, where) for lacking, what, where in checks if lacking]


def _steps(batch: Batch) -> int:
    return (
        db.session.scalar(
            select(func.count())
            .select_from(HistoryEvent)
            .where(HistoryEvent.batch_id == batch.id, HistoryEvent.kind.in_(("step", "inspected")))
        )
        or 0
    )


def release(batch: Batch, *, by: str, at: datetime) -> None:
    """Release `batch` for labels and sale.

    Raises NotReady, naming what is missing, or BatchRefused when it is released already; nothing is then changed.
    """
    if missing := missing_data(batch):
        raise NotReady(missing)
    opening.release(batch, by=by, at=at)
