"""From the rice field: ears of rice, young green rice on a lotus leaf, noodles on the drying rack."""

import math

from shop.catalogue.artwork.motifs import leaflet, petal
from shop.catalogue.artwork.palette import (
    BAMBOO,
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
    WASHED_INDIGO,
    WHITE,
    WING,
    YOUNG_LEAF,
)
from shop.catalogue.artwork.shapes import (
    Point,
    box,
    circle,
    fill,
    ground,
    path,
    pattern,
    polar,
    smooth,
    stroke,
)
from shop.catalogue.artwork.sheet import Sheet


def rice(sheet: Sheet) -> str:
    """Draw bent ears of rice before the sun; wide, a row of them."""
    chance, (w, h, m) = sheet.chance, sheet.measures
    colours = (
        (PAPER, STRAW, LEAF, GOLD),
        (PALE_CELADON, IVORY, DEEP_CELADON, GOLD),
        (DEEP_CELADON, STRAW, YOUNG_LEAF, STRAW),
        (STRAW, IVORY, LEAF, LACQUER),
        (OLD_PAPER, ROSE, BROWN, GOLD),
        (WING, LACQUER, BAMBOO, STRAW),
    )
    colour, sun, stalk, grain = chance.pick(colours)
    drawn = ground(sheet, colour) + circle(
        w * chance.between(0.3, 0.7), h * chance.between(0.3, 0.4), m * 0.29, sun, opacity=0.9
    )
    stalks, grains, leaves = "", "", ""
    for i, x in enumerate(sheet.columns(9) if sheet.is_wide else (w * 0.26, w * 0.5, w * 0.76)):
        stem, ear, leaf = _ear(sheet, x, has_leaf=not sheet.is_wide or i % 2 == 1)
        stalks, grains, leaves = stalks + stem, grains + ear, leaves + leaf
    water = ""
    for i in range(4):
        y = h * (0.86 + i * 0.045)
        water += path("M0", y, "C", w * 0.3, y - h * 0.03, w * 0.6, y + h * 0.02, w, y - h * 0.015)
    return (
        drawn
        + fill(leaves, stalk)
        + stroke(stalks, stalk, m * 0.0115, stroke_linecap="round")
        + fill(grains, grain)
        + stroke(water, stalk, 1.6, opacity=0.7)
    )


