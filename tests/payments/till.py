"""One place from which a test pays, declines, abandons, and delivers the card company's messages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import requests
from sqlalchemy import select

from shop.core.db import db
from shop.core.time import now
from shop.orders.models import Order
from shop.payments import card
from shop.payments.models import Attempt, Payment
from tests.factories import Make
from tests.house import Client, Page
from tests.paystand.stand import Listener, Stand

GOOD = "4242 4242 4242 4242"
DECLINED = "4000 0000 0000 0002"
ASKS_ITS_OWNER = "4000 0027 6000 3184"
TYPED = {"expiry": "12/34", "cvc": "123", "name": "Nguyễn Lan"}


def payment_of(order: Order) -> Payment:
    """Return the one payment of an order."""
    return db.session.scalars(select(Payment).where(Payment.order_code == order.code)).one()


def asked_for(order: Order) -> dict[str, Any]:
    """Return what the shop tells the card company about an order."""
    lines = [
        {"name": line.name_vi, "quantity": line.quantity, "unit_amount": line.price_vnd}
        for parcel in order.parcels
        for line in parcel.lines
    ]
    if order.delivery_vnd:
        lines.append({"name": "Phí giao hàng", "quantity": 1, "unit_amount": order.delivery_vnd})
    return {
        "code": order.code,
        "language": order.language,
        "email": order.email,
        "lines": lines,
        "return_url": "http://shop.example/checkout/return?sid={CHECKOUT_SESSION_ID}",
        "cancel_url": f"http://shop.example/orders/{order.token}",
    }


@dataclass
class Till:
    """The card desk, its messages, and the shop's door for them."""

    stand: Stand
    messages: Listener
    shop: Client
    make: Make

    def order(self, **changes: Any) -> Order:
        """An order of two vases, to be paid by card: 930,000 đồng with delivery."""
        listing = self.make.on_sale()
        return self.make.order((listing, 2), method="card", **changes)

    def open_page(self, order: Order) -> Attempt:
        """Have the company open its page for the order."""
        attempt = card.fresh_attempt(payment_of(order), at=now())
        card.open_page(attempt, asked_for(order))
        db.session.commit()
        return attempt

    def pay(self, attempt: Attempt, number: str = GOOD) -> requests.Response:
        """Type a card into the company's page and press its button."""
        page = f"{self.stand.url}/c/pay/{attempt.session_id}"
        return self.stand.http.post(page, data={"number": number, **TYPED}, allow_redirects=False, timeout=10)

    def answer_owner(self, attempt: Attempt, said: str) -> None:
        """Answer the bank's question, `yes` or `no`, on the page it asks on."""
        intent = card.look_up(str(attempt.session_id)).payment_intent.id
        self.stand.http.post(
            f"{self.stand.url}/c/3ds/{intent}", data={"answer": said}, allow_redirects=False, timeout=10
        )

    def look(self, attempt: Attempt) -> Attempt | None:
        """Do what return page, message and sweep do: look at the session as it is now, and apply it."""
        found = card.apply_checkout(card.look_up(str(attempt.session_id)), at=now())
        db.session.commit()
        return found

    def hear(self, kind: str) -> tuple[bytes, str]:
        """Wait for a message of this kind and return its body and signature."""
        self.messages.wait_for_type(kind)
        return next(one for one in self.messages.received if f'"type": "{kind}"'.encode() in one[0])

    def hand_over(self, message: tuple[bytes, str], *, expect: int = 200) -> Page:
        """Bring one message to the shop's door, as the company's courier would."""
        body, signature = message
        return self.shop.open(
            "POST",
            "/webhooks/stripe",
            expect=expect,
            data=body,
            headers={"Stripe-Signature": signature},
            content_type="application/json",
        )
