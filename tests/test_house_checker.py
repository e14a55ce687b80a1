"""The page checker of the tests itself: what it lets pass and what it refuses, so that a green run means something."""

from __future__ import annotations

from typing import Any

import pytest

from tests.house import Page, check

GOOD = """<!doctype html>
<html lang="vi">
<head><meta charset="utf-8"><title>Bình gốm | Gốc</title></head>
<body>
<main>
<h1>Bình gốm</h1>
<form method="post">
<label for="quantity">Số lượng</label>
<input id="quantity" name="quantity" aria-invalid="true" aria-describedby="quantity-help">
<p id="quantity-help">Số này phải từ 1 trở lên.</p>
<label><input type="checkbox" name="gift"> Gói quà</label>
<input type="hidden" name="csrf_token" value="x">
<button>Cho vào giỏ</button>
</form>
<a href="/cart" aria-label="Giỏ hàng"><img src="/a.svg" alt=""></a>
<script type="module" src="/static/js/cart.js"></script>
</main>
</body>
</html>
"""


def page(text: str, **more: Any) -> Page:
    return Page(200, {"Content-Type": "text/html; charset=utf-8"}, text.encode(), "/products/binh-gom", **more)


def test_a_good_page_passes() -> None:
    check(page(GOOD))


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        ("<!doctype html>\n", "", "invalid HTML"),
        ('<p id="quantity-help">', '<p id="quantity-help"><div></div>', "invalid HTML"),
        ("</form>", "", "invalid HTML"),
        ("<h1>Bình gốm</h1>", "<h1>Bình gốm</h1", "invalid HTML"),
        ("<h1>Bình gốm</h1>", "<h2>Bình gốm</h2>", "0 h1"),
        ("</main>", "<h1>Và nữa</h1></main>", "2 h1"),
        ("<title>Bình gốm", "<title>Gốc", "title"),
        (' lang="vi"', "", "no language"),
        (' lang="vi"', ' lang="xx"', "no language"),
        ("<main>", '<main id="quantity">', "repeated ids"),
        ('<label for="quantity">Số lượng</label>', "", "has no label"),
        ('<label for="quantity">', '<label for="amount">', "has no label"),
        ('id="quantity-help"', 'id="help"', "described by a missing"),
        ("<button>Cho vào giỏ</button>", "<button><svg></svg></button>", "without words"),
        (' aria-label="Giỏ hàng"', "", "without words"),
        ("<h1>", '<h1 style="color:red">', "inline style"),
        ("<button>", '<button onclick="buy()">', "inline style or handler"),
        ("</main>", "<script>buy()</script></main>", "inline script"),
        ("</head>", "<style>h1{color:red}</style></head>", "inline script or style"),
        ("Số lượng", "{{ quantity }}", "a template shows through"),
        ("Số lượng", "Còn %(count)s chiếc", "a template shows through"),
        ("Số lượng", "None", "shows None"),
    ],
)
def test_a_fault_is_found_and_named(before: str, after: str, fault: str) -> None:
    assert before in GOOD

    with pytest.raises(AssertionError, match=fault):
        check(page(GOOD.replace(before, after, 1)))


@pytest.mark.parametrize("statement", ["INSERT INTO cart", "update lot SET", "  DELETE FROM cart"])
def test_a_page_that_writes_while_it_is_read_is_refused(statement: str) -> None:
    with pytest.raises(AssertionError, match="wrote"):
        check(page(GOOD, queries=[statement]))
    check(page(GOOD, queries=[statement]), "POST")


def test_a_statement_in_a_loop_is_refused() -> None:
    check(page(GOOD, queries=["SELECT price"] * 3))
    with pytest.raises(AssertionError, match="4 times"):
        check(page(GOOD, queries=["SELECT price"] * 4))


def test_what_is_no_page_is_not_read_as_one() -> None:
    check(Page(200, {"Content-Type": "application/json"}, b'{"count": null}', "/cart/count"))
    check(Page(303, {"Content-Type": "text/html", "Location": "/cart"}, b"", "/cart/lines"))


def test_a_page_is_read_as_a_person_reads_it() -> None:
    good = page(GOOD)

    assert good.errors == {"quantity": "Số này phải từ 1 trở lên."}
    assert good.words.startswith("Bình gốm Số lượng")
    assert good.links("/cart") == ["/cart"]
    assert good.one("h1").get_text() == "Bình gốm"
    with pytest.raises(AssertionError, match="0 elements"):
        good.one("h3")
