"""Needlework: satin stitch in its hoop, and patches of silk sewn together."""

import math

from shop.catalogue.artwork.motifs import blossom
from shop.catalogue.artwork.palette import (
    BAMBOO,
    BROWN,
    CELADON,
    DEEP_CELADON,
    GOLD,
    INDIGO,
    INK,
    IVORY,
    LACQUER,
    LEAF,
    OLD_PAPER,
    PALE_CELADON,
    PALE_INDIGO,
    PAPER,
    ROSE,
    STRAW,
    VERMILION,
    WASHED_INDIGO,
    WING,
)
from shop.catalogue.artwork.shapes import (
    ROUND,
    Point,
    box,
    circle,
    dashes,
    fill,
    ground,
    hoop,
    number,
    path,
    polar,
    stroke,
)
from shop.catalogue.artwork.sheet import Sheet


def embroidery(sheet: Sheet) -> str:
    """Draw a flower in satin stitch in its hoop."""
    chance, (w, h, m) = sheet.chance, sheet.measures
    colours = (
        (OLD_PAPER, IVORY, VERMILION, ROSE, DEEP_CELADON),
        (DEEP_CELADON, IVORY, LACQUER, ROSE, LEAF),
        (INDIGO, PAPER, INDIGO, WASHED_INDIGO, DEEP_CELADON),
        (ROSE, IVORY, LACQUER, GOLD, DEEP_CELADON),
        (WING, PAPER, LACQUER, GOLD, DEEP_CELADON),
        (PALE_CELADON, IVORY, INDIGO, ROSE, LEAF),
    )
    colour, cloth, *threads = chance.pick(colours)
    drawn = ground(sheet, colour)
    if sheet.is_wide:
        return drawn + "".join(_hoop(sheet, x, h / 2, h * 0.4, cloth, threads) for x in sheet.columns(3))
    return drawn + _hoop(sheet, w / 2, h / 2, m * 0.41, cloth, threads)


def _hoop(sheet: Sheet, cx: float, cy: float, r: float, cloth: str, threads: list[str]) -> str:
    chance, (first, second, leaf) = sheet.chance, threads
    x, y = cx + r * chance.between(-0.16, 0.16), cy - r * chance.between(0.08, 0.2)
    stem = path("M", x, y, "C", x - r * 0.1, cy + r * 0.3, cx + r * 0.12, cy + r * 0.5, cx, cy + r * 0.88)
    drawn = (
        circle(cx + r * 0.03, cy + r * 0.05, r * 1.04, INK, opacity=0.25)
        + circle(cx, cy, r * 1.04, BAMBOO)
        + circle(cx, cy, r * 0.985, cloth, stroke=BROWN, stroke_width=2)
        + fill(box(cx - r * 0.09, cy - r * 1.15, r * 0.18, r * 0.12), BROWN)
        + stroke(stem, leaf, r * 0.035, stroke_dasharray=f"{number(r * 0.06)} 1.5")
    )
    for side, level in ((-1, 0.36), (1, 0.52)):
        lean = chance.between(-0.15, 0.15)
        angle = -0.55 + lean if side > 0 else math.pi + 0.55 + lean
        drawn += _stitched_leaf((cx + r * 0.02, cy + r * level), angle, r, leaf)
    petals, turn = chance.pick((5, 6)), chance.between(0, 1)
    for k in range(petals):
        drawn += _satin(x, y, turn + k * 2 * math.pi / petals, r * 0.47, math.pi / petals * 0.8, first, second)
    drawn += hoop(x, y, r * 0.07, GOLD, r * 0.09, stroke_dasharray=dashes(r * 0.028, r * 0.016))
    for k in range(2):
        bud = (cx + r * (1.14 * k - 0.56), cy - r * (0.46 - k * 0.3))
        drawn += fill(blossom(*bud, r * 0.1, 5, k), second) + circle(*bud, r * 0.028, GOLD)
    return drawn


def _stitched_leaf(root: Point, angle: float, r: float, colour: str) -> str:
    data = ""
    for k in range(8):
        share = 0.08 + k / 8.6
        vein, half = polar(*root, r * 0.5 * share, angle), r * 0.17 * math.sin(math.pi * min(1, share + 0.02))
        data += path("M", polar(*vein, half, angle - 0.95), "L", vein, "L", polar(*vein, half, angle + 0.95))
    return stroke(data, colour, r * 0.036, **ROUND)


