"""Drinks and jars: tea in a bowl, rice liquor in its bottle, sauces and balms in crocks."""

import math

from shop.catalogue.artwork.motifs import petal
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
    WHITE,
    WING,
    YOUNG_LEAF,
)
from shop.catalogue.artwork.shapes import (
    ROUND,
    circle,
    dashes,
    ellipse,
    fill,
    ground,
    hoop,
    path,
    placed,
    polar,
    stroke,
    table,
)
from shop.catalogue.artwork.sheet import Sheet


def tea(sheet: Sheet) -> str:
    """Draw one bud and two leaves over a bowl seen from above; wide, five bowls."""
    chance, (w, h, m) = sheet.chance, sheet.measures
    colours = (
        (PAPER, IVORY, "#B98A3A", LEAF, INDIGO),
        (PALE_CELADON, IVORY, "#A9B24E", DEEP_CELADON, DEEP_CELADON),
        (OLD_PAPER, PALE_INDIGO, "#B98A3A", LEAF, INDIGO),
        (WING, IVORY, GOLD, YOUNG_LEAF, LACQUER),
        (DEEP_CELADON, IVORY, "#C8B25A", YOUNG_LEAF, INDIGO),
    )
    colour, cup, brew, leaf, mark = chance.pick(colours)
    drawn = ground(sheet, colour)
    if sheet.is_wide:
        for i, x in enumerate(sheet.columns(6)):
            drawn += _bowl(x, h * (0.62 if i % 2 else 0.42), h * 0.2, cup, brew, mark)
        for x in sheet.columns(4):
            turn = chance.between(-2.4, -0.7)
            drawn += _sprig(x, h * chance.between(0.3, 0.8), h * 0.2, turn, leaf, colour)
        return drawn
    x, y, r = w * 0.43, h * 0.63, m * 0.33
    drawn += _bowl(x, y, r, cup, brew, mark)
    afloat = _sprig(0, 0, m * 0.42, chance.between(-2.6, -0.6), leaf, colour)
    drawn += placed(afloat, x + r * 0.06, y + r * 0.2, scale=0.42)
    above = (w * chance.between(0.62, 0.7), h * chance.between(0.25, 0.28))
    drawn += _sprig(*above, m * 0.31, -math.pi / 2 + chance.between(-0.2, 0.8), leaf, colour)
    if chance.happens(0.6):
        drawn += _sprig(w * 0.9, h * chance.between(0.84, 0.9), m * 0.2, chance.between(-2.3, -1.5), leaf, colour)
    return drawn


def _bowl(x: float, y: float, r: float, cup: str, brew: str, mark: str) -> str:
    comb = 2 * math.pi * r * 0.9 / 26
    depth = path("M", x - r * 0.78, y, "a", r * 0.78, r * 0.78, 0, 0, 1, r * 1.56, 0)
    depth += path("a", r * 0.8, r * 0.62, 0, 0, 0, -r * 1.56, 0, "z")
    gleam = path("M", x - r * 0.5, y + r * 0.3, "a", r * 0.6, r * 0.6, 0, 0, 0, r * 0.5, r * 0.27)
    return (
        circle(x + r * 0.05, y + r * 0.07, r, INK, opacity=0.22)
        + circle(x, y, r, cup)
        + hoop(x, y, r * 0.9, mark, r * 0.07, stroke_dasharray=dashes(comb * 0.55, comb * 0.45))
        + circle(x, y, r * 0.78, brew)
        + fill(depth, INK, opacity=0.16)
        + stroke(gleam, WHITE, r * 0.035, opacity=0.6, stroke_linecap="round")
    )


