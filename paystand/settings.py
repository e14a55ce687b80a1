"""What the card desk is told when it starts."""

import time
from collections.abc import Callable
from dataclasses import dataclass


class BadSetting(ValueError):
    """A setting the card desk refuses to start with; the text says which one and why."""


@dataclass(frozen=True)
class Settings:
    """How the card desk is reached, whom it tells, and where it keeps its books.

    Raises BadSetting for a key or secret that is not marked as a test one: a live key has no business here.
    """

    api_key: str
    webhook_secret: str
    #: Where events are posted; None when nobody listens.
    webhook_url: str | None = None
    #: How a customer's browser reaches this program.
    public_url: str = "http://127.0.0.1:8001"
    #: SQLite file; None keeps everything in memory and forgets it at the end.
    data: str | None = None
    #: The name above the bill.
    merchant: str = "Gốc"
    first_retry_seconds: float = 1.0
    longest_retry_seconds: float = 60.0
    webhook_timeout_seconds: float = 10.0
    clock: Callable[[], float] = time.time

    def __post_init__(self) -> None:
        if not self.api_key.startswith("sk_test_") or len(self.api_key) <= len("sk_test_"):
            raise BadSetting("The API key must begin with sk_test_: no live key belongs in a stand-in.")
        if not self.webhook_secret.startswith("whsec_") or len(self.webhook_secret) <= len("whsec_"):
            raise BadSetting("The webhook secret must begin with whsec_.")
        if self.webhook_url is not None and not self.webhook_url.startswith(("http://", "https://")):
            raise BadSetting("The webhook must be an http or https address.")
        if not self.public_url.startswith(("http://", "https://")):
            raise BadSetting("The public URL must be an http or https address.")
