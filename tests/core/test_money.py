"""Not one đồng is lost when money is written or split."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop.core.money import split_largest_remainder, vnd


@pytest.mark.parametrize(
    ("amount", "written"),
    [
        (0, "0\u00a0₫"),
        (999, "999\u00a0₫"),
        (120_000, "120.000\u00a0₫"),
        (1_250_000, "1.250.000\u00a0₫"),
        (-35_000, "−35.000\u00a0₫"),
    ],
)
def test_amounts_read_like_a_price_tag(amount: int, written: str) -> None:
    assert vnd(amount) == written


def test_the_largest_remainders_get_the_odd_dong() -> None:
    assert split_largest_remainder(100, [1, 1, 1]) == [34, 33, 33]
    assert split_largest_remainder(10, [3, 3, 4]) == [3, 3, 4]
    assert split_largest_remainder(50_000, [680_000, 75_000]) == [45_033, 4_967]


def test_no_weight_at_all_splits_evenly() -> None:
    assert split_largest_remainder(5, [0, 0]) == [3, 2]


@given(st.integers(0, 10**10), st.lists(st.integers(0, 10**9), min_size=1, max_size=12))
def test_the_parts_sum_to_the_whole_and_none_is_off_by_a_dong(total: int, weights: list[int]) -> None:
    parts = split_largest_remainder(total, weights)

    assert sum(parts) == total
    whole = sum(weights)
    if whole:
        assert all(abs(part * whole - total * weight) < whole for part, weight in zip(parts, weights, strict=True))


@pytest.mark.parametrize(("total", "weights"), [(-1, [1]), (1, []), (1, [1, -1])])
def test_a_split_that_makes_no_sense_is_refused(total: int, weights: list[int]) -> None:
    with pytest.raises(ValueError, match="split"):
        split_largest_remainder(total, weights)
