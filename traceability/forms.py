"""Forms of the studio and the office: batches, events, labels, recalls."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from shop.core.fields import Day, Moment, WholeNumber
from traceability.labels.formats import A4_38X21, A4_70X37, FORMATS

_TOO_LONG = _l("Please keep this shorter.")
_COUNT = _l("Say how many there are, as a number.")
_DAY = _l("Give the day as day, month and year.")
_MOMENT = _l("Give the day and the time.")
_PLACE = _l("Choose the first free place of the sheet.")


class BatchForm(FlaskForm):
    """A new batch."""

    variant = SelectField(_l("What was made"), coerce=int, validators=[InputRequired(_l("Choose what was made."))])
    lot_code = StringField(
        _l("Lot code"),
        [DataRequired(_l("Give the batch a lot code, like BT-2611-07.")), Length(max=40, message=_TOO_LONG)],
    )
    quantity = WholeNumber(_l("How many"), [InputRequired(_COUNT)], unreadable=_COUNT)
    made_on = Day(_l("Made on"), [InputRequired(_DAY)], unreadable=_DAY)
    best_before = Day(_l("Best before"), [Optional()], unreadable=_DAY)
    materials = TextAreaField(_l("What went into it"), [Length(max=1000, message=_TOO_LONG)])


class EventForm(FlaskForm):
    """One thing that happened in the making."""

    #: One of the usual steps of the trade, by its Vietnamese name; empty for anything else.
    usual = StringField(_l("Usual steps"))
    what = StringField(_l("What happened"), [Length(max=120, message=_TOO_LONG)])
    at = Moment(
        _l("When"), [InputRequired(_MOMENT)], format=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"], unreadable=_MOMENT
    )
    place = StringField(_l("Where"), [Length(max=120, message=_TOO_LONG)])
    note = StringField(_l("More for whoever scans the label"), [Length(max=500, message=_TOO_LONG)])
    picture = FileField(_l("Photograph"))


class LabelForm(FlaskForm):
    """What to print: which labels, how many, and from which place of a sheet on."""

    format = RadioField(
        _l("Label"), choices=[SelectChoice(each.id, each.name) for each in FORMATS.values()], validate_choice=False
    )
    quantity = WholeNumber(_l("How many labels"), [InputRequired(_COUNT)], unreadable=_COUNT)
    first_of_24 = WholeNumber(_l("First free place"), [Optional()], default=1, unreadable=_PLACE)
    first_of_65 = WholeNumber(_l("First free place"), [Optional()], default=1, unreadable=_PLACE)

    @property
    def place(self) -> WholeNumber | None:
        """The field of the first place on the chosen sheet; a roll has none."""
        places = {A4_70X37.id: self.first_of_24, A4_38X21.id: self.first_of_65}
        return places.get(self.format.data)

    @property
    def first_cell(self) -> int:
        """The first place to print in, from 1."""
        return 1 if self.place is None or self.place.data is None else int(self.place.data)


class RecallForm(FlaskForm):
    """Calling a batch back."""

    lot_code = StringField(_l("Lot code or batch code"), [DataRequired(_l("Scan or type the code on the label."))])
    reason_vi = TextAreaField(
        _l("Why, in Vietnamese"), [DataRequired(_l("Buyers need to know why.")), Length(max=1000, message=_TOO_LONG)]
    )
    reason_en = TextAreaField(_l("Why, in English"), [Length(max=1000, message=_TOO_LONG)])
    what_to_do_vi = TextAreaField(
        _l("What buyers should do, in Vietnamese"),
        [DataRequired(_l("Tell buyers what to do.")), Length(max=1000, message=_TOO_LONG)],
    )
    what_to_do_en = TextAreaField(_l("What buyers should do, in English"), [Length(max=1000, message=_TOO_LONG)])
