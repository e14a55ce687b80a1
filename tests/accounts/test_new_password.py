"""A new password by mail: one link, one hour, once; and it signs everybody else out."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from flask import Flask
from itsdangerous import TimestampSigner
from sqlalchemy import select

from shop.accounts import sign_in
from shop.accounts.models import User
from shop.accounts.sign_in import StaleLink
from shop.core.db import db
from shop.core.outbox import Task
from shop.core.time import now
from tests.factories import Make
from tests.house import CSRF, Client, Queries

NEW = "bình gốm men rạn cổ"


@pytest.fixture
def lan(make: Make) -> User:
    return make.user("Lan", "lan@vidu.vn")


def mails() -> list[dict[str, Any]]:
    return list(db.session.scalars(select(Task.payload).where(Task.kind == "mail")))


def test_the_answer_is_the_same_whether_or_not_there_is_an_account(app: Flask, visitor: Client, lan: User) -> None:
    known = visitor.post("/password/forgotten", expect=200, email="LAN@vidu.vn")
    unknown = visitor.post("/password/forgotten", expect=200, email="mai@vidu.vn")

    assert known.words.replace("lan@vidu.vn", "…") == unknown.words.replace("mai@vidu.vn", "…")
    assert [mail["to"] for mail in mails()] == ["lan@vidu.vn"]


def test_a_closed_account_gets_no_link(visitor: Client, lan: User) -> None:
    lan.closed_at = now()

    visitor.post("/password/forgotten", expect=200, email="lan@vidu.vn")

    assert mails() == []


@pytest.mark.parametrize("typed", ["", "lan", "lan@", "lan@vidu.vn, mai@vidu.vn"])
def test_what_is_no_address_is_said_beside_the_field(visitor: Client, typed: str) -> None:
    page = visitor.post("/password/forgotten", expect=422, email=typed)

    assert "email" in page.errors


def test_the_link_leads_to_the_shop_and_not_where_its_asker_says(app: Flask, visitor: Client, lan: User) -> None:
    evil = "http://evil.example"
    with visitor.client.session_transaction(base_url=evil) as session:
        session["csrf_token"] = CSRF
    data = {"csrf_token": visitor.token(), "email": "lan@vidu.vn"}

    headers = {"X-Forwarded-Host": "evil.example"}
    visitor.open("POST", "/password/forgotten", expect=200, data=data, base_url=evil, headers=headers)

    (mail,) = mails()
    assert "evil.example" not in mail["text"] + mail["html"]
    assert app.config["PUBLIC_BASE_URL"] + "/password/reset/" in mail["text"]


def test_the_link_speaks_the_language_it_was_asked_in(app: Flask, queries: Queries, lan: User) -> None:
    Client(app, queries, language="en").post("/password/forgotten", expect=200, email="lan@vidu.vn")

    (mail,) = mails()
    assert "/en/password/reset/" in mail["text"]
    assert mail["subject"] == "Set a new password at Gốc"


def test_a_link_sets_the_password_and_signs_in(visitor: Client, lan: User) -> None:
    link = f"/password/reset/{sign_in.reset_token(lan)}"
    visitor.get(link)

    page = visitor.post(link, password=NEW)

    assert page.location == "/account"
    assert "Đã đặt mật khẩu mới." in visitor.follow(page).soup.get_text()
    assert sign_in.sign_in("lan@vidu.vn", NEW).id == lan.id


def test_a_link_is_good_once(app: Flask, visitor: Client, queries: Queries, lan: User) -> None:
    link = f"/password/reset/{sign_in.reset_token(lan)}"
    visitor.post(link, password=NEW)

    second = Client(app, queries)
    assert "không dùng được nữa" in second.get(link, expect=410).words
    second.post(link, expect=410, password="của kẻ khác nhé")

    assert sign_in.sign_in("lan@vidu.vn", NEW)


def test_a_weak_password_leaves_the_link_good(visitor: Client, lan: User) -> None:
    link = f"/password/reset/{sign_in.reset_token(lan)}"

    assert "password" in visitor.post(link, expect=422, password="ngắn").errors
    assert "password" in visitor.post(link, expect=422, password="aaaaaaaaaaaa").errors
    visitor.post(link, password=NEW)


def test_two_links_of_one_account_die_together(visitor: Client, lan: User) -> None:
    first, second = sign_in.reset_token(lan), sign_in.reset_token(lan)
    visitor.post(f"/password/reset/{first}", password=NEW)

    with pytest.raises(StaleLink):
        sign_in.user_of_reset(second)


def test_a_link_is_good_for_an_hour(app: Flask, visitor: Client, lan: User, monkeypatch: pytest.MonkeyPatch) -> None:
    link = f"/password/reset/{sign_in.reset_token(lan)}"
    made = int(now().timestamp())

    monkeypatch.setattr(TimestampSigner, "get_timestamp", lambda self: made + 3590)
    visitor.get(link)
    monkeypatch.setattr(TimestampSigner, "get_timestamp", lambda self: made + 3700)
    page = visitor.get(link, expect=410)

    assert page.links("/password/forgotten")


@pytest.mark.parametrize(
    "change", [lambda token: token[:-3], lambda token: "x" + token, lambda token: "", lambda _: "à"]
)
def test_a_link_that_was_cut_or_made_up_opens_nothing(visitor: Client, lan: User, change: Any) -> None:
    with pytest.raises(StaleLink):
        sign_in.user_of_reset(change(sign_in.reset_token(lan)))


def test_a_link_of_another_purpose_opens_nothing(app: Flask, lan: User) -> None:
    from itsdangerous import URLSafeTimedSerializer

    other = URLSafeTimedSerializer(app.config["SECRET_KEY"], salt="another")

    with pytest.raises(StaleLink):
        sign_in.user_of_reset(other.dumps([lan.id, "0" * 16]))
    ours = URLSafeTimedSerializer(app.config["SECRET_KEY"], salt="password-reset")
    for value in ("text", 7, [], [lan.id], [lan.id, "0" * 16], ["a", "b", "c"], {"a": 1}, None):
        with pytest.raises(StaleLink):
            sign_in.user_of_reset(str(ours.dumps(value)))


def test_a_closed_accounts_link_is_dead(lan: User) -> None:
    token = sign_in.reset_token(lan)
    lan.closed_at = now()

    with pytest.raises(StaleLink):
        sign_in.user_of_reset(token)


def test_a_new_password_signs_every_other_device_out(app: Flask, queries: Queries, visitor: Client, lan: User) -> None:
    elsewhere = Client(app, queries, user=lan)
    elsewhere.get("/account")

    visitor.post(f"/password/reset/{sign_in.reset_token(lan)}", password=NEW)

    assert "/sign-in" in elsewhere.get("/account", expect=303).location
    visitor.get("/account")


def test_a_changed_key_keeps_links_and_sessions_while_the_old_one_is_known(
    app: Flask, lan: User, visitor: Client, buyer: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = sign_in.reset_token(lan)
    old = app.config["SECRET_KEY"]
    monkeypatch.setitem(app.config, "SECRET_KEY", "the key of the new year, long enough")
    with pytest.raises(StaleLink):
        sign_in.user_of_reset(token)

    monkeypatch.setitem(app.config, "SECRET_KEY_FALLBACKS", (old,))

    assert sign_in.user_of_reset(token).id == lan.id
    buyer.get("/account")


def test_of_two_people_with_one_link_the_first_sets_the_password(real: Flask) -> None:
    user_id = Make().user("Lan", "lan@vidu.vn").id
    db.session.commit()
    together = threading.Barrier(2)
    won: list[str] = []
    lost: list[str] = []

    def use(password: str) -> None:
        with real.app_context():
            user = db.session.get_one(User, user_id)
            db.session.commit()
            together.wait(10)
            try:
                sign_in.set_password(user, password)
                db.session.commit()
                won.append(password)
            except StaleLink:
                db.session.rollback()
                lost.append(password)

    threads = [
        threading.Thread(target=use, args=(password,)) for password in ("một câu của Lan", "một câu của kẻ khác")
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)

    assert (len(won), len(lost)) == (1, 1)
    assert sign_in.sign_in("lan@vidu.vn", won[0])
