"""The third chapter: the batches, one production run each, of which the story's month is lived.

Those of the invented makers are chosen by hand (ages, sizes, and which is to be recalled, has expired or is still
open); of a real maker's goods there is one plain batch of each variant that a centre lists.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from random import Random

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from shop.batches import opening
from shop.batches.models import Batch
from shop.catalogue.models import Listing, Producer, Product, Variant
from shop.core.db import db
from shop.core.time import HANOI, in_hanoi
from shop.seeds import histories, people
from shop.seeds.catalogue import DEMO_VOICE
from traceability import history, release


class Fate(StrEnum):
    """What becomes of a run; `story` may be sold like any other."""

    SOLD = "sold"
    #: Begun today: some steps are told.
    OPEN = "open"
    #: All is told; only the release is missing.
    READY = "ready"


@dataclass(frozen=True)
class Run:
    """A run of an invented maker's variant: which one, how many days ago, how many."""

    product: str
    position: int
    days_ago: int
    quantity: int
    fate: Fate = Fate.SOLD


#: Who keeps the book of each invented maker; only the potter has an account.
KEEPERS = {
    "men-may": people.POTTER.name,
    "to-song-nhue": "Đặng Thị Nhàn",
    "nan-vang": "Nguyễn Thị Mây",
    "chuon-xua": "Vũ Văn Khuê",
    "canh-gian": "Đỗ Thị Son",
    "sen-som": "Ngô Thị Hiên",
    "doi-nhan": "Kiều Văn Đồng",
    "la-dong": "Lý Thị Thơm",
    "suong-nui": "Triệu Thị Sương",
}

RUNS = (
    # The first batch with a GTIN and the first without are what the demo points at (see facts).
    Run("binh-hut-loc-men-may", 0, 9, 30),
    Run("bat-com-ve-lam", 0, 12, 40),
    Run("binh-hut-loc-men-may", 0, 34, 24),
    Run("binh-hut-loc-men-may", 1, 33, 4),  # sold out: the buyers take all four
    Run("bat-com-ve-lam", 0, 31, 30),
    Run("binh-hut-loc-men-may", 1, 6, 12),
    Run("am-chen-men-ngoc", 0, 26, 20),
    Run("am-chen-men-ngoc", 1, 15, 16),
    Run("bat-com-ve-lam", 0, 1, 36, Fate.READY),
    Run("am-chen-men-ngoc", 0, 0, 18, Fate.OPEN),
    Run("khan-lua-song-nhue", 0, 29, 24),
    Run("khan-lua-song-nhue", 1, 13, 20),
    Run("lua-hoa-sen-chim", 0, 24, 30),
    Run("lua-hoa-sen-chim", 1, 24, 18),
    Run("gio-may-nan-vang", 0, 33, 18),
    Run("gio-may-nan-vang", 1, 11, 14),
    Run("den-tre-mat-cao", 0, 20, 16),
    Run("mam-tre-dan-long-mot", 0, 27, 20),
    Run("mam-tre-dan-long-mot", 1, 8, 20),
    Run("hop-tra-kham-hoa-sen", 0, 32, 12),
    Run("dua-kham-hoa-cuc", 0, 28, 60),
    Run("dua-kham-hoa-cuc", 1, 14, 40),
    Run("hop-son-mai-canh-gian", 0, 30, 14),
    Run("hop-son-mai-canh-gian", 1, 16, 10),
    Run("khay-son-mai-vo-trung", 0, 22, 18),
    Run("tra-uop-sen-som", 0, 33, 40),
    Run("tra-uop-sen-som", 1, 33, 24),
    Run("mut-sen-som", 0, 27, 60),  # recalled later (see trade)
    Run("mut-sen-som", 0, 5, 48),
    Run("mut-sen-som", 1, 12, 30),
    Run("mat-ong-hoa-nhan", 0, 35, 60),
    Run("mat-ong-hoa-nhan", 1, 35, 40),
    Run("mat-ong-hoa-rung", 0, 19, 40),
    Run("banh-te-la-dong", 0, 9, 40),  # expired: it keeps for three days
    Run("banh-te-la-dong", 0, 0, 60),
    Run("banh-chung-la-dong", 0, 1, 60),
    Run("banh-chung-la-dong", 1, 1, 40),
    Run("banh-com-la-dong", 0, 1, 60),
    Run("banh-com-la-dong", 1, 1, 40),
    Run("tra-gung-sa-suong-nui", 0, 21, 40),
    Run("tra-gung-sa-suong-nui", 1, 10, 30),
    Run("bot-gung-suong-nui", 0, 18, 40),
)


