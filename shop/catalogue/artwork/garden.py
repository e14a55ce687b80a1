"""Vegetables, alone, in pairs or a few kinds together."""

import math

from shop.catalogue.artwork.motifs import leaflet, petal
from shop.catalogue.artwork.palette import (
    BROWN,
    CLAY,
    DARK_GOLD,
    DARK_LEAF,
    GOLD,
    INDIGO,
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
    WHITE,
    WING,
    YOUNG_LEAF,
)
from shop.catalogue.artwork.shapes import (
    ROUND,
    circle,
    fill,
    ground,
    path,
    placed,
    polar,
    ring,
    smooth,
    stroke,
)
from shop.catalogue.artwork.sheet import Sheet

VEGETABLES = (
    ("bap cai", "cabbage"),
    ("su hao", "kohlrabi"),
    ("sup lo", "cauliflower"),
    ("ca chua", "tomato"),
    ("ca rot", "carrot"),
    ("khoai", "potato"),
    ("su su", "chayote"),
    ("muop", "gourd"),
    ("bi", "gourd"),
    ("bau", "calabash"),
    ("gia do", "sprouts"),
    ("cai", "greens"),
    ("muong", "stalks"),
    ("ngot", "stalks"),
    ("rau cu", "basket"),
    ("rau", "basket"),
)


def vegetables(sheet: Sheet) -> str:
    """Draw the vegetable the slug names, or a few together; wide, a row from the bed."""
    chance, (w, h, m) = sheet.chance, sheet.measures
    colour = chance.pick((PAPER, OLD_PAPER, STRAW, PALE_INDIGO, ROSE, INDIGO, WING))
    disc = {INDIGO: PALE_INDIGO, WING: LACQUER}.get(colour, IVORY)
    form = chance.asked(VEGETABLES, ("greens", "carrot", "tomato"))
    drawn, turn = ground(sheet, colour), chance.between(-8, 8)
    if sheet.is_wide:
        row = ("carrot", "cabbage", "greens", "tomato", "kohlrabi", "gourd", "cauliflower")
        for i, (x, name) in enumerate(zip(sheet.columns(7), row, strict=False)):
            drawn += placed(
                PLANTS[name](), x, h * (0.54 if i % 2 else 0.46), scale=h * 0.0021, turn=chance.between(-8, 8)
            )
        return drawn
    drawn += circle(
        w * chance.between(0.42, 0.58),
        h * chance.between(0.42, 0.56),
        m * chance.between(0.36, 0.42),
        disc,
        opacity=0.5,
    )
    if form == "basket":
        names = list(PLANTS)
        first = chance.whole(0, len(names) - 1)
        for i, (x, y, scale) in enumerate(((0.66, 0.28, 0.0019), (0.3, 0.4, 0.0022), (0.6, 0.7, 0.0025))):
            one = PLANTS[names[(first + i * 3) % len(names)]]()
            drawn += placed(one, w * x, h * y, scale=m * scale, turn=chance.between(-16, 16))
        return drawn
    if chance.happens(0.4):
        drawn += placed(PLANTS[form](), w * 0.68, h * 0.32, scale=m * 0.0021, turn=18 + turn)
        return drawn + placed(PLANTS[form](), w * 0.4, h * 0.6, scale=m * 0.0029, turn=turn - 8)
    return drawn + placed(PLANTS[form](), w / 2, h / 2, scale=m * 0.0036, turn=turn)


def _greens() -> str:
    """A head of mustard greens tied with a strip of bamboo."""
    leaves = ""
    for turn, length, tint in (
        (-0.75, 128, DARK_LEAF),
        (0.75, 128, DARK_LEAF),
        (-0.4, 146, LEAF),
        (0.4, 146, LEAF),
        (0, 158, "#7C9A5C"),
    ):
        angle = -math.pi / 2 + turn
        rim = []
        for i in range(9):
            share = i / 8
            half = 40 * math.sin(math.pi * min(1, share * 0.86 + 0.06)) * (1.12 if i % 2 else 0.92)
            rim.append((share, half))
        spine = [polar(0, 30, 40 + (length - 10) * share, angle) for share, _ in rim]
        aside = (-math.sin(angle), math.cos(angle))
        right = [(x + aside[0] * k, y + aside[1] * k) for (x, y), (_, k) in zip(spine, rim, strict=True)]
        left = [(x - aside[0] * k, y - aside[1] * k) for (x, y), (_, k) in zip(spine, rim, strict=True)]
        leaves += fill(smooth(right + left[::-1], closed=True, places=0), tint)
        leaves += stroke(
            path("M", polar(0, 30, 20, angle), "L", polar(0, 30, length * 0.95, angle), places=0),
            PALE_CELADON,
            5,
            stroke_linecap="round",
        )
    stems = "M-34 24C-30 60-24 90-20 112Q0 124 20 112C24 90 30 60 34 24C20 4-20 4-34 24Z"
    return (
        leaves
        + fill(stems, PALE_CELADON)
        + stroke("M-16 18Q-10 70-8 114M0 10V116M16 18Q10 70 8 114", YOUNG_LEAF, 3)
        + stroke("M-29 62Q0 74 29 62", GOLD, 10)
    )


