"""The village itself: hills, roofs, areca palms and a boat, for visits and for old villages."""

import math

from shop.catalogue.artwork.motifs import birds, petal
from shop.catalogue.artwork.palette import (
    BAMBOO,
    BROWN,
    CELADON,
    CLAY,
    DARK_INDIGO,
    DEEP_CELADON,
    GOLD,
    INDIGO,
    IVORY,
    LACQUER,
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
from shop.catalogue.artwork.shapes import box, circle, fill, ground, path, smooth, stroke, table
from shop.catalogue.artwork.sheet import Sheet

#: Sky, sun, far to near hills, water, walls.
COLOURS = (
    (PAPER, VERMILION, (PALE_CELADON, CELADON, DEEP_CELADON), PALE_CELADON, IVORY),
    (STRAW, LACQUER, (CLAY, BROWN, WING), PAPER, IVORY),
    (PALE_INDIGO, IVORY, (WASHED_INDIGO, INDIGO, DARK_INDIGO), PALE_INDIGO, WASHED_INDIGO),
    (ROSE, IVORY, (VERMILION, LACQUER, WING), ROSE, IVORY),
    (PALE_CELADON, GOLD, (YOUNG_LEAF, LEAF, DEEP_CELADON), IVORY, IVORY),
)


def village(sheet: Sheet) -> str:
    """Draw the village between its hills and its river."""
    chance, (w, h, m) = sheet.chance, sheet.measures
    sky, sun, hills, water, walls = chance.pick(COLOURS)
    drawn = ground(sheet, sky)
    drawn += circle(w * chance.between(0.25, 0.75), h * chance.between(0.2, 0.3), m * chance.between(0.12, 0.17), sun)
    count = 8 if sheet.is_wide else 4
    for i, tone in enumerate(hills[:2]):
        crest = [(w * k / count, h * (0.46 + i * 0.08) + chance.between(-0.09, 0.06) * h) for k in range(count + 1)]
        drawn += fill(smooth(crest) + path("V", h * 0.78, "H0Z"), tone)
    shore = h * 0.7
    drawn += _houses(sheet, shore, walls, hills[2]) + _palms(sheet, shore, hills[2])
    drawn += table(sheet, shore, water) + fill(box(0, shore, w, h * 0.012), hills[2])
    ripples = ""
    for _ in range(16):
        ripples += path(
            "M", chance.between(0, w), chance.between(shore + h * 0.04, h * 0.98), "h", m * chance.between(0.05, 0.2)
        )
    drawn += stroke(ripples, hills[1], 2, stroke_linecap="round")
    return drawn + _boat(sheet, hills[2]) + birds(chance, w / 2, h * 0.14, m * 0.03, hills[2], 3)


def _houses(sheet: Sheet, shore: float, walls: str, roofs: str) -> str:
    chance, (w, _, m) = sheet.chance, sheet.measures
    drawn, x = "", w * 0.06
    while x < w * 0.9:
        wide, tall = m * chance.between(0.2, 0.32), m * chance.between(0.07, 0.11)
        eaves = shore - tall
        roof = path(
            "M", x - m * 0.03, eaves, "Q", x + wide * 0.12, shore - tall * 1.25, x + wide * 0.16, shore - tall * 2.1
        )
        roof += path("H", x + wide * 0.84, "Q", x + wide * 0.88, shore - tall * 1.25, x + wide + m * 0.03, eaves, "z")
        door = box(x + wide * 0.42, shore - tall * 0.7, wide * 0.16, tall * 0.7 + 8)
        drawn += fill(box(x, eaves, wide, tall + 8), walls) + fill(roof + door, roofs)
        x += wide + m * chance.between(0.02, 0.2)
    return drawn


def _palms(sheet: Sheet, shore: float, colour: str) -> str:
    chance, (w, _, m) = sheet.chance, sheet.measures
    drawn = ""
    for _ in range(5 if sheet.is_wide else 2):
        x, top = chance.between(0.1, 0.9) * w, shore - m * chance.between(0.34, 0.46)
        trunk = path("M", x, shore, "Q", x + 4, (shore + top) / 2, x + 2, top)
        crown = "".join(petal(x + 2, top, -math.pi / 2 + k * 0.62, m * 0.12, m * 0.03, 0.3) for k in range(-3, 4))
        drawn += stroke(trunk, colour, m * 0.012) + fill(crown, colour)
    return drawn


def _boat(sheet: Sheet, colour: str) -> str:
    chance, (w, h, m) = sheet.chance, sheet.measures
    x, y, s = w * chance.between(0.3, 0.6), h * 0.85, m * 0.16
    hull = path("M", x - s, y, "Q", x, y + s * 0.42, x + s, y - s * 0.04, "L", x + s * 0.8, y + s * 0.3)
    hull += path("Q", x, y + s * 0.55, x - s * 0.75, y + s * 0.28, "Z")
    cover = path("M", x - s * 0.3, y + s * 0.12, "Q", x - s * 0.3, y - s * 0.42, x, y - s * 0.42)
    cover += path("T", x + s * 0.32, y + s * 0.12, "Z")
    return fill(hull, colour) + fill(cover, BAMBOO)
