"""The last chapter: a month of trade that ends today, lived day by day through the same verbs as real trade.

Everything happens in the order of its moment: makers send their batches, centres receive them, people order, pay, wait,
change their mind; the desks pack and hand over; a batch is recalled. A card payment is what the card company's page
would have said, told to the same function that hears it; nobody is called.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from itertools import count
from random import Random
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import joinedload

from shop.batches.models import Batch, BatchState
from shop.cart.models import Cart, CartLine
from shop.catalogue import listings
from shop.catalogue.models import Centre, Listing, Producer, Product, Variant
from shop.core.codes import secret_token
from shop.core.db import db
from shop.core.outbox import Task, TaskState
from shop.core.time import HANOI, in_hanoi
from shop.delivery.times import arrives_by
from shop.orders import cancellation, checkout, fulfilment
from shop.orders.models import Delivery, Order, Parcel
from shop.payments import card
from shop.payments.models import Attempt, AttemptState, Method, Payment
from shop.seeds import people, sales
from shop.seeds.sales import Buyer, Everyday, Item, Sale, Until
from shop.stock import movements
from shop.stock.models import LotInStock
from shop.stock.queries import lots_for_sale, may_be_sold
from traceability import recalls, sequencer

#: Who works at the counters; elsewhere than at the two with an account nobody has a name.
STAFF = {person.acts_for: person.name for person in (people.AT_BAT_TRANG, people.AT_VAN_PHUC)}
SOMEBODY = "Nhân viên trung tâm (mẫu)"
CARRIER = "Chuyển phát mẫu"

#: Fewer than this are not worth dividing.
SMALL = 6

#: The batch that must come back: the older one of these candied lotus seeds.
RECALLED = (sales.SEEDS, 0)
RECALLED_DAYS_AGO = 3
#: Ho Chi Minh City: what keeps until it is there keeps until it is anywhere.
FARTHEST = "79"
#: Everyday sales are of things people buy without a second thought, in đồng.
EVERYDAY_MOST_VND = 1_500_000
#: The card company keeps a page open for a day at most; so long a visitor finds an order that waits for its card.
WAITING_HOURS = 23


def is_told() -> bool:
    """Whether anything was ordered."""
    return db.session.scalar(select(Order.id).limit(1)) is not None


def tell(dice: Random, now: datetime) -> None:
    """Live the month, and give its events their place in the chains."""
    month = Month(dice, now)
    month.plan()
    month.live()
    while sequencer.sequence():
        pass


@dataclass
class Month:
    """What is to happen, by its moment; nothing happens after `now`."""

    dice: Random
    now: datetime
    waiting: list[tuple[datetime, int, Callable[[datetime], None]]] = field(default_factory=list)
    order_of_equals: count[int] = field(default_factory=count)

    def on(self, moment: datetime, action: Callable[[datetime], None]) -> None:
        """Have `action` happen at `moment`, or now when that is still to come."""
        heapq.heappush(self.waiting, (min(moment, self.now), next(self.order_of_equals), action))

    def days_ago(self, days: int, hour: int) -> datetime:
        """Return the moment `days` days before today, some minutes past `hour` by the clock in Hanoi."""
        day = in_hanoi(self.now).date() - timedelta(days=days)
        return datetime.combine(day, time(hour, self.dice.randint(0, 55)), HANOI)

    def live(self) -> None:
        """Let everything happen in its order; what was mailed before yesterday has long been read."""
        lately = self.now - timedelta(days=1)
        read = False
        while self.waiting:
            moment, _, action = heapq.heappop(self.waiting)
            if moment >= lately and not read:
                _mail_was_sent(self.now)
                read = True
            action(moment)

    def plan(self) -> None:
        """Enter what does not follow from anything else."""
        for batch in _released():
            self._plan_deliveries(batch)
        for sale in sales.CHOSEN:
            self._plan_sale(sale)
        for usual in sales.everyday(self.dice):
            self._plan_everyday(usual)
        self.on(self.days_ago(RECALLED_DAYS_AGO, 10), _recall)
        self.on(self.days_ago(10, 9), _raise_a_price)

    # Deliveries

    def _plan_deliveries(self, batch: Batch) -> None:
        """Send most of a batch to the centres that list it; a very small one goes to its home only."""
        assert batch.released_at is not None, "only released batches are sent"
        centres = _centres_that_list(batch.variant_id)
        share = batch.quantity * 4 // 5 // len(centres)
        if batch.quantity < SMALL:
            centres, share = centres[:1], batch.quantity
        for centre in centres:
            hours = 1 if _keeps_briefly(batch) else self.dice.randint(17, 26)
            self.on(batch.released_at + timedelta(hours=hours), _receive(centre, batch, share))

    # Orders

    def _plan_sale(self, sale: Sale) -> None:
        moment = self.days_ago(sale.days_ago, sale.hour)
        if sale.until is Until.WAITING or sale.days_ago == 0:
            moment = self.now - timedelta(minutes=self.dice.randint(10, 60))

        def buy(at: datetime) -> None:
            lines = [(_listing(item), item.quantity, item.pinned) for item in sale.items]
            delivery = {line[0].centre_id: _how(line[0].centre.slug in sale.collected_at) for line in lines}
            order = _place(sale.buyer, sale.method, lines, delivery, at)
            self._after(order, sale.until_of, at)

        self.on(moment, buy)

    def _plan_everyday(self, usual: Everyday) -> None:
        def buy(at: datetime) -> None:
            chosen = [each for slug in usual.centres for each in self._from_the_shelf(slug, at)]
            if not chosen:
                return
            delivery = {listing.centre_id: _how(usual.collected) for listing, _, _ in chosen}
            order = _place(usual.buyer, usual.method, chosen, delivery, at)
            self._after(order, lambda _centre: usual.until, at)

        self.on(self.days_ago(usual.days_ago, usual.hour), buy)

    def _from_the_shelf(self, slug: str, at: datetime) -> list[tuple[Listing, int, bool]]:
        there = _on_the_shelf(slug, at)
        chosen = self.dice.sample(there, min(len(there), self.dice.choice((1, 1, 2, 3))))
        return [(listing, self.dice.choice((1, 1, 1, 2)), False) for listing in chosen]

    def _after(self, order: Order, until_of: Callable[[str], Until], at: datetime) -> None:
        """Enter what follows from an order: its payment, and the way of each parcel."""
        first = until_of(order.parcels[0].centre.slug)
        if first is Until.WAITING:
            _keep_waiting(order, self.now)
        elif first is Until.EXPIRED:
            self.on(at + timedelta(minutes=41), lambda moment: _hear_of_card(order, paid=False, at=moment))
        elif first is Until.CANCELLED:
            self.on(at + timedelta(hours=3), lambda moment: _cancel(order, moment))
        else:
            if order.method == Method.CARD:
                self.on(at + timedelta(minutes=4), lambda moment: _hear_of_card(order, paid=True, at=moment))
            for parcel in order.parcels:
                self._plan_way(parcel, until_of(parcel.centre.slug), at)

    def _plan_way(self, parcel: Parcel, until: Until, at: datetime) -> None:
        """Enter the packing the next morning, the carrier's round in the afternoon, and the buyer's door days later."""
        morning = datetime.combine(in_hanoi(at).date() + timedelta(days=1), time(9, self.dice.randint(0, 50)), HANOI)
        by = STAFF.get(parcel.centre.slug, SOMEBODY)
        if until is Until.TO_PACK:
            return
        self.on(morning, lambda moment: _pack(parcel, by, moment))
        if until is Until.PACKED:
            return
        if parcel.delivery == Delivery.COLLECT:
            self.on(morning + timedelta(minutes=20), lambda moment: fulfilment.make_ready(parcel, by=by, at=moment))
        else:
            self.on(morning + timedelta(hours=7), lambda moment: _hand_over(parcel, by, moment))
        if until is Until.DELIVERED:
            later = morning + timedelta(days=self.dice.randint(1, 3), hours=self.dice.randint(0, 8))
            self.on(later, lambda moment: fulfilment.deliver(parcel, by=by, at=moment))


# Goods


def _released() -> list[Batch]:
    return list(
        db.session.scalars(
            select(Batch)
            .where(Batch.state == BatchState.RELEASED)
            .options(joinedload(Batch.variant).joinedload(Variant.product).joinedload(Product.producer))
            .order_by(Batch.id)
        )
    )


def _keeps_briefly(batch: Batch) -> bool:
    days = batch.variant.product.shelf_life_days
    return days is not None and days < 10


def _centres_that_list(variant_id: int) -> list[Centre]:
    return list(
        db.session.scalars(
            select(Centre)
            .join(Listing)
            .where(Listing.variant_id == variant_id, Listing.delisted_at.is_(None))
            .order_by(Listing.id)
        )
    )


def _receive(centre: Centre, batch: Batch, quantity: int) -> Callable[[datetime], None]:
    def receive(at: datetime) -> None:
        movements.receive(
            centre,
            batch,
            quantity,
            by=STAFF.get(centre.slug, SOMEBODY),
            at=at,
            reference=f"PN-{in_hanoi(at):%m%d}-{batch.id}",
            key=f"receive:story:{batch.id}:{centre.id}",
        )

    return receive


def _on_the_shelf(slug: str, at: datetime) -> list[Listing]:
    """Return what a centre offers at that moment for everyday money, with at least five of it there."""
    return list(
        db.session.scalars(
            select(Listing)
            .join(Listing.centre)
            .join(Batch, Batch.variant_id == Listing.variant_id)
            .join(LotInStock, (LotInStock.batch_id == Batch.id) & (LotInStock.centre_id == Listing.centre_id))
            .where(
                Centre.slug == slug,
                Listing.delisted_at.is_(None),
                Listing.price_vnd <= EVERYDAY_MOST_VND,
                LotInStock.on_hand - LotInStock.reserved >= 5,
                may_be_sold(arrives_by(in_hanoi(at).date(), FARTHEST)),
            )
            .distinct()
            .order_by(Listing.id)
        )
    )


def _raise_a_price(at: datetime) -> None:
    """The glaze got dearer, and so do the bowls of one centre."""
    listing = _listing(Item(sales.B, sales.BOWLS))
    listings.set_price(listing, listing.price_vnd + 10_000, by=people.AT_BAT_TRANG.name, at=at)


def _recall(at: datetime) -> None:
    product, position = RECALLED
    batch = db.session.scalars(
        select(Batch)
        .join(Batch.variant)
        .join(Variant.product)
        .join(Product.producer)
        .where(Product.slug == product, Variant.position == position, Producer.is_fictional)
        .order_by(Batch.made_on)
        .limit(1)
    ).one()
    recalls.open_recall(
        batch,
        reason_vi="Trong một số hộp có lẫn mảnh vỏ hạt sen cứng.",
        reason_en="Some boxes hold hard bits of lotus shell.",
        what_to_do_vi="Đừng ăn. Mang hoặc gửi hộp về trung tâm nào cũng được: hoàn đủ tiền, không cần hoá đơn.",
        what_to_do_en="Do not eat them. Bring or send the box back to any centre: the full price, no receipt needed.",
        said_by=batch.producer.name_vi,
        by=people.OFFICER.name,
        at=at,
    )


# Buyers


def _listing(item: Item) -> Listing:
    return db.session.scalars(
        select(Listing)
        .join(Listing.centre)
        .join(Listing.variant)
        .join(Variant.product)
        .where(Centre.slug == item.centre, Product.slug == item.product, Variant.position == item.position)
    ).one()


def _how(is_collected: bool) -> Delivery:
    return Delivery.COLLECT if is_collected else Delivery.SHIP


def _place(
    buyer: Buyer,
    method: Method,
    lines: list[tuple[Listing, int, bool]],
    delivery: dict[int, Delivery],
    at: datetime,
) -> Order:
    """Fill a cart as `buyer` would and order what is in it."""
    user = people.user_of(people.BUYER) if buyer.email == people.BUYER.email else None
    cart = Cart(user_id=user.id if user else None, created_at=at, changed_at=at)
    for listing, quantity, pinned in lines:
        batch = _in_front(listing, quantity, at) if pinned else None
        cart.lines.append(CartLine(listing=listing, quantity=quantity, batch=batch, added_at=at))
    db.session.add(cart)
    db.session.flush()  # the contents are read by the cart's number
    address = buyer.address
    ships = Delivery.SHIP in delivery.values()
    details = checkout.Details(
        recipient=address.recipient,
        phone=address.phone,
        email=buyer.email,
        method=method,
        delivery=delivery,
        address=address if ships else None,
    )
    order = checkout.place_order(cart, details, key=secret_token(), user=user, language=buyer.language, at=at)
    db.session.delete(cart)
    return order


def _in_front(listing: Listing, quantity: int, at: datetime) -> Batch:
    """Return the batch that goes first and of which so many are there."""
    lots = lots_for_sale(listing.centre_id, listing.variant_id, arrives_by(in_hanoi(at).date(), FARTHEST))
    return next(lot.batch for lot in lots if lot.available >= quantity)


def _cancel(order: Order, at: datetime) -> None:
    cancellation.cancel(order, by=order.recipient, why="Người mua đổi ý", at=at)


# Cards


@dataclass(frozen=True)
class CardPage:
    """What the card company says of one of its pages: the parts of a Checkout Session that we read."""

    id: str
    status: str
    payment_status: str
    amount_total: int
    payment_intent: str | None
    currency: str = card.CURRENCY


def _attempts(order: Order) -> list[Attempt]:
    return list(db.session.scalars(select(Attempt).join(Attempt.payment).where(Payment.order_code == order.code)))


def _hear_of_card(order: Order, *, paid: bool, at: datetime) -> None:
    """Hear that the card page of an order was paid, or that it ran out."""
    for attempt in _attempts(order):
        # As if the company's page had been opened before.
        attempt.session_id, attempt.state = f"cs_demo_{attempt.id}", AttemptState.OPEN
        page: Any = CardPage(
            id=attempt.session_id,
            status="complete" if paid else "expired",
            payment_status="paid" if paid else "unpaid",
            amount_total=attempt.amount_vnd,
            payment_intent=f"pi_demo_{attempt.id}" if paid else None,
        )
        card.apply_checkout(page, at=at)


def _keep_waiting(order: Order, now: datetime) -> None:
    for attempt in _attempts(order):
        attempt.expires_at = now + timedelta(hours=WAITING_HOURS)


# Desks


def _pack(parcel: Parcel, by: str, at: datetime) -> None:
    """Scan each item's label, and pack."""
    scanned = [
        f"{allocation.batch.lot_code} x {allocation.quantity}"
        for line in parcel.lines
        for allocation in line.allocations
    ]
    fulfilment.pack(parcel, scanned, by=by, at=at)


def _hand_over(parcel: Parcel, by: str, at: datetime) -> None:
    fulfilment.hand_over(parcel, carrier=CARRIER, tracking=f"MAU{parcel.id:06}", by=by, at=at)


def _mail_was_sent(now: datetime) -> None:
    """What was to be mailed so far is not sent again by the worker of today."""
    db.session.flush()
    db.session.execute(
        update(Task)
        .where(Task.kind == "mail", Task.state == TaskState.WAITING)
        .values(state=TaskState.DONE, done_at=now)
    )