def _sprig(x: float, y: float, size: float, angle: float, leaf: str, vein: str) -> str:
    """One bud, two leaves."""
    drawn = stroke(path("M", x, y, "L", polar(x, y, -size * 0.5, angle)), leaf, size * 0.05, stroke_linecap="round")
    for turn, length, wide in ((-0.85, 1, 0.36), (0.8, 0.92, 0.34), (0, 0.8, 0.17)):
        reach = size * length
        veins = path("M", x, y, "L", polar(x, y, reach * 0.9, angle + turn))
        for share in (0.3, 0.45, 0.6) if turn else ():
            for side in (-1, 1):
                end = polar(x, y, reach * (share + 0.16), angle + turn + side * 0.17)
                veins += path("M", polar(x, y, reach * share, angle + turn), "L", end)
        drawn += fill(petal(x, y, angle + turn, reach, size * wide, 0.3), leaf) + stroke(veins, vein, 1.3, opacity=0.75)
    return drawn


def liquor(sheet: Sheet) -> str:
    """Draw a bottle of rice liquor, a label with an ear of rice, and two small cups."""
    chance, (w, h, m) = sheet.chance, sheet.measures
    colours = (
        (STRAW, CLAY, DEEP_CELADON, LACQUER),
        (PALE_CELADON, BROWN, IVORY, LACQUER),
        (WING, BROWN, CELADON, VERMILION),
        (PALE_INDIGO, BROWN, INDIGO, LACQUER),
        (ROSE, WING, WING, GOLD),
    )
    colour, board, glass, seal = chance.pick(colours)
    drawn = ground(sheet, colour) + table(sheet, h * 0.8, board, opacity=0.9)
    cups, count = chance.whole(1, 2), chance.whole(4, 6)
    bottle = _bottle(glass, seal, count)
    if sheet.is_wide:
        for i, x in enumerate(sheet.columns(6)):
            drawn += ellipse(x + 8, h * 0.86, h * 0.1, h * 0.014, INK, opacity=0.3)
            drawn += placed(bottle if i % 2 else _cup() + placed(_cup(), 74, 10), x, h * 0.86, scale=h * 0.0023)
        return drawn
    disc = circle(
        w * chance.between(0.36, 0.6),
        h * chance.between(0.32, 0.42),
        m * chance.between(0.3, 0.36),
        LACQUER if colour == WING else IVORY,
        opacity=0.5,
    )
    shade = ellipse(w * 0.46, h * 0.835, m * 0.24, h * 0.018, INK, opacity=0.3)
    drawn += disc + shade + placed(bottle, w * 0.42, h * 0.835, scale=m * 0.0036)
    for i in range(cups):
        drawn += placed(_cup(), w * (0.74 + i * 0.11), h * (0.86 + i * 0.045), scale=m * 0.0034)
    return drawn


def _bottle(glass: str, seal: str, grains: int) -> str:
    """A square-shouldered bottle 290 high over (0, 0)."""
    body = "M-15-262H15V-206C15-190 56-186 58-156L54-8Q54 0 46 0H-46Q-54 0-54-8L-58-156C-56-186-15-190-15-206Z"
    ear = "".join(
        petal(0, -44 - i * 14, -math.pi / 2 + side * 0.55, 22, 8, 0.4) for i in range(grains) for side in (-1, 1)
    )
    return (
        fill(body, glass)
        + fill("M15-262V-206C15-190 56-186 58-156L54-8Q54 0 46 0H20C34-60 30-190 4-206V-262Z", INK, opacity=0.18)
        + fill("M-19-268H19V-232H-19Z", seal)
        + fill("M-15-284H15V-266H-15Z", BAMBOO)
        + fill("M-42-140H42V-24H-42Z", PAPER)
        + stroke("M-37-135H37V-29H-37Z", seal, 2)
        + stroke("M0-36V-112", LEAF, 3, stroke_linecap="round")
        + fill(ear, GOLD)
        + circle(0, -196, 13, seal)
        + stroke("M-48-150L-45-14", WHITE, 5, opacity=0.5, stroke_linecap="round")
        + stroke("M-19-240H19M-19-250H19", STRAW, 2)
    )


def _cup() -> str:
    return (
        fill("M-24-40H24C24-18 14-6 10 0H-10C-14-6-24-18-24-40Z", IVORY)
        + fill("M6-40H24C24-18 14-6 10 0H0C8-10 8-24 6-40Z", INK, opacity=0.14)
        + stroke("M-22-24Q0-16 22-24", INDIGO, 4, stroke_dasharray="5 4")
        + ellipse(0, -40, 24, 6, PALE_INDIGO)
    )


