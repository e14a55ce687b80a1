"""Reads of batches for the pages of their makers and of the desk."""

from __future__ import annotations

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, selectinload

from shop.batches.models import Batch, BatchState
from shop.catalogue.models import Producer, Product, Variant
from shop.core.db import db


def batches_of(producer: Producer, limit: int = 100) -> list[Batch]:
    """Return the newest batches of `producer` with their variants, products and recalls; two queries."""
    return list(
        db.session.scalars(
            select(Batch)
            .where(Batch.producer_id == producer.id)
            .options(joinedload(Batch.variant).joinedload(Variant.product), selectinload(Batch.recalls))
            .order_by(Batch.made_on.desc(), Batch.id.desc())
            .limit(limit)
        )
    )


def batch_of(producer: Producer, code: str) -> Batch | None:
    """Return the batch of `producer` with this code; another producer's is None."""
    return db.session.scalar(_whole().where(Batch.producer_id == producer.id, Batch.code == code.upper()))


def by_code(code: str) -> Batch | None:
    """Return the batch with this code, whoever made it."""
    return db.session.scalar(_whole().where(Batch.code == code.upper()))


def released_by_lot_code(lot_code: str) -> list[Batch]:
    """Return the released batches that bear this lot code: usually one; makers may share a code."""
    return list(
        db.session.scalars(
            _whole().where(Batch.lot_code == lot_code, Batch.state == BatchState.RELEASED).order_by(Batch.id)
        )
    )


def variants_of(producer: Producer) -> list[Variant]:
    """Return the variants this producer can open a batch of, by name; one query."""
    return list(
        db.session.scalars(
            select(Variant)
            .join(Variant.product)
            .where(Product.producer_id == producer.id, Product.withdrawn_at.is_(None))
            .options(joinedload(Variant.product))
            .order_by(Product.name_vi, Variant.position)
        )
    )


def last_batch(producer: Producer, variant_id: int | None = None) -> Batch | None:
    """Return what this producer opened last, of one variant or at all: the one a new batch is like."""
    wanted = select(Batch).where(Batch.producer_id == producer.id).options(selectinload(Batch.inputs))
    if variant_id is not None:
        wanted = wanted.where(Batch.variant_id == variant_id)
    return db.session.scalar(wanted.order_by(Batch.id.desc()).limit(1))


def _whole() -> Select[Batch]:
    return select(Batch).options(
        joinedload(Batch.variant).joinedload(Variant.product).joinedload(Product.producer),
        selectinload(Batch.recalls),
        selectinload(Batch.inputs),
    )
