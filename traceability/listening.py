"""Traceability listens: what happens to goods below is written into their history, in the same transaction.

So no room below knows that it is being recorded, and nobody types a thing twice.
"""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import Any

from shop.batches.models import Batch
from shop.batches.signals import batch_released
from shop.orders.models import Parcel
from shop.orders.signals import parcel_delivered, parcel_handed_over, parcel_packed, parcel_returned
from shop.stock.models import LotInStock
from shop.stock.signals import lot_received
from traceability import history


def listen() -> None:
    """Connect to the signals of the rooms below; connecting twice is harmless."""
    batch_released.connect(_released)
    lot_received.connect(_received)
    parcel_packed.connect(_packed)
    parcel_handed_over.connect(_shipped)
    parcel_delivered.connect(_delivered)
    parcel_returned.connect(_returned)


def _released(batch: Batch, *, at: datetime, **_: Any) -> None:
    history.record_release(batch, at=at)


def _received(lot: LotInStock, *, quantity: int, at: datetime, key: str | None = None, **_: Any) -> None:
    history.record_at_centre("received", lot.batch, lot.centre, quantity, at=at, key=key)


def _packed(parcel: Parcel, *, at: datetime, **_: Any) -> None:
    _parcel("packed", parcel, at)


def _shipped(parcel: Parcel, *, at: datetime, **_: Any) -> None:
    _parcel("shipped", parcel, at)


def _delivered(parcel: Parcel, *, at: datetime, **_: Any) -> None:
    _parcel("delivered", parcel, at)


def _returned(parcel: Parcel, *, at: datetime, **_: Any) -> None:
    _parcel("returned", parcel, at)


def _parcel(kind: str, parcel: Parcel, at: datetime) -> None:
    """Write one event for each batch in the parcel."""
    counted: Counter[Batch] = Counter()
    for line in parcel.lines:
        for allocation in line.allocations:
            counted[allocation.batch] += allocation.quantity
    for batch, quantity in sorted(counted.items(), key=lambda item: item[0].id):
        key = f"{kind}:{parcel.code}:{batch.id}"
        history.record_at_centre(kind, batch, parcel.centre, quantity, at=at, key=key)
