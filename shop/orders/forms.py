"""Forms of the checkout: what is typed, and the last yes."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, EmailField, HiddenField, RadioField, SelectField, StringField, TelField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Email, InputRequired, Length, Optional

from shop.delivery.addresses import LONGEST
from shop.delivery.places import HANOI, Candidate, provinces
from shop.payments.models import Method

#: What the buyer chooses between; where cash is taken follows from how each parcel travels.
CARD, CASH = Method.CARD.value, "cash"


def _at_most(most: int) -> Length:
    return Length(max=most, message=_l("Please keep this under %(most)s characters.", most=most))


class CheckoutForm(FlaskForm):
    """Who, where to, and how to pay; how each parcel travels is read beside it, since its fields are the cart's."""

    recipient = StringField(
        _l("Full name"),
        [DataRequired(_l("Who receives the parcel? Please write a name.")), _at_most(LONGEST["recipient"])],
        render_kw={"autocomplete": "name"},
    )
    phone = TelField(_l("Telephone"), [_at_most(40)], render_kw={"autocomplete": "tel"})
    email = EmailField(
        _l("E-mail"),
        [
            Optional(),
            Email(_l("This is not an e-mail address yet; it looks like name@example.vn.")),
            _at_most(254),
        ],
        render_kw={"autocomplete": "email"},
    )
    province_code = SelectField(
        _l("Province or city"), default=HANOI, render_kw={"autocomplete": "address-level1"}, validate_choice=False
    )
    commune = StringField(
        _l("Commune or ward"), [_at_most(LONGEST["commune"])], render_kw={"autocomplete": "address-level2"}
    )
    #: Which of several communes an old name became, once the buyer has chosen.
    commune_id = HiddenField()
    street = StringField(
        _l("House number, street or hamlet"),
        [_at_most(LONGEST["street"])],
        render_kw={"autocomplete": "street-address"},
    )
    # Shorter than the label, which also carries the old name of the place.
    note = StringField(_l("A word for the carrier"), [_at_most(LONGEST["note"] - 140)])
    method = RadioField(
        _l("How do you pay?"),
        choices=[SelectChoice(CARD, _l("Card")), SelectChoice(CASH, _l("Cash"))],
        validators=[InputRequired(_l("Choose how to pay."))],
    )
    #: What was on the page: nobody goes on with anything else.
    shown = HiddenField()

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        #: What the commune may mean when that is not certain.
        self.communes: tuple[Candidate, ...] = ()
        #: Centre id -> why its parcel cannot travel as chosen.
        self.delivery_errors: dict[int, str] = {}
        self.province_code.choices = [SelectChoice(each.code, each.name_vi) for each in provinces()]

    def refuse_delivery(self, centre_id: int, sentence: str) -> None:
        """Say beside the parcel of a centre, and above the form, why it cannot travel as chosen."""
        self.delivery_errors[centre_id] = sentence
        self.form_errors.append(sentence)


class PlaceForm(FlaskForm):
    """The last step: the key of this checkout, what was on the page, and an unticked yes."""

    key = HiddenField()
    shown = HiddenField()
    accepted = BooleanField(
        _l("I accept the terms of sale and the use of my data for this order"),
        [DataRequired(_l("An order needs your yes to the terms."))],
    )
