"""Migrations: they make what the models say, run down as well as up, and keep what was written."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import create_engine, inspect, text
from sqlalchemy.exc import DBAPIError

from shop.config import ROOT
from shop.core.db import db
from tests.conftest import new_postgres_database
from tests.factories import Make


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database of its own."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/empty.sqlite3"
    return new_postgres_database(f"goc_migrations_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}")


def flask(database: str, tmp_path: Path, *words: str) -> str:
    environ = os.environ | {"DATABASE_URL": database, "VAR_DIR": str(tmp_path), "FLASK_APP": "wsgi.py"}
    done = subprocess.run(
        [sys.executable, "-m", "flask", "db", *words],
        cwd=ROOT,
        env=environ,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def test_they_make_what_the_models_say_and_run_down_as_well_as_up(empty: str, tmp_path: Path) -> None:
    flask(empty, tmp_path, "upgrade")
    assert "No new upgrade operations detected" in flask(empty, tmp_path, "check")

    flask(empty, tmp_path, "downgrade", "base")
    engine = create_engine(empty)
    assert set(inspect(engine).get_table_names()) <= {"alembic_version"}
    engine.dispose()

    flask(empty, tmp_path, "upgrade")


def test_there_is_one_head() -> None:
    heads = list((ROOT / "migrations" / "versions").glob("*.py"))
    text_of = "".join(path.read_text() for path in heads)
    following = [line for line in text_of.splitlines() if line.startswith("down_revision")]
    assert len(following) == len(set(following)) == len(heads)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger_line SET amount_vnd = 1",
        "DELETE FROM ledger_entry",
        "UPDATE history_event SET what_vi = 'khác'",
        "DELETE FROM history_event",
        "UPDATE movement SET quantity = 1",
        "DELETE FROM movement",
    ],
)
def test_what_was_written_stays(app: Flask, make: Make, statement: str) -> None:
    from shop.core.time import now
    from shop.payments import ledger

    make.on_sale()
    ledger.post(
        "cap:pi_1", "DH7K2M9QN", "paid by card", {"clearing:stripe": 1000, "customer:DH7K2M9QN": -1000}, at=now()
    )

    with pytest.raises(DBAPIError, match="append-only"), db.session.begin_nested():
        db.session.execute(text(statement))
