"""Musical instruments: lutes, zithers and fiddles, pearl in their wood."""

from shop.catalogue.artwork.motifs import blossom, petal, rings
from shop.catalogue.artwork.palette import (
    BAMBOO,
    BLACK,
    BROWN,
    CELADON,
    CLAY,
    DEEP_CELADON,
    GOLD,
    INDIGO,
    INK,
    IVORY,
    LACQUER,
    OLD_PAPER,
    PALE_CELADON,
    PALE_INDIGO,
    PEARL,
    STRAW,
    WING,
)
from shop.catalogue.artwork.shapes import ROUND, box, circle, ellipse, fill, ground, path, placed, stroke
from shop.catalogue.artwork.sheet import Sheet

FORMS = (
    ("ty ba", "pear"),
    ("nguyet", "moon"),
    ("bau", "monochord"),
    ("tranh", "zither"),
    ("nhi", "fiddle"),
    ("day", "trapeze"),
    ("tam", "oval"),
)

#: Ground, wood, its shade.
COLOURS = (
    (OLD_PAPER, CLAY, WING),
    (PALE_CELADON, BROWN, "#3A1E12"),
    (DEEP_CELADON, CLAY, WING),
    (STRAW, "#5A2A1A", BLACK),
    (INDIGO, CLAY, WING),
    (PALE_INDIGO, "#8E5433", WING),
    (LACQUER, BAMBOO, WING),
)


def instrument(sheet: Sheet) -> str:
    """Draw the instrument the slug names; wide, a wall of five."""
    chance, (w, h, m) = sheet.chance, sheet.measures
    colour, wood, dark = chance.pick(COLOURS)
    form = chance.asked(FORMS, ("moon", "pear", "fiddle"))
    drawn = ground(sheet, colour)
    if sheet.is_wide:
        names = ("moon", "trapeze", "pear", "fiddle", "oval")
        return drawn + "".join(
            placed(_built(name, wood, dark), x, h * 0.5, scale=h * 0.0021, turn=chance.between(-4, 4))
            for x, name in zip(sheet.columns(5), names, strict=False)
        )
    disc = circle(
        w * chance.between(0.4, 0.6),
        h * chance.between(0.42, 0.55),
        m * chance.between(0.34, 0.4),
        _behind(colour),
        opacity=0.5,
    )
    turn = chance.between(52, 60) if form in ("zither", "monochord") else chance.between(14, 26)
    return drawn + disc + placed(_built(form, wood, dark), w * 0.5, h * 0.5, scale=m * 0.0033, turn=turn)


def _behind(colour: str) -> str:
    return {DEEP_CELADON: CELADON, INDIGO: PALE_INDIGO, LACQUER: "#B4472F"}.get(colour, IVORY)


def _built(form: str, wood: str, dark: str) -> str:
    if form == "zither":
        return _zither(wood, dark)
    if form == "monochord":
        return _monochord(wood, dark)
    if form == "fiddle":
        return _fiddle(wood, dark)
    return _lute(form, wood, dark)


#: Bodies of lutes, the neck joining from above.
BODIES = {
    "moon": "M0-10a78 78 0 1 1-.1 0Z",
    "pear": "M-14-60C-20-10-76 30-72 88C-68 134-34 148 0 148S68 134 72 88C76 30 20-10 14-60Z",
    "trapeze": "M-58-4H58L74 136H-74Z",
    "oval": "M0 18C44 18 58 42 58 78S44 138 0 138-58 114-58 78-44 18 0 18Z",
}


