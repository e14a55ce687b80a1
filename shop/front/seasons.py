"""The story of the season: what a craft village is busy with in these months."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l


@dataclass(frozen=True)
class Season:
    """One story: the months it is told in, the village it is about, and the artwork that goes with it."""

    months: frozenset[int]
    village_slug: str
    scene: str
    craft: str
    title: Any
    say: Any
    #: What the picture shows, said below it.
    caption: Any


SEASONS = (
    Season(
        frozenset({10, 11, 12}),
        "quang-phu-cau",
        "san-phoi-huong",
        "huong",
        _l("Incense season: the village yards are in bloom"),
        _l(
            "As the year draws to its end, Quảng Phú Cầu dries its red incense sticks on every dry patch of ground. "
            "They need sun, and come in at the first sign of damp; Tết is what they are made for."
        ),
        _l("Incense drying in a yard, drawn from the craft of Quảng Phú Cầu."),
    ),
    Season(
        frozenset({1, 2}),
        "tranh-khuc",
        "bep-banh-chung",
        "banh",
        _l("The last month of the lunar year: pots of bánh chưng burn all night"),
        _l(
            "Nobody in Tranh Khúc sleeps much before Tết. Leaves are washed, rice is soaked, cakes are tied by hand, "
            "and the pots stay on the fire through the night."
        ),
        _l("Bánh chưng, drawn from the craft of Tranh Khúc."),
    ),
    Season(
        frozenset({3, 4}),
        "me-linh",
        "dong-hoa-ha-loi",
        "hoa",
        _l("The last roses of the season in Mê Linh"),
        _l(
            "From October to April the fields of Hạ Lôi are cut before sunrise, "
            "and the flowers reach the city by first light."
        ),
        _l("Flowers, drawn from the fields of Mê Linh."),
    ),
    Season(
        frozenset({5, 6, 7}),
        "tay-ho",
        "ho-sen-quang-an",
        "sen",
        _l("Lotus season: tea sleeps inside the flowers"),
        _l(
            "From May to July lotus is picked on West Lake before the sun is high. Its scent goes into the tea "
            "flower by flower, day after day, until the leaves keep it."
        ),
        _l("Lotus, drawn from the craft of Quảng An."),
    ),
    Season(
        frozenset({8, 9}),
        "phung-xa",
        "to-sen-phung-xa",
        "lua",
        _l("Silk from lotus stems, before the ponds go bare"),
        _l(
            "In Phùng Xá thread is drawn out of lotus stems by hand. It works only while the stems are fresh, "
            "and that ends with October."
        ),
        _l("Cloth, drawn from the craft of Phùng Xá."),
    ),
)


def season_of(day: date) -> Season:
    """Return the story told on `day`."""
    return next(season for season in SEASONS if day.month in season.months)
