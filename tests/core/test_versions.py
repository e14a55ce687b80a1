"""A change raises exactly its subjects, with it, once."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import select, text

from shop.core import versions
from shop.core.db import db
from shop.core.versions import Version
from tests.factories import Make
from tests.house import Queries


def numbers() -> dict[str, int]:
    return {row.subject: row.number for row in db.session.execute(select(Version.subject, Version.number))}


def test_a_subject_nobody_changed_has_version_nought(app: Flask) -> None:
    assert versions.current(["product:1", "catalogue"]) == (0, 0)


def test_a_commit_raises_what_was_touched_once(app: Flask) -> None:
    versions.touch("centre:1", "catalogue")
    versions.touch("centre:1")
    db.session.commit()
    versions.touch("centre:1")
    db.session.commit()

    assert numbers() == {"catalogue": 1, "centre:1": 2}


def test_a_rollback_raises_nothing_then_or_later(app: Flask) -> None:
    db.session.execute(text("UPDATE version SET number = 1"))  # the change of rows that a verb speaks of
    versions.touch("centre:1")
    db.session.rollback()
    db.session.commit()

    assert numbers() == {}


def test_a_savepoint_neither_raises_early_nor_forgets(app: Flask, queries: Queries) -> None:
    with db.session.begin_nested():
        versions.touch("centre:1")
    assert not [statement for statement in queries if "INTO version" in statement]

    try:
        with db.session.begin_nested():
            versions.touch("centre:2")
            raise LookupError
    except LookupError:
        pass
    db.session.commit()

    assert numbers()["centre:1"] == 1


def test_versions_are_raised_in_name_order_as_the_last_thing(app: Flask, queries: Queries, make: Make) -> None:
    versions.touch("z", "a", "m")
    make.user("Lan")
    queries.clear()
    db.session.commit()

    assert queries
    assert all("INTO version" in statement for statement in queries[-3:])
    assert list(numbers()) == sorted(numbers())


def test_a_row_that_changes_raises_its_own_subjects_and_no_others(app: Flask, make: Make) -> None:
    listing, other = make.listing(), make.listing()
    db.session.commit()
    before = numbers()

    listing.price_vnd += 1_000
    db.session.commit()

    raised = {subject for subject, number in numbers().items() if number != before.get(subject)}
    assert raised == set(listing.shown_on())
    assert not set(other.shown_on()) - set(listing.shown_on()) & raised


def test_rows_that_appear_and_go_raise_theirs_too(app: Flask, make: Make) -> None:
    listing = make.listing()
    subjects = set(listing.shown_on())
    db.session.commit()
    assert subjects <= set(numbers())
    before = numbers()

    for price in list(listing.prices):
        db.session.delete(price)
    db.session.delete(listing)
    db.session.commit()

    assert all(numbers()[subject] == before[subject] + 1 for subject in subjects)


def test_versions_are_read_once_a_second_in_one_query(
    app: Flask, queries: Queries, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = [1000.0]
    monkeypatch.setattr(versions, "monotonic", lambda: clock[0])
    versions.touch("centre:1")
    db.session.commit()
    queries.clear()

    assert versions.current(["centre:1", "centre:2", "catalogue"]) == (1, 0, 0)
    assert len(queries) == 1
    db.session.execute(text("UPDATE version SET number = 7"))
    queries.clear()
    assert versions.current(["centre:1", "catalogue"]) == (1, 0)
    assert len(queries) == 0
    clock[0] += versions.FRESH_SECONDS + 0.01
    assert versions.current(["centre:1", "catalogue"]) == (7, 0)


def test_what_changed_a_moment_ago_is_not_settled(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(versions, "time", lambda: 1000.0)
    versions.touch("centre:1")
    db.session.commit()
    versions.current(["centre:1", "centre:2"])

    assert not versions.settled(["centre:1", "centre:2"], since=1001.0)
    assert versions.settled(["centre:1", "centre:2"], since=1003.0)
    assert versions.settled(["centre:2"], since=1001.0)
