"""From the kitchen: bowls, tofu, eggs, powders."""

import math

from shop.catalogue.artwork.chance import Chance
from shop.catalogue.artwork.motifs import leaflet, petal, rings
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
    PALE_CLAY,
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
    ROUND,
    box,
    circle,
    clipped,
    ellipse,
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


def bowl(sheet: Sheet) -> str:
    """Draw a bowl seen from above: noodle soup ("pho", "lau") or a braise, chopsticks beside it."""
    chance, (w, h, m) = sheet.chance, sheet.measures
    colours = (
        (PAPER, IVORY, INDIGO, GOLD, LEAF),
        (LACQUER, IVORY, INDIGO, STRAW, LEAF),
        (DEEP_CELADON, IVORY, LACQUER, GOLD, YOUNG_LEAF),
        (OLD_PAPER, PALE_INDIGO, INDIGO, CLAY, DEEP_CELADON),
        (STRAW, IVORY, LACQUER, CLAY, LEAF),
    )
    colour, dish, mark, food, green = chance.pick(colours)
    form = chance.asked(
        (("pho", "noodles"), ("lau", "noodles"), ("che", "sweet"), ("thit", "braise"), ("ca", "braise")),
        ("braise", "noodles"),
    )
    drawn = ground(sheet, colour)
    if sheet.is_wide:
        for i, x in enumerate(sheet.columns(5)):
            y = h * (0.54 if i % 2 else 0.46)
            drawn += _bowl(sheet, i, x, y, h * 0.26, form, (dish, mark, food, green))
        return drawn
    sticks = "".join(path("M", w * (0.83 + k * 0.055), h * 0.12, "L", w * (0.855 + k * 0.05), h * 0.9) for k in (0, 1))
    heads = "".join(path("M", w * (0.83 + k * 0.055), h * 0.12, "l", w * 0.004, h * 0.12) for k in (0, 1))
    steam = "".join(
        path("M", w * (0.34 + k * 0.12), h * 0.2, "q", m * 0.05, -m * 0.05, 0, -m * 0.09, "t", m * 0.01, -m * 0.08)
        for k in range(3)
    )
    return (
        drawn
        + _bowl(
            sheet,
            0,
            w * 0.47,
            h * chance.between(0.52, 0.56),
            m * chance.between(0.34, 0.37),
            form,
            (dish, mark, food, green),
        )
        + stroke(sticks, STRAW if colour == LACQUER else WING, m * 0.02, stroke_linecap="round")
        + stroke(heads, GOLD, m * 0.021, stroke_linecap="round")
        + stroke(steam, dish, 3, stroke_linecap="round", opacity=0.75)
    )


def _bowl(sheet: Sheet, index: int, x: float, y: float, r: float, form: str, tones: tuple[str, str, str, str]) -> str:
    dish, mark, food, green = tones
    garland = ""
    for k in range(20):
        angle = k * math.pi / 10
        garland += petal(*polar(x, y, r * 0.825, angle), angle + 1.1, r * 0.13, r * 0.06, 0.6)
    filling = {"noodles": _noodle_soup, "braise": _braise, "sweet": _sweet}[form](
        sheet.chance, x, y, r, dish, food, green
    )
    return (
        circle(x + r * 0.05, y + r * 0.08, r, INK, opacity=0.25)
        + circle(x, y, r, dish)
        + stroke(rings(x, y, r * 0.95, r * 0.8), mark, r * 0.02)
        + fill(garland, mark)
        + clipped(f"{sheet.uid}{index}", ring(x, y, r * 0.74), circle(x, y, r * 0.75, food), filling)
    )


def _noodle_soup(chance: Chance, x: float, y: float, r: float, dish: str, food: str, green: str) -> str:
    strands = ""
    for _ in range(10):
        sx, sy = polar(x, y, r * chance.between(0.1, 0.5), chance.between(0, 6.28))
        reach = r * chance.between(0.25, 0.55)
        strands += path("M", sx - reach, sy, "q", reach / 2, -reach * chance.between(0.4, 1), reach, 0)
        strands += path("t", reach, reach * chance.between(-0.3, 0.3))
    leaves, chillies, slices = "", "", ""
    for k in range(4):
        leaves += leaflet(
            *polar(x, y, r * chance.between(0.1, 0.5), k * 1.6), chance.between(0, 6.28), r * 0.24, r * 0.07
        )
        chillies += ring(*polar(x, y, r * chance.between(0.2, 0.55), k * 1.6 + 0.7), r * 0.045)
    for k in range(3):
        sx, sy = polar(x, y, r * 0.34, k * 2.1 + chance.between(0, 0.6))
        slices += smooth([polar(sx, sy, r * 0.22 * (1.1 if i % 2 else 0.8), i * 1.05) for i in range(6)], closed=True)
    return (
        stroke(strands, dish, r * 0.045, stroke_linecap="round", opacity=0.9)
        + fill(slices, CLAY if food != CLAY else BROWN, stroke=LACQUER, stroke_width=1.6)
        + fill(leaves, green)
        + fill(chillies, VERMILION)
    )


