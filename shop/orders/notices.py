"""What a buyer is told by mail: each fact once, in the language the order was placed in."""

from __future__ import annotations

from typing import Any

from flask import current_app

from shop.core.mail import send_later
from shop.orders.models import Order, Parcel


def tell(order: Order, what: str, parcel: Parcel | None = None, **more: Any) -> None:
    """Have the buyer told `what` (a template of `templates/emails`) once; without an address nobody is told."""
    if not order.email:
        return
    subject = parcel.code if parcel else order.code
    send_later(
        order.email,
        what,
        language=order.language,
        key=f"mail:{what}:{subject}",
        order=order,
        parcel=parcel,
        link=link_to(order),
        **more,
    )


def link_to(order: Order) -> str:
    """Return the whole address of the order page; whoever has it sees the order."""
    base = str(current_app.config["PUBLIC_BASE_URL"]).rstrip("/")
    prefix = "" if order.language == "vi" else f"/{order.language}"
    return f"{base}{prefix}/orders/{order.token}"