def _stalks() -> str:
    """A bunch of water spinach: hollow stems, arrow leaves."""
    stems, leaves = "", ""
    for i in range(7):
        tip = (-84 + i * 28, -118 + abs(i - 3) * 16)
        stems += path("M", -9 + i * 3, 116, "C", -12 + i * 4, 40, tip[0] * 0.5, -20, tip)
        for share, side in ((0.0, 0), (0.3, 1), (0.42, -1), (0.6, 1)):
            x, y = tip[0] * (1 - share * 0.62), tip[1] + share * 126
            angle = -math.pi / 2 + side * 0.9 + tip[0] * 0.004
            leaves += leaflet(x, y, angle, 48 - share * 12, 15)
    return (
        stroke(stems, "#8FA26B", 7, **ROUND)
        + fill(leaves, LEAF, stroke=DARK_LEAF, stroke_width=1.2)
        + stroke("M-17 72Q0 82 18 72M-17 82Q0 92 18 82", GOLD, 5)
    )


def _cabbage() -> str:
    veins = (
        "M0 96C-4 40-6-20 0-78M0 60C-24 30-44 8-60-20M0 60C24 30 44 8 60-20M-2 10C-18-10-30-30-36-54M2 10C18-10"
        " 30-30 36-54"
    )
    return (
        fill(
            (
                "M-16 100C-84 104-122 56-116 4C-122-30-96-56-70-58C-40-70-30-30-16 100ZM16 100C84 104 122 56 116"
                " 4C122-30 96-56 70-58C40-70 30-30 16 100Z"
            ),
            LEAF,
        )
        + stroke(
            "M-22 90C-50 60-84 30-94-10M22 90C50 60 84 30 94-10M-54 54q-22 0-42-8M54 54q22 0 42-8",
            YOUNG_LEAF,
            3.4,
            **ROUND,
        )
        + circle(0, 10, 90, YOUNG_LEAF)
        + fill("M0-80C-50-70-86-30-80 30C-60 80-30 96 0 98C-14 50-18-30 0-80Z", "#BFCBA2")
        + fill("M0-80C40-76 84-44 88 10C80 68 40 96 0 98C24 60 30-20 0-80Z", "#9DB07C")
        + stroke(veins, PALE_CELADON, 4, **ROUND)
    )


def _kohlrabi() -> str:
    leaves, stems = "", ""
    for turn, length in ((-0.9, 120), (-0.45, 150), (0, 158), (0.45, 150), (0.9, 120)):
        angle = -math.pi / 2 + turn
        stems += path("M", polar(0, 40, 52, angle), "L", polar(0, 20, length * 0.8, angle))
        leaves += petal(*polar(0, 20, length * 0.52, angle), angle, length * 0.6, 46, 0.7)
    return (
        stroke(stems, "#8FA26B", 7, **ROUND)
        + fill(leaves, LEAF, stroke=DARK_LEAF, stroke_width=1.6)
        + circle(0, 50, 62, YOUNG_LEAF)
        + fill("M20-8C60 4 76 50 56 84C40 110 14 114-6 112C40 96 50 40 20-8Z", "#8FA26B")
        + stroke("M-40 20q14-14 28-12M6 14q16 0 26 12M-46 60q10 12 24 14", PALE_CELADON, 4, **ROUND)
        + stroke("M0 112V126", "#8FA26B", 12, stroke_linecap="round")
        + stroke("M-34 22C-46 36-46 58-40 70", WHITE, 5, opacity=0.5, stroke_linecap="round")
    )


