"""The whole house as `bin/demo` opens it, and real browsers that walk through it."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

import demo
import pytest
from playwright.sync_api import Browser, BrowserContext
from processes import Household

from tests.browser.house import House
from tests.browser.visitor import Visitor

#: `visit(360)`, `visit(1280, role="centre")`, `visit(scripts=False)`.
Visit = Callable[..., Visitor]


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """Open shop, worker and card stand-in on free ports, with a story of their own; once for each worker of the run."""
    var = tmp_path_factory.mktemp("house")
    with pytest.MonkeyPatch.context() as patch:
        # What bin/test or the person who runs it has set is meant for other databases.
        for name in ("DATABASE_URL", "GOC_ENV", "SECRET_KEY", "MAIL_URL", "MEDIA_URL"):
            patch.delenv(name, raising=False)
        place = demo.Place("127.0.0.1", _two_free_ports(), var)
        facts = demo._prepare(place)
        with Household(var / "log") as household:
            demo._open(household, place)
            household.wait_until(lambda: demo._answers(f"{place.shop}/healthz"), seconds=60, what="The shop")
            household.wait_until(lambda: demo._listens(place.host, place.port + 1), seconds=30, what="The card desk")
            yield House(place.shop, place.cards, place.var, facts)
            household.check()


def _two_free_ports() -> int:
    """Return a port that is free and whose next one is free too."""
    while True:
        with socket.socket() as first, socket.socket() as second, suppress(OSError):
            first.bind(("127.0.0.1", 0))
            port: int = first.getsockname()[1]
            second.bind(("127.0.0.1", port + 1))
            return port


@pytest.fixture(scope="session")
def signed_in(chromium: Browser, house: House) -> Callable[[str], Any]:
    """Sign in as `buyer`, `producer`, `centre` or `city` once, and return the cookies of it."""
    kept: dict[str, Any] = {}

    def sign_in(role: str) -> Any:
        if role not in kept:
            context = chromium.new_context(base_url=house.shop, locale="vi-VN")
            Visitor(context, house).sign_in(role)
            kept[role] = context.storage_state()
            context.close()
        return kept[role]

    return sign_in


@pytest.fixture
def visit(chromium: Browser, house: House, signed_in: Callable[[str], Any]) -> Iterator[Visit]:
    """Send people into the house, each with a browser of their own; nobody has been here before."""
    open_contexts: list[tuple[BrowserContext, Visitor]] = []

    def enter(
        width: int = 1280, *, role: str = "", language: str = "vi-VN", scripts: bool = True, **more: Any
    ) -> Visitor:
        context = chromium.new_context(
            base_url=house.shop,
            viewport={"width": width, "height": 740 if width < 700 else 900},
            locale=language,
            timezone_id="Asia/Ho_Chi_Minh",
            java_script_enabled=scripts,
            has_touch=width < 700,
            storage_state=signed_in(role) if role else None,
            **({"reduced_motion": "reduce"} | more),
        )
        visitor = Visitor(context, house, scripts=scripts)
        open_contexts.append((context, visitor))
        return visitor

    yield enter
    for context, visitor in open_contexts:
        visitor.check_console()
        context.close()
