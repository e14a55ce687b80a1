"""A running card desk beside the shop, and a till that drives both with the real library."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import stripe
from flask import Flask

from tests.factories import Make
from tests.house import Client
from tests.payments.till import Till
from tests.paystand.stand import API_KEY, SECRET, Listener, Stand, listening, standing


@pytest.fixture(autouse=True)
def no_telemetry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stripe, "enable_telemetry", False)


@pytest.fixture
def messages() -> Iterator[Listener]:
    """Every message the card desk sends, signed: a test hands them to the shop when and how it likes."""
    with listening() as listener:
        yield listener


@pytest.fixture
def stand(messages: Listener, app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stand]:
    """The card desk, which the shop takes for the card company."""
    with standing(messages.url) as running:
        for name, value in (
            ("STRIPE_API_BASE", running.url),
            ("STRIPE_SECRET_KEY", API_KEY),
            ("STRIPE_WEBHOOK_SECRETS", ("whsec_of_last_year", SECRET)),
        ):
            monkeypatch.setitem(app.config, name, value)
        yield running


@pytest.fixture
def till(stand: Stand, messages: Listener, visitor: Client, make: Make) -> Till:
    """What a buyer and the card company do to one order after another."""
    return Till(stand, messages, visitor, make)
