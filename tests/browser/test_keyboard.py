"""Without a pointer, without motion, and on paper."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.buying import TEA, VASE, buy, put_in
from tests.browser.conftest import Visit
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

#: What shows where the keyboard stands: an outline, drawn around the element itself or around the tile that holds it.
RING = """() => {
  for (let e = document.activeElement; e && e !== document.body; e = e.parentElement) {
    const { outlineStyle, outlineWidth } = getComputedStyle(e)
    if (outlineStyle !== "none" && parseFloat(outlineWidth) >= 2) return true
    if (e.matches("label, form, fieldset")) return false
  }
  return false
}"""
HERE = (
    "() => { const e = document.activeElement; return `${e.tagName} ${e.name || e.textContent.trim()}`.slice(0, 60) }"
)


def tab_to(page: Page, selector: str, most: int = 60) -> None:
    """Press Tab until the element is reached; every stop on the way shows itself."""
    for _ in range(most):
        page.keyboard.press("Tab")
        assert page.evaluate(RING), f"nothing shows that the keyboard stands at {page.evaluate(HERE)}"
        if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"{most} steps did not lead to {selector}, but to {page.evaluate(HERE)}")


def type_into(page: Page, selector: str, text: str) -> None:
    tab_to(page, selector)
    page.keyboard.type(text)


def press_enter(buyer: Visitor) -> None:
    with buyer.arriving():
        buyer.page.keyboard.press("Enter")


def test_the_first_step_leads_past_the_head(visit: Visit) -> None:
    reader = visit(1280).open("/")

    reader.page.keyboard.press("Tab")
    assert reader.page.evaluate(HERE) == f"A {reader.said('Skip to the content')}"
    assert reader.page.locator(".skip").bounding_box()["y"] >= 0  # type: ignore[index]
    reader.page.keyboard.press("Enter")
    reader.page.keyboard.press("Tab")

    assert reader.page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_a_whole_order_by_keyboard(visit: Visit) -> None:
    buyer = visit(1280).open(f"/products/{VASE[0]}?centre=van-phuc")
    page = buyer.page

    tab_to(page, "main input[name=batch]")
    page.keyboard.press("ArrowDown")
    tab_to(page, ".buy__act button[type=submit]")
    press_enter(buyer)
    tab_to(page, "aside a[href$='/checkout']")
    press_enter(buyer)
    type_into(page, "input[name=recipient]", "Nguyễn Minh Châu")
    type_into(page, "input[name=phone]", "0912345678")
    type_into(page, "input[name=commune]", "Phường Cửa Nam")
    page.keyboard.press("Escape")  # the list of names that opens under it
    type_into(page, "input[name=street]", "12 Tràng Thi")
    tab_to(page, "input[name=method]")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    buyer.picture("keyboard-checkout-1280")
    tab_to(page, "form.checkout > button")
    press_enter(buyer)
    tab_to(page, "input[name=accepted]")
    page.keyboard.press("Space")
    tab_to(page, "form[action$='/orders'] button")
    press_enter(buyer)

    assert buyer.said("Thank you, %(name)s. The order is placed.", name="Nguyễn Minh Châu") in buyer.words


def test_what_was_refused_is_one_step_from_its_summary(visit: Visit) -> None:
    buyer = visit(1280)
    put_in(buyer, *TEA).follow("Go to checkout").press("Review the order", expect=422)

    buyer.page.locator(".notice a[href='#recipient']").press("Enter")

    assert buyer.page.evaluate(HERE) == "INPUT recipient"


def test_nothing_moves_for_whoever_asked_for_rest(visit: Visit) -> None:
    for still, expected in (("reduce", 0), ("no-preference", 1)):
        reader = visit(360, reduced_motion=still).open("/")
        moving = reader.page.evaluate(
            """() => [...document.querySelectorAll("*")].filter((e) => {
                 const { transitionDuration, animationName, animationDuration } = getComputedStyle(e)
                 const longest = Math.max(...transitionDuration.split(",").map(parseFloat),
                   animationName === "none" ? 0 : parseFloat(animationDuration))
                 return longest > 0.002
               }).length"""
        )
        assert min(moving, 1) == expected


def test_an_order_on_paper_has_no_bars(visit: Visit) -> None:
    buyer = visit(1280)
    buy(buyer, "Cash")

    buyer.page.emulate_media(media="print")

    buyer.picture("order-print")
    for bar in (".site-top", ".site-foot", "main .btn", ".skip"):
        assert not any(each.is_visible() for each in buyer.page.locator(bar).all()), bar
    assert buyer.page.locator("h1").is_visible()
    assert buyer.page.locator(".parcel").count() == 2
    assert buyer.page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
