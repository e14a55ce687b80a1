"""What is in a cart, and how it changes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

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
from shop.core.time import now, today
from shop.stock.queries import left_of


class CartRefused(Refusal):
    """This cannot be in a cart, or not so many of it."""


@dataclass(frozen=True)
class Correction:
    """What has to change of a line since somebody put it in, with a plain sentence for the notice."""

    line: CartLine
    sentence: object
    #: How many are left of what was wanted; 0 takes the line out.
    quantity: int
    #: The batch that was chosen is gone, and another one would be sent.
    lets_go: bool = False


def find(token: str | None) -> Cart | None:
    """Return the cart that bears `token`, or None."""
    if not token:
        return None
    return db.session.scalar(select(Cart).where(Cart.token == token))


def read_quantity(text: str) -> int:
    """Return the whole number somebody typed. Raises CartRefused for anything else."""
    if not re.fullmatch(r"[+-]?[0-9]{1,30}", text.strip()):
        raise CartRefused(_l("Say how many with a number from 1 up."))
    return int(text)


def add(cart: Cart, listing: Listing, quantity: int, batch: Batch | None = None) -> CartLine:
    """Put `quantity` of `listing` into the cart, pinned to `batch` if one was chosen.

    More of the same joins its line. Raises CartRefused when it is not sold, is out of range, or is not there;
    the cart is then as before.
    """
    check_sold(listing)
    hold(cart)
    line = next((each for each in cart.lines if each.listing_id == listing.id and each.batch_id == _id(batch)), None)
    wanted = _in_range((line.quantity if line else 0) + quantity, quantity)
    _check_stock(listing, batch, wanted)
    if line is None:
        line = CartLine(listing=listing, batch=batch, quantity=wanted)
        cart.lines.append(line)
    line.quantity = wanted
    cart.changed_at = now()
    db.session.flush()  # the constraint: one line for each listing and batch
    return line


def change(line: CartLine, quantity: int) -> None:
    """Set how many of a line are wanted. Raises CartRefused, and leaves the line, when that is out of range."""
    wanted = _in_range(quantity, quantity)
    _check_stock(line.listing, line.batch, wanted)
    line.quantity = wanted
    line.cart.changed_at = now()


def remove(line: CartLine) -> None:
    """Take a line out of its cart."""
    line.cart.changed_at = now()
    line.cart.lines.remove(line)


def check_sold(listing: Listing) -> None:
    """Raise CartRefused, with the reason, when `listing` is not on sale."""
    product = listing.variant.product
    if product.is_alcohol:
        raise CartRefused(_l("Alcohol is shown here, and not sold yet."))
    if product.is_tour:
        raise CartRefused(_l("Visits cannot be booked here yet."))
    if not listing.is_on_sale or product.withdrawn_at is not None or not listing.centre.is_shop:
        raise CartRefused(_l("This is not on sale at this centre any more."))


def _in_range(total: int, asked: int) -> int:
    most = int(rule("line_quantity_most"))
    if asked < 1:
        raise CartRefused(_l("Say how many with a number from 1 up."))
    if total > most:
        raise CartRefused(_l("At most %(most)s of one thing; write to us for more.", most=most))
    return total


def left(listing: Listing, batch: Batch | None, on: date) -> int:
    """Return how many of `listing` (of `batch`, if given) its centre can still promise."""
    lots = left_of([listing.id], on)[listing.id]
    return sum(lots.values()) if batch is None else lots.get(batch.id, 0)


def _check_stock(listing: Listing, batch: Batch | None, wanted: int) -> None:
    there = left(listing, batch, today())
    if there >= wanted:
        return
    if there == 0 and batch is not None and left(listing, None, today()):
        raise CartRefused(_l("This batch is no longer on sale here. Another batch of the same thing is."))
    if there == 0:
        raise CartRefused(_l("This has just sold out."))
    raise CartRefused(_ln("Only %(num)s is left.", "Only %(num)s are left.", there))


def corrections(cart: Cart, on: date) -> list[Correction]:
    """Say what of `cart` cannot be served any more, and change nothing; lines in a batch that was chosen come first.

    So a buyer learns before paying that the last piece went to somebody else, and is offered the other batch.
    """
    shelves = left_of([line.listing_id for line in cart.lines], on)
    found = []
    for line in sorted(cart.lines, key=lambda line: (line.batch_id is None, line.id)):
        lots = shelves[line.listing_id]
        correction = _correction(line, lots)
        if correction is not None:
            found.append(correction)
        batch_id = None if correction is not None and correction.lets_go else line.batch_id
        _take(lots, batch_id, line.quantity if correction is None else correction.quantity)
    return found


def correct(cart: Cart, on: date) -> list[Correction]:
    """Bring the cart down to what is still there, and say what changed."""
    found = corrections(cart, on)
    for each in found:
        if each.quantity == 0:
            remove(each.line)
        else:
            each.line.quantity = each.quantity
            each.line.batch = None if each.lets_go else each.line.batch
    db.session.flush()
    return found


def _take(lots: dict[int, int], batch_id: int | None, quantity: int) -> None:
    """Count `quantity` off the shelves, so that two lines of one thing are not both promised the last piece."""
    for lot_batch in [batch_id] if batch_id is not None else list(lots):
        part = min(quantity, lots.get(lot_batch, 0))
        if part:
            lots[lot_batch] -= part
            quantity -= part


def _correction(line: CartLine, lots: dict[int, int]) -> Correction | None:
    name = said(line.listing.variant.product, "name")
    try:
        check_sold(line.listing)
    except CartRefused:
        return Correction(line, _l("%(name)s is not on sale any more and was taken out.", name=name), 0)
    if line.batch is not None and lots.get(line.batch.id, 0) == 0:
        return _without_its_batch(line, line.batch, name, sum(lots.values()))
    there = sum(lots.values()) if line.batch is None else lots[line.batch.id]
    if there >= line.quantity:
        return None
    if there == 0:
        return Correction(line, _l("There is none left of %(name)s, so it was taken out.", name=name), 0)
    sentence = _ln("Of %(name)s only %(num)s is left.", "Of %(name)s only %(num)s are left.", there, name=name)
    return Correction(line, sentence, there)


def _without_its_batch(line: CartLine, batch: Batch, name: str, others: int) -> Correction:
    unpinned = any(each.listing_id == line.listing_id and each.batch_id is None for each in line.cart.lines)
    if others == 0 or unpinned:
        gone = _l("%(name)s of batch %(lot)s is no longer on sale and was taken out.", name=name, lot=batch.lot_code)
        return Correction(line, gone, 0)
    sentence = _l(
        "Batch %(lot)s of %(name)s is no longer on sale. You would get another batch; "
        "take it out if you do not want it.",
        name=name,
        lot=batch.lot_code,
    )
    return Correction(line, sentence, min(line.quantity, others), lets_go=True)


def adopt(user: User, token: str | None) -> Cart | None:
    """Give the cart of this session to `user`, together with what is in the one they had; return the cart.

    A cart that belongs to somebody else stays theirs.
    """
    mine = db.session.scalar(select(Cart).where(Cart.user_id == user.id).order_by(Cart.id.desc()).limit(1))
    here = find(token)
    if here is None or here.user_id not in (None, user.id) or (mine is not None and here.id == mine.id):
        return mine
    if mine is not None:
        _pour(mine, here)
        mine.user_id = None
    here.user_id = user.id
    return here


def _pour(source: Cart, target: Cart) -> None:
    most = int(rule("line_quantity_most"))
    for line in list(source.lines):
        key = (line.listing_id, line.batch_id)
        same = next((each for each in target.lines if (each.listing_id, each.batch_id) == key), None)
        if same is None:
            target.lines.append(CartLine(listing=line.listing, batch=line.batch, quantity=line.quantity))
        else:
            same.quantity = min(most, same.quantity + line.quantity)
        source.lines.remove(line)
    db.session.flush()


def empty(cart: Cart) -> None:
    """Take everything out: it was ordered."""
    cart.lines.clear()
    cart.checkout, cart.checkout_key = None, None


def listing_of(listing_id: int) -> Listing | None:
    """Return the listing with all that a cart asks of it, on sale or not; None when there is none."""
    return db.session.scalar(
        select(Listing)
        .where(Listing.id == listing_id)
        .options(
            joinedload(Listing.variant).joinedload(Variant.product),
            joinedload(Listing.centre),
        )
    )


def batch_of(listing: Listing, code: str) -> Batch | None:
    """Return the batch with this code if it is one of what `listing` sells."""
    return db.session.scalar(select(Batch).where(Batch.code == code, Batch.variant_id == listing.variant_id))


def hold(cart: Cart) -> None:
    """Hold the cart's row, so that two clicks come one after the other, and see each other's work."""
    if cart.id is not None:
        db.session.execute(update(Cart).where(Cart.id == cart.id).values(changed_at=Cart.changed_at))
        db.session.refresh(cart, ["lines"])


def _id(batch: Batch | None) -> int | None:
    return None if batch is None else batch.id
