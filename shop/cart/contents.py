"""What is in a cart, and how it changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_ngettext as _ln
from sqlalchemy import select, update
from sqlalchemy.orm import joinedload

from shop.accounts.models import User
from shop.batches.models import Batch
from shop.cart.models import Cart, CartLine
from shop.catalogue.models import Listing, Variant
from shop.core.db import db
from shop.core.errors import Refusal
from shop.core.i18n import said
from shop.core.rules import rule
from shop.core.time import today
from shop.stock.models import LotInStock
from shop.stock.queries import lots_for_all


class CartRefused(Refusal):
    """This cannot be in a cart, or not so many of it."""


@dataclass(frozen=True)
class Correction:
    """What had to change since somebody put it in: a plain sentence for the notice."""

    sentence: object


def find(token: str | None) -> Cart | None:
    """Return the cart that bears `token`, or None."""
    return db.session.scalar(select(Cart).where(Cart.token == token)) if token else None


def listing_to_add(listing_id: int) -> Listing | None:
    """Return the listing with all that a cart asks of it, or None."""
    return db.session.scalar(
        select(Listing)
        .where(Listing.id == listing_id)
        .options(joinedload(Listing.variant).joinedload(Variant.product), joinedload(Listing.centre))
    )


def add(cart: Cart, listing: Listing, quantity: int, batch: Batch | None = None) -> CartLine:
    """Put `quantity` of `listing` into the cart, pinned to `batch` if one was chosen.

    More of the same joins its line. Raises CartRefused when it is not sold, is out of range, or is not there;
    the cart is then as before.
    """
    check_sold(listing)
    _hold(cart)
    line = _same(cart, listing.id, _id(batch))
    wanted = _in_range(quantity) + (line.quantity if line else 0)
    _check_stock(listing, batch, _in_range(wanted))
    if line is None:
        line = CartLine(listing=listing, batch=batch, quantity=wanted)
        cart.lines.append(line)
    line.quantity = wanted
    db.session.flush()  # the constraint: one line for each listing and batch
    return line


def change(line: CartLine, quantity: int) -> None:
    """Set how many of a line are wanted. Raises CartRefused, and leaves the line, when that is out of range."""
    wanted = _in_range(quantity)
    _check_stock(line.listing, line.batch, wanted)
    line.quantity = wanted


def remove(line: CartLine) -> None:
    """Take a line out of its cart."""
    line.cart.lines.remove(line)


def empty(cart: Cart) -> None:
    """Take everything out: it was ordered."""
    cart.lines.clear()
    cart.checkout, cart.checkout_key = None, None


def check_sold(listing: Listing) -> None:
    """Raise CartRefused, with the reason, when `listing` is not on sale."""
    product = listing.variant.product
    if product.is_alcohol:
        raise CartRefused(_l("Alcohol is shown here, and not sold yet."))
    if product.is_tour:
        raise CartRefused(_l("Visits cannot be booked here yet."))
    if not listing.is_on_sale or product.withdrawn_at is not None or not listing.centre.is_shop:
        raise CartRefused(_l("This is not on sale at this centre any more."))


def _in_range(quantity: int) -> int:
    most = int(rule("line_quantity_most"))
    if quantity < 1:
        raise CartRefused(_l("Say how many with a number from 1 up."))
    if quantity > most:
        raise CartRefused(_l("At most %(most)s of one thing; write to us for more.", most=most))
    return quantity


def _check_stock(listing: Listing, batch: Batch | None, wanted: int) -> None:
    lots = lots_for_all([_place(listing)], today())[_place(listing)]
    there = left(lots, _id(batch))
    if there >= wanted:
        return
    if there == 0 and lots:
        raise CartRefused(_l("This batch has just sold out. Another batch of the same thing is there."))
    if there == 0:
        raise CartRefused(_l("This has just sold out."))
    raise CartRefused(_ln("Only %(num)s is left.", "Only %(num)s are left.", there))


def left(lots: Sequence[LotInStock], batch_id: int | None) -> int:
    """Return how many items of `lots` (of one batch, if given) can still be promised."""
    return sum(lot.available for lot in lots if batch_id in (None, lot.batch_id))


def correct(cart: Cart, on: date) -> list[Correction]:
    """Bring the cart down to what is still there, and say what changed. A pinned batch that is gone is let go of.

    So a buyer learns before paying that the last piece went to somebody else, and is offered the other batch.
    One query, however much is in the cart; nothing is written before the caller flushes.
    """
    lots = lots_for_all({_place(line.listing) for line in cart.lines}, on)
    found = (_corrected(line, lots[_place(line.listing)]) for line in list(cart.lines))
    return [Correction(sentence) for sentence in found if sentence is not None]


def _corrected(line: CartLine, lots: Sequence[LotInStock]) -> Any:
    """Bring one line down to what its lots can serve, and return the sentence that says so."""
    name = said(line.listing.variant.product, "name")
    try:
        check_sold(line.listing)
    except CartRefused:
        remove(line)
        return _l("%(name)s is not on sale any more and was taken out.", name=name)
    there = left(lots, line.batch_id)
    if there >= line.quantity:
        return None
    if there == 0 and line.batch is not None:
        return _let_go_of_batch(line, name, left(lots, None))
    if there == 0:
        remove(line)
        return _l("%(name)s has sold out and was taken out.", name=name)
    line.quantity = there
    return _ln("Of %(name)s only %(num)s is left.", "Of %(name)s only %(num)s are left.", there, name=name)


def _let_go_of_batch(line: CartLine, name: str, others: int) -> object:
    assert line.batch is not None
    lot_code = line.batch.lot_code
    if others == 0 or _same(line.cart, line.listing_id, None) is not None:
        remove(line)
        return _l("%(name)s of batch %(lot)s has sold out and was taken out.", name=name, lot=lot_code)
    line.batch, line.batch_id, line.quantity = None, None, min(line.quantity, others)
    return _l(
        "Batch %(lot)s of %(name)s has sold out. You would get another batch; "
        "take it out if that is not what you want.",
        name=name,
        lot=lot_code,
    )


def adopt(user: User, token: str | None) -> Cart | None:
    """Give the cart of this session to `user`, with what was in the one they had; return their cart, if any."""
    mine = db.session.scalar(select(Cart).where(Cart.user_id == user.id).order_by(Cart.id.desc()).limit(1))
    here = find(token)
    if here is None or here is mine:
        return mine
    if mine is not None:
        _pour(mine, here)
        mine.user_id = None
    here.user_id = user.id
    return here


def _pour(source: Cart, target: Cart) -> None:
    most = int(rule("line_quantity_most"))
    for line in list(source.lines):
        same = _same(target, line.listing_id, line.batch_id)
        if same is None:
            target.lines.append(CartLine(listing=line.listing, batch=line.batch, quantity=line.quantity))
        else:
            same.quantity = min(most, same.quantity + line.quantity)
    source.lines.clear()
    db.session.flush()


def _same(cart: Cart, listing_id: int, batch_id: int | None) -> CartLine | None:
    return next((line for line in cart.lines if (line.listing_id, line.batch_id) == (listing_id, batch_id)), None)


def _hold(cart: Cart) -> None:
    """Hold the cart's row, so that two clicks on "add" come one after the other."""
    db.session.flush()  # a new cart gets its row first
    db.session.execute(update(Cart).where(Cart.id == cart.id).values(changed_at=Cart.changed_at))
    db.session.refresh(cart, ["lines"])


def _place(listing: Listing) -> tuple[int, int]:
    return listing.centre_id, listing.variant_id


def _id(batch: Batch | None) -> int | None:
    return None if batch is None else batch.id
