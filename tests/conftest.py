"""What every test stands on: an app per database, a transaction thrown away after each test, clients, makers."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog
from argon2 import PasswordHasher
from flask import Flask
from playwright.sync_api import Browser, sync_playwright
from sqlalchemy import Connection, create_engine, event, text

from shop.accounts import sign_in
from tests.factories import Make
from tests.house import Client, Queries

structlog.configure(
    processors=[structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback)]
)

DATABASES = ("sqlite", pytest.param("postgres", marks=pytest.mark.postgres))


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run every test that touches the database once on each engine."""
    if "database" in metafunc.fixturenames:
        metafunc.parametrize("database", DATABASES, indirect=True, scope="session")


@pytest.fixture(scope="session", autouse=True)
def careful_hasher() -> Iterator[PasswordHasher]:
    """Hash passwords with the least work: tests ask who gets in, not how long guessing takes. Gives the real one."""
    careful = sign_in.hasher
    sign_in.hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    yield careful
    sign_in.hasher = careful


@pytest.fixture(scope="session")
def database(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the address of an empty database of this worker on the engine asked for."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path_factory.mktemp('sqlite')}/goc.sqlite3"
    return new_postgres_database("goc_" + os.environ.get("PYTEST_XDIST_WORKER", "main"))


def new_postgres_database(name: str) -> str:
    """Create the database `name` anew on the server of this run and return its address."""
    server = os.environ.get("GOC_TEST_POSTGRES")
    if not server:
        pytest.skip("GOC_TEST_POSTGRES is not set: run through bin/test")
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'))
        connection.execute(text(f'CREATE DATABASE "{name}"'))
    engine.dispose()
    return server.rsplit("/", 1)[0] + "/" + name


def build_app(database: str, var_dir: Path, **settings: object) -> Flask:
    """Build an app on `database`, migrated to the newest revision."""
    from flask_migrate import upgrade

    from shop.app import create_app

    app = create_app(
        **{
            "GOC_ENV": "test",
            "TESTING": True,
            "DATABASE_URL": database,
            "VAR_DIR": str(var_dir),
            "SECRET_KEY": "a key for tests only, of no value to anybody",
            "RATELIMIT_ENABLED": False,
            "RAISE_FAILURES": True,
        }
        | settings
    )
    with app.app_context():
        upgrade(str(Path(__file__).parent.parent / "migrations"))
    return app


@pytest.fixture(scope="session")
def house_app(database: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """Build the app of this worker and engine once, and close its connections afterwards."""
    from shop.core.db import db

    app = build_app(database, tmp_path_factory.mktemp("var"))
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def app(house_app: Flask) -> Iterator[Flask]:
    """Give a test the app inside a transaction that is thrown away afterwards."""
    from shop.core import pages, versions
    from shop.core.db import db

    with house_app.app_context():
        pages.forget()
        versions.forget()
        house_app.wsgi_app.kept.clear()
        engines = db._app_engines[house_app]
        engine = engines[None]
        connection = engine.connect()
        transaction = connection.begin()
        engines[None] = connection
        try:
            yield house_app
        finally:
            db.session.remove()
            transaction.rollback()
            connection.close()
            engines[None] = engine


@pytest.fixture
def connection(app: Flask) -> Connection:
    """Return the connection that everything in this test shares."""
    from shop.core.db import db

    return db.engines[None]


@pytest.fixture
def queries(connection: Connection) -> Iterator[Queries]:
    """Record the statements sent: `queries.clear()`, do something, `len(queries)`."""
    recorded = Queries()
    event.listen(connection, "before_cursor_execute", recorded.hear)
    yield recorded
    event.remove(connection, "before_cursor_execute", recorded.hear)


@pytest.fixture
def make(app: Flask) -> Make:
    """Make valid things: `make.batch()`, `make.order()`."""
    return Make()


@pytest.fixture
def visitor(app: Flask, queries: Queries) -> Client:
    """Somebody who is not signed in."""
    return Client(app, queries)


@pytest.fixture
def buyer(app: Flask, queries: Queries, make: Make) -> Client:
    """Somebody with an account and no membership."""
    return Client(app, queries, user=make.user("Lan"))


@pytest.fixture
def desk(app: Flask, queries: Queries, make: Make) -> Client:
    """Staff of the centre `make.centre()`."""
    return Client(app, queries, user=make.centre_staff(make.centre()))


@pytest.fixture
def studio(app: Flask, queries: Queries, make: Make) -> Client:
    """Staff of the producer `make.producer()`."""
    return Client(app, queries, user=make.producer_staff(make.producer()))


@pytest.fixture
def office(app: Flask, queries: Queries, make: Make) -> Client:
    """Staff of the city office."""
    return Client(app, queries, user=make.officer())


CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Start the system's Chromium once; Playwright cannot be started a second time beside it."""
    found = next(filter(None, map(shutil.which, CHROMIUM)), None)
    assert found, "no Chromium on this machine"
    with sync_playwright() as playwright:
        # Chromium's own sandbox does not work for root.
        running = playwright.chromium.launch(executable_path=found, chromium_sandbox=os.geteuid() != 0)
        yield running
        running.close()


@pytest.fixture
def reference_data() -> Path:
    """Return the folder of third-party samples and schemas, which are never committed."""
    folder = os.environ.get("GOC_REFERENCE_DATA")
    if not folder:
        pytest.skip("GOC_REFERENCE_DATA is not set: third-party samples are read from there")
    return Path(folder)