#: What is finished "today" was finished some hours ago: in the small hours, that is yesterday.
MORNING = timedelta(hours=4)


def is_told() -> bool:
    """Whether any batch exists."""
    return db.session.scalar(select(Batch.id).limit(1)) is not None


def tell(dice: Random, now: datetime) -> None:
    """Open every batch, tell how it was made, and release it unless it is still in the making."""
    variants = _variants()
    today = in_hanoi(now - MORNING).date()
    for run in RUNS:
        _run(variants[run.product, run.position], run, today - timedelta(days=run.days_ago), dice, now)
    for variant in _listed_of_real_makers():
        made_on = today - timedelta(days=_age(variant.product, dice))
        _open(variant, made_on, dice.randint(20, 60), DEMO_VOICE, dice, now)


def _variants() -> dict[tuple[str, int], Variant]:
    rows = db.session.scalars(
        select(Variant).join(Variant.product).join(Product.producer).where(Producer.is_fictional).options(*_WHOLE)
    )
    return {(variant.product.slug, variant.position): variant for variant in rows}


def _listed_of_real_makers() -> Sequence[Variant]:
    return db.session.scalars(
        select(Variant)
        .join(Variant.product)
        .join(Product.producer)
        .where(~Producer.is_fictional, Variant.id.in_(select(Listing.variant_id)))
        .options(*_WHOLE)
        .order_by(Variant.id)
    ).all()


_WHOLE = (joinedload(Variant.product).joinedload(Product.producer),)


def _age(product: Product, dice: Random) -> int:
    """Say how many days ago a batch was made that is for sale today: what keeps briefly is fresh."""
    if product.shelf_life_days is None:
        return dice.randint(9, 40)
    return (
        dice.randint(0, 1)
        if product.shelf_life_days > 3
        else 0
        if product.shelf_life_days < 30
        else dice.randint(8, 25)
    )


def _run(variant: Variant, run: Run, made_on: date, dice: Random, now: datetime) -> None:
    keeper = KEEPERS[variant.product.producer.slug]
    _open(variant, made_on, run.quantity, keeper, dice, now, fate=run.fate)


def _open(
    variant: Variant, made_on: date, quantity: int, by: str, dice: Random, now: datetime, fate: Fate = Fate.SOLD
) -> Batch:
    done_at = finished(made_on, now)
    batch = opening.open_batch(
        variant,
        lot_code=opening.suggest_lot_code(variant.product.producer, made_on),
        made_on=made_on,
        best_before=opening.suggest_best_before(variant, made_on),
        quantity=quantity,
        inputs=histories.materials(variant.product),
        by=by,
        at=done_at + timedelta(minutes=10),
    )
    histories.tell(batch, dice, done_at=done_at, now=now, only=3 if fate is Fate.OPEN else None)
    if fate is Fate.SOLD:
        _release(batch, by, done_at + timedelta(minutes=40))
    return batch


def _release(batch: Batch, by: str, at: datetime) -> None:
    if not batch.producer.is_fictional:
        history.record_release(batch, at=at, said_by=DEMO_VOICE)
    release.release(batch, by=by, at=at)


def finished(made_on: date, now: datetime) -> datetime:
    """Return when a batch of `made_on` was done: at three in the afternoon, or early enough to be sold by `now`."""
    return min(datetime.combine(made_on, time(15), HANOI), now - timedelta(hours=3))
