"""Toys: dough figures on sticks, balancing dragonflies of bamboo."""

import math

from shop.catalogue.artwork.motifs import petal
from shop.catalogue.artwork.palette import (
    BAMBOO,
    CELADON,
    DEEP_CELADON,
    GOLD,
    INDIGO,
    INK,
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
    WING,
)
from shop.catalogue.artwork.shapes import ROUND, circle, fill, ground, path, placed, polar, ring, stroke
from shop.catalogue.artwork.sheet import Sheet

#: Body, wings, spots of a dragonfly.
PAINTS = (
    (LACQUER, VERMILION, STRAW),
    (DEEP_CELADON, CELADON, STRAW),
    (INDIGO, WASHED_INDIGO, IVORY),
    (GOLD, STRAW, LACQUER),
)


def dragonflies(sheet: Sheet) -> str:
    """Draw one to three bamboo dragonflies; wide, six."""
    chance, (w, h, _) = sheet.chance, sheet.measures
    drawn, first = ground(sheet, chance.pick((PAPER, PALE_CELADON, PALE_INDIGO, STRAW, WING))), chance.whole(0, 3)
    if sheet.is_wide:
        for i, x in enumerate(sheet.columns(6)):
            y, turn = h * chance.between(0.35, 0.6), chance.between(-40, 40)
            drawn += placed(_dragonfly(*PAINTS[i % 4]), x, y, turn=turn, scale=h * 0.0026)
        return drawn
    flights = (
        ((0.5, 0.46, 0.42, 0),),
        ((0.36, 0.3, 0.3, -24), (0.64, 0.66, 0.33, 20)),
        ((0.3, 0.22, 0.2, -30), (0.66, 0.42, 0.27, 18), (0.38, 0.72, 0.24, -8)),
    )
    for i, (x, y, size, turn) in enumerate(chance.pick(flights)):
        leaning = turn + chance.between(-14, 14)
        drawn += placed(_dragonfly(*PAINTS[(first + i) % 4]), w * x, h * y, turn=leaning, scale=w * size / 100)
    return drawn


def _dragonfly(body: str, wing: str, spot: str) -> str:
    """One dragonfly, 200 across around (0, 0)."""
    drawn = ""
    for angle, length, wide in ((-0.12, 96, 30), (0.32, 84, 34), (math.pi + 0.12, 96, 30), (math.pi - 0.32, 84, 34)):
        drawn += fill(petal(0, -6, angle, length, wide, 0.95), wing)
        drawn += stroke(path("M0-6L", polar(0, -6, length * 0.8, angle)), body, 2.4)
        dots = "".join(
            ring(*polar(0, -6, length * share, angle), r) for share, r in ((0.82, 6.5), (0.6, 4.6), (0.42, 3.2))
        )
        drawn += fill(dots, spot)
    eyes = "".join(circle(x, -27, 6, body) + circle(x, -28, 2, spot) for x in (-6.5, 6.5))
    trunk = "M-8-22Q0-34 8-22L5 6L2.6 96Q0 102-2.6 96L-5 6Z"
    return drawn + fill(trunk, body) + stroke("M-4 24h8M-4 42h8M-3 60h6M-3 76h6", spot, 3) + eyes


def dough_figures(sheet: Sheet) -> str:
    """Draw dough figures on bamboo sticks: a rooster, a rose, a lady, a lion; wide, a stall of them."""
    chance, (w, h, m) = sheet.chance, sheet.measures
    colour, base = chance.pick(
        (
            (PAPER, LACQUER),
            (PALE_CELADON, LACQUER),
            (STRAW, DEEP_CELADON),
            (PALE_INDIGO, LACQUER),
            (OLD_PAPER, INDIGO),
            (WING, GOLD),
        )
    )
    asked = (
        ("nu", "lady"),
        ("hang nga", "lady"),
        ("mua lan", "lion"),
        ("linh", "lion"),
        ("ga", "rooster"),
        ("hoa", "rose"),
    )
    first = chance.asked(asked, ("rooster", "rose", "lady", "lion"))
    names = [first] + [name for name in FIGURES if name != first]
    drawn = ground(sheet, colour)
    if sheet.is_wide:
        spots = [(x, 0.46 if i % 2 else 0.38, 0.0019 * h) for i, x in enumerate(sheet.columns(7))]
    elif chance.happens(0.45):
        spots = [(w * 0.5, 0.42, m * 0.0042)]
    else:
        spots = [(w * 0.74, 0.3, m * 0.0026), (w * 0.3, 0.44, m * 0.0034)]
        names = [names[1 + chance.whole(0, 2)], first]
    disc = circle(w * chance.between(0.4, 0.6), h * 0.4, m * chance.between(0.34, 0.42), IVORY, opacity=0.5)
    drawn += disc if not sheet.is_wide else ""
    for i, (x, level, scale) in enumerate(spots):
        tones = chance.pick(
            (
                (VERMILION, GOLD, DEEP_CELADON),
                (INDIGO, ROSE, GOLD),
                (DEEP_CELADON, VERMILION, STRAW),
                (ROSE, LACQUER, GOLD),
            )
        )
        stick = path("M", x, h * level, "V", h * 0.9)
        drawn += stroke(stick, BAMBOO, 9 * scale, stroke_linecap="round")
        drawn += placed(FIGURES[names[i % len(names)]](*tones), x, h * level, scale=scale, turn=chance.between(-5, 5))
    return (
        drawn
        + fill(path("M0", h * 0.86, "H", w, "V", h, "H0Z"), base)
        + stroke(path("M0", h * 0.86, "H", w), GOLD, m * 0.012)
    )


