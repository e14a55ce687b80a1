"""Flowers: lotus in its pond, blossom trees in pots, cut flowers and orchids."""

import math

from shop.catalogue.artwork.grain import lotus_leaf
from shop.catalogue.artwork.motifs import Branch, blossom, petal, rings
from shop.catalogue.artwork.palette import (
    BROWN,
    CELADON,
    CLAY,
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
    WING,
)
from shop.catalogue.artwork.shapes import ROUND, circle, fill, ground, hoop, path, polar, smooth, stroke
from shop.catalogue.artwork.sheet import Sheet


def lotus_pond(sheet: Sheet) -> str:
    """Draw an open lotus among its leaves; wide, a pond."""
    chance, (w, h, m) = sheet.chance, sheet.measures
    colours = (
        (PALE_CELADON, IVORY, ROSE, LACQUER, DEEP_CELADON),
        (DEEP_CELADON, IVORY, ROSE, LACQUER, CELADON),
        (PAPER, ROSE, "#C9715F", LACQUER, LEAF),
        (PALE_INDIGO, IVORY, ROSE, LACQUER, DEEP_CELADON),
        (WING, ROSE, VERMILION, WING, DEEP_CELADON),
    )
    colour, first, second, vein, leaf = chance.pick(colours)
    drawn = ground(sheet, colour)
    if sheet.is_wide:
        x = w * 0.04
        while x < w:
            drawn += lotus_leaf(x, h * chance.between(0.62, 0.95), h * chance.between(0.2, 0.34), 0.46, leaf, colour)
            x += h * chance.between(0.28, 0.4)
        for column in sheet.columns(3):
            x, y = column + chance.between(-20, 20), h * chance.between(0.46, 0.6)
            drawn += stroke(path("M", x, y, "Q", x + 8, h * 0.8, x - 6, h), leaf, m * 0.014)
            drawn += lotus(x, y, h * 0.32, first, second, vein)
        return drawn
    x, y = w * chance.between(0.46, 0.56), h * chance.between(0.5, 0.54)
    stem = path("M", x, y, "C", x + w * 0.06, h * 0.7, x - w * 0.07, h * 0.82, x + w * 0.02, h * 1.02)
    drawn += stroke(stem, leaf, m * 0.026)
    drawn += lotus_leaf(w * chance.between(0.14, 0.24), h * 0.8, w * 0.3, 0.46, leaf, colour)
    drawn += lotus_leaf(w * 0.86, h * chance.between(0.86, 0.92), w * 0.27, 0.46, leaf, colour)
    drawn += lotus(x, y, w * 0.46, first, second, vein)
    return drawn + (_bud(sheet, first, second, vein, leaf) if chance.happens(0.6) else "")


def lotus(x: float, y: float, size: float, first: str, second: str, vein: str) -> str:
    """Return a lotus from the side, four ranks of petals deep."""
    drawn, veins = "", ""
    ranks = (
        (5, 2.45, 0.9, 0.38, second),
        (5, 1.65, 1.0, 0.38, first),
        (4, 0.95, 0.9, 0.4, second),
        (3, 0.55, 0.72, 0.36, first),
    )
    for rank, (count, spread, length, wide, tint) in enumerate(ranks):
        for i in range(count):
            aside = i / (count - 1) - 0.5
            angle, root = -math.pi / 2 + aside * spread, x + aside * size * 0.28
            reach = size * length * (1 - abs(aside) * 0.22)
            outline = petal(root, y, angle, reach, size * wide, 0.35, places=0)
            drawn += fill(outline, tint, stroke=vein, stroke_width=1.3, stroke_opacity=0.7)
            if rank:
                veins += path("M", root, y, "L", polar(root, y, reach * 0.86, angle), places=0)
    return drawn + stroke(veins, vein, 0.9, opacity=0.35)


def _bud(sheet: Sheet, first: str, second: str, vein: str, leaf: str) -> str:
    chance, (w, h, m) = sheet.chance, sheet.measures
    x, y = w * chance.between(0.14, 0.2), h * chance.between(0.24, 0.3)
    drawn = stroke(path("M", x, y, "Q", x + w * 0.03, h * 0.55, x + w * 0.02, h * 0.8), leaf, m * 0.014)
    for turn, tint in ((-0.22, second), (0.22, second), (0, first)):
        outline = petal(x, y + m * 0.03, -math.pi / 2 + turn, m * 0.17, m * 0.075, 0.3)
        drawn += fill(outline, tint, stroke=vein, stroke_width=1, stroke_opacity=0.6)
    return drawn


