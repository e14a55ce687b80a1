"""Placing an order: prices read again, stock set aside, parcels and payments made, in one transaction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from shop.accounts import sign_in
from shop.accounts.models import User
from shop.accounts.policies import body_hash
from shop.accounts.policies import current as current_policy
from shop.cart import contents
from shop.cart.models import Cart
from shop.cart.queries import Basket, Contents
from shop.cart.queries import contents as read_contents
from shop.catalogue.models import Seller
from shop.core.codes import order_code
from shop.core.db import db, unique_violation
from shop.core.errors import Refusal
from shop.core.i18n import said
from shop.core.rules import rule
from shop.core.time import in_hanoi
from shop.delivery.addresses import Address
from shop.delivery.places import provinces
from shop.delivery.times import arrives_by
from shop.orders import allocation, notices
from shop.orders.models import Delivery, Order, OrderLine, OrderState, Parcel, ParcelState
from shop.payments import card
from shop.payments.models import Method, Payment
from shop.stock.queries import left_of

#: The policies a buyer accepts; their versions are kept with the order.
ACCEPTED = ("terms", "privacy", "returns")


class CheckoutRefused(Refusal):
    """The order cannot be placed like this; nothing was changed."""


class TooLongOnTheWay(CheckoutRefused):
    """What is to be sent would arrive too close to its best-before day; `centre_id` says from where."""

    def __init__(self, name: str, centre_id: int) -> None:
        super().__init__(
            _l(
                "%(name)s would arrive too close to its best-before day. Collect this parcel, or take it out.",
                name=name,
            )
        )
        self.centre_id = centre_id


@dataclass(frozen=True)
class Details:
    """What a buyer tells at checkout."""

    recipient: str
    #: E.164.
    phone: str
    email: str | None
    method: Method
    #: Centre id -> how its parcel reaches the buyer.
    delivery: Mapping[int, Delivery]
    #: None when every parcel is collected.
    address: Address | None = None


def place_order(cart: Cart, details: Details, *, key: str, user: User | None, language: str, at: datetime) -> Order:
    """Turn `cart` into an order: one parcel a centre, stock held, one payment a seller.

    The same `key` gives the same order, so that two clicks are one. Raises CheckoutRefused, CannotServe (what is
    short) or CartRefused (what is not sold any more); the transaction is then to be rolled back.
    """
    if (known := by_key(key)) is not None:
        return known
    on = in_hanoi(at).date()
    basket = read_contents(cart, on)
    check(basket, details, on)
    order = _order(basket, details, key, user, language, at)
    try:
        with db.session.begin_nested():
            db.session.add(order)
            db.session.flush()  # lines need their numbers; and of two clicks the key lets one through
    except IntegrityError as error:
        if unique_violation(error) == frozenset({"checkout_key"}) and (known := by_key(key)) is not None:
            return known
        raise
    allocation.allocate(
        [
            (line, parcel.centre_id, needed_on(details, parcel.delivery, on))
            for parcel in order.parcels
            for line in parcel.lines
        ]
    )
    _begin_payments(order, basket, at)
    _keep_consent(order)
    contents.empty(cart)
    if order.method != Method.CARD:
        confirm(order, by=details.recipient, at=at)
        notices.tell(order, "placed")
    db.session.flush()
    return order


def by_key(key: str) -> Order | None:
    """Return the order that was placed with this checkout key, or None."""
    return db.session.scalar(select(Order).where(Order.checkout_key == key))


def confirm(order: Order, *, by: str, at: datetime) -> None:
    """Hand the order to the desks: it is paid, or cash will be taken."""
    order.move(OrderState.CONFIRMED, by=by, at=at)
    for parcel in order.parcels:
        parcel.move(ParcelState.TO_PACK, by=by, at=at)


def how(details_method: Method, delivery: Delivery) -> Method:
    """Return how one parcel is paid: cash is taken at the door when it is shipped, at the counter when collected."""
    if details_method == Method.CARD:
        return Method.CARD
    return Method.CASH_ON_DELIVERY if delivery == Delivery.SHIP else Method.AT_THE_CENTRE


def needed_on(details: Details, delivery: Delivery, on: date) -> date:
    """Return the day on which a parcel ordered `on` a day is with its buyer at the latest: until then things must keep.

    What is collected is there at once.
    """
    if delivery == Delivery.SHIP and details.address is not None:
        return arrives_by(on, details.address.province_code)
    return on


def check(basket: Contents, details: Details, on: date) -> None:
    """Raise CheckoutRefused or CartRefused when the order could not be placed like this `on` that day."""
    if not basket.baskets:
        raise CheckoutRefused(_l("Your basket is empty, so there is nothing to order."))
    for each in basket.baskets:
        for line in each.lines:
            contents.check_sold(line.listing)
        _check_cash(each, details)
    ships = any(details.delivery[each.centre.id] == Delivery.SHIP for each in basket.baskets)
    if ships and details.address is None:
        raise CheckoutRefused(_l("Say where the parcels are to be sent."))
    if details.method == Method.CARD and not card.offered(total(basket, details)):
        raise CheckoutRefused(_l("A card cannot pay this sum. Choose cash instead."))
    _check_way(basket, details, on)


def _check_way(basket: Contents, details: Details, on: date) -> None:
    """Refuse to send what would not keep until it is there, although it may be sold over the counter today."""
    sent = [each for each in basket.baskets if details.delivery[each.centre.id] == Delivery.SHIP]
    if not sent:
        return
    items = [(item, each.centre.id) for each in sent for item in each.lines]
    keeps = left_of([item.listing.id for item, _ in items], needed_on(details, Delivery.SHIP, on))
    for item, centre_id in items:
        lots = keeps[item.listing.id]
        keep = sum(lots.values()) if item.batch is None else lots.get(item.batch.id, 0)
        if keep < item.quantity <= item.left:  # what is not there at all is said when lots are looked for
            raise TooLongOnTheWay(said(item.product, "name"), centre_id)


def _check_cash(basket: Basket, details: Details) -> None:
    if details.method == Method.CARD or details.delivery[basket.centre.id] != Delivery.SHIP:
        return
    limit = int(rule("cash_limit_vnd"))
    if basket.goods_vnd + basket.fee_vnd > limit:
        raise CheckoutRefused(
            _l("This parcel is worth more than carriers collect in cash. Pay by card, or collect it.")
        )


def total(basket: Contents, details: Details) -> int:
    """Return what the order costs with delivery, in đồng."""
    return basket.goods_vnd + sum(fee(each, details) for each in basket.baskets)


def fee(basket: Basket, details: Details) -> int:
    """Return what sending one parcel costs, in đồng; collecting it costs nothing."""
    return basket.fee_vnd if details.delivery[basket.centre.id] == Delivery.SHIP else 0


def _order(basket: Contents, details: Details, key: str, user: User | None, language: str, at: datetime) -> Order:
    code, place = _free_code(), details.address
    parcels = [_parcel(each, details, f"{code}-{number}") for number, each in enumerate(basket.baskets, start=1)]
    goods, fees = sum(p.goods_vnd for p in parcels), sum(p.fee_vnd for p in parcels)
    return Order(
        code=code,
        checkout_key=key,
        user_id=user.id if user else None,
        language=language,
        placed_at=at,
        method=details.method,
        email=details.email,
        recipient=details.recipient,
        phone=details.phone,
        province_code=place.province_code if place else None,
        province_name=_province_name(place),
        commune_id=place.commune_id if place else None,
        commune_name=place.commune if place else None,
        street=place.street if place else None,
        note=place.note if place else None,
        goods_vnd=goods,
        delivery_vnd=fees,
        total_vnd=goods + fees,
        agreed=_agreed(basket, details),
        parcels=parcels,
    )


def _free_code() -> str:
    """Return an order code nobody has; two in a thousand million collide, and then another one is drawn."""
    while True:
        code = order_code()
        if db.session.scalar(select(Order.id).where(Order.code == code)) is None:
            return code


def _province_name(place: Address | None) -> str | None:
    if place is None:
        return None
    return next(each.name_vi for each in provinces() if each.code == place.province_code)


def _parcel(basket: Basket, details: Details, code: str) -> Parcel:
    delivery = details.delivery[basket.centre.id]
    return Parcel(
        code=code,
        centre=basket.centre,
        delivery=delivery,
        goods_vnd=basket.goods_vnd,
        fee_vnd=fee(basket, details),
        lines=[
            OrderLine(
                listing=line.listing,
                variant=line.listing.variant,
                name_vi=f"{line.listing.variant.product.name_vi}, {line.listing.variant.name_vi}",
                name_en=f"{line.listing.variant.product.name_en}, {line.listing.variant.name_en}",
                price_vnd=line.listing.price_vnd,
                quantity=line.quantity,
                pinned_batch_id=line.batch_id,
            )
            for line in basket.lines
        ],
    )


def _agreed(basket: Contents, details: Details) -> dict[str, Any]:
    """Return what the review page showed and the buyer agreed to."""
    return {
        "policies": {slug: _version(slug) for slug in ACCEPTED},
        "sellers": [_seller(seller) for seller in sellers(basket)],
        "lines": [
            {
                "name": line.listing.variant.product.name_vi,
                "variant": line.listing.variant.name_vi,
                "quantity": line.quantity,
                "price_vnd": line.listing.price_vnd,
                "centre": each.centre.slug,
                "batch": line.batch.lot_code if line.batch else None,
            }
            for each in basket.baskets
            for line in each.lines
        ],
        "total_vnd": total(basket, details),
    }


def _seller(seller: Seller) -> dict[str, str]:
    return {"name": seller.legal_name, "address": seller.address, "tax_code": seller.tax_code, "phone": seller.phone}


def _version(slug: str) -> dict[str, str]:
    policy = current_policy(slug)
    return {"version": policy.version, "hash": body_hash(policy)}


def sellers(basket: Contents) -> list[Seller]:
    """Return who sells what is in the basket, each once. A centre without a seller cannot sell: CheckoutRefused."""
    found: dict[int, Seller] = {}
    for each in basket.baskets:
        if each.centre.seller is None:
            raise CheckoutRefused(_l("This centre does not sell yet."))
        found[each.centre.seller.id] = each.centre.seller
    return list(found.values())


def _begin_payments(order: Order, basket: Contents, at: datetime) -> None:
    """Make one payment for each seller: nobody's money passes through another's account."""
    by_seller: dict[int, int] = {}
    for each, parcel in zip(basket.baskets, order.parcels, strict=True):
        seller_id = each.centre.seller_id
        assert seller_id is not None, "checked with the sellers"
        by_seller[seller_id] = by_seller.get(seller_id, 0) + parcel.total_vnd
    for seller_id, amount in sorted(by_seller.items()):
        payment = Payment(
            order_code=order.code, seller_id=seller_id, method=order.method, amount_vnd=amount, created_at=at
        )
        db.session.add(payment)
        db.session.flush()  # an attempt belongs to the payment's number
        if order.method == Method.CARD:
            card.new_attempt(payment, at=at)


def _keep_consent(order: Order) -> None:
    for slug in ACCEPTED:
        sign_in.accept(order.email or order.phone, slug, purpose=f"order {order.code}", channel="web")
