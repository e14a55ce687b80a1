"""A producer opens a batch, tells its story with photographs, and releases it; wrong input changes nothing."""

from __future__ import annotations

import io
import struct
import zlib
from datetime import datetime, timedelta

import pytest
from PIL import Image
from sqlalchemy import func, select

from shop.batches.models import Batch, BatchState
from shop.core import media
from shop.core.db import db
from shop.core.time import HANOI, now, today
from tests.house import Client
from traceability import history
from traceability.models import HistoryEvent


def photograph(width=1200, height=800, **exif):
    """Return a JPEG as a phone takes it, with the place and the phone in its EXIF."""
    image = Image.new("RGB", (width, height), (180, 120, 60))
    data = image.getexif()
    data[0x010F], data[0x0110] = "Hãng", "Điện thoại bí mật"
    data[0x8825] = {1: "N", 2: (20.0, 58.0, 34.0), 3: "E", 4: (105.0, 54.0, 47.0)}
    for tag, value in exif.items():
        data[int(tag.removeprefix("tag"))] = value
    out = io.BytesIO()
    image.save(out, "JPEG", exif=data)
    return out.getvalue()


def png_header(width, height):
    """Return the first bytes of a PNG that claims to be so large; its pixels are never sent."""
    body = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    header = struct.pack(">I", 13) + body + struct.pack(">I", zlib.crc32(body))
    return b"\x89PNG\r\n\x1a\n" + header + b"\x00\x00\x00\x00IDAT"


@pytest.fixture
def variant(make):
    """A vase of the workshop."""
    return make.variant()


def opened(variant, **changes):
    """Return the fields of a good batch."""
    good = {
        "variant": str(variant.id),
        "lot_code": "BT-2611-07",
        "quantity": "60",
        "made_on": str(today() - timedelta(days=2)),
        "best_before": "",
        "materials": "đất sét trắng, Trúc Thôn\nmen tro",
    }
    return good | changes


def count(model):
    """Return how many rows there are."""
    return db.session.scalar(select(func.count()).select_from(model))


# Opening


def test_the_form_is_filled_in_as_it_will_mostly_be(studio, make):
    tea = make.variant(product=make.product("Trà sen", shelf_life_days=365))
    make.batch(f"BT-{today():%y%m}-04", variant=tea, best_before=today(), made_on=today(), quantity=48)

    page = studio.get("/studio/batches/new")

    assert page.one("#variant option[selected]")["value"] == str(tea.id)
    assert page.one("#lot_code")["value"] == f"BT-{today():%y%m}-05"
    assert page.one("#quantity")["value"] == "48"
    assert page.one("#made_on")["value"] == str(today())
    assert page.one("#best_before")["value"] == str(today() + timedelta(days=365))


def test_a_batch_is_opened_with_what_went_into_it(studio, variant):
    page = studio.post("/studio/batches/new", **opened(variant, lot_code=" bt-2611-07 "))

    batch = db.session.scalars(select(Batch)).one()
    assert page.location == f"/studio/batches/{batch.code}"
    assert (batch.lot_code, batch.quantity, batch.state, batch.opened_by) == ("BT-2611-07", 60, BatchState.DRAFT, "Tú")
    assert [(i.name_vi, i.source_vi) for i in batch.inputs] == [("đất sét trắng", "Trúc Thôn"), ("men tro", None)]
    assert "Đã mở lô BT-2611-07" in studio.follow(page).words


def test_the_best_before_day_of_food_is_counted_when_it_is_left_empty(studio, make):
    cake = make.variant(product=make.product("Chè lam", shelf_life_days=60))

    studio.post("/studio/batches/new", **opened(cake))

    batch = db.session.scalars(select(Batch)).one()
    assert batch.best_before == batch.made_on + timedelta(days=60)


@pytest.mark.parametrize(
    ("field", "changes", "sentence"),
    [
        ("quantity", {"quantity": "0"}, "Một lô có từ 1 đến 100.000 món."),
        ("quantity", {"quantity": "-1"}, "Một lô có từ 1 đến 100.000 món."),
        ("quantity", {"quantity": "1000000000"}, "Một lô có từ 1 đến 100.000 món."),
        ("quantity", {"quantity": "ba"}, "Ghi số lượng bằng chữ số, như 60."),
        ("quantity", {"quantity": "9" * 5000}, "Ghi số lượng bằng chữ số, như 60."),
        ("quantity", {"quantity": ""}, "Ghi số lượng bằng chữ số, như 60."),
        ("best_before", {"best_before": str(today() - timedelta(days=3))}, "Hạn dùng không thể trước ngày làm"),
        ("best_before", {"best_before": "mai"}, "Ghi đủ ngày, tháng, năm."),
        ("made_on", {"made_on": str(today() + timedelta(days=1))}, "Ngày này chưa tới."),
        ("made_on", {"made_on": "31/02/2026"}, "Ghi đủ ngày, tháng, năm."),
        ("lot_code", {"lot_code": ""}, "Đặt mã cho lô, như BT-2611-07."),
        ("lot_code", {"lot_code": "lô số 7"}, "Mã lô chỉ gồm chữ A–Z"),
        ("lot_code", {"lot_code": "A" * 21}, "Mã lô chỉ gồm chữ A–Z"),
        ("lot_code", {"lot_code": "A" * 41}, "Bạn viết ngắn hơn."),
    ],
)
def test_wrong_input_is_answered_beside_its_field_keeps_what_was_typed_and_changes_nothing(
    studio, variant, field, changes, sentence
):
    page = studio.post("/studio/batches/new", **opened(variant, **changes), expect=422)

    assert set(page.errors) == {field}
    assert sentence in page.errors[field]
    assert page.one(f"#{field}")["value"] == changes[field]
    assert page.one("#materials").get_text().strip() == "đất sét trắng, Trúc Thôn\nmen tro"
    assert count(Batch) == 0


