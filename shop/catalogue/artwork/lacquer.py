"""Lacquer: sanded landscapes, the boxes and dishes that wear them, clocks."""

import math

from shop.catalogue.artwork.motifs import birds, blossom, crackle, petal
from shop.catalogue.artwork.palette import (
    BLACK,
    DEEP_CELADON,
    GOLD,
    INK,
    IVORY,
    LACQUER,
    OLD_PAPER,
    PALE_CELADON,
    PAPER,
    STRAW,
    VERMILION,
    WING,
)
from shop.catalogue.artwork.shapes import (
    box,
    circle,
    clipped,
    ellipse,
    fill,
    ground,
    hoop,
    path,
    polar,
    ring,
    smooth,
    stroke,
)
from shop.catalogue.artwork.sheet import Sheet

#: Ground, four ranges of hills, and the leaf of metal that shows between the layers.
LAYERS = (
    (BLACK, (WING, LACQUER, VERMILION, BLACK), GOLD),
    (WING, (LACQUER, VERMILION, GOLD, BLACK), STRAW),
    (LACQUER, (WING, BLACK, VERMILION, WING), GOLD),
    (BLACK, ("#233B33", DEEP_CELADON, WING, BLACK), GOLD),
)


def lacquer(sheet: Sheet) -> str:
    """Draw a lacquer landscape, or the dish or box that wears one."""
    form = sheet.chance.asked((("dia", "dish"), ("hop", "box")), ("landscape",))
    if sheet.is_wide or form == "landscape":
        return _landscape(sheet)
    return _worn(sheet, is_round=form == "dish")


def _worn(sheet: Sheet, *, is_round: bool) -> str:
    """The landscape cut to a dish, or to the lid of a box, on plain ground."""
    chance, (w, h, m) = sheet.chance, sheet.measures
    colour = chance.pick((OLD_PAPER, PALE_CELADON, STRAW, PAPER))
    inner = Sheet(w, h, chance, sheet.uid + "i")
    if is_round:
        x, y, r = w * 0.5, h * 0.48, m * 0.4
        foot = fill(path("M", x - r * 0.5, y + r * 1.2, "L", x, y + r * 0.9, "L", x + r * 0.5, y + r * 1.2), BLACK)
        cut, rim = ring(x, y, r), hoop(x, y, r, GOLD, m * 0.016) + hoop(x, y, r * 0.93, GOLD, 1.5, opacity=0.7)
        return ground(sheet, colour) + foot + _cut(sheet, inner, cut) + rim
    x, y, wide, high = w * 0.15, h * 0.22, w * 0.7, h * 0.48
    side = box(x, y + high, wide, h * 0.12)
    rim = stroke(box(x, y, wide, high), GOLD, m * 0.014) + stroke(path("M", x, y + high + 3, "h", wide), GOLD, 3)
    shade = ellipse(w * 0.52, y + high + h * 0.125, wide * 0.54, h * 0.022, INK, opacity=0.3)
    return ground(sheet, colour) + shade + fill(side, WING) + _cut(sheet, inner, box(x, y, wide, high)) + rim


def _cut(sheet: Sheet, inner: Sheet, outline: str) -> str:
    return clipped(sheet.uid, outline, _landscape(inner))


def _landscape(sheet: Sheet) -> str:
    """A moon of eggshell or gold leaf over hills whose strata sanding has laid bare."""
    chance, (w, h, m) = sheet.chance, sheet.measures
    colour, hills, leaf = chance.pick(LAYERS)
    x, y, r = w * chance.between(0.3, 0.7), h * chance.between(0.25, 0.36), m * chance.between(0.17, 0.25)
    if sheet.is_wide:
        x, y, r = w * chance.between(0.62, 0.8), h * 0.36, h * 0.22
    moon = chance.pick((_eggshell_moon, _gold_moon, _eggshell_moon))
    drawn = ground(sheet, colour) + moon(sheet, x, y, r, colour)
    for i in range(4):
        drawn += _range(sheet, h * (0.5 + i * 0.13), hills[i], leaf if i < 3 else None)
    flecks = ""
    for _ in range(22):
        flecks += path("M", chance.between(0, w), chance.between(h * 0.5, h), places=0)
        for low, high in ((2, 6), (-2, 3)):
            flecks += path("l", chance.between(low, high), chance.between(-4, 6), places=0)
        flecks += "z"
    away = r * 1.9 if x < w / 2 else -r * 1.9
    return drawn + fill(flecks, leaf, opacity=0.85) + birds(chance, x + away, y + r * 0.2, m * 0.04, leaf, 3)


