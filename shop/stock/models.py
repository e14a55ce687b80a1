"""How many of a batch one centre holds, and every movement that made it so."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import Mapped, mapped_column, relationship

from shop.batches.models import Batch
from shop.catalogue.models import Centre
from shop.core.db import Base
from shop.core.time import UtcDateTime, now


class LotInStock(Base):
    """How many items of one batch one centre holds; changed only by the verbs of this room."""

    __tablename__ = "lot_in_stock"
    __table_args__ = (
        UniqueConstraint("centre_id", "batch_id"),
        CheckConstraint("reserved >= 0", name="reserved_is_not_negative"),
        CheckConstraint("on_hand >= reserved", name="nothing_is_promised_twice"),
        Index("ix_lot_in_stock_batch", "batch_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    centre_id: Mapped[int] = mapped_column(ForeignKey("centre.id"))
    batch_id: Mapped[int] = mapped_column(ForeignKey("batch.id"))
    on_hand: Mapped[int] = mapped_column(default=0)
    reserved: Mapped[int] = mapped_column(default=0)

    centre: Mapped[Centre] = relationship()
    batch: Mapped[Batch] = relationship()

    @hybrid_property
    def available(self) -> int:
        """What may still be promised to somebody."""
        return self.on_hand - self.reserved


class MovementKind(StrEnum):
    """Why goods came or went."""

    RECEIPT = "receipt"
    SALE = "sale"
    RETURN = "return"


class Movement(Base):
    """Goods that came (positive) or went (negative): never changed, only followed by another."""

    __tablename__ = "movement"
    __table_args__ = (CheckConstraint("quantity <> 0", name="something_moved"), UniqueConstraint("key"))

    id: Mapped[int] = mapped_column(primary_key=True)
    lot_id: Mapped[int] = mapped_column(ForeignKey("lot_in_stock.id"), index=True)
    kind: Mapped[MovementKind] = mapped_column(String(20))
    quantity: Mapped[int]
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    by: Mapped[str] = mapped_column(String(120))
    why: Mapped[str | None] = mapped_column(String(300))
    #: What it belongs to: a parcel's code, a delivery note.
    reference: Mapped[str | None] = mapped_column(String(60))
    #: The fact it records, so that a repeated click is one movement.
    key: Mapped[str | None] = mapped_column(String(80))

    lot: Mapped[LotInStock] = relationship()
