"""The database: one session a request, typed models, and what SQLite and PostgreSQL say differently."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeAlias

from flask import Flask, has_request_context, request
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Engine, MetaData, Row, event
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import DeclarativeBase

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})


class Base(DeclarativeBase):
    """The base of every table; its constraints are named, so that migrations and refusals can speak of them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


# A session that is handed a connection inside a transaction (as tests do) works in savepoints of it.
db = SQLAlchemy(
    model_class=Base, session_options={"expire_on_commit": False, "join_transaction_mode": "create_savepoint"}
)
migrate = Migrate()

#: A row of columns, for reads that load no objects.
Columns: TypeAlias = Row[*tuple[Any, ...]]

_writing: ContextVar[bool | None] = ContextVar("writing", default=None)


@contextmanager
def writing(intends: bool = True) -> Iterator[None]:
    """Say of the transactions that begin in this block whether they may write, whatever would be assumed without."""
    token = _writing.set(intends)
    try:
        yield
    finally:
        _writing.reset(token)


def _intends_to_write() -> bool:
    """Tell whether the transaction that begins now may write: said by `writing`, or else by the request's method.

    Outside a request it may: a command, a migration or the worker reads first and then changes what it read.
    """
    said = _writing.get()
    if said is not None:
        return said
    return not has_request_context() or request.method not in SAFE_METHODS


def init_app(app: Flask) -> None:
    """Bind the database to `app` and commit once at the edge of every successful request."""
    db.init_app(app)
    migrate.init_app(app, db, directory="migrations", render_as_batch=True, compare_type=True)
    with app.app_context():
        for engine in db.engines.values():
            if engine.dialect.name == "sqlite":
                prepare_sqlite(engine)
    app.after_request(_commit_success)


def _commit_success(response: Any) -> Any:
    """Commit when the answer says that it worked; whatever else happened leaves no trace, and neither does looking."""
    if request.method in SAFE_METHODS:
        return response
    if response.status_code < 400:
        db.session.commit()
    else:
        db.session.rollback()
    return response


def prepare_sqlite(engine: Engine) -> None:
    """Give SQLite foreign keys, a write-ahead log and explicit transactions.

    A transaction that reads and then writes must begin IMMEDIATE: deferred, it fails at once with
    "database is locked" when another writer came between, whatever the busy timeout says.
    """

    @event.listens_for(engine, "connect")
    def on_connect(connection: sqlite3.Connection, _record: Any) -> None:
        connection.isolation_level = None  # the driver's own BEGIN would come too late
        for pragma in ("foreign_keys=ON", "journal_mode=WAL", "synchronous=NORMAL", "busy_timeout=15000"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def on_begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if _intends_to_write() else "BEGIN")


def unique_violation(error: IntegrityError) -> frozenset[str] | None:
    """Return the columns whose uniqueness `error` violated, or None when it is another fault.

    SQLite names table and columns; PostgreSQL names the constraint, whose name our convention makes of them.
    """
    message = str(error.orig)
    if found := re.search(r"UNIQUE constraint failed: (.+)", message):
        return frozenset(part.split(".")[-1].strip() for part in found[1].split(","))
    diagnosis = getattr(error.orig, "diag", None)
    if diagnosis is not None and getattr(error.orig, "sqlstate", "") == "23505":
        detail = re.search(r"\(([^)]*)\)=", diagnosis.message_detail or "")
        if detail:
            return frozenset(part.strip().strip('"') for part in detail[1].split(","))
        return frozenset({diagnosis.constraint_name or ""})
    return None