def crock(sheet: Sheet) -> str:
    """Draw a glazed crock with its cloth lid, a ladle and a small dish of what is inside."""
    chance, (w, h, m) = sheet.chance, sheet.measures
    colours = (
        (STRAW, DEEP_CELADON, "#8A4A20", CLAY, "#4A3418"),
        (PALE_CELADON, BROWN, "#7C4527", CLAY, "#3A1E12"),
        (PAPER, CLAY, "#4A3418", BROWN, "#241208"),
        (DEEP_CELADON, WING, CLAY, BAMBOO, "#7C4527"),
        (ROSE, BROWN, "#6B3A22", CLAY, "#3A1E12"),
    )
    colour, board, inside, body, glaze = chance.pick(colours)
    cloth, runs = chance.pick((LACQUER, IVORY, INDIGO)), chance.between(-10, 10)
    drawn = ground(sheet, colour) + table(sheet, h * 0.76, board, opacity=0.9)
    one = _crock(body, glaze, cloth, runs)
    dish = _sauce_dish(inside)
    if sheet.is_wide:
        for i, x in enumerate(sheet.columns(5)):
            drawn += ellipse(x + 10, h * 0.845, h * 0.2, h * 0.018, INK, opacity=0.3)
            drawn += placed(dish if i % 2 else one, x, h * (0.88 if i % 2 else 0.84), scale=h * 0.0025)
        return drawn
    x = w * chance.between(0.42, 0.48)
    disc = circle(w * chance.between(0.4, 0.6), h * 0.36, m * 0.34, IVORY, opacity=0.45)
    shade = ellipse(x + 10, h * 0.815, m * 0.34, h * 0.02, INK, opacity=0.3)
    return (
        drawn
        + disc
        + shade
        + placed(one, x, h * 0.81, scale=m * 0.0037)
        + placed(dish, w * 0.76, h * 0.9, scale=m * 0.0034)
    )


def _crock(body: str, glaze: str, cloth: str, runs: float) -> str:
    """A round crock 210 high over (0, 0)."""
    shape = "M-56-172C-60-160-92-140-92-92C-92-46-66-14-56 0H56C66-14 92-46 92-92C92-140 60-160 56-172Z"
    drip = path("M-92-92C-92-140-60-160-56-172H56C60-160 92-140 92-92Q", 80, -64 + runs, 64, -84)
    drip += path("T", 30, -80, "T", -6, -72 - runs, "T", -44, -82, "T-92-92Z")
    return (
        fill(shape, body)
        + fill(drip, glaze)
        + fill("M26-172H56C60-160 92-140 92-92C92-46 66-14 56 0H22C60-60 60-130 26-172Z", INK, opacity=0.2)
        + fill("M-64-168L-74-138Q-52-148-38-140T0-142T38-140T74-138L64-168Z", cloth)
        + fill("M-58-172C-54-196-30-206 0-206S54-196 58-172Q0-158-58-172Z", cloth)
        + stroke("M-60-170Q0-154 60-170", BAMBOO, 6)
        + stroke("M14-158l14 26M14-158l-4 30", BAMBOO, 4, **ROUND)
        + stroke("M-76-112C-82-84-76-60-64-38", WHITE, 6, opacity=0.4, stroke_linecap="round")
    )


def _sauce_dish(inside: str) -> str:
    return (
        ellipse(4, 6, 58, 20, INK, opacity=0.25)
        + fill("M-56-10C-54 12-30 22 0 22S54 12 56-10Z", IVORY)
        + ellipse(0, -10, 56, 18, IVORY)
        + ellipse(0, -9, 46, 13.5, inside)
        + stroke("M-30-12Q-14-18 4-18", WHITE, 3, opacity=0.6, stroke_linecap="round")
        + stroke("M-46 6Q0 22 46 6", INDIGO, 3, stroke_dasharray="6 5")
    )
