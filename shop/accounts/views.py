"""Doors of the account: in, out, open one, a new password, and for whom one acts."""

from __future__ import annotations

import re
from typing import Any

from flask import Blueprint, Response, abort, current_app, flash, redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from flask_login import current_user, login_user, logout_user
from sqlalchemy import select

from shop.accounts import sign_in as accounts_sign_in
from shop.accounts.access import SIGNED_IN, needs
from shop.accounts.forms import ForgottenForm, RegisterForm, ResetForm, SignInForm
from shop.accounts.models import OrganisationKind, User
from shop.accounts.signals import signed_in
from shop.core.db import db
from shop.core.i18n import language
from shop.core.mail import send_later
from shop.core.security import limiter

accounts = Blueprint("accounts", __name__)

WORK_PLACES = {
    OrganisationKind.PRODUCER: "traceability_studio.batches",
    OrganisationKind.CENTRE: "orders_desk.today",
    OrganisationKind.CITY: "catalogue_office.overview",
}


def _was_refused(response: Response) -> bool:
    return response.status_code == 422


@accounts.route("/sign-in", methods=["GET", "POST"])
# Only wrong guesses count toward the small limit: a whole village may reach us from one carrier's address.
@limiter.limit("10/minute;60/hour", methods=["POST"], deduct_when=_was_refused)
@limiter.limit("60/minute", methods=["POST"])
def sign_in() -> Any:
    """Sign in and go where one wanted to."""
    form = SignInForm(next=request.args.get("next", ""))
    if form.validate_on_submit():
        try:
            user = accounts_sign_in.sign_in(form.email.data, form.password.data)
        except accounts_sign_in.WrongPassword as refusal:
            form.password.errors.append(str(refusal))
        else:
            return _enter(user, form.next.data, remember=form.remember.data)
    return render_template("accounts/sign_in.html", form=form), 422 if form.errors else 200


@accounts.route("/register", methods=["GET", "POST"])
@limiter.limit("10/hour", methods=["POST"])
def register() -> Any:
    """Open an account."""
    form = RegisterForm()
    if form.validate_on_submit():
        try:
            user = accounts_sign_in.register(form.email.data, form.name.data, form.password.data, language=language())
        except accounts_sign_in.EmailTaken as refusal:
            form.email.errors.append(str(refusal))
        else:
            return _enter(user, request.args.get("next", ""), remember=False, say=_("Your account is open. Welcome."))
    return render_template("accounts/register.html", form=form), 422 if form.errors else 200


@accounts.post("/sign-out")
def sign_out() -> Any:
    """Sign out on this device."""
    logout_user()
    for name in set(session) - {"_remember"}:  # Flask-Login's word that the other cookie goes too
        session.pop(name)
    return redirect(url_for("front.home"), 303)


@accounts.route("/password/forgotten", methods=["GET", "POST"])
@limiter.limit("5/hour", methods=["POST"])
def forgotten() -> Any:
    """Send a link that sets a new password, if there is such an account; the answer is the same either way."""
    form = ForgottenForm()
    if form.validate_on_submit():
        email = accounts_sign_in.fold_email(form.email.data)
        user = db.session.scalar(select(User).where(User.email == email, User.closed_at.is_(None)))
        if user is not None:
            # Not the host of the request, which whoever asks for the link can choose.
            link = current_app.config["PUBLIC_BASE_URL"] + url_for(".reset", token=accounts_sign_in.reset_token(user))
            send_later(user.email, "reset", language=language(), name=user.name, link=link)
        return render_template("accounts/forgotten_sent.html", email=email)
    return render_template("accounts/forgotten.html", form=form), 422 if form.errors else 200


@accounts.route("/password/reset/<token>", methods=["GET", "POST"])
@limiter.limit("20/hour")
def reset(token: str) -> Any:
    """Set the new password and sign in with it."""
    form = ResetForm()
    try:
        user = accounts_sign_in.user_of_reset(token)
        if form.validate_on_submit():
            accounts_sign_in.set_password(user, form.password.data)
            return _enter(user, "", remember=False, say=_("Your new password is set."))
    except accounts_sign_in.StaleLink:
        return render_template("accounts/stale_link.html"), 410
    return render_template("accounts/reset.html", form=form), 422 if form.errors else 200


@accounts.get("/account")
@needs(SIGNED_IN)
def account() -> Any:
    """Show who one is here and the places one works at."""
    return render_template("accounts/account.html", places=_places())


@accounts.post("/acting")
@needs(SIGNED_IN)
def act_for() -> Any:
    """Choose the membership to act through, and go to its place of work."""
    chosen = request.form.get("membership", type=int)
    membership = next((m for m in current_user.memberships if m.id == chosen), None)
    if membership is None:
        abort(404)
    session["membership"] = membership.id
    return redirect(url_for(WORK_PLACES[membership.organisation.kind]), 303)


def _places() -> list[tuple[Any, str]]:
    return [(m, WORK_PLACES[m.organisation.kind]) for m in current_user.memberships]


def _enter(user: User, wanted: str | None, *, remember: bool, say: str = "") -> Any:
    """Begin a fresh session (a fixed one must not survive), keep the cart, go on."""
    cart = session.get("cart")
    session.clear()
    if cart:
        session["cart"] = cart
    session.permanent = remember  # otherwise it ends with the browser: the next person at this computer is a stranger
    login_user(user, remember=remember)
    signed_in.send(user)
    if say:
        flash(say)
    return redirect(_safe(wanted) or _first_place(user), 303)


#: A path of ours: no second slash, and none of the characters that browsers drop or turn into one.
LOCAL = re.compile(r"/(?![/\\])[^\\\x00-\x20\x7f]*")


def _safe(wanted: str | None) -> str | None:
    """Return a local address to go on to, or None: no redirect leaves the shop."""
    if not wanted or not LOCAL.fullmatch(wanted):
        return None
    root = request.script_root
    return wanted if wanted == root or wanted.startswith(f"{root}/") else f"{root}{wanted}"


def _first_place(user: User) -> str:
    if user.memberships:
        return url_for(WORK_PLACES[user.memberships[0].organisation.kind])
    return url_for(".account")
