"""The city office recalls a batch everywhere at once, by what is printed on its label."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from shop.batches.models import Batch, Recall
from shop.core.db import db

WORDS = {
    "reason_vi": "Men thôi chì vượt mức.",
    "what_to_do_vi": "Ngừng dùng, mang đến trung tâm gần nhất để hoàn tiền.",
    "reason_en": "The glaze sheds lead.",
    "what_to_do_en": "Stop using it and bring it to the nearest centre for your money back.",
}


@pytest.fixture
def batch(make):
    """A released batch of the workshop."""
    return make.batch("BT-2611-07")


def recalls():
    """Return all recalls."""
    return db.session.scalars(select(Recall)).all()


@pytest.mark.parametrize("typed", ["bt-2611-07", "{code}", "https://goc.example/t/{code}"])
def test_a_batch_is_recalled_by_whatever_is_on_its_label(office, visitor, batch, typed):
    page = office.follow(office.post("/office/recalls", lot_code=typed.format(code=batch.code), **WORDS))

    assert [recall.batch_id for recall in recalls()] == [batch.id]
    assert "Đã thu hồi lô BT-2611-07." in page.soup.get_text(" ")
    assert "Men thôi chì vượt mức." in page.words
    assert "Ngừng dùng, mang đến trung tâm gần nhất" in visitor.get(f"/t/{batch.code}").words


def test_the_reason_is_told_in_the_readers_language(office, visitor, batch):
    office.post("/office/recalls", lot_code="BT-2611-07", **WORDS)

    assert "The glaze sheds lead." in visitor.get(f"/t/{batch.code}?lang=en").words


def test_a_recall_without_words_is_answered_beside_the_fields(office, batch):
    page = office.post("/office/recalls", lot_code="BT-2611-07", reason_vi="", what_to_do_vi="", expect=422)

    assert set(page.errors) == {"reason_vi", "what_to_do_vi"}
    assert page.one("#lot_code")["value"] == "BT-2611-07"
    assert recalls() == []


@pytest.mark.parametrize("typed", ["BT-9999-01", "", "<script>"])
def test_a_code_nobody_has_is_answered_beside_the_field(office, batch, typed):
    page = office.post("/office/recalls", lot_code=typed, **WORDS, expect=422)

    assert set(page.errors) == {"lot_code"}
    assert page.one("#reason_vi").get_text().strip() == WORDS["reason_vi"]
    assert recalls() == []


def test_a_draft_cannot_be_recalled(office, make):
    make.batch("BT-2611-08", released=False)

    office.post("/office/recalls", lot_code="BT-2611-08", **WORDS, expect=422)


def test_a_lot_code_of_two_makers_asks_for_the_batch_code(office, make):
    silk = make.product("Khăn lụa", producer=make.producer("lua-van-phuc", lot_prefix="VP"))
    make.batch("L-01")
    make.batch("L-01", variant=make.variant(product=silk))

    page = office.post("/office/recalls", lot_code="L-01", **WORDS, expect=422)

    assert "mã mười ký tự" in page.errors["lot_code"]
    assert recalls() == []


def test_a_second_recall_of_one_batch_is_refused(office, batch):
    office.post("/office/recalls", lot_code="BT-2611-07", **WORDS)

    page = office.post("/office/recalls", lot_code="BT-2611-07", **WORDS, expect=422)

    assert page.errors == {"lot_code": "Lô BT-2611-07 đang được thu hồi rồi."}
    assert len(recalls()) == 1


def test_a_recall_is_ended_once(office, visitor, make, batch):
    recall = make.recall(batch)

    page = office.follow(office.post(f"/office/recalls/{recall.id}/closing"))
    office.post(f"/office/recalls/{recall.id}/closing", expect=409)

    assert "Không có lô nào đang thu hồi" in page.words
    assert visitor.get(f"/t/{batch.code}").one("h1").get_text(strip=True) == "Có trong sổ của người làm"
    office.post("/office/recalls/999999/closing", expect=404)


def test_a_recalled_batch_is_off_sale_at_every_centre_at_once(office, visitor, make):
    listing = make.on_sale(lot_code="BT-2611-07")
    batch = db.session.scalars(select(Batch)).one()
    make.lot(batch, centre=make.listing(variant=listing.variant, centre=make.centre("van-phuc")).centre)
    assert "/cart/lines" in visitor.get(f"/products/{listing.variant.product.slug}").text

    office.post("/office/recalls", lot_code="BT-2611-07", **WORDS)

    assert not visitor.get(f"/t/{batch.code}").soup.select("form[action$='/cart/lines']")


def test_only_the_office_recalls(visitor, buyer, desk, studio, batch):
    assert "/sign-in" in visitor.get("/office/recalls", expect=303).location
    for stranger in (buyer, desk, studio):
        stranger.post("/office/recalls", lot_code="BT-2611-07", **WORDS, expect=403)
    assert recalls() == []
