"""Orders, the parcels each centre packs of them, and which lot serves which line."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import JSON, BigInteger, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from shop.batches.models import Batch
from shop.catalogue.models import Centre, Listing, Variant
from shop.core.codes import secret_token
from shop.core.db import Base
from shop.core.errors import Refusal
from shop.core.time import UtcDateTime, now
from shop.payments.models import Method
from shop.stock.models import LotInStock


class IllegalMove(Refusal):
    """The state does not allow this move; somebody else was probably quicker."""

    def __init__(self, code: str, before: str, after: str) -> None:
        super().__init__(_l("%(code)s can no longer be changed that way: look at its page again.", code=code))
        self.before, self.after = before, after


class OrderState(StrEnum):
    """Where an order is as a whole."""

    PLACED = "placed"
    CONFIRMED = "confirmed"
    COMPLETED = "completed"
    CANCELLED = "cancelled"


ORDER_MOVES: dict[OrderState, frozenset[OrderState]] = {
    OrderState.PLACED: frozenset({OrderState.CONFIRMED, OrderState.CANCELLED}),
    OrderState.CONFIRMED: frozenset({OrderState.COMPLETED, OrderState.CANCELLED}),
    OrderState.COMPLETED: frozenset(),
    OrderState.CANCELLED: frozenset(),
}


class ParcelState(StrEnum):
    """Where a parcel is on its way; an unpaid prepaid one waits and never reaches the desk."""

    WAITING = "waiting"
    TO_PACK = "to_pack"
    PACKED = "packed"
    HANDED_OVER = "handed_over"
    READY_TO_COLLECT = "ready_to_collect"
    DELIVERED = "delivered"
    RETURNED = "returned"
    CANCELLED = "cancelled"


PARCEL_MOVES: dict[ParcelState, frozenset[ParcelState]] = {
    ParcelState.WAITING: frozenset({ParcelState.TO_PACK, ParcelState.CANCELLED}),
    ParcelState.TO_PACK: frozenset({ParcelState.PACKED, ParcelState.CANCELLED}),
    ParcelState.PACKED: frozenset({ParcelState.HANDED_OVER, ParcelState.READY_TO_COLLECT}),
    ParcelState.HANDED_OVER: frozenset({ParcelState.DELIVERED, ParcelState.RETURNED}),
    ParcelState.READY_TO_COLLECT: frozenset({ParcelState.DELIVERED, ParcelState.RETURNED}),
    ParcelState.DELIVERED: frozenset({ParcelState.RETURNED}),
    ParcelState.RETURNED: frozenset(),
    ParcelState.CANCELLED: frozenset(),
}


class Delivery(StrEnum):
    """How a parcel reaches its buyer."""

    SHIP = "ship"
    COLLECT = "collect"


class Order(Base):
    """One checkout, paid once per seller."""

    __tablename__ = "order"
    __table_args__ = (UniqueConstraint("code"), UniqueConstraint("token"), UniqueConstraint("checkout_key"))

    id: Mapped[int] = mapped_column(primary_key=True)
    #: `DH` and seven characters, the last one a check.
    code: Mapped[str] = mapped_column(String(12))
    #: The unguessable part of the order page's address.
    token: Mapped[str] = mapped_column(String(64), default=secret_token)
    checkout_key: Mapped[str] = mapped_column(String(64))
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    state: Mapped[OrderState] = mapped_column(String(12), default=OrderState.PLACED)
    language: Mapped[str] = mapped_column(String(5), default="vi")
    placed_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now, index=True)
    method: Mapped[Method] = mapped_column(String(10))
    email: Mapped[str | None] = mapped_column(String(254))
    recipient: Mapped[str] = mapped_column(String(120))
    #: E.164.
    phone: Mapped[str] = mapped_column(String(20))
    #: None when every parcel is collected.
    province_code: Mapped[str | None] = mapped_column(String(4))
    province_name: Mapped[str | None] = mapped_column(String(80))
    commune_id: Mapped[str | None] = mapped_column(String(60))
    commune_name: Mapped[str | None] = mapped_column(String(80))
    street: Mapped[str | None] = mapped_column(String(200))
    note: Mapped[str | None] = mapped_column(String(500))
    goods_vnd: Mapped[int] = mapped_column(BigInteger)
    delivery_vnd: Mapped[int] = mapped_column(BigInteger)
    total_vnd: Mapped[int] = mapped_column(BigInteger)
    #: What was shown on the review page and agreed to: goods, prices, seller, versions of the policies.
    agreed: Mapped[dict[str, Any]] = mapped_column(JSON)

    parcels: Mapped[list[Parcel]] = relationship(back_populates="order", order_by="Parcel.id")
    moves: Mapped[list[OrderMove]] = relationship(order_by="OrderMove.id")

    def move(self, to: OrderState, *, by: str, why: str | None = None, at: datetime | None = None) -> None:
        """Go to the next state along ORDER_MOVES; leave a row that says who and why.

        Raises IllegalMove, and changes nothing, when the table does not allow it.
        """
        if to not in ORDER_MOVES[self.state]:
            raise IllegalMove(self.code, self.state, to)
        self.moves.append(OrderMove(before=self.state, after=to, by=by, why=why, at=at or now()))
        self.state = to


class OrderMove(Base):
    """Who moved an order from one state to the next, when and why."""

    __tablename__ = "order_move"

    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("order.id"), index=True)
    before: Mapped[OrderState] = mapped_column(String(12))
    after: Mapped[OrderState] = mapped_column(String(12))
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    by: Mapped[str] = mapped_column(String(120))
    why: Mapped[str | None] = mapped_column(String(300))


class Parcel(Base):
    """What one centre packs of one order."""

    __tablename__ = "parcel"
    __table_args__ = (UniqueConstraint("code"), Index("ix_parcel_centre_state", "centre_id", "state"))

    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("order.id"), index=True)
    centre_id: Mapped[int] = mapped_column(ForeignKey("centre.id"))
    #: The order's code and a number: `DH7K2M9QN-1`.
    code: Mapped[str] = mapped_column(String(16))
    #: Where the parcel is on its way; changed only by `move`.
    state: Mapped[ParcelState] = mapped_column(String(20), default=ParcelState.WAITING)
    delivery: Mapped[Delivery] = mapped_column(String(10))
    goods_vnd: Mapped[int] = mapped_column(BigInteger)
    fee_vnd: Mapped[int] = mapped_column(BigInteger)
    tracking: Mapped[str | None] = mapped_column(String(80))
    carrier: Mapped[str | None] = mapped_column(String(80))

    order: Mapped[Order] = relationship(back_populates="parcels")
    centre: Mapped[Centre] = relationship()
    lines: Mapped[list[OrderLine]] = relationship(back_populates="parcel", order_by="OrderLine.id")
    moves: Mapped[list[ParcelMove]] = relationship(order_by="ParcelMove.id")

    @property
    def total_vnd(self) -> int:
        """Goods and delivery together."""
        return self.goods_vnd + self.fee_vnd

    def move(self, to: ParcelState, *, by: str, why: str | None = None, at: datetime | None = None) -> None:
        """Go to the next state along PARCEL_MOVES; leave a row that says who and why.

        Raises IllegalMove, and changes nothing, when the table does not allow it.
        """
        if to not in PARCEL_MOVES[self.state]:
            raise IllegalMove(self.code, self.state, to)
        self.moves.append(ParcelMove(before=self.state, after=to, by=by, why=why, at=at or now()))
        self.state = to


class ParcelMove(Base):
    """Who moved a parcel from one state to the next, when and why."""

    __tablename__ = "parcel_move"

    id: Mapped[int] = mapped_column(primary_key=True)
    parcel_id: Mapped[int] = mapped_column(ForeignKey("parcel.id"), index=True)
    before: Mapped[ParcelState] = mapped_column(String(20))
    after: Mapped[ParcelState] = mapped_column(String(20))
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    by: Mapped[str] = mapped_column(String(120))
    why: Mapped[str | None] = mapped_column(String(300))


class OrderLine(Base):
    """So many of one variant, at the price and under the name it had when it was bought."""

    __tablename__ = "order_line"
    __table_args__ = (CheckConstraint("quantity > 0", name="quantity_is_positive"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    parcel_id: Mapped[int] = mapped_column(ForeignKey("parcel.id"), index=True)
    listing_id: Mapped[int] = mapped_column(ForeignKey("listing.id"))
    variant_id: Mapped[int] = mapped_column(ForeignKey("variant.id"))
    name_vi: Mapped[str] = mapped_column(String(330))
    name_en: Mapped[str] = mapped_column(String(330))
    price_vnd: Mapped[int]
    quantity: Mapped[int]
    #: The batch the buyer chose, which must then be the one that is packed.
    pinned_batch_id: Mapped[int | None] = mapped_column(ForeignKey("batch.id"))

    parcel: Mapped[Parcel] = relationship(back_populates="lines")
    listing: Mapped[Listing] = relationship()
    variant: Mapped[Variant] = relationship()
    allocations: Mapped[list[Allocation]] = relationship(back_populates="line", order_by="Allocation.id")

    @property
    def total_vnd(self) -> int:
        """Price times quantity."""
        return self.price_vnd * self.quantity


class Allocation(Base):
    """Which lot serves which order line, and how many items; the same lot once per line."""

    __tablename__ = "allocation"
    __table_args__ = (
        UniqueConstraint("line_id", "lot_id"),
        CheckConstraint("quantity > 0", name="quantity_is_positive"),
        Index("ix_allocation_batch", "batch_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    line_id: Mapped[int] = mapped_column(ForeignKey("order_line.id"))
    lot_id: Mapped[int] = mapped_column(ForeignKey("lot_in_stock.id"))
    batch_id: Mapped[int] = mapped_column(ForeignKey("batch.id"))
    quantity: Mapped[int]
    packed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    line: Mapped[OrderLine] = relationship(back_populates="allocations")
    lot: Mapped[LotInStock] = relationship()
    batch: Mapped[Batch] = relationship()
