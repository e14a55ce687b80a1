"""The hosted pages in a real browser: no script, a strict policy, and the way back to another origin."""

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.paystand.stand import Listener, Stand

pytestmark = pytest.mark.browser


@pytest.fixture(params=["light", "dark"])
def page(chromium: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = chromium.new_context(
        viewport={"width": 360, "height": 740}, color_scheme=request.param, locale="vi-VN", java_script_enabled=True
    )
    page = context.new_page()
    page.blocked = []  # type: ignore[attr-defined]
    page.on("console", lambda said: page.blocked.append(said.text) if "Content Security" in said.text else None)  # type: ignore[attr-defined]
    yield page
    assert page.blocked == []  # type: ignore[attr-defined]
    context.close()


def open_session(stand: Stand, shop: Listener) -> Any:
    base = shop.url.removesuffix("/webhooks/stripe")
    return stand.open_session(
        success_url=base + "/checkout/return?sid={CHECKOUT_SESSION_ID}", cancel_url=base + "/cart"
    )


def fill_in(page: Page, number: str) -> None:
    page.get_by_label("Số thẻ").fill(number)
    page.get_by_label("Hết hạn").fill("12/34")
    page.get_by_label("Mã CVC").fill("123")
    page.get_by_label("Tên trên thẻ").fill("Nguyễn Minh Châu")
    page.get_by_role("button", name="Trả 490.000").click()


def check(page: Page) -> None:
    """Find nothing that axe finds wrong, and nothing wider than the phone."""
    # A click comes back once the next page has begun: without its style sheet, its colours are the browser's own.
    page.wait_for_load_state("load")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_a_declined_card_then_a_good_one(stand: Stand, shop: Listener, page: Page):
    session = open_session(stand, shop)
    page.goto(session.url)
    check(page)

    fill_in(page, "4000 0000 0000 0002")
    check(page)
    assert page.get_by_role("alert").is_visible()

    fill_in(page, "4242 4242 4242 4242")
    page.wait_for_url(f"**/checkout/return?sid={session.id}")
    assert page.get_by_role("heading").inner_text() == "Back in the shop"
    assert stand.retrieved(session).payment_status == "paid"


def test_the_bank_asks_in_a_browser(stand: Stand, shop: Listener, page: Page):
    session = open_session(stand, shop)
    page.goto(session.url)
    fill_in(page, "4000 0027 6000 3184")
    check(page)
    page.get_by_role("button", name="Không phải tôi").click()
    page.wait_for_url(session.url)

    fill_in(page, "4000 0027 6000 3184")
    page.get_by_role("button", name="Đúng, tôi trả").click()

    page.wait_for_url(f"**/checkout/return?sid={session.id}")
    page.goto(session.url)
    check(page)
    assert page.get_by_role("link", name="Về lại Gốc").is_visible()


def test_wrong_fields_the_console_and_the_way_back(stand: Stand, shop: Listener, page: Page):
    session = open_session(stand, shop)
    page.goto(session.url)
    page.get_by_role("button", name="Trả 490.000").click()
    check(page)
    page.get_by_role("alert").get_by_role("link").first.click()
    assert page.evaluate("location.hash") == "#number"

    page.goto(f"{stand.url}/_stand")
    check(page)
    page.get_by_role("button", name="Đóng ngay").click()
    check(page)
    assert stand.retrieved(session).status == "expired"
    page.goto(session.url)
    check(page)
    page.get_by_role("link", name="Về lại Gốc").click()
    page.wait_for_url("**/cart")
