"""Attempts to pay, what providers told us, and a ledger whose lines always sum to zero."""

from __future__ import annotations

import uuid
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, BigInteger, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from shop.catalogue.models import Seller
from shop.core.db import Base
from shop.core.time import UtcDateTime, now


class Method(StrEnum):
    """How somebody pays."""

    CARD = "card"
    CASH_ON_DELIVERY = "cod"
    AT_THE_CENTRE = "counter"


class Payment(Base):
    """What one order owes one seller. Its status is derived from attempts and ledger, never stored."""

    __tablename__ = "payment"
    __table_args__ = (
        UniqueConstraint("order_code", "seller_id"),
        CheckConstraint("amount_vnd > 0", name="amount_is_positive"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    #: The order's code; orders stand above payments, so this is no foreign key.
    order_code: Mapped[str] = mapped_column(String(12), index=True)
    seller_id: Mapped[int] = mapped_column(ForeignKey("seller.id"))
    method: Mapped[Method] = mapped_column(String(10))
    amount_vnd: Mapped[int] = mapped_column(BigInteger)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)

    seller: Mapped[Seller] = relationship()
    attempts: Mapped[list[Attempt]] = relationship(back_populates="payment", order_by="Attempt.created_at")


class AttemptState(StrEnum):
    """Where an attempt to pay by card is."""

    CREATED = "created"
    OPEN = "open"
    PROCESSING = "processing"
    FAILED = "failed"
    EXPIRED = "expired"
    CANCELLED = "cancelled"
    SUCCEEDED = "succeeded"


#: An attempt moves only to a higher rank, so facts may arrive in any order; success is never undone.
ATTEMPT_RANK: dict[AttemptState, int] = {
    AttemptState.CREATED: 0,
    AttemptState.OPEN: 1,
    AttemptState.PROCESSING: 2,
    AttemptState.FAILED: 3,
    AttemptState.EXPIRED: 3,
    AttemptState.CANCELLED: 3,
    AttemptState.SUCCEEDED: 4,
}


class Attempt(Base):
    """One try to pay by card; its id is the idempotency key at the provider."""

    __tablename__ = "attempt"

    id: Mapped[str] = mapped_column(String(36), primary_key=True, default=lambda: str(uuid.uuid4()))
    payment_id: Mapped[int] = mapped_column(ForeignKey("payment.id"), index=True)
    amount_vnd: Mapped[int] = mapped_column(BigInteger)
    state: Mapped[AttemptState] = mapped_column(String(12), default=AttemptState.CREATED)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    #: When the provider closes its page; part of the request, so that repeating it is the same request.
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    session_id: Mapped[str | None] = mapped_column(String(120), unique=True)
    session_url: Mapped[str | None] = mapped_column(Text)
    payment_intent_id: Mapped[str | None] = mapped_column(String(120))
    #: Why the provider last said no, in its own code (`card_declined`).
    last_decline: Mapped[str | None] = mapped_column(String(60))
    returned_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    #: Something about the money does not fit (amount, currency): nothing is released before a person looked.
    review: Mapped[str | None] = mapped_column(String(200))

    payment: Mapped[Payment] = relationship(back_populates="attempts")


class EventState(StrEnum):
    """What became of a provider's message."""

    RECEIVED = "received"
    APPLIED = "applied"
    IGNORED = "ignored"
    FAILED = "failed"


class ProviderEvent(Base):
    """The inbox: each message of a provider once, as it came."""

    __tablename__ = "provider_event"
    __table_args__ = (UniqueConstraint("provider", "event_id"), Index("ix_provider_event_state", "state"))

    id: Mapped[int] = mapped_column(primary_key=True)
    provider: Mapped[str] = mapped_column(String(20))
    event_id: Mapped[str] = mapped_column(String(120))
    type: Mapped[str] = mapped_column(String(80))
    payload: Mapped[dict[str, Any]] = mapped_column(JSON)
    state: Mapped[EventState] = mapped_column(String(10), default=EventState.RECEIVED)
    received_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    error: Mapped[str | None] = mapped_column(Text)


class LedgerEntry(Base):
    """One fact about money: its lines sum to zero, and its key exists once."""

    __tablename__ = "ledger_entry"
    __table_args__ = (UniqueConstraint("key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    #: `cap:<payment intent>`, `cod:<parcel>`, `counter:<parcel>` …
    key: Mapped[str] = mapped_column(String(160))
    order_code: Mapped[str] = mapped_column(String(12), index=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    why: Mapped[str] = mapped_column(String(200))

    lines: Mapped[list[LedgerLine]] = relationship(back_populates="entry", order_by="LedgerLine.id")


class LedgerLine(Base):
    """An amount on one account: debit positive, credit negative, in whole đồng."""

    __tablename__ = "ledger_line"
    __table_args__ = (CheckConstraint("amount_vnd <> 0", name="amount_is_not_zero"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("ledger_entry.id"), index=True)
    account: Mapped[str] = mapped_column(String(120), index=True)
    amount_vnd: Mapped[int] = mapped_column(BigInteger)

    entry: Mapped[LedgerEntry] = relationship(back_populates="lines")


class Settlement(Base):
    """What the card company pays out for one charge, in its own currency: never mixed with đồng."""

    __tablename__ = "settlement"

    charge_id: Mapped[str] = mapped_column(String(120), primary_key=True)
    attempt_id: Mapped[str] = mapped_column(ForeignKey("attempt.id"))
    amount_minor: Mapped[int] = mapped_column(BigInteger)
    fee_minor: Mapped[int] = mapped_column(BigInteger)
    currency: Mapped[str] = mapped_column(String(3))
