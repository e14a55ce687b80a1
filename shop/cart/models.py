"""A cart is rows, so that no cookie can lose or invent what is in it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from shop.batches.models import Batch
from shop.catalogue.models import Listing
from shop.core.codes import secret_token
from shop.core.db import Base
from shop.core.time import UtcDateTime, now


class Cart(Base):
    """What a visitor wants to buy, from one or several centres."""

    __tablename__ = "cart"

    id: Mapped[int] = mapped_column(primary_key=True)
    #: What the session carries; nobody can guess it.
    token: Mapped[str] = mapped_column(String(64), unique=True, default=secret_token)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    #: What was typed at checkout so far, so that nothing is lost between its pages.
    checkout: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    #: Given to the review page; the order placed from it bears it, so that two clicks are one order.
    checkout_key: Mapped[str | None] = mapped_column(String(64))

    lines: Mapped[list[CartLine]] = relationship(
        back_populates="cart", order_by="CartLine.id", cascade="all, delete-orphan"
    )


class CartLine(Base):
    """So many of one listing; pinned to a batch when the buyer chose it."""

    __tablename__ = "cart_line"
    __table_args__ = (
        CheckConstraint("quantity > 0", name="quantity_is_positive"),
        Index("uq_cart_line_pinned", "cart_id", "listing_id", "batch_id", unique=True),
        Index(
            "uq_cart_line_unpinned",
            "cart_id",
            "listing_id",
            unique=True,
            sqlite_where=text("batch_id IS NULL"),
            postgresql_where=text("batch_id IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    cart_id: Mapped[int] = mapped_column(ForeignKey("cart.id"))
    listing_id: Mapped[int] = mapped_column(ForeignKey("listing.id"))
    batch_id: Mapped[int | None] = mapped_column(ForeignKey("batch.id"))
    quantity: Mapped[int]
    added_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)

    cart: Mapped[Cart] = relationship(back_populates="lines")
    listing: Mapped[Listing] = relationship()
    batch: Mapped[Batch | None] = relationship()