def potted_tree(sheet: Sheet) -> str:
    """Draw a blossoming tree in its pot before a disc; wide, four."""
    chance, (w, h, m) = sheet.chance, sheet.measures
    colours = (
        (PAPER, BROWN, VERMILION, STRAW, DEEP_CELADON),
        (PALE_CELADON, BROWN, ROSE, LACQUER, INDIGO),
        (OLD_PAPER, INK, LACQUER, STRAW, CLAY),
        (PALE_INDIGO, INK, ROSE, LACQUER, BROWN),
        (WING, CLAY, ROSE, STRAW, CELADON),
    )
    colour, bark, bloom, heart, pot = chance.pick(colours)
    feet = sheet.columns(4) if sheet.is_wide else [w / 2]
    tree = Branch()
    for x in feet:
        tree.grow(chance, (x, h * 0.78), -math.pi / 2 + chance.between(-0.2, 0.2), h * 0.25, 3)
    drawn = ground(sheet, colour) + circle(
        w / 2, h * 0.38, m * 0.36, LACQUER if colour == WING else IVORY, opacity=0.55
    )
    for left in range(4):
        wood = "".join(smooth(points, places=0) for rest, points in tree.pieces if rest == left)
        drawn += stroke(wood, bark, 2.4 + left * m * 0.012, **ROUND)
    spots = (
        list(tree.tips)
        + [p[3] for left, p in tree.pieces if left == 1]
        + [p[1] for left, p in tree.pieces if left == 0]
    )
    flowers, hearts = "", ""
    for x, y in spots:
        size, turn = m * chance.between(0.032, 0.05), chance.between(0, 1.2)
        if chance.happens(0.8):
            flowers += blossom(x, y, size, 5, turn, places=0)
            hearts += rings(x, y, size * 0.2)
        else:
            flowers += blossom(x, y, size * 0.5, 3, turn, places=0)
    return drawn + fill(flowers, bloom) + fill(hearts, heart) + "".join(_tray_pot(x, h, m * 0.2, pot) for x in feet)


def _tray_pot(x: float, h: float, half: float, colour: str) -> str:
    shape = path("M", x - half, h * 0.775, "h", 2 * half, "l", -half * 0.12, h * 0.022, "h", -half * 0.1)
    shape += path("l", -half * 0.24, h * 0.09, "h", -half * 1.08, "l", -half * 0.24, -h * 0.09, "h", -half * 0.1, "z")
    side = path("M", x + half * 0.3, h * 0.797, "h", half * 0.48, "l", -half * 0.24, h * 0.09, "h", -half * 0.3, "z")
    return fill(shape, colour) + fill(side, INK, opacity=0.2)


def cut_flowers(sheet: Sheet) -> str:
    """Draw an orchid spray ("lan") or gerberas; wide, a bed of gerberas."""
    chance, (w, h, m) = sheet.chance, sheet.measures
    colours = (
        (PALE_CELADON, ROSE, LACQUER, DEEP_CELADON),
        (PAPER, VERMILION, WING, LEAF),
        (INDIGO, STRAW, LACQUER, CELADON),
        (STRAW, LACQUER, WING, DEEP_CELADON),
        (DEEP_CELADON, ROSE, LACQUER, CELADON),
    )
    colour, bloom, heart, leaf = chance.pick(colours)
    drawn = ground(sheet, colour)
    if sheet.is_wide:
        for x in sheet.columns(8):
            top = h * chance.between(0.24, 0.56)
            drawn += stroke(path("M", x, top, "Q", x + 14, h * 0.7, x, h), leaf, m * 0.016)
            drawn += _gerbera(x, top, h * chance.between(0.14, 0.2), chance.pick((bloom, heart, GOLD)), leaf)
        return drawn
    if chance.asked((("lan", True), ("dong tien", False)), (True, False)):
        return drawn + _orchid(sheet, bloom, heart, leaf)
    for x, y, r, tint in ((0.3, 0.28, 0.19, heart), (0.72, 0.36, 0.21, GOLD), (0.46, 0.56, 0.26, bloom)):
        fx, fy = w * x + chance.between(-8, 8), h * y + chance.between(-10, 10)
        drawn += stroke(path("M", fx, fy, "Q", (fx + w * 0.5) / 2 + 12, h * 0.8, w * 0.5, h * 1.04), leaf, m * 0.024)
        drawn += _gerbera(fx, fy, m * r, tint, leaf)
    return drawn


