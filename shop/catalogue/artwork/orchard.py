"""From orchard and wood: fruit and mushrooms."""

import math

from shop.catalogue.artwork.motifs import petal
from shop.catalogue.artwork.palette import (
    BROWN,
    CELADON,
    CLAY,
    DARK_CELADON,
    DARK_GOLD,
    DEEP_CELADON,
    GOLD,
    INK,
    IVORY,
    LACQUER,
    LEAF,
    OLD_PAPER,
    PALE_CELADON,
    PALE_CLAY,
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
    circle,
    ellipse,
    fill,
    ground,
    path,
    placed,
    polar,
    ring,
    stroke,
)
from shop.catalogue.artwork.sheet import Sheet


def fruit(sheet: Sheet) -> str:
    """Draw one large fruit, a hanging bunch or a hand of bananas; wide, a row of fruit."""
    chance, (w, h, m) = sheet.chance, sheet.measures
    pale = (
        (PALE_CELADON, STRAW, GOLD, DEEP_CELADON),
        (DEEP_CELADON, STRAW, GOLD, YOUNG_LEAF),
        (PALE_INDIGO, STRAW, GOLD, LEAF),
    )
    others = (
        (PALE_CELADON, GOLD, DARK_GOLD, DEEP_CELADON),
        (PAPER, VERMILION, LACQUER, LEAF),
        (PALE_INDIGO, STRAW, GOLD, LEAF),
        (OLD_PAPER, CLAY, BROWN, DEEP_CELADON),
        (ROSE, IVORY, STRAW, DEEP_CELADON),
    )
    asked = (
        ("chuoi", "bananas"),
        ("buoi", "single"),
        ("cam", "single"),
        ("tao", "single"),
        ("oi", "guava"),
        ("nho", "grapes"),
        ("nhan", "bunch"),
        ("vai", "bunch"),
    )
    form = chance.asked(asked, ("bunch", "single", "bunch"))
    colours = chance.pick(pale if form in ("bananas", "guava") or "buoi" in chance.words else others)
    if form == "grapes":
        colours = (chance.pick((PAPER, PALE_CELADON, STRAW)), "#5A2A3A", "#2E1420", LEAF)
    if form == "guava":
        colours = (colours[0], "#A9C07F", LEAF, DEEP_CELADON if colours[0] != DEEP_CELADON else YOUNG_LEAF)
    colour, *tones = colours
    drawn = ground(sheet, colour)
    if sheet.is_wide:
        for x in sheet.columns(6):
            y, r = h * chance.between(0.42, 0.66), h * chance.between(0.14, 0.22)
            leaves = _leaf(x, y - r * 0.8, -0.9, r * 1.4, tones[2], colour) + _leaf(
                x, y - r * 0.8, -2.3, r * 1.3, tones[2], colour
            )
            drawn += leaves + _ball(x, y, r, tones, pored=True)
        return drawn
    if form == "bananas":
        return drawn + placed(
            _bananas(tones), w / 2, h * 0.5, scale=m * chance.between(0.0034, 0.0038), turn=chance.between(-6, 6)
        )
    if form in ("single", "guava"):
        return drawn + _single(sheet, tones, colour)
    return drawn + _bunch(sheet, tones, colour)


def _leaf(x: float, y: float, angle: float, size: float, colour: str, vein: str) -> str:
    rib = path("M", x, y, "L", polar(x, y, size * 0.92, angle))
    return fill(petal(x, y, angle, size, size * 0.36, 0.3), colour) + stroke(rib, vein, 1.4, opacity=0.7)


def _ball(x: float, y: float, r: float, tones: list[str], *, pored: bool = False) -> str:
    skin, shade, _ = tones
    dark = path("M", x + r * 0.5, y - r * 0.866, "A", r, r, 0, 1, 1, x - r * 0.7, y + r * 0.714)
    dark += path("A", r * 1.05, r * 1.05, 0, 0, 0, x + r * 0.5, y - r * 0.866, "Z")
    gleam = path("M", x - r * 0.62, y - r * 0.2, "A", r * 0.66, r * 0.66, 0, 0, 1, x - r * 0.2, y - r * 0.62)
    drawn = circle(x, y, r, skin) + fill(dark, shade, opacity=0.55)
    if pored:
        pores = "".join(ring(*polar(x, y, r * 0.62 * math.sqrt((k + 1) / 12), k * 2.4), r * 0.032) for k in range(10))
        drawn += fill(pores, shade)
    return drawn + stroke(gleam, WHITE, r * 0.08, opacity=0.65, stroke_linecap="round")


