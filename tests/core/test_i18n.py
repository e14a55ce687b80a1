"""Two languages at every address, and no link that leads out of the shop."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from flask import Flask, url_for

from shop.core import i18n
from tests.house import Client, Queries, fetch


@pytest.fixture
def english(real: Flask) -> Client:
    return Client(real, Queries(), language="en")


def test_the_prefix_keeps_every_link_english(english: Client) -> None:
    page = english.get("/sign-in")

    ours = [href for href in page.links("/") if href.startswith("/") and not href.startswith("/static")]
    other = page.one("a[hreflang=vi]")["href"]
    assert other == "/sign-in"
    assert all(href.startswith("/en") for href in ours if href != other)


def test_without_a_prefix_every_link_is_vietnamese(stranger: Client) -> None:
    page = stranger.get("/sign-in")

    assert page.links("/en") == ["/en/sign-in"]


@pytest.mark.parametrize(("path", "language"), [("/en", "en"), ("/en/", "en"), ("/", "vi"), ("/english", "vi")])
def test_only_the_whole_first_part_is_a_prefix(real: Flask, path: str, language: str) -> None:
    html = fetch(real, path).text

    assert f'<html lang="{language}">' in html


def test_both_languages_share_one_cookie(real: Flask) -> None:
    cookie = fetch(real, "/en/sign-in").headers["Set-Cookie"]

    assert "Path=/" in [part.strip() for part in cookie.split(";")]


@pytest.mark.parametrize(
    ("asked", "vietnamese", "english"),
    [
        ("/search?q=gom%20su&page=2", "/search?q=gom+su&page=2", "/en/search?q=gom+su&page=2"),
        ("/search?kind=a&kind=b", "/search?kind=a&kind=b", "/en/search?kind=a&kind=b"),
        ("/không có?x=1", "/kh%C3%B4ng%20c%C3%B3?x=1", "/en/kh%C3%B4ng%20c%C3%B3?x=1"),
        ("/a%3Fb%23c", "/a%3Fb%23c", "/en/a%3Fb%23c"),
        ("//elsewhere.example/", "/elsewhere.example/", "/en/elsewhere.example/"),
        ("/t/ABC?context=x", "/t/ABC?context=x&lang=vi", "/t/ABC?context=x&lang=en"),
        ("/t/ABC?lang=en", "/t/ABC?lang=vi", "/t/ABC?lang=en"),
        # Arguments are not the routes' own: neither another code nor url_for's private words.
        ("/t/ABC?code=OTHER&endpoint=x&_scheme=javascript&_external=1", None, None),
    ],
)
def test_the_same_page_in_the_other_language(
    real: Flask, asked: str, vietnamese: str | None, english: str | None
) -> None:
    path, _, query = asked.partition("?")
    environ = {"PATH_INFO": unquote(path).encode().decode("latin-1"), "QUERY_STRING": query}
    with real.test_request_context(environ_overrides=environ):
        addresses = i18n.here("vi"), i18n.here("en")

    if vietnamese is not None:
        assert addresses == (vietnamese, english)
    assert all(address.startswith(("/t/ABC?", "/")) and not address.startswith("//") for address in addresses)


def test_an_answer_to_a_form_leads_to_the_home_page_in_the_other_language(real: Flask) -> None:
    with real.test_request_context("/orders", method="POST"):
        assert i18n.here("en") == "/en/"


def test_a_form_that_shares_its_pages_address_keeps_it(real: Flask) -> None:
    with real.test_request_context("/register", method="POST"):
        assert i18n.here("en") == "/en/register"


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("vi-VN,vi;q=0.9,en;q=0.8", "vi"),
        ("en-GB,en;q=0.9,vi;q=0.5", "en"),
        ("vi;q=0.2,en;q=0.9", "en"),
        ("ko-KR,ko;q=0.9", "en"),
        ("fr,vi;q=0.3", "vi"),
        ("*", "vi"),
        ("", "vi"),
        (None, "vi"),
        (";;;q=,,x", "en"),
    ],
)
def test_labels_answer_in_the_phones_language(real: Flask, accepted: str | None, language: str) -> None:
    headers = {} if accepted is None else {"Accept-Language": accepted}

    html = fetch(real, "/t/nobodyscode", headers=headers).text

    assert f'<html lang="{language}">' in html


def test_a_choice_beats_the_phone(real: Flask) -> None:
    headers = {"Accept-Language": "vi"}

    assert '<html lang="en">' in fetch(real, "/t/nobodyscode?lang=en", headers=headers).text
    assert '<html lang="vi">' in fetch(real, "/t/nobodyscode?lang=kl", headers=headers).text


def test_other_pages_do_not_negotiate(real: Flask) -> None:
    html = fetch(real, "/sign-in", headers={"Accept-Language": "en"}).text

    assert '<html lang="vi">' in html


def test_content_is_said_in_vietnamese_where_it_was_never_translated(real: Flask) -> None:
    class Thing:
        name_vi, name_en = "Trà sen", ""

    with real.test_request_context("/", environ_overrides={"goc.language": "en"}):
        assert i18n.said(Thing(), "name") == "Trà sen"


def test_url_for_keeps_the_language_of_the_request(real: Flask) -> None:
    with real.test_request_context("/sign-in", base_url="http://localhost/en"):
        assert url_for("accounts.register") == "/en/register"


def test_an_english_phone_is_led_on_in_english_from_a_label(app):
    page = fetch(app, "/t/ZZZZZZZZZ0", headers={"Accept-Language": "en"})
    vietnamese = fetch(app, "/t/ZZZZZZZZZ0", headers={"Accept-Language": "vi"})

    assert page.one("form")["action"] == "/en/scan"
    assert vietnamese.one("form")["action"] == "/scan"


def test_the_word_in_the_address_wins_over_the_phone(app):
    page = fetch(app, "/t/ZZZZZZZZZ0?lang=vi", headers={"Accept-Language": "en"})

    assert page.one("form")["action"] == "/scan"
