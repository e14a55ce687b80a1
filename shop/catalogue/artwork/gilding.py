"""Red and gold: carved boards of an altar, and things under gold leaf."""

import math

from shop.catalogue.artwork.bronze import drum_face
from shop.catalogue.artwork.ceramics import CARP, CARP_FINS
from shop.catalogue.artwork.motifs import birds, blossom, petal, rays
from shop.catalogue.artwork.palette import (
    BLACK,
    CLAY,
    DEEP_CELADON,
    GOLD,
    INK,
    IVORY,
    LACQUER,
    OLD_PAPER,
    PAPER,
    STRAW,
    VERMILION,
    WING,
)
from shop.catalogue.artwork.pots import Turned
from shop.catalogue.artwork.shapes import (
    ROUND,
    box,
    circle,
    clipped,
    dashes,
    ellipse,
    fill,
    ground,
    path,
    placed,
    smooth,
    stroke,
)
from shop.catalogue.artwork.sheet import Sheet


def altar_boards(sheet: Sheet) -> str:
    """Draw a carved and gilded arch over an altar: lotus, clouds and a pair of candlesticks."""
    chance, (w, h, m) = sheet.chance, sheet.measures
    colour, board, gold = chance.pick(
        ((WING, LACQUER, GOLD), (OLD_PAPER, LACQUER, GOLD), (BLACK, WING, GOLD), (PAPER, WING, GOLD))
    )
    petals, flame = chance.pick((5, 7)), chance.between(0.7, 1.2)
    arches = sheet.columns(3) if sheet.is_wide else [w / 2]
    half = (w / 3 if sheet.is_wide else w) * chance.between(0.42, 0.45)
    drawn = ground(sheet, colour) + fill(box(0, h * 0.86, w, h * 0.14), board)
    drawn += stroke(path("M0", h * 0.875, "H", w), gold, m * 0.014)
    return drawn + "".join(_arch(x, half, h, m, board, gold, petals, flame) for x in arches)


