"""The city office's door to the catalogue."""

from __future__ import annotations

from datetime import date, timedelta

from shop.catalogue.models import CentreStatus, GradingBasis
from shop.core.time import today


def test_the_office_sees_which_certificate_lapses_next_first(office, make) -> None:
    late, soon = make.product("Bình lâu"), make.product("Bình sắp hết")
    make.grading(late, decided_on=today() - timedelta(days=100))
    make.grading(soon, decided_on=today() - timedelta(days=3 * 365 - 20))

    words = office.get("/office").words

    assert words.index("Bình sắp hết") < words.index("Bình lâu")
    assert "sắp hết hạn" in words


def test_what_is_known_of_the_stars_is_counted(office, make) -> None:
    make.grading(make.product("Một"))
    make.grading(make.product("Hai"), decided_on=date(2020, 1, 1))
    make.grading(make.product("Ba"), basis=GradingBasis.COUNCIL_SCORE, decided_on=None, year=2022)
    make.product("Bốn")

    rows = {row.dt.get_text(): row.dd.get_text() for row in office.get("/office").soup.select(".facts__row")}

    assert rows["Giấy còn hạn: được bày sao"] == "1 sản phẩm"
    assert rows["Giấy hết hạn: chỉ nêu năm"] == "1 sản phẩm"
    assert rows["Điểm của hội đồng cấp huyện"] == "1 sản phẩm"
    assert rows["Chưa rõ"] == "1 sản phẩm"


def test_centres_and_villages_stand_in_one_table_with_their_state(office, make) -> None:
    make.centre()
    make.centre("lang-chuong", status=CentreStatus.CANDIDATE)

    words = office.get("/office").words

    assert "công nhận năm 2023" in words
    assert "dự kiến" in words


def test_an_empty_city_is_no_failure(office) -> None:
    assert "Chưa có giấy nào còn hạn." in office.get("/office").words


def test_only_the_office_comes_in(desk) -> None:
    desk.get("/office", expect=403)
