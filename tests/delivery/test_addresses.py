"""An address a carrier can find, and a number a carrier can call."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop.delivery.addresses import AddressRefused, PhoneRefused, address, block, one_line, phone, written_phone

LAN = {
    "recipient": "  Nguyễn  Thị Lan ",
    "phone": "0912 345 678",
    "province_code": "01",
    "commune": "xa-bat-trang",
    "street": "Xóm 3, làng Giang Cao",
}


def made(**changes: Any) -> Any:
    return address(**{**LAN, **changes})


def test_an_address_in_hanoi_names_a_commune_of_the_list() -> None:
    place = made()

    assert place.recipient == "Nguyễn Thị Lan"
    assert place.commune == "Xã Bát Tràng"
    assert place.is_in_hanoi
    assert place.commune_id == "xa-bat-trang"
    assert one_line(place) == "Xóm 3, làng Giang Cao, Xã Bát Tràng, Hà Nội"


def test_the_block_is_what_stands_on_a_parcel() -> None:
    assert block(made(note="Gọi trước khi đến")) == (
        "Nguyễn Thị Lan",
        "0912 345 678",
        "Xóm 3, làng Giang Cao",
        "Xã Bát Tràng, Hà Nội",
        "Gọi trước khi đến",
    )
    assert len(block(made())) == 4


def test_elsewhere_the_commune_is_text() -> None:
    place = made(province_code="24", commune=" xã  Hiệp Hòa ", street="Thôn Đông")

    assert one_line(place) == "Thôn Đông, xã Hiệp Hòa, Bắc Ninh"
    assert not place.is_in_hanoi
    assert place.commune_id is None


@pytest.mark.parametrize("commune", ["xa-bat-trang", "Xã Bát Tràng"])
def test_a_commune_of_hanoi_may_come_as_id_or_as_name(commune: str) -> None:
    assert made(commune=commune).commune == "Xã Bát Tràng"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("recipient", "  "),
        ("street", "\t"),
        ("province_code", "00"),
        ("province_code", ""),
        ("commune", "Xã Kim Lan"),
        ("commune", ""),
        ("recipient", "a" * 121),
        ("street", "a" * 201),
        ("note", "a" * 501),
    ],
)
def test_what_is_missing_or_unknown_is_named(field: str, value: str) -> None:
    with pytest.raises(AddressRefused) as refusal:
        made(**{field: value})

    assert refusal.value.field == field
    assert str(refusal.value).endswith(".")


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("0912345678", "+84912345678"),
        ("0912 345 678", "+84912345678"),
        ("0912.345.678", "+84912345678"),
        ("(091) 234-5678", "+84912345678"),
        ("+84 912 345 678", "+84912345678"),
        ("+840912345678", "+84912345678"),
        ("0084912345678", "+84912345678"),
        ("84912345678", "+84912345678"),
        ("0351234567", "+84351234567"),
        ("0561234567", "+84561234567"),
        ("0771234567", "+84771234567"),
        ("0812345678", "+84812345678"),
        ("024 3825 3636", "+842438253636"),
        ("0203 3825 363", "+842033825363"),
        ("+33 6 12 34 56 78", "+33612345678"),
        ("0033612345678", "+33612345678"),
        ("+1 (212) 555-0100", "+12125550100"),
    ],
)
def test_numbers_are_stored_in_one_form(typed: str, stored: str) -> None:
    assert phone(typed) == stored


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Please write a telephone number; the carrier calls it."),
        ("091234567", "That number has 9 digits; mobile numbers have 10."),
        ("09123456789", "That number has 11 digits; mobile numbers have 10."),
        ("024 3825 363", "That number has 10 digits; landline numbers have 11 with the area code."),
        ("0612345678", "No number begins with 06; mobile numbers begin with 03, 05, 07, 08 or 09."),
        ("912345678", "A Vietnamese number begins with 0; numbers from abroad begin with + and the country code."),
        ("không có", "A telephone number has only digits; please check what you wrote."),
        ("０９１２３４５６７８", "A telephone number has only digits; please check what you wrote."),
        ("+33 1", "That is no complete number; please write + and the country code in front."),
        ("+84 91 234 567", "That number has 9 digits; mobile numbers have 10."),
        ("09" * 200, "That number has 400 digits; mobile numbers have 10."),
    ],
)
def test_a_wrong_number_is_answered_with_what_is_wrong(typed: str, sentence: str) -> None:
    with pytest.raises(PhoneRefused) as refusal:
        phone(typed)

    assert str(refusal.value) == sentence


@given(st.text(max_size=30))
def test_a_number_is_read_or_refused_and_reading_twice_changes_nothing(typed: str) -> None:
    try:
        number = phone(typed)
    except PhoneRefused:
        return

    assert number.startswith("+")
    assert number[1:].isascii()
    assert phone(number) == number
    assert phone(written_phone(number)) == number


@pytest.mark.parametrize(
    ("number", "written"),
    [
        ("+84912345678", "0912 345 678"),
        ("+842438253636", "024 3825 3636"),
        ("+842033825363", "0203 3825 363"),
        ("+33612345678", "+33612345678"),
    ],
)
def test_numbers_are_shown_as_people_write_them(number: str, written: str) -> None:
    assert written_phone(number) == written
