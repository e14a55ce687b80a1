"""Gốc's own small drawings: the mark, the icons, the stars, the seals and the root.

Every function returns inline SVG as Markup, coloured by its surroundings (`currentColor`) or by the classes of
`static/css/components/`, so that light and dark need one drawing and a strict content policy none of its exceptions.
"""

from __future__ import annotations

import math
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from flask import Flask
from flask_babel import gettext as _
from markupsafe import Markup, escape

#: What a label can turn out to be; each has a shape of its own, told apart without colour and without words.
SealKind = Literal["genuine", "recalled", "expired", "suspect", "unknown"]

#: 24 by 24, one line of 1.6 with round ends.
ICONS: dict[str, str] = {
    "menu": "M4 7h16M4 12h16M4 17h16",
    "close": "m6 6 12 12M18 6 6 18",
    "search": "M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13ZM20 20l-4.8-4.8",
    "basket": (
        "M4 10h16l-1.4 8.2a2 2 0 0 1-2 1.8H7.4a2 2 0 0 1-2-1.8L4 10ZM7.5 10C7.5 6.5 9 4 12 4s4.5 2.5 4.5 6M9.5 "
        "13.5v3M14.5 13.5v3"
    ),
    "scan": (
        "M4 8.5V5.5A1.5 1.5 0 0 1 5.5 4h3M15.5 4h3A1.5 1.5 0 0 1 20 5.5v3M20 15.5v3a1.5 1.5 0 0 1-1.5 1.5h-3M8.5 "
        "20h-3A1.5 1.5 0 0 1 4 18.5v-3M12 15.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM12 12h.01"
    ),
    "globe": (
        "M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17ZM3.7 12h16.6M12 3.5c2.3 2.3 3.3 5.2 3.3 8.5s-1 6.2-3.3 "
        "8.5c-2.3-2.3-3.3-5.2-3.3-8.5s1-6.2 3.3-8.5Z"
    ),
    "user": "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM4.5 20c.8-3.7 3.7-5.5 7.5-5.5s6.7 1.8 7.5 5.5",
    "right": "m9 5 7 7-7 7",
    "left": "m15 5-7 7 7 7",
    "down": "m5 9 7 7 7-7",
    "up": "m5 15 7-7 7 7",
    "arrow": "M4 12h15M13 6l6 6-6 6",
    "plus": "M12 5v14M5 12h14",
    "minus": "M5 12h14",
    "check": "m5 12.5 4.5 4.5L19 7.5",
    "pin": (
        "M12 21c4.5-4.6 6.5-8 6.5-11a6.5 6.5 0 1 0-13 0c0 3 2 6.4 6.5 11ZM12 12.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 "
        "0 0 4.4Z"
    ),
    "clock": "M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17ZM12 7.5V12l3 2",
    "calendar": "M5 6h14v14H5zM5 10.5h14M9 3.5V7M15 3.5V7",
    "phone": (
        "M6 3.5h3l1.5 4-2 1.5c.9 2.4 2.6 4.1 5 5l1.5-2 4 1.5v3A2 2 0 0 1 17 18.5C10.5 18.5 5 13 5 6.5A2.5 2.5 0 0 "
        "1 6 3.5Z"
    ),
    "mail": "M4 6h16v12.5H4zM4 7l8 6 8-6",
    "camera": "M4 8h3.5L9 5.5h6L16.5 8H20v11H4zM12 16.5a3.3 3.3 0 1 0 0-6.6 3.3 3.3 0 0 0 0 6.6Z",
    "printer": "M7 9V4h10v5M7 17H4.5V9h15v8H17M7 14h10v6H7zM16.5 11.5h.01",
    "tag": "M4 4h7.5l8 8-7.5 7.5-8-8V4ZM8 8h.01",
    "certificate": (
        "M6 3.5h12v11.5H6zM9 7h6M9 10h6M9.5 17.5 8.5 21l3.5-1.5 3.5 1.5-1-3.5M12 18a2.8 2.8 0 1 0 0-5.6 2.8 2.8 0 "
        "0 0 0 5.6Z"
    ),
    "file": "M6 3.5h8l4 4v13H6zM14 3.5V8h4",
    "download": "M12 4v11M7 10.5l5 5 5-5M5 20h14",
    "copy": "M9 9h10.5v11H9zM15 9V4H4.5v11H9",
    "truck": (
        "M3 6.5h11v10H3zM14 10h4l3 3.5v3h-7M7 19.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM17 19.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z"
    ),
    "parcel": "M4 8 12 4l8 4v8.5L12 20.5 4 16.5zM4 8l8 4 8-4M12 12v8.5M8 6l8 4",
    "house": "M3.5 10.5 12 4l8.5 6.5M5.5 9.5V20h13V9.5M10 20v-6h4v6",
    "gate": (
        "M3 8.5c3 0 5-1 9-4 4 3 6 4 9 4M5.5 8.5V20M18.5 8.5V20M5.5 12h13M9.5 20v-4.5a2.5 2.5 0 0 1 5 0V20M3.5 20h17"
    ),
    "people": (
        "M9 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM3 19.5c.5-3.3 2.9-5 6-5s5.5 1.7 6 5M16 11.5a3 3 0 0 0 0-6"
        "M17.5 14.7c2 .5 3.2 2.2 3.5 4.8"
    ),
    "hand": (
        "M8 12.5V6.3a1.5 1.5 0 0 1 3 0V11m0-5.7a1.5 1.5 0 0 1 3 0V11m0-4.2a1.5 1.5 0 0 1 3 0v7.5c0 3.7-2.3 6-5.5 "
        "6-2.7 0-4.2-1.2-5.5-3.5L4 13.3c-.5-1 .8-2 1.7-1.2L8 14.3"
    ),
    "fire": (
        "M12 20.5c-3.6 0-6-2.4-6-5.7 0-4 4-5.3 4.5-10.8 3.5 2 4.5 4.5 4.3 7 .9-.3 1.5-1 1.8-2 1.2 1.7 1.9 3.6 1.9 "
        "5.6 0 3.5-2.6 5.9-6.5 5.9ZM12 20.5c-1.6-.2-2.5-1.2-2.5-2.7 0-1.7 1.5-2.3 2-4.3 1.8 1.2 2.7 2.5 2.7 4.2 0 "
        "1.6-.8 2.6-2.2 2.8Z"
    ),
    "leaf": "M5 19c0-8 4.5-13 14.5-14C20 14.5 15.5 19 9 18.5M5 20.5c1.5-5 4.5-8.5 9-10.5",
    "drop": "M12 3.5c3.8 4.6 5.8 7.8 5.8 10.7a5.8 5.8 0 0 1-11.6 0c0-2.9 2-6.1 5.8-10.7Z",
    "star": "m12 3.8 2.5 5.3 5.8.8-4.2 4 1 5.8L12 17l-5.1 2.7 1-5.8-4.2-4 5.8-.8z",
    "warning": "M12 4 21 19.5H3zM12 10v4.5M12 17h.01",
    "info": "M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17ZM12 11v5M12 8h.01",
    "stop": "M8.5 3.5h7l5 5v7l-5 5h-7l-5-5v-7zM12 8v5M12 16h.01",
    "return": "M8 5 4 9l4 4M4 9h10a6 6 0 0 1 0 12H8",
    "refresh": "M19.5 12a7.5 7.5 0 1 1-2.2-5.3L20 9.3M20 4.5v4.8h-4.8",
    "lock": "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3M12 15v1.5",
    "link": (
        "M10 14a4 4 0 0 0 5.7 0l3.1-3.1a4 4 0 0 0-5.7-5.7L12 6.3M14 10a4 4 0 0 0-5.7 0l-3.1 3.1a4 4 0 0 0 5.7 5.7"
        "l1.1-1.1"
    ),
    "share": "M12 15V4M8 7.5 12 3.5l4 4M6 11.5H5V20h14v-8.5h-1",
    "external": "M14 4h6v6M20 4l-9 9M18 14v5.5H4.5V6H10",
    "card": "M3.5 6h17v12.5h-17zM3.5 10.5h17M7 15h3",
    "cash": "M3 7h18v10H3zM12 14.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5ZM6 10v4M18 10v4",
    "qr": "M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h2.5v2.5M20 14v2.5h-1.5M14 20h2M20 20h-1M18 18.5V20",
    "filter": (
        "M4 7h10M18 7h2M4 12h3M11 12h9M4 17h8M16 17h4M16 9a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM9 14a2 2 0 1 0 0-4 2 2 0 "
        "0 0 0 4ZM14 19a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z"
    ),
    "edit": "M4 20h4L19 9l-4-4L4 16zM13 7l4 4",
    "trash": "M5 7h14M9.5 7V4.5h5V7M7 7l.8 13h8.4L17 7M10.5 11v5.5M13.5 11v5.5",
    "eye": (
        "M2.5 12C5 7.5 8.2 5.5 12 5.5s7 2 9.5 6.5c-2.5 4.5-5.7 6.5-9.5 6.5S5 16.5 2.5 12ZM12 15a3 3 0 1 0 0-6 3 3 "
        "0 0 0 0 6Z"
    ),
    "bell": "M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 1.5h-15zM10 20.5h4",
    "chart": "M4 20h16M7 16.5v-5M12 16.5V5.5M17 16.5v-8",
    "box-in": "M4 14v6h16v-6M12 4v11M8 11l4 4 4-4",
    "offline": (
        "M3 3l18 18M8.5 16.5a5 5 0 0 1 5-1.2M5.5 13a9 9 0 0 1 4-2.3M14 10.5a9 9 0 0 1 4.5 2.5M2.5 9.5A13 13 0 0 1 "
        "7 6.7M11 5.5a13 13 0 0 1 10.5 4M12 20h.01"
    ),
    "scale": "M12 4v16M8 20h8M5 7h14M5 7l-2.5 6h5zM19 7l-2.5 6h5z",
    "kiln": "M4 20V13C4 8 7.5 5 12 5s8 3 8 8v7zM9 20v-4a3 3 0 0 1 6 0v4M12 5V3M3 20h18",
    "chat": "M4 5h16v11H11l-4.5 4v-4H4z",
    "play": "M8 5v14l11-7z",
}

