"""Forms of the studio and the office: batches, events, recalls."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import DateField, DateTimeLocalField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, Optional

_TOO_LONG = _l("Please keep this shorter.")


class BatchForm(FlaskForm):
    """A new batch."""

    variant = SelectField(_l("What was made"), coerce=int, validators=[InputRequired(_l("Choose what was made."))])
    lot_code = StringField(
        _l("Lot code"), [DataRequired(_l("Give the batch a lot code, like BT-2611-07.")), Length(max=40)]
    )
    quantity = IntegerField(_l("How many"), [InputRequired(_l("Say how many there are, as a number."))])
    made_on = DateField(_l("Made on"), [InputRequired(_l("Give the day as day, month and year."))])
    best_before = DateField(_l("Best before"), [Optional()])
    materials = TextAreaField(_l("What went into it"), [Length(max=1000, message=_TOO_LONG)])


class EventForm(FlaskForm):
    """One thing that happened in the making."""

    what = StringField(
        _l("What happened"),
        [DataRequired(_l("Say what happened, like “Out of the kiln”.")), Length(max=120, message=_TOO_LONG)],
    )
    at = DateTimeLocalField(
        _l("When"), format="%Y-%m-%dT%H:%M", validators=[InputRequired(_l("Give the day and the time."))]
    )
    place = StringField(_l("Where"), [Length(max=120, message=_TOO_LONG)])
    note = StringField(_l("More for whoever scans the label"), [Length(max=500, message=_TOO_LONG)])
    picture = FileField(_l("Photograph"))


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
