"""Opening an account: what it needs, what it keeps, and one account for one address."""

from __future__ import annotations

import threading

import pytest
from flask import Flask
from sqlalchemy import func, select

from shop.accounts import sign_in
from shop.accounts.models import Consent, User
from shop.core.db import db
from tests.factories import PASSWORD, Make
from tests.house import CSRF, Client, Page, Queries

FORM = {"name": "Nguyễn Thị Mai", "email": "mai@vidu.vn", "password": PASSWORD, "terms": "y"}
TAKEN = "E-mail này đã có tài khoản. Bạn đăng nhập, hoặc xin đặt lại mật khẩu."


def test_an_account_is_opened_and_entered(visitor: Client) -> None:
    page = visitor.post("/register", **FORM)

    assert page.location == "/account"
    account = visitor.follow(page)
    assert "Nguyễn Thị Mai" in account.words
    assert "Đã mở tài khoản. Chào bạn." in account.soup.get_text()


def test_the_yes_to_terms_and_privacy_is_kept_with_what_was_read(visitor: Client) -> None:
    visitor.post("/register", **FORM)

    kept = list(db.session.scalars(select(Consent).order_by(Consent.policy)))
    assert [(one.subject, one.policy, one.purpose) for one in kept] == [
        ("mai@vidu.vn", "privacy", "account"),
        ("mai@vidu.vn", "terms", "account"),
    ]
    assert all(len(one.body_hash) == 64 and one.version for one in kept)


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("name", ""),
        ("name", "   "),
        ("name", "\u200b\u200e"),
        ("name", "M" * 121),
        ("email", "mai"),
        ("email", "mai@vidu"),
        ("email", "mai@vidu.vn\r\nBcc: x@vidu.vn"),
        ("email", "m" * 300 + "@vidu.vn"),
        ("password", "ngắn"),
        ("password", "aaaaaaaaaaaa"),
        ("password", ""),
        ("terms", None),
    ],
)
def test_a_mistake_is_said_beside_its_field_and_the_rest_is_kept(
    visitor: Client, field: str, typed: str | None
) -> None:
    page = visitor.post("/register", expect=422, **(FORM | {field: typed}))

    assert list(page.errors) == [field]
    assert page.errors[field]
    for name in {"name", "email"} - {field}:
        assert page.one(f"input[name={name}]")["value"] == FORM[name]
    assert not page.one("input[name=password]").get("value")
    assert db.session.scalar(select(func.count(User.id)).where(User.email == "mai@vidu.vn")) == 0


def test_a_name_is_kept_clean(visitor: Client) -> None:
    visitor.post("/register", **(FORM | {"name": "  Nguyễn\u200b  Thị\r\nMai "}))

    assert db.session.scalars(select(User.name).where(User.email == "mai@vidu.vn")).one() == "Nguyễn Thị Mai"


@pytest.mark.parametrize("email", ["lan@vidu.vn", "LAN@vidu.vn", " lan@vidu.vn "])
def test_an_address_has_one_account(visitor: Client, make: Make, email: str) -> None:
    make.user("Lan", "lan@vidu.vn")

    page = visitor.post("/register", expect=422, **(FORM | {"email": email}))

    assert page.errors == {"email": TAKEN}
    assert db.session.scalar(select(func.count(User.id)).where(User.email == "lan@vidu.vn")) == 1
    assert db.session.scalar(select(func.count(Consent.id))) == 0


def test_an_account_remembers_the_language_it_was_opened_in(app: Flask, queries: Queries) -> None:
    Client(app, queries, language="en").post("/register", **FORM)

    assert db.session.scalars(select(User.language).where(User.email == "mai@vidu.vn")).one() == "en"


def test_registering_leads_on_to_where_one_was_going(visitor: Client) -> None:
    assert visitor.post("/register?next=/cart", **FORM).location == "/cart"
    assert visitor.get("/register?next=/cart").links("/sign-in?next=/cart")


def test_of_two_who_take_an_address_at_once_one_wins_and_the_other_is_told(
    real: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    together = threading.Barrier(2)
    hash_of = sign_in.hasher.hash

    class Meeting:
        """Both forms have passed every check before either account is written."""

        def hash(self, password: str) -> str:
            made = hash_of(password)
            if not real.config["DATABASE_URL"].startswith("sqlite"):  # SQLite lets one writer in at a time
                together.wait(10)
            return made

    monkeypatch.setattr(sign_in, "hasher", Meeting())
    answers: list[Page] = []

    def open_account(name: str) -> None:
        client = real.test_client()
        with client.session_transaction() as session:
            session["csrf_token"] = CSRF
        token = Client(real, Queries()).token()
        response = client.post("/register", data=FORM | {"name": name, "csrf_token": token})
        answers.append(Page(response.status_code, response.headers, response.get_data(), "/register"))

    threads = [threading.Thread(target=open_account, args=(name,)) for name in ("Mai", "Một Mai khác")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)

    assert sorted(page.status for page in answers) == [303, 422]
    (refused,) = [page for page in answers if page.status == 422]
    assert refused.errors == {"email": TAKEN}
    assert db.session.scalar(select(func.count(User.id))) == 1
    assert db.session.scalar(select(func.count(Consent.id))) == 2
