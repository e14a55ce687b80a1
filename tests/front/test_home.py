"""The home page: what is new, where it comes from."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine

from shop.catalogue.models import CentreStatus, Group
from shop.core.db import db
from shop.core.time import now, today
from shop.front.seasons import SEASONS, season_of


def test_an_empty_house_still_has_a_home_page(visitor) -> None:
    page = visitor.get("/")

    assert page.one("h1").get_text() == "Mỗi món đồ đều có gốc"
    assert not page.soup.select(".card")


def test_new_batches_that_can_be_had_stand_on_the_shelf(visitor, make) -> None:
    make.on_sale("Bình tỳ bà")
    make.on_sale("Bát sold out", on_hand=0)

    assert [title.get_text() for title in visitor.get("/").soup.select(".card__title")] == ["Bình tỳ bà"]


def test_a_delivery_changes_the_shelf(visitor, make) -> None:
    listing = make.on_sale("Bình tỳ bà", on_hand=0)
    assert not visitor.get("/").soup.select(".card")
    batch = make.batch(variant=listing.variant)

    make.lot(batch, on_hand=3)
    from shop.core import versions

    versions.forget()  # a second later

    assert "Bình tỳ bà" in visitor.get("/").words


def test_the_newest_of_each_craft_stands_on_the_shelf_handicrafts_first(visitor, make) -> None:
    make.on_sale("Bánh hôm nay", group=Group.FOOD, craft="banh")
    for craft in ("gom", "gom", "lua", "non", "go"):
        make.on_sale(f"Món {craft}", craft=craft)

    titles = [title.get_text() for title in visitor.get("/").soup.select(".card__title")]

    assert sorted(titles) == ["Món go", "Món gom", "Món lua", "Món non"]


def test_the_wall_shows_other_things_than_the_shelf(visitor, make) -> None:
    for craft in ("gom", "lua", "non", "go", "huong", "son-mai", "kham-trai", "may-tre"):
        make.on_sale(f"Món {craft}", craft=craft)
    make.on_sale("Trà", group=Group.DRINKS, craft="sen")

    page = visitor.get("/")

    shelf = {a["href"] for a in page.soup.select(".card__title a")}
    wall = [a["href"] for a in page.soup.select(".wall__print")]
    assert len(wall) == len(set(wall)) == 4
    assert not shelf & set(wall)
    assert "Trà" in [image["alt"] for image in page.soup.select(".wall__print img")]


def test_groups_are_counted_from_the_database(visitor, make) -> None:
    make.product("Bình")
    make.product("Đĩa")
    make.product("Cốm", group=Group.FOOD)

    names = {a.b.get_text(): a.select_one(".meta").get_text() for a in visitor.get("/").soup.select(".groups__group")}

    assert names["Thủ công mỹ nghệ"] == "2 sản phẩm"
    assert names["Thực phẩm"] == "1 sản phẩm"
    assert names["Đồ uống"] == "0 sản phẩm"


def test_the_map_numbers_the_centres_and_leaves_the_villages_out(visitor, make) -> None:
    make.centre()
    make.centre("lang-chuong", status=CentreStatus.CANDIDATE)

    page = visitor.get("/")

    assert [entry.get_text() for entry in page.soup.select(".map__name")] == ["Bat Trang"]
    assert len(page.soup.select(".map__dot")) == 1


def test_a_code_from_a_label_is_looked_up_by_a_plain_form(visitor) -> None:
    form = visitor.get("/").one(".scan-band form")

    assert form.get("method", "get").lower() == "get"
    assert form.select_one("[name=code]")


def test_the_home_page_is_for_everybody_and_costs_at_most_eight_queries(visitor, make) -> None:
    for craft in ("gom", "lua", "non", "sen", "go", "huong", "banh", "tra", "gao"):
        make.on_sale(f"Món {craft}", craft=craft)

    page = visitor.get("/")

    assert len(page.queries) <= 8
    assert "Set-Cookie" not in page.headers
    assert not page.soup.select("[name=csrf_token]")


def test_the_second_look_asks_the_database_nothing(visitor, make) -> None:
    make.on_sale()
    db.session.commit()

    # A page made within two seconds of a change is shown and not kept.
    with time_machine.travel(now() + timedelta(seconds=5)):
        visitor.get("/")

        assert visitor.get("/").queries == []


def test_the_english_home_page_says_the_same_in_english(visitor) -> None:
    page = visitor.get("/en/")

    assert page.one("h1").get_text() == "Every thing has its root"
    assert page.one("link[hreflang=vi]")["href"].endswith("/")
    assert page.one("link[rel=canonical]")["href"].endswith("/en/")


@pytest.mark.parametrize("month", range(1, 13))
def test_every_month_has_its_story(month: int) -> None:
    assert month in season_of(date(2026, month, 15)).months


def test_no_two_stories_claim_the_same_month() -> None:
    months = [month for season in SEASONS for month in season.months]

    assert len(months) == len(set(months)) == 12


def test_centres_take_turns_in_the_window() -> None:
    from shop.front.views import _in_turn

    seen = {row for week in range(4) for row in _in_turn(range(11), 3, week)}

    assert seen == set(range(11))
    assert _in_turn([], 3, 5) == []
    assert _in_turn([1, 2], 3, 5) in ([1, 2], [2, 1])


def test_a_batch_that_expires_today_is_not_new(visitor, make) -> None:
    listing = make.on_sale("Bánh tẻ", on_hand=0, shelf_life_days=10)
    old = make.batch(variant=listing.variant, made_on=today() - timedelta(days=30), best_before=today())
    make.lot(old)

    assert "Bánh tẻ" not in [title.get_text() for title in visitor.get("/").soup.select(".card__title")]
