"""A shop in which many people do something at the same moment: real threads, real transactions, real commits."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from flask import Flask

from shop.core.db import db
from tests.conftest import build_app, new_postgres_database
from tests.factories import Make

T = TypeVar("T")


@contextmanager
def busy_shop(engine: str, folder: Path) -> Iterator[Flask]:
    """Build a shop on a database of its own, in which commits are commits. `engine`: `sqlite` or `postgresql`."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    address = f"sqlite:///{folder}/busy.sqlite3" if engine == "sqlite" else new_postgres_database(f"goc_busy_{worker}")
    app = build_app(address, folder)
    try:
        yield app
    finally:
        with app.app_context():
            db.session.remove()
            db.engine.dispose()


@contextmanager
def set_up(app: Flask) -> Iterator[Make]:
    """Make what the test needs and commit it."""
    with app.app_context():
        yield Make()
        db.session.commit()
        db.session.remove()


def at_once(app: Flask, deeds: Sequence[Callable[[], T]]) -> list[T | Exception]:
    """Do all `deeds` at the same moment, each in its own thread and transaction; return what each gave or raised.

    A deed that returns is committed, one that raises is rolled back, as at the edge of a request.
    """
    together = threading.Barrier(len(deeds))
    outcomes: list[T | Exception] = [RuntimeError("never ran")] * len(deeds)

    def do(number: int) -> None:
        with app.app_context():
            together.wait(timeout=30)
            try:
                outcomes[number] = deeds[number]()
                db.session.commit()
            except Exception as error:  # noqa: BLE001 (what a deed raises is what the test asks about)
                db.session.rollback()
                outcomes[number] = error
            finally:
                db.session.remove()

    threads = [threading.Thread(target=do, args=(number,)) for number in range(len(deeds))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return outcomes
