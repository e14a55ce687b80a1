"""Money is whole đồng in integers; here it is written out and split without losing one."""

from __future__ import annotations

from collections.abc import Sequence

NO_BREAK_SPACE = "\u00a0"


def vnd(amount: int) -> str:
    """Return `amount` đồng as it stands on a Vietnamese price tag: `1.250.000 ₫`, never broken over two lines."""
    sign = "−" if amount < 0 else ""
    return f"{sign}{abs(amount):,}".replace(",", ".") + f"{NO_BREAK_SPACE}₫"


def split_largest_remainder(total: int, weights: Sequence[int]) -> list[int]:
    """Split `total` đồng in proportion to `weights`, so that the parts sum to `total` exactly.

    Each part is rounded down; what is left goes, one đồng each, to the largest remainders (the earlier part wins a
    tie). Equal parts when every weight is zero. Raises ValueError for a negative number or an empty list of weights.
    """
    if total < 0 or not weights or min(weights) < 0:
        raise ValueError("a split needs a total and weights that are not negative, and at least one weight")
    whole = sum(weights)
    if whole == 0:
        return split_largest_remainder(total, [1] * len(weights))
    parts = [total * weight // whole for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda i: (-(total * weights[i] % whole), i))
    for i in by_remainder[: total - sum(parts)]:
        parts[i] += 1
    return parts
