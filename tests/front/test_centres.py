"""Centres and villages."""

from __future__ import annotations

import pytest

from shop.catalogue.models import CentreStatus, Group


@pytest.fixture
def village(make):
    return make.centre("lang-chuong", status=CentreStatus.CANDIDATE, village_vi="Làng Chuông", craft_vi="Nón lá")


def test_shops_and_villages_stand_apart(visitor, make, village) -> None:
    make.centre(village_vi="Bát Tràng")

    page = visitor.get("/centres")

    assert [name.get_text() for name in page.soup.select(".centre__name")] == ["Bát Tràng"]
    assert "Làng Chuông" in page.one(".map__list--columns").get_text()
    assert len(page.queries) <= 3


def test_a_centre_shows_what_it_lists_at_its_own_price(visitor, make) -> None:
    variant = make.variant(product=make.product("Bình tỳ bà"))
    make.listing(variant=variant, price_vnd=450_000)
    make.listing(variant=variant, centre=make.centre("van-phuc"), price_vnd=390_000)

    words = visitor.get("/centres/bat-trang").one("#products").get_text()

    assert "450.000" in words
    assert "390.000" not in words


def test_a_village_without_a_shop_says_so_and_shows_what_is_made_there(visitor, make, village) -> None:
    variant = make.variant(product=make.product("Nón quai thao", home=village))
    make.listing(variant=variant, price_vnd=120_000)

    page = visitor.get("/centres/lang-chuong")

    assert "Ở đây chưa có cửa hàng" in page.words
    assert "Nón quai thao" in page.words
    assert "Nhận hàng tại quầy" not in page.words


def test_goods_of_a_village_are_on_the_shelf_of_the_centre_that_lists_them(visitor, make, village) -> None:
    make.listing(variant=make.variant(product=make.product("Nón quai thao", home=village)))

    card = visitor.get("/centres/bat-trang").one(".card")

    assert "Làng Chuông" in card.get_text()


def test_a_shelf_is_filtered_by_group(visitor, make) -> None:
    make.listing(variant=make.variant(product=make.product("Bình")))
    make.listing(variant=make.variant(product=make.product("Cốm", group=Group.FOOD)))

    page = visitor.get("/centres/bat-trang", group="thuc-pham")

    assert [title.get_text() for title in page.soup.select(".card__title")] == ["Cốm"]
    assert len(visitor.get("/centres/bat-trang", group="nonsense").soup.select(".card")) == 2


def test_delisted_goods_are_not_on_the_shelf(visitor, make) -> None:
    from shop.core.time import now

    make.listing(delisted_at=now())

    assert not visitor.get("/centres/bat-trang").soup.select(".card")


def test_the_old_place_name_stands_beside_the_new_one(visitor, make) -> None:
    make.centre(commune_new_vi="Xã Nam Phù", commune_old_vi="Xã Duyên Hà", district_old_vi="Huyện Thanh Trì")

    words = visitor.get("/centres/bat-trang").words

    assert "Xã Nam Phù" in words
    assert "Xã Duyên Hà, Huyện Thanh Trì" in words


def test_an_unknown_centre_is_not_there(visitor) -> None:
    visitor.get("/centres/atlantis", expect=404)


def test_the_page_costs_at_most_eight_queries_whatever_is_on_the_shelf(visitor, make) -> None:
    make.on_sale("Một")
    few = len(visitor.get("/centres/bat-trang").queries)
    for name in ("Hai", "Ba", "Bốn", "Năm"):
        make.on_sale(name)
    from shop.core import pages, versions

    pages.forget()
    versions.forget()

    assert len(visitor.get("/centres/bat-trang").queries) == few <= 8