STAR = "M12 3.2l2.6 5.6 6.1.8-4.5 4.2 1.2 6.1L12 16.9l-5.4 3 1.2-6.1L3.3 9.6l6.1-.8z"


class UnknownIcon(ValueError):
    """No drawing goes by this name."""


@lru_cache
def icon(name: str, label: str = "") -> Markup:
    """Return the drawing `name`; with a `label` it is a picture for screen readers, without one it is decoration.

    Raises UnknownIcon.
    """
    if name not in ICONS:
        raise UnknownIcon(f"No icon is called {name!r}. Known: {', '.join(sorted(ICONS))}.")
    role = Markup('role="img" aria-label="{}"').format(label) if label else Markup('aria-hidden="true"')
    return Markup('<svg class="icon" viewBox="0 0 24 24" {}><path d="{}"/></svg>').format(role, ICONS[name])


@lru_cache
def mark() -> Markup:
    """Return the mark: a label's finder square that is also a stump with its ring; the shoot is the accent of *Gốc*."""
    return Markup(
        '<svg class="mark" viewBox="0 0 32 32" aria-hidden="true" fill="none">'
        '<path d="M21 7.5H9.5A5 5 0 0 0 4.5 12.5V23A5 5 0 0 0 9.5 28H20a5 5 0 0 0 5-5V12.5"'
        ' stroke="currentColor" stroke-width="2.6" stroke-linecap="round"/>'
        '<circle cx="14.75" cy="17.75" r="4.9" fill="currentColor"/>'
        '<path d="M20.5 11.5C20.5 6.5 23.5 3.6 28.8 3.2 28.8 8.3 25.8 11.3 20.5 11.5Z" fill="currentColor"/></svg>'
    )


