"""The card desk itself: its settings, its books and its clock, handed to every verb."""

from dataclasses import dataclass, field

from flask import current_app

from paystand.settings import Settings
from paystand.store import Store


@dataclass(frozen=True)
class Cause:
    """The API request that made something happen; empty when a customer or the clock did."""

    request_id: str | None = None
    idempotency_key: str | None = None


#: A customer or the clock.
NOBODY = Cause()


@dataclass
class Desk:
    settings: Settings
    store: Store = field(init=False)

    def __post_init__(self) -> None:
        self.store = Store(self.settings.data)

    def now(self) -> int:
        """Return the time in whole seconds since 1970, as Stripe counts it."""
        return int(self.settings.clock())


def this_desk() -> Desk:
    """Return the desk of the application that answers the current request."""
    desk = current_app.extensions["paystand"]
    assert isinstance(desk, Desk)
    return desk
