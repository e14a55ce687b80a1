"""Recalling a batch: its sale stops everywhere at once, its origin page says so from the next scan."""

from __future__ import annotations

from datetime import datetime

from shop.batches import opening
from shop.batches.models import Batch, Recall
from traceability import history


def open_recall(
    batch: Batch,
    *,
    reason_vi: str,
    reason_en: str,
    what_to_do_vi: str,
    what_to_do_en: str,
    said_by: str,
    by: str,
    at: datetime,
) -> Recall:
    """Recall `batch` and write it into its history.

    Raises BatchRefused when a recall is open already.
    """
    recall = opening.open_recall(
        batch,
        reason_vi=reason_vi,
        reason_en=reason_en,
        what_to_do_vi=what_to_do_vi,
        what_to_do_en=what_to_do_en,
        by=by,
        at=at,
    )
    history.record_recall(recall, said_by=said_by)
    return recall


def close_recall(recall: Recall, *, said_by: str, by: str, at: datetime) -> None:
    """End a recall; that it was open stays in the history. Raises BatchRefused when it has ended already."""
    opening.close_recall(recall, by=by, at=at)
    history.record_recall_end(recall, said_by=said_by)
