"""Turning what was typed at checkout into the details of an order, and keeping it between the pages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from shop.cart.queries import Contents
from shop.core.errors import Refusal
from shop.delivery import places
from shop.delivery.addresses import AddressRefused, PhoneRefused, address, phone
from shop.orders.checkout import Details
from shop.orders.forms import CheckoutForm
from shop.orders.models import Delivery
from shop.payments.models import Method

#: Fields kept in the cart, as they were typed.
KEPT = ("recipient", "phone", "email", "province_code", "commune", "commune_id", "street", "note", "method")


class FieldRefused(Refusal):
    """What was typed in one field cannot be used."""

    def __init__(self, field: str, message: object) -> None:
        super().__init__(message)
        self.field = field


def deliveries(form: Mapping[str, str], basket: Contents, kept: Mapping[str, Any] | None = None) -> dict[int, Delivery]:
    """Return how each centre's parcel travels: as chosen in the form, else as kept, else sent."""
    kept = kept or {}
    chosen = {}
    for each in basket.baskets:
        value = form.get(f"delivery-{each.centre.id}") or kept.get(str(each.centre.id), "")
        chosen[each.centre.id] = Delivery.COLLECT if value == Delivery.COLLECT else Delivery.SHIP
    return chosen


def details(form: CheckoutForm, delivery: dict[int, Delivery]) -> Details:
    """Return the details of an order out of a form that is valid by itself.

    Raises FieldRefused, naming the field, for a telephone nobody can call or an address nobody finds.
    """
    ships = Delivery.SHIP in delivery.values()
    try:
        number = phone(form.phone.data)
        place = None
        if ships:
            place = address(
                recipient=form.recipient.data,
                phone=form.phone.data,
                province_code=form.province_code.data,
                commune=_commune(form),
                street=form.street.data or "",
                note=form.note.data or "",
            )
    except AddressRefused as refusal:
        raise FieldRefused(refusal.field, str(refusal)) from refusal
    except PhoneRefused as refusal:
        raise FieldRefused("phone", str(refusal)) from refusal
    return Details(
        recipient=form.recipient.data.strip(),
        phone=number,
        email=(form.email.data or "").strip() or None,
        method=_method(form.method.data, delivery),
        delivery=delivery,
        address=place,
    )


def _method(chosen: str, delivery: dict[int, Delivery]) -> Method:
    """Return the method an order bears: cash is taken at the counter when nothing is sent."""
    if chosen == Method.CARD:
        return Method.CARD
    return Method.CASH_ON_DELIVERY if Delivery.SHIP in delivery.values() else Method.AT_THE_CENTRE


def _commune(form: CheckoutForm) -> str:
    """Return the commune as `address` wants it: in Hanoi one of the list, found by old names too.

    Raises FieldRefused, and offers the choices in the form, when an old name became several communes.
    """
    text = form.commune.data or ""
    if form.province_code.data != places.HANOI:
        return text
    found = places.candidates(text)
    form.commune_id.choices = [(each.commune.id, each.commune.full_name_vi) for each in found]
    ids = [each.commune.id for each in found]
    if form.commune_id.data in ids:
        return str(form.commune_id.data)
    if len(ids) == 1:
        return ids[0]
    if ids:
        raise FieldRefused("commune", _("This place is part of several communes today. Choose yours below."))
    return text


def keep(form: CheckoutForm, delivery: dict[int, Delivery]) -> dict[str, Any]:
    """Return what was typed, ready to be kept in the cart."""
    typed = {name: form[name].data for name in KEPT}
    return typed | {"delivery": {str(centre_id): chosen.value for centre_id, chosen in delivery.items()}}
