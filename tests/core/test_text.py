"""Text is cleaned before it is kept and folded before it is compared."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop.core.text import clean, fold


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Gốm Bát Tràng", "gom bat trang"),
        ("ĐŨA GỖ", "dua go"),
        ("đũa", "dua"),
        ("Trà sen Tây Hồ", "tra sen tay ho"),
        ("Nguyễn Thị Ưởng", "nguyen thi uong"),
        (unicodedata.normalize("NFD", "Đường Lâm"), "duong lam"),
        ("300 g", "300 g"),
    ],
)
def test_folding_takes_case_and_marks_away(written: str, folded: str) -> None:
    assert fold(written) == folded


@given(st.text(alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạấầẩẫậéèẻẽẹíìỉĩịóòỏõọúùủũụýỳỷỹỵĐẤỜ 0123"))
def test_folding_does_not_care_how_the_text_was_composed(text: str) -> None:
    decomposed = unicodedata.normalize("NFD", text)

    assert fold(decomposed) == fold(text) == fold(fold(text))
    assert fold(text).isascii()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Bình   hút lộc \n", "Bình hút lộc"),
        ("Lô\u200b 12\x00", "Lô 12"),
        ("một\thai\r\nba", "một hai ba"),
        (unicodedata.normalize("NFD", "Chuyên Mỹ"), "Chuyên Mỹ"),
        ("\u00a0\u2003", ""),
        ("\u202eabc", "abc"),
        ("a\u200b\u0301", "á"),
    ],
)
def test_cleaning_leaves_one_line_of_visible_text(typed: str, kept: str) -> None:
    assert clean(typed) == kept


@given(st.text())
def test_cleaning_twice_changes_nothing(text: str) -> None:
    once = clean(text)

    assert clean(once) == once
    assert not any(unicodedata.category(character) in {"Cc", "Cf"} for character in once)