def _gerbera(x: float, y: float, r: float, tint: str, leaf: str) -> str:
    back = "".join(petal(x, y, k * math.pi / 8, r, r * 0.28, 0.8, places=0) for k in range(16))
    front = "".join(petal(x, y, (k + 0.5) * math.pi / 8, r * 0.74, r * 0.22, 0.8, places=0) for k in range(0, 16, 2))
    return (
        fill(back, tint)
        + fill(front, IVORY, opacity=0.4)
        + circle(x, y, r * 0.27, INK)
        + hoop(x, y, r * 0.2, GOLD, r * 0.1, stroke_dasharray=f"{r * 0.05:.1f} {r * 0.035:.1f}")
        + circle(x, y, r * 0.08, leaf)
    )


def _orchid(sheet: Sheet, bloom: str, heart: str, leaf: str) -> str:
    """A moth orchid: two broad leaves, an arching spray, a small pot."""
    chance, (w, h, m) = sheet.chance, sheet.measures
    x, foot = w * 0.36, h * 0.78
    tip = (w * 0.86, h * chance.between(0.36, 0.44))
    crest = (w * chance.between(0.42, 0.5), h * 0.02)
    stalk = path("M", x, foot, "C", x - w * 0.06, h * 0.4, crest, tip)
    flowers = ""
    for i, size in enumerate((0.155, 0.15, 0.135, 0.115, 0.085)):
        t = 0.5 + i * 0.12
        weights = ((1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t * t, t**3)
        points = ((x, foot), (x - w * 0.06, h * 0.4), crest, tip)
        fx = sum(k * p[0] for k, p in zip(weights, points, strict=True))
        fy = sum(k * p[1] for k, p in zip(weights, points, strict=True)) + m * 0.07
        flowers += _moth(fx, fy, m * size, bloom, heart, chance.between(-0.2, 0.2))
    leaves = (
        petal(x, foot, -0.5, m * 0.46, m * 0.16, 0.6)
        + petal(x, foot, -2.75, m * 0.36, m * 0.15, 0.6)
        + petal(x, foot, -0.05, m * 0.34, m * 0.13, 0.6)
    )
    pot = path("M", x - m * 0.17, foot, "H", x + m * 0.17, "L", x + m * 0.12, h * 0.95, "H", x - m * 0.12, "Z")
    return (
        stroke(stalk, leaf, m * 0.018, stroke_linecap="round")
        + flowers
        + fill(leaves, leaf)
        + fill(pot, CLAY)
        + fill(
            path("M", x + m * 0.05, foot, "H", x + m * 0.17, "L", x + m * 0.12, h * 0.95, "H", x + m * 0.04, "Z"),
            INK,
            opacity=0.18,
        )
        + stroke(path("M", x - m * 0.19, foot, "H", x + m * 0.19), CLAY, m * 0.04, stroke_linecap="round")
    )


def _moth(x: float, y: float, r: float, bloom: str, heart: str, turn: float) -> str:
    edge: dict[str, str | float] = {"stroke": heart, "stroke_width": 1, "stroke_opacity": 0.45}
    sepals = "".join(petal(x, y, turn + a, r, r * 0.5, 0.8, places=0) for a in (-1.57, 0.75, 2.4))
    wings = "".join(petal(x, y, turn + a, r * 1.08, r * 1.1, 0.9, places=0) for a in (-0.3, -2.84))
    lip = petal(x, y, turn + 1.57, r * 0.5, r * 0.34, 0.8)
    return fill(sepals, bloom, **edge) + fill(wings, bloom, **edge) + fill(lip, heart) + circle(x, y, r * 0.12, GOLD)
