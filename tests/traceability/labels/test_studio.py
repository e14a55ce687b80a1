"""Printing labels from the studio: what is refused, what is frozen, and what a phone reads off the sheet."""

from __future__ import annotations

import builtins
from datetime import timedelta
from io import BytesIO

import pytest
from PIL import Image
from sqlalchemy import select

from shop.core.audit import AuditEntry
from shop.core.db import db
from shop.core.time import now, today
from tests.house import Client
from tests.traceability.labels import reading
from traceability import recalls
from traceability.labels import runs
from traceability.models import LabelRun

VASE_GTIN = "09520000200015"


@pytest.fixture
def vase(make):
    """A released batch of a vase with a GTIN."""
    return make.batch("BT-2611-07", variant=make.variant(gtin=VASE_GTIN))


def printed(studio, batch, **choices):
    """Print labels and return the PDF."""
    choices = {"format": "a4-70x37", "quantity": "30", "first_of_24": "6"} | choices
    page = studio.follow(studio.post(f"/studio/batches/{batch.code}/label-runs", **choices))
    return studio.get(page.links(".pdf")[0])


def test_the_printed_sheet_holds_the_address_of_the_batch(studio, vase):
    pdf = printed(studio, vase)

    first, second = (reading.symbols(reading.picture(pdf.data, page)) for page in (0, 1))
    assert pdf.headers["Content-Type"] == "application/pdf"
    assert (len(first), len(second)) == (19, 11)
    assert {symbol.text for symbol in first + second} == {"HTTP://127.0.0.1:8000/01/09520000200015/10/BT-2611-07"}


def test_what_the_symbol_says_opens_the_origin_page(studio, visitor, vase):
    text = reading.symbols(reading.picture(printed(studio, vase, quantity="1").data))[0].text

    onward = visitor.get(text.removeprefix("HTTP://127.0.0.1:8000"), expect=307)

    assert vase.lot_code in visitor.follow(onward).words


def test_a_batch_without_gtin_is_printed_with_its_own_code(studio, visitor, make):
    batch = make.batch()

    text = reading.symbols(reading.picture(printed(studio, batch, quantity="1").data))[0].text

    assert text == f"HTTP://127.0.0.1:8000/T/{batch.code}"
    assert batch.lot_code in visitor.get(text.removeprefix("HTTP://127.0.0.1:8000")).words


@pytest.mark.parametrize(
    ("choices", "cells"),
    [({"format": "a4-38x21", "first_of_65": "60"}, 6), ({"format": "roll-50x30"}, 1), ({"format": "a4-70x37"}, 19)],
)
def test_each_format_begins_at_its_own_first_place(studio, vase, choices, cells):
    pdf = printed(studio, vase, **choices)

    assert len(reading.symbols(reading.picture(pdf.data))) == cells


def test_a_printing_made_again_is_the_same_to_the_byte_whatever_the_product_is_called_now(studio, vase):
    first = printed(studio, vase)
    vase.variant.product.name_vi = "Bình hồ lô"
    db.session.flush()
    runs.lay_out.cache_clear()

    again = studio.get(first.path)

    assert again.data == first.data
    assert "tỳ bà" in reading.text(again.data)


def test_a_printing_is_recorded_with_who_and_how_many(studio, vase):
    printed(studio, vase)

    run = db.session.scalars(select(LabelRun)).one()
    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "labels.print")).one()
    assert (run.quantity, run.first_cell, run.format, run.printed_by) == (30, 6, "a4-70x37", "Tú")
    assert (entry.subject, entry.who, entry.after["quantity"]) == ("BT-2611-07", "Tú", 30)
    assert "30 tem" in studio.get(f"/studio/batches/{vase.code}/labels").words


def test_after_a_printing_the_next_free_place_of_the_sheet_is_suggested(studio, vase):
    page = studio.follow(
        studio.post(f"/studio/batches/{vase.code}/label-runs", format="a4-38x21", quantity="70", first_of_65="6")
    )

    assert page.one("input[name=format][checked]")["value"] == "a4-38x21"
    assert page.one("input[name=first_of_65][checked]")["value"] == "11"
    assert "70 tem đã sẵn sàng in" in page.words


@pytest.mark.parametrize("quantity", ["0", "-1", "2001", "1000000000", "ba", "", "1.5"])
def test_a_number_of_labels_out_of_range_is_answered_beside_the_field(studio, vase, quantity):
    page = studio.post(
        f"/studio/batches/{vase.code}/label-runs", format="a4-70x37", quantity=quantity, first_of_24="1", expect=422
    )

    assert set(page.errors) == {"quantity"}
    assert page.one("#quantity")["value"] == quantity
    assert db.session.scalars(select(LabelRun)).all() == []


@pytest.mark.parametrize("place", ["0", "25", "-3"])
def test_a_place_the_sheet_does_not_have_is_refused(studio, vase, place):
    page = studio.post(
        f"/studio/batches/{vase.code}/label-runs", format="a4-70x37", quantity="3", first_of_24=place, expect=422
    )

    assert "Tờ này có các ô từ 1 đến 24." in page.words


def test_an_unknown_format_is_refused(studio, vase):
    page = studio.post(f"/studio/batches/{vase.code}/label-runs", format="a3", quantity="3", expect=422)

    assert "Chọn một khổ tem ở đây." in page.words


