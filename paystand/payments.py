"""Paying: a card is confirmed, its bank may want to see the owner, the money is taken or refused."""

from dataclasses import dataclass

from paystand import cards, checkout, events, objects
from paystand.cards import Decline, TestCard
from paystand.desk import Desk
from paystand.errors import no_such
from paystand.money import settle
from paystand.store import Doc

REFUSED_BY_OWNER = Decline(
    "payment_intent_authentication_failure",
    None,
    "The provided PaymentMethod has failed authentication. You can provide payment_method_data or a new PaymentMethod"
    " to attempt to fulfill this PaymentIntent again.",
)


class SessionClosed(Exception):
    """The session is already paid or expired: nothing can be paid in it any more."""


@dataclass(frozen=True)
class CardEntry:
    """What a customer typed, after it was understood."""

    card: TestCard
    name: str
    email: str
    exp_month: int
    exp_year: int


def pay(desk: Desk, session_id: str, entry: CardEntry) -> Doc:
    """Confirm a card for an open session and return its PaymentIntent.

    The status says what happened: `succeeded`; `requires_action` when 3-D Secure comes next; `requires_payment_method`
    when the card was declined, with the reason in `last_payment_error`: the session stays open.
    Raises SessionClosed, and changes nothing, when the session is not open.
    """
    with desk.store.transaction():
        session = checkout.find_session(desk, session_id)
        if session["status"] != "open":
            raise SessionClosed
        intent = _intent_of(desk, session)
        method = _remember_card(desk, intent, entry)
        if not entry.card.authenticates:
            return _take_money(desk, intent, method, entry.card, authenticated=False)
        return _ask_for_owner(desk, intent, method, session)


def _intent_of(desk: Desk, session: Doc) -> Doc:
    if session["payment_intent"]:
        intent = desk.store.get("payment_intent", session["payment_intent"])
        assert intent is not None
        return intent
    plan = desk.store.get("plan", f"plan_{session['id']}") or {}
    intent = objects.payment_intent(session, plan, now=desk.now())
    desk.store.put(intent, parent=session["id"])
    desk.store.put(session | {"payment_intent": intent["id"]})
    events.record(desk, "payment_intent.created", intent)
    return intent


def _remember_card(desk: Desk, intent: Doc, entry: CardEntry) -> Doc:
    method = objects.payment_method(
        entry.card,
        name=entry.name,
        email=entry.email,
        exp_month=entry.exp_month,
        exp_year=entry.exp_year,
        now=desk.now(),
    )
    desk.store.put({"id": f"card_{method['id']}", "object": "behaviour", "key": entry.card.key})
    return desk.store.put(method, parent=intent["id"])


def _ask_for_owner(desk: Desk, intent: Doc, method: Doc, session: Doc) -> Doc:
    base = desk.settings.public_url.rstrip("/")
    address = {"return_url": f"{base}/c/pay/{session['id']}", "url": f"{base}/c/3ds/{intent['id']}"}
    intent = intent | {
        "status": "requires_action",
        "payment_method": method["id"],
        "last_payment_error": None,
        "next_action": {"type": "redirect_to_url", "redirect_to_url": address},
    }
    desk.store.put(intent)
    events.record(desk, "payment_intent.requires_action", intent)
    return intent


def authenticate(desk: Desk, intent_id: str, *, approved: bool) -> Doc:
    """Answer the 3-D Secure question of a PaymentIntent and return it as `pay` does.

    Raises SessionClosed, and changes nothing, when nobody is being asked (any more).
    """
    with desk.store.transaction():
        intent = find_intent(desk, intent_id)
        session = checkout.find_session(desk, desk.store.parent_of(intent_id) or "")
        if session["status"] != "open" or intent["status"] != "requires_action":
            raise SessionClosed
        method = desk.store.get("payment_method", intent["payment_method"])
        assert method is not None
        if not approved:
            return _fail(desk, intent, method, None, REFUSED_BY_OWNER)
        behaviour = desk.store.get("behaviour", f"card_{method['id']}")
        assert behaviour is not None
        return _take_money(desk, intent, method, cards.card_keyed(behaviour["key"]), authenticated=True)


def find_intent(desk: Desk, intent_id: str) -> Doc:
    intent = desk.store.get("payment_intent", intent_id)
    if intent is None:
        raise no_such("payment_intent", intent_id, param="intent")
    return intent


def _take_money(desk: Desk, intent: Doc, method: Doc, card: TestCard, *, authenticated: bool) -> Doc:
    charge = objects.charge(intent, method, decline=card.decline, authenticated=authenticated, now=desk.now())
    if card.decline is None:
        return _succeed(desk, intent, method, charge)
    desk.store.put(charge, parent=intent["id"])
    events.record(desk, "charge.failed", charge)
    return _fail(desk, intent, method, charge, card.decline)


def _succeed(desk: Desk, intent: Doc, method: Doc, charge: Doc) -> Doc:
    settled = objects.balance_transaction(charge, settle(charge["amount"], charge["currency"]), now=desk.now())
    charge = charge | {"balance_transaction": settled["id"]}
    desk.store.put(settled)
    desk.store.put(charge, parent=intent["id"])
    events.record(desk, "charge.succeeded", charge)
    intent = intent | {
        "status": "succeeded",
        "amount_received": intent["amount"],
        "latest_charge": charge["id"],
        "payment_method": method["id"],
        "last_payment_error": None,
        "next_action": None,
    }
    desk.store.put(intent)
    events.record(desk, "payment_intent.succeeded", intent)
    _complete_session(desk, intent, method)
    return intent


def _complete_session(desk: Desk, intent: Doc, method: Doc) -> None:
    session = desk.store.get("checkout.session", desk.store.parent_of(intent["id"]) or "")
    assert session is not None
    payer = method["billing_details"]
    session = session | {
        "status": "complete",
        "payment_status": "paid",
        "url": None,
        "customer_details": objects.customer_details(payer["email"], payer["name"]),
    }
    desk.store.put(session)
    events.record(desk, "checkout.session.completed", session)


def _fail(desk: Desk, intent: Doc, method: Doc, charge: Doc | None, decline: Decline) -> Doc:
    intent = intent | {
        "status": "requires_payment_method",
        "payment_method": None,
        "next_action": None,
        "last_payment_error": objects.payment_error(method, charge, decline),
    }
    if charge is not None:
        intent["latest_charge"] = charge["id"]
    desk.store.put(intent)
    events.record(desk, "payment_intent.payment_failed", intent)
    return intent
