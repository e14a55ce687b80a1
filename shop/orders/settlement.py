"""Orders listen to payments: paid ones go to the desks, those that ran out give their goods back."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select

from shop.core.db import db
from shop.orders import cancellation, checkout, notices
from shop.orders.models import Order, OrderState
from shop.orders.signals import parcel_delivered, parcel_handed_over, parcel_ready
from shop.payments import ledger
from shop.payments.models import Payment
from shop.payments.signals import payment_expired, payment_settled

#: Who moved an order when no person did.
SYSTEM = "Gốc"


def listen() -> None:
    """Connect to the signals below and of this room; connecting twice is harmless."""
    payment_settled.connect(_settled)
    payment_expired.connect(_expired)
    parcel_handed_over.connect(_tell_handed_over)
    parcel_ready.connect(_tell_ready)
    parcel_delivered.connect(_tell_delivered)


def _settled(payment: Payment, *, at: datetime, **_: Any) -> None:
    """Confirm the order once everything it owes is paid.

    Money for an order that ended meanwhile stays in the ledger and is marked for a person; nothing is packed for it.
    """
    order = _order_of(payment)
    cancellation.lock(order)
    if order.state == OrderState.CANCELLED:
        for attempt in payment.attempts:
            attempt.review = attempt.review or "paid after the order was cancelled"
        return
    if order.state == OrderState.PLACED and ledger.paid(order.code) >= order.total_vnd:
        checkout.confirm(order, by=SYSTEM, at=at)
        notices.tell(order, "paid")


def _expired(payment: Payment, *, at: datetime, **_: Any) -> None:
    order = _order_of(payment)
    if order.state == OrderState.PLACED and cancellation.may_cancel(order):
        cancellation.cancel(order, by=SYSTEM, why="not paid in time", at=at)
        notices.tell(order, "cancelled")


def _order_of(payment: Payment) -> Order:
    return db.session.scalars(select(Order).where(Order.code == payment.order_code)).one()


def _tell_handed_over(parcel: Any, **_: Any) -> None:
    notices.tell(parcel.order, "handed_over", parcel)


def _tell_ready(parcel: Any, **_: Any) -> None:
    notices.tell(parcel.order, "ready", parcel)


def _tell_delivered(parcel: Any, **_: Any) -> None:
    notices.tell(parcel.order, "delivered", parcel)
