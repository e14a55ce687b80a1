"""What a centre sells, at which price, since when."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from shop.catalogue import listings
from shop.catalogue.listings import own_share
from shop.catalogue.models import CentreStatus, Group, Listing, OcopStatus
from shop.core.audit import AuditEntry
from shop.core.db import db
from shop.core.time import now


def entries(action: str) -> list[AuditEntry]:
    return list(db.session.scalars(select(AuditEntry).where(AuditEntry.action == action)))


def test_a_listed_variant_has_a_price_with_its_history_and_a_record(make) -> None:
    listing = listings.list_variant(make.centre(), make.variant(), 450_000, by="Hạnh", at=now())
    db.session.flush()

    assert [(price.price_vnd, price.by) for price in listing.prices] == [(450_000, "Hạnh")]
    assert entries("listings.list")[0].after == {"price_vnd": 450_000}
    assert entries("listings.list")[0].acting_for == make.centre().name_vi


def test_a_centre_lists_the_goods_of_another_village(make) -> None:
    product = make.product("Nón lá", home=make.centre("lang-chuong", status=CentreStatus.CANDIDATE))

    listing = listings.list_variant(make.centre(), make.variant(product=product), 90_000, by="Hạnh", at=now())

    assert listing.is_on_sale


def test_a_village_without_a_shop_lists_nothing(make) -> None:
    village = make.centre("lang-chuong", status=CentreStatus.CANDIDATE)

    with pytest.raises(listings.NotAShop):
        listings.list_variant(village, make.variant(), 90_000, by="Hạnh", at=now())


def test_a_new_price_is_a_row_and_the_old_one_stays(make) -> None:
    listing = make.listing(price_vnd=450_000)

    listings.set_price(listing, 480_000, by="Hạnh", at=now())
    db.session.flush()

    assert [price.price_vnd for price in listing.prices] == [450_000, 480_000]
    assert entries("listings.price")[0].before == {"price_vnd": 450_000}


def test_the_same_price_again_leaves_no_trace(make) -> None:
    listing = make.listing(price_vnd=450_000)

    listings.set_price(listing, 450_000, by="Hạnh", at=now())
    db.session.flush()

    assert len(listing.prices) == 1
    assert not entries("listings.price")


@pytest.mark.parametrize("price", [0, -1, 999, 10**9, 10**12])
def test_a_price_with_zeros_too_few_or_too_many_is_refused(make, price: int) -> None:
    listing = make.listing(price_vnd=450_000)

    with pytest.raises(listings.NotAPrice):
        listings.set_price(listing, price, by="Hạnh", at=now())

    assert listing.price_vnd == 450_000


def test_a_variant_is_listed_once_at_a_centre(make) -> None:
    listing = make.listing()

    with pytest.raises(listings.AlreadyListed):
        listings.list_variant(listing.centre, listing.variant, 500_000, by="Hạnh", at=now())

    assert listing.price_vnd == 450_000


def test_of_two_who_list_at_once_the_database_lets_one_in(make) -> None:
    """The second request has read "not listed" before the first one wrote."""
    listing = make.listing()

    with pytest.raises(listings.AlreadyListed):
        listings._new_listing(listing.centre, listing.variant, 500_000, now())

    assert len(db.session.scalars(select(Listing)).all()) == 1


def test_a_delisted_variant_comes_back_as_the_same_row(make) -> None:
    listing = make.listing(price_vnd=450_000)
    listings.delist(listing, by="Hạnh", at=now())

    again = listings.list_variant(listing.centre, listing.variant, 520_000, by="Hạnh", at=now())

    assert again is listing
    assert (again.is_on_sale, again.price_vnd) == (True, 520_000)


def test_delisting_and_relisting_leave_records_once(make) -> None:
    listing = make.listing()

    listings.delist(listing, by="Hạnh", at=now())
    listings.delist(listing, by="Hạnh", at=now())
    listings.relist(listing, by="Hạnh", at=now())
    listings.relist(listing, by="Hạnh", at=now())
    db.session.flush()

    assert listing.is_on_sale
    assert (len(entries("listings.delist")), len(entries("listings.list"))) == (1, 1)


@pytest.mark.parametrize("fields", [{"group": Group.TOURISM}, {"alcohol_percent": 35.0}, {"withdrawn_at": now()}])
def test_visits_alcohol_and_withdrawn_goods_are_not_put_on_sale(make, fields) -> None:
    variant = make.variant(product=make.product(**fields))

    with pytest.raises(listings.NotForSale):
        listings.list_variant(make.centre(), variant, 90_000, by="Hạnh", at=now())


def test_goods_withdrawn_meanwhile_do_not_come_back(make) -> None:
    listing = make.listing()
    listings.delist(listing, by="Hạnh", at=now())
    listing.variant.product.withdrawn_at = now()

    with pytest.raises(listings.NotForSale):
        listings.relist(listing, by="Hạnh", at=now())


def test_the_own_share_counts_recognised_goods_and_the_villages_craft() -> None:
    rows = [(OcopStatus.RECOGNISED, "rau"), (OcopStatus.EVALUATED, "gom-bo"), (OcopStatus.EVALUATED, "rau")]

    share = own_share(rows, frozenset({"gom-bo"}), 60)

    assert (share.own, share.percent, share.is_enough) == (2, 66, True)


def test_nobody_reaches_the_least_share_by_rounding() -> None:
    rows = [(OcopStatus.RECOGNISED, "rau")] * 599 + [(OcopStatus.EVALUATED, "rau")] * 401

    assert own_share(rows, frozenset(), 60).percent == 59
    assert not own_share(rows, frozenset(), 60).is_enough


def test_an_empty_shelf_breaks_no_rule() -> None:
    assert own_share([], frozenset(), 60).is_enough
