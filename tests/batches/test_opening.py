"""Opening, releasing and recalling batches."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from shop.batches import opening
from shop.batches.models import BatchState
from shop.batches.signals import batch_released
from shop.core.db import db
from shop.core.time import now, today
from tests.factories import Make


def open_one(make: Make, **changes: object):
    variant = changes.pop("variant", None) or make.variant()
    details = {
        "lot_code": "BT-2611-07",
        "made_on": today() - timedelta(days=3),
        "best_before": None,
        "quantity": 60,
        "inputs": [opening.Material("đất sét trắng", "Trúc Thôn")],
        "by": "Tú",
        "at": now(),
    }
    return opening.open_batch(variant, **(details | changes))


def test_a_lot_code_is_kept_in_capitals_without_spaces(make: Make) -> None:
    batch = open_one(make, lot_code=" bt-2611 -07 ")

    assert batch.lot_code == "BT-2611-07"
    assert batch.inputs[0].source_vi == "Trúc Thôn"
    assert len(batch.code) == 10


def test_a_lot_code_used_twice_by_one_producer_is_refused_and_nothing_else_changes(make: Make) -> None:
    variant = make.variant()
    first = open_one(make, variant=variant)

    with pytest.raises(opening.BatchRefused) as refused:
        open_one(make, variant=variant)

    assert refused.value.field == "lot_code"
    assert "BT-2611-07" in str(refused.value)
    assert db.session.get(type(first), first.id) is first


def test_two_producers_may_use_the_same_lot_code(make: Make) -> None:
    open_one(make)
    other = make.variant(product=make.product(producer=make.producer("ho-det")))

    assert open_one(make, variant=other).lot_code == "BT-2611-07"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"lot_code": "lô số 7"}, "lot_code"),
        ({"lot_code": "A" * 21}, "lot_code"),
        ({"lot_code": ""}, "lot_code"),
        ({"made_on": date(2999, 1, 1)}, "made_on"),
        ({"best_before": date(2020, 1, 1)}, "best_before"),
        ({"quantity": 0}, "quantity"),
        ({"quantity": -1}, "quantity"),
        ({"quantity": 10**9}, "quantity"),
    ],
)
def test_bad_data_is_refused_beside_its_field(make: Make, changes: dict[str, object], field: str) -> None:
    with pytest.raises(opening.BatchRefused) as refused:
        open_one(make, **changes)

    assert refused.value.field == field


def test_food_needs_a_best_before_day(make: Make) -> None:
    tea = make.variant(product=make.product("Trà sen", shelf_life_days=365))

    with pytest.raises(opening.BatchRefused) as refused:
        open_one(make, variant=tea)

    assert refused.value.field == "best_before"
    assert opening.suggest_best_before(tea, date(2026, 1, 1)) == date(2027, 1, 1)


def test_the_next_lot_code_of_the_month_is_suggested(make: Make) -> None:
    producer = make.producer()
    assert opening.suggest_lot_code(producer, date(2026, 11, 3)) == "BT-2611-01"

    variant = make.variant()
    open_one(make, variant=variant, lot_code="BT-2611-07", made_on=date(2026, 11, 3))
    open_one(make, variant=variant, lot_code="BT-2611-X", made_on=date(2026, 11, 3))

    assert opening.suggest_lot_code(producer, date(2026, 11, 9)) == "BT-2611-08"


def test_release_happens_once_and_is_heard(make: Make) -> None:
    batch = open_one(make)
    heard = []

    def listen(sender: object, **_: object) -> None:
        heard.append(sender)

    with batch_released.connected_to(listen):
        opening.release(batch, by="Tú", at=now())
        with pytest.raises(opening.BatchRefused):
            opening.release(batch, by="Tú", at=now())

    assert heard == [batch]
    assert batch.state == BatchState.RELEASED


def test_a_batch_has_one_open_recall_at_most(make: Make) -> None:
    batch = make.batch()
    words = {"reason_vi": "Men bong.", "reason_en": "", "what_to_do_vi": "Mang lại.", "what_to_do_en": ""}
    recall = opening.open_recall(batch, **words, by="Minh", at=now())

    with pytest.raises(opening.BatchRefused):
        opening.open_recall(batch, **words, by="Minh", at=now())

    opening.close_recall(recall, by="Minh", at=now())
    assert opening.open_recall(batch, **words, by="Minh", at=now()).closed_at is None