def _cauliflower() -> str:
    leaves = "".join(petal(0, 96, -math.pi / 2 + k * 0.42, 172 - abs(k) * 14, 62, 0.6) for k in (-3, 3, -2, 2, -1, 1))
    curds = "".join(ring(*polar(0, -10, 46, k * math.pi / 4), 30) for k in range(8)) + ring(0, -12, 44)
    folds = "".join(
        path("M", polar(0, -12, away, a), "a12 12 0 0 1 20-4")
        for away, a in ((56, 3.4), (62, 4.2), (58, 5), (22, 3.6), (20, 5.4), (50, 2.6), (38, 0.6), (30, 1.8))
    )
    return (
        fill(leaves, LEAF, stroke=DARK_LEAF, stroke_width=2)
        + fill(curds, IVORY)
        + fill("M44-60C90-40 90 24 50 50C70 10 66-30 44-60Z", OLD_PAPER)
        + stroke(folds, "#CDBFA0", 4, **ROUND)
        + fill(
            "M-78 20C-66 74-34 102 0 106C34 102 66 74 78 20C50 56 20 60 0 58C-20 60-50 56-78 20Z",
            "#7C9A5C",
            stroke=DARK_LEAF,
            stroke_width=2,
        )
        + stroke("M0 104V62M-20 102C-34 88-50 66-60 44M20 102C34 88 50 66 60 44", PALE_CELADON, 4, **ROUND)
    )


def _tomato() -> str:
    star = "".join(petal(0, -52, k * 2 * math.pi / 5 + 0.3, 50, 16, 0.2) for k in range(5))
    return (
        fill("M0-54C30-76 96-62 98 8C98 66 50 96 0 96S-98 66-98 8C-96-62-30-76 0-54Z", VERMILION)
        + fill("M52-64C80-52 98-28 98 8C98 66 50 96 0 96C66 76 84 0 52-64Z", LACQUER)
        + stroke("M-72-22C-84 0-82 30-70 48", ROSE, 8, stroke_linecap="round")
        + fill(star, LEAF)
        + stroke("M0-54C0-74 8-86 22-92", DARK_LEAF, 8, stroke_linecap="round")
    )


def _carrot() -> str:
    fern = "".join(
        leaflet(*polar(0, -60, away, a), a + side * 0.7, 30, 8)
        for a in (-2.1, -1.75, -1.4, -1.05)
        for away in (30, 52, 74, 94)
        for side in (-1, 1)
    )
    ribs = "".join(path("M", 0, -60, "L", polar(0, -60, 110, a)) for a in (-2.1, -1.75, -1.4, -1.05))
    return (
        stroke(ribs, LEAF, 4, **ROUND)
        + fill(fern, LEAF)
        + fill("M-40-52C-20-74 20-74 40-52C46 0 24 90 4 142Q0 148-4 142C-24 90-46 0-40-52Z", "#CF7A3A")
        + fill("M18-68C28-66 36-60 40-52C46 0 24 90 4 142C20 60 30-20 18-68Z", VERMILION, opacity=0.7)
        + stroke(
            "M-38-26h26M36-6h-24M-34 20h18M26 42h-18M-22 66h14M14 92h-10",
            LACQUER,
            3,
            opacity=0.6,
            stroke_linecap="round",
        )
    )


def _potato() -> str:
    def one(x: float, y: float, scale: float, turn: float) -> str:
        shape = "M-66-24C-56-60-6-66 30-54C72-46 82 0 62 30C40 60-20 62-50 46C-76 32-76 4-66-24Z"
        eyes = "M-34-16q8 6 16 0M12-28q8 6 16 0M30 14q8 6 16 0M-10 24q8 6 16 0"
        tuber = fill(shape, "#D0A566") + fill(
            "M30-54C72-46 82 0 62 30C40 60-20 62-50 46C30 50 60 0 30-54Z", DARK_GOLD, opacity=0.5
        )
        return placed(tuber + stroke(eyes, BROWN, 3.4, **ROUND), x, y, scale=scale, turn=turn)

    return one(-6, -62, 0.86, 12) + one(-46, 34, 1.0, -14) + one(58, 44, 0.9, 30)