def _satin(x: float, y: float, angle: float, length: float, wide: float, root: str, tip: str) -> str:
    """One petal laid in parallel stitches, its tip in the second thread."""
    inner = outer = ""
    for i in range(9):
        aside = i / 4 - 1
        reach = length * (1 - 0.34 * aside * aside)
        start, change = (
            polar(x, y, length * 0.16, angle + aside * 0.18),
            polar(x, y, reach * 0.62, angle + aside * wide),
        )
        inner += path("M", start, "L", change)
        outer += path("M", change, "L", polar(x, y, reach, angle + aside * wide * 1.02))
    return stroke(inner, root, length * 0.077, **ROUND) + stroke(outer, tip, length * 0.077, **ROUND)


def patchwork(sheet: Sheet) -> str:
    """Draw patches of silk sewn together: a hill village, or a tote bag of squares."""
    chance, (w, h, m) = sheet.chance, sheet.measures
    cloths = chance.pick(
        (
            (LACQUER, VERMILION, ROSE, STRAW, IVORY),
            (INDIGO, WASHED_INDIGO, PALE_INDIGO, ROSE, IVORY),
            (DEEP_CELADON, CELADON, PALE_CELADON, STRAW, LACQUER),
            (INDIGO, DEEP_CELADON, GOLD, VERMILION, IVORY),
        )
    )
    colour = chance.pick([c for c in (PAPER, OLD_PAPER, PALE_CELADON, STRAW) if c not in cloths])
    if chance.asked((("tui", True),), (False,)) and not sheet.is_wide:
        x, y, side = w * 0.2, h * 0.4, w * 0.2
        handles = path("M", w * 0.33, y + 10, "C", w * 0.33, h * 0.08, w * 0.67, h * 0.08, w * 0.67, y + 10)
        bag = _patches(sheet, cloths, x, y, side, 3, 3)
        shade = fill(box(x + 8, y + 10, side * 3, side * 3), INK, opacity=0.25)
        return ground(sheet, colour) + stroke(handles, cloths[0], m * 0.05) + shade + bag
    columns, rows = (10, 4) if sheet.is_wide else (4, 5)
    side = min(w / (columns + 0.6), h / (rows + 0.6))
    x, y = (w - side * columns) / 2, (h - side * rows) / 2
    return ground(sheet, colour) + _patches(sheet, cloths, x, y, side, columns, rows)


def _patches(
    sheet: Sheet, cloths: tuple[str, ...], left: float, top: float, side: float, columns: int, rows: int
) -> str:
    """Squares in four cuts: plain, halved, flowered and pinwheel; each figure is one path a colour."""
    chance = sheet.chance
    by_colour: dict[str, str] = {}

    def sew(colour: str, data: str) -> None:
        by_colour[colour] = by_colour.get(colour, "") + data

    over: dict[str, str] = {}
    for row in range(rows):
        for column in range(columns):
            x, y, s = left + column * side, top + row * side, side
            one, two = chance.whole(0, len(cloths) - 1), chance.whole(1, len(cloths) - 1)
            base, other = cloths[one], cloths[(one + two) % len(cloths)]
            sew(base, path("M", x, y, "h", s, "v", s, "h", -s, "z"))
            figure = chance.whole(0, 4)
            if figure == 1:
                data = path("M", x, y, "h", s, "l", -s, s, "z")
            elif figure == 2:
                data = blossom(x + s / 2, y + s / 2, s * 0.3, 6, column)
            elif figure == 3:
                h = s / 2
                data = path("M", x + h, y + h, "V", y, "l", h, h, "zh", h, "l", -h, h, "zv", h)
                data += path("l", -h, -h, "zh", -h, "l", h, -h, "z")
            else:
                continue
            over[other] = over.get(other, "") + data
    seams = "".join(path("M", left + side * i, top, "v", side * rows) for i in range(columns + 1))
    seams += "".join(path("M", left, top + side * i, "h", side * columns) for i in range(rows + 1))
    stitched = stroke(seams, IVORY, 2, stroke_dasharray="6 4", opacity=0.85)
    return "".join(fill(d, c) for layer in (by_colour, over) for c, d in layer.items()) + stitched
