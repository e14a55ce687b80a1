"""The page of one product."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine

from shop.catalogue import listings
from shop.catalogue.models import GradingBasis, Group, OcopStatus
from shop.core import pages, versions
from shop.core.db import db
from shop.core.time import now, today
from shop.stock import holds
from traceability.models import HistoryEvent


def page_of(visitor, thing, **query):
    product = getattr(thing, "variant", thing)
    product = getattr(product, "product", product)
    return visitor.get(f"/products/{product.slug}", **query)


def test_the_page_names_maker_village_price_and_batch(visitor, make) -> None:
    listing = make.on_sale("Bình tỳ bà", price_vnd=1_250_000, lot_code="BT-2611-07", on_hand=36)

    page = page_of(visitor, listing)

    assert page.one("h1").get_text() == "Bình tỳ bà"
    for words in ("Xưởng gốm Giang Cao", "1.250.000", "BT-2611-07", "36"):
        assert words in page.words


def test_the_form_sends_listing_and_quantity_without_a_token(visitor, make) -> None:
    listing = make.on_sale()

    form = page_of(visitor, listing).soup.select_one("main form[method=post]")

    assert form.select_one("[name=listing]")["value"] == str(listing.id)
    assert form.select_one("[name=quantity]")["value"] == "1"
    assert not form.select("[name=csrf_token]")


def test_of_several_batches_the_one_that_should_leave_first_is_chosen_and_others_can_be(visitor, make) -> None:
    listing = make.on_sale("Cốm", on_hand=0, shelf_life_days=60)
    for code, days in (("CO-2", 40), ("CO-1", 20)):
        made = make.batch(code, variant=listing.variant, best_before=today() + timedelta(days=days))
        make.lot(made, on_hand=5)

    page = page_of(visitor, listing)

    assert "CO-1" in page.one(".lot-card").get_text()
    radios = page.soup.select("[name=batch]")
    assert [radio["value"] == "" for radio in radios] == [True, False, False]
    assert radios[0].has_attr("checked")


def test_an_expired_a_recalled_and_an_unreleased_batch_are_not_offered(visitor, make) -> None:
    from shop.batches.models import Recall

    listing = make.on_sale("Cốm", on_hand=0)
    expired = make.batch("CO-OLD", variant=listing.variant, best_before=today() + timedelta(days=9))
    recalled = make.batch("CO-BAD", variant=listing.variant)
    for batch in (expired, recalled):
        make.lot(batch, on_hand=5)
    make.batch("CO-DRAFT", variant=listing.variant, released=False)
    expired.best_before = today() - timedelta(days=1)
    db.session.add(Recall(batch=recalled, reason_vi="x", what_to_do_vi="x", opened_by="Minh"))
    db.session.flush()

    page = page_of(visitor, listing)

    assert "đã hết hàng" in page.words
    assert not page.soup.select("form[method=post]")
    assert "CO-" not in page.words


def test_what_the_last_buyer_took_is_gone_from_the_page(visitor, make) -> None:
    listing = make.on_sale(on_hand=2)
    assert page_of(visitor, listing).soup.select("main form[method=post]")
    from sqlalchemy import select

    from shop.stock.models import LotInStock

    holds.reserve(db.session.scalars(select(LotInStock)).one(), 2)
    db.session.flush()
    versions.forget()  # a second later

    assert not page_of(visitor, listing).soup.select("form[method=post]")


def test_each_centre_has_its_price_and_the_cheapest_is_chosen(visitor, make) -> None:
    listing = make.on_sale(price_vnd=450_000, on_hand=0)
    other = make.listing(variant=listing.variant, centre=make.centre("van-phuc"), price_vnd=390_000)
    batch = make.batch(variant=listing.variant)
    for one in (listing, other):
        make.lot(batch, centre=one.centre, on_hand=4)

    page = page_of(visitor, listing)
    assert "390.000" in page.one(".amount--big").get_text()

    page = page_of(visitor, listing, centre="bat-trang")
    assert "450.000" in page.one(".amount--big").get_text()
    assert page.soup.select_one("[name=listing]")["value"] == str(listing.id)


def test_a_centre_that_has_some_is_chosen_before_a_cheaper_one_that_has_none(visitor, make) -> None:
    listing = make.on_sale(price_vnd=450_000)
    make.listing(variant=listing.variant, centre=make.centre("van-phuc"), price_vnd=100_000)

    assert "450.000" in page_of(visitor, listing).one(".amount--big").get_text()


def test_variants_are_links_and_each_has_its_own_offer(visitor, make) -> None:
    small = make.on_sale("Bình", price_vnd=200_000)
    large = make.variant(product=small.variant.product, name_vi="45 cm", position=1)
    make.listing(variant=large, price_vnd=900_000)

    page = page_of(visitor, small, variant=large.id)

    assert "900.000" in page.one(".amount--big").get_text()
    assert page.one(".choice--tile[aria-current]").select_one(".choice__name").get_text() == "45 cm"


@pytest.mark.parametrize("query", [{"variant": "ba"}, {"variant": "999999"}, {"centre": "atlantis"}, {"picture": "x"}])
def test_a_choice_that_is_none_falls_back_to_the_first(visitor, make, query) -> None:
    listing = make.on_sale()

    assert page_of(visitor, listing, **query).soup.select_one("[name=listing]")["value"] == str(listing.id)


def test_live_stars_stand_with_their_decision_and_last_day(visitor, make) -> None:
    product = make.product()
    make.grading(product, stars=4, decision_number="1234/QĐ-UBND", decided_on=date(2025, 1, 15))

    words = page_of(visitor, product).one(".grading").get_text()

    assert "1234/QĐ-UBND" in words
    assert "15/01/2028" in words


def test_a_certificate_known_by_its_year_says_that_its_number_is_not_published(visitor, make) -> None:
    product = make.product()
    make.grading(product, decision_number=None, issuer=None, decided_on=None, year=today().year - 1)

    grading = page_of(visitor, product).one(".grading")

    assert grading.select(".ocop")
    assert f"31/12/{today().year + 2}" in grading.get_text()


@pytest.mark.parametrize(
    ("grading", "status", "words"),
    [
        ({"decided_on": None, "year": 2020}, OcopStatus.RECOGNISED, "hết hạn ngày 31/12/2023"),
        ({"decided_on": None}, OcopStatus.RECOGNISED, "Ngày cấp giấy chưa công bố"),
        ({"decided_on": None, "year": 2022, "basis": GradingBasis.COUNCIL_SCORE}, OcopStatus.EVALUATED, "cấp huyện"),
        ({"decided_on": None, "basis": GradingBasis.PRODUCER_STATEMENT}, OcopStatus.EVALUATED, "Chủ thể cho biết"),
        (None, OcopStatus.RECOGNISED, "số sao chưa công bố"),
        (None, OcopStatus.EVALUATED, "chưa tìm thấy kết quả"),
        (None, OcopStatus.NOT_VERIFIED, "chưa tìm thấy phân hạng"),
    ],
)
def test_what_is_no_live_certificate_is_said_in_words_without_a_star(visitor, make, grading, status, words) -> None:
    product = make.product(ocop_status=status)
    if grading is not None:
        make.grading(product, **grading)

    note = page_of(visitor, product).one(".grading")

    assert words in note.get_text()
    assert not note.select("svg")


def test_a_visit_has_a_page_no_price_and_no_form(visitor, make) -> None:
    product = make.product("Một ngày ở lò", group=Group.TOURISM)
    make.listing(variant=make.variant(product=product), price_vnd=120_000)

    page = page_of(visitor, product)

    assert "chưa bán ở đây" in page.words
    assert not page.soup.select(".price, form[method=post]")


def test_alcohol_is_shown_with_its_strength_and_why_it_is_not_sold(visitor, make) -> None:
    product = make.product("Rượu nếp", group=Group.DRINKS, alcohol_percent=35.0)
    listing = make.listing(variant=make.variant(product=product))
    make.lot(make.batch(variant=listing.variant))

    page = page_of(visitor, product)

    assert "35" in page.words
    assert "người đủ tuổi" in page.words
    assert not page.soup.select("form[method=post]")


def test_what_no_centre_lists_says_so(visitor, make) -> None:
    listing = make.on_sale()
    listings.delist(listing, by="Hạnh", at=now())
    db.session.flush()

    page = page_of(visitor, listing)

    assert "chưa có trung tâm nào bán" in page.words
    assert not page.soup.select("form[method=post]")


def test_a_new_price_is_on_the_page_within_a_second(visitor, make) -> None:
    listing = make.on_sale(price_vnd=450_000)
    page_of(visitor, listing)
    listings.set_price(listing, 480_000, by="Hạnh", at=now())
    db.session.flush()
    db.session.commit()
    versions.forget()  # a second later

    assert "480.000" in page_of(visitor, listing).one(".amount--big").get_text()


def test_a_withdrawn_or_unknown_product_is_not_there(visitor, make) -> None:
    page_of_withdrawn = make.product(withdrawn_at=now())

    visitor.get(f"/products/{page_of_withdrawn.slug}", expect=404)
    visitor.get("/products/nothing", expect=404)


def told(batch, *events: tuple[str, str, str]) -> None:
    """Write events (kind, what, place) into the history of a batch, a day apart."""
    for day, (kind, what, place) in enumerate(events):
        db.session.add(
            HistoryEvent(
                batch=batch,
                kind=kind,
                occurred_at=now() - timedelta(days=30 - day),
                said_by="Tú",
                what_vi=what,
                place_vi=place,
                event={},
                event_id=f"ni:{batch.id}-{day}",
            )
        )
    db.session.flush()


def test_the_short_path_tells_the_making_and_the_way_to_this_centre(visitor, make) -> None:
    listing = make.on_sale(on_hand=0)
    batch = make.batch(variant=listing.variant)
    make.lot(batch)
    steps = [("step", f"Việc {number}", "Giang Cao") for number in range(1, 10)]
    told(
        batch, *steps, ("received", "Về", "Elsewhere"), ("received", "Về", "Bat Trang"), ("packed", "Gói", "Bat Trang")
    )

    page = page_of(visitor, listing)

    assert [what.get_text() for what in page.soup.select(".path__what")] == [
        "Việc 1",
        "Việc 3",
        "Việc 5",
        "Việc 7",
        "Việc 9",
        "Về đến trung tâm",
    ]
    assert "Elsewhere" not in page.words


def test_other_things_of_the_same_maker_are_shown_and_not_the_thing_itself(visitor, make) -> None:
    product = make.product("Bình")
    make.product("Đĩa")
    make.product("Khăn", producer=make.producer("to-det"))

    titles = [title.get_text() for title in page_of(visitor, product).soup.select(".card__title")]

    assert titles == ["Đĩa"]


def test_where_a_shop_is_not_selling_there_is_no_form(visitor, make, app) -> None:
    listing = make.on_sale()
    app.config["SALES_OPEN"] = False
    try:
        page = page_of(visitor, listing)
    finally:
        app.config["SALES_OPEN"] = True

    assert not page.soup.select("form[method=post]")


def test_facts_in_vietnamese_are_marked_as_such_on_the_english_page(visitor, make) -> None:
    product = make.product(materials_vi="Đất sét, men tro trấu", allergens_vi=["lạc"])

    page = visitor.get(f"/en/products/{product.slug}")

    assert {tag.get_text() for tag in page.soup.select("dd [lang=vi]")} >= {"Đất sét, men tro trấu", "lạc"}


def test_the_page_costs_at_most_eight_queries_whatever_it_shows(visitor, make) -> None:
    listing = make.on_sale(lot_code="BT-1")
    few = len(page_of(visitor, listing).queries)
    for number in range(6):
        make.on_sale(f"Món {number}")
        other = make.listing(variant=listing.variant, centre=make.centre(f"c{number}"))
        make.lot(make.batch(variant=listing.variant), centre=other.centre)
    db.session.commit()
    pages.forget()
    versions.forget()

    assert len(page_of(visitor, listing).queries) == few <= 8


def test_the_page_is_kept_and_carries_a_tag(visitor, make) -> None:
    listing = make.on_sale()
    db.session.commit()

    # A page made within two seconds of a change is shown and not kept.
    with time_machine.travel(now() + timedelta(seconds=5)):
        first, second = page_of(visitor, listing), page_of(visitor, listing)

    assert second.queries == []
    assert second.headers["ETag"] == first.headers["ETag"]
    assert "Set-Cookie" not in second.headers
