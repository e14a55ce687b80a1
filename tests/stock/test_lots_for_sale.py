"""Which lots may be sold, and in which order they go."""

from __future__ import annotations

from datetime import timedelta

from shop.core.rules import rule
from shop.core.time import today
from shop.stock import holds
from shop.stock.models import LotInStock
from shop.stock.queries import left_of, lots_for_sale
from tests.factories import Make

DAY = timedelta(days=1)


def codes(lots: list[LotInStock]) -> list[str]:
    return [lot.batch.lot_code for lot in lots]


def test_what_expires_first_goes_first_and_what_never_expires_last(make: Make) -> None:
    variant, centre, on = make.variant(), make.centre(), today()
    for code, best_before in (("NEVER", None), ("LATE", on + 60 * DAY), ("SOON", on + 5 * DAY), ("MID", on + 20 * DAY)):
        make.lot(make.batch(code, variant=variant, best_before=best_before))

    assert codes(lots_for_sale(centre.id, variant.id, on)) == ["SOON", "MID", "LATE", "NEVER"]


def test_where_nothing_expires_what_was_made_first_goes_first(make: Make) -> None:
    variant, centre, on = make.variant(), make.centre(), today()
    for code, days in (("NEW", 2), ("OLD", 90), ("MID", 30)):
        make.lot(make.batch(code, variant=variant, made_on=on - days * DAY))

    assert codes(lots_for_sale(centre.id, variant.id, on)) == ["OLD", "MID", "NEW"]


def test_a_lot_is_sold_until_the_margin_before_its_last_day(make: Make) -> None:
    variant, centre, on = make.variant(), make.centre(), today()
    margin = int(rule("sale_margin_days"))
    make.lot(make.batch("EDGE", variant=variant, best_before=on + margin * DAY))
    make.lot(make.batch("FRESH", variant=variant, best_before=on + 30 * DAY))

    assert codes(lots_for_sale(centre.id, variant.id, on)) == ["EDGE", "FRESH"]
    assert codes(lots_for_sale(centre.id, variant.id, on + DAY)) == ["FRESH"]


def test_a_recalled_lot_is_not_sold_anywhere_from_the_same_moment(make: Make) -> None:
    variant, here, there = make.variant(), make.centre(), make.centre("van-phuc")
    batch = make.batch("BAD", variant=variant)
    make.lot(batch)
    make.lot(batch, centre=there)

    make.recall(batch)

    assert lots_for_sale(here.id, variant.id, today()) == lots_for_sale(there.id, variant.id, today()) == []


def test_a_lot_of_another_centre_or_variant_or_with_nothing_left_is_not_offered(make: Make) -> None:
    variant, centre = make.variant(), make.centre()
    make.lot(make.batch("ELSEWHERE", variant=variant), centre=make.centre("van-phuc"))
    make.lot(make.batch("OTHER", variant=make.variant()))
    gone = make.lot(make.batch("GONE", variant=variant), on_hand=2)
    holds.reserve(gone, 2)

    assert lots_for_sale(centre.id, variant.id, today()) == []


def test_a_chosen_batch_stands_alone(make: Make) -> None:
    variant, centre = make.variant(), make.centre()
    make.lot(make.batch("FIRST", variant=variant, made_on=today() - 40 * DAY))
    chosen = make.batch("CHOSEN", variant=variant)
    make.lot(chosen)

    assert codes(lots_for_sale(centre.id, variant.id, today(), chosen.id)) == ["CHOSEN"]


def test_many_listings_are_asked_about_in_one_query_and_told_the_same(make: Make, queries: list[str]) -> None:
    here, there = make.centre(), make.centre("van-phuc")
    vase, bowl = make.variant(), make.variant()
    listings = [
        make.listing(variant=variant, centre=centre)
        for variant, centre in ((vase, here), (vase, there), (bowl, here), (bowl, there))
    ]
    for listing in listings[:3]:
        for days in (40, 30, 50):
            batch = make.batch(variant=listing.variant, best_before=today() + days * DAY)
            holds.reserve(make.lot(batch, centre=listing.centre), days // 10)
    queries.clear()

    found = left_of([listing.id for listing in listings], today())

    assert len(queries) == 1
    for listing in listings:
        lots = lots_for_sale(listing.centre_id, listing.variant_id, today())
        assert list(found[listing.id].items()) == [(lot.batch_id, lot.available) for lot in lots]
    assert [list(found[listing.id].values()) for listing in listings[2:]] == [[7, 6, 5], []]
