"""Cloth from the loom: silk folded or hanging, and brocade."""

import math
from dataclasses import dataclass
from itertools import pairwise

from shop.catalogue.artwork.motifs import petal
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
    IVORY,
    LACQUER,
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
    Point,
    box,
    clipped,
    fill,
    ground,
    number,
    onward,
    path,
    pattern,
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
