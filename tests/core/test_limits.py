"""Guesses are counted: passwords, links, codes."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from flask import Flask

from shop.core.db import db
from shop.core.security import limiter
from tests.factories import PASSWORD, Make
from tests.house import Client, Queries


@pytest.fixture(scope="module")
def counting_app(build: Callable[..., Flask]) -> Flask:
    return build(RATELIMIT_ENABLED=True)


@pytest.fixture
def counted(real: Flask, counting_app: Flask) -> Iterator[Client]:
    """A browser in front of an app that counts, with its counters at nought."""
    limiter.enabled = True
    limiter.reset()
    lan = Make().user("Lan", "lan@vidu.vn")
    assert lan.id
    db.session.commit()
    yield Client(counting_app, Queries())
    limiter.enabled = False


def guess(browser: Client, expect: int, email: str = "lan@vidu.vn", password: str = "sai rồi nhé") -> None:
    browser.post("/sign-in", expect=expect, email=email, password=password)


def test_the_eleventh_wrong_password_of_a_minute_is_not_even_tried(counted: Client) -> None:
    for _ in range(10):
        guess(counted, 422)

    page = counted.post("/sign-in", expect=429, email="lan@vidu.vn", password=PASSWORD)

    assert page.one("h1").get_text() == "Bạn đã thử quá nhiều lần"
    assert int(page.headers["Retry-After"]) > 0


def test_another_account_does_not_start_the_count_anew(counted: Client) -> None:
    for number in range(10):
        guess(counted, 422, email=f"khach{number}@vidu.vn")

    guess(counted, 429)


def test_the_right_password_costs_nothing(counted: Client, counting_app: Flask) -> None:
    for _ in range(15):
        browser = Client(counting_app, Queries())
        browser.post("/sign-in", email="lan@vidu.vn", password=PASSWORD)

    guess(counted, 422)


def test_looking_at_the_form_costs_nothing(counted: Client) -> None:
    for _ in range(70):
        counted.get("/sign-in")


def test_somebody_elsewhere_is_counted_by_themselves(counted: Client) -> None:
    for _ in range(11):
        counted.client.post("/sign-in", data={"csrf_token": counted.token(), "email": "x@vidu.vn", "password": "y"})
    guess(counted, 429)

    data = {"csrf_token": counted.token(), "email": "lan@vidu.vn", "password": PASSWORD}
    counted.open("POST", "/sign-in", expect=303, data=data, environ_base={"REMOTE_ADDR": "203.0.113.9"})


def test_asking_for_links_is_counted(counted: Client) -> None:
    for _ in range(5):
        counted.post("/password/forgotten", expect=200, email="lan@vidu.vn")

    counted.post("/password/forgotten", expect=429, email="lan@vidu.vn")


def test_trying_links_is_counted(counted: Client) -> None:
    for number in range(20):
        counted.get(f"/password/reset/guess-{number}", expect=410)

    counted.get("/password/reset/guess", expect=429)


def test_opening_accounts_is_counted(counted: Client) -> None:
    for _ in range(10):
        counted.post("/register", expect=422, email="lan@vidu.vn")

    counted.post("/register", expect=429, email="lan@vidu.vn")


def test_typing_codes_is_counted(counted: Client) -> None:
    for number in range(60):
        counted.get(f"/scan?code=ZZ-{number}", expect=404)

    page = counted.get("/scan?code=ZZ-61", expect=429)
    assert page.one("html")["lang"] == "vi"
