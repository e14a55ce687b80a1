"""An app of its own that really commits, with probes: doors that only these tests open."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Blueprint, Flask, Response, abort, flash, request, session
from sqlalchemy import delete

from shop.accounts.models import Consent, Membership, Organisation, User
from shop.core import audit, pages, versions
from shop.core.audit import AuditEntry
from shop.core.db import db
from shop.core.errors import Refusal
from shop.core.media import Picture
from shop.core.outbox import Task
from shop.core.security import limiter, same_origin_form
from shop.core.versions import Version
from shop.delivery.models import DeliveryFee
from tests.conftest import build_app
from tests.house import Client, Queries

#: What tests with real commits may leave; rows that refer to others come first.
LEFT_BEHIND = (Task, AuditEntry, Version, Picture, Consent, Membership, User, Organisation)


def _save(status: int) -> Response:
    audit.record("probe.save", f"status {status}", who="Lan")
    session["probe"] = status
    return Response("probed", status, mimetype="text/plain")


def _crash() -> Response:
    audit.record("probe.save", "crash", who="Lan")
    db.session.flush()
    raise RuntimeError("a fault nobody foresaw")


def _violate() -> Response:
    audit.record("probe.save", "violation", who="Lan")
    db.session.add(DeliveryFee(centre_id=1, fee_vnd=-1))
    return Response("never said", mimetype="text/plain")


def _refuse() -> Response:
    audit.record("probe.save", "refusal", who="Lan")
    db.session.flush()
    raise Refusal("The last vase is sold. Choose another one.")


def _read() -> Response:
    return Response(f"{request.remote_addr} {request.scheme}", mimetype="text/plain")


def _abort(status: int) -> Response:
    abort(status)


def _flashed() -> Response:
    flash("Only for you")
    return Response("", 204)


def _probes() -> Blueprint:
    probes = Blueprint("probes", __name__)
    probes.add_url_rule("/probe/save/<int:status>", "save", _save, methods=["POST"])
    probes.add_url_rule("/probe/crash", "crash", _crash, methods=["POST"])
    probes.add_url_rule("/probe/violate", "violate", _violate, methods=["POST"])
    probes.add_url_rule("/probe/refuse", "refuse", _refuse, methods=["POST"])
    probes.add_url_rule("/probe/read", "read", _read)
    probes.add_url_rule("/probe/abort/<int:status>", "abort", _abort)
    probes.add_url_rule("/probe/flash", "flash", _flashed)
    probes.add_url_rule("/probe/shared-form", "shared_form", same_origin_form(_read), methods=["POST"])
    return probes


@pytest.fixture(scope="session")
def build(database: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Flask]]:
    """Build a further app on the same database, with the probes, that answers failures as in production."""

    built: list[Flask] = []

    def build(**settings: Any) -> Flask:
        was_counting = limiter.enabled
        app = build_app(
            database,
            tmp_path_factory.mktemp("own"),
            **{"RAISE_FAILURES": False, "PROPAGATE_EXCEPTIONS": False, **settings},
        )
        limiter.enabled = was_counting  # one limiter serves every app of the process
        app.register_blueprint(_probes())
        built.append(app)
        return app

    yield build
    for app in built:
        with app.app_context():
            db.engine.dispose()


@pytest.fixture(scope="session")
def committing_app(build: Callable[..., Flask]) -> Flask:
    return build()


@pytest.fixture
def real(committing_app: Flask) -> Iterator[Flask]:
    """The app whose commits are commits; what a test leaves is removed."""
    with committing_app.app_context():
        pages.forget()
        versions.forget()
        yield committing_app
        db.session.rollback()
        for table in LEFT_BEHIND:
            db.session.execute(delete(table))
        db.session.commit()
        db.session.remove()


@pytest.fixture
def stranger(real: Flask) -> Client:
    """A browser in front of the app that really commits."""
    return Client(real, Queries())
