"""The head of an origin page: the first rule that fits wins, and days end at midnight in Hanoi."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest
import time_machine

from shop.batches.models import BatchState
from traceability.verdicts import Verdict, judge

DAY = date(2026, 11, 20)


@dataclass
class Judged:
    """What a verdict looks at."""

    state: BatchState = BatchState.RELEASED
    best_before: date | None = None


@pytest.mark.parametrize(
    ("batch", "is_recalled", "verdict"),
    [
        (Judged(), False, Verdict.GENUINE),
        (Judged(best_before=DAY), False, Verdict.GENUINE),
        (Judged(best_before=date(2026, 11, 19)), False, Verdict.EXPIRED),
        (Judged(best_before=date(2026, 11, 19)), True, Verdict.RECALLED),
        (Judged(state=BatchState.CLOSED), False, Verdict.GENUINE),
        (Judged(state=BatchState.DRAFT), False, Verdict.UNKNOWN),
        (Judged(state=BatchState.DRAFT), True, Verdict.UNKNOWN),
        (None, False, Verdict.UNKNOWN),
    ],
)
def test_the_first_rule_that_fits_wins(batch, is_recalled, verdict):
    assert judge(batch, is_recalled=is_recalled, on=DAY) is verdict


def test_the_last_good_day_ends_at_midnight_in_hanoi_on_a_page_that_is_kept(visitor, make):
    with time_machine.travel("2026-11-20T10:00:00Z", tick=False):
        batch = make.batch(made_on=date(2026, 11, 1), best_before=DAY)
    with time_machine.travel("2026-11-20T16:59:59Z", tick=False):
        before = visitor.get(f"/t/{batch.code}")
    with time_machine.travel("2026-11-20T17:00:00Z", tick=False):
        after = visitor.get(f"/t/{batch.code}")

    assert before.one("h1").get_text(strip=True) == "Có trong sổ của người làm"
    assert after.one("h1").get_text(strip=True) == "Có trong sổ, nhưng quá hạn"
    assert "20/11/2026" in after.one(".verdict").get_text()
