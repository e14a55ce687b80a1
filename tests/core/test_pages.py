"""Shared pages: the same bytes without a query, new ones after a change, and nothing of anybody in them."""

from __future__ import annotations

import gzip
from datetime import date
from itertools import count
from typing import Any

import pytest
from flask import Flask, render_template_string
from sqlalchemy import update

from shop.core import pages, versions
from shop.core.db import db
from shop.core.versions import Version
from tests.house import Client, Page, Queries, fetch

PAGE = "<!doctype html><html lang='{{ language }}'><title>Trang</title><h1>Trang</h1>{{ number }}" + "<p>gốm</p>" * 50


@pytest.fixture(scope="module")
def shelf() -> Any:
    """Count how often the page of the shelf is made."""
    return count(1)


@pytest.fixture
def shop(app: Flask, shelf: Any, monkeypatch: pytest.MonkeyPatch) -> Flask:
    """Replace the answer of /scan by a shared page that counts how often it was made."""

    def view() -> Any:
        return pages.shared(lambda: (render_template_string(PAGE, number=next(shelf)), ["centre:1", "catalogue"]))

    monkeypatch.setitem(app.view_functions, "traceability.scan", view)
    return app


def settle() -> None:
    """Let the last change be long ago, and be read anew."""
    db.session.commit()
    db.session.execute(update(Version).values(changed=0.0))
    db.session.commit()
    versions.forget()


def test_a_page_is_made_once_and_is_the_same_bytes(shop: Flask, visitor: Client) -> None:
    first = fetch(shop, "/scan")
    second = fetch(shop, "/scan")

    assert first.data == second.data
    assert first.headers["ETag"] == second.headers["ETag"]


def test_a_kept_page_asks_the_database_nothing_while_its_versions_are_fresh(shop: Flask, queries: Queries) -> None:
    fetch(shop, "/scan")
    queries.clear()
    fetch(shop, "/scan")

    assert list(queries) == []


def test_a_change_is_seen_once_its_version_is_read(shop: Flask) -> None:
    first = fetch(shop, "/scan")
    versions.touch("centre:1")
    db.session.commit()
    settle()

    changed = fetch(shop, "/scan")

    assert changed.data != first.data
    assert changed.headers["ETag"] != first.headers["ETag"]
    assert fetch(shop, "/scan").data == changed.data


def test_a_change_of_something_else_makes_nothing_new(shop: Flask) -> None:
    first = fetch(shop, "/scan")
    versions.touch("centre:2")
    db.session.commit()
    settle()

    assert fetch(shop, "/scan").data == first.data


def test_a_page_made_while_its_rows_changed_is_shown_but_not_kept(shop: Flask) -> None:
    versions.touch("centre:1")
    db.session.commit()
    versions.forget()

    assert fetch(shop, "/scan").data != fetch(shop, "/scan").data


def test_a_page_lives_until_midnight_in_hanoi(shop: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    first = fetch(shop, "/scan")
    monkeypatch.setattr(pages, "today", lambda: date(2030, 1, 1))

    assert fetch(shop, "/scan").data != first.data


def test_a_browser_that_has_the_page_gets_no_second_copy(shop: Flask) -> None:
    tag = fetch(shop, "/scan").headers["ETag"]

    for tags in (tag, f'"other", {tag}', tag.removeprefix("W/")):
        again = fetch(shop, "/scan", headers={"If-None-Match": tags})
        assert (again.status, again.data) == (304, b"")
        assert again.headers["ETag"] == tag
    assert fetch(shop, "/scan", headers={"If-None-Match": '"other"'}).status == 200


@pytest.mark.parametrize(
    ("accepted", "squeezed"), [("gzip, br", True), ("br", False), ("gzip;q=0", False), (None, False)]
)
def test_a_page_is_squeezed_for_those_who_can_read_it(shop: Flask, accepted: str | None, squeezed: bool) -> None:
    plain = fetch(shop, "/scan")
    headers = {} if accepted is None else {"Accept-Encoding": accepted}

    for _ in range(2):  # made by the view, then answered from memory
        answer = fetch(shop, "/scan", headers=headers)
        assert (answer.headers.get("Content-Encoding") == "gzip") == squeezed
        assert (gzip.decompress(answer.data) if squeezed else answer.data) == plain.data
        assert int(answer.headers["Content-Length"]) == len(answer.data)
        assert "Accept-Encoding" in answer.headers["Vary"]


def test_each_language_has_its_own_page(shop: Flask) -> None:
    assert "<html lang='vi'>" in fetch(shop, "/scan").text
    assert "<html lang='en'>" in fetch(shop, "/en/scan").text
    assert "<html lang='vi'>" in fetch(shop, "/scan").text


def test_each_address_has_its_own_page(shop: Flask) -> None:
    assert fetch(shop, "/scan?code=1").data != fetch(shop, "/scan?code=2").data


def answers(shop: Flask, client: Client) -> list[Page]:
    return [client.get("/scan") for _ in range(3)]


def test_a_shared_page_is_the_same_for_somebody_signed_in(shop: Flask, visitor: Client, desk: Client) -> None:
    settle()

    seen = {page.data for client in (desk, visitor, desk) for page in answers(shop, client)}

    assert len(seen) == 1


def test_a_shared_page_gives_nobody_a_cookie(shop: Flask, visitor: Client, buyer: Client) -> None:
    for client in (visitor, buyer):
        for page in answers(shop, client):
            assert "Set-Cookie" not in page.headers
            assert "no-store" not in page.headers["Cache-Control"]


def test_a_kept_page_carries_the_headers_of_every_answer(shop: Flask) -> None:
    first, kept = fetch(shop, "/scan"), fetch(shop, "/scan")

    for name in ("Content-Security-Policy", "X-Content-Type-Options", "Cache-Control", "Referrer-Policy"):
        assert kept.headers[name] == first.headers[name]


def test_a_head_request_has_no_body(shop: Flask) -> None:
    for _ in range(2):
        head = fetch(shop, "/scan", "HEAD")
        assert (head.status, head.data) == (200, b"")


def test_memory_for_pages_has_an_end(shop: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "MOST_PAGES", 5)

    for number in range(20):
        fetch(shop, f"/scan?code={number}")

    assert len(pages._pages) <= 5
