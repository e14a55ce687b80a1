"""The demo story holds together: told once, true to real makers, and in agreement with itself.

It is told once for each engine, in a database of its own that the tests of this module only read.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event, func, select

from shop.accounts.sign_in import sign_in
from shop.batches.models import Batch, BatchState, Recall
from shop.catalogue import gradings
from shop.catalogue.models import (
    SHOP_STATUSES,
    Centre,
    Grading,
    GradingBasis,
    Group,
    Listing,
    Producer,
    Product,
    SearchEntry,
    Seller,
    Variant,
)
from shop.core.db import db, writing
from shop.core.time import now, today
from shop.core.versions import Version
from shop.delivery.models import DeliveryFee
from shop.orders.models import Allocation, Order, OrderLine, OrderState, Parcel, ParcelState
from shop.payments import ledger
from shop.payments.models import Attempt, AttemptState, LedgerEntry, LedgerLine, Payment
from shop.seeds import facts, people, story
from shop.seeds.catalogue import DEMO_VOICE
from shop.stock.models import LotInStock, Movement
from tests.conftest import build_app, new_postgres_database
from tests.house import Client, Page, Queries
from traceability.gs1.digital_link import check_digit
from traceability.models import HistoryEvent
from traceability.sequencer import first_break

# Telling takes seconds: workers share it.
pytestmark = pytest.mark.xdist_group("story")


@pytest.fixture(scope="module")
def told(database: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """Give the module an app whose database holds the story."""
    if database.startswith("sqlite"):
        own = f"sqlite:///{tmp_path_factory.mktemp('story')}/goc.sqlite3"
    else:
        own = new_postgres_database("goc_story_" + os.environ.get("PYTEST_XDIST_WORKER", "main"))
    app = build_app(own, tmp_path_factory.mktemp("var"))
    with app.app_context(), writing():
        story.tell()
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def app(told: Flask) -> Iterator[Flask]:
    """Read the story; what a test changes is thrown away."""
    with told.app_context():
        yield told
        db.session.rollback()


@pytest.fixture
def queries(app: Flask) -> Iterator[Queries]:
    recorded = Queries()
    event.listen(db.engine, "before_cursor_execute", recorded.hear)
    yield recorded
    event.remove(db.engine, "before_cursor_execute", recorded.hear)


def count(table: Any, *conditions: Any) -> int:
    return db.session.scalar(select(func.count()).select_from(table).where(*conditions)) or 0


def by_state(column: Any) -> dict[str, int]:
    return dict(db.session.execute(select(column, func.count()).group_by(column)).all())


def counts() -> dict[str, int]:
    return {table.name: count(table) for table in db.metadata.sorted_tables}


# Told once


def test_a_second_telling_changes_nothing(app: Flask) -> None:
    before, versions = counts(), db.session.scalar(select(func.sum(Version.number)))

    with writing():
        sentence = story.tell()

    assert sentence.startswith("The story was told before")
    assert counts() == before
    assert db.session.scalar(select(func.sum(Version.number))) == versions


def test_a_production_site_begins_empty(app: Flask) -> None:
    app.config["GOC_ENV"] = "production"
    try:
        with pytest.raises(story.NotHere):
            story.tell()
    finally:
        app.config["GOC_ENV"] = "test"


def test_nothing_happens_in_the_future(app: Flask) -> None:
    moments = (
        HistoryEvent.occurred_at,
        Order.placed_at,
        Movement.at,
        LedgerEntry.at,
        Batch.opened_at,
        Recall.opened_at,
    )

    assert [column for column in moments if db.session.scalar(select(func.max(column))) > now()] == []


# The catalogue


def test_only_recognised_and_opened_centres_sell(app: Flask) -> None:
    centres = db.session.scalars(select(Centre)).all()
    selling = set(db.session.scalars(select(Listing.centre_id)))
    charging = set(db.session.scalars(select(DeliveryFee.centre_id)))

    assert len(centres) == 26
    shops = {centre.id for centre in centres if centre.status in SHOP_STATUSES}
    assert len(shops) == 11
    assert selling == charging == shops
    assert all((c.seller is not None) == (c.opens_at is not None) == (c.id in shops) for c in centres)


def test_the_seller_is_marked_as_a_demo(app: Flask) -> None:
    seller = db.session.scalars(select(Seller)).one()

    assert seller.is_demo
    assert "mẫu" in seller.legal_name
    assert "mẫu" in seller.address


def test_every_product_is_there_and_tours_and_alcohol_are_not_sold(app: Flask) -> None:
    listed = set(db.session.scalars(select(Variant.product_id).join(Listing, Listing.variant_id == Variant.id)))
    products = db.session.scalars(select(Product)).all()

    assert len(products) == 231 + 21
    assert {product.group for product in products} == set(Group)
    assert all(product.variants and product.producer and product.home for product in products)
    not_sold = [product for product in products if product.is_tour or product.is_alcohol]
    assert len(not_sold) == 4
    assert not listed & {product.id for product in not_sold}


def test_gtins_have_14_digits_and_right_check_digits_and_are_for_demonstrations(app: Flask) -> None:
    gtins = list(db.session.scalars(select(Variant.gtin).where(Variant.gtin.is_not(None))))

    assert gtins
    for gtin in gtins:
        assert len(gtin) == 14
        assert gtin.startswith("0952")
        assert gtin[-1] == check_digit(gtin[:-1])


def test_stars_come_from_live_certificates_only(app: Flask) -> None:
    live = []
    for product in db.session.scalars(select(Product)):
        standing = gradings.standing(product.gradings, today())
        if standing.is_live:
            assert any(each.basis == GradingBasis.CERTIFICATE for each in product.gradings)
            assert standing.valid_until is not None
            assert standing.valid_until >= today()
            live.append(product)

    assert live


def test_invented_makers_have_complete_certificates_and_are_named_as_invented(app: Flask) -> None:
    rows = db.session.execute(
        select(Producer.name_vi, Grading)
        .join(Product, Product.producer_id == Producer.id)
        .join(Product.gradings)
        .where(Producer.is_fictional)
    ).all()

    assert len(rows) == 21
    for name, grading in rows:
        assert name.endswith("· nhà mẫu")
        assert grading.decision_number.endswith("QĐ-MẪU")
        assert grading.issuer.endswith("(mẫu)")
        assert grading.decided_on is not None


def test_lot_prefixes_are_short_and_belong_to_one_maker_each(app: Flask) -> None:
    prefixes = list(db.session.scalars(select(Producer.lot_prefix)))

    assert len(prefixes) == len(set(prefixes)) == 111
    assert all(2 <= len(prefix) <= 4 and prefix.isascii() and prefix.isalpha() for prefix in prefixes)


def test_everything_can_be_found(app: Flask) -> None:
    assert count(SearchEntry) == 26 + 111 + 252


# Real makers


def test_nothing_is_invented_about_real_makers(app: Flask) -> None:
    of_real = select(Grading).join(Grading.product).join(Product.producer).where(~Producer.is_fictional)
    for grading in db.session.scalars(of_real):
        assert (grading.decision_number, grading.decided_on, grading.issuer) == (None, None, None)

    recalled = select(func.count()).select_from(Recall).join(Recall.batch).join(Batch.producer)
    assert db.session.scalar(recalled.where(~Producer.is_fictional)) == 0
    expired = [batch for batch in _batches(fictional=False) if batch.has_expired_by(today())]
    assert expired == []


def test_no_word_is_put_into_the_mouth_of_a_real_maker(app: Flask) -> None:
    names = set(db.session.scalars(select(Producer.name_vi).where(~Producer.is_fictional)))
    steps = db.session.execute(
        select(HistoryEvent)
        .join(HistoryEvent.batch)
        .join(Batch.producer)
        .where(~Producer.is_fictional, HistoryEvent.kind.in_(("step", "inspected", "released")))
    ).scalars()

    assert not names & set(db.session.scalars(select(HistoryEvent.said_by)))
    for step in steps:
        assert step.said_by == DEMO_VOICE
        assert "goc:measure" not in step.event
    assert all(not batch.inputs and batch.opened_by == DEMO_VOICE for batch in _batches(fictional=False))


def test_invented_makers_tell_their_own_steps_with_measures(app: Flask) -> None:
    for batch in _batches(fictional=True):
        steps = _events(batch, "step")

        assert len(steps) >= 3
        assert {step.said_by for step in steps} == {batch.producer.name_vi}
        assert all(step.place_vi and step.what_en for step in steps)
        assert any(step.note_vi and step.note_en for step in steps)
        assert batch.inputs


def _batches(*, fictional: bool) -> list[Batch]:
    statement = select(Batch).join(Batch.producer).where(Producer.is_fictional.is_(fictional))
    return list(db.session.scalars(statement))


def _events(batch: Batch, kind: str) -> list[HistoryEvent]:
    statement = select(HistoryEvent).where(HistoryEvent.batch_id == batch.id, HistoryEvent.kind == kind)
    return list(db.session.scalars(statement.order_by(HistoryEvent.occurred_at)))


# Batches and their histories


def test_a_batch_is_made_before_it_is_released_and_released_before_it_is_received(app: Flask) -> None:
    moments: dict[int, dict[str, list[Any]]] = {}
    for batch_id, kind, at in db.session.execute(
        select(HistoryEvent.batch_id, HistoryEvent.kind, HistoryEvent.occurred_at)
    ):
        moments.setdefault(batch_id, {}).setdefault(kind, []).append(at)

    for batch_id, of in moments.items():
        order = [of[kind] for kind in ("step", "released", "received", "packed", "shipped") if kind in of]
        earliest = [min(each) for each in order]
        assert earliest == sorted(earliest), batch_id
        assert max(of["step"]) <= min(of.get("released", [now()])), batch_id


def test_every_chain_holds_and_no_event_waits_for_its_place(app: Flask) -> None:
    assert count(HistoryEvent, HistoryEvent.position.is_(None)) == 0

    broken = [batch_id for batch_id in db.session.scalars(select(Batch.id)) if first_break(batch_id) is not None]

    assert broken == []


def test_batches_are_drafts_released_sold_out_expired_and_recalled(app: Flask) -> None:
    states = by_state(Batch.state)
    left = select(LotInStock.batch_id).group_by(LotInStock.batch_id).having(func.sum(LotInStock.on_hand) == 0)
    invented = _batches(fictional=True)

    assert states[BatchState.DRAFT] == 2
    assert states[BatchState.RELEASED] > 200
    assert db.session.scalars(left).all()
    assert sum(batch.has_expired_by(today()) for batch in invented) == 1
    assert sum(batch.open_recall is not None for batch in invented) == 1
    assert any(batch.variant.gtin is None for batch in invented)


def test_the_expired_lot_still_lies_on_a_shelf(app: Flask) -> None:
    lots = db.session.scalars(select(LotInStock).join(LotInStock.batch).where(Batch.best_before < today()))

    assert any(lot.on_hand > 0 for lot in lots)


def test_the_recalled_batch_has_buyers(app: Flask) -> None:
    recalled = db.session.scalars(select(Recall.batch_id)).one()

    buyers = db.session.scalars(
        select(Order.recipient)
        .join(Parcel, Parcel.order_id == Order.id)
        .join(OrderLine, OrderLine.parcel_id == Parcel.id)
        .join(Allocation, Allocation.line_id == OrderLine.id)
        .where(Allocation.batch_id == recalled, Parcel.state == ParcelState.DELIVERED)
    ).all()

    assert len(set(buyers)) >= 3


# Orders


def test_there_are_orders_and_parcels_in_every_state_the_shop_reaches(app: Flask) -> None:
    orders, parcels = by_state(Order.state), by_state(Parcel.state)

    assert set(orders) == set(OrderState)
    # Nothing comes back yet.
    assert set(parcels) == set(ParcelState) - {ParcelState.RETURNED}
    assert 40 <= sum(orders.values()) <= 60


def test_orders_are_of_all_kinds(app: Flask) -> None:
    of_two_centres = select(Parcel.order_id).group_by(Parcel.order_id).having(func.count() > 1)

    assert db.session.scalars(of_two_centres).all()
    assert count(Order, Order.user_id.is_(None)) > 5
    assert count(Order, Order.user_id.is_not(None)) > 5
    assert count(OrderLine, OrderLine.pinned_batch_id.is_not(None)) >= 3
    assert count(Order, Order.language == "en") >= 2
    assert count(Order, Order.email.is_(None)) >= 1
    assert set(db.session.scalars(select(Order.method).distinct())) >= {"card", "cod"}
    assert set(db.session.scalars(select(Attempt.state).distinct())) == {
        AttemptState.CREATED,
        AttemptState.EXPIRED,
        AttemptState.SUCCEEDED,
    }


def test_the_order_that_waits_for_its_card_waits_for_most_of_a_day(app: Flask) -> None:
    attempt = db.session.scalars(select(Attempt).where(Attempt.state == AttemptState.CREATED)).one()

    assert attempt.session_id is None
    # The card company refuses a page that stays open for more than a day.
    assert 20 < (attempt.expires_at - now()).total_seconds() / 3600 < 24


# What must agree


def test_the_ledger_sums_to_zero_entry_by_entry(app: Flask) -> None:
    sums = db.session.execute(select(func.sum(LedgerLine.amount_vnd)).group_by(LedgerLine.entry_id)).scalars().all()

    assert sums
    assert set(sums) == {0}
    assert ledger.total() == 0


def test_what_is_paid_is_what_the_states_say(app: Flask) -> None:
    for order in db.session.scalars(select(Order)):
        paid = ledger.paid(order.code)
        due = sum(db.session.scalars(select(Payment.amount_vnd).where(Payment.order_code == order.code)))
        assert due == order.total_vnd == sum(parcel.total_vnd for parcel in order.parcels)
        if order.state in (OrderState.PLACED, OrderState.CANCELLED):
            assert paid == 0
        elif order.method == "card" or order.state == OrderState.COMPLETED:
            assert paid == order.total_vnd
        else:
            done = [parcel.total_vnd for parcel in order.parcels if parcel.state == ParcelState.DELIVERED]
            assert paid == sum(done)


def test_every_lot_is_the_sum_of_its_movements_and_holds_what_is_promised(app: Flask) -> None:
    moved = dict(
        db.session.execute(select(Movement.lot_id, func.sum(Movement.quantity)).group_by(Movement.lot_id)).all()
    )
    promised = dict(
        db.session.execute(
            select(Allocation.lot_id, func.sum(Allocation.quantity))
            .join(Allocation.line)
            .join(OrderLine.parcel)
            .where(Parcel.state.in_((ParcelState.WAITING, ParcelState.TO_PACK)))
            .group_by(Allocation.lot_id)
        ).all()
    )

    for lot in db.session.scalars(select(LotInStock)):
        assert lot.on_hand == moved.get(lot.id, 0)
        assert lot.reserved == promised.get(lot.id, 0)
        assert 0 <= lot.reserved <= lot.on_hand


def test_no_batch_was_sent_out_in_more_pieces_than_were_made(app: Flask) -> None:
    sent = db.session.execute(
        select(Batch.quantity, func.sum(Movement.quantity))
        .join(LotInStock, LotInStock.batch_id == Batch.id)
        .join(Movement, Movement.lot_id == LotInStock.id)
        .where(Movement.quantity > 0)
        .group_by(Batch.id, Batch.quantity)
    ).all()

    assert sent
    assert all(received <= made for made, received in sent)


# Where to look


def test_the_facts_stand_in_their_order_and_lead_somewhere(app: Flask) -> None:
    found = facts.gather()

    assert list(found) == [
        "base_url",
        "gtin",
        "lot",
        "serial",
        "code",
        "accounts",
        "recalled",
        "expired",
        "order",
    ]
    assert found["serial"] is None
    assert all(found[key] for key in found if key != "serial")
    assert list(found["accounts"]) == ["buyer", "producer", "centre", "city"]
    coded = db.session.scalars(
        select(Batch).join(Batch.variant).where(Variant.gtin == found["gtin"], Batch.lot_code == found["lot"])
    ).one()
    assert coded.open_recall is None
    assert found["order"].startswith(f"{found['base_url']}/orders/")


def test_everybody_can_sign_in_with_the_published_password(app: Flask) -> None:
    for person in people.EVERYBODY:
        user = sign_in(person.email, people.PASSWORD)

        assert user.name == person.name
        assert [membership.role for membership in user.memberships] == ([person.role] if person.role else [])


# No page is empty


def visit(app: Flask, queries: Queries, path: str, person: people.Person | None = None, language: str = "vi") -> Page:
    user = people.user_of(person) if person else None
    return Client(app, queries, user=user, language=language).get(path)


PAGES = (
    ("/", None, "Bát Tràng"),
    ("/centres", None, "Vạn Phúc"),
    ("/centres/bat-trang", None, "Men Mây"),
    ("/centres/duong-lam", None, "Đường Lâm"),
    ("/groups/thuc-pham", None, "Bánh"),
    ("/groups/dich-vu-du-lich", None, "Phù Đổng"),
    ("/products/binh-hut-loc-men-may", None, "Cao 22 cm"),
    ("/products/bo-bat-dia-gom-su-hoa-sen-do", None, "Quang Vinh"),
    ("/products/ruou-nep-dao-vien-35-vol", None, "Rượu"),
    ("/producers", None, "Hợp tác xã"),
    ("/producers/men-may", None, "nhà mẫu"),
    ("/search?q=gom+bat+trang", None, "Gốm"),
    ("/account/orders", people.BUYER, "DH"),
    ("/studio", people.POTTER, "MM-"),
    ("/studio/products", people.POTTER, "Bình hút lộc men mây"),
    ("/desk", people.AT_BAT_TRANG, "DH"),
    ("/desk", people.AT_VAN_PHUC, "DH"),
    ("/desk/stock", people.AT_BAT_TRANG, "MM-"),
    ("/desk/deliveries", people.AT_BAT_TRANG, "MM-"),
    ("/desk/listings", people.AT_BAT_TRANG, "Bình"),
    ("/office", people.OFFICER, "26"),
    ("/office/recalls", people.OFFICER, "SS-"),
)


@pytest.mark.parametrize(("path", "person", "word"), PAGES, ids=[f"{p}-{w}" for p, _, w in PAGES])
def test_no_page_is_empty_on_first_sight(
    app: Flask, queries: Queries, path: str, person: people.Person | None, word: str
) -> None:
    assert word in visit(app, queries, path, person).words


@pytest.mark.parametrize("language", ["vi", "en"])
def test_origin_pages_say_what_became_of_their_batches(app: Flask, queries: Queries, language: str) -> None:
    found = facts.gather()
    query = f"?lang={language}"

    for address in (f"{found['base_url']}/t/{found['code']}", found["recalled"], found["expired"]):
        page = visit(app, queries, address.removeprefix(found["base_url"]) + query)

        assert "nhà mẫu" in page.words or "sample maker" in page.words


def test_the_origin_page_of_a_real_makers_goods_says_that_the_batch_is_made_up(app: Flask, queries: Queries) -> None:
    code = next(batch.code for batch in _batches(fictional=False) if batch.state == BatchState.RELEASED)

    assert DEMO_VOICE in visit(app, queries, f"/t/{code}").words


def test_the_label_address_leads_to_the_origin_page(app: Flask) -> None:
    found = facts.gather()

    answer = app.test_client().get(f"/01/{found['gtin']}/10/{found['lot']}")

    assert answer.status_code == 307
    assert "/t/" in answer.headers["Location"].lower()


def test_the_order_page_shows_parcels_of_two_centres(app: Flask, queries: Queries) -> None:
    found = facts.gather()

    page = visit(app, queries, found["order"].removeprefix(found["base_url"]))

    assert "Bát Tràng" in page.words
    assert "Vạn Phúc" in page.words


def test_dates_are_relative_to_today(app: Flask) -> None:
    newest: date = db.session.scalars(select(func.max(Batch.made_on))).one()

    assert (today() - newest).days <= 1
