"""The history of batches, and every printing of their labels."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from shop.batches.models import Batch
from shop.core.db import Base
from shop.core.media import Picture
from shop.core.time import UtcDateTime, now
from traceability.usual import icon_of


class HistoryEvent(Base):
    """One thing that happened to a batch: the canonical EPCIS event and what people read. Append-only.

    `position` and `chain_hash` are given a moment later by the sequencer; nothing else of a row ever changes.
    """

    __tablename__ = "history_event"
    __table_args__ = (
        UniqueConstraint("batch_id", "position"),
        UniqueConstraint("key"),
        Index("ix_history_event_batch", "batch_id", "occurred_at"),
        Index("ix_history_event_position", "position"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    batch_id: Mapped[int] = mapped_column(ForeignKey("batch.id"))
    #: What kind of thing: `step`, `opened`, `inspected`, `received`, `packed`, `shipped`, `delivered`, `recalled` …
    kind: Mapped[str] = mapped_column(String(20))
    occurred_at: Mapped[datetime] = mapped_column(UtcDateTime)
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    #: Who says so, as the page shows it: the producer, a centre, the system itself.
    said_by: Mapped[str] = mapped_column(String(250))
    what_vi: Mapped[str] = mapped_column(String(200))
    what_en: Mapped[str] = mapped_column(String(200), default="")
    place_vi: Mapped[str | None] = mapped_column(String(200))
    note_vi: Mapped[str | None] = mapped_column(Text)
    note_en: Mapped[str | None] = mapped_column(Text)
    #: How many items it concerns; single sales are shown only as sums.
    quantity: Mapped[int | None]
    #: The EPCIS 2.0 event as it was hashed.
    event: Mapped[dict[str, Any]] = mapped_column(JSON)
    #: `ni:///sha-256;…?ver=CBV2.0`
    event_id: Mapped[str] = mapped_column(String(100))
    #: The fact it records, so that hearing of it twice writes it once.
    key: Mapped[str | None] = mapped_column(String(120))
    position: Mapped[int | None]
    chain_hash: Mapped[str | None] = mapped_column(String(64))

    batch: Mapped[Batch] = relationship()
    pictures: Mapped[list[EventPicture]] = relationship(order_by="EventPicture.id")

    @property
    def icon(self) -> str:
        """What draws it."""
        return icon_of(self.kind, self.what_vi)

    def shown_on(self) -> Iterable[str]:
        """Name the pages that show this row."""
        return (f"batch:{self.batch_id}",)


class EventPicture(Base):
    """A photograph that belongs to an event."""

    __tablename__ = "event_picture"

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("history_event.id"), index=True)
    picture_id: Mapped[int] = mapped_column(ForeignKey("picture.id"))

    picture: Mapped[Picture] = relationship(lazy="joined")


class LabelRun(Base):
    """One printing of n labels of a batch; what it looked like can be made again from this row."""

    __tablename__ = "label_run"
    __table_args__ = (CheckConstraint("quantity > 0", name="quantity_is_positive"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    batch_id: Mapped[int] = mapped_column(ForeignKey("batch.id"), index=True)
    #: Id of the format, see `labels/formats.py`.
    format: Mapped[str] = mapped_column(String(20))
    quantity: Mapped[int]
    #: First free place on a sheet that was used before; 1 is the first.
    first_cell: Mapped[int] = mapped_column(default=1)
    printed_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    printed_by: Mapped[str] = mapped_column(String(120))
    #: What the tag says, frozen: name, maker, dates, address of the code.
    content: Mapped[dict[str, Any]] = mapped_column(JSON)

    batch: Mapped[Batch] = relationship()