def stars(count: int, big: bool = False) -> Markup:
    """Return `count` gold stars and the words that say how many."""
    return _stars(count, big, _("OCOP %(stars)s stars", stars=count))


@lru_cache
def _stars(count: int, big: bool, words: str) -> Markup:
    return Markup('<span class="ocop{}"><span class="ocop__stars">{}</span><span>{}</span></span>').format(
        " ocop--big" if big else "", _star_row(count), words
    )


def plain_stars(count: int) -> Markup:
    """Return `count` stars without words or colour, for a printed label."""
    return Markup('<span class="plain-stars">{}</span>').format(_star_row(count))


def _star_row(count: int) -> Markup:
    return Markup('<svg viewBox="0 0 24 24" aria-hidden="true"><path d="{}"/></svg>').format(STAR) * count


def seal(kind: SealKind, text: str | None = None, uid: str = "seal") -> Markup:
    """Return the seal of a verdict.

    `text` runs around the genuine seal (default: in its maker's book, right batch, in the reader's language);
    `uid` makes its ids unique where a page shows more than one.
    """
    drawings = {"recalled": _octagon, "expired": _hourglass, "suspect": _two_rings, "unknown": _question}
    if kind == "genuine":
        inner = _scalloped(text if text is not None else _("IN ITS MAKER’S BOOK · RIGHT BATCH ·"), uid)
    else:
        inner = drawings[kind]()
    return Markup('<span class="seal seal--{}"><svg viewBox="0 0 120 120" aria-hidden="true">{}</svg></span>').format(
        kind, inner
    )


