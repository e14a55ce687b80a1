"""Groups, makers, search and policies."""

from __future__ import annotations

from datetime import date, datetime

import pytest
import time_machine

from shop.accounts import policies
from shop.catalogue import search
from shop.catalogue.models import Group
from shop.core import pages, versions
from shop.core.time import HANOI, today


def titles(page) -> list[str]:
    return [title.get_text() for title in page.soup.select(".card__title")]


def test_a_group_shows_its_products_those_on_sale_first(visitor, make) -> None:
    make.product("An, chưa bán")
    make.on_sale("Bình")

    assert titles(visitor.get("/groups/thu-cong-my-nghe")) == ["Bình", "An, chưa bán"]


def test_stars_lift_a_product_until_the_day_they_lapse(visitor, make) -> None:
    make.product("Bát")
    starred = make.product("Đĩa")
    make.grading(starred, decided_on=None, year=today().year - 3)

    assert titles(visitor.get("/groups/thu-cong-my-nghe")) == ["Đĩa", "Bát"]

    with time_machine.travel(datetime(today().year + 1, 1, 1, 0, 0, 1, tzinfo=HANOI)):
        assert titles(visitor.get("/groups/thu-cong-my-nghe")) == ["Bát", "Đĩa"]


def test_a_group_can_be_narrowed_to_what_is_on_sale_or_has_live_stars(visitor, make) -> None:
    make.product("Chưa bán")
    make.on_sale("Đang bán")
    make.grading(make.product("Có sao"))
    make.grading(make.product("Hết sao"), decided_on=date(2020, 1, 1))

    assert titles(visitor.get("/groups/thu-cong-my-nghe", only="on-sale")) == ["Đang bán"]
    assert titles(visitor.get("/groups/thu-cong-my-nghe", only="graded")) == ["Có sao"]
    assert len(titles(visitor.get("/groups/thu-cong-my-nghe", only="nonsense"))) == 4


def test_stars_show_in_lists_only_while_they_live(visitor, make) -> None:
    make.grading(make.product("Có sao"), stars=5)
    make.grading(make.product("Hết sao"), stars=4, decided_on=date(2020, 1, 1))

    cards = {card.h3.get_text(): card for card in visitor.get("/groups/thu-cong-my-nghe").soup.select(".card")}

    assert cards["Có sao"].select(".ocop")
    assert not cards["Hết sao"].select(".ocop")


def test_long_lists_have_pages(visitor, make) -> None:
    for number in range(26):
        make.product(f"Món {number:02}")

    first, second = visitor.get("/groups/thu-cong-my-nghe"), visitor.get("/groups/thu-cong-my-nghe", page="2")

    assert (len(titles(first)), len(titles(second))) == (24, 2)
    assert first.links("page=2")
    assert not set(titles(first)) & set(titles(second))


@pytest.mark.parametrize("page", ["0", "-3", "ba", "99999999999999999999"])
def test_a_page_that_cannot_be_is_the_first(visitor, make, page) -> None:
    make.product("Bình")

    assert titles(visitor.get("/groups/thu-cong-my-nghe", page=page)) == ["Bình"]


def test_a_page_beyond_the_last_is_empty_and_leads_back(visitor, make) -> None:
    make.product("Bình")

    assert visitor.get("/groups/thu-cong-my-nghe", page="7").one(".empty a")


def test_visits_have_a_page_and_no_price(visitor, make) -> None:
    make.variant(product=make.product("Một ngày ở lò", group=Group.TOURISM))

    page = visitor.get("/groups/dich-vu-du-lich")

    assert titles(page) == ["Một ngày ở lò"]
    assert not page.soup.select("main .price")


def test_an_unknown_group_is_not_there(visitor) -> None:
    visitor.get("/groups/weapons", expect=404)


@pytest.mark.parametrize("group", list(Group))
def test_every_group_has_a_page_even_when_it_is_empty(visitor, group) -> None:
    visitor.get(f"/groups/{group.value}")
    visitor.get(f"/en/groups/{group.value}")


def test_makers_are_listed_with_how_much_they_make(visitor, make) -> None:
    make.product("Bình")
    make.product("Đĩa")
    make.producer("khong-co-gi")

    page = visitor.get("/producers")

    assert [who.get_text(strip=True) for who in page.soup.select(".maker__who")] == ["Xưởng gốm Giang Cao"]
    assert "2 sản phẩm" in page.words
    assert len(page.queries) <= 3


def test_an_invented_maker_is_marked_wherever_it_stands(visitor, make) -> None:
    product = make.product("Bình")

    for path in ("/producers", "/producers/xuong-giang-cao", f"/products/{product.slug}"):
        assert "minh hoạ" in visitor.get(path).words, path


def test_a_real_maker_is_not_marked(visitor, make) -> None:
    make.product("Bình", producer=make.producer("that", is_fictional=False))

    assert "không có thật" not in visitor.get("/producers/that").words


def test_an_unknown_maker_is_not_there(visitor) -> None:
    visitor.get("/producers/nobody", expect=404)


def test_search_shows_products_places_and_makers(visitor, make) -> None:
    make.on_sale("Bình men rạn")
    search.reindex_all()

    page = visitor.get("/search", q="giang cao")

    assert titles(page) == ["Bình men rạn"]
    assert "Xưởng gốm Giang Cao" in page.one(".found-places").get_text()


def test_search_says_how_it_read_a_misspelt_word(visitor, make) -> None:
    make.on_sale("Bình men rạn")
    search.reindex_all()

    page = visitor.get("/search", q="bnih")

    assert titles(page) == ["Bình men rạn"]
    assert "“binh”" in page.words


def test_search_without_a_question_asks_for_one(visitor) -> None:
    assert "Bạn tìm gì?" in visitor.get("/search").words


def test_search_that_finds_nothing_shows_a_way_on_and_what_was_typed(visitor) -> None:
    page = visitor.get("/search", q='<b>"xyz"')

    assert "Không tìm thấy gì" in page.words
    assert page.one("[name=q]")["value"] == '<b>"xyz"'


def test_search_costs_at_most_eight_queries(visitor, make) -> None:
    for name in ("Bình men rạn", "Bình men lam", "Bình men ngọc", "Bình men nâu"):
        make.on_sale(name)
    search.reindex_all()

    assert len(visitor.get("/search", q="bình men").queries) <= 8
    pages.forget()
    versions.forget()
    assert len(visitor.get("/search", q="bnih menn").queries) <= 10


@pytest.mark.parametrize("policy", policies.in_force(), ids=lambda policy: policy.slug)
def test_every_policy_has_a_page_in_both_languages(visitor, policy) -> None:
    assert visitor.get(f"/policies/{policy.slug}").one("h1").get_text() == policy.title_vi
    assert visitor.get(f"/en/policies/{policy.slug}").one("h1").get_text() == policy.title_en


def test_an_unknown_policy_is_not_there(visitor) -> None:
    visitor.get("/policies/secrets", expect=404)
