"""What the head of an origin page says; the first rule that fits wins."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Any, Protocol

from shop.batches.models import BatchState


class Verdict(StrEnum):
    """The five heads of an origin page; only `genuine` may sell."""

    RECALLED = "recalled"
    UNKNOWN = "unknown"
    EXPIRED = "expired"
    GENUINE = "genuine"


class Judged(Protocol):
    """What a verdict needs to know of a batch."""

    @property
    def state(self) -> Any: ...
    @property
    def best_before(self) -> date | None: ...


def judge(batch: Judged | None, *, is_recalled: bool, on: date) -> Verdict:
    """Return the verdict on `batch` for the day `on`; a draft is not in its maker's book yet, so it is unknown."""
    if batch is None or batch.state == BatchState.DRAFT:
        return Verdict.UNKNOWN
    rules = (
        (is_recalled, Verdict.RECALLED),
        (batch.best_before is not None and batch.best_before < on, Verdict.EXPIRED),
    )
    return next((verdict for fits, verdict in rules if fits), Verdict.GENUINE)
