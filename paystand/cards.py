"""The published test cards: the only numbers this program accepts. None of them can carry money."""

import re
from dataclasses import dataclass
from typing import Literal

Group = Literal["paid", "authenticate", "declined"]


@dataclass(frozen=True)
class Decline:
    """How the card company says no: its codes and its sentence."""

    code: str
    decline_code: str | None
    message: str
    advice: str = "try_again_later"
    cvc_check: str = "pass"


@dataclass(frozen=True)
class TestCard:
    """A published test number and what happens when somebody pays with it."""

    __test__ = False  # not a test case, whatever pytest thinks of its name

    #: Names the behaviour in our own books, so that the number itself is never written down.
    key: str
    number: str
    brand: str
    group: Group
    decline: Decline | None = None
    #: The bank of the card wants to see its owner first (3-D Secure).
    authenticates: bool = False

    @property
    def last4(self) -> str:
        return self.number[-4:]

    @property
    def grouped(self) -> str:
        """The number as it is printed on a card, in fours."""
        return " ".join(re.findall("....", self.number))


def _declined(key: str, number: str, decline: Decline, *, authenticates: bool = False) -> TestCard:
    group: Group = "authenticate" if authenticates else "declined"
    return TestCard(key, number, "visa", group, decline, authenticates)


GENERIC = Decline("card_declined", "generic_decline", "Your card was declined.")

#: Published at docs.stripe.com/testing. The card that is paid and then disputed follows with disputes.
TEST_CARDS = (
    TestCard("visa", "4242424242424242", "visa", "paid"),
    TestCard("mastercard", "5555555555554444", "mastercard", "paid"),
    TestCard("authenticated", "4000002760003184", "visa", "authenticate", authenticates=True),
    TestCard("authenticated-2", "4000000000003220", "visa", "authenticate", authenticates=True),
    _declined("authenticated-then-declined", "4000008400001629", GENERIC, authenticates=True),
    _declined("declined", "4000000000000002", GENERIC),
    _declined(
        "no-funds",
        "4000000000009995",
        Decline("card_declined", "insufficient_funds", "Your card has insufficient funds."),
    ),
    _declined(
        "expired",
        "4000000000000069",
        Decline("expired_card", None, "Your card has expired.", advice="do_not_try_again"),
    ),
    _declined(
        "wrong-cvc",
        "4000000000000127",
        Decline("incorrect_cvc", None, "Your card's security code is incorrect.", cvc_check="fail"),
    ),
    _declined(
        "processing-error",
        "4000000000000119",
        Decline("processing_error", None, "An error occurred while processing your card. Try again in a little bit."),
    ),
)


def card_numbered(typed: str) -> TestCard | None:
    """Return the test card with this number, however it is spaced; None for any other number."""
    digits = re.sub(r"[\s.\-]", "", typed)
    return next((card for card in TEST_CARDS if card.number == digits), None)


def card_keyed(key: str) -> TestCard:
    return next(card for card in TEST_CARDS if card.key == key)