@lru_cache
def _scalloped(text: str, uid: str) -> Markup:
    """Draw a stamp with a scalloped edge, its face glazed and crackled, and a tick."""
    # A space closes the ring, so that the last word does not touch the first.
    return Markup(
        '<path class="seal__fill" d="{edge}"/>'
        '<circle class="seal__line" cx="60" cy="60" r="52" stroke-width="1" opacity=".7"/>'
        '<circle class="seal__face" cx="60" cy="60" r="35.5"/>'
        '<clipPath id="{uid}-face"><circle cx="60" cy="60" r="35.5"/></clipPath>'
        '<path class="seal__ink" clip-path="url(#{uid}-face)" d="{crackle}" stroke-width=".8" opacity=".45"/>'
        '<path id="{uid}-ring" d="M60 101.5a41.5 41.5 0 1 1 .1 0" fill="none"/>'
        '<text class="seal__ring"><textPath href="#{uid}-ring" textLength="256" lengthAdjust="spacing">{text} '
        "</textPath></text>"
        '<path class="seal__ink" d="M43 61.5l12.5 12.5L79 47" stroke-width="8"/>'
    ).format(edge=_scallops(32), crackle=CRACKLE, uid=uid, text=escape(text.strip()))


def _scallops(count: int) -> str:
    corners = [_on_circle(54, 2 * math.pi * step / count) for step in range(count + 1)]
    arcs = (f"{start}A5.3 5.3 0 0 1 {end}" for start, end in pairwise(corners))
    return "M" + "L".join(arcs) + "Z"


def _on_circle(radius: float, angle: float) -> str:
    return f"{_short(60 + radius * math.cos(angle))} {_short(60 + radius * math.sin(angle))}"


