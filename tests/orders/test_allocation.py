"""Which lots serve an order: never past an earlier valid one, never more than there is, only the chosen batch."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shop.batches.models import BatchState
from shop.batches.queries import released_by_lot_code
from shop.cart import contents
from shop.cart.models import Cart
from shop.catalogue.models import Listing
from shop.core.db import db
from shop.core.i18n import force_locale
from shop.core.rules import rule
from shop.core.time import today
from shop.delivery.times import arrives_by
from shop.orders.allocation import CannotServe
from shop.orders.checkout import TooLongOnTheWay
from shop.orders.models import Order
from shop.stock import holds
from tests.factories import Make

DAY = timedelta(days=1)


def served(order: Order) -> list[tuple[str, int]]:
    return [(a.batch.lot_code, a.quantity) for p in order.parcels for line in p.lines for a in line.allocations]


@dataclass(frozen=True)
class Shelf:
    """One lot as a test imagines it."""

    best_before_in: int | None
    made_before: int
    on_hand: int
    reserved: int
    fate: str

    @property
    def is_there(self) -> bool:
        return self.fate == "good"

    def keeps(self, days: int) -> bool:
        """Whether it may be sold to somebody who has it in so many days."""
        return self.best_before_in is None or self.best_before_in >= days + int(rule("sale_margin_days"))

    def available(self, days: int) -> int:
        return self.on_hand - self.reserved if self.is_there and self.keeps(days) else 0


SHELVES = st.builds(
    Shelf,
    best_before_in=st.one_of(st.none(), st.integers(0, 12)),
    made_before=st.integers(1, 4),
    on_hand=st.integers(1, 5),
    reserved=st.just(0),
    fate=st.sampled_from(["good", "good", "good", "recalled", "closed", "elsewhere"]),
).flatmap(
    lambda shelf: st.integers(0, shelf.on_hand).map(
        lambda reserved: Shelf(shelf.best_before_in, shelf.made_before, shelf.on_hand, reserved, shelf.fate)
    )
)


def expected(shelves: list[Shelf], wanted: int, chosen: int | None, days: int) -> list[tuple[int, int]] | None:
    """Return (number of the lot, items) as somebody takes them off the shelves by hand; None if they fall short."""
    numbered = [(n, s) for n, s in enumerate(shelves) if chosen in (None, n)]
    by_age = sorted(
        numbered, key=lambda each: (each[1].best_before_in is None, each[1].best_before_in or 0, -each[1].made_before)
    )
    taken = []
    for number, shelf in by_age:
        part = min(wanted, shelf.available(days))
        if part:
            taken.append((number, part))
            wanted -= part
    return None if wanted else taken


def test_no_allocation_ever_skips_an_earlier_valid_batch_or_oversells(make: Make) -> None:
    @settings(max_examples=30, deadline=None)
    @given(
        shelves=st.lists(SHELVES, min_size=1, max_size=5),
        wanted=st.integers(1, 12),
        chosen=st.integers(-5, 4),
        sent=st.booleans(),
    )
    def check(shelves: list[Shelf], wanted: int, chosen: int, sent: bool) -> None:
        only = chosen if 0 <= chosen < len(shelves) else None
        days = (arrives_by(today(), "01") - today()).days if sent else 0
        listing = make.listing(price_vnd=10_000)
        cart = _cart_of(make, listing, wanted)
        ids = [_stock(make, listing, shelf) for shelf in shelves]
        cart.lines[0].batch_id = None if only is None else ids[only]
        db.session.flush()
        by_hand = expected(shelves, wanted, only, days)
        how = ("cod", "ship") if sent else ("counter", "collect")

        if by_hand is None:
            with pytest.raises((CannotServe, TooLongOnTheWay)) as refused, db.session.begin_nested():
                make.order_of(cart, *how)
            of_today = sum(s.available(0) for n, s in enumerate(shelves) if only in (None, n))
            assert isinstance(refused.value, TooLongOnTheWay) == (of_today >= wanted)
            return
        [line] = make.order_of(cart, *how).parcels[0].lines
        found = [(ids.index(a.batch_id), a.quantity) for a in line.allocations]
        assert sorted(_by_age(found, shelves)) == sorted(_by_age(by_hand, shelves))
        assert all(quantity <= shelves[number].available(days) for number, quantity in found)

    check()


def _cart_of(make: Make, listing: Listing, wanted: int) -> Cart:
    """Return a cart that was filled while there was plenty."""
    plenty = make.lot(make.batch(variant=listing.variant, made_on=today() - 30 * DAY), on_hand=wanted)
    cart = make.cart((listing, wanted))
    holds.reserve(plenty, wanted)
    return cart


def _stock(make: Make, listing: Listing, shelf: Shelf) -> int:
    """Put what `shelf` imagines on the shelves and return the id of its batch."""
    batch = make.batch(
        variant=listing.variant,
        made_on=today() - shelf.made_before * DAY,
        best_before=None if shelf.best_before_in is None else today() + shelf.best_before_in * DAY,
    )
    centre = make.centre("van-phuc") if shelf.fate == "elsewhere" else listing.centre
    lot = make.lot(batch, centre=centre, on_hand=shelf.on_hand)
    if shelf.reserved:
        holds.reserve(lot, shelf.reserved)
    if shelf.fate == "recalled":
        make.recall(batch)
    if shelf.fate == "closed":
        batch.state = BatchState.CLOSED
    db.session.flush()
    return batch.id


def _by_age(taken: list[tuple[int, int]], shelves: list[Shelf]) -> list[tuple[object, ...]]:
    """Say of what age how many were taken: of two lots of the same age either may go first."""
    ages: dict[tuple[object, ...], int] = {}
    for number, quantity in taken:
        shelf = shelves[number]
        age = (shelf.best_before_in is None, shelf.best_before_in or 0, shelf.made_before)
        ages[age] = ages.get(age, 0) + quantity
    return [(*age, quantity) for age, quantity in ages.items()]


def test_a_line_is_split_over_lots_first_expired_first(make: Make) -> None:
    listing = make.on_sale(lot_code="LATER", on_hand=5, best_before=today() + 90 * DAY)
    make.lot(make.batch("SOON", variant=listing.variant, best_before=today() + 9 * DAY), on_hand=2)

    order = make.order((listing, 4))

    assert sorted(served(order)) == [("LATER", 2), ("SOON", 2)]


def test_the_chosen_batch_is_taken_although_another_would_go_first(make: Make) -> None:
    listing = make.on_sale(lot_code="FIRST", on_hand=5, best_before=today() + 9 * DAY)
    chosen = make.batch("CHOSEN", variant=listing.variant, best_before=today() + 90 * DAY)
    make.lot(chosen, on_hand=5)

    order = make.order((listing, 3), batch=chosen)

    assert served(order) == [("CHOSEN", 3)]


def test_a_chosen_batch_is_never_filled_up_from_another(make: Make) -> None:
    listing = make.on_sale(lot_code="PLENTY", on_hand=50)
    chosen = make.batch("CHOSEN", variant=listing.variant)
    lot = make.lot(chosen, on_hand=5)
    cart = make.cart((listing, 3), batch=chosen)
    holds.reserve(lot, 4)

    with force_locale("en"):
        with pytest.raises(CannotServe) as refused:
            make.order_of(cart)
        assert str(refused.value) == "Bình tỳ bà men rạn (en), 32 cm: only 1 is left."
    assert refused.value.left == 1


def test_two_lines_of_one_order_do_not_count_the_same_items_twice(make: Make) -> None:
    listing = make.on_sale(lot_code="ONLY", on_hand=3)
    cart = make.cart((listing, 2))
    contents.add(cart, listing, 2, released_by_lot_code("ONLY")[0])

    with pytest.raises(CannotServe):
        make.order_of(cart)


def test_a_lot_too_old_when_it_arrives_is_passed_over_and_sold_over_the_counter(make: Make) -> None:
    listing = make.on_sale(lot_code="FRESH", on_hand=5, best_before=today() + 40 * DAY)
    make.lot(make.batch("OLD", variant=listing.variant, best_before=arrives_by(today(), "01")), on_hand=5)

    assert served(make.order((listing, 2))) == [("FRESH", 2)]
    assert served(make.order((listing, 2), method="counter", delivery="collect")) == [("OLD", 2)]


def test_what_only_keeps_for_a_few_days_is_collected_not_sent(make: Make) -> None:
    listing = make.on_sale("Bánh tẻ", lot_code="TODAY", on_hand=5, best_before=today() + 2 * DAY)
    cart = make.cart((listing, 1))

    with pytest.raises(TooLongOnTheWay) as refused, db.session.begin_nested():
        make.order_of(cart)

    assert "Bánh tẻ" in str(refused.value)
    assert refused.value.centre_id == listing.centre_id
    assert served(make.order_of(cart, "counter", "collect")) == [("TODAY", 1)]
