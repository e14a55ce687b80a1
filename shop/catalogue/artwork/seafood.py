"""Fish, squid and shrimp on a leaf, with dill and lime."""

import math

from shop.catalogue.artwork.ceramics import CARP, CARP_FINS
from shop.catalogue.artwork.motifs import leaflet, petal
from shop.catalogue.artwork.palette import (
    CELADON,
    CLAY,
    DARK_LEAF,
    DEEP_CELADON,
    INDIGO,
    INK,
    IVORY,
    LEAF,
    PALE_CELADON,
    PALE_INDIGO,
    PAPER,
    ROSE,
    STRAW,
    VERMILION,
    WASHED_INDIGO,
    WING,
    YOUNG_LEAF,
)
from shop.catalogue.artwork.shapes import (
    ROUND,
    circle,
    fill,
    ground,
    path,
    placed,
    polar,
    ring,
    stroke,
)
from shop.catalogue.artwork.sheet import Sheet


def seafood(sheet: Sheet) -> str:
    """Draw a fish, a squid ("muc") or a shrimp ("tom") with dill and a slice of lime."""
    chance, (w, h, m) = sheet.chance, sheet.measures
    colour = chance.pick((PALE_INDIGO, PALE_CELADON, STRAW, PAPER, INDIGO))
    form = chance.asked((("muc", "squid"), ("tom", "shrimp")), ("fish",))
    tints = ((WASHED_INDIGO, INDIGO), (CELADON, DEEP_CELADON), (CLAY, WING))
    body, dark = chance.pick([pair for pair in tints if pair[0] != colour])
    one = {"fish": _fish(body, dark), "squid": _squid(), "shrimp": _shrimp()}[form]
    lime = (
        circle(0, 0, 30, LEAF)
        + circle(0, 0, 26, PALE_CELADON)
        + fill("".join(petal(0, 0, k * math.pi / 4, 24, 15, 0.9) for k in range(8)), YOUNG_LEAF)
    )
    dill = "".join(
        leaflet(*polar(0, 0, away, a), a + side * 0.6, 26, 4)
        for a in (-0.4, 0.1, 0.6)
        for away in (16, 40, 64)
        for side in (-1, 1)
    )
    drawn = ground(sheet, colour)
    if sheet.is_wide:
        return drawn + sheet.place(
            lambda x, y, r: placed(one, x, y, scale=r / 100, turn=chance.between(-10, 10)), (), wide=4, size=0.3
        )
    drawn += fill(
        petal(w * 0.06, h * 0.86, -0.95, h * 0.92, m * 0.62, 0.6), DEEP_CELADON if colour != DEEP_CELADON else LEAF
    )
    drawn += stroke(path("M", w * 0.08, h * 0.84, "L", w * 0.78, h * 0.14), PALE_CELADON, 3, opacity=0.7)
    drawn += placed(fill(dill, DARK_LEAF), w * 0.2, h * 0.74, scale=m * 0.0032)
    drawn += placed(one, w / 2, h * 0.48, scale=m * 0.0037, turn=chance.between(-36, -26))
    return drawn + placed(lime, w * chance.between(0.7, 0.78), h * chance.between(0.76, 0.8), scale=m * 0.0034)


def _fish(body: str, dark: str) -> str:
    scales = "".join(
        path("M", x, -14 + abs(x) * 0.06 + row * 9, "q", 9, 6, 0, 12)
        for x in range(-46, 56, 15)
        for row in range(-1, 4)
    )
    return (
        fill(CARP, INK, opacity=0.25, transform="translate(5 9)")
        + fill(CARP_FINS, dark)
        + fill(CARP, body)
        + fill("M-96 4C-60 18 20 26 72 6C40 24-40 44-84 16Z", IVORY, opacity=0.65)
        + stroke(scales, dark, 2.4, **ROUND)
        + stroke("M-64-22q14 22 0 42M78 0L102-24M80 3L104 26M77 1H94", dark, 3.2, **ROUND)
        + circle(-82, -7, 6, IVORY)
        + circle(-83, -7, 3, INK)
    )


def _squid() -> str:
    arms = "".join(
        path("M", 40, -14 + k * 7, "C", 70, -30 + k * 14, 84, 10 + k * 4, 116, -46 + k * 22) for k in range(5)
    )
    dots = "".join(
        ring(x, y, r)
        for x, y, r in ((-50, -8, 4), (-30, 10, 5), (-10, -12, 4), (10, 6, 5), (-64, 8, 3), (-20, -2, 3), (24, -10, 3))
    )
    return (
        stroke(arms, ROSE, 9, **ROUND)
        + fill("M-112 0C-104-34-84-50-66-48L-58 0L-66 48C-84 50-104 34-112 0Z", ROSE)
        + fill("M-112 0C-80-34-20-38 40-24C50-10 50 10 40 24C-20 38-80 34-112 0Z", "#EBC9BD")
        + fill("M-112 0C-80 34-20 38 40 24C46 16 48 8 48 0C0 14-60 16-112 0Z", ROSE)
        + fill(dots, VERMILION, opacity=0.7)
        + circle(38, -12, 8, IVORY)
        + circle(39, -12, 4, INK)
    )


def _shrimp() -> str:
    return (
        stroke("M-58-58C-96-90-120-60-114-20M-56-62C-80-110-20-120 10-100", VERMILION, 3, **ROUND)
        + stroke("M-30-8l-12 30M-12 0l-8 32M8 2l-2 32M28-4l6 30", VERMILION, 5, **ROUND)
        + fill("M-78-44C-40-92 60-84 78-6C84 36 52 66 26 64C52 44 44 10 14-2C-20-14-60-16-78-44Z", "#CF7A3A")
        + stroke(
            "M-28-66Q-18-40-26-16M4-70Q8-34 0-8M36-58Q26-28 22-2M62-34Q44-12 36 10M76 0Q56 10 44 24",
            VERMILION,
            4,
            **ROUND,
        )
        + fill("M30 62C10 66-6 80-12 96C10 98 30 88 36 72C38 90 50 102 66 102C68 84 56 66 40 60Z", VERMILION)
        + circle(-56, -50, 5, INK)
    )
