"""Forms of the checkout: what is typed, and which field a refusal belongs to."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, EmailField, HiddenField, RadioField, SelectField, StringField, TelField
from wtforms.validators import DataRequired, Email, InputRequired, Length, Optional

from shop.delivery.addresses import LONGEST
from shop.delivery.places import HANOI, provinces
from shop.payments.models import Method

#: What the buyer chooses between; where cash is taken follows from how each parcel travels.
CARD, CASH = Method.CARD.value, Method.CASH_ON_DELIVERY.value

_REQUIRED = _l("Please fill this in.")


class CheckoutForm(FlaskForm):
    """Who, where to, and how to pay; how each parcel travels is read beside it, since its fields are the cart's."""

    recipient = StringField(
        _l("Name"), [DataRequired(_REQUIRED), Length(max=LONGEST["recipient"])], render_kw={"autocomplete": "name"}
    )
    phone = TelField(_l("Telephone"), [DataRequired(_REQUIRED), Length(max=30)], render_kw={"autocomplete": "tel"})
    email = EmailField(
        _l("E-mail"),
        [Optional(), Email(_l("This is not an e-mail address yet; it looks like name@example.vn.")), Length(max=254)],
        render_kw={"autocomplete": "email"},
    )
    province_code = SelectField(_l("Province or city"), default=HANOI)
    commune = StringField(_l("Commune or ward"), [Length(max=LONGEST["commune"])])
    #: Which of several communes an old name became, once the buyer has chosen.
    commune_id = RadioField(_l("Which one is it today?"), choices=[], validate_choice=False)
    street = StringField(
        _l("House number, street or hamlet"),
        [Length(max=LONGEST["street"])],
        render_kw={"autocomplete": "street-address"},
    )
    note = StringField(_l("A word for the carrier"), [Length(max=LONGEST["note"])])
    method = RadioField(
        _l("How to pay"),
        choices=[(CARD, _l("Card")), (CASH, _l("Cash"))],
        validators=[InputRequired(_l("Choose how to pay."))],
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.province_code.choices = [(each.code, each.name_vi) for each in provinces()]


class PlaceForm(FlaskForm):
    """The last step: the key of this checkout, and an unticked yes."""

    key = HiddenField()
    terms = BooleanField(
        _l("I accept the terms of sale, the returns policy and the privacy notice."),
        [DataRequired(_l("An order needs your yes to the terms."))],
    )
