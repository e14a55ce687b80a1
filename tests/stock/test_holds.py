"""Setting aside and giving back: never more than there is, never below nothing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError

from shop.core import versions
from shop.core.db import db
from shop.core.i18n import force_locale
from shop.core.time import now
from shop.stock import holds, movements
from shop.stock.models import LotInStock, Movement
from tests.factories import Make


def counts(lot: LotInStock) -> tuple[int, int]:
    db.session.refresh(lot)
    return lot.on_hand, lot.reserved


def test_what_is_set_aside_is_promised_and_still_on_the_shelf(make: Make) -> None:
    lot = make.lot(on_hand=10)

    holds.reserve(lot, 4)

    assert counts(lot) == (10, 4)
    assert lot.available == 6


def test_more_than_is_left_is_refused_and_changes_nothing(make: Make) -> None:
    lot = make.lot(make.batch("BT-2407"), on_hand=10)
    holds.reserve(lot, 8)

    with pytest.raises(holds.NotEnoughLeft) as refused:
        holds.reserve(lot, 3)

    with force_locale("en"):
        assert str(refused.value) == "Only 2 of lot BT-2407 are left."
    assert counts(lot) == (10, 8)


def test_the_last_one_can_be_had(make: Make) -> None:
    lot = make.lot(on_hand=1)

    holds.reserve(lot, 1)

    assert counts(lot) == (1, 1)
    with pytest.raises(holds.NotEnoughLeft):
        holds.reserve(lot, 1)


def test_what_was_given_back_can_be_promised_again(make: Make) -> None:
    lot = make.lot(on_hand=3)
    holds.reserve(lot, 3)

    holds.free(lot, 2)
    holds.reserve(lot, 2)

    assert counts(lot) == (3, 3)


def test_the_database_itself_refuses_to_give_back_what_was_never_set_aside(make: Make) -> None:
    lot = make.lot(on_hand=3)

    with pytest.raises(IntegrityError), db.session.begin_nested():
        holds.free(lot, 1)

    assert counts(lot) == (3, 0)


def test_a_hold_counts_what_somebody_else_has_set_aside_meanwhile(make: Make) -> None:
    lot = make.lot(on_hand=5)
    stale = lot.available
    # Somebody else's transaction: this session still believes that five are left.
    db.session.connection().exec_driver_sql(f"UPDATE lot_in_stock SET reserved = 4 WHERE id = {lot.id}")
    assert stale == 5

    with pytest.raises(holds.NotEnoughLeft):
        holds.reserve(lot, 2)

    assert lot.available == 1


def test_the_pages_that_show_what_is_left_are_made_anew(make: Make) -> None:
    lot = make.lot(on_hand=5)
    subjects = (f"batch:{lot.batch_id}", f"variant:{lot.batch.variant_id}")
    db.session.commit()
    before = versions.current(subjects)

    holds.reserve(lot, 1)
    db.session.commit()
    versions.forget()

    assert all(after > earlier for after, earlier in zip(versions.current(subjects), before, strict=True))


def test_whatever_is_reserved_freed_packed_and_received_nothing_is_promised_twice(make: Make) -> None:
    lot = make.lot(on_hand=10)
    moves = st.tuples(st.sampled_from(["reserve", "free", "pack", "receive"]), st.integers(1, 12))

    @settings(max_examples=30, deadline=None)
    @given(steps=st.lists(moves, max_size=12))
    def check(steps: list[tuple[str, int]]) -> None:
        with db.session.begin_nested() as undone:
            on_hand, reserved = counts(lot)
            for number, (what, quantity) in enumerate(steps):
                on_hand, reserved = _step(lot, what, quantity, on_hand, reserved, number)
                assert counts(lot) == (on_hand, reserved)
                assert 0 <= lot.reserved <= lot.on_hand
            undone.rollback()

    check()


def _step(lot: LotInStock, what: str, quantity: int, on_hand: int, reserved: int, number: int) -> tuple[int, int]:
    """Do one thing to the lot, and return what a shelf with two counters would then show."""
    if what == "reserve" and quantity > on_hand - reserved:
        with pytest.raises(holds.NotEnoughLeft):
            holds.reserve(lot, quantity)
        return on_hand, reserved
    if what == "reserve":
        holds.reserve(lot, quantity)
        return on_hand, reserved + quantity
    if what == "receive":
        movements.receive(lot.centre, lot.batch, quantity, by="Hạnh", at=now(), reference=None, key=None)
        return on_hand + quantity, reserved
    if quantity > reserved:
        return on_hand, reserved
    if what == "free":
        holds.free(lot, quantity)
        return on_hand, reserved - quantity
    movements.take_out(lot, quantity, by="Hạnh", at=now(), reference="DH1-1", key=f"step:{number}")
    return on_hand - quantity, reserved - quantity


# Movements


def test_what_is_packed_leaves_the_shelf_and_is_promised_no_more(make: Make) -> None:
    lot = make.lot(on_hand=10)
    holds.reserve(lot, 4)

    movements.take_out(lot, 4, by="Hạnh", at=now(), reference="DH1-1", key="pack:1")

    assert counts(lot) == (6, 0)


def test_the_same_fact_twice_is_refused_by_its_key(make: Make) -> None:
    lot = make.lot(on_hand=10)
    holds.reserve(lot, 4)
    movements.take_out(lot, 2, by="Hạnh", at=now(), reference="DH1-1", key="pack:1")

    with pytest.raises(IntegrityError), db.session.begin_nested():
        movements.take_out(lot, 2, by="Hạnh", at=now(), reference="DH1-1", key="pack:1")

    assert counts(lot) == (8, 2)


def test_the_count_is_the_sum_of_what_came_and_went(make: Make) -> None:
    lot = make.lot(on_hand=10)
    holds.reserve(lot, 3)
    movements.take_out(lot, 3, by="Hạnh", at=now(), reference="DH1-1", key="pack:1")
    movements.put_back(lot, 1, by="Hạnh", at=now(), reference="DH1-1", key="back:1", why="the buyer changed his mind")

    quantities = [m.quantity for m in db.session.query(Movement).filter_by(lot_id=lot.id).order_by(Movement.id)]

    assert quantities == [10, -3, 1]
    assert counts(lot) == (8, 0)


def test_nothing_is_taken_out_that_was_not_set_aside(make: Make) -> None:
    lot = make.lot(on_hand=10)

    with pytest.raises(IntegrityError), db.session.begin_nested():
        movements.take_out(lot, 1, by="Hạnh", at=now(), reference="DH1-1", key="pack:1")

    assert counts(lot) == (10, 0)
