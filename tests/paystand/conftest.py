"""One card desk and one listening shop per test: both start in milliseconds."""

from collections.abc import Iterator

import pytest
import stripe

from tests.paystand.stand import Listener, Stand, listening, standing


@pytest.fixture(autouse=True)
def no_telemetry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stripe, "enable_telemetry", False)


@pytest.fixture
def shop() -> Iterator[Listener]:
    with listening() as listener:
        yield listener


@pytest.fixture
def stand(shop: Listener) -> Iterator[Stand]:
    with standing(shop.url) as running:
        yield running
