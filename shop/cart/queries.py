"""Reads of the cart: what the page shows, grouped by the centre that will pack it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from shop.batches.models import Batch
from shop.cart.contents import Correction, corrections
from shop.cart.models import Cart, CartLine
from shop.catalogue.models import Centre, Listing, Product, ProductPicture, Variant
from shop.core.db import db
from shop.core.time import today
from shop.delivery.models import DeliveryFee
from shop.stock.queries import left_of


@dataclass(frozen=True)
class Item:
    """One line of the cart, as it would be bought now."""

    id: int
    listing: Listing
    batch: Batch | None
    quantity: int
    #: How many the centre can promise, of the batch where one was chosen.
    left: int

    @property
    def batch_id(self) -> int | None:
        """The batch that was chosen, if one was."""
        return None if self.batch is None else self.batch.id

    @property
    def total_vnd(self) -> int:
        """Price times quantity."""
        return self.listing.price_vnd * self.quantity

    @property
    def product(self) -> Product:
        """What it is."""
        return self.listing.variant.product


@dataclass(frozen=True)
class Basket:
    """What one centre packs, and what sending it costs."""

    centre: Centre
    lines: tuple[Item, ...]
    fee_vnd: int

    @property
    def goods_vnd(self) -> int:
        """What the goods cost, without delivery."""
        return sum(line.total_vnd for line in self.lines)


@dataclass(frozen=True)
class Contents:
    """A whole cart: its baskets and sums in đồng."""

    baskets: tuple[Basket, ...]

    @property
    def goods_vnd(self) -> int:
        """What all goods cost, without delivery."""
        return sum(basket.goods_vnd for basket in self.baskets)

    @property
    def fees_vnd(self) -> int:
        """What sending every parcel costs."""
        return sum(basket.fee_vnd for basket in self.baskets)

    @property
    def count(self) -> int:
        """How many items there are."""
        return sum(line.quantity for basket in self.baskets for line in basket.lines)

    @property
    def fingerprint(self) -> str:
        """Name what is bought at which price, so that nobody orders anything but what was on the page."""
        said = [
            (line.listing.id, line.batch_id, line.quantity, line.listing.price_vnd, basket.fee_vnd)
            for basket in self.baskets
            for line in basket.lines
        ]
        return hashlib.sha256(repr(said).encode()).hexdigest()[:24]

    def corrected(self, corrections: Iterable[Correction]) -> Contents:
        """Return the same cart brought down to what is still there; the rows stay as they are."""
        changes = {each.line.id: each for each in corrections}
        baskets = (replace(basket, lines=_corrected(basket.lines, changes)) for basket in self.baskets)
        return Contents(tuple(basket for basket in baskets if basket.lines))


def _corrected(lines: tuple[Item, ...], changes: Mapping[int, Correction]) -> tuple[Item, ...]:
    kept = []
    for line in lines:
        change = changes.get(line.id)
        if change is None:
            kept.append(line)
        elif change.quantity:
            batch = None if change.lets_go else line.batch
            kept.append(replace(line, quantity=change.quantity, batch=batch))
    return tuple(kept)


def contents(cart: Cart | None, on: date | None = None) -> Contents:
    """Return what is in `cart` on the day `on` (today in Hanoi), grouped by centre, in a fixed number of queries."""
    if cart is None:
        return Contents(())
    lines = db.session.scalars(
        select(CartLine)
        .where(CartLine.cart_id == cart.id)
        .options(
            joinedload(CartLine.batch),
            joinedload(CartLine.listing).joinedload(Listing.centre).joinedload(Centre.seller),
            joinedload(CartLine.listing)
            .joinedload(Listing.variant)
            .joinedload(Variant.product)
            .options(
                joinedload(Product.producer),
                selectinload(Product.pictures).joinedload(ProductPicture.picture),
            ),
        )
        .order_by(CartLine.id)
        # A price may have changed since this session first saw it.
        .execution_options(populate_existing=True)
    ).all()
    fees = fees_of({line.listing.centre_id for line in lines})
    shelves = left_of([line.listing_id for line in lines], on or today())
    items = [_item(line, shelves[line.listing_id]) for line in lines]
    centres = {item.listing.centre_id: item.listing.centre for item in items}
    return Contents(
        tuple(
            Basket(centre, tuple(i for i in items if i.listing.centre_id == centre_id), fees.get(centre_id, 0))
            for centre_id, centre in centres.items()
        )
    )


def as_it_stands(cart: Cart | None, on: date) -> tuple[Contents, list[Correction]]:
    """Return what of `cart` can be bought now, and what had to change for it; the rows stay as they are."""
    if cart is None:
        return Contents(()), []
    written = contents(cart, on)  # first, because it loads in few queries what the corrections ask for
    found = corrections(cart, on)
    return written.corrected(found), found


def _item(line: CartLine, lots: Mapping[int, int]) -> Item:
    left = sum(lots.values()) if line.batch_id is None else lots.get(line.batch_id, 0)
    return Item(line.id, line.listing, line.batch, line.quantity, left)


def fees_of(centre_ids: set[int]) -> dict[int, int]:
    """Return the flat delivery fee of each centre, in đồng; one query."""
    rows = db.session.execute(
        select(DeliveryFee.centre_id, DeliveryFee.fee_vnd).where(DeliveryFee.centre_id.in_(centre_ids))
    )
    return {row.centre_id: row.fee_vnd for row in rows}


def count(token: str | None) -> int:
    """Return how many items the cart that bears `token` holds; one query."""
    if not token:
        return 0
    total = db.session.scalar(select(func.sum(CartLine.quantity)).join(CartLine.cart).where(Cart.token == token))
    return int(total or 0)