def _rooster(main: str, second: str, third: str) -> str:
    tail = "".join(
        fill(petal(30, 4, -0.2 - k * 0.36, 88 - k * 6, 26, 0.8), (third, second, main, third)[k]) for k in range(4)
    )
    return (
        tail
        + fill("M-44-30C-44-70-20-92 0-84C10-70 4-50 18-30C44-40 60-6 44 26C28 54-30 54-48 22C-56 4-52-14-44-30Z", main)
        + fill("M-2-2C14-22 40-14 40 8C30 26 6 26-6 16Z", second)
        + stroke("M4 2C16-8 30-4 34 8M4 10C14 4 24 6 28 12", third, 3, **ROUND)
        + fill(
            "M-34-76C-40-96-28-100-24-90C-24-106-8-106-8-92C2-104 14-94 4-78Z",
            VERMILION if main != VERMILION else LACQUER,
        )
        + fill("M-38-66L-58-58L-40-52Z", GOLD)
        + fill("M-42-48C-52-40-46-28-38-32Z", VERMILION if main != VERMILION else LACQUER)
        + circle(-26, -64, 6, IVORY)
        + circle(-27, -64, 3, INK)
    )


def _rose(main: str, second: str, third: str) -> str:
    drawn = fill(
        "".join(petal(0, 30, a, 84, 34, 0.4) for a in (0.4, math.pi - 0.4)),
        third if third not in (GOLD, STRAW) else DEEP_CELADON,
    )
    for count, away, size, tint, turn in ((6, 42, 34, main, 0.0), (5, 24, 28, second, 0.5), (3, 9, 19, main, 0.2)):
        for k in range(count):
            x, y = polar(0, -20, away, turn + k * 2 * math.pi / count)
            drawn += circle(x, y, size, tint, stroke=IVORY, stroke_width=2.4)
    return drawn + circle(0, -20, 9, second) + stroke("M-6-22a8 8 0 1 1 8 8", IVORY, 2.4, **ROUND)


def _lady(main: str, second: str, third: str) -> str:
    return (
        fill("M-70-34C-104-20-104 24-84 40C-84 10-70-6-46-18ZM70-34C104-20 104 24 84 40C84 10 70-6 46-18Z", third)
        + fill("M-24-54C-44-40-50-24-46-8L-62 66Q0 86 62 66L46-8C50-24 44-40 24-54Z", main)
        + fill("M-14 74L-8-16H8L14 74Q0 78-14 74Z", second)
        + stroke("M-46-8Q0 8 46-8M-58 52Q0 70 58 52", third, 5, **ROUND)
        + fill("M-24-54L0-20L24-54Q0-64-24-54Z", IVORY)
        + circle(0, -84, 28, "#F2D9C4")
        + fill("M-30-80C-36-114-16-122 0-122S36-114 30-80C20-104-20-104-30-80Z", INK)
        + circle(-20, -122, 13, INK)
        + circle(20, -122, 13, INK)
        + circle(0, -116, 7, second)
        + stroke("M-14-82q5 4 9 0M5-82q5 4 9 0M-5-68q5 4 10 0", INK, 2.4, **ROUND)
        + circle(-17, -73, 4, ROSE)
        + circle(17, -73, 4, ROSE)
    )


def _lion(main: str, second: str, third: str) -> str:
    mane = "".join(ring(*polar(0, -26, 58, k * math.pi / 6), 19) for k in range(12))
    eyes = "".join(circle(x, -42, 15, IVORY) + circle(x, -40, 7, INK) for x in (-24, 24))
    return (
        fill(mane, second)
        + circle(0, -26, 58, main)
        + fill("M-12-90L0-116L12-90Z", third)
        + eyes
        + stroke("M-42-60Q-24-74-8-60M42-60Q24-74 8-60", third, 7, **ROUND)
        + fill("M-14-26Q0-36 14-26Q12-12 0-12T-14-26Z", third)
        + fill("M-40-4Q0 10 40-4Q36 34 0 34T-40-4Z", LACQUER if main != LACQUER else WING)
        + stroke("M-34 0Q0 12 34 0", IVORY, 7, stroke_dasharray="9 4")
        + stroke("M-22 38Q0 50 22 38M-16 44V66M0 48V72M16 44V66", IVORY, 6, **ROUND)
        + circle(-58, -2, 7, GOLD)
        + circle(58, -2, 7, GOLD)
    )


#: Figures of three colours of dough, about 200 high around (0, 0).
FIGURES = {"rooster": _rooster, "rose": _rose, "lady": _lady, "lion": _lion}
