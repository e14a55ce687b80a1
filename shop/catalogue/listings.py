"""What a centre sells, at which price, since when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from shop.catalogue.models import Centre, Listing, OcopStatus, Price, Product, Variant
from shop.core import audit
from shop.core.db import db, unique_violation
from shop.core.errors import Refusal
from shop.core.money import vnd

#: No product of a craft village costs more; a price above it has a zero too many.
MOST_VND = 999_999_999
#: The smallest note in use is 1,000 ₫; a price below it has three zeros too few.
LEAST_VND = 1_000


class NotAPrice(Refusal):
    """The price is below or above what anything here can cost."""


class NotForSale(Refusal):
    """Visits and alcohol are shown, and not sold yet."""


class NotAShop(Refusal):
    """The place is no recognised centre, so nothing can be on sale there."""


class AlreadyListed(Refusal):
    """This centre sells this variant already."""


def list_variant(
    centre: Centre, variant: Variant, price_vnd: int, *, by: str, at: datetime, shelf: str | None = None
) -> Listing:
    """Put `variant` on sale at `centre` for `price_vnd`; a variant that was taken off comes back with this price.

    Raises NotAShop, NotForSale, NotAPrice or AlreadyListed, and changes nothing.
    """
    _check_place(centre)
    _check_goods(variant.product)
    _check_price(price_vnd)
    listing = _listing(centre, variant)
    if listing is None:
        listing = _new_listing(centre, variant, price_vnd, at)
    elif listing.is_on_sale:
        raise AlreadyListed(_l("This is already on sale here. Change its price in the list below."))
    listing.delisted_at = None
    if shelf is not None:
        listing.shelf = shelf or None
    _note_price(listing, price_vnd, by=by, at=at)
    _record("listings.list", listing, by, after={"price_vnd": price_vnd})
    return listing


def set_price(listing: Listing, price_vnd: int, *, by: str, at: datetime) -> None:
    """Let `listing` cost `price_vnd` from now on; the same price again changes nothing.

    Raises NotAPrice, and changes nothing.
    """
    _check_price(price_vnd)
    before = listing.price_vnd
    if before == price_vnd:
        return
    _note_price(listing, price_vnd, by=by, at=at)
    _record("listings.price", listing, by, before={"price_vnd": before}, after={"price_vnd": price_vnd})


def delist(listing: Listing, *, by: str, at: datetime) -> None:
    """Take `listing` off sale; what is in carts is corrected there, what was ordered stays ordered."""
    if not listing.is_on_sale:
        return
    listing.delisted_at = at
    _record("listings.delist", listing, by, before={"price_vnd": listing.price_vnd})


def relist(listing: Listing, *, by: str, at: datetime) -> None:
    """Put `listing` on sale again at its last price.

    Raises NotForSale, and changes nothing, where its kind of goods is not sold.
    """
    if listing.is_on_sale:
        return
    _check_goods(listing.variant.product)
    listing.delisted_at, listing.listed_at = None, at
    _record("listings.list", listing, by, after={"price_vnd": listing.price_vnd})


@dataclass(frozen=True)
class OwnShare:
    """How much of what a centre lists is recognised OCOP or its village's own craft."""

    listed: int
    own: int
    #: The least the criteria of the centres ask for.
    least_percent: int

    @property
    def percent(self) -> int:
        """The share in whole percent, rounded down: nobody passes by rounding."""
        return 100 * self.own // self.listed if self.listed else 100

    @property
    def is_enough(self) -> bool:
        return self.percent >= self.least_percent


def own_share(rows: Iterable[tuple[str, str]], own_kinds: frozenset[str], least_percent: int) -> OwnShare:
    """Count the products of `rows` (OCOP status, kind) that are recognised or of one of the village's `own_kinds`."""
    products = list(rows)
    own = sum(1 for status, kind in products if status == OcopStatus.RECOGNISED or kind in own_kinds)
    return OwnShare(len(products), own, least_percent)


def _check_place(centre: Centre) -> None:
    if not centre.is_shop:
        raise NotAShop(_l("Only a recognised centre can have goods on sale."))


def _check_goods(product: Product) -> None:
    if product.is_tour:
        raise NotForSale(_l("Visits are shown, and cannot be bought here yet."))
    if product.is_alcohol:
        raise NotForSale(_l("Alcohol is shown, and not sold here yet."))
    if product.withdrawn_at is not None:
        raise NotForSale(_l("Its maker has withdrawn this product."))


def _check_price(price_vnd: int) -> None:
    if not LEAST_VND <= price_vnd <= MOST_VND:
        raise NotAPrice(_l("Give a price between %(least)s and %(most)s.", least=vnd(LEAST_VND), most=vnd(MOST_VND)))


def _listing(centre: Centre, variant: Variant) -> Listing | None:
    return db.session.scalar(select(Listing).where(Listing.centre_id == centre.id, Listing.variant_id == variant.id))


def _new_listing(centre: Centre, variant: Variant, price_vnd: int, at: datetime) -> Listing:
    """Add the row; of two people who list the same thing at once the database lets one in."""
    listing = Listing(centre=centre, variant=variant, price_vnd=price_vnd, listed_at=at)
    try:
        with db.session.begin_nested():
            db.session.add(listing)
    except IntegrityError as error:
        if unique_violation(error) != frozenset({"centre_id", "variant_id"}):
            raise
        raise AlreadyListed(_l("This is already on sale here. Change its price in the list below.")) from error
    return listing


def _note_price(listing: Listing, price_vnd: int, *, by: str, at: datetime) -> None:
    listing.price_vnd = price_vnd
    listing.prices.append(Price(price_vnd=price_vnd, since=at, by=by))


def _record(
    action: str,
    listing: Listing,
    by: str,
    *,
    before: dict[str, int] | None = None,
    after: dict[str, int] | None = None,
) -> None:
    subject = f"{listing.centre.slug}/{listing.variant.product.slug}/{listing.variant.name_vi}"[:120]
    audit.record(action, subject, who=by, acting_for=listing.centre.name_vi[:200], before=before, after=after)
