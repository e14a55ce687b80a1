"""The origin page: what a label opens, in the phone's language, quickly, without a script and without a cookie."""

from __future__ import annotations

import gzip
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from shop.batches.models import Batch
from shop.core.db import db
from shop.core.time import now, today
from traceability import history
from traceability.sequencer import sequence

DAYS_AGO = 3


@pytest.fixture
def batch(make):
    """A released batch of the workshop."""
    return make.batch("BT-2611-07")


def of(listing, lot_code=None):
    """Return the batch on sale."""
    wanted = select(Batch).where(Batch.variant_id == listing.variant_id)
    return db.session.scalars(wanted.where(Batch.lot_code == lot_code) if lot_code else wanted).one()


def buying(page):
    """Return what the page's forms would put in the basket: listing and batch."""
    forms = page.soup.select("form[action$='/cart/lines']")
    return {tuple((i["name"], i["value"]) for i in form.select("input") if i["name"] != "quantity") for form in forms}


def tell(batch, number):
    """Record so many different steps with words as long as people write them."""
    for day in range(number):
        history.record_step(
            batch,
            history.Told(
                f"Phơi và sửa mộc, ngày thứ {day + 1}",
                f"Dry and trim, day {day + 1}",
                place_vi="Sân phơi, Giang Cao",
                note_vi="Trời nắng nhẹ, trở từng chiếc cho khô đều hai mặt.",
            ),
            said_by="Xưởng gốm Giang Cao",
            at=now() - timedelta(days=60 - day),
            now=now(),
        )


def test_the_page_names_what_the_law_asks_for(visitor, batch):
    page = visitor.get(f"/t/{batch.code}")

    for fact in (
        "Bình tỳ bà men rạn",
        "Xưởng gốm Giang Cao",
        "Thôn Giang Cao, xã Bát Tràng, Hà Nội",
        "BT-2611-07",
        f"{batch.made_on:%d/%m/%Y}",
        "Không có hạn",
        "Ghi lô vào sổ",
    ):
        assert fact in page.words
    assert page.soup.select_one(".origin-product img[alt='Bình tỳ bà men rạn']")


@pytest.mark.parametrize(
    ("accepts", "query", "language", "title"),
    [
        ("vi-VN,vi;q=0.9,en;q=0.8", "", "vi", "Có trong sổ của người làm"),
        ("en-GB,en;q=0.9,vi;q=0.2", "", "en", "In its maker’s book"),
        ("ko-KR,ko;q=0.9", "", "en", "In its maker’s book"),
        ("vi", "?lang=en", "en", "In its maker’s book"),
        ("en", "?lang=vi", "vi", "Có trong sổ của người làm"),
        ("en", "?lang=xx", "en", "In its maker’s book"),
    ],
)
def test_the_page_speaks_the_phones_language_and_the_switch_wins(visitor, batch, accepts, query, language, title):
    page = visitor.open("GET", f"/t/{batch.code}{query}", expect=200, headers={"Accept-Language": accepts})

    assert page.soup.html["lang"] == language
    assert page.one("h1").get_text(strip=True) == title
    assert {a["href"] for a in page.soup.select(".langs a")} == {
        f"/t/{batch.code}?lang={each}" for each in ("vi", "en")
    }
    assert "Accept-Language" in page.headers["Vary"]


def test_one_visitors_query_string_is_not_shown_to_the_next(visitor, batch):
    visitor.get(f"/t/{batch.code}?fbclid=secret&lang=vi")

    assert "secret" not in visitor.get(f"/t/{batch.code}?lang=vi").text


@pytest.mark.parametrize("path", ["/t/{}", "/T/{}"])
@pytest.mark.parametrize("case", [str.upper, str.lower])
def test_a_code_is_read_in_any_case(visitor, batch, path, case):
    assert "BT-2611-07" in visitor.get(path.format(case(batch.code))).words


def test_no_cookie_is_set_and_head_answers(visitor, batch):
    page = visitor.get(f"/t/{batch.code}")
    head = visitor.open("HEAD", f"/t/{batch.code}", expect=200)

    assert "Set-Cookie" not in page.headers
    assert (head.data, head.headers["ETag"]) == (b"", page.headers["ETag"])


def test_what_a_phone_has_already_is_not_sent_again(visitor, batch):
    page = visitor.get(f"/t/{batch.code}")

    visitor.open("GET", f"/t/{batch.code}", expect=304, headers={"If-None-Match": page.headers["ETag"]})


def test_the_page_needs_no_script_and_nothing_from_elsewhere(visitor, batch):
    page = visitor.get(f"/t/{batch.code}")

    assert not page.soup.select("script")
    addresses = [tag.get("src") or tag.get("href") for tag in page.soup.select("img, link[rel=stylesheet]")]
    assert all(str(address).startswith("/") for address in addresses)


@pytest.mark.parametrize("path", ["/t/K7M2P9X4QD", "/t/x", "/t/" + "A" * 300, "/t/%3Cscript%3E", "/t/Tr%C3%A0"])
def test_a_code_nobody_gave_out_gets_a_page_that_helps(visitor, batch, path):
    page = visitor.get(path, expect=404)

    assert page.one("h1").get_text(strip=True) == "Chúng tôi không biết mã này"
    assert page.one("input[name=code]")
    assert "Như thế chưa hẳn là hàng giả" in page.words


def test_a_draft_is_unknown(visitor, make):
    draft = make.batch("BT-2611-08", released=False)

    assert "BT-2611-08" not in visitor.get(f"/t/{draft.code}", expect=404).words


