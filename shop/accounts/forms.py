"""Forms of the account pages."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, EmailField, HiddenField, PasswordField, StringField
from wtforms.validators import DataRequired, Email, Length, ValidationError

from shop.accounts import sign_in
from shop.core.text import clean

REQUIRED = DataRequired(_l("Please fill this in."))
ADDRESS = Email(_l("This is not an e-mail address yet; it looks like name@example.vn."))


def _trimmed(address: str | None) -> str:
    # The keyboard of a telephone puts a space behind what it completed.
    return (address or "").strip()


def _good_password(_form: FlaskForm, field: PasswordField) -> None:
    if problem := sign_in.password_problem(field.data or ""):
        raise ValidationError(problem)


class SignInForm(FlaskForm):
    """Address and password."""

    email = EmailField(_l("E-mail"), [REQUIRED], filters=[_trimmed], render_kw={"autocomplete": "username"})
    password = PasswordField(_l("Password"), [REQUIRED], render_kw={"autocomplete": "current-password"})
    remember = BooleanField(_l("Stay signed in on this device"))
    next = HiddenField()


class RegisterForm(FlaskForm):
    """What an account needs."""

    name = StringField(
        _l("Your name"),
        [REQUIRED, Length(max=120, message=_l("A name has at most 120 characters."))],
        filters=[lambda name: clean(name or "")],
        render_kw={"autocomplete": "name"},
    )
    email = EmailField(_l("E-mail"), [REQUIRED, ADDRESS], filters=[_trimmed], render_kw={"autocomplete": "email"})
    password = PasswordField(_l("Password"), [REQUIRED, _good_password], render_kw={"autocomplete": "new-password"})
    terms = BooleanField(
        _l("I am at least 16 years old and accept the terms and the privacy notice."),
        [DataRequired(_l("An account needs your yes to the terms."))],
    )


class ForgottenForm(FlaskForm):
    """Where to send the link."""

    email = EmailField(_l("E-mail"), [REQUIRED, ADDRESS], filters=[_trimmed], render_kw={"autocomplete": "email"})


class ResetForm(FlaskForm):
    """The new password."""

    password = PasswordField(_l("New password"), [REQUIRED, _good_password], render_kw={"autocomplete": "new-password"})