def _arch(x: float, half: float, h: float, m: float, board: str, gold: str, petals: int, flame: float) -> str:
    top, hang, leg = h * 0.1, h * 0.34, h * 0.7
    arch = path(
        "M", x - half, top, "H", x + half, "V", leg, "Q", x + half * 0.86, leg - h * 0.06, x + half * 0.8, h * 0.5
    )
    arch += path("C", x + half * 0.7, hang, x + half * 0.5, hang + h * 0.05, x + half * 0.36, hang)
    arch += path("Q", x, hang - h * 0.07, x - half * 0.36, hang)
    arch += path("C", x - half * 0.5, hang + h * 0.05, x - half * 0.7, hang, x - half * 0.8, h * 0.5)
    arch += path("Q", x - half * 0.86, leg - h * 0.06, x - half, leg, "Z")
    lotus = "".join(
        petal(x, top + h * 0.15, -math.pi / 2 + (i - petals // 2) * 2.3 / petals, h * 0.1, h * 0.035)
        for i in range(petals)
    )
    scrolls = ""
    for side in (-1, 1):
        for along, level, size in (
            (0.3, 0.175, 0.055),
            (0.56, 0.19, 0.05),
            (0.8, 0.22, 0.05),
            (0.88, 0.36, 0.04),
            (0.9, 0.48, 0.032),
        ):
            cx, cy, r = x + side * half * along, h * level, h * size
            scrolls += path(
                "M",
                cx - side * r,
                cy + r * 0.5,
                "a",
                r * 0.7,
                r * 0.7,
                0,
                1,
                1 if side > 0 else 0,
                side * r * 1.1,
                -r * 0.1,
            )
            scrolls += path("a", r * 0.36, r * 0.36, 0, 1, 1 if side > 0 else 0, -side * r * 0.56, r * 0.1)
    sticks, lights = "", ""
    for side in (-1, 1):
        cx = x + side * half * 0.4
        sticks += path("M", cx - m * 0.05, h * 0.86, "Q", cx, h * 0.84, cx - m * 0.014, h * 0.76)
        sticks += path("Q", cx - m * 0.06, h * 0.73, cx - m * 0.02, h * 0.7)
        sticks += path("H", cx + m * 0.02, "Q", cx + m * 0.06, h * 0.73, cx + m * 0.014, h * 0.76)
        sticks += path("Q", cx, h * 0.84, cx + m * 0.05, h * 0.86, "Z")
        sticks += box(cx - m * 0.012, h * 0.6, m * 0.024, h * 0.1)
        lights += petal(cx, h * 0.6, -math.pi / 2, h * 0.06 * flame, h * 0.024, 0.2)
    bowl = path("M", x - m * 0.1, h * 0.77, "H", x + m * 0.1, "Q", x + m * 0.09, h * 0.86, x, h * 0.86)
    bowl += path("T", x - m * 0.1, h * 0.77, "Z")
    smoke = rays(x, h * 0.78, 0, h * 0.2, (-1.7, -1.57, -1.44))
    return (
        fill(arch, board)
        + stroke(arch, gold, m * 0.016, stroke_linejoin="round")
        + stroke(scrolls, gold, m * 0.011, **ROUND)
        + fill(lotus, gold, stroke=board, stroke_width=1.6)
        + stroke(smoke, VERMILION if board != LACQUER else gold, 2.4)
        + fill(bowl, gold)
        + fill(sticks, gold)
        + fill(lights, VERMILION)
    )


def gilding(sheet: Sheet) -> str:
    """Draw something under gold leaf, a few squares of leaf still loose about it."""
    chance = sheet.chance
    colour, deep = chance.pick(((WING, "#8A6320"), (BLACK, "#8A6320"), (LACQUER, "#7A4E14"), (DEEP_CELADON, "#8A6320")))
    forms = (
        ("trong", "drum"),
        ("ca", "carp"),
        ("binh", "vase"),
        ("dieu", "vase"),
        ("ho", "vase"),
        ("sen", "lotus"),
        ("bat", "lotus"),
        ("lan", "orchid"),
        ("chau", "orchid"),
    )
    form = chance.asked(forms, ("lotus", "carp", "drum"))
    if not chance.words & {word for words, _ in forms for word in words.split()} and not sheet.is_wide:
        form = "plaque"
    drawn = ground(sheet, colour) + _loose_leaf(sheet)
    makers = {
        "drum": _gilded_drum,
        "carp": _gilded_carp,
        "vase": _gilded_vase,
        "lotus": _gilded_lotus,
        "orchid": _gilded_orchid,
    }
    if form == "plaque":
        return drawn + _gilded_plaque(sheet, deep)
    return drawn + sheet.place(
        lambda x, y, size: makers[form](sheet, x, y, size, deep), ((0.5, 0.5, 0.37),), wide=4, size=0.34
    )


def _loose_leaf(sheet: Sheet) -> str:
    chance, (w, h, m) = sheet.chance, sheet.measures
    drawn = ""
    for _ in range(9):
        size, turn = m * chance.between(0.03, 0.075), chance.between(-40, 40)
        square = fill(box(-size / 2, -size / 2, size, size), chance.pick((GOLD, STRAW)), opacity=0.75)
        drawn += placed(square, w * chance.between(0.03, 0.97), h * chance.between(0.03, 0.97), turn=turn)
    return drawn


def _gilded_drum(sheet: Sheet, x: float, y: float, r: float, deep: str) -> str:
    return circle(x + r * 0.05, y + r * 0.08, r, INK, opacity=0.4) + placed(drum_face(r, GOLD, deep, STRAW), x, y)


def _gilded_carp(sheet: Sheet, x: float, y: float, r: float, deep: str) -> str:
    scales = "".join(path("M", a, -14 + abs(a) * 0.06, "q", 12, 14, 0, 28) for a in range(-50, 60, 14))
    fish = (
        fill(CARP_FINS, STRAW)
        + fill(CARP, GOLD)
        + stroke(scales + path("M-66-22q16 22 0 44M78 0L100-24M80 2L102 26M76 0L92-6"), deep, 3, **ROUND)
        + circle(-84, -7, 4.5, deep)
    )
    waves = "".join(
        path("M", x - r + i * r * 0.5, y + r * 1.02, "a", r * 0.25, r * 0.25, 0, 0, 1, r * 0.5, 0) for i in range(4)
    )
    waves += "".join(
        path("M", x - r * 0.75 + i * r * 0.5, y + r * 1.2, "a", r * 0.25, r * 0.25, 0, 0, 1, r * 0.5, 0)
        for i in range(3)
    )
    turn = sheet.chance.between(30, 52)
    return stroke(waves, STRAW, r * 0.03) + placed(fish, x, y, turn=turn, scale=r * 0.0098)


def _gilded_vase(sheet: Sheet, x: float, y: float, r: float, deep: str) -> str:
    chance = sheet.chance
    vase = Turned(chance.pick(("mai-binh", "ty-ba", "lo-phong", "chum")), x, y + r * 1.1, r * 2.2)
    uid = f"{sheet.uid}{x:.0f}"
    bands = stroke(vase.bands(0.06, 0.11, 0.86, 0.9), deep, r * 0.03)
    flower = "".join(
        petal(x, y + r * 0.5, -math.pi / 2 + k * 0.5, r * (0.62 - abs(k) * 0.07), r * 0.22) for k in (-2, 2, -1, 1, 0)
    )
    light = [(x - radius * 0.72, level) for level, radius in (vase.at(0.3 + 0.08 * i) for i in range(6))]
    return (
        ellipse(x + r * 0.06, y + r * 1.12, vase.foot * 1.4, r * 0.08, INK, opacity=0.4)
        + clipped(
            uid, vase.outline(), circle(x, y, r * 1.6, GOLD), bands, fill(flower, STRAW, stroke=deep, stroke_width=1.8)
        )
        + stroke(smooth(light), IVORY, r * 0.05, opacity=0.6, stroke_linecap="round")
        + ellipse(x, vase.top, vase.rim, vase.rim * 0.18, deep)
    )


def _gilded_lotus(sheet: Sheet, x: float, y: float, r: float, deep: str) -> str:
    """A bowl of lotus petals on a foot."""
    edge: dict[str, str | float] = {"stroke": deep, "stroke_width": 2}
    count = sheet.chance.pick((5, 7))
    y += r * 0.35
    petals = ""
    for reach, colour in ((1.15, STRAW), (0.95, GOLD)):
        for k in sorted(range(-(count // 2), count // 2 + 1), key=lambda k: -abs(k)):
            petals += fill(
                petal(x, y, -math.pi / 2 + k * 2.6 / count, r * reach, r * 2.1 / count, 0.45), colour, **edge
            )
    foot = path("M", x - r * 0.3, y, "H", x + r * 0.3, "Q", x + r * 0.16, y + r * 0.25, x + r * 0.5, y + r * 0.42)
    foot += path("H", x - r * 0.5)
    foot += path("Q", x - r * 0.16, y + r * 0.25, x - r * 0.3, y, "Z")
    return petals + fill(foot, GOLD, **edge)


def _gilded_orchid(sheet: Sheet, x: float, y: float, r: float, deep: str) -> str:
    """Long leaves and two sprays in a pot."""
    chance, y = sheet.chance, y + r * 0.45
    leaves = "".join(
        path("M", x, y, "Q", x + k * r * 0.35, y - r * 0.9, x + k * r * 0.62, y - r * (1.05 - abs(k) * 0.42))
        for k in (-2, -1.1, -0.4, 0.5, 1.2, 2)
    )
    flowers = "".join(
        blossom(x + k * r * 0.3, y - r * (1.2 + chance.between(-0.1, 0.16)), r * 0.15, 5, chance.between(0, 1))
        for k in (-1.4, -0.5, 0.4, 1.3)
    )
    pot = path("M", x - r * 0.5, y - r * 0.04, "H", x + r * 0.5, "L", x + r * 0.34, y + r * 0.6, "H", x - r * 0.34, "Z")
    return (
        stroke(leaves, GOLD, r * 0.06, stroke_linecap="round")
        + fill(flowers, STRAW)
        + fill(pot, GOLD)
        + stroke(
            path(
                "M", x - r * 0.44, y + r * 0.14, "H", x + r * 0.44, "M", x - r * 0.38, y + r * 0.44, "H", x + r * 0.38
            ),
            deep,
            2.4,
        )
        + fill("".join(petal(x, y + r * 0.4, -math.pi / 2 + k * 0.6, r * 0.22, r * 0.09) for k in (-1, 0, 1)), deep)
    )


def _gilded_plaque(sheet: Sheet, deep: str) -> str:
    """A framed plaque: a gilded sun over hills, as given to those who finish something."""
    chance, (w, h, m) = sheet.chance, sheet.measures
    x, y, wide, high = w * 0.16, h * 0.15, w * 0.68, h * 0.7
    sun = (w * chance.between(0.4, 0.6), h * chance.between(0.34, 0.4))
    beams = rays(*sun, m * 0.14, m * 0.5, [k * math.pi / 12 + chance.between(0, 0.2) for k in range(24)])
    drawn = fill(box(x, y, wide, high), WING) + stroke(beams, GOLD, 1.8, opacity=0.6) + circle(*sun, m * 0.12, GOLD)
    for i, tone in enumerate((CLAY, GOLD, STRAW)):
        crest = [(x + wide * k / 4, h * (0.58 + i * 0.085) + chance.between(-0.05, 0.03) * h) for k in range(5)]
        drawn += fill(smooth(crest) + path("V", h, "H", x, "Z"), tone, stroke=deep, stroke_width=1.6)
    bird = birds(chance, w * 0.5, h * 0.26, m * 0.04, STRAW, 3)
    frame = stroke(box(x, y, wide, high), GOLD, m * 0.045) + stroke(box(x, y, wide, high), deep, 1.8)
    dots = stroke(box(x, y, wide, high), STRAW, m * 0.012, stroke_dasharray=dashes(m * 0.01, m * 0.03))
    return clipped(sheet.uid, box(x, y, wide, high), drawn, bird) + frame + dots