def test_an_expired_batch_says_so_and_sells_nothing(visitor, make):
    with_day = make.on_sale(best_before=today() + timedelta(days=9))
    batch = of(with_day)
    batch.best_before = today() - timedelta(days=1)

    page = visitor.get(f"/t/{batch.code}")

    assert page.one("h1").get_text(strip=True) == "Có trong sổ, nhưng quá hạn"
    assert not buying(page)
    assert page.links("/products/")


def test_the_batch_in_hand_can_be_bought_on_its_page(visitor, make):
    listing = make.on_sale(lot_code="BT-2611-07")
    batch = of(listing)

    page = visitor.get(f"/t/{batch.code}")

    assert buying(page) == {(("listing", str(listing.id)), ("batch", batch.code))}
    assert "Mua lô này" in page.words
    assert "Lô này còn 10 món" in page.words


def test_when_it_has_sold_out_the_next_batch_is_offered_in_plain_words(visitor, make):
    listing = make.on_sale(lot_code="BT-2611-07")
    sold = make.batch("BT-2610-01", variant=listing.variant)

    page = visitor.get(f"/t/{sold.code}")

    assert buying(page) == {(("listing", str(listing.id)),)}
    assert "Ở đó lô này đã bán hết; bạn sẽ nhận món của lô kế tiếp." in page.words


def test_nothing_is_offered_where_nothing_is_left(visitor, make):
    listing = make.on_sale(on_hand=0)
    batch = make.batch(variant=listing.variant)

    assert not buying(visitor.get(f"/t/{batch.code}"))


@pytest.mark.parametrize("product", [{"alcohol_percent": 29}, {"withdrawn_at": now()}])
def test_what_the_shop_does_not_sell_has_a_page_and_no_price(visitor, make, product):
    batch = of(make.on_sale(**product))

    assert not buying(visitor.get(f"/t/{batch.code}"))


def test_a_shop_that_may_not_sell_yet_offers_nothing(app, visitor, make, monkeypatch):
    monkeypatch.setitem(app.config, "SALES_OPEN", False)
    batch = of(make.on_sale())

    assert not buying(visitor.get(f"/t/{batch.code}"))


def test_single_sales_are_shown_as_sums_for_each_centre_and_day(visitor, make, batch):
    here, there = make.centre(), make.centre("van-phuc", name_vi="Trung tâm Vạn Phúc")
    moment = now() - timedelta(days=DAYS_AGO)
    for number, (centre, quantity) in enumerate([(here, 1), (here, 2), (there, 4), (here, 3)]):
        key = f"packed:DH7K2M9QN{number}-1:{batch.id}"
        history.record_at_centre("packed", batch, centre, quantity, at=moment, key=key)

    page = visitor.get(f"/t/{batch.code}")

    lines = [
        line.get_text(" ", strip=True) for line in page.soup.select(".root__event") if "Gói hàng" in line.get_text()
    ]
    assert len(lines) == 2
    assert any("6 món · Trung tâm Bat Trang" in line for line in lines)
    assert any("4 món · Trung tâm Van Phuc" in line for line in lines)
    assert "DH7K2M9QN" not in page.text


def test_the_chain_says_how_much_of_it_stands(visitor, batch):
    tell(batch, 2)
    waiting = visitor.get(f"/t/{batch.code}").words
    sequence()
    done = visitor.get(f"/t/{batch.code}").words

    assert "3 việc đang ghi" in waiting
    assert "3 việc trong chuỗi" in done
    assert "đã ghi đủ" in done


def test_stars_stand_with_their_paper_and_vanish_with_it(visitor, make, batch):
    make.grading(batch.variant.product, stars=4)
    live = visitor.get(f"/t/{batch.code}").words
    batch.variant.product.gradings[0].decided_on = today() - timedelta(days=4 * 366)
    lapsed = visitor.get(f"/t/{batch.code}")

    assert "12/QĐ-UBND" in live
    assert not lapsed.soup.select(".origin-product .stars")


@pytest.mark.parametrize("events", [1, 40])
def test_the_page_costs_the_same_few_queries_however_long_the_history(visitor, make, queries, events):
    batch = of(make.on_sale(lot_code="BT-2611-07"))
    tell(batch, events)
    visitor.get("/t/K7M2P9X4QD", expect=404)

    page = visitor.get(f"/t/{batch.code}")

    assert len(page.queries) <= 8, page.queries


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_page_and_its_sheet_are_small_even_with_a_long_history(app, visitor, make, language):
    batch = of(make.on_sale(lot_code="BT-2611-07"))
    make.grading(batch.variant.product)
    tell(batch, 40)
    sequence()

    page = visitor.get(f"/t/{batch.code}?lang={language}")

    files = Path(app.config["VAR_DIR"]) / "assets"
    sheet = files / linked(page, "link[rel=stylesheet]")[0]
    fonts = [files / name for name in linked(page, "link[as=font]")]
    drawn = len(gzip.compress(page.data, 6)) + len(gzip.compress(sheet.read_bytes(), 6))
    assert len(page.soup.select(".root__event")) == 42
    assert drawn <= 30_000
    assert drawn + sum(font.stat().st_size for font in fonts) <= 75_000


def linked(page, selector):
    """Return the files below /static/ that the page names."""
    return [str(link["href"]).removeprefix("/static/") for link in page.soup.select(selector)]
