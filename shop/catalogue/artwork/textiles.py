"""Cloth: silk folded or hanging, brocade, embroidery, patchwork."""

import math
from dataclasses import dataclass
from itertools import pairwise

from shop.catalogue.artwork.motifs import blossom, petal
from shop.catalogue.artwork.palette import (
    BAMBOO,
    BLACK,
    BROWN,
    CELADON,
    CLAY,
    DARK_CELADON,
    DARK_INDIGO,
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
    WHITE,
    WING,
)
from shop.catalogue.artwork.shapes import (
    ROUND,
    Point,
    box,
    circle,
    clipped,
    dashes,
    fill,
    ground,
    hoop,
    number,
    onward,
    path,
    pattern,
    polar,
    ring,
    smooth,
    stroke,
    table,
)
from shop.catalogue.artwork.sheet import Sheet


@dataclass(frozen=True)
class Dye:
    """One dyeing: what it is shown on, the cloth in light, middle and shade, and the woven figure."""

    ground: str
    light: str
    middle: str
    shade: str
    figure: str


DYES = (
    Dye(PAPER, VERMILION, LACQUER, WING, STRAW),
    Dye(PALE_INDIGO, WASHED_INDIGO, INDIGO, DARK_INDIGO, PALE_INDIGO),
    Dye(OLD_PAPER, CELADON, DEEP_CELADON, DARK_CELADON, PALE_CELADON),
    Dye(PALE_CELADON, STRAW, GOLD, BROWN, IVORY),
    Dye(WING, ROSE, VERMILION, LACQUER, IVORY),
    Dye(PAPER, ROSE, CLAY, LACQUER, IVORY),
)


def silk(sheet: Sheet) -> str:
    """Draw silk: folded and tied, or one or two lengths hanging; wide, a row of lengths."""
    chance, m = sheet.chance, sheet.measures[2]
    dye = chance.pick(DYES)
    woven = damask(sheet.uid, m * 0.12, dye.figure, chance.whole(0, 2))
    drawn = ground(sheet, dye.ground) + f"<defs>{woven}</defs>"
    asked = (("khan", False), ("hop", True), ("qua", True), ("lua", False), ("chan", True))
    is_folded = chance.asked(asked, (True, True, False, False, False))
    if is_folded and not sheet.is_wide:
        return drawn + _folded(sheet, dye)
    return drawn + _hanging(sheet, dye)


def damask(uid: str, size: float, colour: str, figure: int) -> str:
    """Return a tile of woven figures: clouds, roundels or lozenges."""
    s, middle = size, size / 2
    if figure == 0:
        data = path("M", s * 0.2, s * 0.5, "a", s * 0.12, s * 0.12, 0, 1, 1, s * 0.2, s * 0.08)
        data += path("a", s * 0.15, s * 0.15, 0, 1, 1, s * 0.28, -s * 0.05, "M", s * 0.1, s * 0.62, "h", s * 0.72)
        data += path("M", s * 0.74, s * 0.12, "a", s * 0.08, s * 0.08, 0, 1, 1, -s * 0.02, s * 0.12)
    elif figure == 1:
        data = ring(middle, middle, s * 0.34)
        data += "".join(petal(middle, middle, (i + 0.5) * math.pi / 2, s * 0.27, s * 0.17) for i in range(4))
    else:
        data = ""
        for reach in (0.5, 0.22):
            r = s * reach
            data += path("M", middle, middle - r, "l", r, r, -r, r, -r, -r, "z")
    return pattern(uid, s, s, stroke(data, colour, 1.3), "rotate(8)")


def _folded(sheet: Sheet, dye: Dye) -> str:
    """Five folded lengths in a pile, tied with a ribbon."""
    chance, (w, h, m) = sheet.chance, sheet.measures
    y, foot = h * 0.84, h * 0.84
    drawn = table(sheet, foot - 4, BLACK if dye.ground == WING else BROWN, opacity=0.85)
    for i in range(5):
        cloth = chance.pick(DYES) if i % 2 else dye
        thick = h * chance.between(0.088, 0.125)
        left, right = w * (0.15 + chance.between(-0.02, 0.03)), w * (0.85 + chance.between(-0.03, 0.02))
        y -= thick
        drawn += _fold(sheet.uid, cloth, left, right, y, thick)
    ribbon = dye.figure if dye.figure != dye.middle else IVORY
    drawn += fill(box(w * 0.56, y - 2, w * 0.075, foot - y + 2), ribbon, opacity=0.92)
    for side in (-1, 1):
        bow = path(
            "M",
            w * 0.5975,
            y - 2,
            "c",
            side * m * 0.05,
            -m * 0.13,
            side * m * 0.21,
            -m * 0.12,
            side * m * 0.17,
            -m * 0.03,
        )
        bow += path("c", -side * m * 0.02, m * 0.04, -side * m * 0.1, m * 0.05, -side * m * 0.17, m * 0.03, "z")
        drawn += fill(bow, ribbon, stroke=dye.shade, stroke_width=1.4)
    return drawn


