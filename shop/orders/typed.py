"""Turning what was typed at checkout into the details of an order, and keeping it between the pages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from shop.cart.queries import Contents
from shop.core.errors import Refusal
from shop.core.text import clean
from shop.delivery.addresses import Address, AddressRefused, Candidate, PhoneRefused, address, phone
from shop.delivery.places import HANOI, candidates, communes_of_hanoi
from shop.orders.checkout import Details
from shop.orders.forms import CARD, CheckoutForm
from shop.orders.models import Delivery
from shop.payments.models import Method

#: Fields kept in the cart, as they were typed.
KEPT = ("recipient", "phone", "email", "province_code", "commune", "commune_id", "street", "note", "method")

Typed = Mapping[str, Any]


class Unfinished(Refusal):
    """Something typed cannot be used yet: the sentence for each field, and what an old name may mean today."""

    def __init__(self, errors: dict[str, str], communes: tuple[Candidate, ...] = ()) -> None:
        super().__init__(next(iter(errors.values())))
        self.errors, self.communes = errors, communes


def keep(form: CheckoutForm, delivery: Mapping[int, Delivery]) -> dict[str, Any]:
    """Return what was typed, ready to be kept in the cart."""
    typed = {name: form[name].data or "" for name in KEPT}
    return typed | {"delivery": {str(centre_id): chosen.value for centre_id, chosen in delivery.items()}}


def deliveries(form: Mapping[str, str], basket: Contents, typed: Typed) -> dict[int, Delivery]:
    """Return how each centre's parcel travels: as chosen in the form, else as kept, else sent."""
    kept = typed.get("delivery", {})
    chosen = {}
    for each in basket.baskets:
        value = form.get(f"delivery-{each.centre.id}") or kept.get(str(each.centre.id), "")
        chosen[each.centre.id] = Delivery.COLLECT if value == Delivery.COLLECT else Delivery.SHIP
    return chosen


def details(typed: Typed, delivery: Mapping[int, Delivery]) -> Details:
    """Return the details of an order out of what was typed.

    Raises Unfinished with a sentence for each field: a telephone nobody can call, an address nobody finds.
    """
    errors: dict[str, str] = {}
    number = _phone(typed, errors)
    ships = Delivery.SHIP in delivery.values()
    place, communes = _place(typed, number, errors) if ships else (None, ())
    if errors:
        raise Unfinished(errors, communes)
    return Details(
        recipient=clean(typed["recipient"]),
        phone=number,
        email=typed["email"].strip() or None,
        method=_method(typed["method"], ships),
        delivery=delivery,
        address=place,
    )


def _phone(typed: Typed, errors: dict[str, str]) -> str:
    try:
        return phone(typed["phone"])
    except PhoneRefused as refusal:
        errors["phone"] = str(refusal)
        return ""


def _place(typed: Typed, number: str, errors: dict[str, str]) -> tuple[Address | None, tuple[Candidate, ...]]:
    """Return where the parcels go, or what the commune may mean when that is not certain; errors are written down."""
    chosen, communes = _commune(typed)
    if not chosen:
        errors["commune"] = _("This place is part of several communes today. Choose yours.")
    place = None
    # The second reading is as if the street were there, so that a commune that is wrong too is said at once.
    for street in (typed["street"], typed["street"] or "?"):
        try:
            place = address(
                recipient=typed["recipient"] or "?",  # what is wrong with these two is said beside their own fields
                phone=number or "+84912345678",
                province_code=typed["province_code"],
                commune=chosen or "?",
                street=street,
                note=_note(typed, chosen, communes),
            )
        except AddressRefused as refusal:
            errors.setdefault(refusal.field, str(refusal))
    return (None if errors else place), (() if chosen else communes)


def _commune(typed: Typed) -> tuple[str, tuple[Candidate, ...]]:
    """Return the commune as `address` wants it, and what the text may mean; empty when the buyer has to choose."""
    text = typed["commune"]
    if typed["province_code"] != HANOI:
        return text or " ", ()
    if any(each.full_name_vi == clean(text) for each in communes_of_hanoi()):
        return text, ()
    found = candidates(text)
    chosen = next((each for each in found if each.commune.id == typed["commune_id"]), None)
    if chosen is None and len(found) == 1:
        chosen = found[0]
    if chosen is not None:
        return chosen.commune.id, (chosen,)
    return ("", found) if found else (text or " ", ())


def _note(typed: Typed, chosen: str, communes: tuple[Candidate, ...]) -> str:
    """Return the note for the carrier, with the old name of the place behind it: many still know only that one."""
    old = [each.found_by for each in communes if chosen and each.found_by != each.commune.full_name_vi]
    return clean(f"{typed['note']} (trước là {old[0]})" if old else typed["note"])


def _method(chosen: str, ships: bool) -> Method:
    """Return the method an order bears: cash is taken at the counter when nothing is sent."""
    if chosen == CARD:
        return Method.CARD
    return Method.CASH_ON_DELIVERY if ships else Method.AT_THE_CENTRE
