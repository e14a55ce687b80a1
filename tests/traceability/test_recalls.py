"""A recall stops the sale everywhere at once and is on the label from the next scan; its end is told as well."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from shop.batches.models import Batch
from shop.batches.opening import BatchRefused
from shop.core.db import db
from shop.core.time import now
from traceability import recalls
from traceability.models import HistoryEvent


def kinds(batch):
    """Return the kinds of all events of a batch."""
    wanted = select(HistoryEvent.kind).where(HistoryEvent.batch_id == batch.id).order_by(HistoryEvent.id)
    return list(db.session.scalars(wanted))


def test_a_recall_is_written_into_the_history_with_its_reason(make):
    batch = make.batch()

    make.recall(batch)

    event = db.session.scalars(select(HistoryEvent).where(HistoryEvent.kind == "recalled")).one()
    assert (event.note_vi, event.note_en) == ("Men thôi chì.", "The glaze sheds lead.")
    assert event.event["persistentDisposition"] == {"set": ["recalled"]}


def test_a_batch_is_recalled_once_at_a_time(make):
    batch = make.batch()
    make.recall(batch)

    with pytest.raises(BatchRefused):
        make.recall(batch)

    assert kinds(batch).count("recalled") == 1


def test_the_end_of_a_recall_is_told_and_a_new_one_may_begin(make):
    batch = make.batch()
    recalls.close_recall(make.recall(batch), said_by="Văn phòng", by="Minh", at=now())

    make.recall(batch)

    assert kinds(batch) == ["released", "recalled", "recall_ended", "recalled"]


def test_the_label_says_so_from_the_next_scan_and_nothing_is_for_sale(visitor, make):
    listing = make.on_sale(lot_code="BT-2611-07")
    batch = db.session.scalars(select(Batch).where(Batch.variant_id == listing.variant_id)).one()
    assert visitor.get(f"/t/{batch.code}").soup.select("form[action$='/cart/lines']")

    make.recall(batch)
    page = visitor.get(f"/t/{batch.code}")

    assert page.one("h1").get_text(strip=True) == "Lô này đang bị thu hồi"
    assert "Ngừng dùng và mang trả." in page.words
    assert page.words.index("Ngừng dùng và mang trả.") < page.words.index("Men thôi chì."), "what to do comes first"
    assert not page.soup.select("form[action$='/cart/lines']")


def test_after_its_end_the_batch_is_genuine_again_and_its_history_keeps_the_recall(visitor, make):
    batch = make.batch()
    recalls.close_recall(make.recall(batch), said_by="Văn phòng", by="Minh", at=now())

    page = visitor.get(f"/t/{batch.code}")

    assert page.one("h1").get_text(strip=True) == "Có trong sổ của người làm"
    assert "Thu hồi cả lô" in page.words
    assert "Thu hồi đã kết thúc" in page.words
