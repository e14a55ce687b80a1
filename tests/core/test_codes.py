"""A code read out over the telephone is right, or is known to be wrong."""

from itertools import combinations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop.core.codes import (
    ALPHABET,
    batch_code,
    is_valid_order_code,
    order_code,
    read_batch_code,
    read_order_code,
    secret_token,
)

order_codes = st.integers(0, 2**48).map(lambda seed: order_code(Random(seed)))


@pytest.mark.parametrize("code", ["DH7K2M9QN", "DHXRERWN3"])
def test_published_codes_are_valid(code: str) -> None:
    assert is_valid_order_code(code)


@pytest.mark.parametrize(
    "code", ["DHXRERWN4", "DHXERRWN3", "DH7K2M9Q0", "", "DH", "DH7K2M9Q", "XX7K2M9QN", "DH7K2M9QNN"]
)
def test_other_codes_are_not(code: str) -> None:
    assert not is_valid_order_code(code)


@given(order_codes)
def test_an_order_code_is_valid_and_has_no_letter_that_is_misread(code: str) -> None:
    assert is_valid_order_code(code)
    assert len(code) == 9
    assert not set(code[2:]) & set("ILOU")


@given(order_codes)
def test_every_single_wrong_character_is_noticed(code: str) -> None:
    for position in range(2, 9):
        for other in set(ALPHABET) - {code[position]}:
            assert not is_valid_order_code(code[:position] + other + code[position + 1 :])


@given(order_codes)
def test_every_two_swapped_characters_are_noticed(code: str) -> None:
    for i, j in combinations(range(2, 9), 2):
        if code[i] != code[j]:
            swapped = list(code)
            swapped[i], swapped[j] = swapped[j], swapped[i]
            assert not is_valid_order_code("".join(swapped))


@given(order_codes)
def test_an_order_code_is_read_however_it_is_typed(code: str) -> None:
    assert read_order_code(f" {code[:2].lower()} {code[2:5].lower()}-{code[5:]} ") == code
    assert read_order_code(code[:2] + code[2:].replace("0", "o").replace("1", "l")) == code
    assert read_order_code(code[:2] + code[2:].replace("0", "O").replace("1", "I")) == code


@pytest.mark.parametrize("text", ["", "   ", "DH", "7K2M9QN", "đơn hàng", "DHXERRWN3", "DH" * 500])
def test_what_is_no_order_code_is_read_as_none(text: str) -> None:
    assert read_order_code(text) is None


@given(st.integers(0, 2**48))
def test_a_batch_code_is_read_in_any_case(seed: int) -> None:
    code = batch_code(Random(seed))

    assert len(code) == 10
    assert set(code) <= set(ALPHABET)
    assert read_batch_code(code.lower()) == read_batch_code(f" {code} ") == code


@pytest.mark.parametrize("text", ["", "ABC", "ABCDEFGHJKM", "ABCDEFGHJU", "ĐBCDEFGHJK", "../../etc/"])
def test_what_cannot_be_a_batch_code_is_read_as_none(text: str) -> None:
    assert read_batch_code(text) is None


def test_secret_tokens_are_long_and_never_twice_the_same() -> None:
    tokens = {secret_token() for _ in range(1000)}

    assert len(tokens) == 1000
    assert all(len(token) == 43 for token in tokens)
