"""What the page of a search reads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from shop.catalogue.models import (
    Centre,
    Producer,
)
from shop.catalogue.paging import Paging
from shop.catalogue.search import Found
from shop.core.db import Columns, db
from shop.front.cards import Card, cards
from shop.front.places import PLACES


@dataclass(frozen=True)
class Results:
    """One page of what a question found."""

    cards: list[Card]
    paging: Paging
    places: Sequence[Columns]
    makers: Sequence[Columns]


def results(found: Found, on: date, *, page: int) -> Results:
    """Return the page `page` of what was `found`, with the first centres and makers; six queries."""
    paging = Paging(page, len(found.product_ids))
    ids = found.product_ids[paging.offset : paging.offset + paging.size]
    place_ids, maker_ids = found.centre_ids[:4], found.producer_ids[:4]
    found_places = db.session.execute(PLACES.where(Centre.id.in_(place_ids))).all()
    found_makers = db.session.execute(
        select(
            Producer.id,
            Producer.slug,
            Producer.name_vi,
            Producer.name_en,
            Producer.craft_vi,
            Producer.commune_new_vi,
            Producer.is_fictional,
        ).where(Producer.id.in_(maker_ids))
    ).all()
    return Results(
        cards(ids, on),
        paging,
        sorted(found_places, key=lambda row: place_ids.index(row.id)),
        sorted(found_makers, key=lambda row: maker_ids.index(row.id)),
    )
