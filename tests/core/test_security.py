"""Headers on every answer, and forms from our own pages only."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from shop.core.security import household
from tests.house import Client, fetch

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; frame-ancestors 'none'; base-uri 'none'; "
    "form-action 'self' http://127.0.0.1:8001"
)


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/sign-in"),
        ("GET", "/healthz"),
        ("GET", "/nothing-here"),
        ("GET", "/account"),
        ("GET", "/probe/abort/429"),
        ("GET", "/probe/abort/500"),
        ("POST", "/probe/save/200"),
        ("POST", "/probe/violate"),
        ("GET", "/en/centres"),
    ],
)
def test_every_answer_carries_the_policy(real: Flask, method: str, path: str) -> None:
    headers = fetch(real, path, method).headers

    assert headers["Content-Security-Policy"] == POLICY
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=(self)" in headers["Permissions-Policy"]
    assert "Strict-Transport-Security" not in headers


def test_the_policy_allows_nothing_inline() -> None:
    assert "unsafe" not in POLICY
    assert "*" not in POLICY


def test_what_nobody_marked_for_keeping_is_not_kept(real: Flask) -> None:
    assert fetch(real, "/sign-in").headers["Cache-Control"] == "no-store"


def test_built_files_are_taken_for_what_they_are(real: Flask) -> None:
    with real.test_request_context():
        sheet = real.jinja_env.globals["asset"]("css/goc.css")  # type: ignore[operator]

    answer = fetch(real, sheet)

    assert answer.status == 200
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "immutable" in answer.headers["Cache-Control"]


def test_https_is_for_good_and_its_cookies_are_the_hosts_own(build: Callable[..., Flask]) -> None:
    app = build(PUBLIC_BASE_URL="https://goc.hanoi.example", SESSION_COOKIE_SECURE=True)

    answer = app.test_client().get("/sign-in", base_url="https://goc.hanoi.example")

    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-goc=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= {part.strip() for part in cookie.split(";")}
    assert "Domain" not in cookie


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "same-origin"}, 200),
        # The person's own doing: a page restored with the browser. No foreign page can cause it.
        ({"Sec-Fetch-Site": "none"}, 200),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"}, 403),
        ({"Sec-Fetch-Site": ""}, 403),
        ({"Origin": "http://localhost"}, 200),
        ({"Origin": "http://localhost:8001"}, 403),
        ({"Origin": "http://localhost.evil.example"}, 403),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "http://["}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": ""}, 403),
        ({}, 403),
    ],
)
def test_forms_of_shared_pages_come_from_our_own_pages(stranger: Client, headers: dict[str, str], status: int) -> None:
    assert stranger.client.post("/probe/shared-form", headers=headers).status_code == status


def test_a_page_without_encryption_cannot_post_to_an_encrypted_shop(build: Callable[..., Flask]) -> None:
    browser = build(PUBLIC_BASE_URL="https://goc.hanoi.example").test_client()
    host = "https://goc.hanoi.example"

    assert browser.post("/probe/shared-form", base_url=host, headers={"Origin": host}).status_code == 200
    spied_on = {"Origin": "http://goc.hanoi.example"}
    assert browser.post("/probe/shared-form", base_url=host, headers=spied_on).status_code == 403


def test_other_forms_still_need_their_token(real: Flask) -> None:
    assert fetch(real, "/probe/save/200", "POST", headers={"Sec-Fetch-Site": "same-origin"}).status == 400


def test_nobody_is_believed_about_an_address_unless_told_so(build: Callable[..., Flask], real: Flask) -> None:
    claimed = {"X-Forwarded-For": "203.0.113.9", "X-Forwarded-Proto": "https", "X-Forwarded-Host": "evil.example"}
    behind = build(TRUSTED_PROXIES=1)

    assert fetch(real, "/probe/read", headers=claimed).text == "127.0.0.1 http"
    assert fetch(behind, "/probe/read", headers=claimed).text == "203.0.113.9 https"
    assert isinstance(behind.wsgi_app, ProxyFix)


def test_one_trusted_proxy_is_believed_about_its_own_word_only(build: Callable[..., Flask]) -> None:
    forged = {"X-Forwarded-For": "198.51.100.1, 203.0.113.9"}

    seen = fetch(build(TRUSTED_PROXIES=1), "/probe/read", headers=forged)

    assert seen.text.startswith("203.0.113.9 ")


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("", "unknown"),
    ],
)
def test_guesses_are_counted_by_household(real: Flask, address: str, counted: str) -> None:
    with real.test_request_context(environ_base={"REMOTE_ADDR": address}):
        assert household() == counted