def _chayote() -> str:
    return (
        fill(petal(10, -96, -0.5, 96, 56, 0.7), LEAF)
        + stroke("M10-96L84-136M-2-70C-6-96 4-112 10-124C24-140 50-120 38-108", DARK_LEAF, 4, **ROUND)
        + fill("M0-78C34-78 44-46 60-10C84 40 60 104 0 104S-84 40-60-10C-44-46-34-78 0-78Z", "#A9C07F")
        + fill("M20-74C40-64 48-40 60-10C84 40 60 104 0 104C56 80 52-10 20-74Z", LEAF, opacity=0.6)
        + stroke(
            "M-20-60C-30 0-34 60-18 96M14-66C24 0 24 60 12 98M-44-26C-58 10-58 40-48 62",
            DARK_LEAF,
            3,
            opacity=0.55,
            **ROUND,
        )
        + stroke("M-8 102q8-10 16 0", DARK_LEAF, 4, **ROUND)
    )


def _gourd() -> str:
    shape = "M-22-116C0-126 20-118 26-98C40-40 52 30 50 84C48 118 22 132 0 132S-46 118-48 84C-46 30-38-40-22-116Z"
    return (
        fill(petal(6, -112, -0.35, 104, 74, 0.7) + petal(0, -112, -2.7, 84, 60, 0.7), LEAF)
        + stroke("M2-110V-146M6-112L98-146M0-112L-72-146", DARK_LEAF, 5, **ROUND)
        + fill(shape, "#7C9A5C")
        + fill(
            "M26-98C40-40 52 30 50 84C48 118 22 132 0 132C34 100 30-20 8-120C18-116 24-108 26-98Z",
            DARK_LEAF,
            opacity=0.55,
        )
        + stroke("M-14-100C-28-20-34 50-28 110M4-108C8-20 8 60 4 126", PALE_CELADON, 3, opacity=0.7, **ROUND)
        + fill("M-12 128Q0 154 14 128L4 140Z", GOLD)
    )


def _calabash() -> str:
    shape = (
        "M-20-100C-10-112 12-112 20-100C30-60 24-40 36-10C60 14 68 44 66 70C64 112 34 132 0 132S-64 112-66 70"
        "C-68 44-60 14-36-10C-24-40-30-60-20-100Z"
    )
    dots = "".join(
        ring(x, y, r)
        for x, y, r in (
            (-34, 40, 5),
            (-12, 66, 6),
            (-40, 84, 4),
            (8, 22, 4),
            (16, 92, 6),
            (36, 58, 4),
            (-16, 112, 4),
            (-8, -10, 3),
            (4, -52, 3),
            (-14, 20, 3),
        )
    )
    return (
        fill(petal(4, -104, -0.3, 104, 70, 0.7), LEAF)
        + stroke("M0-104V-140M4-104L94-132", DARK_LEAF, 6, **ROUND)
        + fill(shape, "#9DB07C")
        + fill(
            "M20-100C30-60 24-40 36-10C60 14 68 44 66 70C64 112 34 132 0 132C56 90 20 0 8-108C14-108 18-104 20-100Z",
            LEAF,
            opacity=0.6,
        )
        + fill(dots, PALE_CELADON)
        + stroke("M-44 40C-52 60-50 86-42 98", WHITE, 5, opacity=0.5, stroke_linecap="round")
    )


def _sprouts() -> str:
    stems, beans, roots = "", "", ""
    for i in range(17):
        x = -88 + i * 11
        top = -90 + (i * 37) % 74
        stems += path("M", x, 96 - (i * 23) % 40, "C", x - 18, 30, x + 20, 0, x + (i * 5) % 9 - 4, top)
        beans += petal(x + (i * 5) % 9 - 10, top + 4, -0.5 + (i % 3) * 0.3, 24, 15, 0.9)
        roots += path("M", x, 96 - (i * 23) % 40, "q", 4, 18, -4, 32)
    return (
        stroke(roots, CLAY, 2.4, opacity=0.7)
        + stroke(stems, IVORY, 8, stroke_linecap="round")
        + stroke(stems, OLD_PAPER, 2, transform="translate(2 0)")
        + fill(beans, YOUNG_LEAF, stroke=LEAF, stroke_width=1.4)
    )


#: Vegetables about 250 high around (0, 0).
PLANTS = {
    "greens": _greens,
    "carrot": _carrot,
    "cabbage": _cabbage,
    "tomato": _tomato,
    "kohlrabi": _kohlrabi,
    "gourd": _gourd,
    "cauliflower": _cauliflower,
    "chayote": _chayote,
    "potato": _potato,
    "calabash": _calabash,
    "sprouts": _sprouts,
    "stalks": _stalks,
}
