"""Folding fans of paper."""

import math

from shop.catalogue.artwork.motifs import Branch, blossom
from shop.catalogue.artwork.palette import (
    BAMBOO,
    BROWN,
    CLAY,
    DEEP_CELADON,
    GOLD,
    INDIGO,
    INK,
    IVORY,
    LACQUER,
    OLD_PAPER,
    PALE_CELADON,
    PAPER,
    ROSE,
    STRAW,
    VERMILION,
    WING,
)
from shop.catalogue.artwork.shapes import circle, clipped, fill, ground, hoop, path, polar, polygon, smooth, stroke
from shop.catalogue.artwork.sheet import Sheet

#: Ground, paper, painting, ribs.
COLOURS = (
    (PAPER, LACQUER, STRAW, BROWN),
    (PALE_CELADON, IVORY, DEEP_CELADON, BROWN),
    (WING, STRAW, LACQUER, CLAY),
    (INDIGO, IVORY, INDIGO, BAMBOO),
    (OLD_PAPER, INDIGO, STRAW, BROWN),
    (ROSE, IVORY, LACQUER, BROWN),
)
FOLDS = 18
OPEN_FROM, OPEN_TO = math.pi * 1.06, math.pi * 1.94
STEP = (OPEN_TO - OPEN_FROM) / FOLDS


def fans(sheet: Sheet) -> str:
    """Draw an open fan painted with blossom, hills or roundels; wide, three fans."""
    w, h, _ = sheet.measures
    colours = sheet.chance.pick(COLOURS)
    drawn = ground(sheet, colours[0])
    if sheet.is_wide:
        return drawn + "".join(_fan(sheet, i, x, h * 0.78, h * 0.5, colours) for i, x in enumerate(sheet.columns(3)))
    level = sheet.chance.between(0.7, 0.76)
    return drawn + _fan(sheet, 0, w / 2, h * level, w * 0.47, colours) + _tassel(w / 2, h * level, w * 0.47, colours[0])


def _fan(sheet: Sheet, index: int, x: float, y: float, r: float, colours: tuple[str, str, str, str]) -> str:
    _, paper, mark, rib = colours
    ribs = "".join(
        path(
            "M",
            polar(x, y, -r * 0.12, OPEN_FROM + STEP * (i + 0.5)),
            "L",
            polar(x, y, r * 0.5, OPEN_FROM + STEP * (i + 0.5)),
        )
        for i in range(FOLDS)
    )
    outer = [polar(x, y, r * (1.0 if i % 2 else 0.975), OPEN_FROM + STEP * i) for i in range(FOLDS + 1)]
    inner = [polar(x, y, r * 0.42, OPEN_FROM + STEP * i) for i in range(FOLDS + 1)]
    leaf = polygon(outer + inner[::-1])
    painting = (_blossom, _hills, _roundels)[sheet.chance.whole(0, 2)](sheet, x, y, r, paper, mark)
    shades = "".join(polygon([inner[i], outer[i], outer[i + 1], inner[i + 1]]) for i in range(0, FOLDS, 2))
    guards = "".join(path("M", polar(x, y, -r * 0.12, a), "L", polar(x, y, r, a)) for a in (OPEN_FROM, OPEN_TO))
    return (
        stroke(ribs, rib, r * 0.022)
        + fill(leaf, paper)
        + clipped(f"{sheet.uid}{index}", leaf, painting, fill(shades, INK, opacity=0.08))
        + stroke(guards, rib, r * 0.034, stroke_linecap="round")
        + circle(x, y, r * 0.035, GOLD)
    )


def _tassel(x: float, y: float, r: float, colour: str) -> str:
    thread = path("M", x, y + r * 0.1, "C", x + 10, y + r * 0.22, x - 8, y + r * 0.26, x, y + r * 0.34)
    fringe = "".join(path("M", x, y + r * 0.33, "l", k * 3.5, r * 0.16) for k in (-2, -1, 0, 1, 2))
    dye = LACQUER if colour != LACQUER else GOLD
    return stroke(thread, dye, 3) + stroke(fringe, dye, 2)


def _blossom(sheet: Sheet, x: float, y: float, r: float, paper: str, mark: str) -> str:
    branch = Branch()
    branch.grow(sheet.chance, (x - r * 0.8, y - r * 0.3), -0.5, r * 0.62, 2)
    bark = INK if paper in (IVORY, STRAW) else STRAW
    wood = "".join(
        stroke(smooth(points), bark, 1.6 + left * 1.6, stroke_linecap="round") for left, points in branch.pieces
    )
    spots = branch.tips + [points[1] for left, points in branch.pieces if left < 2]
    flowers = "".join(blossom(fx, fy, r * 0.075, 5, fx) for fx, fy in spots)
    return wood + fill(flowers, mark if paper != LACQUER else ROSE)


def _hills(sheet: Sheet, x: float, y: float, r: float, paper: str, mark: str) -> str:
    drawn = circle(x + r * 0.3, y - r * 0.66, r * 0.13, VERMILION if paper != LACQUER else GOLD)
    for i in range(3):
        crest = [
            (x - r + k * r * 0.4, y - r * (0.62 - i * 0.1) + sheet.chance.between(-0.08, 0.05) * r) for k in range(6)
        ]
        drawn += fill(smooth(crest) + path("V", y, "H", x - r, "Z"), mark, opacity=0.35 + 0.2 * i)
    return drawn


def _roundels(sheet: Sheet, x: float, y: float, r: float, paper: str, mark: str) -> str:
    drawn = "".join(hoop(x, y, r * share, mark, 2) for share in (0.94, 0.9, 0.5, 0.46))
    for k in range(7):
        flower = polar(x, y, r * 0.7, OPEN_FROM + (k + 0.5) * (OPEN_TO - OPEN_FROM) / 7)
        drawn += fill(blossom(*flower, r * 0.085, 8, k), mark) + circle(*flower, r * 0.026, paper)
    return drawn