def test_a_lot_code_used_twice_is_refused_and_another_makers_is_not(studio, make, variant):
    silk = make.product("Khăn lụa", producer=make.producer("lua-van-phuc", lot_prefix="VP"))
    make.batch("BT-2611-07", variant=make.variant(product=silk))
    studio.post("/studio/batches/new", **opened(variant))

    page = studio.post("/studio/batches/new", **opened(variant, lot_code="bt-2611-07"), expect=422)

    assert page.errors == {"lot_code": "Đã có lô BT-2611-07. Bạn đặt cho lô này một mã khác."}
    assert count(Batch) == 2


def test_a_product_of_another_maker_cannot_be_chosen(studio, make):
    make.variant()
    silk = make.product("Khăn lụa", producer=make.producer("lua-van-phuc", lot_prefix="VP"))
    foreign = make.variant(product=silk)

    studio.post("/studio/batches/new", **opened(foreign), expect=422)

    assert count(Batch) == 0


def test_a_maker_without_products_is_told_what_to_do(studio):
    assert "Chưa có sản phẩm" in studio.get("/studio/batches/new").words


# Telling


@pytest.fixture
def batch(make):
    """A draft of the workshop."""
    return make.batch("BT-2611-07", released=False)


def step(**changes):
    """Return the fields of a good event."""
    return {"what": "Ra lò", "at": "2026-11-02T07:10", "place": "Lò số 2", "note": "1.230 °C, 16 giờ"} | changes


def test_what_happened_is_written_down_as_the_clock_in_hanoi_says(studio, batch):
    page = studio.follow(studio.post(f"/studio/batches/{batch.code}/events", **step()))

    row = db.session.scalars(select(HistoryEvent)).one()
    assert row.occurred_at == datetime(2026, 11, 2, 7, 10, tzinfo=HANOI)
    assert (row.what_vi, row.place_vi, row.said_by) == ("Ra lò", "Lò số 2", "Xưởng gốm Giang Cao")
    assert "02/11/2026, 07:10" in page.words


def test_a_usual_step_of_the_trade_is_a_tap_and_has_its_english_name(studio, batch):
    tiles = studio.get(f"/studio/batches/{batch.code}").soup.select("input[type=radio][name=usual]")
    assert {"Tạo dáng", "Nung", ""} <= {tile["value"] for tile in tiles}

    studio.post(f"/studio/batches/{batch.code}/events", **step(usual="Nung", what=""))

    row = db.session.scalars(select(HistoryEvent)).one()
    assert (row.what_vi, row.what_en, row.icon) == ("Nung", "Fire", "fire")


def test_own_words_win_over_a_usual_step(studio, batch):
    studio.post(f"/studio/batches/{batch.code}/events", **step(usual="Nung", what="Nung lần hai"))

    assert db.session.scalars(select(HistoryEvent.what_vi)).one() == "Nung lần hai"


def test_a_photograph_is_kept_without_where_and_with_what_it_was_taken(studio, visitor, batch):
    original = photograph(tag274=6)  # taken upright: turned by a quarter

    studio.post(f"/studio/batches/{batch.code}/events", **step(picture=(original, "IMG_0001.jpg")))

    picture = db.session.scalars(select(media.Picture)).one()
    assert picture.height > picture.width
    for width in media.WIDTHS:
        answer = visitor.get(f"/media/{picture.file(width)}")
        kept = Image.open(io.BytesIO(answer.data))
        assert kept.format == "WEBP"
        assert dict(kept.getexif()) == {}
        assert "Điện thoại bí mật".encode() not in answer.data
        assert original[:200] not in answer.data
    event = db.session.scalars(select(HistoryEvent)).one()
    assert event.event["goc:photo"] == [f"ni:///sha-256;{picture.key}"]


def test_the_photograph_is_on_the_page_that_a_label_opens(studio, visitor, batch):
    studio.post(f"/studio/batches/{batch.code}/events", **step(picture=(photograph(), "lò.jpg")))
    studio.post(f"/studio/batches/{batch.code}/release")

    page = visitor.get(f"/t/{batch.code}")

    assert page.one(".root__shots img")["alt"] == "Ra lò"


