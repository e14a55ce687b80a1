"""Mail: written in the reader's language, put in the outbox, sent by the worker.

Templates are `templates/emails/NAME.txt` (first line: the subject) and `NAME.html`.
"""

from __future__ import annotations

import smtplib
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from flask import current_app, render_template
from flask_babel import force_locale

from shop.core.jobs import job
from shop.core.outbox import later
from shop.core.text import clean
from shop.core.time import now


def send_later(to: str, template: str, *, language: str, key: str | None = None, **context: Any) -> None:
    """Write a mail to `to` and have it sent after the commit, once for each `key`."""
    with force_locale(language):
        text = render_template(f"emails/{template}.txt", **context)
        html = render_template(f"emails/{template}.html", **context)
    subject, _, body = text.partition("\n")
    later("mail", {"to": to, "subject": clean(subject), "text": body.strip() + "\n", "html": html}, key=key)


@job("mail")
def deliver(payload: dict[str, Any]) -> None:
    """Hand one mail to the mail server, or lay it in the demo's folder."""
    message = _message(payload)
    if url := current_app.config["MAIL_URL"]:
        _send(message, url)
    else:
        folder = mail_folder()
        folder.mkdir(parents=True, exist_ok=True)
        name = message["Message-ID"].strip("<>").split("@")[0].replace(".", "-")
        (folder / f"{name}.eml").write_bytes(bytes(message))


def mail_folder() -> Path:
    """Return where demo mail is laid."""
    return Path(current_app.config["VAR_DIR"]) / "mail"


def _message(payload: dict[str, Any]) -> EmailMessage:
    message = EmailMessage()
    message["From"] = current_app.config["MAIL_FROM"]
    message["To"] = Address(addr_spec=payload["to"])  # one address: a comma in it adds no second reader
    message["Subject"] = payload["subject"]
    message["Date"] = format_datetime(now())
    message["Message-ID"] = make_msgid(domain="goc")
    message.set_content(payload["text"])
    message.add_alternative(payload["html"], subtype="html")
    return message


def _send(message: EmailMessage, url: str) -> None:
    parts = urlsplit(url)
    with smtplib.SMTP(parts.hostname or "localhost", parts.port or 587, timeout=20) as server:
        if parts.port != 25:
            server.starttls()
        if parts.username:
            server.login(unquote(parts.username), unquote(parts.password or ""))
        server.send_message(message)
