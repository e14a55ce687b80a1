"""Every rule has a source, a unit a reader can guess, and one value on each day."""

import re
from collections import defaultdict
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from shop.core.rules import CHECKED, RULES, NoSuchRule, Rule, row, rule

BY_KEY: dict[str, list[Rule]] = defaultdict(list)
for entry in RULES:
    BY_KEY[entry.key].append(entry)


@pytest.mark.parametrize("key", BY_KEY)
def test_rows_of_a_rule_follow_one_another_without_gap_or_overlap(key: str) -> None:
    rows = sorted(BY_KEY[key], key=lambda entry: entry.since)

    for before, after in pairwise(rows):
        assert before.until is not None
        assert before.until + timedelta(days=1) == after.since
    assert all(entry.until is None or entry.since <= entry.until for entry in rows)


@pytest.mark.parametrize("entry", RULES, ids=lambda entry: f"{entry.key} since {entry.since}")
def test_every_rule_names_its_basis_and_when_it_was_checked(entry: Rule) -> None:
    assert len(entry.basis) >= 10
    assert entry.basis == entry.basis.strip()
    assert entry.since <= entry.checked_on <= date(2027, 12, 31)


@pytest.mark.parametrize("key", BY_KEY)
def test_every_rule_has_a_value_on_the_day_it_was_checked(key: str) -> None:
    assert rule(key, on=CHECKED) is not None


def test_a_rule_is_asked_for_by_the_day() -> None:
    assert rule("ocop_certificate_months", on=date(2020, 5, 1)) == 36
    assert "1048" in row("ocop_certificate_months", on=date(2023, 2, 23)).basis
    assert "148/" in row("ocop_certificate_months", on=date(2023, 2, 24)).basis


def test_without_a_day_today_is_meant() -> None:
    assert rule("card_hold_minutes") == 40


@pytest.mark.parametrize(("key", "day"), [("ocop_certificate_months", date(2019, 8, 20)), ("no_such_rule", CHECKED)])
def test_a_rule_that_does_not_hold_is_never_guessed(key: str, day: date) -> None:
    with pytest.raises(NoSuchRule, match=key):
        rule(key, on=day)


def test_the_card_company_gets_the_minutes_it_asks_for() -> None:
    assert rule("card_hold_minutes") > rule("card_least_minutes") > 30


def test_nobody_asks_for_a_rule_that_is_not_in_the_table() -> None:
    root = Path(__file__).resolve().parents[2]
    sources = [
        path
        for pattern in ("shop/**/*.py", "traceability/**/*.py", "templates/**/*.html")
        for path in root.glob(pattern)
        if path.name != "rules.py"
    ]
    asked = {key for path in sources for key in re.findall(r"""\brule\(\s*["'](\w+)["']""", path.read_text("utf-8"))}

    assert "ocop_certificate_months" in asked
    assert asked <= set(BY_KEY)