def _short(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _octagon() -> Markup:
    edge = "M" + " ".join(_on_circle(56, math.pi / 8 + side * math.pi / 4) for side in range(8)) + "Z"
    return Markup(
        '<path class="seal__fill" d="{0}"/>'
        '<path class="seal__line" d="{0}" transform="translate(8.4 8.4) scale(.86)" stroke-width="3"/>'
        '<path class="seal__line" d="M50 40 36 54l14 14M37 54h30a14 14 0 0 1 0 28H52" stroke-width="8"/>'
    ).format(edge)


def _hourglass() -> Markup:
    return Markup(
        '<path class="seal__fill" d="M60 4l56 56-56 56L4 60z"/>'
        '<path class="seal__line" d="M60 14l46 46-46 46-46-46z" stroke-width="1.5"/>'
        '<path class="seal__line" d="M46 38h28M46 82h28M49 38c0 12 4 16 11 22 7-6 11-10 11-22'
        'M49 82c0-12 4-16 11-22 7 6 11 10 11 22" stroke-width="6"/>'
    )


def _two_rings() -> Markup:
    return Markup(
        '<circle class="seal__line" cx="43" cy="60" r="39" stroke-width="5"/>'
        '<circle class="seal__line" cx="77" cy="60" r="39" stroke-width="5" stroke-dasharray="9 7"/>'
        '<path class="seal__fill" d="M60 25.5A39 39 0 0 1 60 94.5 39 39 0 0 1 60 25.5Z"/>'
        '<path class="seal__line seal__sign" d="M60 44v22M60 78v.1" stroke-width="7.5"/>'
    )


def _question() -> Markup:
    return Markup(
        '<circle class="seal__line" cx="60" cy="60" r="53" stroke-width="4" stroke-dasharray="10 9"/>'
        '<path class="seal__line" d="M46 50c0-9 6-14 14.5-14S75 41 75 49c0 10-14 10.5-14 22M61 86v.1"'
        ' stroke-width="8"/>'
    )


@lru_cache
def root_end() -> Markup:
    """Return the root a batch's history ends in."""
    return Markup(
        '<svg viewBox="0 0 72 64" aria-hidden="true" fill="none" stroke="currentColor" stroke-linecap="round">'
        '<path d="M36 0v22" stroke-width="7"/>'
        '<path d="M36 18c-2 14-12 16-20 26-4 5-6 10-8 16M36 18c2 14 12 16 20 26 4 5 6 10 8 16" stroke-width="4"/>'
        '<path d="M36 20v40M22 37c2 8-2 14-4 23M50 37c-2 8 2 14 4 23M12 49c-4 1-8 2-11 6M60 49c4 1 8 2 11 6'
        'M36 34c-3 8-5 14-7 26M36 34c3 8 5 14 7 26" stroke-width="2"/></svg>'
    )


def init_app(app: Flask) -> None:
    """Give templates the drawings."""
    app.jinja_env.globals.update(
        icon=icon, mark=mark, stars=stars, plain_stars=plain_stars, seal=seal, root_end=root_end
    )


#: The glaze of the genuine seal: one crackle, drawn once, so that every seal is the same seal.
CRACKLE = (
    "M98 49.3Q67.2 60.3 22 92.2M60.1 98Q56.6 89.3 51.9 75.3M44.2 98Q38.8 90.6 34.3 85.2M25.8 98Q30.3 91.5 35.5 "
    "86.7M25.1 98Q27.7 93.6 30.5 87.4M22.1 92.1Q25.1 93.8 26.8 94.6M26.8 94.6Q29.2 93.4 30.7 92.3M32.9 98Q35.3 "
    "93.9 37.7 89.5M32.9 98Q33.5 94.4 34.2 88.3M40.2 98Q38.3 95.9 35.9 92.8M44.2 98Q50.8 89 54.4 82.1M40 82Q47 "
    "83.3 52.4 85.1M42.2 95.4Q43.1 89.1 45.2 83.3M48.4 77.3Q51.5 80.3 53.6 83.3M47 98Q50 93 55.5 85.2M47.6 92.6"
    "Q48.8 92.7 50.3 93M54.7 98Q54.4 95 52.5 89.7M98 84.6Q73.3 79.8 58 71.9M77.9 98Q66.1 82.4 58.6 72.1M53.4 79.5"
    "Q60.3 80.2 65.6 81.4M73.1 98Q66 87.4 62.1 80.9M58.6 72.1Q56.7 76.5 54.4 79.6M88.5 98Q86 87 84.5 80.3M80.4 98"
    "Q78.4 86.9 78.5 78.4M98 93.4Q91.1 91 86.7 90.1M88.8 81.7Q85.2 72.8 81 58.9M77.3 78Q79.2 70.6 82.7 63.8M69.8 "
    "65.2Q73.1 70.3 78.4 75.2M79.1 73.2Q83.9 74.6 86.9 76.2M98 66.2Q91.9 69.7 86.5 75M98 81.4Q93.7 77.4 88.1 73.7"
    "M97.3 66.7Q92.6 62.4 83.3 57.5M63.9 22Q56.3 58.8 47.3 77.9M53.6 56.7Q39.5 51 22 46.2M52.9 59Q37.3 69.3 22 "
    "76.3M44.4 79.6Q34.9 77.2 24.1 75.1M27.3 89.2Q27.8 82.4 27.6 75.9M38.4 78.3Q41.5 71.7 45.6 63.1M33 70.2Q38.3 "
    "60.9 40.6 52.3M22 54.1Q29.3 58.2 36.5 61.9M47.6 62Q45 58.6 40.5 52.5M43.9 22Q41.2 38.3 42 52.8M43.2 33.8"
    "Q34.7 34 22 34.9M42.2 50.3Q37.1 43.6 28.3 34.6M39.1 22Q33.7 27.6 30 34.5M57.8 42.5Q50.9 40 42.9 38.4M57 45.1"
    "Q48 48.9 42.2 50.8M57.1 22Q54.4 30.8 48.7 40M98 45.3Q77.7 41.6 59.2 38M86.1 56Q80.7 51.1 72.7 40.6M50.1 68.5"
    "Q62.2 60.1 79.1 48M69 65.6Q67.4 62.7 64.3 58.5M55 51.9Q64.8 47 74.7 42.9M86.3 55.9Q90.9 50.3 93.4 44.5M82 "
    "42.3Q85.2 49.4 87.7 53.7M93.6 51.7Q93.5 48.4 94.2 44.6M78.4 22Q81.2 31.8 86.5 43.2M72.2 22Q73.1 28.9 72.3 "
    "40.5M72.3 33Q67.9 30.4 62.7 26M83.8 36.2Q77.5 33.4 72.3 31.3M98 29.1Q90.5 32 83 33.9M97.6 45.3Q92.2 40.2 "
    "83.1 34.3M94.3 22Q91 27.6 89.9 31.7"
)
