"""The form of the hosted page: what was typed, what is wrong with it, and what may be shown again."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from paystand.cards import card_numbered
from paystand.checkout import is_email
from paystand.payments import CardEntry
from paystand.words import HANOI


@dataclass
class CardForm:
    """`kept` never holds the card number or the CVC, so a page cannot show them again."""

    kept: dict[str, str] = field(default_factory=dict)
    #: Field name -> key of the sentence that says what is wrong.
    errors: dict[str, str] = field(default_factory=dict)
    entry: CardEntry | None = None


def read(typed: Mapping[str, str], *, known_email: str | None, now: float) -> CardForm:
    """Understand what was typed; `entry` is there only when nothing is wrong."""
    text = {name: typed.get(name, "").strip()[:200] for name in ("email", "number", "expiry", "cvc", "name")}
    email = known_email or text["email"]
    form = CardForm(kept={name: text[name] for name in ("email", "expiry", "name")})
    if not is_email(email):
        form.errors["email"] = "email_wrong"
    card = card_numbered(text["number"])
    if card is None:
        form.errors["number"] = "number_wrong" if text["number"] else "number_missing"
    expiry = _month(text["expiry"])
    if expiry is None:
        form.errors["expiry"] = "expiry_wrong"
    elif expiry < _this_month(now):
        form.errors["expiry"] = "expiry_past"
    if not re.fullmatch(r"[0-9]{3}", text["cvc"]):
        form.errors["cvc"] = "cvc_wrong"
    if not text["name"]:
        form.errors["name"] = "name_wrong"
    if card and expiry and not form.errors:
        form.entry = CardEntry(card, text["name"], email, exp_month=expiry[1], exp_year=expiry[0])
    return form


def _month(text: str) -> tuple[int, int] | None:
    """Read `12/30`, `12 / 2030` or `1230` as (year, month)."""
    match = re.fullmatch(r"(0?[1-9]|1[0-2])\s*[/.\- ]\s*(?:20)?([0-9]{2})|(0[1-9]|1[0-2])([0-9]{2})", text)
    if match is None:
        return None
    month, year = (match[1], match[2]) if match[1] else (match[3], match[4])
    return 2000 + int(year), int(month)


def _this_month(now: float) -> tuple[int, int]:
    today = datetime.fromtimestamp(now, HANOI)
    return today.year, today.month
