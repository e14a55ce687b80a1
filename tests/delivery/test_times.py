"""When a parcel is with its buyer."""

from __future__ import annotations

from datetime import date

import pytest

from shop.delivery import times


@pytest.mark.parametrize(
    ("ordered_on", "packed_by"),
    [
        (date(2026, 11, 23), date(2026, 11, 25)),  # Monday
        (date(2026, 11, 26), date(2026, 11, 30)),  # Thursday: over the weekend
        (date(2026, 11, 27), date(2026, 12, 1)),
        (date(2026, 11, 28), date(2026, 12, 1)),
        (date(2026, 11, 29), date(2026, 12, 1)),  # Sunday
    ],
)
def test_a_parcel_is_packed_in_two_working_days(ordered_on: date, packed_by: date) -> None:
    assert times.packed_by(ordered_on) == packed_by


def test_it_arrives_after_at_most_three_more_days_in_hanoi_and_seven_elsewhere() -> None:
    monday = date(2026, 11, 23)

    assert times.arrives_by(monday, "01") == date(2026, 11, 28)
    assert times.arrives_by(monday, "79") == date(2026, 12, 2)
