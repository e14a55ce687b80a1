"""Accounts: opening one, signing in, and a new password by mail."""

from __future__ import annotations

import hashlib
import secrets
import unicodedata
from functools import cache
from typing import Any

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from flask import current_app
from flask_babel import lazy_gettext as _l
from itsdangerous import BadSignature, URLSafeTimedSerializer
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from shop.accounts.models import Consent, User
from shop.accounts.policies import body_hash
from shop.accounts.policies import current as current_policy
from shop.core.db import db, unique_violation
from shop.core.errors import Refusal
from shop.core.rules import rule
from shop.core.text import clean

hasher = PasswordHasher()

RESET_SECONDS = 3600


class WrongPassword(Refusal):
    """Address and password do not belong together; which of the two is wrong is not said."""

    def __init__(self) -> None:
        super().__init__(_l("This e-mail address and password do not belong together."))


class EmailTaken(Refusal):
    """An account with this address exists."""

    def __init__(self) -> None:
        super().__init__(
            _l("There is already an account with this e-mail address. Sign in, or ask for a new password.")
        )


class StaleLink(Refusal):
    """The link was used, is too old, or was cut short."""

    def __init__(self) -> None:
        super().__init__(_l("This link is no longer good. Ask for a new one."))


def fold_email(email: str) -> str:
    """Return the form of an address by which accounts are found."""
    return unicodedata.normalize("NFC", email.strip()).lower()


def user_of_session(token: str) -> User | None:
    """Return whose session `token` is, unless the account is closed (Flask-Login's question)."""
    return db.session.scalar(select(User).where(User.session_token == token, User.closed_at.is_(None)))


def sign_in(email: str, password: str) -> User:
    """Return the account of `email` if `password` is its own, in the same time either way.

    Raises WrongPassword.
    """
    user: User | None = db.session.scalar(select(User).where(User.email == fold_email(email), User.closed_at.is_(None)))
    try:
        hasher.verify(user.password_hash if user else _hash_of_nobody(), password)
    except (VerificationError, InvalidHashError) as error:
        raise WrongPassword from error
    if user is None:
        raise WrongPassword
    if hasher.check_needs_rehash(user.password_hash):
        user.password_hash = hasher.hash(password)
    return user


@cache
def _hash_of_nobody() -> str:
    """Verified when no account has the address, so that an unknown one takes as long as a wrong password."""
    return hasher.hash(secrets.token_hex(16))


def register(email: str, name: str, password: str, *, language: str) -> User:
    """Open an account and keep the proof that its terms were accepted.

    Raises EmailTaken when somebody has the address, decided by the database.
    """
    user = User(email=fold_email(email), name=clean(name), password_hash=hasher.hash(password), language=language)
    try:
        with db.session.begin_nested():
            db.session.add(user)
            db.session.flush()  # two registrations can pass the form together; the constraint lets one through
    except IntegrityError as error:
        if unique_violation(error) == frozenset({"email"}):
            raise EmailTaken from error
        raise
    for slug in ("terms", "privacy"):
        accept(user.email, slug, purpose="account", channel="web")
    return user


def accept(subject: str, slug: str, *, purpose: str, channel: str) -> None:
    """Keep proof that `subject` agreed to today's version of a policy."""
    policy = current_policy(slug)
    db.session.add(
        Consent(
            subject=subject,
            purpose=purpose,
            policy=slug,
            version=policy.version,
            body_hash=body_hash(policy),
            channel=channel,
        )
    )


def password_problem(password: str) -> Any:
    """Return the sentence that says what is wrong with a new password, or None."""
    least = int(rule("password_least_length"))
    if len(password) < least:
        return _l("A password needs at least %(count)s characters; a short sentence is a good one.", count=least)
    if len(set(password)) < 4:
        return _l("This password repeats the same few characters. Choose one that is harder to guess.")
    return None


def reset_token(user: User) -> str:
    """Return the token of a link that sets a new password once, within an hour."""
    return _serializer().dumps([user.id, _fingerprint(user)])


def user_of_reset(token: str) -> User:
    """Return whose password the link `token` may set. Raises StaleLink."""
    try:
        user_id, fingerprint = _serializer().loads(token, max_age=RESET_SECONDS)
    except (BadSignature, ValueError, TypeError) as error:
        raise StaleLink from error
    user: User | None = db.session.get(User, user_id)
    if user is None or user.closed_at is not None or not secrets.compare_digest(_fingerprint(user), str(fingerprint)):
        raise StaleLink
    return user


def set_password(user: User, password: str) -> None:
    """Set a new password and sign every device out.

    Raises StaleLink, and changes nothing, when the password is no longer the one `user` was loaded with:
    of two people with one link the first sets it.
    """
    changed = db.session.connection().execute(
        update(User)
        .where(User.id == user.id, User.password_hash == user.password_hash)
        .values(password_hash=hasher.hash(password), session_token=secrets.token_urlsafe(32))
    )
    if changed.rowcount == 0:
        raise StaleLink
    db.session.refresh(user)


def _serializer() -> URLSafeTimedSerializer:
    keys = [*current_app.config["SECRET_KEY_FALLBACKS"], current_app.config["SECRET_KEY"]]  # the last one signs
    return URLSafeTimedSerializer(keys, salt="password-reset")


def _fingerprint(user: User) -> str:
    """Change with the password, so that a used link is dead."""
    return hashlib.sha256(user.password_hash.encode()).hexdigest()[:16]
