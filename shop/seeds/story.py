"""Tell the demo story, chapter by chapter.

Each chapter is one transaction and knows whether it was told; a story that broke off goes on where it stopped, and one
that was told is left alone. The same dice fall every time; only codes and tokens, which nobody may guess, are new.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from random import Random

from flask import current_app
from flask_babel import force_locale
from sqlalchemy import func, select

from shop.batches.models import Batch
from shop.catalogue import search
from shop.catalogue.models import Centre, Producer, Product
from shop.core.db import db
from shop.core.errors import Refusal
from shop.core.time import now
from shop.orders.models import Order
from shop.seeds import catalogue, people, runs, trade

SEED = 1010  # the year Thăng Long was founded


class NotHere(Refusal):
    """A production site begins empty."""


def tell() -> str:
    """Tell what has not been told yet and return a sentence about it; commits each chapter.

    Raises NotHere, and changes nothing, in production.
    """
    if current_app.config["GOC_ENV"] == "production":
        raise NotHere("The demo story is not told on a production site.")
    moment, told = now().replace(second=0, microsecond=0), 0
    chapters: tuple[tuple[Callable[[], bool], Callable[[Random, datetime], None]], ...] = (
        (catalogue.is_told, _catalogue),
        (people.is_told, _people),
        (runs.is_told, runs.tell),
        (trade.is_told, trade.tell),
    )
    with force_locale("vi"):
        for is_told, chapter in chapters:
            if is_told():
                continue
            chapter(Random(SEED), moment)
            db.session.commit()
            told += 1
    return f"{'The story is told' if told else 'The story was told before'}: {_summary()}"


def _catalogue(dice: Random, moment: datetime) -> None:
    catalogue.tell(dice, moment)
    search.reindex_all()


def _people(_dice: Random, _moment: datetime) -> None:
    people.tell()


def _summary() -> str:
    tables = (Centre, Producer, Product, Batch, Order)
    counts = [db.session.scalar(select(func.count()).select_from(table)) for table in tables]
    return "{} centres and villages, {} makers, {} products, {} batches, {} orders.".format(*counts)