def _lute(form: str, wood: str, dark: str) -> str:
    """A lute about 320 high around (0, 0)."""
    body, top = BODIES[form], -60 if form == "pear" else 0
    neck = "M-9-150H9L11 20H-11Z" if form != "pear" else "M-9-150H9L14-50H-14Z"
    frets = "".join(f"M-9 {y}H9" for y in range(-122, top, 17))
    if form == "pear":
        frets += "".join(f"M-{half} {y}H{half}" for y, half in ((-14, 14), (6, 20), (26, 24)))
    strings = "M-4-140V116M0-140V116M4-140V116" if form in ("pear", "oval") else "M-3-140V116M3-140V116"
    head = "M-9-150C-14-164-18-172-4-186C10-190 16-176 9-150Z"
    pegs = "M-26-140H-8M8-132H26M-26-122H-8M8-114H26"
    bloom = fill("".join(blossom(x, 62, 13, 5, x) for x in (-34, 34)), PEARL[1]) + fill(blossom(0, 40, 17, 6), PEARL[2])
    sprays = fill("".join(petal(x, 62, 1.57 + turn, 26, 9) for x in (-34, 34) for turn in (-0.5, 0.5)), PEARL[3])
    skin = {"oval": OLD_PAPER, "moon": STRAW, "trapeze": STRAW}.get(form, wood)
    return (
        placed(fill(body, INK, opacity=0.3), 6, 9)
        + stroke(pegs, dark, 6, stroke_linecap="round")
        + fill(head, dark)
        + fill(neck, dark)
        + fill(body, skin)
        + stroke(body, dark, 8 if form != "pear" else 5)
        + (bloom + sprays if form != "oval" else stroke("M-40 60q12-16 24 0t24 0 24 0", BAMBOO, 2, opacity=0.6))
        + stroke(frets, PEARL[0], 3)
        + fill("M-24 112H24V122H-24Z", dark)
        + stroke(strings, IVORY if skin == wood else INK, 1.2, opacity=0.8)
        + circle(0, -176, 4, PEARL[1])
    )


def _zither(wood: str, dark: str) -> str:
    """The sixteen-string zither, 320 long, its bridges in two slanting rows."""
    board = "M-44-158Q0-172 44-158L56 158Q0 146-56 158Z"
    strings = "".join(path("M", -34 + i * 7.6, -146, "L", -44 + i * 9.8, 146) for i in range(10))
    bridges = "".join(path("M", -37 + i * 8.4 - 4, -70 + i * 16, "l4-9 4 9z") for i in range(10))
    flowers = "".join(
        blossom(x, y, size, 5, x) for x, y, size in ((-30, 96, 11), (-14, 116, 8), (-36, -118, 8), (34, 118, 10))
    )
    return (
        placed(fill(board, INK, opacity=0.3), 7, 6)
        + fill(board, wood)
        + fill("M-44-158Q0-172 44-158L45-138Q0-150-45-138ZM-55 138Q0 126 55 138L56 158Q0 146-56 158Z", dark)
        + fill(flowers, PEARL[1])
        + stroke(strings, IVORY, 1.2, opacity=0.85)
        + fill(bridges, IVORY)
        + stroke(board, dark, 5)
        + fill("".join(rings(-36 + i * 8, 150, 2.6) for i in range(10)), GOLD)
    )


def _monochord(wood: str, dark: str) -> str:
    """The one-string gourd zither, its reed bent at the head."""
    board = "M-22-132H22L28 150H-28Z"
    inlay = "".join(
        blossom(0, y, 11, 5, y) + petal(0, y + 14, 1.2, 20, 7) + petal(0, y + 14, 1.94, 20, 7) for y in (-60, 20, 96)
    )
    return (
        placed(fill(board, INK, opacity=0.3), 7, 6)
        + fill(board, wood)
        + stroke(board, dark, 5)
        + fill(inlay, PEARL[1])
        + stroke("M0-120C-20-160 16-176 62-168", dark, 5, stroke_linecap="round")
        + fill(
            (
                "M-17-146C-17-158-9-160-10-168C-10-178 10-178 10-168C9-160 17-158 17-146C17-132 9-124 0-124"
                "S-17-132-17-146Z"
            ),
            STRAW,
            stroke=dark,
            stroke_width=2,
        )
        + stroke("M0-150L12 138", IVORY, 1.8)
        + circle(12, 138, 5, GOLD)
    )


def _fiddle(wood: str, dark: str) -> str:
    """The two-string fiddle and its bow."""
    return (
        stroke("M44-128C78-40 78 50 54 128", wood, 6, stroke_linecap="round")
        + stroke("M44-128L54 128", IVORY, 3, opacity=0.9)
        + fill("M-6-158H6L7 100H-7Z", dark)
        + fill("M-6-156C-10-172-4-182 10-180Q2-170 6-156Z", dark)
        + stroke("M-36-132H10M-36-104H10", wood, 9, stroke_linecap="round")
        + fill("M-30 72H30L38 84L30 130L38 144H-38L-30 130L-38 84Z", wood)
        + ellipse(0, 74, 34, 9, STRAW, stroke=dark, stroke_width=3)
        + stroke("M-34 92H34M-31 124H31", GOLD, 3)
        + fill(box(-10, 144, 20, 10), dark)
        + stroke("M-3-140V76M3-140V76", IVORY, 1.4)
        + stroke("M-9-44H9M-9-40H9", LACQUER, 3, **ROUND)
        + circle(0, 106, 8, PEARL[1])
    )
