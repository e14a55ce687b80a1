"""Long lists in pages that an address can name."""

from __future__ import annotations

import pytest

from shop.catalogue.paging import Paging, page_number


@pytest.mark.parametrize(("total", "pages"), [(0, 1), (1, 1), (24, 1), (25, 2), (231, 10)])
def test_every_thing_is_on_some_page(total: int, pages: int) -> None:
    assert Paging(1, total).pages == pages


def test_neighbours_end_where_the_list_ends() -> None:
    assert (Paging(1, 50).earlier, Paging(1, 50).later) == (None, 2)
    assert (Paging(3, 50).earlier, Paging(3, 50).later) == (2, None)


@pytest.mark.parametrize("asked", [None, "", "0", "-1", "two", "1.5", "9" * 30, "²"])
def test_what_is_no_page_number_is_the_first_page(asked: str | None) -> None:
    assert page_number(asked) == 1
