"""Fifty buyers at once for the last ten pieces, as separate processes, on SQLite and on PostgreSQL.

The ten lie in two lots of six and four, so that whoever comes too late for the first is served from the second. Every
buyer has one in the cart and places the order at the same moment; exactly ten must be sold, and forty told why not.
The floor is what the bare database needs for the same: fifty processes that each take one piece by a single
conditional update and commit. A machine without a PostgreSQL server measures SQLite only, and says so.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

from flask import Flask
from flask_babel import force_locale
from flask_migrate import upgrade
from sqlalchemy import create_engine, func, select, text

from bench.report import Figure, exactly
from shop.app import create_app
from shop.cart.models import Cart
from shop.catalogue.models import Centre, Producer, Seller
from shop.core.db import db
from shop.core.time import now, today
from shop.orders import allocation, checkout
from shop.orders.models import Allocation
from shop.stock.models import LotInStock
from tests.factories import Make

ROOT = Path(__file__).resolve().parent.parent
BUYERS = 50
LOTS = (6, 4)
PIECES = sum(LOTS)
#: Forked children share what the parent has loaded; each makes a connection of its own.
PROCESSES = multiprocessing.get_context("fork")


def run(long: bool = False) -> list[Figure]:
    """Measure and return the figures."""
    rounds = 20 if long else 1
    with tempfile.TemporaryDirectory() as folder, _postgres() as server:
        figures = _measure("SQLite", f"sqlite:///{folder}/goc.sqlite3", Path(folder), rounds)
        if server is None:
            print("There is no PostgreSQL server on this machine: measured on SQLite only.", file=sys.stderr)
        else:
            with _database_on(server) as address:
                figures += _measure("PostgreSQL", address, Path(folder), rounds)
    return figures


@dataclass(frozen=True)
class Answer:
    """What one buyer was told, and how long after the start."""

    outcome: str
    seconds: float


def _measure(engine: str, address: str, folder: Path, rounds: int) -> list[Figure]:
    app = _shop(address, folder)
    told: Counter[str] = Counter()
    slowest, slowest_bare, beyond = 0.0, 0.0, 0
    for number in range(rounds):
        carts = _last_pieces(app, number)
        answers = _at_once([lambda cart=cart: _buy(app, cart) for cart in carts])
        told.update(answer.outcome for answer in answers)
        slowest = max(slowest, *(answer.seconds for answer in answers))
        beyond += _promised_beyond(app)
        bare = _at_once([lambda: _take_bare(app)] * BUYERS)
        assert sum(answer.outcome == "sold" for answer in bare) == PIECES
        slowest_bare = max(slowest_bare, *(answer.seconds for answer in bare))
    other = sum(told.values()) - told["sold"] - told["refused"]
    times = f", {rounds} times" if rounds > 1 else ""
    return [
        exactly(f"{engine}: sold of the last {PIECES}{times}", told["sold"], "orders", PIECES * rounds),
        exactly(f"{engine}: told that it has sold out", told["refused"], "buyers", (BUYERS - PIECES) * rounds),
        exactly(f"{engine}: told anything else", other, "buyers", 0),
        exactly(f"{engine}: promised beyond the shelf", beyond, "items", 0),
        Figure(f"{engine}: until the last buyer knew", slowest * 1000, "ms", floor=slowest_bare * 1000),
    ]


def _shop(address: str, folder: Path) -> Flask:
    app = create_app(GOC_ENV="test", DATABASE_URL=address, VAR_DIR=str(folder), SECRET_KEY="of this run only" * 3)
    with app.app_context():
        upgrade(str(ROOT / "migrations"))
        db.session.execute(text("CREATE TABLE bare_shelf (left_over INTEGER NOT NULL)"))
        db.session.commit()
        _let_go()
    return app


def _last_pieces(app: Flask, number: int) -> list[int]:
    """Put ten pieces in two lots on the shelf and one in the cart of each buyer; return the carts' ids."""
    with app.app_context():
        make = _makers(number)
        listing = make.listing()
        for on_hand in LOTS:
            make.lot(make.batch(variant=listing.variant, made_on=today()), centre=listing.centre, on_hand=on_hand)
        carts = [make.cart((listing, 1)).id for _ in range(BUYERS)]
        db.session.execute(text("DELETE FROM bare_shelf"))
        db.session.execute(text("INSERT INTO bare_shelf VALUES (:pieces)"), {"pieces": PIECES})
        db.session.commit()
        _let_go()
    return carts