def test_a_draft_gets_no_labels(studio, make):
    draft = make.batch("BT-2611-08", released=False)

    page = studio.post(f"/studio/batches/{draft.code}/label-runs", format="a4-70x37", quantity="3", expect=422)

    assert "Ghi lô BT-2611-08 vào sổ trước đã" in page.words
    assert not page.soup.select("img")


def test_an_expired_batch_gets_no_labels(make):
    batch = make.batch("QA-2606-01", best_before=today() - timedelta(days=1))

    with pytest.raises(runs.LabelsRefused, match="đã quá hạn dùng, không in thêm tem"):
        runs.print_run(batch, "a4-70x37", 3, 1, by="Tú", at=now())


def test_a_recalled_batch_gets_no_labels(studio, vase):
    recalls.open_recall(
        vase,
        reason_vi="Men có chì",
        reason_en="",
        what_to_do_vi="Trả lại",
        what_to_do_en="",
        said_by="Văn phòng",
        by="Minh",
        at=now(),
    )

    page = studio.post(f"/studio/batches/{vase.code}/label-runs", format="a4-70x37", quantity="3", expect=422)

    assert "Lô BT-2611-07 đang bị thu hồi, không in thêm tem." in page.words


def test_a_name_too_long_for_a_label_is_refused_with_what_would_do(make):
    product = make.product("Hoành phi câu đối sơn son thếp vàng chạm rồng phượng nghê lân quy Sơn Đồng xưa và nay")
    batch = make.batch(variant=make.variant(product=product))

    with pytest.raises(runs.LabelsRefused) as refused:
        runs.print_run(batch, "a4-38x21", 3, 1, by="Tú", at=now())

    assert refused.value.field == "format"


def test_production_prints_no_gtin_kept_for_demonstrations(app, vase, monkeypatch):
    monkeypatch.setitem(app.config, "GOC_ENV", "production")

    with pytest.raises(runs.LabelsRefused, match="số để dùng thử"):
        runs.print_run(vase, "a4-70x37", 3, 1, by="Tú", at=now())


def test_labels_and_printings_of_another_producer_are_unknown(app, queries, make, studio, vase):
    run = runs.print_run(vase, "a4-70x37", 3, 1, by="Tú", at=now())
    other = Client(app, queries, user=make.producer_staff(make.producer("lua-van-phuc", lot_prefix="VP")))

    other.get(f"/studio/label-runs/{run.id}.pdf", expect=404)
    other.get(f"/studio/batches/{vase.code}/labels", expect=404)
    other.get(f"/studio/batches/{vase.code}/labels/preview.png", expect=404)
    other.post(f"/studio/batches/{vase.code}/label-runs", format="a4-70x37", quantity="3", expect=404)


def test_a_visitor_is_asked_to_sign_in_and_a_centre_may_not_print(visitor, desk, vase):
    assert "/sign-in" in visitor.get(f"/studio/batches/{vase.code}/labels", expect=303).location
    desk.get(f"/studio/batches/{vase.code}/labels", expect=403)


def test_the_preview_is_the_sheet_that_will_be_printed(studio, vase):
    page = studio.get(f"/studio/batches/{vase.code}/labels", format="a4-38x21", quantity="4", first_of_65="3")
    label, sheet = (str(image["src"]) for image in page.soup.select(".preview img"))

    picture = studio.get(sheet)

    seen = reading.symbols(
        reading.picture(printed(studio, vase, format="a4-38x21", quantity="4", first_of_65="3").data)
    )
    drawn = Image.open(BytesIO(picture.data))
    assert len(seen) == 4
    assert drawn.getpixel((round(drawn.width * 0.1), round(drawn.height * 0.06))) < 255, "used places are shaded"
    assert reading.symbols(Image.open(BytesIO(studio.get(label).data)))[0].text == seen[0].text
    assert studio.open("GET", sheet, expect=304, headers={"If-None-Match": picture.headers["ETag"]})


def test_choices_that_cannot_be_printed_say_so_instead_of_a_picture(studio, vase):
    page = studio.get(f"/studio/batches/{vase.code}/labels", format="a4-70x37", quantity="ba")

    assert set(page.errors) == {"quantity"}
    assert not page.soup.select(".preview img")
    studio.get(f"/studio/batches/{vase.code}/labels/preview.png", format="a4-70x37", quantity="ba", expect=404)


def test_a_system_without_pango_gets_the_line_that_installs_it(studio, vase, monkeypatch):
    real = builtins.__import__

    def without_pango(name, *rest):
        if name == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0'")
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without_pango)
    runs.lay_out.cache_clear()

    page = studio.get(f"/studio/batches/{vase.code}/labels")

    assert "apt install --no-install-recommends libpangoft2-1.0-0" in page.words


def test_printing_labels_does_not_make_pillow_open_pictures_that_are_cut_off(studio, vase):
    printed(studio, vase)

    with pytest.raises(OSError, match="truncated"):
        Image.open(BytesIO(_cut_off())).load()


def _cut_off():
    out = BytesIO()
    Image.effect_noise((800, 600), 90).save(out, "JPEG")
    return out.getvalue()[:9000]


def test_the_page_speaks_english_too(app, queries, studio, vase):
    english = Client(app, queries, user=studio.user, language="en")

    page = english.get(f"/studio/batches/{vase.code}/labels")

    assert "Labels of batch BT-2611-07" in page.words
    assert "GTIN and lot as GS1 asks" in page.words
