"""In and out: the same work for everybody, a new session, and never a way out of the shop."""

from __future__ import annotations

from typing import Any

import pytest
from argon2 import PasswordHasher
from flask import Flask
from werkzeug.http import parse_cookie

from shop.accounts import sign_in
from shop.core.db import db
from shop.core.time import now
from tests.factories import PASSWORD, Make
from tests.house import Client, Page, Queries


def enter(client: Client, email: str = "lan@vidu.vn", password: str = PASSWORD, expect: int = 303, **more: Any) -> Page:
    return client.post("/sign-in", expect=expect, email=email, password=password, **more)


@pytest.fixture
def lan(make: Make) -> Any:
    return make.user("Lan", "lan@vidu.vn")


def cookies(page: Page) -> dict[str, str]:
    return {line.split("=")[0]: line for line in page.headers.getlist("Set-Cookie")}


def test_the_real_hasher_does_enough_work(careful_hasher: PasswordHasher) -> None:
    # OWASP's least for argon2id: 19 MiB and two passes.
    assert careful_hasher.memory_cost >= 19 * 1024
    assert careful_hasher.time_cost >= 2
    assert careful_hasher.type.name == "ID"


@pytest.mark.parametrize("email", ["lan@vidu.vn", " Lan@ViDu.VN "])
def test_address_and_password_open_the_account(visitor: Client, lan: Any, email: str) -> None:
    page = enter(visitor, email)

    assert page.location == "/account"
    assert "lan@vidu.vn" in visitor.get("/account").words


def test_staff_begin_at_their_place_of_work(app: Flask, queries: Queries, make: Make) -> None:
    for user, place in (
        (make.centre_staff(), "/desk"),
        (make.producer_staff(), "/studio"),
        (make.officer(), "/office"),
    ):
        assert enter(Client(app, queries), user.email).location == place


@pytest.mark.parametrize(("email", "password"), [("lan@vidu.vn", "sai rồi"), ("khong.ai@vidu.vn", PASSWORD)])
def test_which_of_the_two_was_wrong_is_not_said(visitor: Client, lan: Any, email: str, password: str) -> None:
    page = enter(visitor, email, password, expect=422)

    assert page.errors == {"password": "E-mail và mật khẩu không khớp nhau."}
    assert page.one("input[name=email]")["value"] == email
    assert not page.one("input[name=password]").get("value")
    assert "/sign-in" in visitor.get("/account", expect=303).location


