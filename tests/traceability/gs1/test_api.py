"""The door for GS1 Digital Link: where each address leads, and that nothing of it is lost on the way."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from shop.batches.models import Batch
from shop.core.db import db
from traceability.gs1 import digital_link

GTIN = "09520000200015"


@pytest.fixture
def batch(make):
    """A released batch of a vase with a GTIN."""
    return make.batch("BT-2611-07", variant=make.variant(gtin=GTIN))


def test_a_known_lot_leads_to_its_origin_page(visitor, batch):
    page = visitor.get(f"/01/{GTIN}/10/BT-2611-07", expect=307)

    assert page.location == f"/t/{batch.code}"
    assert "Set-Cookie" not in page.headers


def test_a_serial_behind_the_lot_leads_to_the_same_page(visitor, batch):
    assert visitor.get(f"/01/{GTIN}/10/BT-2611-07/21/000123", expect=307).location == f"/t/{batch.code}"


def test_one_trailing_slash_changes_nothing(visitor, batch):
    assert visitor.get(f"/01/{GTIN}/10/BT-2611-07/", expect=307).location == f"/t/{batch.code}"


@pytest.mark.parametrize("query", ["17=261231", "a=%2F+b&a=%C3%A9;c", "lang=en&x", "q=a%3Db%26c&&"])
def test_the_query_string_arrives_as_it_was_sent(visitor, batch, query):
    page = visitor.get(f"/01/{GTIN}/10/BT-2611-07?{query}", expect=307)

    assert page.location == f"/t/{batch.code}?{query}"


def test_a_gtin_alone_leads_to_the_product(visitor, batch):
    page = visitor.get(f"/01/{GTIN}", expect=307)

    assert page.location == f"/products/{batch.variant.product.slug}"


def test_a_lot_nobody_knows_leads_to_the_page_that_says_so(visitor, batch):
    page = visitor.get(f"/01/{GTIN}/10/KL8G?x=1", expect=307)

    assert page.location == f"/t/unknown?gtin={GTIN}&lot=KL8G&x=1"
    assert "KL8G" in visitor.follow(page).words


def test_a_draft_is_not_in_its_makers_book_yet(visitor, make):
    make.batch("BT-2611-08", variant=make.variant(gtin=GTIN), released=False)

    assert visitor.get(f"/01/{GTIN}/10/BT-2611-08", expect=307).location.startswith("/t/unknown?")


def test_case_of_a_lot_counts(visitor, batch):
    assert visitor.get(f"/01/{GTIN}/10/bt-2611-07", expect=307).location.startswith("/t/unknown?")


def test_a_gtin_nobody_here_has_is_unknown(visitor, batch):
    assert "4006381333931" in visitor.get("/01/04006381333931/10/A", expect=404).words


@pytest.mark.parametrize(
    "path",
    [
        "/01/09520000200016/10/A",
        "/01/9520000200015/10/A",
        "/01/٠9520000200015/10/A",
        f"/01/{GTIN}/10",
        f"/01/{GTIN}/99/A",
        f"/01/{GTIN}/21/7/10/A",
        f"/01/{GTIN}/10/A/10/B",
        f"/01/{GTIN}/10/{'A' * 21}",
        f"/01/{GTIN}/10/A%20B",
        f"/01/{GTIN}/10/Tr%C3%A0",
    ],
)
def test_an_address_that_breaks_the_syntax_is_refused_with_the_reason(visitor, batch, path):
    page = visitor.get(path, expect=400)

    assert page.one("p[lang=en]").get_text(strip=True)


@pytest.mark.parametrize("server", ["RAW_URI", "REQUEST_URI", None])
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_a_slash_in_a_lot_survives_whatever_the_server_hands_on(visitor, batch, server, prefix):
    db.session.execute(Batch.__table__.update().where(Batch.id == batch.id).values(lot_code="A/7"))
    path = f"{prefix}/01/{GTIN}/10/A%2F7"
    overrides = dict.fromkeys(("RAW_URI", "REQUEST_URI"), "") | ({server: path} if server else {})

    page = visitor.open("GET", path, expect=307, environ_overrides=overrides)

    assert page.location == f"{prefix}/t/{batch.code}"


@pytest.mark.parametrize("lot", ["A", "A/B", "A//B", "A/", "1+1", "50%", "A&B=C", "10", "/A"])
def test_a_decoded_path_is_escaped_again_as_it_was(lot):
    assert digital_link.reescaped(f"/01/{GTIN}/10/{lot}") == f"/01/{GTIN}/10/{quote(lot, safe='')}" or lot == "A/"


def test_head_answers_as_get_does(visitor, batch):
    page = visitor.open("HEAD", f"/01/{GTIN}/10/BT-2611-07", expect=307)

    assert (page.location, page.data) == (f"/t/{batch.code}", b"")


def test_the_english_address_stays_english(visitor, batch):
    assert visitor.get(f"/en/01/{GTIN}/10/BT-2611-07", expect=307).location == f"/en/t/{batch.code}"
