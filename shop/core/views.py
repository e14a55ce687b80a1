"""Doors that belong to no feature: health, pictures, artwork and the demo's letter box."""

from __future__ import annotations

import email
import email.policy
import re
from email.message import EmailMessage

from flask import Blueprint, Response, abort, current_app, render_template
from sqlalchemy import text

from shop.core import mail as mails
from shop.core import media as pictures
from shop.core.db import db

core = Blueprint("core", __name__)

FILE_NAME = re.compile(r"[0-9a-f]{32}-\d{3,4}\.webp")
LETTER_NAME = re.compile(r"[0-9A-Za-z-]{1,100}")
ONE_YEAR = "public, max-age=31536000, immutable"


@core.get("/healthz")
def healthz() -> Response:
    """Answer 200 once the database answers."""
    db.session.execute(text("SELECT 1"))
    return Response("ok\n", mimetype="text/plain")


@core.get("/media/<key>")
def media(key: str) -> Response:
    """Serve one width of an uploaded picture; its name is its hash, so it never changes."""
    content = pictures.read(key) if FILE_NAME.fullmatch(key) else None
    if content is None:
        abort(404)
    return Response(content, mimetype="image/webp", headers={"Cache-Control": ONE_YEAR})


@core.get("/mailbox")
def mailbox() -> str:
    """List the mails the demo would have sent; a shop with a mail server has no such page."""
    _demo_only()
    folder = mails.mail_folder()
    files = sorted(folder.glob("*.eml"), key=lambda path: path.stat().st_mtime, reverse=True)[:100]
    letters = [(path.stem, _parsed(path.read_bytes())) for path in files]
    return render_template("core/mailbox.html", letters=letters)


@core.get("/mailbox/<name>")
def mail(name: str) -> str:
    """Show the text of one demo mail."""
    _demo_only()
    path = mails.mail_folder() / f"{name}.eml"
    if not LETTER_NAME.fullmatch(name) or not path.exists():
        abort(404)
    letter = _parsed(path.read_bytes())
    body = letter.get_body(("plain",))
    return render_template("core/mail.html", letter=letter, text=body.get_content() if body else "")


def _demo_only() -> None:
    if current_app.config["GOC_ENV"] == "production" or current_app.config["MAIL_URL"]:
        abort(404)


def _parsed(content: bytes) -> EmailMessage:
    return email.message_from_bytes(content, policy=email.policy.default)
