"""Reads of orders for their buyers, each with all that its page shows, in a fixed number of queries."""

from __future__ import annotations

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, selectinload

from shop.batches.models import Batch
from shop.catalogue.models import Centre, Product, ProductPicture, Variant
from shop.core.db import db
from shop.core.media import Picture
from shop.orders.models import Allocation, Order, OrderLine, Parcel
from shop.payments.models import Attempt, Payment


def by_token(token: str) -> Order | None:
    """Return the order whose page has this address, whole, or None."""
    return db.session.scalar(_whole().where(Order.token == token))


def order_of_payment(payment: Payment) -> Order:
    """Return the order a payment is for."""
    return db.session.scalars(_whole().where(Order.code == payment.order_code)).one()


def orders_of(user_id: int, limit: int = 100) -> list[Order]:
    """Return the newest orders of an account with their parcels."""
    return list(
        db.session.scalars(
            select(Order)
            .where(Order.user_id == user_id)
            .options(selectinload(Order.parcels).joinedload(Parcel.centre))
            .order_by(Order.id.desc())
            .limit(limit)
        )
    )


def payments_of(order: Order) -> list[Payment]:
    """Return what the order owes, one payment for each seller, with their attempts."""
    return list(
        db.session.scalars(
            select(Payment)
            .where(Payment.order_code == order.code)
            .options(selectinload(Payment.attempts), joinedload(Payment.seller))
            .order_by(Payment.id)
        )
    )


def attempt_of_session(session_id: str) -> Attempt | None:
    """Return the attempt whose page at the card company this is, or None."""
    return db.session.scalar(
        select(Attempt).where(Attempt.session_id == session_id).options(joinedload(Attempt.payment))
    )


def pictures_of(order: Order) -> dict[int, Picture]:
    """Return the first photograph of each product in the order, by product; one query."""
    products = {line.variant.product_id for parcel in order.parcels for line in parcel.lines}
    rows = db.session.scalars(
        select(ProductPicture)
        .where(ProductPicture.product_id.in_(products))
        .order_by(ProductPicture.position.desc(), ProductPicture.id.desc())
    )
    return {row.product_id: row.picture for row in rows}


def _whole() -> Select[Order]:
    lines = selectinload(Order.parcels).selectinload(Parcel.lines)
    return select(Order).options(
        selectinload(Order.moves),
        selectinload(Order.parcels).joinedload(Parcel.centre).joinedload(Centre.seller),
        selectinload(Order.parcels).selectinload(Parcel.moves),
        lines.joinedload(OrderLine.variant).joinedload(Variant.product).joinedload(Product.producer),
        lines.selectinload(OrderLine.allocations).joinedload(Allocation.batch).selectinload(Batch.recalls),
        lines.selectinload(OrderLine.allocations).joinedload(Allocation.lot),
    )
