"""Somebody with a browser: goes, reads, types, presses, and checks every page on the way.

On every page: nothing in the console, nothing blocked by the policy, nothing that failed to load, one `h1` with which
the title begins, nothing wider than a 360 px phone, and nothing that axe finds wrong in light or dark.

Names of links, buttons and fields are message ids: the visitor reads them in the language of the page.
"""

from __future__ import annotations

import gettext
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Page, Request, Response

from tests.browser.house import House

#: WCAG 2.2, levels A and AA; the newer rules of 2.2 are off in axe unless asked for.
EVERYTHING = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
}
#: What can differ between light and dark.
COLOURS = {
    "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
    "resultTypes": ["violations"],
}

NARROW: Any = {"width": 360, "height": 740}

TRANSLATIONS = Path(__file__).resolve().parents[2] / "translations"

#: Chromium's own sentence in the console names no place; this one does.
REPORT_POLICY = """
addEventListener("securitypolicyviolation", (event) =>
  console.error(`policy: ${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`))
"""


class Visitor:
    """One browser with one page in it."""

    #: Pages that axe has seen already: the same structure of the same page is not asked about twice.
    seen: set[str] = set()

    def __init__(self, context: BrowserContext, house: House, *, scripts: bool = True) -> None:
        self.house, self.context, self.scripts = house, context, scripts
        self.page: Page = context.new_page()
        self.trouble: list[str] = []
        self.answers: list[Response] = []
        self.page.add_init_script(REPORT_POLICY)
        self.page.on("console", self._hear)
        self.page.on("pageerror", self._fail)
        self.page.on("requestfailed", self._miss)
        self.page.on("response", lambda answer: self.answers.append(answer))
        self.page.set_default_timeout(15_000)

    # What the browser says by itself

    def _hear(self, said: ConsoleMessage) -> None:
        if said.type in ("error", "warning"):
            where = said.location["url"]
            # Chromium reports every refused form (422) and missing page (404) here; `at` says which were expected.
            if said.text.startswith("Failed to load resource") and where == self.page.url:
                return
            self.trouble.append(f"{said.type}: {said.text} ({where})")

    def _fail(self, error: object) -> None:
        # Chromium gives up a cross-fade when the next page is slow, and says so as if a script had failed.
        if not str(error).startswith("Transition was "):
            self.trouble.append(f"script failed: {error}")

    def _miss(self, request: Request) -> None:
        # A picture on its way when the next page is opened is no failure.
        if request.failure != "net::ERR_ABORTED":
            self.trouble.append(f"did not load: {request.url} {request.failure}")

    def check_console(self) -> None:
        """Fail when the browser had something to complain about."""
        assert self.trouble == [], f"{self.page.url}: {self.trouble}"

    # Going

    def open(self, path: str, *, expect: int = 200) -> Visitor:
        """Type an address; relative ones are the shop's."""
        with self.arriving(expect):
            self.page.goto(path)
        return self

    def follow(self, name: str, *, within: Locator | None = None, expect: int = 200) -> Visitor:
        """Follow the first visible link called `name`."""
        with self.arriving(expect):
            self._named("link", name, within).click()
        return self

    def press(self, name: str, *, within: Locator | None = None, expect: int = 200) -> Visitor:
        """Press the first visible button called `name`, which leads to a page."""
        with self.arriving(expect):
            self._named("button", name, within).click()
        return self

    def _named(self, role: Any, name: str, within: Locator | None) -> Locator:
        found = (within or self.page).get_by_role(role, name=self.said(name))
        return found.locator("visible=true").first

    @contextmanager
    def arriving(self, expect: int = 200) -> Iterator[None]:
        """Expect what is done in the block to open a page, and look at it."""
        before = len(self.answers)
        with self.page.expect_navigation(wait_until="load") as arrival:
            yield
        answer = arrival.value
        assert answer is not None, f"{self.page.url} is no new page"
        assert answer.status == expect, f"{answer.request.method} {answer.url} answered {answer.status}: {self.words}"
        del self.answers[:before]
        self.look()

    # Looking

    def said(self, sentence: str, count: int | None = None, **gaps: Any) -> str:
        """Return a sentence of the shop in the language of the page."""
        language = self.page.locator("html").get_attribute("lang") or "vi"
        words = gettext.translation("messages", TRANSLATIONS, [language], fallback=language == "en")
        found = words.gettext(sentence) if count is None else words.ngettext(sentence, sentence, count)
        return found % gaps if gaps else found

    @property
    def words(self) -> str:
        """What can be read in the main part, white space folded."""
        return " ".join(self.page.locator("main").inner_text().split())

    @property
    def heading(self) -> str:
        """The page's own heading."""
        return " ".join(self.page.get_by_role("heading", level=1).inner_text().split())

    @property
    def path(self) -> str:
        """Where we are in the shop."""
        return self.page.url.removeprefix(self.house.shop)

    def error_beside(self, label: str) -> str:
        """Return what is said beside the field called `label`."""
        control = self.field(label)
        assert control.get_attribute("aria-invalid") == "true", f"{label} is not marked as wrong"
        ids = (control.get_attribute("aria-describedby") or "").split()
        return " ".join(self.page.locator(f"[id='{one}']").inner_text() for one in ids)

    def look(self) -> None:
        """Check the page we are on."""
        self.check_console()
        headings = self.page.locator("h1")
        assert headings.count() == 1, f"{self.path} has {headings.count()} headings of the first level"
        assert not self._hangs_over(), f"{self.path} is wider than the window: {self._hangs_over()}"
        signature = self._signature()
        # axe waits for itself with promises, which never come true where scripts are switched off.
        if not self.scripts or signature in Visitor.seen:
            return
        Visitor.seen.add(signature)
        self._ask_axe("light", EVERYTHING)
        self._ask_axe("dark", COLOURS)
        self._try_narrow()
        self.page.emulate_media(color_scheme="light")

    def _ask_axe(self, scheme: Any, options: dict[str, Any]) -> None:
        self.page.emulate_media(color_scheme=scheme)
        found = Axe().run(self.page, options=options)
        assert found.violations_count == 0, f"{self.path}, {scheme}: {found.generate_report()}"

    def _try_narrow(self) -> None:
        """Hold a page that was opened on a wide screen to the width of a phone for a moment."""
        size = self.page.viewport_size
        assert size is not None
        if size["width"] > NARROW["width"]:
            self.page.set_viewport_size(NARROW)
            over = self._hangs_over()
            self.page.set_viewport_size(size)
            assert not over, f"{self.path} is wider than a phone: {over}"

    def _hangs_over(self) -> str:
        """Name what makes the page scroll sideways, or nothing."""
        return str(
            self.page.evaluate(
                """() => {
                  const wide = document.documentElement.clientWidth
                  if (document.documentElement.scrollWidth <= wide) return ""
                  const all = [...document.querySelectorAll("body *")]
                  const over = all.filter((e) => e.getBoundingClientRect().right > wide + 1)
                  return `${document.documentElement.scrollWidth} px of ${wide}: ` +
                    over.slice(-3).map((e) => `${e.tagName}.${e.getAttribute("class")}`).join(", ")
                }"""
            )
        )

    def _signature(self) -> str:
        """Return what axe would look at: which elements with which classes stand on which kind of page."""
        return json.dumps(
            self.page.evaluate(
                """() => [document.documentElement.clientWidth, document.documentElement.lang, ...new Set(
                  [...document.querySelectorAll("body, body *:not(svg *)")].map((e) =>
                    `${e.parentElement.getAttribute("class")}>${e.tagName}.${e.getAttribute("class")}` +
                    `[${e.getAttributeNames().join()}]`))].sort()"""
            )
        )

    # Doing

    def field(self, label: str) -> Locator:
        """Return the field called `label`."""
        return self.page.get_by_label(self.said(label)).locator("visible=true").first

    def fill(self, label: str, value: str) -> Visitor:
        """Type into the field called `label`."""
        self.field(label).fill(value)
        return self

    def choose(self, name: str) -> Visitor:
        """Touch the tile of a choice; the whole tile is the target, the ring in it is drawn."""
        self.page.locator("label.choice").filter(has_text=self.said(name)).first.click()
        return self

    def wait_for(self, ready: Callable[[], bool], *, seconds: float = 20, what: str = "") -> None:
        """Look at the page again and again until `ready()`; the worker needs a moment for its work."""
        for _ in range(int(seconds * 4)):
            if ready():
                return
            self.page.wait_for_timeout(250)
            self.page.reload()
        raise AssertionError(f"{what or 'It'} did not happen within {seconds} seconds: {self.words}")

    def sign_in(self, role: str) -> Visitor:
        """Sign in as one of the people the demo prints."""
        account = self.house.facts["accounts"][role]
        self.open("/sign-in")
        return self.fill("E-mail", account["email"]).fill("Password", account["password"]).press("Sign in")

    def picture(self, name: str) -> None:
        """Keep a picture of the whole page where GOC_TEST_PICTURES says, for somebody to look at."""
        if folder := os.environ.get("GOC_TEST_PICTURES"):
            self.page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)