def _braise(chance: Chance, x: float, y: float, r: float, dish: str, food: str, green: str) -> str:
    """Pieces in dark caramel, spring onion on top."""
    drawn = circle(x, y, r * 0.75, "#8A4A20")
    for k in range(7):
        px, py = polar(x, y, r * (0.0 if k == 6 else 0.44), k * math.pi / 3 + chance.between(-0.15, 0.15))
        size = r * chance.between(0.17, 0.21)
        piece = f"M{-size:.0f}-{size * 0.8:.0f}H{size:.0f}V{size * 0.8:.0f}H{-size:.0f}Z"
        layers = path("M", -size, size * 0.1, "H", size) + path("M", -size, size * 0.5, "H", size)
        lump = fill(piece, CLAY, stroke=STRAW, stroke_width=2, stroke_linejoin="round") + stroke(
            layers, "#6B2E1A", r * 0.05
        )
        drawn += placed(lump, px, py, turn=chance.between(0, 180))
    onions = "".join(rings(*polar(x, y, r * chance.between(0.1, 0.56), k * 0.9), r * 0.035) for k in range(9))
    return drawn + stroke(onions, YOUNG_LEAF, r * 0.025)


def _sweet(chance: Chance, x: float, y: float, r: float, dish: str, food: str, green: str) -> str:
    """Mung-bean paste pressed in a mould, sesame over it."""
    flower = "".join(petal(x, y, k * math.pi / 4, r * 0.56, r * 0.36, 0.8) for k in range(8))
    seeds = "".join(
        leaflet(*polar(x, y, r * 0.6 * math.sqrt((k + 1) / 46), k * 2.4), k, r * 0.05, r * 0.012) for k in range(44)
    )
    return (
        fill(flower, STRAW, stroke=BROWN, stroke_width=2)
        + circle(x, y, r * 0.16, GOLD)
        + fill(seeds, IVORY if food == CLAY else BROWN)
    )


def tofu(sheet: Sheet) -> str:
    """Draw blocks of tofu on a bamboo mat with spring onion."""
    chance, (w, h, m) = sheet.chance, sheet.measures
    colour, mat = chance.pick(((PALE_CELADON, BAMBOO), (DEEP_CELADON, BAMBOO), (CLAY, STRAW), (WASHED_INDIGO, BAMBOO)))

    def block(x: float, y: float, size: float) -> str:
        top = "M-60-34L0-62L60-34L0-6Z"
        drawn = fill("M-60-34L0-6V58L-60 30Z", OLD_PAPER) + fill("M60-34L0-6V58L60 30Z", "#D9C9AB") + fill(top, IVORY)
        return placed(drawn + stroke("M-44-16L-14-2M-44 10L-14 24", WHITE, 3, opacity=0.6), x, y, scale=size / 60)

    slats = "".join(path("M", 0, y, "H", w) for y in [h * (0.2 + 0.055 * i) for i in range(12)])
    strings = path("M", w * 0.18, h * 0.17, "V", h * 0.84, "M", w * 0.82, h * 0.17, "V", h * 0.84)
    drawn = (
        ground(sheet, colour)
        + fill(box(0, h * 0.17, w, h * 0.67), mat)
        + stroke(slats, BROWN, 2, opacity=0.45)
        + stroke(strings, BROWN, 3, opacity=0.6)
    )
    spots = ((0.5, 0.34, 0.17), (0.28, 0.5, 0.19), (0.72, 0.5, 0.19), (0.5, 0.66, 0.21))
    drawn += sheet.place(block, spots, wide=6, size=0.2)
    rings_of_onion = "".join(
        rings(w * chance.between(0.2, 0.8), h * chance.between(0.3, 0.76), m * 0.016) for _ in range(9)
    )
    return drawn + stroke(rings_of_onion, LEAF, m * 0.009)