@pytest.mark.parametrize(
    ("upload", "sentence"),
    [
        (b"Day la mot bai tho, khong phai anh.", "không đọc được như một tấm ảnh"),
        (b"GIF89a" + b"\0" * 40, "không đọc được như một tấm ảnh"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "không đọc được như một tấm ảnh"),
        (b"", "không đọc được như một tấm ảnh"),
        (png_header(10_000, 10_001), "lớn hơn 60 megapixel"),
        (png_header(60_000, 60_000), "lớn hơn 60 megapixel"),
        (photograph()[:4000], "không đọc được như một tấm ảnh"),
    ],
    ids=["poem", "gif", "svg", "empty", "100 megapixels", "3.6 gigapixels", "cut off"],
)
def test_an_upload_that_is_no_photograph_is_answered_beside_the_field(studio, batch, upload, sentence):
    page = studio.post(f"/studio/batches/{batch.code}/events", **step(picture=(upload, "anh.jpg")), expect=422)

    assert set(page.errors) == {"picture"}
    assert sentence in page.errors["picture"]
    assert page.one("#what")["value"] == "Ra lò"
    assert page.one("#note")["value"] == "1.230 °C, 16 giờ"
    assert (count(HistoryEvent), count(media.Picture)) == (0, 0)


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("what", {"what": ""}),
        ("what", {"what": "   "}),
        ("what", {"what": "a" * 121}),
        ("at", {"at": "hôm qua"}),
        ("at", {"at": ""}),
        ("at", {"at": f"{today() + timedelta(days=2)}T08:00"}),
        ("note", {"note": "1230"}),
        ("note", {"note": "a" * 501}),
        ("what", {"what": "1230"}),
        ("place", {"place": "a" * 121}),
    ],
)
def test_an_event_that_cannot_be_read_is_answered_beside_its_field(studio, batch, field, changes):
    page = studio.post(f"/studio/batches/{batch.code}/events", **step(**changes), expect=422)

    assert set(page.errors) == {field}
    assert count(HistoryEvent) == 0


def test_what_people_write_is_shown_as_words_and_never_as_markup(studio, visitor, batch):
    studio.post(f"/studio/batches/{batch.code}/events", **step(what="<b>Nung</b>", note="<script>alert(1)</script>"))
    studio.post(f"/studio/batches/{batch.code}/release")

    page = visitor.get(f"/t/{batch.code}")

    assert "<b>Nung</b>" in page.words
    assert not page.soup.select("script")


# Releasing


def test_a_release_names_what_is_missing_and_changes_nothing(studio, batch):
    page = studio.post(f"/studio/batches/{batch.code}/release", expect=422)

    assert "ít nhất một việc đã làm, có ngày" in page.words
    assert batch.state == BatchState.DRAFT


def test_a_batch_with_its_story_is_released_and_its_labels_can_be_printed(studio, visitor, batch):
    studio.post(f"/studio/batches/{batch.code}/events", **step())

    page = studio.follow(studio.post(f"/studio/batches/{batch.code}/release"))

    assert page.links(f"/studio/batches/{batch.code}/labels")
    assert visitor.get(f"/t/{batch.code}").one("h1").get_text(strip=True) == "Có trong sổ của người làm"


def test_a_second_click_on_release_changes_nothing(studio, batch):
    studio.post(f"/studio/batches/{batch.code}/events", **step())
    studio.post(f"/studio/batches/{batch.code}/release")

    page = studio.follow(studio.post(f"/studio/batches/{batch.code}/release"))

    assert "Lô BT-2611-07 đã vào sổ từ trước." in page.soup.get_text(" ")


# Whose it is


def test_the_batches_of_another_producer_are_unknown(app, queries, make, batch):
    other = Client(app, queries, user=make.producer_staff(make.producer("lua-van-phuc", lot_prefix="VP")))

    assert "BT-2611-07" not in other.get("/studio").words
    other.get(f"/studio/batches/{batch.code}", expect=404)
    other.post(f"/studio/batches/{batch.code}/events", **step(), expect=404)
    other.post(f"/studio/batches/{batch.code}/release", expect=404)
    assert count(HistoryEvent) == 0


def test_the_studio_is_for_producers(visitor, buyer, desk, office, batch):
    assert "/sign-in" in visitor.get("/studio", expect=303).location
    for stranger in (buyer, desk, office):
        stranger.get("/studio", expect=403)
        stranger.get(f"/studio/batches/{batch.code}", expect=403)


def test_a_long_list_of_batches_and_events_asks_no_question_in_a_loop(studio, make, batch):
    for _ in range(6):
        make.batch(variant=make.variant())
    for _ in range(6):
        history.record_step(batch, history.Told("Phơi"), said_by="Xưởng", at=now(), now=now())

    assert len(studio.get("/studio").queries) <= 8
    assert len(studio.get(f"/studio/batches/{batch.code}").queries) <= 10


def test_the_studio_speaks_english_too(app, queries, studio, batch):
    english = Client(app, queries, user=studio.user, language="en")

    assert "Nothing is written yet" in english.get(f"/studio/batches/{batch.code}").words
    assert "Open a batch" in english.get("/studio/batches/new").text