def _ear(sheet: Sheet, x: float, *, has_leaf: bool) -> tuple[str, str, str]:
    """The stem, the grains and the leaf of one plant."""
    chance, (w, h, m) = sheet.chance, sheet.measures
    side = 1 if (x < w / 2) ^ chance.happens(0.25) else -1
    top = h * chance.between(0.12, 0.28)
    root = (x - side * w * (0.02 if sheet.is_wide else 0.05), h * 0.98)
    tip = (x + side * m * chance.between(0.24, 0.34), top + m * chance.between(0.2, 0.3))
    bends = ((root[0], h * 0.5), (x - side * m * 0.03, top - m * 0.12))

    def along(t: float) -> Point:
        weights = ((1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t * t, t**3)
        points = (root, *bends, tip)
        return (
            sum(k * p[0] for k, p in zip(weights, points, strict=True)),
            sum(k * p[1] for k, p in zip(weights, points, strict=True)),
        )

    ear, count = "", 9 if sheet.is_wide else 15
    for i in range(count):
        t = 0.56 + 0.43 * i / (count - 1)
        here, next_to = along(t), along(t + 0.01)
        angle = math.atan2(next_to[1] - here[1], next_to[0] - here[0]) + (0.42 if i % 2 else -0.42)
        size = m * (0.085 if sheet.is_wide else 0.075) * (1 - 0.25 * i / count)
        ear += petal(*here, angle, size, size * 0.42, 0.4)
    leaf = ""
    if has_leaf:
        angle = -math.pi / 2 - side * chance.between(0.5, 0.8)
        fork = (root[0] + (x - root[0]) * 0.2, h * chance.between(0.55, 0.72))
        leaf = petal(*fork, angle, m * chance.between(0.3, 0.42), m * 0.035, 0.1)
    return path("M", root, "C", *bends, tip), ear, leaf


def lotus_leaf(x: float, y: float, r: float, flat: float, colour: str, vein: str) -> str:
    """Return a lotus leaf seen from `flat` (1: above, near 0: from the side)."""
    edge = [
        (
            x + r * (1 + 0.05 * (-1) ** i) * math.cos(i * math.pi / 9),
            y + r * flat * (1 + 0.05 * (-1) ** i) * math.sin(i * math.pi / 9),
        )
        for i in range(18)
    ]
    veins = "".join(
        path("M", x, y, "L", x + r * 0.88 * math.cos(k * 0.57), y + r * flat * 0.88 * math.sin(k * 0.57))
        for k in range(11)
    )
    return fill(smooth(edge, closed=True), colour) + stroke(veins, vein, 1.3, opacity=0.6)


def young_rice(sheet: Sheet) -> str:
    """Draw a heap of green rice flakes on a lotus leaf, a ribbon of straw beside it."""
    chance = sheet.chance
    sets = (
        (PAPER, DEEP_CELADON, CELADON),
        (STRAW, DEEP_CELADON, LEAF),
        (WING, LEAF, YOUNG_LEAF),
        (PALE_INDIGO, DEEP_CELADON, CELADON),
        (ROSE, DEEP_CELADON, LEAF),
    )
    colour, leaf, vein = chance.pick(sets)

    def one(x: float, y: float, r: float) -> str:
        drawn = circle(x + r * 0.04, y + r * 0.08, r, INK, opacity=0.2) + lotus_leaf(x, y, r, 0.98, leaf, vein)
        heap = [polar(x, y, r * 0.62 * chance.between(0.9, 1.08), k * math.pi / 6) for k in range(12)]
        drawn += fill(smooth(heap, closed=True), YOUNG_LEAF)
        flakes = {"#C9D3A4": "", LEAF: "", "#8FA26B": ""}
        for i in range(66):
            away = r * 0.56 * math.sqrt(chance.between(0, 1))
            fx, fy = polar(x, y, away, i * 2.4)
            tint = chance.pick(tuple(flakes))
            flakes[tint] += leaflet(fx, fy, chance.between(0, 6.28), r * 0.1, r * 0.026)
        return drawn + "".join(fill(data, tint) for tint, data in flakes.items())

    straws = "" if sheet.is_wide else _straws(sheet)
    spots = ((0.5, 0.5, 0.42),)
    return ground(sheet, colour) + straws + sheet.place(one, spots, wide=4, size=0.36)


def _straws(sheet: Sheet) -> str:
    """Young stalks behind the leaf, the colour of the straw that ties the parcels."""
    chance, (w, h, m) = sheet.chance, sheet.measures
    data = ""
    for _ in range(7):
        x = w * chance.between(0.1, 0.34)
        data += path(
            "M", x, h * 1.02, "Q", x + w * 0.1, h * 0.6, w * chance.between(0.5, 0.98), h * chance.between(-0.02, 0.12)
        )
    return stroke(data, GOLD, m * 0.012, opacity=0.8, stroke_linecap="round")


def noodles(sheet: Sheet) -> str:
    """Draw glass noodles hanging on two bamboo racks."""
    chance, (w, h, m) = sheet.chance, sheet.measures
    colours = (
        (DEEP_CELADON, IVORY, CELADON, BAMBOO, CELADON),
        (PAPER, IVORY, BAMBOO, BROWN, STRAW),
        (INDIGO, IVORY, WASHED_INDIGO, BAMBOO, WASHED_INDIGO),
        (WING, STRAW, CLAY, BAMBOO, LACQUER),
        (LACQUER, IVORY, ROSE, BAMBOO, VERMILION),
        (PALE_INDIGO, IVORY, "#B9A984", BROWN, IVORY),
    )
    colour, strand, shade, pole, sun = chance.pick(colours)
    t = m * 0.03
    wave = path("M", t * 0.5, -t * 0.5, "C", t * 0.95, t * 2, t * 0.05, t * 3, t * 0.5, t * 4.5)
    wave += path("S", t * 0.05, t * 7, t * 0.5, t * 9.5)
    drawn = ground(sheet, colour) + f"<defs>{pattern(sheet.uid, t, t * 9, stroke(wave, strand, t * 0.6))}</defs>"
    if not sheet.is_wide:
        drawn += circle(w * chance.between(0.3, 0.7), h * chance.between(0.3, 0.5), w * 0.3, sun, opacity=0.5)
    for y in (h * 0.1, h * 0.53):
        skeins = _skeins(sheet, y, h * chance.between(0.33, 0.37))
        joints = "".join(path("M", x + chance.between(-30, 30), y - m * 0.024, "v", m * 0.04) for x in sheet.columns(4))
        drawn += fill(skeins, shade) + fill(skeins, f"url(#{sheet.uid})")
        drawn += fill(box(0, y - m * 0.024, w, m * 0.04), pole) + fill(
            box(0, y - m * 0.024, w, m * 0.011), WHITE, opacity=0.28
        )
        drawn += stroke(joints, INK, 2, opacity=0.4)
    return drawn


def _skeins(sheet: Sheet, y: float, long: float) -> str:
    chance, w = sheet.chance, sheet.width
    count = 9 if sheet.is_wide else chance.whole(3, 4)
    x, data = -w * chance.between(0.02, 0.1), ""
    while x < w:
        wide = w / count * chance.between(0.72, 0.98)
        left, right = y + long * chance.between(0.84, 1), y + long * chance.between(0.84, 1)
        data += path("M", x, y, "C", x - 4, y + long * 0.4, x + 6, y + long * 0.6, x + 2, left)
        data += path("Q", x + wide / 2, y + long * 1.16, x + wide - 3, right)
        data += path("C", x + wide + 6, y + long * 0.6, x + wide - 7, y + long * 0.4, x + wide, y, "Z")
        x += wide + w * chance.between(0.03, 0.06)
    return data
