"""What is in a cart, and how it changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

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
from shop.stock.queries import lots_for_sale


class CartRefused(Refusal):
    """This cannot be in a cart, or not so many of it."""


@dataclass(frozen=True)
class Correction:
    """What had to change since somebody put it in: a plain sentence for the notice."""

    sentence: object
    #: The line it is about; None when the line is gone.
    line_id: int | None


def find(token: str | None) -> Cart | None:
    """Return the cart that bears `token`, with its lines, or None."""
    if not token:
        return None
    return db.session.scalar(select(Cart).where(Cart.token == token))


def add(cart: Cart, listing: Listing, quantity: int, batch: Batch | None = None) -> CartLine:
    """Put `quantity` of `listing` into the cart, pinned to `batch` if one was chosen.

    More of the same joins its line. Raises CartRefused when it is not sold, is out of range, or is not there;
    the cart is then as before.
    """
    check_sold(listing)
    _hold(cart)
    line = next((each for each in cart.lines if each.listing_id == listing.id and each.batch_id == _id(batch)), None)
    wanted = _in_range((line.quantity if line else 0) + quantity, quantity)
    _check_stock(listing, batch, wanted)
    if line is None:
        line = CartLine(listing=listing, batch=batch, quantity=wanted)
        cart.lines.append(line)
    line.quantity = wanted
    db.session.flush()  # the constraint: one line for each listing and batch
    return line


def change(line: CartLine, quantity: int) -> None:
    """Set how many of a line are wanted. Raises CartRefused, and leaves the line, when that is out of range."""
    wanted = _in_range(quantity, quantity)
    _check_stock(line.listing, line.batch, wanted)
    line.quantity = wanted


def remove(line: CartLine) -> None:
    """Take a line out of its cart."""
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
    lots = lots_for_sale(listing.centre_id, listing.variant_id, on, _id(batch))
    return sum(lot.available for lot in lots)


def _check_stock(listing: Listing, batch: Batch | None, wanted: int) -> None:
    from shop.core.time import today

    there = left(listing, batch, today())
    if there >= wanted:
        return
    if there == 0 and batch is not None and left(listing, None, today()):
        raise CartRefused(_l("This batch has just sold out. Another batch of the same thing is there."))
    if there == 0:
        raise CartRefused(_l("This has just sold out."))
    raise CartRefused(_ln("Only %(num)s is left.", "Only %(num)s are left.", there))


def correct(cart: Cart, on: date) -> list[Correction]:
    """Bring the cart down to what is still there, and say what changed. A pinned batch that is gone is let go of.

    So a buyer learns before paying that the last piece went to somebody else, and is offered the other batch.
    """
    found = []
    for line in list(cart.lines):
        found += _corrected(line, on)
    db.session.flush()
    return found


def _corrected(line: CartLine, on: date) -> list[Correction]:
    name = said(line.listing.variant.product, "name")
    try:
        check_sold(line.listing)
    except CartRefused:
        remove(line)
        return [Correction(_l("%(name)s is not on sale any more and was taken out.", name=name), None)]
    there = left(line.listing, line.batch, on)
    if there >= line.quantity:
        return []
    if there == 0 and line.batch is not None:
        return _unpinned(line, name, on)
    if there == 0:
        remove(line)
        return [Correction(_l("%(name)s has sold out and was taken out.", name=name), None)]
    line.quantity = there
    return [
        Correction(
            _ln("Of %(name)s only %(num)s is left.", "Of %(name)s only %(num)s are left.", there, name=name), line.id
        )
    ]


def _unpinned(line: CartLine, name: str, on: date) -> list[Correction]:
    assert line.batch is not None
    lot_code, others = line.batch.lot_code, left(line.listing, None, on)
    same = next(
        (each for each in line.cart.lines if each.listing_id == line.listing_id and each.batch_id is None), None
    )
    if others == 0 or same is not None:
        remove(line)
        return [
            Correction(_l("%(name)s of batch %(lot)s has sold out and was taken out.", name=name, lot=lot_code), None)
        ]
    line.batch = None
    line.quantity = min(line.quantity, others)
    sentence = _l(
        "Batch %(lot)s of %(name)s has sold out. You would get another batch; take it out if that is not what you want.",
        name=name,
        lot=lot_code,
    )
    return [Correction(sentence, line.id)]


def adopt(user: User, token: str | None) -> Cart | None:
    """Give the cart of this session to `user`, together with what is in the one they had; return the cart."""
    mine = db.session.scalar(select(Cart).where(Cart.user_id == user.id).order_by(Cart.id.desc()).limit(1))
    here = find(token)
    if here is None or (mine is not None and here.id == mine.id):
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


def listing_on_sale(listing_id: int) -> Listing | None:
    """Return the listing with all that a cart asks of it, or None."""
    return db.session.scalar(
        select(Listing)
        .where(Listing.id == listing_id)
        .options(joinedload(Listing.variant).joinedload(Variant.product), joinedload(Listing.centre))
    )


def _hold(cart: Cart) -> None:
    """Hold the cart's row, so that two clicks on "add" come one after the other."""
    if cart.id is not None:
        db.session.execute(update(Cart).where(Cart.id == cart.id).values(changed_at=Cart.changed_at))
        db.session.refresh(cart, ["lines"])


def _id(batch: Batch | None) -> int | None:
    return None if batch is None else batch.id


def touch(cart: Cart, at: datetime) -> None:
    """Note that somebody used the cart."""
    cart.changed_at = at