def _single(sheet: Sheet, tones: list[str], colour: str) -> str:
    chance, (w, h, m) = sheet.chance, sheet.measures
    x, y, r = w * chance.between(0.47, 0.53), h * chance.between(0.55, 0.59), w * chance.between(0.3, 0.34)
    stalk = path("M", x, y - r * 0.8, "C", x, y - r * 1.25, x + w * 0.06, y - r * 1.4, x + w * 0.1, y - r * 1.5)
    leaves = _leaf(x + 4, y - r * 1.05, -0.45, m * 0.38, tones[2], colour) + _leaf(
        x, y - r * 1.1, -2.5, m * 0.34, tones[2], colour
    )
    return stroke(stalk, BROWN, m * 0.028, stroke_linecap="round") + leaves + _ball(x, y, r, tones, pored=True)


def _bunch(sheet: Sheet, tones: list[str], colour: str) -> str:
    chance, (w, h, m) = sheet.chance, sheet.measures
    drawn = stroke(
        path("M", w * 0.62, -4, "C", w * 0.54, h * 0.2, w * 0.5, h * 0.3, w * 0.5, h * 0.56), BROWN, m * 0.026
    )
    for angle, size, level in ((0.35, 0.4, 0.14), (2.75, 0.42, 0.2), (0.55, 0.34, 0.3), (2.5, 0.34, 0.36)):
        drawn += _leaf(w * 0.54, h * level, angle, m * size, tones[2], colour)
    spots = (
        *((0.5, 0.4), (0.36, 0.47), (0.64, 0.47), (0.5, 0.54), (0.27, 0.58), (0.73, 0.58)),
        *((0.39, 0.63), (0.61, 0.64), (0.5, 0.72), (0.34, 0.75), (0.66, 0.76), (0.5, 0.86)),
    )
    for x, y in spots:
        drawn += _ball(
            w * x + chance.between(-4, 4), h * y + chance.between(-4, 4), m * chance.between(0.088, 0.1), tones
        )
    return drawn


def _bananas(tones: list[str]) -> str:
    """A hand of bananas about 240 wide around (0, 0)."""
    skin, shade, leaf = tones
    one = "M-10-96C-48-50-50 30-6 92C0 102 12 104 20 98C24 92 22 86 18 80C-8 32-4-40 14-92Z"
    drawn = ""
    for turn, tint in ((-58, shade), (-34, skin), (-10, shade), (14, skin)):
        finger = (
            fill(one, tint, stroke=DARK_GOLD, stroke_width=2)
            + stroke("M-8-80C-34-36-32 34-2 86", DARK_GOLD, 2.4, opacity=0.6)
            + fill("M6 96l13-2 1 9-8 2z", INK, opacity=0.7)
        )
        # Each finger hangs from the crown of the hand.
        drawn += placed(placed(finger, 0, 92), 0, -92, turn=turn)
    crown = "M-30-84C-26-112 22-116 30-88C14-76-14-74-30-84Z"
    return placed(
        drawn + fill(crown, leaf) + stroke("M0-100C2-120 12-134 26-142", leaf, 18, stroke_linecap="round"), -44, 8
    )


def mushrooms(sheet: Sheet) -> str:
    """Draw a cluster of mushrooms, reishi ("linh chi") or cordyceps ("dong trung")."""
    chance, (w, h, m) = sheet.chance, sheet.measures
    colour, earth = chance.pick(
        (
            (PALE_CELADON, DEEP_CELADON),
            (OLD_PAPER, BROWN),
            (STRAW, BROWN),
            (DARK_CELADON, INK),
            (PALE_INDIGO, DEEP_CELADON),
        )
    )
    asked = (("dong trung", "cordyceps"), ("linh chi", "reishi"))
    form = chance.asked(asked, ("caps",))
    disc = circle(
        w * chance.between(0.4, 0.6),
        h * 0.4,
        m * chance.between(0.34, 0.4),
        CELADON if colour == DARK_CELADON else IVORY,
        opacity=0.5,
    )
    soil = path("M0", h * 0.82, "C", w * 0.3, h * 0.78, w * 0.7, h * 0.84, w, h * 0.8, "V", h, "H0Z")
    drawn = ground(sheet, colour) + (disc if not sheet.is_wide else "")
    grow = {"caps": _caps, "reishi": _reishi, "cordyceps": _cordyceps}[form]
    for x in sheet.columns(5) if sheet.is_wide else [w / 2]:
        drawn += placed(grow(sheet), x, h * 0.84, scale=(h if sheet.is_wide else m * 1.25) * 0.0028)
    return drawn + fill(soil, earth)


