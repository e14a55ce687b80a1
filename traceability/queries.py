"""The reads of origin pages and of their makers' studio: columns, not objects, in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import Any

from sqlalchemy import Date, Select, bindparam, func, select
from sqlalchemy.orm import contains_eager, selectinload

from shop.batches.models import Batch, BatchInput, BatchState, Recall
from shop.catalogue import gradings
from shop.catalogue.models import Centre, Grading, Listing, Producer, Product, ProductPicture, Variant
from shop.core.db import Columns, db
from shop.core.media import Picture, Shown
from shop.core.time import in_hanoi
from shop.stock.models import LotInStock
from shop.stock.queries import keeps_until, last_good_day
from traceability.models import EventPicture, HistoryEvent, LabelRun
from traceability.usual import icon_of
from traceability.verdicts import Verdict, judge

#: What happened to single parcels is nobody's business: only sums per centre and day are shown.
SUMMED = ("packed", "shipped", "delivered", "returned")

_FIRST_PICTURE = (
    select(ProductPicture.picture_id)
    .where(ProductPicture.product_id == Product.id)
    .order_by(ProductPicture.position, ProductPicture.id)
    .limit(1)
    .scalar_subquery()
)

_BATCH = (
    select(
        Batch.id,
        Batch.code,
        Batch.lot_code,
        Batch.made_on,
        Batch.best_before,
        Batch.quantity,
        Batch.state,
        Batch.variant_id,
        Variant.gtin,
        Variant.name_vi.label("variant_vi"),
        Variant.name_en.label("variant_en"),
        Variant.net_vi,
        Product.id.label("product_id"),
        Product.slug,
        Product.craft,
        Product.kind,
        Product.group,
        Product.name_vi,
        Product.name_en,
        Product.materials_vi,
        Product.ingredients_vi,
        Product.allergens_vi,
        Product.storage_vi,
        Product.storage_en,
        Product.use_vi,
        Product.use_en,
        Product.shelf_life_days,
        Product.alcohol_percent,
        Product.withdrawn_at,
        Producer.id.label("producer_id"),
        Producer.slug.label("producer_slug"),
        Producer.name_vi.label("producer_vi"),
        Producer.name_en.label("producer_en"),
        Producer.address_vi,
        Producer.commune_new_vi,
        Producer.commune_old_vi,
        Producer.district_old_vi,
        Producer.is_fictional,
        Centre.slug.label("home_slug"),
        Centre.status.label("home_status"),
        Centre.village_vi,
        Centre.craft_slug.label("home_craft"),
        Centre.name_vi.label("home_vi"),
        Centre.name_en.label("home_en"),
        Centre.experience_vi,
        Centre.experience_en,
        Centre.opens_at,
        Centre.closes_at,
        Recall.id.label("recall_id"),
        Recall.reason_vi,
        Recall.reason_en,
        Recall.what_to_do_vi,
        Recall.what_to_do_en,
        Recall.opened_at.label("recalled_at"),
        Picture.key.label("photograph"),
        Picture.width,
        Picture.height,
    )
    .join(Batch.variant)
    .join(Variant.product)
    .join(Batch.producer)
    .outerjoin(Product.home)
    .outerjoin(Recall, (Recall.batch_id == Batch.id) & Recall.closed_at.is_(None))
    .outerjoin(Picture, Picture.id == _FIRST_PICTURE)
    .where(Batch.code == bindparam("code"), Batch.state != BatchState.DRAFT)
)


@dataclass(frozen=True)
class Step:
    """One line of the path to the root: an event, or the sum of a day's parcels at a centre."""

    kind: str
    day: date
    what_vi: str
    what_en: str
    said_by: str
    place_vi: str | None = None
    note_vi: str | None = None
    note_en: str | None = None
    quantity: int | None = None
    event_id: str | None = None
    #: Its place in the chain; None while it is being recorded, and for sums.
    position: int | None = None
    pictures: tuple[Shown, ...] = ()

    @property
    def icon(self) -> str:
        """What draws it."""
        return icon_of(self.kind, self.what_vi)


@dataclass(frozen=True)
class Offer:
    """Where this batch, or the next one, can be bought."""

    listing_id: int
    #: The village by whose name people know the centre.
    village_vi: str
    price_vnd: int
    #: How many of this very batch can be bought there now.
    of_this_batch: int
    #: How many of other batches.
    of_others: int


