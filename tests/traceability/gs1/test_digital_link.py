"""Every rule of the Digital Link path, each with an address that breaks only that one."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from traceability.gs1 import digital_link
from traceability.gs1.digital_link import DigitalLink, build, check_digit, is_valid_gtin, parse

SET_82 = "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"
OIL = "09520000200015"

values = st.text(alphabet=SET_82, min_size=1, max_size=20)
gtins = (
    st.sampled_from((7, 11, 12, 13))
    .flatmap(lambda length: st.text(alphabet="0123456789", min_size=length, max_size=length))
    .map(lambda digits: digits + check_digit(digits))
)


def test_the_check_digit_is_that_of_the_general_specifications():
    assert check_digit("0952000020001") == "5"
    assert check_digit("400638133393") == "1"
    assert check_digit("1234567") == "0"
    assert is_valid_gtin(OIL)
    assert not is_valid_gtin("09520000200016")


@pytest.mark.parametrize(
    "wrong", ["", "5", "0952000020001", "095200002000155", "0952000020001٥", "０9520000200015", "0952 00020001"]
)
def test_what_is_not_a_gtin_is_not_valid(wrong):
    assert not is_valid_gtin(wrong)


@given(gtins, st.integers(0, 13), st.integers(1, 9))
def test_one_wrong_digit_is_always_noticed(gtin, place, by):
    place %= len(gtin)
    wrong = gtin[:place] + str((int(gtin[place]) + by) % 10) + gtin[place + 1 :]

    assert is_valid_gtin(gtin)
    assert not is_valid_gtin(wrong)


@given(gtins, st.none() | values, st.none() | values)
def test_what_is_built_is_read_back(gtin, lot, serial):
    uri = build(gtin, lot=lot, serial=serial, base="https://goc.example/")

    assert parse(uri) == DigitalLink(gtin.zfill(14), lot=lot, serial=serial)
    assert parse(uri.removeprefix("https://goc.example")) == parse(uri)
    assert uri.isascii()
    assert " " not in uri


@given(values, values, values)
def test_all_qualifiers_in_order_are_read(cpv, lot, serial):
    path = f"/01/{OIL}/22/{quote(cpv, safe='')}/10/{quote(lot, safe='')}/21/{quote(serial, safe='')}"

    assert parse(path) == DigitalLink(OIL, cpv, lot, serial)
    assert parse(path).path == path


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused_with_a_reason(text):
    for path in (text, f"/01/{OIL}/10/{text}", f"/01/{text}"):
        reason, link = outcome(path)

        assert reason != "invalid"
        assert reason or parse(link.path) == link


def outcome(path: str) -> tuple[str, DigitalLink | None]:
    try:
        return "", parse(path)
    except digital_link.DigitalLinkError as error:
        return error.reason, None


def test_the_bare_key_has_no_qualifiers():
    assert parse(f"/01/{OIL}") == DigitalLink(OIL)


def test_a_slash_in_a_lot_stays_in_the_lot():
    assert parse(f"/01/{OIL}/10/A%2FB") == DigitalLink(OIL, lot="A/B")
    assert build(OIL, lot="A/B").endswith("/10/A%2FB")


def test_a_plus_is_never_a_space():
    assert parse(f"/01/{OIL}/10/A+B").lot == "A+B"
    assert build(OIL, lot="A+B").endswith("/10/A%2BB")


def test_an_escape_is_decoded_once():
    assert parse(f"/01/{OIL}/10/A%252FB").lot == "A%2FB"


def test_case_counts_in_values():
    assert parse(f"/01/{OIL}/10/ab1") != parse(f"/01/{OIL}/10/AB1")


def test_query_fragment_and_one_trailing_slash_are_set_aside():
    assert parse(f"/01/{OIL}/10/L1/?linkType=gs1:pip&x=/10/") == DigitalLink(OIL, lot="L1")
    assert parse(f"/01/{OIL}/#top") == DigitalLink(OIL)


def test_a_stem_is_named_by_the_caller():
    assert parse(f"/hang/01/{OIL}", stem="/hang") == DigitalLink(OIL)
    with pytest.raises(digital_link.UnknownKey):
        parse(f"/hang/01/{OIL}/10")
    with pytest.raises(digital_link.WrongShape):
        parse(f"/01/{OIL}", stem="/hang")


def test_235_stands_alone():
    assert parse(f"/01/{OIL}/235/{'x' * 28}").tpx == "x" * 28


def test_short_gtins_are_padded_when_built():
    assert build("9520000200015") == f"https://id.gs1.org/01/{OIL}"
    assert build("12345670") == "https://id.gs1.org/01/00000012345670"


BROKEN = [
    ("", digital_link.WrongShape, "shape"),
    ("/", digital_link.WrongShape, "shape"),
    ("/01", digital_link.WrongShape, "shape"),
    (f"/01/{OIL}/10", digital_link.WrongShape, "shape"),
    (f"/01/{OIL}/10/", digital_link.WrongShape, "shape"),
    (f"/01/{OIL}//10/L1", digital_link.WrongShape, "shape"),
    (f"/01/{OIL}//", digital_link.WrongShape, "shape"),
    (f"/02/{OIL}", digital_link.UnknownKey, "primary-key"),
    (f"/gtin/{OIL}", digital_link.UnknownKey, "primary-key"),
    ("/01/9520000200015", digital_link.BadGtin, "gtin"),
    ("/01/009520000200015", digital_link.BadGtin, "gtin"),
    ("/01/0952000020001X", digital_link.BadGtin, "gtin"),
    ("/01/0952000020001%D9%A5", digital_link.BadGtin, "gtin"),
    ("/01/09520000200016", digital_link.WrongCheckDigit, "check-digit"),
    (f"/01/{OIL}/17/261231", digital_link.UnknownQualifier, "qualifier"),
    (f"/01/{OIL}/lot/L1", digital_link.UnknownQualifier, "qualifier"),
    (f"/01/{OIL}/21/S1/10/L1", digital_link.WrongOrder, "order"),
    (f"/01/{OIL}/10/L1/22/V1", digital_link.WrongOrder, "order"),
    (f"/01/{OIL}/10/L1/10/L1", digital_link.RepeatedQualifier, "repeat"),
    (f"/01/{OIL}/235/T/10/L1", digital_link.MixedQualifiers, "mixed"),
    (f"/01/{OIL}/10/{'L' * 21}", digital_link.WrongLength, "length"),
    (f"/01/{OIL}/235/{'T' * 29}", digital_link.WrongLength, "length"),
    (f"/01/{OIL}/10/L%201", digital_link.BadCharacter, "character"),
    (f"/01/{OIL}/10/L%23", digital_link.BadCharacter, "character"),
    (f"/01/{OIL}/10/L~1", digital_link.BadCharacter, "character"),
    (f"/01/{OIL}/10/L%C3%A9", digital_link.BadCharacter, "character"),
    (f"/01/{OIL}/10/%FF", digital_link.BadEncoding, "encoding"),
    (f"/01/{OIL}/10/%2", digital_link.BadEncoding, "encoding"),
    (f"/01/{OIL}/10/100%", digital_link.BadEncoding, "encoding"),
    (f"/01/{OIL}/10/%C0%AF", digital_link.BadEncoding, "encoding"),
]


@pytest.mark.parametrize(("path", "error", "reason"), BROKEN)
def test_each_broken_rule_has_its_own_refusal(path, error, reason):
    with pytest.raises(error) as refused:
        parse(path)

    assert type(refused.value) is error
    assert refused.value.reason == reason
    assert isinstance(refused.value, ValueError)


@pytest.mark.parametrize("character", [c for c in map(chr, range(32, 127)) if c not in SET_82])
def test_characters_outside_set_82_are_refused(character):
    with pytest.raises(digital_link.BadCharacter):
        build(OIL, lot=f"A{character}")


@pytest.mark.parametrize("lot", ["", "L" * 21])
def test_lots_have_1_to_20_characters(lot):
    with pytest.raises(digital_link.WrongLength):
        build(OIL, lot=lot)


def test_building_refuses_a_wrong_gtin():
    with pytest.raises(digital_link.WrongCheckDigit):
        build("9520000200016")
    with pytest.raises(digital_link.BadGtin):
        build("952000020001")


def test_prefixes_that_must_not_leave_the_house_are_known():
    assert digital_link.is_demonstration("9520000200015")
    assert digital_link.is_demonstration(OIL)
    assert not digital_link.is_demonstration("8930000000008")
    assert digital_link.is_restricted("00400000123455")
    assert digital_link.is_restricted("2100000000005")
    assert not digital_link.is_restricted(OIL)