def _fold(uid: str, cloth: Dye, left: float, right: float, y: float, thick: float) -> str:
    r = thick / 2
    whole = path("M", right, y, "H", left + r, "a", r, r, 0, 0, 0, 0, thick, "H", right)
    whole += path("a", r * 0.3, r, 0, 0, 0, 0, -thick, "Z")
    under = path(
        "M", right, y + thick * 0.56, "H", left + r * 0.1, "a", r, r, 0, 0, 0, r * 0.9, thick * 0.44, "H", right, "z"
    )
    edges = path("M", left + r * 1.3, y + thick / 2, "H", right - 4, "M", left + r, y + thick * 0.06, "H", right - 2)
    return (
        fill(whole, cloth.middle)
        + fill(whole, f"url(#{uid})", opacity=0.5)
        + fill(under, cloth.shade, opacity=0.6)
        + stroke(edges, cloth.light, 2, opacity=0.9)
    )


def _hanging(sheet: Sheet, dye: Dye) -> str:
    chance, (w, h, m) = sheet.chance, sheet.measures
    pole, drawn = h * 0.11, ""
    if sheet.is_wide:
        for i in range(6):
            low = h * (1.2 if i % 2 else chance.between(0.72, 0.9))
            drawn += _length(sheet, i, chance.pick(DYES), w * (0.178 * i - 0.03), w * 0.172, pole, low, 4)
    elif chance.happens(0.5):
        drawn = _length(sheet, 0, dye, w * 0.16, w * 0.68, pole, h * 0.82, 6)
    else:
        darker = Dye(dye.ground, dye.middle, dye.shade, dye.light, dye.figure)
        drawn = _length(sheet, 0, dye, w * 0.3, w * 0.62, pole, h * 0.66, 4)
        drawn += _length(sheet, 1, darker, w * 0.08, w * 0.5, pole, h * 0.85, 4)
    wood = fill(box(0, pole - m * 0.022, w, m * 0.03), BAMBOO if dye.ground == WING else BROWN)
    return drawn + wood + fill(box(0, pole - m * 0.022, w, m * 0.008), WHITE, opacity=0.3)


def _length(sheet: Sheet, index: int, dye: Dye, left: float, wide: float, top: float, low: float, folds: int) -> str:
    """One length of silk over the pole, in `folds` folds of light and shade."""
    chance, m = sheet.chance, sheet.measures[2]
    jitter = [0.0, *(chance.between(-0.12, 0.12) * wide / folds for _ in range(folds - 1)), 0.0]
    xs = [left + wide * k / folds + shift for k, shift in enumerate(jitter)]
    sway = [chance.between(-0.035, 0.035) * wide for _ in xs]
    hem = [low + (m * 0.028 if k % 2 else -m * 0.012) for k in range(folds + 1)]
    drop = low - top

    def edge(k: int) -> list[Point]:
        x, lean = xs[k], sway[k]
        return [(x, top), (x + lean, top + drop * 0.35), (x - lean, top + drop * 0.7), (x + lean * 0.6, hem[k])]

    edges = [edge(k) for k in range(folds + 1)]
    whole = smooth(edges[0])
    for a, b in pairwise(edges):
        between = ((a[-1][0] + b[-1][0]) / 2, max(a[-1][1], b[-1][1]) + m * 0.02)
        whole += path("Q", between, b[-1])
    whole += onward(smooth(edges[-1][::-1])) + "Z"
    shades = ""
    for k, (a, b) in enumerate(pairwise(edges)):
        ridge = [(p[0] + (q[0] - p[0]) * 0.42, p[1] + (q[1] - p[1]) * 0.42) for p, q in zip(a, b, strict=True)]
        one, two, tone = (ridge, b, dye.shade) if k % 2 else (a, ridge, dye.light)
        shades += fill(smooth(one) + "L" + smooth(two[::-1])[1:] + "Z", tone, opacity=0.75 if k % 2 else 1)
    border = stroke(smooth([(e[-1][0], e[-1][1] - m * 0.03) for e in edges]), dye.figure, 1.6)
    figured = fill(whole, f"url(#{sheet.uid})", opacity=0.55)
    return fill(whole, dye.middle) + clipped(f"{sheet.uid}c{index}", whole, shades, figured, border)


