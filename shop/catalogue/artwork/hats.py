"""Conical palm-leaf hats, from above and from the side."""

import math

from shop.catalogue.artwork.motifs import petal, rings
from shop.catalogue.artwork.palette import (
    BAMBOO,
    DEEP_CELADON,
    INDIGO,
    INK,
    IVORY,
    LACQUER,
    OLD_PAPER,
    ROSE,
    VERMILION,
    WHITE,
    YOUNG_LEAF,
)
from shop.catalogue.artwork.shapes import (
    circle,
    dashes,
    ellipse,
    fill,
    ground,
    hoop,
    path,
    polar,
    polygon,
    stroke,
)
from shop.catalogue.artwork.sheet import Sheet

#: Ground, palm, hoops, ribbon.
COLOURS = (
    (DEEP_CELADON, IVORY, BAMBOO, LACQUER),
    (LACQUER, IVORY, BAMBOO, DEEP_CELADON),
    (INDIGO, IVORY, BAMBOO, VERMILION),
    (YOUNG_LEAF, IVORY, BAMBOO, LACQUER),
    (OLD_PAPER, IVORY, "#B9935A", LACQUER),
    (ROSE, IVORY, BAMBOO, LACQUER),
)


def hats(sheet: Sheet) -> str:
    """Draw one hat on its silk, one or three from above; wide, a field of hats."""
    chance, (w, h, m) = sheet.chance, sheet.measures
    colour, palm, hoops, ribbon = chance.pick(COLOURS)
    tilt = chance.between(-1.3, -0.5)
    drawn = ground(sheet, colour)
    if sheet.is_wide:
        return drawn + _field(sheet, palm, hoops, ribbon, tilt)
    form = chance.pick(("above", "side", "three", "side"))
    if form == "side":
        return drawn + _from_the_side(sheet, palm, hoops, ribbon)
    if form == "three":
        spots = ((0.7, 0.24, 0.3), (0.3, 0.46, 0.34), (0.64, 0.76, 0.36))
        return drawn + "".join(_from_above(w * x, h * y, w * r, palm, hoops, ribbon, tilt) for x, y, r in spots)
    strings = path("M", w * 0.34, h * 0.77, "C", w * 0.3, h * 0.9, w * 0.44, h * 0.88, w * 0.42, h * 1.02)
    strings += path("M", w * 0.4, h * 0.79, "C", w * 0.4, h * 0.88, w * 0.55, h * 0.87, w * 0.5, h * 1.02)
    return drawn + _from_above(w / 2, h * 0.48, w * 0.4, palm, hoops, ribbon, tilt) + stroke(strings, ribbon, m * 0.022)


def _field(sheet: Sheet, palm: str, hoops: str, ribbon: str, tilt: float) -> str:
    w, h, _ = sheet.measures
    drawn = ""
    for row in range(3):
        x = h * (0.02 + (row % 2) * 0.24)
        while x < w + h * 0.2:
            drawn += _from_above(x, h * (0.1 + 0.4 * row), h * 0.235, palm, hoops, ribbon, tilt)
            x += h * 0.5
    return drawn


def _from_above(cx: float, cy: float, r: float, palm: str, hoops: str, ribbon: str, tilt: float) -> str:
    """Hoops, and palm leaves laid from the tip."""
    leaf = 2 * math.pi * r * 0.5 / 44
    lit = polygon([(cx, cy), polar(cx, cy, r, tilt), polar(cx, cy, r, tilt + 0.85)])
    shaded = polygon([(cx, cy), polar(cx, cy, r, tilt + math.pi), polar(cx, cy, r, tilt + math.pi + 1.2)])
    star = "".join(petal(cx, cy, k * math.pi / 3, r * 0.13, r * 0.09) for k in range(6))
    return (
        circle(cx + r * 0.04, cy + r * 0.06, r, INK, opacity=0.3)
        + circle(cx, cy, r, palm)
        + hoop(cx, cy, r * 0.5, hoops, r, stroke_opacity=0.55, stroke_dasharray=dashes(leaf * 0.36, leaf * 0.64))
        + stroke(rings(cx, cy, *(r * (k + 0.6) / 11 for k in range(11))), hoops, max(0.8, r * 0.008), opacity=0.8)
        + fill(lit, WHITE, opacity=0.3)
        + fill(shaded, INK, opacity=0.12)
        + hoop(cx, cy, r, hoops, r * 0.035)
        + fill(star, ribbon)
        + circle(cx, cy, r * 0.03, palm)
    )


def _from_the_side(sheet: Sheet, palm: str, hoops: str, ribbon: str) -> str:
    chance, (w, h, m) = sheet.chance, sheet.measures
    x, tip, r, brim = w / 2, h * chance.between(0.18, 0.24), w * 0.42, h * chance.between(0.6, 0.65)
    sag, bow = h * 0.085, h * chance.between(0.78, 0.86)

    def edge(across: float) -> tuple[float, float]:
        """Return the point of the brim at `across`, -1 to 1."""
        return x + r * across, brim + sag * math.sqrt(max(0.0, 1 - across * across))

    silk = path("M", x - r * 0.62, brim + 4, "C", x - r * 0.5, h * 0.94, x + r * 0.1, h * 0.95, x + r * 0.06, bow)
    silk += path("S", x - r * 0.3, h * 0.84, x + r * 0.62, brim + 4)
    cone = path("M", x, tip, "L", x - r, brim, "A", r, sag, 0, 0, 0, x + r, brim, "Z")
    leaves = "".join(polygon([(x, tip), edge(i / 10 - 1), edge(i / 10 - 0.9)]) for i in range(0, 20, 2))
    rows = ""
    for k in range(1, 12):
        share = k / 12
        level = tip + (brim - tip) * share
        rows += path("M", x - r * share, level, "A", r * share, sag * share, 0, 0, 0, x + r * share, level)
    shaded = path("M", x, tip, "L", edge(0.3), "A", r, sag, 0, 0, 0, x + r, brim, "Z")
    return (
        stroke(silk, ribbon, m * 0.04, stroke_linecap="round")
        + ellipse(x, brim, r, sag, INK, opacity=0.55)
        + fill(cone, palm)
        + fill(leaves, hoops, opacity=0.4)
        + stroke(rows, hoops, 1.5)
        + stroke(path("M", x - r, brim, "A", r, sag, 0, 0, 0, x + r, brim), hoops, m * 0.014)
        + fill(shaded, INK, opacity=0.13)
    )