def _eggshell_moon(sheet: Sheet, x: float, y: float, r: float, between: str) -> str:
    cracks = crackle(sheet.chance, (x - r, y - r), (x + r, y + r), 6, r * 0.16)
    return circle(x, y, r, IVORY) + clipped(sheet.uid + "m", ring(x, y, r), stroke(cracks, between, 1.5))


def _gold_moon(sheet: Sheet, x: float, y: float, r: float, between: str) -> str:
    """Gold leaf laid in squares."""
    step, seams = r * 0.5, ""
    for i in range(1, 4):
        seams += path("M", x - r + i * step, y - r, "v", 2 * r)
        seams += path("M", x - r, y - r + i * step + sheet.chance.between(-2, 2), "h", 2 * r)
    paler = box(x - r, y, step, step) + box(x, y - step, step, step)
    leaf = circle(x, y, r, GOLD) + stroke(seams, STRAW, 1.4) + fill(paler, STRAW, opacity=0.55)
    return clipped(sheet.uid + "m", ring(x, y, r), leaf)


def _range(sheet: Sheet, base: float, colour: str, leaf: str | None) -> str:
    chance, (w, h, m) = sheet.chance, sheet.measures
    count = 9 if sheet.is_wide else 5
    crest = [(w * i / count, base + chance.between(-0.075, 0.06) * h) for i in range(count + 1)]
    crest[0], crest[-1] = (-4, crest[0][1]), (w + 4, crest[-1][1])
    drawn = fill(smooth(crest) + path("V", h, "H-4Z"), colour)
    if leaf is None:
        return drawn
    strata = "".join(
        smooth([(x, y + m * (0.02 + 0.017 * i) + (k % 2) * i * 1.6) for k, (x, y) in enumerate(crest)], places=0)
        for i in range(3)
    )
    return drawn + stroke(strata, leaf, 1.1, opacity=0.6)


def clock(sheet: Sheet) -> str:
    """Draw a wall clock whose face is lacquer: hands at ten past ten, flowers for hours."""
    chance = sheet.chance
    sets = ((OLD_PAPER, WING, GOLD), (PALE_CELADON, BLACK, GOLD), (STRAW, LACQUER, GOLD), (DEEP_CELADON, BLACK, GOLD))
    colour, face, gold = chance.pick(sets)
    petals, shift = chance.pick((12, 16, 20)), chance.between(0, 0.4)

    def one(x: float, y: float, r: float) -> str:
        turns = [k * 2 * math.pi / petals + shift for k in range(petals)]
        crown = "".join(ring(*polar(x, y, r, turn), r * 2.6 / petals) for turn in turns)
        hours = "".join(
            blossom(*polar(x, y, r * 0.78, k * math.pi / 6), r * (0.07 if k % 3 else 0.11), 5, k) for k in range(12)
        )
        hands = path("M", x, y, "L", polar(x, y, r * 0.42, -2.62)) + path("M", x, y, "L", polar(x, y, r * 0.62, -0.52))
        return (
            circle(x + r * 0.05, y + r * 0.09, r * 1.06, INK, opacity=0.25)
            + fill(crown, gold)
            + circle(x, y, r * 0.98, face)
            + hoop(x, y, r * 0.93, gold, r * 0.02)
            + fill(hours, gold)
            + _spray(sheet, x, y + r * 0.34, r * 0.5)
            + stroke(hands, IVORY, r * 0.05, stroke_linecap="round")
            + circle(x, y, r * 0.06, IVORY)
        )

    return ground(sheet, colour) + sheet.place(one, ((0.5, 0.5, 0.38),), wide=3, size=0.34)


def _spray(sheet: Sheet, x: float, y: float, size: float) -> str:
    """A flower between two leaves, for the quiet half of a face."""
    leaves = petal(x, y, 0.15, size * 0.8, size * 0.24, 0.2) + petal(x, y, math.pi - 0.15, size * 0.8, size * 0.24, 0.2)
    turn = sheet.chance.between(0, 1)
    return (
        fill(leaves, DEEP_CELADON)
        + fill(blossom(x, y, size * 0.34, 6, turn), VERMILION)
        + circle(x, y, size * 0.1, STRAW)
    )
