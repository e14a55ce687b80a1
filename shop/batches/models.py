"""Batches: what was made in one go, of what, and whether it must come back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from shop.catalogue.models import Producer, Variant
from shop.core.db import Base
from shop.core.time import UtcDateTime, now


class BatchState(StrEnum):
    """Where a batch is in its maker's book."""

    DRAFT = "draft"
    RELEASED = "released"
    CLOSED = "closed"


#: The moves a batch may make; release freezes lot code, dates and quantity.
BATCH_MOVES: dict[BatchState, frozenset[BatchState]] = {
    BatchState.DRAFT: frozenset({BatchState.RELEASED, BatchState.CLOSED}),
    BatchState.RELEASED: frozenset({BatchState.CLOSED}),
    BatchState.CLOSED: frozenset(),
}


class Batch(Base):
    """One production run of one variant."""

    __tablename__ = "batch"
    __table_args__ = (
        UniqueConstraint("producer_id", "lot_code"),
        UniqueConstraint("code"),
        CheckConstraint("quantity > 0", name="quantity_is_positive"),
        CheckConstraint("best_before IS NULL OR best_before >= made_on", name="best_before_follows_made_on"),
        Index("ix_batch_variant", "variant_id"),
        Index("ix_batch_lot_code", "lot_code"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    variant_id: Mapped[int] = mapped_column(ForeignKey("variant.id"))
    producer_id: Mapped[int] = mapped_column(ForeignKey("producer.id"))
    #: What is printed on goods, `BT-2611-07`; unique for its producer.
    lot_code: Mapped[str] = mapped_column(String(20))
    #: Ten characters nobody can guess, in the address of its origin page.
    code: Mapped[str] = mapped_column(String(10))
    made_on: Mapped[date]
    best_before: Mapped[date | None]
    quantity: Mapped[int]
    state: Mapped[BatchState] = mapped_column(String(10), default=BatchState.DRAFT)
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    opened_by: Mapped[str] = mapped_column(String(120))
    released_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    released_by: Mapped[str | None] = mapped_column(String(120))

    variant: Mapped[Variant] = relationship()
    producer: Mapped[Producer] = relationship()
    inputs: Mapped[list[BatchInput]] = relationship(order_by="BatchInput.id")
    recalls: Mapped[list[Recall]] = relationship(order_by="Recall.id", back_populates="batch")

    def has_expired_by(self, day: date) -> bool:
        """Whether its best-before day lies before `day`."""
        return self.best_before is not None and self.best_before < day

    @property
    def open_recall(self) -> Recall | None:
        """The recall that is open now, if any."""
        return next((recall for recall in self.recalls if recall.closed_at is None), None)

    def shown_on(self) -> Iterable[str]:
        """Name the pages that show this row."""
        return (f"batch:{self.id}", f"variant:{self.variant_id}", f"producer:{self.producer_id}", "catalogue")


class BatchInput(Base):
    """What went into a batch: a raw material by name, and where it came from."""

    __tablename__ = "batch_input"

    id: Mapped[int] = mapped_column(primary_key=True)
    batch_id: Mapped[int] = mapped_column(ForeignKey("batch.id"), index=True)
    name_vi: Mapped[str] = mapped_column(String(120))
    source_vi: Mapped[str | None] = mapped_column(String(200))

    def shown_on(self) -> Iterable[str]:
        """Name the pages that show this row."""
        return (f"batch:{self.batch_id}",)


class Recall(Base):
    """A batch that must come back: why, what to do, since when. At most one is open for a batch."""

    __tablename__ = "recall"
    __table_args__ = (
        Index(
            "uq_recall_open",
            "batch_id",
            unique=True,
            sqlite_where=text("closed_at IS NULL"),
            postgresql_where=text("closed_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    batch_id: Mapped[int] = mapped_column(ForeignKey("batch.id"))
    reason_vi: Mapped[str] = mapped_column(Text)
    reason_en: Mapped[str] = mapped_column(Text, default="")
    what_to_do_vi: Mapped[str] = mapped_column(Text)
    what_to_do_en: Mapped[str] = mapped_column(Text, default="")
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    opened_by: Mapped[str] = mapped_column(String(120))
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closed_by: Mapped[str | None] = mapped_column(String(120))

    batch: Mapped[Batch] = relationship(back_populates="recalls")

    def shown_on(self) -> Iterable[str]:
        """Name the pages that show this row."""
        return (f"batch:{self.batch_id}", "recalls", "catalogue")
