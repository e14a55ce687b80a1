"""Where a visitor of the demo should look, and as whom to sign in: the content of `var/demo.json`."""

from __future__ import annotations

from typing import Any

from flask import current_app
from sqlalchemy import ColumnElement, func, select

from shop.accounts.models import User
from shop.batches.models import Batch, BatchState, Recall
from shop.catalogue.models import Producer, Variant
from shop.core.db import db
from shop.core.time import today
from shop.orders.models import Order, OrderState, Parcel
from shop.seeds import people

#: The maker whose account the demo prints; its pots do not expire.
MAKER = "men-may"


def gather() -> dict[str, Any]:
    """Return the addresses, codes and accounts of the story, in the order of `var/demo.json`.

    Addresses are whole; what the story has not told yet is None.
    """
    coded, plain = _batch(Variant.gtin.is_not(None)), _batch(Variant.gtin.is_(None))
    return {
        "base_url": _address(""),
        "gtin": coded.variant.gtin if coded else None,
        "lot": coded.lot_code if coded else None,
        "serial": None,
        "code": plain.code if plain else None,
        "accounts": {
            role: {"email": person.email, "password": people.PASSWORD} for role, person in people.SHOWN.items()
        },
        "recalled": _origin(_recalled()),
        "expired": _origin(_expired()),
        "order": _order(),
    }


def _address(path: str) -> str:
    return str(current_app.config["PUBLIC_BASE_URL"]).rstrip("/") + path


def _batch(condition: ColumnElement[bool]) -> Batch | None:
    """Return the first genuine batch of MAKER that meets `condition`: the same one however much is made later."""
    return db.session.scalar(
        select(Batch)
        .join(Batch.variant)
        .join(Batch.producer)
        .where(Producer.slug == MAKER, Batch.state == BatchState.RELEASED, condition, ~Batch.recalls.any())
        .order_by(Batch.id)
        .limit(1)
    )


def _recalled() -> str | None:
    return db.session.scalar(
        select(Batch.code).join(Batch.recalls).where(Recall.closed_at.is_(None)).order_by(Recall.id).limit(1)
    )


def _expired() -> str | None:
    return db.session.scalar(
        select(Batch.code)
        .join(Batch.producer)
        .where(Batch.state == BatchState.RELEASED, Batch.best_before < today(), Producer.is_fictional)
        .order_by(Batch.id)
        .limit(1)
    )


def _origin(code: str | None) -> str | None:
    return code and _address(f"/t/{code}")


def _order() -> str | None:
    """Return the address of the buyer's first open order from more than one centre."""
    parcels = select(Parcel.order_id).group_by(Parcel.order_id).having(func.count() > 1)
    token = db.session.scalar(
        select(Order.token)
        .join(User, User.id == Order.user_id)
        .where(User.email == people.BUYER.email, Order.state == OrderState.CONFIRMED, Order.id.in_(parcels))
        .order_by(Order.id)
        .limit(1)
    )
    return token and _address(f"/orders/{token}")
