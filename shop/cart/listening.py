"""The cart listens to the accounts room: whoever signs in keeps what they had put in before."""

from __future__ import annotations

from typing import Any

from flask import session

from shop.accounts.models import User
from shop.accounts.signals import signed_in
from shop.cart import contents


def listen() -> None:
    """Connect to the signal below; connecting twice is harmless."""
    signed_in.connect(_join_carts)


def _join_carts(user: User, **_: Any) -> None:
    cart = contents.adopt(user, session.get("cart"))
    if cart is not None:
        session["cart"] = cart.token