@pytest.mark.parametrize("email", ["lan@vidu.vn", "khong.ai@vidu.vn"])
def test_an_unknown_address_costs_as_much_work(
    visitor: Client, lan: Any, email: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    verified: list[str] = []
    real = sign_in.hasher

    class Watched(PasswordHasher):
        def verify(self, hash: Any, password: Any) -> Any:
            verified.append(str(hash))
            return real.verify(hash, password)

    watched = Watched(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(sign_in, "hasher", watched)
    sign_in._hash_of_nobody.cache_clear()
    enter(visitor, email, "sai rồi", expect=422)

    assert len(verified) == 1
    assert verified[0].rsplit("$", 2)[0] == lan.password_hash.rsplit("$", 2)[0], "the same work"


def test_nobodys_password_opens_nothing(visitor: Client, lan: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sign_in, "_hash_of_nobody", lambda: sign_in.hasher.hash("known"))

    enter(visitor, "khong.ai@vidu.vn", "known", expect=422)


def test_a_closed_account_stays_closed(visitor: Client, lan: Any) -> None:
    lan.closed_at = now()

    enter(visitor, expect=422)


@pytest.mark.parametrize("kept", ["", "not a hash", "$argon2id$v=19$broken"])
def test_an_account_without_a_usable_password_is_refused_like_any_other(visitor: Client, lan: Any, kept: str) -> None:
    lan.password_hash = kept

    enter(visitor, expect=422)


def test_a_password_kept_with_less_care_is_kept_anew(visitor: Client, lan: Any) -> None:
    lan.password_hash = PasswordHasher(time_cost=2, memory_cost=8, parallelism=1).hash(PASSWORD)
    before = lan.password_hash

    enter(visitor)

    assert lan.password_hash != before
    assert sign_in.hasher.verify(lan.password_hash, PASSWORD)


def test_the_fields_must_be_filled_in(visitor: Client) -> None:
    page = enter(visitor, "", "", expect=422)

    assert set(page.errors) == {"email", "password"}


def test_a_session_somebody_prepared_does_not_survive_signing_in(visitor: Client, lan: Any) -> None:
    with visitor.client.session_transaction() as session:
        session.update(planted="by somebody else", cart="token-of-the-cart", membership=7)

    enter(visitor)

    with visitor.client.session_transaction() as session:
        assert "planted" not in session
        assert "membership" not in session
        assert "csrf_token" not in session
        assert session["_user_id"] == lan.session_token


@pytest.mark.parametrize(
    ("wanted", "where"),
    [
        ("/desk/stock?on=1", "/desk/stock?on=1"),
        ("/products/binh-ty-ba", "/products/binh-ty-ba"),
        ("", "/account"),
        ("https://evil.example/", "/account"),
        ("//evil.example/", "/account"),
        ("///evil.example/", "/account"),
        ("/\\evil.example/", "/account"),
        ("\\/evil.example/", "/account"),
        ("/\t/evil.example/", "/account"),
        ("/\t\\evil.example/", "/account"),
        ("\t//evil.example", "/account"),
        (" //evil.example", "/account"),
        ("/ /evil.example", "/account"),
        ("/a\r\nLocation: https://evil.example", "/account"),
        ("javascript:alert(1)", "/account"),
        ("http:evil.example", "/account"),
        ("http://[", "/account"),
        ("evil.example", "/account"),
    ],
)
def test_signing_in_leads_on_but_never_out_of_the_shop(visitor: Client, lan: Any, wanted: str, where: str) -> None:
    assert enter(visitor, next=wanted).location == where


def test_signing_in_keeps_the_language(app: Flask, queries: Queries, lan: Any) -> None:
    for wanted, where in (("/desk", "/en/desk"), ("/en/desk", "/en/desk"), ("/en", "/en"), ("//evil", "/en/account")):
        english = Client(app, queries, language="en")
        assert enter(english, next=wanted).location == where


def test_the_form_carries_where_one_wanted_to_go(visitor: Client) -> None:
    page = visitor.get("/sign-in?next=/desk/stock")

    assert page.one("input[name=next]")["value"] == "/desk/stock"
    assert page.links("/register?next=/desk/stock")


def test_without_asking_to_stay_the_session_ends_with_the_browser(visitor: Client, lan: Any) -> None:
    sent = cookies(enter(visitor))

    assert set(sent) == {"goc"}
    assert "Expires" not in sent["goc"]
    assert "Max-Age" not in sent["goc"]
    assert "HttpOnly" in sent["goc"]
    assert "SameSite=Lax" in sent["goc"]


def test_somebody_who_stays_signed_in_is_known_by_the_other_cookie(app: Flask, queries: Queries, lan: Any) -> None:
    first = Client(app, queries)
    sent = cookies(enter(first, remember="y"))
    assert {"HttpOnly", "SameSite=Lax"} <= {part.strip() for part in sent["goc-remember"].split(";")}
    assert "Expires" in sent["goc-remember"]

    later = Client(app, queries)
    kept = parse_cookie(sent["goc-remember"].split(";")[0])["goc-remember"]
    later.client.set_cookie("goc-remember", kept)

    assert "lan@vidu.vn" in later.get("/account").words


def test_a_cookie_that_was_made_up_opens_nothing(visitor: Client, lan: Any) -> None:
    visitor.client.set_cookie("goc-remember", f"{lan.session_token}|{'0' * 128}")

    assert "/sign-in" in visitor.get("/account", expect=303).location


def test_signing_out_forgets_the_person_on_this_device(app: Flask, queries: Queries, lan: Any) -> None:
    client = Client(app, queries)
    enter(client, remember="y")
    client.get("/account")
    with client.client.session_transaction() as session:
        session["csrf_token"] = "a fixed raw token, signed like every other"
        session["cart"] = "token-of-the-cart"

    client.post("/sign-out")

    assert "/sign-in" in client.get("/account", expect=303).location
    with client.client.session_transaction() as session:
        assert "cart" not in session
    assert client.client.get_cookie("goc-remember") is None


def test_nobody_is_signed_out_by_another_site(buyer: Client) -> None:
    buyer.open("POST", "/sign-out", expect=400, data={})

    buyer.get("/account")
    db.session.rollback()