@dataclass(frozen=True)
class Origin:
    """All that an origin page shows."""

    batch: Columns
    verdict: Verdict
    #: From the newest down to the root.
    steps: tuple[Step, ...]
    inputs: tuple[Columns, ...]
    standing: gradings.Standing
    offers: tuple[Offer, ...]
    chained: int
    waiting: int
    chain_head: str | None

    @property
    def subjects(self) -> tuple[str, ...]:
        """The versions this page was made of."""
        b = self.batch
        return (f"batch:{b.id}", f"product:{b.product_id}", f"variant:{b.variant_id}", f"producer:{b.producer_id}")

    @property
    def story(self) -> tuple[Step, ...]:
        """How it was made and came to the centres, from the newest down to the root."""
        return tuple(step for step in self.steps if step.kind not in SUMMED)

    @property
    def trade(self) -> tuple[Step, ...]:
        """How it went on to buyers, the newest first."""
        return tuple(step for step in self.steps if step.kind in SUMMED)

    @property
    def photograph(self) -> Shown | None:
        """The first photograph of the product, if it has one."""
        b = self.batch
        return Shown(b.photograph, b.width, b.height) if b.photograph else None

    @property
    def materials(self) -> str:
        """What it was made from and where that came from, in one line."""
        named = (f"{i.name_vi} ({i.source_vi})" if i.source_vi else i.name_vi for i in self.inputs)
        return "; ".join(named)

    @property
    def may_sell(self) -> bool:
        """Whether anything is for sale on this page: the verdict is good and the goods are sold here."""
        sold_here = self.batch.alcohol_percent is None and self.batch.withdrawn_at is None
        return self.verdict is Verdict.GENUINE and sold_here


def origin(code: str, on: date) -> Origin | None:
    """Return what the origin page of the batch `code` shows on the day `on`; five queries, however long its history.

    None when there is no such batch, or it is a draft. Statements are built once and sent as columns: this page is
    what a label opens, and loading objects would cost it most of its time.
    """
    send = db.session.connection().execute
    batch = send(_BATCH, {"code": code.upper()}).first()
    if batch is None:
        return None
    wanted = {"batch_id": batch.id}
    events = send(_EVENTS, wanted).all()
    places = {event.position: event.chain_hash for event in events if event.position is not None}
    steps = _steps(events)
    return Origin(
        batch=batch,
        verdict=judge(batch, is_recalled=batch.recall_id is not None, on=on),
        steps=steps,
        inputs=tuple(send(_INPUTS, wanted)),
        standing=gradings.standing(send(_GRADINGS, {"product_id": batch.product_id}).all(), on),
        offers=_offers(send(_OFFERS, wanted | {"variant_id": batch.variant_id, "last_good": last_good_day(on)}).all()),
        chained=len(places),
        waiting=len({event.id for event in events if event.position is None}),
        chain_head=places[max(places)] if places else None,
    )


_EVENT_COLUMNS = select(
    HistoryEvent.id,
    HistoryEvent.kind,
    HistoryEvent.occurred_at,
    HistoryEvent.said_by,
    HistoryEvent.what_vi,
    HistoryEvent.what_en,
    HistoryEvent.place_vi,
    HistoryEvent.note_vi,
    HistoryEvent.note_en,
    HistoryEvent.quantity,
    HistoryEvent.event_id,
    HistoryEvent.position,
    HistoryEvent.chain_hash,
    Picture.key,
    Picture.width,
    Picture.height,
    Picture.alt_vi,
    Picture.alt_en,
)
#: One row an event and photograph of it, newest first.
_EVENTS = (
    _EVENT_COLUMNS.outerjoin(EventPicture, EventPicture.event_id == HistoryEvent.id)
    .outerjoin(Picture, Picture.id == EventPicture.picture_id)
    .where(HistoryEvent.batch_id == bindparam("batch_id"))
    .order_by(HistoryEvent.occurred_at.desc(), HistoryEvent.id.desc(), EventPicture.id)
)

_INPUTS = (
    select(BatchInput.name_vi, BatchInput.source_vi)
    .where(BatchInput.batch_id == bindparam("batch_id"))
    .order_by(BatchInput.id)
)

_GRADINGS = select(*gradings.COLUMNS).where(Grading.product_id == bindparam("product_id"))

_LEFT = func.coalesce(LotInStock.on_hand - LotInStock.reserved, 0)
_GOOD = keeps_until(bindparam("last_good", type_=Date()))
#: Where the variant is on sale, with what is left of this batch and of others that may be sold.
_OFFERS = (
    select(
        Listing.id,
        Centre.village_vi,
        Listing.price_vnd,
        func.coalesce(func.sum(_LEFT).filter(_GOOD, Batch.id == bindparam("batch_id")), 0).label("this"),
        func.coalesce(func.sum(_LEFT).filter(_GOOD, Batch.id != bindparam("batch_id")), 0).label("others"),
    )
    .join(Listing.centre)
    .outerjoin(Batch, Batch.variant_id == Listing.variant_id)
    .outerjoin(LotInStock, (LotInStock.batch_id == Batch.id) & (LotInStock.centre_id == Centre.id))
    .where(Listing.variant_id == bindparam("variant_id"), Listing.delisted_at.is_(None))
    .group_by(Listing.id, Centre.village_vi, Listing.price_vnd)
    .order_by(Listing.price_vnd, Listing.id)
)


