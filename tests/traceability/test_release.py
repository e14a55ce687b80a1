"""A batch is released only when its origin page can show all that it must."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from shop.batches.models import BatchState
from shop.core.db import db
from shop.core.time import now, today
from traceability import history, release
from traceability.models import HistoryEvent


def tell(batch):
    """Record the one step that a release needs."""
    history.record_step(batch, history.Told("Ra lò"), said_by="Xưởng", at=now(), now=now())


def missing(batch):
    """Return what is missing, in words, and where it is added."""
    return {each.where: str(each.what) for each in release.missing_data(batch)}


def test_a_batch_with_nothing_told_names_the_first_event_as_missing(make):
    batch = make.batch(released=False)

    with pytest.raises(release.NotReady) as refused:
        release.release(batch, by="Tú", at=now())

    assert [each.where for each in refused.value.missing] == ["event"]
    assert batch.state == BatchState.DRAFT


def test_a_batch_that_can_show_everything_is_released_and_entered_in_its_book(make):
    batch = make.batch(released=False)
    tell(batch)

    release.release(batch, by="Tú", at=now())

    kinds = db.session.scalars(select(HistoryEvent.kind).order_by(HistoryEvent.id)).all()
    assert (batch.state, batch.released_by) == (BatchState.RELEASED, "Tú")
    assert list(kinds) == ["step", "released"]


def test_a_maker_without_an_address_and_a_product_without_a_word_about_it_are_named(make):
    producer = make.producer("lang-la", address_vi=None, commune_new_vi="", lot_prefix="LL")
    product = make.product(producer=producer, description_vi="")
    batch = make.batch(variant=make.variant(product=product), released=False)
    tell(batch)

    assert missing(batch) == {"product": "một câu về sản phẩm", "producer": "địa chỉ chủ thể"}


def test_food_needs_its_best_before_day(make):
    product = make.product("Chè lam", shelf_life_days=60)
    batch = make.batch(variant=make.variant(product=product), best_before=today(), released=False)
    tell(batch)
    batch.best_before = None

    assert missing(batch) == {"batch": "hạn dùng"}
