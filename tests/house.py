"""The clients of the tests: they fetch pages as a browser would and check the house on every page they see.

Every HTML page must be valid, have one `h1` with which its title begins, unique ids, labelled fields and
nothing inline that the content security policy forbids; a GET writes nothing; no statement runs in a loop.
"""

from __future__ import annotations

import contextvars
import io
import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import html5lib
from bs4 import BeautifulSoup, Tag
from flask import Flask
from itsdangerous import URLSafeTimedSerializer

from shop.accounts.models import User
from shop.core.db import SAFE_METHODS, db

CSRF = "a fixed raw token, signed like every other"
#: The same statement more often than this in one request is a loop.
MOST_REPEATS = 3


class Queries(list[str]):
    """The statements sent to the database, in order."""

    def hear(self, _connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if not statement.startswith(("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "PRAGMA")):
            self.append(statement)


@dataclass
class Page:
    """An answer, as a person would read it."""

    status: int
    headers: Any
    data: bytes
    path: str
    queries: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The body as text."""
        return self.data.decode()

    @cached_property
    def soup(self) -> BeautifulSoup:
        """The body as a tree."""
        return BeautifulSoup(self.data, "html.parser")

    @property
    def location(self) -> str:
        """Where a redirect leads."""
        return str(self.headers["Location"])

    @property
    def words(self) -> str:
        """The visible words of the main part, white space folded."""
        main = self.soup.find("main") or self.soup
        return " ".join(main.get_text(" ").split())

    @property
    def errors(self) -> dict[str, str]:
        """Field name -> the message beside it."""
        found = {}
        for control in self.soup.select("[aria-invalid=true]"):
            ids = str(control.get("aria-describedby", "")).split()
            texts = [help_text.get_text(" ", strip=True) for i in ids if (help_text := self.soup.find(id=i))]
            found[str(control.get("name", ""))] = " ".join(texts)
        return found

    def one(self, selector: str) -> Tag:
        """Return the one element of `selector`."""
        found = self.soup.select(selector)
        assert len(found) == 1, f"{self.path}: {len(found)} elements match {selector!r}"
        return found[0]

    def links(self, part: str) -> list[str]:
        """Return the addresses on this page that contain `part`."""
        return [str(a["href"]) for a in self.soup.select("a[href]") if part in str(a["href"])]


class Client:
    """A browser without JavaScript, signed in as `user` or not at all."""

    def __init__(self, app: Flask, queries: Queries, user: User | None = None, language: str = "vi") -> None:
        self.app, self.queries, self.user, self.prefix = app, queries, user, "" if language == "vi" else f"/{language}"
        self.client = app.test_client()
        with self.client.session_transaction() as session:
            session["csrf_token"] = CSRF
            if user is not None:
                db.session.flush()  # gives the row its token
                session["_user_id"] = user.session_token
                session["_fresh"] = True

    def get(self, path: str, *, expect: int = 200, **query: Any) -> Page:
        """Fetch a page."""
        return self.open("GET", path, expect=expect, query_string=query or None)

    def post(self, path: str, *, expect: int = 303, **fields: Any) -> Page:
        """Send a form, as our own page would send it; lists repeat a field, (bytes, name) uploads a file."""
        data: dict[str, Any] = {"csrf_token": self.token()}
        for name, value in fields.items():
            if isinstance(value, tuple):
                data[name] = (io.BytesIO(value[0]), value[1])
            elif value is not None:
                data[name] = value
        return self.open("POST", path, expect=expect, data=data, headers={"Sec-Fetch-Site": "same-origin"})

    def follow(self, page: Page, *, expect: int = 200) -> Page:
        """Go where a redirect leads."""
        return self.get(page.location.replace("http://localhost", ""), expect=expect)

    def token(self) -> str:
        """Return a CSRF token for this session."""
        signer = URLSafeTimedSerializer(self.app.secret_key or "", salt="wtf-csrf-token")
        return str(signer.dumps(CSRF))

    def open(self, method: str, path: str, *, expect: int, **kwargs: Any) -> Page:
        """Send one request in a context of its own, as a server would, and check the answer."""
        if self.prefix and not path.startswith(self.prefix):
            path = self.prefix + path
        db.session.commit()
        self.queries.clear()
        response = contextvars.Context().run(self.client.open, path, method=method, **kwargs)
        page = Page(response.status_code, response.headers, response.get_data(), path, list(self.queries))
        db.session.expire_all()
        assert page.status == expect, f"{method} {path} answered {page.status}, not {expect}: {_gist(page)}"
        check(page, method)
        return page


def fetch(app: Flask, path: str, method: str = "GET", **kwargs: Any) -> Page:
    """Send one request as a browser that was never here before, and check nothing."""
    with contextvars.Context().run(app.test_client().open, path, method=method, **kwargs) as response:
        return Page(response.status_code, response.headers, response.get_data(), path)


def _gist(page: Page) -> str:
    if not page.data or "html" not in page.headers.get("Content-Type", ""):
        return page.headers.get("Location", "") or page.data[:300].decode(errors="replace")
    return f"{page.words[:600]} {page.errors}"


def check(page: Page, method: str = "GET") -> None:
    """Hold one answer against the rules of the house."""
    if method in SAFE_METHODS:
        writes = [q for q in page.queries if re.match(r"(?i)\s*(insert|update|delete)", q)]
        assert not writes, f"GET {page.path} wrote: {writes[0][:200]}"
    repeated = [(q, n) for q, n in Counter(page.queries).items() if n > MOST_REPEATS and method in SAFE_METHODS]
    assert not repeated, f"{page.path} sends a statement {repeated[0][1]} times: {repeated[0][0][:300]}"
    if page.data and page.headers.get("Content-Type", "").startswith("text/html"):
        check_html(page)


def check_html(page: Page) -> None:
    """Check that an HTML page is valid and speaks to everybody."""
    parser = html5lib.HTMLParser()
    parser.parse(page.text)
    faults = [(position, code) for position, code, _ in parser.errors]
    assert not faults, f"{page.path}: invalid HTML: {faults[:3]} near {_near(page.text, faults[0][0])}"
    soup = page.soup
    headings = [h.get_text(" ", strip=True) for h in soup.find_all("h1")]
    assert len(headings) == 1, f"{page.path}: {len(headings)} h1: {headings}"
    title = soup.title.get_text(strip=True) if soup.title else ""
    assert _plain(title).startswith(_plain(headings[0])), f"{page.path}: title {title!r}, h1 {headings[0]!r}"
    assert soup.html is not None
    assert soup.html.get("lang") in {"vi", "en"}, f"{page.path}: no language"
    ids = [str(tag["id"]) for tag in soup.select("[id]")]
    assert len(ids) == len(set(ids)), f"{page.path}: repeated ids {[i for i, n in Counter(ids).items() if n > 1]}"
    _check_fields(page, set(ids))
    inline = [t.name for t in soup.find_all(True) if "style" in t.attrs or any(a.startswith("on") for a in t.attrs)]
    assert not inline, f"{page.path}: inline style or handler on {inline[:3]}"
    assert not soup.select("script:not([src]), style"), f"{page.path}: inline script or style"
    assert not re.search(r"\{\{|\{%|%\(\w+\)s", soup.get_text()), f"{page.path}: a template shows through"
    assert "None" not in re.findall(r"\bNone\b", soup.get_text(" ")), f"{page.path}: shows None"


def _check_fields(page: Page, ids: set[str]) -> None:
    labelled = {str(label.get("for")) for label in page.soup.select("label[for]")}
    for control in page.soup.select("input:not([type=hidden]):not([type=submit]), select, textarea"):
        named = (
            control.get("aria-label")
            or control.get("aria-labelledby")
            or control.get("id") in labelled
            or control.find_parent("label")
        )
        assert named, f"{page.path}: field {control.get('name')} has no label"
        for described in str(control.get("aria-describedby", "")).split():
            assert described in ids, f"{page.path}: {control.get('name')} is described by a missing {described}"
    for button in page.soup.select("button, a[href]"):
        words = (
            button.get_text(strip=True)
            or button.get("aria-label")
            or button.select_one("img[alt]:not([alt='']), [aria-label]:not([aria-label=''])")
        )
        assert words, f"{page.path}: a {button.name} without words: {str(button)[:120]}"


def _plain(words: str) -> str:
    return " ".join(words.split()).casefold()


def _near(text: str, position: tuple[int, int]) -> str:
    lines = text.splitlines()
    line = lines[min(position[0], len(lines)) - 1] if lines else ""
    return line[max(0, position[1] - 80) : position[1] + 40]