def _makers(number: int) -> Make:
    """Return makers for one round: the same seller, centre and producer, everything else anew."""
    make = Make()
    make.count = 1000 * number
    for name, model in (("seller", Seller), ("centre:bat-trang", Centre), ("producer:xuong-giang-cao", Producer)):
        if found := db.session.scalar(select(model)):
            make.kept[name] = found
    return make


def _buy(app: Flask, cart_id: int) -> str:
    """Place the order of one cart, as the door does: commit what works, roll back what is refused."""
    with app.test_request_context("/orders", method="POST"), force_locale("vi"):
        cart = db.session.get_one(Cart, cart_id)
        details = Make().details(cart)
        try:
            checkout.place_order(cart, details, key=f"key-{cart_id}", user=None, language="vi", at=now())
            db.session.commit()
        except (allocation.CannotServe, checkout.CheckoutRefused) as refusal:
            db.session.rollback()
            return "refused" if str(refusal) else "refused without a word"
        return "sold"


def _take_bare(app: Flask) -> str:
    with app.test_request_context("/orders", method="POST"):
        taken = db.session.connection().execute(
            text("UPDATE bare_shelf SET left_over = left_over - 1 WHERE left_over >= 1")
        )
        db.session.commit()
        return "sold" if taken.rowcount else "refused"


def _at_once(deeds: list[Callable[[], str]]) -> list[Answer]:
    """Let each deed be done by a process of its own, all at the same moment."""
    together = PROCESSES.Barrier(len(deeds))
    said: Any = PROCESSES.SimpleQueue()

    def do(deed: Callable[[], str]) -> None:
        together.wait(60)
        started = perf_counter()
        try:
            outcome = deed()
        except Exception as error:  # noqa: BLE001 (whatever else a buyer is told is what we count)
            outcome = f"{type(error).__name__}: {error}"
        said.put(Answer(outcome, perf_counter() - started))

    children = [PROCESSES.Process(target=do, args=(deed,)) for deed in deeds]
    for child in children:
        child.start()
    answers = [said.get() for _ in children]
    for child in children:
        child.join()
    return answers


def _promised_beyond(app: Flask) -> int:
    """Return how many items are allocated beyond what lies on the shelves."""
    with app.app_context():
        allocated = db.session.scalar(select(func.sum(Allocation.quantity))) or 0
        on_hand = db.session.scalar(select(func.sum(LotInStock.on_hand))) or 0
        _let_go()
        return max(0, allocated - on_hand)


def _let_go() -> None:
    """Leave no connection open that a child could inherit."""
    db.session.remove()
    db.engine.dispose()


@contextmanager
def _postgres() -> Iterator[str | None]:
    """Give the address of a server: the one that is told, or one for this run; None when the machine has none."""
    if told := os.environ.get("GOC_TEST_POSTGRES"):
        yield told
        return
    sys.path.append(str(ROOT / "bin/lib"))
    import postgres

    try:
        postgres.programs()
    except postgres.NoServer:
        yield None
        return
    with postgres.server() as address:
        yield address


@contextmanager
def _database_on(server: str) -> Iterator[str]:
    name = f"goc_last_pieces_{os.getpid()}"
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f'CREATE DATABASE "{name}"'))
        try:
            yield f"{server.rsplit('/', 1)[0]}/{name}"
        finally:
            connection.execute(text(f'DROP DATABASE "{name}" WITH (FORCE)'))
    engine.dispose()
