"""Who changed what stands or falls with the change."""

from __future__ import annotations

from flask import Flask
from sqlalchemy import select

from shop.core import audit
from shop.core.audit import AuditEntry
from shop.core.db import db
from shop.core.time import now


def test_an_entry_says_who_did_what_for_whom(app: Flask) -> None:
    audit.record(
        "listings.price",
        "binh-ty-ba",
        who="Hạnh",
        acting_for="Trung tâm Bát Tràng",
        before={"price_vnd": 450_000},
        after={"price_vnd": 480_000},
    )
    db.session.commit()

    entry = db.session.scalars(select(AuditEntry)).one()
    assert (entry.who, entry.acting_for, entry.action, entry.subject) == (
        "Hạnh",
        "Trung tâm Bát Tràng",
        "listings.price",
        "binh-ty-ba",
    )
    assert entry.before == {"price_vnd": 450_000}
    assert entry.after == {"price_vnd": 480_000}
    assert abs((now() - entry.at).total_seconds()) < 10


def test_an_entry_of_an_undone_change_is_undone(app: Flask) -> None:
    audit.record("listings.price", "binh-ty-ba", who="Hạnh")
    db.session.rollback()

    assert db.session.scalars(select(AuditEntry)).all() == []
