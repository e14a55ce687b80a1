"""Reads of the cart: what the page shows, grouped by the centre that will pack it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from shop.cart.models import Cart, CartLine
from shop.catalogue.models import Centre, Listing, Product, ProductPicture, Variant
from shop.core.db import db
from shop.delivery.models import DeliveryFee


@dataclass(frozen=True)
class Basket:
    """What one centre packs, and what sending it costs."""

    centre: Centre
    lines: tuple[CartLine, ...]
    fee_vnd: int

    @property
    def goods_vnd(self) -> int:
        """What the goods cost, without delivery."""
        return sum(line.listing.price_vnd * line.quantity for line in self.lines)


@dataclass(frozen=True)
class Contents:
    """A whole cart: its baskets and sums in đồng."""

    baskets: tuple[Basket, ...]

    @property
    def goods_vnd(self) -> int:
        """What all goods cost, without delivery."""
        return sum(basket.goods_vnd for basket in self.baskets)

    @property
    def count(self) -> int:
        """How many items there are."""
        return sum(line.quantity for basket in self.baskets for line in basket.lines)


def contents(cart: Cart | None) -> Contents:
    """Return what is in `cart`, grouped by centre, in a fixed number of queries."""
    if cart is None:
        return Contents(())
    load(cart)
    lines = list(cart.lines)
    fees = fees_of({line.listing.centre_id for line in lines})
    centres = {line.listing.centre_id: line.listing.centre for line in lines}
    return Contents(
        tuple(
            Basket(centre, tuple(line for line in lines if line.listing.centre_id == centre_id), fees.get(centre_id, 0))
            for centre_id, centre in centres.items()
        )
    )


def load(cart: Cart) -> None:
    """Load the lines of `cart` with all that its pages show; three queries."""
    db.session.scalars(
        select(CartLine)
        .where(CartLine.cart_id == cart.id)
        .options(
            joinedload(CartLine.batch),
            joinedload(CartLine.listing).joinedload(Listing.centre).joinedload(Centre.seller),
            joinedload(CartLine.listing)
            .joinedload(Listing.variant)
            .joinedload(Variant.product)
            .joinedload(Product.producer),
            joinedload(CartLine.listing)
            .joinedload(Listing.variant)
            .joinedload(Variant.product)
            .selectinload(Product.pictures)
            .joinedload(ProductPicture.picture),
        )
        .order_by(CartLine.id)
    ).all()


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
