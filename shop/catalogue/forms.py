"""Forms of the catalogue's work places: prices as they are typed, and the texts of a product."""

from __future__ import annotations

import re

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import Field, HiddenField, IntegerField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional
from wtforms.widgets import TextInput


class VndField(Field):
    """Whole đồng as people write them: `450000`, `450.000`, `450 000 đ`."""

    widget = TextInput()

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return f"{self.data:,}".replace(",", ".") if self.data is not None else ""

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = None
        if not valuelist or not valuelist[0].strip():
            return
        typed = re.sub(r"(?i)\s*(₫|đồng|đ|vnd)\s*$", "", valuelist[0].strip())
        if not re.fullmatch(r"[0-9]{1,3}([.,\s\u00a0][0-9]{3})+|[0-9]{1,15}", typed):
            raise ValueError(_("Write the price in figures, for example 450.000."))
        self.data = int(re.sub(r"\D", "", typed))


class PriceForm(FlaskForm):
    """The price of one listing."""

    price = VndField(_l("Price in đồng"), [InputRequired(_l("Write the price in figures, for example 450.000."))])

    def price_vnd(self) -> int:
        """Return the typed price of a form that is valid."""
        return int(self.price.data or 0)


class ListingForm(PriceForm):
    """A variant and what it shall cost here."""

    variant = IntegerField(_l("Variant"), [InputRequired()])
    find = HiddenField()


LONG = Length(max=5000, message=_l("At most %(max)d characters fit here."))
SHORT = Length(max=300, message=_l("At most %(max)d characters fit here."))
NEEDED = InputRequired(_l("Please fill this in."))


class TextsForm(FlaskForm):
    """What a producer says of a product; the field names are the product's own."""

    description_vi = TextAreaField(_l("Description in Vietnamese"), [NEEDED, LONG])
    description_en = TextAreaField(_l("Description in English"), [NEEDED, LONG])
    materials_vi = StringField(_l("Materials"), [Optional(), SHORT])
    use_vi = TextAreaField(_l("How to use it, in Vietnamese"), [Optional(), LONG])
    use_en = TextAreaField(_l("How to use it, in English"), [Optional(), LONG])
    storage_vi = StringField(_l("How to keep it, in Vietnamese"), [Optional(), SHORT])
    storage_en = StringField(_l("How to keep it, in English"), [Optional(), SHORT])

    def texts(self) -> dict[str, str]:
        """Return the typed texts by the product's own field names."""
        return {name: field.data or "" for name, field in self._fields.items() if name != "csrf_token"}


class PictureForm(FlaskForm):
    """One photograph and what it shows."""

    photo = FileField(_l("Photograph"), [FileRequired(_l("Choose a photograph first."))])
    alt_vi = StringField(_l("What it shows, in Vietnamese"), [Optional(), SHORT])
    alt_en = StringField(_l("What it shows, in English"), [Optional(), SHORT])
