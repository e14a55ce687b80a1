"""Medicinal herbs, drawn like a plate in an old herbal: leaf, fruit and root."""

import math

from shop.catalogue.artwork.motifs import leaflet, petal
from shop.catalogue.artwork.palette import (
    BROWN,
    CLAY,
    DARK_CELADON,
    DARK_LEAF,
    DEEP_CELADON,
    GOLD,
    IVORY,
    LACQUER,
    LEAF,
    OLD_PAPER,
    PALE_CELADON,
    PAPER,
    STRAW,
    VERMILION,
    YOUNG_LEAF,
)
from shop.catalogue.artwork.shapes import Point, circle, fill, ground, path, polar, smooth, stroke
from shop.catalogue.artwork.sheet import Sheet

#: Ground, leaf, stem, fruit.
COLOURS = (
    (PAPER, LEAF, DARK_LEAF, LACQUER),
    (IVORY, DEEP_CELADON, DARK_CELADON, VERMILION),
    (OLD_PAPER, "#6E7F46", BROWN, LACQUER),
    (PALE_CELADON, DEEP_CELADON, DARK_CELADON, GOLD),
    (DEEP_CELADON, YOUNG_LEAF, IVORY, STRAW),
)


def herbs(sheet: Sheet) -> str:
    """Draw a herb with narrow, feathered or broad leaves and its roots; wide, a bed of six."""
    chance, (w, h, _) = sheet.chance, sheet.measures
    colours = chance.pick(COLOURS)
    soil, form = h * 0.76, chance.pick(("narrow", "feathered", "broad"))
    earth = path("M0", soil, "C", w * 0.3, soil - 6, w * 0.7, soil + 7, w, soil - 2, "V", h, "H0Z")
    drawn = ground(sheet, colours[0]) + fill(earth, BROWN if colours[0] == DEEP_CELADON else CLAY, opacity=0.32)
    if not sheet.is_wide:
        return drawn + _plant(sheet, w / 2, soil, 1.0, form, colours)
    return drawn + "".join(_plant(sheet, x, soil, chance.between(0.7, 1), form, colours) for x in sheet.columns(6))


def _plant(sheet: Sheet, x: float, soil: float, size: float, form: str, colours: tuple[str, str, str, str]) -> str:
    chance, (_, h, m) = sheet.chance, sheet.measures
    colour, leaf, stem, fruit = colours
    bend = chance.between(-0.09, 0.09) * m

    def at(share: float) -> Point:
        return x + bend * math.sin(share * 2.2), soil - h * 0.64 * size * share

    leaves, veins = petal(at(1)[0], at(1)[1] + 3, -math.pi / 2, m * 0.13, m * 0.05, 0.3), ""
    for i in range(6):
        share = 0.2 + 0.72 * i / 5
        length = m * 0.3 * size * (1 - abs(share - 0.38))
        for side in (-1, 1):
            angle = -math.pi / 2 + side * (1.12 - 0.5 * share) + chance.between(-0.08, 0.08)
            grow = _feathered_leaf if form == "feathered" else _whole_leaf
            more, lines = grow(at(share), angle, length, side, broad=form == "broad")
            leaves, veins = leaves + more, veins + lines
    berries = ""
    for i in range(5):
        bx, by = at(0.55 + 0.09 * i)
        berries += circle(bx + chance.between(-0.05, 0.05) * m, by + chance.between(-0.01, 0.03) * m, m * 0.013, fruit)
    return (
        stroke(smooth([at(i / 5) for i in range(6)]), stem, m * 0.013, stroke_linecap="round")
        + fill(leaves, leaf)
        + stroke(veins, stem if form == "feathered" else colour, 1.2, opacity=0.65)
        + berries
        + stroke(_roots(sheet, x, soil, size), stem, 1.8, stroke_linecap="round", opacity=0.85)
    )


def _feathered_leaf(root: Point, angle: float, length: float, side: int, *, broad: bool) -> tuple[str, str]:
    """Four pairs of leaflets on a rib."""
    leaves = ""
    for i in range(1, 5):
        x, y = polar(*root, length * i / 4.2, angle)
        leaves += leaflet(x, y, angle + 0.75 * side, length * 0.32, length * 0.12)
        leaves += leaflet(x, y, angle - 0.75 * side, length * 0.32, length * 0.12)
    return leaves, path("M", root, "L", polar(*root, length, angle))


def _whole_leaf(root: Point, angle: float, length: float, side: int, *, broad: bool) -> tuple[str, str]:
    """One leaf, its rib and side veins."""
    x, y = round(root[0]), round(root[1])
    leaf = petal(x, y, angle, length, length * (0.56 if broad else 0.34), 0.7 if broad else 0.35)
    veins = path("M", (x, y), "L", polar(x, y, length * 0.9, angle), places=0)
    for share in (0.35, 0.6):
        fork = polar(x, y, length * share, angle)
        ends = (polar(*fork, length * 0.15, angle - 0.7), polar(*fork, length * 0.15, angle + 0.7))
        veins += path("M", ends[0], "L", fork, ends[1], places=0)
    return leaf, veins


def _roots(sheet: Sheet, x: float, soil: float, size: float) -> str:
    chance, h = sheet.chance, sheet.height
    data = ""
    for i in range(9):
        angle = math.pi / 2 + (i - 4) * 0.3 + chance.between(-0.1, 0.1)
        length = h * 0.2 * chance.between(0.55, 1) * size
        knee = polar(x, soil, length / 2, angle)
        data += path("M", x, soil - 2, "Q", knee, polar(x, soil, length, angle * 0.55 + math.pi / 2 * 0.45))
    return data
