"""How figures, days and moments are written; templates use these as filters."""

from __future__ import annotations

from datetime import date, datetime

from flask import Flask
from markupsafe import Markup

from shop.core import i18n
from shop.core.money import vnd as vnd_text
from shop.core.time import in_hanoi

NARROW = "\u00a0"


def vnd(amount: int) -> Markup:
    """Write whole đồng as `1.250.000 ₫`, never broken over two lines."""
    figure = vnd_text(amount).removesuffix("₫").strip()
    return Markup('<span class="price">{}{}<span class="price__sign">₫</span></span>').format(figure, NARROW)


def number(value: int | float) -> str:
    """Write a figure with the language's own thousands and decimal signs."""
    text = f"{value:,}"
    return text if i18n.language() == "en" else text.translate(str.maketrans(",.", ".,"))


def day(value: date | datetime) -> str:
    """Write a day as it is written in Viet Nam: `12/11/2026`."""
    if isinstance(value, datetime):
        value = in_hanoi(value).date()
    return value.strftime("%d/%m/%Y")


def moment(value: datetime) -> str:
    """Write a moment as a clock in Hanoi shows it: `12/11/2026, 09:05`."""
    return in_hanoi(value).strftime("%d/%m/%Y, %H:%M")


def clock(value: datetime) -> str:
    """Write the time of day in Hanoi: `09:05`."""
    return in_hanoi(value).strftime("%H:%M")


def init_app(app: Flask) -> None:
    """Register the filters."""
    app.jinja_env.filters.update(
        vnd=vnd, plain_vnd=vnd_text, number=number, day=day, moment=moment, clock=clock, said=i18n.said_here
    )
