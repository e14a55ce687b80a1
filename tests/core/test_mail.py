"""Mail: two parts, one reader, no header that was not meant, and the demo's letter box."""

from __future__ import annotations

import email
import email.policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from flask import Flask, render_template
from sqlalchemy import select

from shop.core import jobs, mail
from shop.core.db import db
from shop.core.outbox import Task, TaskState
from tests.house import Client

LINK = "http://127.0.0.1:8000/password/reset/abc"


@pytest.fixture(autouse=True)
def empty_letter_box(app: Flask) -> None:
    for letter in Path(app.config["VAR_DIR"]).glob("mail/*"):
        letter.unlink()


def letters(app: Flask) -> list[EmailMessage]:
    files = sorted(Path(app.config["VAR_DIR"]).glob("mail/*.eml"))
    return [email.message_from_bytes(path.read_bytes(), policy=email.policy.default) for path in files]


def send(name: str = "Lan", language: str = "vi", to: str = "lan@vidu.vn") -> None:
    mail.send_later(to, "reset", language=language, name=name, link=LINK)
    db.session.commit()
    jobs.run_due()


def body(letter: EmailMessage, kind: str) -> str:
    part = letter.get_body((kind,))
    assert part is not None
    return str(part.get_content())


def test_a_letter_lies_in_the_folder_with_text_and_html(app: Flask) -> None:
    send()

    (letter,) = letters(app)
    assert letter["To"] == "lan@vidu.vn"
    assert letter["From"] == "Gốc <shop@goc.example>"
    assert letter["Date"].datetime.tzinfo is not None
    assert letter.get_content_type() == "multipart/alternative"
    assert LINK in body(letter, "plain")
    assert f'href="{LINK}"' in body(letter, "html")


def test_the_paragraphs_of_a_letter_stand_apart(app: Flask) -> None:
    send()

    (letter,) = letters(app)
    assert len(body(letter, "plain").strip().split("\n\n")) == 4
    assert LINK in body(letter, "plain").splitlines()


def test_a_letter_is_written_in_its_readers_language(app: Flask) -> None:
    send(language="en")
    send(language="vi")

    subjects = {str(letter["Subject"]) for letter in letters(app)}
    assert subjects == {"Set a new password at Gốc", "Đặt mật khẩu mới ở Gốc"}


def test_nothing_is_sent_before_the_commit_or_after_a_rollback(app: Flask) -> None:
    mail.send_later("lan@vidu.vn", "reset", language="vi", name="Lan", link=LINK)
    db.session.rollback()
    jobs.run_due()

    assert letters(app) == []


def test_a_letter_for_the_same_fact_is_sent_once(app: Flask) -> None:
    for _ in range(2):
        mail.send_later("lan@vidu.vn", "reset", language="vi", key="reset:1", name="Lan", link=LINK)
    db.session.commit()
    jobs.run_due()

    assert len(letters(app)) == 1


def test_a_name_is_text_and_never_markup_or_a_header(app: Flask) -> None:
    send(name="<b>Lan</b>\r\nBcc: everybody@vidu.vn\n\nHello")

    (letter,) = letters(app)
    assert letter["Bcc"] is None
    assert "<b>" not in body(letter, "html")


@pytest.mark.parametrize(
    "subject", ["Đơn\r\nBcc: x@vidu.vn", "Đơn\nBcc: x@vidu.vn", "Đơn\x0bBcc: x@vidu.vn", "Đơn\u2028Bcc"]
)
def test_a_subject_stays_one_line(app: Flask, monkeypatch: pytest.MonkeyPatch, subject: str) -> None:
    monkeypatch.setattr(mail, "render_template", lambda _template, **context: f"{subject}\n\nXin chào")
    send()

    (letter,) = letters(app)
    assert letter["Bcc"] is None
    assert str(letter["Subject"]).startswith("Đơn")


@pytest.mark.parametrize(
    "to", ["lan@vidu.vn, all@vidu.vn", "lan@vidu.vn\r\nBcc: all@vidu.vn", "Lan <lan@vidu.vn>", "lan"]
)
def test_only_one_plain_address_is_written_to(app: Flask, to: str) -> None:
    send(to=to)

    assert letters(app) == []
    task = db.session.scalars(select(Task)).one()
    assert task.state == TaskState.WAITING
    assert task.last_error


def test_the_letter_box_lists_and_shows(app: Flask, visitor: Client) -> None:
    assert "Chưa có" in visitor.get("/mailbox").words
    send(name="Lan <script>")

    box = visitor.get("/mailbox")
    letter = visitor.get(box.links("/mailbox/")[0])

    assert "Đặt mật khẩu mới ở Gốc" in box.words
    assert letter.links("/password/reset/abc")
    assert "Lan <script>" in letter.words


@pytest.mark.parametrize("name", ["..%2f..%2fsecret-key", "..", "nobody-wrote-this", "x" * 400, "%00", "à"])
def test_no_other_file_can_be_read_as_a_letter(app: Flask, visitor: Client, name: str) -> None:
    assert visitor.client.get(f"/mailbox/{name}").status_code in {400, 404}


@pytest.mark.parametrize("setting", [{"GOC_ENV": "production"}, {"MAIL_URL": "smtp://mail.vidu.vn"}])
def test_a_shop_that_sends_mail_has_no_letter_box(
    app: Flask, visitor: Client, monkeypatch: pytest.MonkeyPatch, setting: dict[str, str]
) -> None:
    for name, value in setting.items():
        monkeypatch.setitem(app.config, name, value)

    visitor.get("/mailbox", expect=404)
    visitor.get("/mailbox/any", expect=404)


def test_a_mail_server_is_spoken_to_in_private(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[object] = []

    class Server:
        def __init__(self, host: str, port: int, timeout: int) -> None:
            said.append((host, port, timeout > 0))

        def __enter__(self) -> Server:
            return self

        def __exit__(self, *_: object) -> None:
            said.append("bye")

        def starttls(self, **_: object) -> None:
            said.append("starttls")

        def login(self, user: str, password: str) -> None:
            said.append((user, password))

        def send_message(self, message: EmailMessage) -> None:
            said.append(str(message["To"]))

    monkeypatch.setattr("smtplib.SMTP", Server)
    monkeypatch.setitem(app.config, "MAIL_URL", "smtp://goc%40vidu.vn:p%3Ass@mail.vidu.vn:587")
    send()

    assert said == [("mail.vidu.vn", 587, True), "starttls", ("goc@vidu.vn", "p:ss"), "lan@vidu.vn", "bye"]


def test_every_mail_has_a_subject_and_both_parts(app: Flask) -> None:
    folder = Path(app.root_path) / "templates" / "emails"
    texts = {path.stem for path in folder.glob("*.txt")}

    assert texts == {path.stem for path in folder.glob("*.html")}
    assert "reset" in texts
    with app.test_request_context():
        assert render_template("emails/reset.txt", name="Lan", link=LINK).partition("\n")[0].strip()


def test_a_line_of_a_mails_template_is_a_line_of_the_mail(app: Flask) -> None:
    folder = Path(app.root_path) / "templates" / "emails"

    for path in folder.glob("*.txt"):
        # Jinja drops the line break behind a block unless told to keep it, and glues two sentences together.
        assert "{% endtrans %}\n" not in path.read_text(), path.name