class Loom:
    """A brocade cloth grown downwards band by band; one cell is one thread crossing."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet, self.cell = sheet, sheet.measures[2] / 40
        self.y, self.bands, self.tiles = 0.0, "", ""

    def skip(self, cells: float) -> None:
        """Leave the base showing."""
        self.y += self.cell * cells

    def stripe(self, cells: float, colour: str) -> None:
        """Weave a plain stripe."""
        self._row(cells, colour)

    def figure(self, rows: list[str], colours: dict[str, str]) -> None:
        """Weave a repeated figure; each row is a string, each sign a colour, a space the base."""
        uid = f"{self.sheet.uid}{len(self.tiles)}"
        cells = "".join(fill(self._cells(rows, sign), colour) for sign, colour in colours.items())
        wide, high = len(rows[0]) * self.cell, len(rows) * self.cell
        self.tiles += pattern(uid, wide, high, cells, f"translate(0 {number(self.y)})")
        self._row(len(rows), f"url(#{uid})")

    def _cells(self, rows: list[str], sign: str) -> str:
        c, data = self.cell, ""
        for y, row in enumerate(rows):
            x = 0
            while (x := row.find(sign, x)) >= 0:
                run = len(row[x:]) - len(row[x:].lstrip(sign))
                data += path("M", x * c, y * c, "h", run * c, "v", c, "h", -run * c, "z")
                x += run
        return data

    def _row(self, cells: float, colour: str) -> None:
        size = f'width="{number(self.sheet.width)}" height="{number(cells * self.cell)}"'
        self.bands += f'<rect y="{number(self.y)}" {size} fill="{colour}"/>'
        self.skip(cells)


def brocade(sheet: Sheet) -> str:
    """Draw brocade: bands of lozenges and chevrons between stripes."""
    chance = sheet.chance
    colours = (
        (INDIGO, VERMILION, STRAW, IVORY),
        (DARK_INDIGO, LACQUER, GOLD, IVORY),
        (LACQUER, STRAW, IVORY, INDIGO),
        (DEEP_CELADON, STRAW, IVORY, LACQUER),
        (WING, GOLD, ROSE, IVORY),
    )
    base, first, second, third = chance.pick(colours)
    loom, large = Loom(sheet), chance.pick((4, 5, 6))
    loom.skip(chance.between(0, 1.5))
    while loom.y < sheet.height:
        loom.stripe(1, first)
        loom.skip(1)
        loom.stripe(1, second)
        loom.skip(1.5)
        loom.figure(_lozenge(large, 2, 1), {"o": second, "x": first})
        loom.skip(1.5)
        loom.stripe(1, second)
        loom.skip(1)
        loom.stripe(2, first)
        loom.skip(1)
        loom.figure(["o    o", " o  o ", "  oo  "], {"o": third})
        loom.skip(1)
        loom.figure(_lozenge(chance.pick((2, 3)), 1, 3), {"o": third, "x": first})
        loom.skip(1)
        loom.figure(["  oo  ", " o  o ", "o    o"], {"o": third})
        loom.skip(1)
    return ground(sheet, base) + f"<defs>{loom.tiles}</defs>" + loom.bands


def _lozenge(half: int, inset: int, gap: int) -> list[str]:
    """Return the rows of a lozenge: an edge of "o", a heart of "x" `inset` cells further in, and a gap behind it."""
    rows = []
    for row in range(2 * half + 1):
        away = abs(row - half)
        span = 2 * (half - away) + 1
        heart = max(0, span - 2 * inset)
        inside = (" " * (inset - 1) + "x" * heart + " " * (inset - 1)) if heart else " " * max(0, span - 2)
        rows.append(" " * away + ("o" + inside + "o" if span > 1 else "o") + " " * (away + gap))
    return rows


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
