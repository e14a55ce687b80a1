"""Form fields that say in the reader's language what they could not read: WTForms itself has no Vietnamese."""

from __future__ import annotations

from typing import Any

from wtforms import DateField, DateTimeLocalField, IntegerField


class _Explains:
    """Answers what cannot be read with the sentence given as `unreadable`."""

    def __init__(self, label: object, validators: Any = None, *, unreadable: object, **kwargs: Any) -> None:
        super().__init__(label, validators, **kwargs)  # type: ignore[call-arg]  # of the field beside it
        self.unreadable = unreadable

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)  # type: ignore[misc]
        except ValueError as error:
            raise ValueError(str(self.unreadable)) from error


class WholeNumber(_Explains, IntegerField):
    """A number without a fraction."""


class Day(_Explains, DateField):
    """A day."""


class Moment(_Explains, DateTimeLocalField):
    """A day and a time of day, as a clock on the wall shows them."""
