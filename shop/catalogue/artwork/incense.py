"""Incense: bundles opened like fans, hanging coils, cones on a dish."""

import math

from shop.catalogue.artwork.chance import Chance
from shop.catalogue.artwork.palette import (
    BAMBOO,
    BLACK,
    BROWN,
    CELADON,
    CLAY,
    GOLD,
    INK,
    IVORY,
    LACQUER,
    OLD_PAPER,
    PALE_CELADON,
    PALE_INDIGO,
    PAPER,
    STRAW,
    VERMILION,
    WING,
)
from shop.catalogue.artwork.shapes import (
    ROUND,
    circle,
    dashes,
    ellipse,
    fill,
    ground,
    hoop,
    path,
    smooth,
    stroke,
    table,
)
from shop.catalogue.artwork.sheet import Sheet

#: Ground, root of the stick, stem, tip.
COLOURS = (
    (PAPER, LACQUER, VERMILION, BROWN),
    (WING, VERMILION, VERMILION, GOLD),
    (PALE_CELADON, LACQUER, VERMILION, CLAY),
    (OLD_PAPER, WING, LACQUER, VERMILION),
    (BLACK, LACQUER, VERMILION, BAMBOO),
    (PALE_INDIGO, WING, LACQUER, GOLD),
)


def incense(sheet: Sheet) -> str:
    """Draw bundles drying, a burning coil ("vong") or cones ("nu"); wide, a field of bundles."""
    chance, (w, h, _) = sheet.chance, sheet.measures
    colour, root, stem, tip = chance.pick(COLOURS)
    form = chance.asked((("vong", "coil"), ("nu", "cones")), ("bundles",))
    drawn = ground(sheet, colour)
    if not sheet.is_wide and form == "coil":
        return drawn + _coil(sheet, tip, colour in (WING, BLACK))
    if not sheet.is_wide and form == "cones":
        return drawn + _cones(sheet, tip, colour in (WING, BLACK))
    layouts = (
        ((0.5, 0.5, 0.44),),
        ((0.34, 0.32, 0.33), (0.7, 0.7, 0.36)),
        ((0.3, 0.24, 0.26), (0.74, 0.4, 0.3), (0.36, 0.72, 0.34)),
        ((0.62, 0.36, 0.38), (0.26, 0.8, 0.24)),
    )
    spots = [(w * x, h * y, w * r * chance.between(0.93, 1.05)) for x, y, r in chance.pick(layouts)]
    if sheet.is_wide:
        spots = _field(chance, w, h)
    return drawn + "".join(_bundle(x, y, r, root, stem, tip) for x, y, r in spots)


def _field(chance: Chance, w: float, h: float) -> list[tuple[float, float, float]]:
    """As many bundles as fall without covering each other much."""
    spots: list[tuple[float, float, float]] = []
    for _ in range(60):
        x, y, r = chance.between(0, w), chance.between(0, h), h * chance.between(0.16, 0.36)
        if all(math.hypot(x - a, y - b) > (r + c) * 0.86 for a, b, c in spots):
            spots.append((x, y, r))
    return spots


def _bundle(x: float, y: float, r: float, root: str, stem: str, tip: str) -> str:
    drawn = circle(x + r * 0.03, y + r * 0.04, r, INK, opacity=0.22)
    rows = ((0.64, 0.72, 76, tip, 0.62), (0.4, 0.46, 76, stem, 0.58), (0.15, 0.22, 38, root, 0.8))
    for away, width, count, colour, share in rows:
        stick = 2 * math.pi * away * r / count
        drawn += hoop(x, y, away * r, colour, width * r, stroke_dasharray=dashes(stick * share, stick * (1 - share)))
    return drawn + hoop(x, y, r * 0.22, GOLD, r * 0.035) + circle(x, y, r * 0.06, INK)


def _coil(sheet: Sheet, colour: str, is_dark: bool) -> str:
    """A coil hanging by its thread, seen a little from below."""
    chance, (w, h, m) = sheet.chance, sheet.measures
    x, turns = w / 2, chance.pick((4, 5))
    points = []
    for i in range(turns * 14 + 1):
        share = i / (turns * 14)
        r = m * (0.05 + 0.33 * share)
        angle = share * turns * 2 * math.pi
        points.append((x + r * math.cos(angle), h * (0.34 + 0.34 * share) + r * 0.34 * math.sin(angle)))
    thread = IVORY if is_dark else INK
    lines = path("M", x, 0, "V", h * 0.34) + "".join(path("M", x, h * 0.12, "L", points[-k]) for k in (1, 6, 11))
    ember = points[-1]
    smoke = path("M", ember, "c", -m * 0.04, -m * 0.1, m * 0.06, -m * 0.14, m * 0.02, -m * 0.26)
    smoke += path("s", -m * 0.06, -m * 0.14, 0, -m * 0.24)
    curve = smooth(points)
    return (
        circle(x, h * 0.46, m * 0.4, GOLD if is_dark else IVORY, opacity=0.22 if is_dark else 0.6)
        + stroke(lines, thread, 1.4, opacity=0.6)
        + stroke(curve, INK, m * 0.034, opacity=0.2, transform="translate(3 6)")
        + stroke(curve, colour, m * 0.03, stroke_linecap="round")
        + circle(*ember, m * 0.02, VERMILION)
        + stroke(smoke, thread, 3, opacity=0.45, **ROUND)
    )


def _cones(sheet: Sheet, colour: str, is_dark: bool) -> str:
    """Five cones on a celadon dish, one of them lit."""
    chance, (w, h, m) = sheet.chance, sheet.measures
    y, lit = h * 0.74, chance.whole(1, 3)
    smoke_colour = IVORY if is_dark else BROWN
    drawn = table(sheet, h * 0.7, BROWN, opacity=0.85) + circle(
        w * chance.between(0.4, 0.6), h * 0.34, m * 0.28, GOLD if is_dark else STRAW, opacity=0.4
    )
    drawn += ellipse(w / 2, y + h * 0.03, m * 0.44, m * 0.13, INK, opacity=0.3)
    drawn += ellipse(w / 2, y, m * 0.44, m * 0.13, CELADON) + ellipse(w / 2, y - 3, m * 0.36, m * 0.095, PALE_CELADON)
    for i in range(5):
        x, foot = w / 2 + (i - 2) * m * 0.135, y - m * (0.035 if i % 2 else -0.02)
        tall, half = m * chance.between(0.24, 0.3), m * 0.056
        cone = path("M", x, foot - tall, "Q", x + half * 0.5, foot - tall, x + half, foot)
        cone += path("A", half, half * 0.4, 0, 0, 1, x - half, foot)
        cone += path("Q", x - half * 0.5, foot - tall, x, foot - tall, "Z")
        side = path("M", x, foot - tall, "Q", x + half * 0.5, foot - tall, x + half, foot)
        side += path("A", half, half * 0.4, 0, 0, 1, x, foot + half * 0.4, "Z")
        drawn += fill(cone, colour if i % 2 else VERMILION) + fill(side, INK, opacity=0.22)
        if i == lit:
            ember = (x, foot - tall)
            sway = chance.between(-0.1, 0.1) * m
            smoke = path("M", ember, "c", -m * 0.1, -m * 0.12, m * 0.12 + sway, -m * 0.18, m * 0.02, -m * 0.3)
            smoke += path("s", sway - m * 0.06, -m * 0.14, m * 0.05, -m * 0.26)
            drawn += circle(*ember, m * 0.018, VERMILION) + stroke(smoke, smoke_colour, m * 0.012, opacity=0.5, **ROUND)
    return drawn
