"""The visitor's own eyes: what is wrong on a page does not pass."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser

FAINT = "document.querySelector('main p').setAttribute('class', 'faint')"
SHEET = """() => {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(".faint { color: #ddd !important; background: #eee !important; }")
  document.adoptedStyleSheets = [sheet]
}"""


def test_faint_letters_are_seen(visit: Visit) -> None:
    visitor = visit(360).open("/scan")
    visitor.page.evaluate(SHEET)
    visitor.page.evaluate(FAINT)

    with pytest.raises(AssertionError, match="color-contrast"):
        visitor.look()


def test_what_the_policy_blocks_is_heard(visit: Visit) -> None:
    visitor = visit(360).open("/scan")

    visitor.page.evaluate("document.querySelector('main').setAttribute('style', 'color: red')")
    visitor.page.wait_for_timeout(100)

    with pytest.raises(AssertionError, match="policy: style-src-attr inline"):
        visitor.check_console()
    visitor.trouble.clear()


def test_what_hangs_over_the_edge_is_named(visit: Visit) -> None:
    visitor = visit(360).open("/scan")
    visitor.page.evaluate("document.querySelector('h1').style.inlineSize = '500px'")

    with pytest.raises(AssertionError, match=r"wider than the window: .*H1"):
        visitor.look()


def test_a_picture_that_is_missing_is_heard(visit: Visit) -> None:
    visitor = visit(360).open("/scan")
    visitor.page.evaluate(
        "document.querySelector('main').append(Object.assign(new Image(), {src: '/media/none.webp'}))"
    )
    visitor.page.wait_for_timeout(300)

    with pytest.raises(AssertionError, match=r"404.*/media/none\.webp"):
        visitor.check_console()
    visitor.trouble.clear()