def eggs(sheet: Sheet) -> str:
    """Draw eggs in a nest of straw; wide, a row of nests."""
    chance = sheet.chance
    colour = chance.pick((PALE_CELADON, DEEP_CELADON, ROSE, WASHED_INDIGO, PAPER))
    shells = chance.pick(
        (
            ("#E6C4A0", PALE_CLAY),
            (IVORY, OLD_PAPER),
            (PALE_CELADON, CELADON) if colour != PALE_CELADON else (IVORY, OLD_PAPER),
        )
    )

    def nest(x: float, y: float, r: float) -> str:
        straw = {BAMBOO: "", GOLD: "", BROWN: ""}
        for k in range(46):
            angle = k * 2.4
            px, py = polar(x, y, r * chance.between(0.6, 0.92), angle)
            bend = polar(px, py, r * 0.3, angle + 1.3)
            straw[chance.pick(tuple(straw))] += path(
                "M",
                px,
                py,
                "Q",
                bend,
                polar(px, py, r * chance.between(0.3, 0.56), angle + chance.between(1.4, 2.2)),
                places=0,
            )
        drawn = (
            circle(x + r * 0.04, y + r * 0.07, r, INK, opacity=0.2)
            + circle(x, y, r * 0.94, BROWN)
            + circle(x, y, r * 0.72, "#4A3418")
        )
        drawn += "".join(stroke(data, tint, r * 0.028, stroke_linecap="round") for tint, data in straw.items())
        for ex, ey, turn in ((-0.26, -0.12, -24), (0.28, -0.2, 20), (0.02, 0.26, 4)):
            egg = fill("M0-40C22-40 34-4 34 12C34 34 18 44 0 44S-34 34-34 12C-34-4-22-40 0-40Z", shells[0])
            egg += fill("M14-35C28-22 34-2 34 12C34 34 18 44 0 44C24 30 28-10 14-35Z", shells[1])
            drawn += placed(
                egg + stroke("M-18-12Q-22 4-18 16", WHITE, 5, opacity=0.7, stroke_linecap="round"),
                x + r * ex,
                y + r * ey,
                scale=r / 104,
                turn=turn,
            )
        return drawn

    return ground(sheet, colour) + sheet.place(nest, ((0.5, 0.5, 0.42),), wide=4, size=0.36)


def powder(sheet: Sheet) -> str:
    """Draw a heap of powder or salt in a bowl with its wooden scoop, ginger beside it when the slug says so."""
    chance, (w, h, m) = sheet.chance, sheet.measures
    colour, dish = chance.pick(
        ((PALE_CELADON, INDIGO), (PALE_INDIGO, DEEP_CELADON), (PAPER, LACQUER), (DEEP_CELADON, IVORY), (ROSE, INDIGO))
    )
    heap, dark = chance.asked(
        (("muoi", (IVORY, OLD_PAPER)), ("gung", (STRAW, GOLD)), ("ngu coc", (PALE_CLAY, CLAY))),
        ((STRAW, GOLD), (PALE_CLAY, CLAY)),
    )
    root = (
        "M-78 20C-100 0-86-34-56-28C-58-60-22-70-6-44C8-70 44-66 42-34C70-48 96-24 80 2C104 16 92 48 60 42C48 66"
        " 8 64 0 44C-20 66-66 56-78 20Z"
    )
    ginger = fill(root, "#D9B27A") + stroke(
        "M-50-24q10 12 0 26M-4-40q10 14 2 30M40-32q8 14 0 28M-58 18q14 10 30 4M12 38q14 6 26-2", CLAY, 4, **ROUND
    )

    def bowl_of(x: float, y: float, size: float) -> str:
        drawn = (
            ellipse(6, 74, 74, 14, INK, opacity=0.25)
            + fill("M-82-8C-56-60-26-86 0-86S56-60 82-8Z", heap)
            + fill("M10-85C40-78 60-50 82-8H30C36-36 30-64 10-85Z", dark, opacity=0.7)
            + fill("M-96-10H96C92 40 50 74 34 74H-34C-50 74-92 40-96-10Z", dish)
            + stroke("M-92 8Q0 26 92 8", BAMBOO, 5, opacity=0.9)
            + fill("M30 74H34C50 74 92 40 96-10H60C58 30 50 58 30 74Z", INK, opacity=0.2)
            + stroke("M22-58L112-128", BROWN, 12, stroke_linecap="round")
            + fill("M-8-60C-6-84 20-84 36-66C34-46 4-40-8-60Z", BROWN)
        )
        return placed(drawn, x, y, scale=size / 100)

    drawn = ground(sheet, colour) + fill(path("M0", h * 0.68, "H", w, "V", h, "H0Z"), CLAY, opacity=0.75)
    if sheet.is_wide:
        return drawn + sheet.place(bowl_of, (), wide=5, size=0.26)
    drawn += circle(w * chance.between(0.4, 0.6), h * 0.36, m * 0.32, IVORY, opacity=0.4) + bowl_of(
        w * 0.46, h * 0.58, m * chance.between(0.32, 0.36)
    )
    return drawn + (
        placed(ginger, w * 0.7, h * 0.84, scale=m * 0.0024, turn=-8) if "gung" in chance.words else _ears(sheet)
    )


def _ears(sheet: Sheet) -> str:
    """Two ears of grain lying before the bowl."""
    w, h, m = sheet.measures
    drawn = ""
    for x, y, turn in ((0.56, 0.88, -14), (0.66, 0.94, 4)):
        ear = "".join(petal(k * 13, 0, side * 0.5, 24, 9, 0.4) for k in range(6) for side in (-1, 1))
        drawn += placed(
            stroke("M-90 6Q-20-6 84 0", BROWN, 3) + fill(ear, GOLD), w * x, h * y, scale=m * 0.003, turn=turn
        )
    return drawn
