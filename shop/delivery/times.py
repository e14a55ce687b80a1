"""When a parcel that is ordered today is with its buyer, by the times we publish."""

from __future__ import annotations

from datetime import date, timedelta

from shop.core.rules import rule
from shop.delivery.places import HANOI

SATURDAY = 5
DAY = timedelta(days=1)


def arrives_by(ordered_on: date, province_code: str) -> date:
    """Return the last day on which a parcel may arrive: packed in working days, on its way every day."""
    on_the_way = rule("delivery_days_hanoi" if province_code == HANOI else "delivery_days_elsewhere", ordered_on)
    return packed_by(ordered_on) + int(max(on_the_way)) * DAY


def packed_by(ordered_on: date) -> date:
    """Return the last day on which a centre hands over what was ordered; it packs from Monday to Friday."""
    day, left = ordered_on, int(rule("packing_working_days", ordered_on))
    while left:
        day += DAY
        left -= day.weekday() < SATURDAY
    return day
