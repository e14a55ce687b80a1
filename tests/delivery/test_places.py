"""Old names lead to today's communes, whatever way they are written."""

import time

import pytest

from shop.core.text import fold
from shop.delivery.places import (
    HANOI,
    candidates,
    commune,
    communes_of_hanoi,
    old_names,
    province,
    province_named,
    provinces,
)


def ids(text: str) -> list[str]:
    return [candidate.commune.id for candidate in candidates(text)]


def test_there_are_34_provinces_and_hanoi_comes_first() -> None:
    assert len(provinces()) == len({entry.code for entry in provinces()}) == 34
    assert provinces()[0].code == HANOI
    assert sum(entry.type == "thành phố" for entry in provinces()) == 6
    assert sum(len(entry.merged_vi) for entry in provinces()) == 30


def test_there_are_126_communes_in_hanoi_by_name() -> None:
    names = [fold(entry.name_vi) for entry in communes_of_hanoi()]

    assert len(names) == len({entry.id for entry in communes_of_hanoi()}) == 126
    assert names == sorted(names)
    assert sum(entry.type == "phường" for entry in communes_of_hanoi()) == 51


def test_no_old_name_leads_nowhere() -> None:
    lost = [old for old in old_names() if not candidates(f"{old.full_name_vi}, {old.district_vi}")]

    assert len(old_names()) == 604
    assert lost == []


def test_every_old_name_leads_to_its_own_successors_first() -> None:
    for old in old_names():
        found = ids(f"{old.full_name_vi}, {old.district_vi}")
        if old.communes:
            assert set(found) >= {entry.id for entry in old.communes}, old


@pytest.mark.parametrize(
    "written", ["Kim Lan", "kim lan", "xã Kim Lan", "X. Kim Lan", "KIM LAN, GIA LAM", "Kim Lan - Gia Lâm - Hà Nội"]
)
def test_an_old_commune_is_found_however_it_is_written(written: str) -> None:
    assert ids(written) == ["xa-bat-trang"]


def test_a_whole_address_is_read_from_the_small_to_the_large() -> None:
    assert ids("12 phố Hàng Than, P. Nguyễn Trung Trực, Q.Ba Đình, Hà Nội") == ["phuong-ba-dinh"]


def test_a_split_commune_gives_several_and_the_likeliest_first() -> None:
    assert ids("Thị trấn Tây Đằng") == ["xa-quang-oai", "xa-minh-chau"]


def test_a_district_after_the_commune_narrows_the_choice() -> None:
    assert len(ids("Vạn Phúc")) == 2
    assert ids("Vạn Phúc, Hà Đông") == ["phuong-ha-dong"]
    assert ids("Vạn Phúc, Thanh Trì") == ["xa-nam-phu"]


def test_a_district_alone_gives_what_was_formed_from_it() -> None:
    assert ids("huyện Gia Lâm")[:4] == ["xa-phu-dong", "xa-bat-trang", "xa-thuan-an", "xa-gia-lam"]
    assert candidates("huyện Gia Lâm")[0].found_by == "Huyện Gia Lâm"


def test_todays_commune_comes_before_the_district_of_that_name() -> None:
    assert ids("Gia Lâm")[0] == "xa-gia-lam"
    assert len(ids("Gia Lâm")) > 1


def test_whoever_writes_marks_means_them() -> None:
    assert "xa-phuc-loc" in ids("van phuc")
    assert "xa-phuc-loc" not in ids("Vạn Phúc")
    assert ids("Ứng Hoà") == ids("Ứng Hòa") != []


@pytest.mark.parametrize("written", ["Quán Thánh", "quan thanh", "Văn Miếu - Quốc Tử Giám"])
def test_a_name_that_looks_like_a_prefix_or_a_list_is_still_a_name(written: str) -> None:
    assert len(ids(written)) >= 1


def test_a_commune_without_a_known_successor_gives_its_district() -> None:
    assert "xa-quang-oai" in ids("xã Châu Sơn, huyện Ba Vì")


@pytest.mark.parametrize("written", ["", "   ", "xã", "Q.", "không có nơi này", "12345", "\x00", "Paris"])
def test_what_is_unknown_gives_nothing(written: str) -> None:
    assert candidates(written) == ()


def test_a_text_made_of_commas_is_read_at_once() -> None:
    began = time.perf_counter()

    assert candidates("a," * 50_000) == ()
    assert time.perf_counter() - began < 1


@pytest.mark.parametrize(
    ("written", "code"),
    [("Bắc Giang", "24"), ("tp. hồ chí minh", "79"), ("HANOI", "01"), ("tinh thai binh", "33"), ("Huế", "46")],
)
def test_old_provinces_lead_to_todays(written: str, code: str) -> None:
    found = province_named(written)

    assert found is not None
    assert found.code == code


def test_unknown_provinces_and_codes_give_none() -> None:
    assert province_named("Hà Tây xưa") is None
    assert province_named("") is None
    assert province("00") is None
    assert commune("99999") is None


def test_a_commune_is_found_by_id_and_by_code() -> None:
    found = commune("xa-bat-trang")

    assert found is not None
    assert commune(found.code) == found
