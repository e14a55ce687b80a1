"""What may be said of a product's OCOP stars on a given day, and until when.

Stars show only from a live certificate. A certificate with its decision's date lives as many months as the rule of
that day says, to the end of its last day in Hanoi; one known by its year only counts until 31 December so many years
on; one with neither proves nothing about today. Council scores and a producer's own statement are words, not stars.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, Protocol

from sqlalchemy import ColumnElement, and_, or_

from shop.catalogue.models import Grading, GradingBasis
from shop.core.rules import rule


class Graded(Protocol):
    """A grading, or the columns of one: what a standing is judged by."""

    @property
    def stars(self) -> int: ...
    @property
    def basis(self) -> Any: ...
    @property
    def decision_number(self) -> str | None: ...
    @property
    def issuer(self) -> str | None: ...
    @property
    def decided_on(self) -> date | None: ...
    @property
    def year(self) -> int | None: ...


#: The columns `standing` needs, for queries that load no objects.
COLUMNS = (
    Grading.product_id,
    Grading.stars,
    Grading.basis,
    Grading.decision_number,
    Grading.issuer,
    Grading.decided_on,
    Grading.year,
)


class Claim(StrEnum):
    """How much a page may say, the strongest first."""

    LIVE = "live"
    LAPSED = "lapsed"
    UNDATED = "undated"
    SCORED = "scored"
    STATED = "stated"
    NONE = "none"


@dataclass(frozen=True)
class Standing:
    """What a page may say of one product's stars on one day."""

    claim: Claim
    #: As certified, scored or stated; 0 where nothing is known.
    stars: int = 0
    #: The certificate's last day, where it has one.
    valid_until: date | None = None
    #: The year the certificate or score is of.
    year: int | None = None
    decision_number: str | None = None
    decided_on: date | None = None
    issuer: str | None = None

    @property
    def is_live(self) -> bool:
        """Whether stars may be shown."""
        return self.claim is Claim.LIVE

    def lapses_within(self, days: int, on: date) -> bool:
        """Whether a live certificate ends within `days` days of `on`."""
        return self.is_live and self.valid_until is not None and self.valid_until <= on + timedelta(days=days)


NO_STANDING = Standing(Claim.NONE)


def valid_until(grading: Graded) -> date | None:
    """Return the last day `grading` counts as a certificate, or None where it is none or nobody knows."""
    if grading.basis != GradingBasis.CERTIFICATE:
        return None
    if grading.decided_on is not None:
        return _months_later(grading.decided_on, rule("ocop_certificate_months", grading.decided_on))
    if grading.year is not None:
        return date(grading.year + rule("ocop_year_only_years"), 12, 31)
    return None


def standing(gradings: Iterable[Graded], on: date) -> Standing:
    """Return the strongest thing that `gradings` of one product allow to be said on the day `on`.

    A live certificate counts before any other, the higher one before the lower; of what has lapsed the latest counts.
    """
    found = [_standing_of(grading, on) for grading in gradings]
    return min(found, key=_order, default=NO_STANDING)


def live_on(day: date) -> ColumnElement[bool]:
    """Return the condition that a Grading row is a certificate that lives on `day`, as `standing` judges it."""
    first_year = day.year - rule("ocop_year_only_years", day)
    return and_(
        Grading.basis == GradingBasis.CERTIFICATE,
        or_(
            Grading.decided_on >= _first_day_still_alive(day),
            and_(Grading.decided_on.is_(None), Grading.year >= first_year),
        ),
    )


def _standing_of(grading: Graded, on: date) -> Standing:
    last = valid_until(grading)
    return Standing(
        claim=_claim(grading, last, on),
        stars=grading.stars,
        valid_until=last,
        year=grading.decided_on.year if grading.decided_on else grading.year,
        decision_number=grading.decision_number,
        decided_on=grading.decided_on,
        issuer=grading.issuer,
    )


def _claim(grading: Graded, last: date | None, on: date) -> Claim:
    if grading.basis == GradingBasis.COUNCIL_SCORE:
        return Claim.SCORED
    if grading.basis == GradingBasis.PRODUCER_STATEMENT:
        return Claim.STATED
    if last is None:
        return Claim.UNDATED
    return Claim.LIVE if on <= last else Claim.LAPSED


_STRENGTH = {claim: place for place, claim in enumerate(Claim)}


def _order(standing: Standing) -> tuple[int, int, int, int]:
    last = standing.valid_until.toordinal() if standing.valid_until else 0
    first, second = (standing.stars, last) if standing.is_live else (last, standing.stars)
    return _STRENGTH[standing.claim], -first, -second, -(standing.year or 0)


def _months_later(day: date, months: int) -> date:
    """Return the day `months` months after `day`, or the last of that month where it has no such day."""
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def _first_day_still_alive(day: date) -> date:
    """Return the earliest date of a decision whose certificate lives on `day`.

    Going back the months is off by the month's end: a decision of 29 February lives to 28 February.
    """
    months = rule("ocop_certificate_months", day)
    first = _months_later(day, -months)
    while _months_later(first, months) < day:
        first += timedelta(days=1)
    while _months_later(first - timedelta(days=1), months) >= day:
        first -= timedelta(days=1)
    return first
