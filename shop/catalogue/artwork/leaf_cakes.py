"""Cakes wrapped in leaf or paper: square, long, and of green rice."""

import math

from shop.catalogue.artwork.motifs import petal
from shop.catalogue.artwork.palette import (
    BROWN,
    CLAY,
    DARK_CELADON,
    DARK_LEAF,
    DEEP_CELADON,
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
from shop.catalogue.artwork.shapes import (
    box,
    circle,
    fill,
    ground,
    path,
    placed,
    ring,
    stroke,
)
from shop.catalogue.artwork.sheet import Sheet

#: Ground, leaf, its veins, the tie.
LEAF_COLOURS = (
    (PAPER, LEAF, DARK_LEAF, IVORY),
    (ROSE, DEEP_CELADON, DARK_CELADON, IVORY),
    (WING, LEAF, "#33491F", STRAW),
    (STRAW, DEEP_CELADON, DARK_CELADON, LACQUER),
    (OLD_PAPER, "#7B8A4C", "#46552A", LACQUER),
)


def square_cakes(sheet: Sheet) -> str:
    """Draw one or two square cakes in leaf, tied crosswise; wide, six."""
    chance, (w, h, m) = sheet.chance, sheet.measures
    colour, leaf, dark, tie = chance.pick(LEAF_COLOURS)
    one, drawn = _square_cake(leaf, dark, tie), ground(sheet, colour)
    if sheet.is_wide:
        for x in sheet.columns(6):
            y, size = h * chance.between(0.4, 0.6), h * chance.between(0.15, 0.2)
            drawn += placed(one, x, y, turn=chance.between(-20, 20), scale=size / 100)
        return drawn
    if chance.happens(0.55):
        return drawn + placed(one, w / 2, h / 2, turn=chance.between(-14, 14), scale=m * 0.0034)
    drawn += placed(one, w * 0.63, h * 0.33, turn=chance.between(-6, 22), scale=m * 0.0022)
    return drawn + placed(one, w * 0.38, h * 0.64, turn=chance.between(-20, 4), scale=m * 0.0028)


def _square_cake(leaf: str, dark: str, tie: str) -> str:
    """A cake 200 square around (0, 0)."""
    veins = "".join(
        path("M", -100 + 200 * i / 13, -100, "L", -100 + 200 * (i * 0.9 + 0.6) / 13, 100) for i in range(1, 13)
    )
    ties = "".join(box(q - 6, -100, 12, 200) + box(-100, q - 6, 200, 12) for q in (-38, 38))
    strands = "M-38-100v200M-100-38h200M38-100v200M-100 38h200"
    return (
        fill(box(-93, -89, 200, 200), INK, opacity=0.25)
        + fill(box(-100, -100, 200, 200), leaf)
        + stroke(veins, dark, 2, opacity=0.6)
        + fill("M-100-100L10-10L100-100zM-100 100L-10 10L100 100z", dark, opacity=0.4)
        + fill(ties, tie)
        + stroke(strands, dark, 1.6, opacity=0.5)
    )


def long_cakes(sheet: Sheet) -> str:
    """Draw long rice cakes in leaf, one opened and sliced."""
    chance = sheet.chance
    colour, leaf, dark, tie = chance.pick(LEAF_COLOURS)
    veins = "".join(f"M{x}-24Q{x + 10} 0 {x} 24" for x in range(-90, 96, 12))
    wrapped = (
        fill(
            "M-104-22C-60-34 60-34 104-22Q118 0 104 22C60 34-60 34-104 22Q-118 0-104-22Z",
            INK,
            opacity=0.25,
            transform="translate(4 8)",
        )
        + fill("M-104-22C-60-34 60-34 104-22Q118 0 104 22C60 34-60 34-104 22Q-118 0-104-22Z", leaf)
        + stroke(veins, dark, 2, opacity=0.55)
        + fill("M-110 4Q0 22 110 4Q112 14 104 22C60 34-60 34-104 22Q-112 14-110 4Z", dark, opacity=0.35)
        + stroke("M-66-28V29M-22-31V31M22-31V31M66-28V29", tie, 6)
    )
    opened = (
        fill("M-112-40C-60-52 60-52 112-40L104 44C60 56-60 56-104 44Z", leaf)
        + stroke("M-104-14H106M-104 18H104M-100-30H104", dark, 2, opacity=0.6)
        + fill("M-84-18C-40-28 40-28 84-18Q94 0 84 18C40 28-40 28-84 18Q-94 0-84-18Z", IVORY)
        + fill("M-84 2Q0 18 84 2Q88 12 84 18C40 28-40 28-84 18Q-90 10-84 2Z", OLD_PAPER)
        + stroke("M-44-23V23M0-25V25M44-23V23", CLAY, 3, opacity=0.7)
        + fill("".join(ring(x, y, 3) for x, y in ((-62, -2), (-24, 6), (20, -4), (62, 4), (30, 8), (-34, -8))), BROWN)
    )
    turn = chance.between(-20, -8)

    def plate(x: float, y: float, r: float) -> str:
        drawn = placed(wrapped, 8, -84) + placed(wrapped, -10, -22, turn=4) + placed(opened, 0, 62, turn=-2)
        return placed(drawn, x, y, turn=turn, scale=r / 110)

    return ground(sheet, colour) + sheet.place(plate, ((0.5, 0.5, chance.between(0.36, 0.39)),), wide=4, size=0.28)


def young_rice_cakes(sheet: Sheet) -> str:
    """Draw a green rice cake in its box, red ribbon, one cake cut to show the bean paste."""
    chance, (w, h, m) = sheet.chance, sheet.measures
    colour, ribbon = chance.pick(
        ((PAPER, LACQUER), (ROSE, LACQUER), (STRAW, LACQUER), (WING, VERMILION), (PALE_INDIGO, VERMILION))
    )
    green, deep, petals = chance.pick(("#7F9C5A", "#8FA869", LEAF)), DARK_LEAF, chance.whole(6, 9)
    stamp = "".join(petal(0, 0, k * 2 * math.pi / petals, 50, 210 / petals, 0.7) for k in range(petals))
    box_shape = "M-92-92H92V92H-92Z"
    parcel = (
        fill(box_shape, INK, opacity=0.25, transform="translate(6 9)")
        + fill(box_shape, green)
        + stroke("M-82-82H82V82H-82Z", PALE_CELADON, 3)
        + fill("M-13-92H13V92H-13ZM-92-13H92V13H-92Z", ribbon)
        + fill(
            "M0 0C-20-54-74-60-70-28C-66-6-30 0 0 0C30 0 66-6 70-28C74-60 20-54 0 0Z",
            ribbon,
            stroke=WING,
            stroke_width=2,
        )
        + fill("M0 0L-34 52L-16 48L-6 60ZM0 0L34 52L16 48L6 60Z", ribbon, stroke=WING, stroke_width=2)
        + circle(0, 0, 13, ribbon, stroke=WING, stroke_width=2)
    )
    cake = (
        fill(
            "M-70-60H70Q78-60 78-52V52Q78 60 70 60H-70Q-78 60-78 52V-52Q-78-60-70-60Z",
            INK,
            opacity=0.25,
            transform="translate(5 8)",
        )
        + fill("M-70-60H70Q78-60 78-52V52Q78 60 70 60H-70Q-78 60-78 52V-52Q-78-60-70-60Z", deep)
        + fill("M-70-66H70Q78-66 78-58V40Q78 48 70 48H-70Q-78 48-78 40V-58Q-78-66-70-66Z", green)
        + placed(fill(stamp, deep, opacity=0.35), 0, -8)
        + fill("M28-66H70Q78-66 78-58V40Q78 48 70 48H28Z", STRAW)
        + fill("M28-66H70Q78-66 78-58V-50H28ZM28 32H78V40Q78 48 70 48H28Z", green)
        + stroke("M28-66V48", deep, 2)
    )
    turn = chance.between(-12, 12)

    def pair(x: float, y: float, size: float) -> str:
        first = placed(parcel, x, y - size * 0.34, turn=turn, scale=size / 130)
        return first + placed(cake, x + size * 0.2, y + size * 0.86, turn=-turn / 2, scale=size / 150)

    if sheet.is_wide:
        return ground(sheet, colour) + sheet.place(
            lambda x, y, r: placed(
                parcel if chance.happens(0.6) else cake, x, y, scale=r / 100, turn=chance.between(-14, 14)
            ),
            (),
            wide=5,
            size=0.28,
        )
    return ground(sheet, colour) + pair(w * 0.5, h * 0.44, m * chance.between(0.36, 0.39))
