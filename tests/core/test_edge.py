"""One commit, at the edge, and only for what worked."""

from __future__ import annotations

import logging
import re

import pytest
from flask import Flask
from sqlalchemy import func, select

from shop.core.audit import AuditEntry
from shop.core.db import db, prepare_sqlite, writing
from tests.factories import Make
from tests.house import Client, Queries

REFERENCE = re.compile(r"\b[0-9A-F]{3}-[0-9A-F]{4}\b")


def kept() -> int:
    """Return how many rows were really committed."""
    count = db.session.scalar(select(func.count(AuditEntry.id))) or 0
    db.session.rollback()
    return count


@pytest.mark.parametrize("status", [200, 201, 302, 303])
def test_an_answer_that_worked_commits(stranger: Client, status: int) -> None:
    stranger.post(f"/probe/save/{status}", expect=status)

    assert kept() == 1


@pytest.mark.parametrize("status", [400, 404, 409, 422, 500, 503])
def test_an_answer_that_did_not_work_changes_nothing(stranger: Client, status: int) -> None:
    stranger.post(f"/probe/save/{status}", expect=status)

    assert kept() == 0


def test_a_refusal_changes_nothing_and_says_its_sentence(stranger: Client) -> None:
    page = stranger.post("/probe/refuse", expect=409)

    assert "The last vase is sold. Choose another one." in page.words
    assert kept() == 0


def test_a_fault_changes_nothing_and_gives_a_number_that_the_log_knows(
    stranger: Client, capsys: pytest.CaptureFixture[str]
) -> None:
    page = stranger.post("/probe/crash", expect=500)

    numbers = REFERENCE.findall(page.words)
    assert len(numbers) == 1
    log = capsys.readouterr().out
    assert numbers[0] in log
    assert "a fault nobody foresaw" in log
    assert "a fault nobody foresaw" not in page.text
    assert kept() == 0


def test_a_commit_that_fails_is_a_fault_like_any_other(stranger: Client, capsys: pytest.CaptureFixture[str]) -> None:
    page = stranger.post("/probe/violate", expect=500)

    assert "never said" not in page.text
    numbers = REFERENCE.findall(page.words)
    assert len(numbers) == 1
    log = capsys.readouterr().out
    assert numbers[0] in log
    assert "fee_is_not_negative" in log
    assert kept() == 0


def test_the_next_request_after_a_failed_commit_works(stranger: Client) -> None:
    stranger.post("/probe/violate", expect=500)

    stranger.post("/probe/save/200", expect=200)

    assert kept() == 1


def test_the_session_cookie_survives_a_rollback(stranger: Client) -> None:
    stranger.post("/probe/save/422", expect=422)

    with stranger.client.session_transaction() as session:
        assert session["probe"] == 422


def test_somebody_signed_in_gets_the_page_even_when_the_database_is_gone(
    real: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    lan = Make().user("Lan")
    browser = Client(real, Queries(), user=lan)
    db.session.commit()

    def gone(*_args: object, **_kwargs: object) -> None:
        raise OSError("no connection to the database")

    with monkeypatch.context() as patch:
        patch.setattr("sqlalchemy.orm.Session.connection", gone)
        patch.setattr("sqlalchemy.orm.Session._connection_for_bind", gone)
        response = browser.client.get("/account")

    assert response.status_code == 500
    assert REFERENCE.search(response.get_data(as_text=True))


def test_who_intends_to_write_says_so_when_beginning(database: str, tmp_path: object) -> None:
    from sqlalchemy import create_engine, text

    if not database.startswith("sqlite"):
        pytest.skip("PostgreSQL has no BEGIN IMMEDIATE")
    engine = create_engine(f"sqlite:///{tmp_path}/begin.sqlite3")
    prepare_sqlite(engine)
    begun: list[str] = []
    logger = logging.getLogger("sqlalchemy.engine.Engine")
    handler = logging.Handler()
    handler.emit = lambda record: begun.append(record.getMessage())  # type: ignore[method-assign]
    logger.addHandler(handler)
    engine.echo = True
    try:
        for said in (None, True, False):
            if said is None:
                with engine.begin() as connection:
                    connection.execute(text("SELECT 1"))
            else:
                with writing(said), engine.begin() as connection:
                    connection.execute(text("SELECT 1"))
    finally:
        engine.echo = False
        logger.removeHandler(handler)

    assert [line for line in begun if line.startswith("BEGIN") and "implicit" not in line] == [
        "BEGIN IMMEDIATE",  # a command or the worker: it reads first and then changes what it read
        "BEGIN IMMEDIATE",
        "BEGIN",
    ]
