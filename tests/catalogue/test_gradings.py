"""Stars lapse: what may be said of a product's grading on one day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from sqlalchemy import select

from shop.catalogue import gradings
from shop.catalogue.gradings import Claim, standing, valid_until
from shop.catalogue.models import Grading, GradingBasis
from shop.core.db import db
from shop.core.time import today

ON = date(2026, 11, 25)


@dataclass(frozen=True)
class Paper:
    """A grading without a database."""

    stars: int = 4
    basis: GradingBasis = GradingBasis.CERTIFICATE
    decision_number: str | None = None
    issuer: str | None = None
    decided_on: date | None = None
    year: int | None = None


def test_a_certificate_lives_36_months_to_the_end_of_its_last_day() -> None:
    paper = Paper(decided_on=date(2023, 11, 25), decision_number="12/QĐ-UBND")

    assert valid_until(paper) == date(2026, 11, 25)
    assert standing([paper], ON).is_live
    assert standing([paper], date(2026, 11, 26)).claim is Claim.LAPSED


def test_a_decision_of_29_february_lives_to_28_february() -> None:
    assert valid_until(Paper(decided_on=date(2024, 2, 29))) == date(2027, 2, 28)


def test_a_certificate_known_by_its_year_counts_until_the_third_31_december() -> None:
    paper = Paper(year=2023)

    assert valid_until(paper) == date(2026, 12, 31)
    assert standing([paper], date(2026, 12, 31)).is_live
    assert standing([paper], date(2027, 1, 1)).claim is Claim.LAPSED


def test_a_lapsed_certificate_keeps_its_stars_and_year_for_words() -> None:
    found = standing([Paper(stars=5, year=2020)], ON)

    assert (found.claim, found.stars, found.year, found.is_live) == (Claim.LAPSED, 5, 2020, False)


def test_a_certificate_without_any_date_makes_no_stars() -> None:
    found = standing([Paper()], ON)

    assert found.claim is Claim.UNDATED
    assert not found.is_live


@pytest.mark.parametrize(
    ("basis", "claim"),
    [(GradingBasis.COUNCIL_SCORE, Claim.SCORED), (GradingBasis.PRODUCER_STATEMENT, Claim.STATED)],
)
def test_scores_and_statements_are_words_even_when_they_are_new(basis: GradingBasis, claim: Claim) -> None:
    paper = Paper(basis=basis, year=2026, decided_on=date(2026, 10, 1))

    assert valid_until(paper) is None
    assert standing([paper], ON).claim is claim


def test_no_grading_claims_nothing() -> None:
    assert standing([], ON).claim is Claim.NONE


def test_a_live_certificate_counts_before_a_higher_lapsed_one() -> None:
    assert standing([Paper(stars=5, year=2019), Paper(stars=3, year=2024)], ON).stars == 3


def test_of_two_live_certificates_the_higher_counts_whichever_comes_first() -> None:
    papers = [Paper(stars=4, year=2024), Paper(stars=5, year=2023)]

    assert standing(papers, ON).stars == 5
    assert standing(papers[::-1], ON).stars == 5


def test_of_two_lapsed_certificates_the_later_is_named() -> None:
    assert standing([Paper(stars=5, year=2019), Paper(stars=3, year=2021)], ON).year == 2021


def test_the_maker_is_warned_ninety_days_before() -> None:
    found = standing([Paper(year=2023)], ON)

    assert found.lapses_within(90, ON)
    assert not found.lapses_within(30, ON)


@pytest.mark.parametrize(("hour", "live"), [((23, 59), True), ((0, 0), False)])
def test_stars_vanish_at_midnight_in_hanoi_not_in_utc(hour: tuple[int, int], live: bool) -> None:
    day = 25 if live else 26
    paper = Paper(decided_on=date(2023, 11, 25))

    with time_machine.travel(datetime(2026, 11, day, *hour, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh")), tick=False):
        assert standing([paper], today()).is_live is live


@pytest.mark.parametrize("day", [date(2026, 11, 25), date(2027, 2, 28), date(2027, 3, 1), date(2028, 2, 29)])
def test_the_condition_for_lists_agrees_with_the_rule_for_pages(make, day: date) -> None:
    product = make.product()
    dated = [date(2023, 11, 24), date(2023, 11, 25), date(2023, 11, 26), date(2024, 2, 28), date(2024, 2, 29)]
    dated += [date(2024, 3, 1), date(2025, 2, 28), date(2025, 3, 1)]
    for decided_on in dated:
        make.grading(product, decided_on=decided_on)
    for year in range(2021, 2028):
        make.grading(product, decided_on=None, year=year)
    make.grading(product, decided_on=None, year=None)
    make.grading(product, basis=GradingBasis.COUNCIL_SCORE, decided_on=day)

    chosen = set(db.session.scalars(select(Grading.id).where(gradings.live_on(day))))

    assert chosen == {paper.id for paper in product.gradings if standing([paper], day).is_live}
