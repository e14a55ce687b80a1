"""Looking a batch up by what is printed under the symbol."""

from __future__ import annotations

import pytest


@pytest.fixture
def batch(make):
    """A released batch of a vase with a GTIN."""
    return make.batch("BT-2611-07", variant=make.variant(gtin="09520000200015"))


def test_the_empty_form_says_how_to_scan(visitor):
    page = visitor.get("/scan")

    assert page.one("input[name=code]")["value"] == ""
    assert "Mở máy ảnh điện thoại" in page.words


@pytest.mark.parametrize(
    "typed",
    [
        "BT-2611-07",
        " bt-2611-07 ",
        "BT-2611-07 x 3",
        "{code}",
        "http://127.0.0.1:8000/t/{code}",
        "HTTPS://GOC.EXAMPLE/T/{code}",
        "HTTPS://GOC.EXAMPLE/01/09520000200015/10/BT-2611-07",
        "https://goc.example/01/09520000200015/10/BT-2611-07/21/000123?17=261231",
    ],
)
def test_whatever_is_on_the_label_leads_to_the_page(visitor, batch, typed):
    page = visitor.get("/scan", code=typed.format(code=batch.code), expect=303)

    assert page.location == f"/t/{batch.code}"


def test_makers_who_share_a_lot_code_are_shown_to_choose_from(visitor, make):
    other = make.product("Khăn lụa", producer=make.producer("lua-van-phuc", lot_prefix="VP"))
    ours, theirs = make.batch("L-01"), make.batch("L-01", variant=make.variant(product=other))

    page = visitor.get("/scan", code="L-01")

    assert {link.removeprefix("/t/") for link in page.links("/t/") if "lang" not in link} == {ours.code, theirs.code}
    assert "Bạn đang cầm món nào?" in page.words


@pytest.mark.parametrize(
    "typed", ["BT-9999-01", "<script>alert(1)</script>", "Trà sen", "'; DROP TABLE batch", "💥" * 150]
)
def test_what_nobody_knows_is_shown_as_it_was_read(visitor, batch, typed):
    page = visitor.get("/scan", code=typed, expect=404)

    assert page.one("input[name=code]")["value"] == typed[:200]
    assert page.one("h1").get_text(strip=True) == "Chúng tôi không biết mã này"


def test_a_draft_is_not_found(visitor, make):
    make.batch("BT-2611-08", released=False)

    visitor.get("/scan", code="BT-2611-08", expect=404)


def test_an_unknown_lot_of_a_known_product_is_answered_with_what_was_read(visitor):
    page = visitor.get("/t/unknown", gtin="09520000200015", lot="KL8G")

    assert "09520000200015 · KL8G" in page.words
    assert page.one("input[name=code]")["value"] == "KL8G"
