"""The centre or producer that the signed-in person acts for, ready for queries to load through."""

from __future__ import annotations

from typing import cast

from flask import abort, g
from sqlalchemy import select
from werkzeug.local import LocalProxy

from shop.accounts.access import acting
from shop.accounts.models import OrganisationKind
from shop.catalogue.models import Centre, Producer
from shop.core.db import db


def _centre() -> Centre:
    if "centre" not in g:
        membership = acting()
        if membership is None or membership.organisation.kind != OrganisationKind.CENTRE:
            abort(404)
        g.centre = db.session.scalars(select(Centre).where(Centre.organisation_id == membership.organisation_id)).one()
    return cast(Centre, g.centre)


def _producer() -> Producer:
    if "producer" not in g:
        membership = acting()
        if membership is None or membership.organisation.kind != OrganisationKind.PRODUCER:
            abort(404)
        g.producer = db.session.scalars(
            select(Producer).where(Producer.organisation_id == membership.organisation_id)
        ).one()
    return cast(Producer, g.producer)


current_centre = cast(Centre, LocalProxy(_centre))
current_producer = cast(Producer, LocalProxy(_producer))
