"""The desk's door to the catalogue."""

from __future__ import annotations

from shop.catalogue import search
from shop.catalogue.models import Group, OcopStatus
from shop.core.db import db


def test_the_desk_sees_what_its_centre_lists_and_nobody_elses(desk, make) -> None:
    make.listing(variant=make.variant(product=make.product("Bình men rạn")))
    make.listing(variant=make.variant(product=make.product("Khăn lụa")), centre=make.centre("van-phuc"))

    page = desk.get("/desk/listings")

    assert "Bình men rạn" in page.words
    assert "Khăn lụa" not in page.words


def test_a_price_is_changed_in_its_row(desk, make) -> None:
    listing = make.listing(price_vnd=450_000)

    desk.post(f"/desk/listings/{listing.id}/price", price="480.000 ₫")

    db.session.refresh(listing)
    assert listing.price_vnd == 480_000


def test_a_price_in_words_is_answered_beside_its_field_and_kept(desk, make) -> None:
    listing = make.listing(price_vnd=450_000)

    page = desk.post(f"/desk/listings/{listing.id}/price", price="ba trăm", expect=422)

    assert page.errors["price"] == "Ghi giá bằng số, ví dụ 450.000."
    assert page.one(f"#price-{listing.id}")["value"] == "ba trăm"
    db.session.refresh(listing)
    assert listing.price_vnd == 450_000


def test_a_price_too_low_is_answered_with_the_bounds(desk, make) -> None:
    listing = make.listing()

    page = desk.post(f"/desk/listings/{listing.id}/price", price="450", expect=422)

    assert "1.000" in page.errors["price"]


def test_another_centres_listing_is_not_there(desk, make) -> None:
    listing = make.listing(centre=make.centre("van-phuc"))

    desk.post(f"/desk/listings/{listing.id}/price", price="480000", expect=404)
    desk.post(f"/desk/listings/{listing.id}/delisting", expect=404)
    desk.post(f"/desk/listings/{listing.id}/relisting", expect=404)


def test_a_listing_goes_off_sale_and_comes_back(desk, make) -> None:
    listing = make.listing()

    desk.post(f"/desk/listings/{listing.id}/delisting")
    db.session.refresh(listing)
    assert not listing.is_on_sale

    desk.post(f"/desk/listings/{listing.id}/relisting")
    db.session.refresh(listing)
    assert listing.is_on_sale


def test_goods_of_another_village_are_found_and_put_on_sale(desk, make) -> None:
    variant = make.variant(product=make.product("Khăn lụa vân sen", home=make.centre("van-phuc")))
    search.reindex_all()

    page = desk.get("/desk/listings", find="khan lua")
    assert page.one(f"#add-{variant.id}")

    desk.post("/desk/listings", variant=variant.id, price="650.000")
    assert "Khăn lụa vân sen" in desk.get("/desk/listings").words


def test_what_is_on_sale_already_visits_and_alcohol_are_not_offered_for_listing(desk, make) -> None:
    make.listing(variant=make.variant(product=make.product("Sen gỗ")))
    make.variant(product=make.product("Sen hồ tham quan", group=Group.TOURISM))
    make.variant(product=make.product("Rượu sen", alcohol_percent=30.0))
    search.reindex_all()

    page = desk.get("/desk/listings", find="sen")

    assert not page.soup.select("form [name=variant]")


def test_a_missing_price_of_a_new_listing_is_answered_beside_its_field(desk, make) -> None:
    variant = make.variant(product=make.product("Khăn lụa vân sen", home=make.centre("van-phuc")))
    search.reindex_all()

    page = desk.post("/desk/listings", variant=variant.id, price="", find="khan lua", expect=422)

    assert page.errors["price"] == "Ghi giá bằng số, ví dụ 450.000."


def test_goods_that_may_not_be_sold_are_refused_with_the_reason(desk, make) -> None:
    wine = make.variant(product=make.product("Rượu sen", alcohol_percent=30.0))
    listed = make.listing().variant

    page = desk.post("/desk/listings", variant=wine.id, price="90000", expect=422)
    assert "chưa bán ở đây" in page.one("[role=alert]").get_text()

    page = desk.post("/desk/listings", variant=listed.id, price="90000", expect=422)
    assert "đang bán ở đây rồi" in page.one("[role=alert]").get_text()


def test_an_unknown_variant_is_not_there(desk) -> None:
    desk.post("/desk/listings", variant=999_999, price="1000", expect=404)
    desk.post("/desk/listings", variant="ba", price="1000", expect=404)


def test_too_few_goods_of_its_own_are_warned_of(desk, make) -> None:
    for name in ("Rau", "Thịt"):
        product = make.product(name, kind="rau", ocop_status=OcopStatus.EVALUATED)
        make.listing(variant=make.variant(product=product))
    make.listing()

    assert "33 %" in desk.get("/desk/listings").one(".notice--warn").get_text()


def test_visitors_and_producers_have_no_place_at_this_desk(visitor, studio) -> None:
    assert "/sign-in" in visitor.get("/desk/listings", expect=303).location
    studio.get("/desk/listings", expect=403)


def test_the_page_costs_the_same_for_one_listing_and_for_many(desk, make) -> None:
    make.listing()
    few = len(desk.get("/desk/listings").queries)
    for _ in range(12):
        make.listing()

    assert len(desk.get("/desk/listings").queries) == few