def _steps(rows: Sequence[Columns]) -> tuple[Step, ...]:
    """Turn events, newest first, into lines; events of single parcels become one sum per kind, centre and day."""
    steps: list[Step] = []
    sums: dict[tuple[str, str, date], int] = {}
    for _id, group in groupby(rows, key=lambda row: row.id):
        photographed = list(group)
        event = photographed[0]
        day = in_hanoi(event.occurred_at).date()
        if event.kind not in SUMMED:
            pictures = tuple(Shown(*row[-5:]) for row in photographed if row.key)
            steps.append(_step(event, day, event.quantity, pictures))
            continue
        key = (event.kind, event.said_by, day)
        if key in sums:
            at = sums[key]
            steps[at] = _summed(steps[at], event.quantity or 0)
        else:
            sums[key] = len(steps)
            steps.append(_step(event, day, event.quantity or 0, ()))
    return tuple(steps)


def _step(event: Columns, day: date, quantity: int | None, pictures: tuple[Shown, ...]) -> Step:
    single = event.kind not in SUMMED
    return Step(
        kind=event.kind,
        day=day,
        what_vi=event.what_vi,
        what_en=event.what_en,
        said_by=event.said_by,
        place_vi=event.place_vi,
        note_vi=event.note_vi if single else None,
        note_en=event.note_en if single else None,
        quantity=quantity,
        event_id=event.event_id if single else None,
        position=event.position if single else None,
        pictures=pictures,
    )


def _summed(step: Step, more: int) -> Step:
    return replace(step, quantity=(step.quantity or 0) + more)


def _offers(rows: Sequence[Columns]) -> tuple[Offer, ...]:
    """Return the offers, those that have this batch first, then those that have another."""
    offers = [Offer(*row) for row in rows]
    return tuple(sorted(offers, key=lambda offer: (offer.of_this_batch == 0, offer.of_others == 0)))


def code_of(gtin: str, lot: str) -> str | None:
    """Return the code of the released batch with this GTIN and lot, or None."""
    return db.session.scalar(
        select(Batch.code)
        .join(Batch.variant)
        .where(Variant.gtin == gtin, Batch.lot_code == lot, Batch.state != BatchState.DRAFT)
    )


def slug_of(gtin: str) -> str | None:
    """Return the slug of the product that has this GTIN, or None."""
    return db.session.scalar(select(Product.slug).join(Product.variants).where(Variant.gtin == gtin))


def named_by(typed: str) -> list[Columns]:
    """Return the released batches that a batch code or lot code, in capitals, can mean: code, product and maker."""
    return list(
        db.session.execute(
            _named()
            .where((Batch.code == typed) | (Batch.lot_code == typed), Batch.state != BatchState.DRAFT)
            .order_by(Batch.made_on.desc())
            .limit(20)
        )
    )


def _named() -> Select[*tuple[Any, ...]]:
    return (
        select(
            Batch.code,
            Batch.lot_code,
            Batch.made_on,
            Product.name_vi,
            Product.name_en,
            Product.slug,
            Product.craft,
            Producer.name_vi.label("producer_vi"),
            Producer.name_en.label("producer_en"),
        )
        .join(Batch.variant)
        .join(Variant.product)
        .join(Batch.producer)
    )


def open_recalls() -> list[Columns]:
    """Return the recalls that are open, newest first, with what each is about; one query."""
    return list(
        db.session.execute(
            _named()
            .join(Recall, Recall.batch_id == Batch.id)
            .add_columns(Recall.id.label("recall_id"), Recall.opened_at, Recall.opened_by, Recall.reason_vi)
            .where(Recall.closed_at.is_(None))
            .order_by(Recall.opened_at.desc())
        )
    )


def history_of(batch_id: int) -> list[HistoryEvent]:
    """Return the events of a batch for its maker, newest first, with their pictures; two queries."""
    return list(
        db.session.scalars(
            select(HistoryEvent)
            .where(HistoryEvent.batch_id == batch_id)
            .options(selectinload(HistoryEvent.pictures))
            .order_by(HistoryEvent.occurred_at.desc(), HistoryEvent.id.desc())
        )
    )


def label_runs(batch_id: int) -> list[LabelRun]:
    """Return the printings of a batch's labels, newest first; one query."""
    return list(db.session.scalars(select(LabelRun).where(LabelRun.batch_id == batch_id).order_by(LabelRun.id.desc())))


def label_run(producer: Producer, run_id: int) -> LabelRun | None:
    """Return one printing of labels of a batch of `producer`; another producer's is None."""
    return db.session.scalar(
        select(LabelRun)
        .join(LabelRun.batch)
        .where(LabelRun.id == run_id, Batch.producer_id == producer.id)
        .options(contains_eager(LabelRun.batch))
    )