def _caps(sheet: Sheet) -> str:
    chance = sheet.chance
    cap, shade = chance.pick(((CLAY, BROWN), (BROWN, INK), (STRAW, CLAY), (PALE_CLAY, CLAY)))
    drawn = ""
    for x, tall, wide in ((-62, 96, 40), (64, 110, 44), (-22, 150, 54), (30, 196, 66), (4, 70, 34)):
        top = -tall * chance.between(0.92, 1.08)
        stem = path("M", x * 0.5 - 9, 20, "C", x * 0.6 - 14, top * 0.4, x - 12, top * 0.7, x - 10, top)
        stem += path("H", x + 10, "C", x + 14, top * 0.7, x * 0.6 + 12, top * 0.4, x * 0.5 + 12, 20, "Z")
        dome = path(
            "M", x - wide, top + 4, "C", x - wide, top - wide * 0.86, x + wide, top - wide * 0.86, x + wide, top + 4
        )
        dome += path("Q", x, top + 18, x - wide, top + 4, "Z")
        side = path(
            "M",
            x + wide * 0.24,
            top - wide * 0.6,
            "C",
            x + wide * 0.76,
            top - wide * 0.46,
            x + wide,
            top - wide * 0.2,
            x + wide,
            top + 4,
        )
        side += path("Q", x + wide * 0.6, top + 11, x + wide * 0.2, top + 12, "Z")
        gleam = path(
            "M",
            x - wide * 0.66,
            top - wide * 0.14,
            "Q",
            x - wide * 0.5,
            top - wide * 0.48,
            x - wide * 0.16,
            top - wide * 0.52,
        )
        drawn += (
            fill(stem, IVORY)
            + fill(dome, cap)
            + fill(side, shade, opacity=0.5)
            + stroke(gleam, WHITE, 5, opacity=0.45, stroke_linecap="round")
        )
    return drawn


def _reishi(sheet: Sheet) -> str:
    drawn = ""
    for x, top, wide in ((-50, -110, 64), (56, -70, 52), (10, -180, 80)):
        reach = wide * sheet.chance.between(0.94, 1.06)
        stem = path("M", x * 0.4, 20, "C", x * 0.4 - 10, top * 0.4, x + 14, top * 0.6, x + 4, top)
        drawn += stroke(stem, WING, 15, stroke_linecap="round")
        for size, tint in ((1, STRAW), (0.92, VERMILION), (0.7, LACQUER), (0.44, "#6E1F16")):
            half, up = reach * size, reach * 0.52 * size
            drawn += fill(
                path("M", x - half, top, "C", x - half, top - up * 1.5, x + half, top - up * 1.5, x + half, top)
                + path("C", x + half * 0.8, top + up * 0.4, x + half * 0.2, top + up * 0.16, x, top + up * 0.3)
                + path("S", x - half * 0.8, top + up * 0.4, x - half, top, "Z"),
                tint,
            )
    return drawn


def _cordyceps(sheet: Sheet) -> str:
    chance = sheet.chance
    clubs = tips = ""
    for i in range(13):
        x = -78 + i * 13
        tall = chance.between(110, 210) - abs(i - 6) * 8
        tip = (x * 1.25 + chance.between(-12, 12), -tall)
        clubs += path("M", x * 0.6, 16, "Q", x * 0.7, -tall * 0.5, tip)
        tips += path("M", tip, "L", tip[0] * 0.985, tip[1] + 34)
    return (
        stroke(clubs, "#CF7A3A", 8, stroke_linecap="round")
        + stroke(tips, VERMILION, 12, stroke_linecap="round")
        + ellipse(0, 12, 76, 16, BROWN)
    )
