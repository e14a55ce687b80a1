"""Moments are stored in UTC and read in Hanoi; a day begins at midnight there."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import DateTime, Dialect
from sqlalchemy.types import TypeDecorator

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")


def now() -> datetime:
    """Return this moment, aware, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """Return the day it is in Hanoi."""
    return now().astimezone(HANOI).date()


def in_hanoi(moment: datetime) -> datetime:
    """Return `moment` as a clock on a wall in Hanoi shows it."""
    return moment.astimezone(HANOI)


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment; SQLite forgets the zone, so it is stored in UTC and given back on reading."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is not None and value.tzinfo is None:
            raise ValueError("a moment without a zone cannot be stored")
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        moment: datetime = value
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
