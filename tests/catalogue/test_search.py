"""Finding things by what people type."""

from __future__ import annotations

import pytest

from shop.catalogue import search as searching
from shop.catalogue.models import CentreStatus
from shop.catalogue.search import search
from shop.core.db import db
from shop.core.time import now


@pytest.fixture
def shelf(make):
    """A vase of Bát Tràng, lotus tea of Quảng An, chopsticks, a coconut dish, silk and rice."""
    bat_trang = make.centre(name_vi="Trung tâm gốm Bát Tràng", village_vi="Bát Tràng")
    van_phuc = make.centre(
        "van-phuc",
        village_vi="Vạn Phúc",
        craft_vi="Dệt lụa",
        craft_en="Silk weaving",
        commune_new_vi="Phường Hà Đông",
        commune_old_vi="Phường Vạn Phúc",
        district_old_vi="Quận Hà Đông",
    )
    tay_ho = make.centre(
        "tay-ho",
        status=CentreStatus.POINT,
        village_vi="Quảng An",
        craft_vi="Ướp trà sen",
        craft_en="Lotus tea",
        commune_new_vi="Phường Tây Hồ",
        district_old_vi="Quận Tây Hồ",
    )
    plain = {"description_vi": "Làm bằng tay.", "description_en": "Made by hand."}
    made = {
        "vase": make.product("Bình gốm men rạn", home=bat_trang, **plain),
        "tea": make.product("Trà sen bông", home=tay_ho, group="do-uong", name_en="Lotus blossom tea", **plain),
        "chopsticks": make.product("Đũa gỗ cẩm", home=bat_trang, name_en="Rosewood chopsticks", **plain),
        "coconut": make.product("Thịt kho dừa", home=van_phuc, group="thuc-pham", name_en="Pork", **plain),
        "silk": make.product("Khăn lụa", home=van_phuc, name_en="Scarf", **plain),
        "rice": make.product("Gạo lúa mới", home=van_phuc, group="thuc-pham", name_en="Rice", **plain),
    }
    searching.reindex_all()
    return {name: product.id for name, product in made.items()} | {
        "bat-trang": bat_trang.id,
        "van-phuc": van_phuc.id,
        "maker": make.producer().id,
    }


def test_a_question_without_accents_finds_what_has_them(shelf) -> None:
    found = search("gom bat trang")

    assert found.product_ids[0] == shelf["vase"]
    assert found.centre_ids == [shelf["bat-trang"]]


def test_lotus_tea_is_found_in_both_languages_and_any_case(shelf) -> None:
    for typed in ("tra sen", "TRÀ SEN", "lotus tea", "Trà Sen"):
        assert search(typed).product_ids[0] == shelf["tea"], typed


def test_the_very_marks_that_were_typed_come_first(shelf) -> None:
    assert search("đũa").product_ids == [shelf["chopsticks"], shelf["coconut"]]
    assert search("dừa").product_ids == [shelf["coconut"], shelf["chopsticks"]]
    assert search("lụa").product_ids[0] == shelf["silk"]
    assert search("lúa").product_ids[0] == shelf["rice"]


def test_old_and_new_place_names_find_the_same_goods(shelf) -> None:
    for typed in ("Hà Đông", "ha dong", "hadong", "quận Hà Đông", "phường vạn phúc", "Vạn Phúc"):
        assert set(search(typed).product_ids) >= {shelf["silk"], shelf["rice"], shelf["coconut"]}, typed
        assert search(typed).centre_ids[0] == shelf["van-phuc"], typed


def test_words_side_by_side_come_before_words_apart(shelf, make) -> None:
    far = make.product("Chum Đông Sơn", home=make.centre(), description_vi="Hà.", description_en="A jar.")
    searching.reindex([far.id])

    assert search("ha dong").product_ids[-1] == far.id


def test_the_name_of_the_city_is_no_condition_and_alone_finds_the_centres(shelf) -> None:
    for typed in ("gốm Hà Nội", "ha noi gom", "hanoi gốm"):
        assert search(typed).product_ids[0] == shelf["vase"], typed
    for typed in ("Hà Nội", "hanoi"):
        assert shelf["bat-trang"] in search(typed).centre_ids, typed


def test_a_maker_is_found_by_its_name(shelf) -> None:
    assert search("giang cao").producer_ids == [shelf["maker"]]


def test_half_a_word_finds_the_whole_one(shelf) -> None:
    assert search("chopst").product_ids == [shelf["chopsticks"]]


@pytest.mark.parametrize(("typed", "read_as"), [("chopstiks", "chopsticks"), ("gốm bta trang", "gốm bat trang")])
def test_a_misspelt_word_is_read_as_the_nearest_known_one(shelf, typed, read_as) -> None:
    found = search(typed)

    assert found
    assert found.read_as == read_as


def test_a_word_nobody_knows_is_left_out_and_named(shelf) -> None:
    found = search("đũa xyzxyz")

    assert found.product_ids[0] == shelf["chopsticks"]
    assert found.left_out == ("xyzxyz",)
    assert found.read_as is None


@pytest.mark.parametrize("typed", ["", "   ", "!!!", "___", "xyzxyzxyz", '"', "'); drop table product; --"])
def test_what_finds_nothing_is_no_failure(shelf, typed) -> None:
    assert not search(typed)


@pytest.mark.parametrize("typed", ['trà "sen', "sen*", "sen AND", "NEAR(sen)", "sen:*", "a" * 5000 + " sen", "sen & |"])
def test_signs_that_mean_something_to_a_database_are_only_words_here(shelf, typed) -> None:
    search(typed)


def test_a_withdrawn_product_leaves_the_index(shelf, make) -> None:
    product = make.product("Đèn gốm thấu quang")
    searching.reindex([product.id])
    assert search("thau quang").product_ids == [product.id]

    product.withdrawn_at = now()
    searching.reindex([product.id])

    assert not search("thau quang").product_ids


def test_a_renamed_maker_is_found_by_its_new_name_only_and_so_are_its_goods(shelf, make) -> None:
    producer = make.producer()
    producer.name_vi, producer.name_en, producer.address_vi = "Xưởng Bến Đình", "Ben Dinh workshop", None
    searching.reindex_producer(producer)

    assert search("ben dinh").producer_ids == [producer.id]
    assert shelf["vase"] in search("ben dinh").product_ids
    assert not search("giang cao").producer_ids


def test_a_renamed_village_is_found_by_its_new_name(shelf, make) -> None:
    centre = make.centre()
    centre.village_vi = "Làng Cổ Gốm"
    searching.reindex_centre(centre)

    assert search("lang co gom").centre_ids == [centre.id]


def test_a_question_costs_at_most_three_statements(shelf, queries) -> None:
    db.session.flush()
    for typed, most in (("gom bat trang", 1), ("gomm bta trnag", 3)):
        queries.clear()
        search(typed)
        assert len(queries) <= most, typed
