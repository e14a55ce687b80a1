"""Tailoring: the áo dài, a suit, a shirt, on a hanger or a form."""

from shop.catalogue.artwork.motifs import blossom, petal
from shop.catalogue.artwork.palette import (
    BROWN,
    CELADON,
    DARK_CELADON,
    DARK_INDIGO,
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
from shop.catalogue.artwork.shapes import ROUND, circle, clipped, fill, ground, path, placed, stroke
from shop.catalogue.artwork.sheet import Sheet

#: Ground, cloth, its shade, trousers, ornament.
COLOURS = (
    (PALE_CELADON, LACQUER, WING, IVORY, STRAW),
    (PAPER, INDIGO, DARK_INDIGO, IVORY, STRAW),
    (STRAW, DEEP_CELADON, DARK_CELADON, IVORY, STRAW),
    (OLD_PAPER, VERMILION, LACQUER, IVORY, STRAW),
    (PALE_INDIGO, ROSE, VERMILION, IVORY, LACQUER),
    (WING, IVORY, OLD_PAPER, ROSE, LACQUER),
)

#: All three hang from a hook at (0, -180) and are about 360 high.
HANGER = "M0-150V-168A10 10 0 1 1 10-178M-58-128Q0-160 58-128"
DRESS = (
    "M-16-146C-30-140-48-136-58-126L-112-4L-88 8L-52-58C-50-34-46-20-48 0C-58 60-66 120-70 178H70"
    "C66 120 58 60 48 0C46-20 50-34 52-58L88 8L112-4L58-126C48-136 30-140 16-146Q0-138-16-146Z"
)
SHIRT = (
    "M-26-140C-44-134-60-132-74-122L-118-40L-82-22L-62-56C-60 0-62 60-66 112H66C62 60 60 0 62-56L82-22L118-40"
    "L74-122C60-132 44-134 26-140Q0-116-26-140Z"
)
JACKET = (
    "M-24-142C-44-136-62-132-76-120C-92-70-100-10-102 64H-72L-66-30C-62 20-64 70-70 112H70C64 70 62 20 66-30"
    "L72 64H102C100-10 92-70 76-120C62-132 44-136 24-142L0-120Z"
)


def clothes(sheet: Sheet) -> str:
    """Draw what the slug asks for: áo dài, suit or shirt; wide, a rail of áo dài."""
    chance = sheet.chance
    colours = chance.pick(COLOURS)
    form = chance.asked((("dai", "dress"), ("com", "suit"), ("vest", "suit"), ("phong", "shirt")), ("dress",))
    w, h, m = sheet.measures
    drawn = ground(sheet, colours[0])
    if sheet.is_wide:
        rail = stroke(path("M0", h * 0.1, "H", w), BROWN, m * 0.02)
        for i, x in enumerate(sheet.columns(6)):
            one = chance.pick(COLOURS)
            drawn += placed(_dress(f"{sheet.uid}{i}", one, chance.whole(0, 2)), x, h * 0.5, scale=h * 0.0021)
        return drawn + rail
    disc = circle(
        w / 2, h * 0.46, m * chance.between(0.36, 0.42), IVORY if colours[0] != WING else LACQUER, opacity=0.5
    )
    draw = {"dress": _dress, "suit": _suit, "shirt": _shirt}[form]
    turn = chance.between(-3, 3)
    return (
        drawn + disc + placed(draw(sheet.uid, colours, chance.whole(0, 2)), w / 2, h * 0.5, turn=turn, scale=m * 0.0031)
    )


def _hanger() -> str:
    return stroke(HANGER, BROWN, 6, **ROUND)


def _dress(uid: str, colours: tuple[str, ...], ornament: int) -> str:
    """A dress split at the waist over its trousers, ornament on the front panel."""
    _, cloth, shade, trousers, figure = colours
    panel = "M-48 0C-56 60-62 120-64 172H40C40 110 46 60 48 0Z"
    flowers = "".join(
        blossom(x, y, size, 5 + ornament, x) for x, y, size in ((-8, 138, 20), (22, 106, 14), (-30, 92, 12), (6, 66, 9))
    )
    stalk = path("M-20 172C-10 140 26 120 0 60M-8 138L22 106M-14 118L-30 92")
    leaves = petal(-16, 152, -0.6, 34, 12) + petal(8, 116, -2.6, 28, 10) + petal(12, 90, -0.5, 24, 9)
    return (
        _hanger()
        + fill("M-60 60L-66 192H-4L0 80L8 192H66L58 60Z", trousers)
        + fill(DRESS, cloth)
        + fill(panel, shade, opacity=0.25)
        + clipped(uid, panel, stroke(stalk, figure, 2.4) + fill(flowers + leaves, figure))
        + fill("M-16-146Q0-138 16-146V-128Q0-120-16-128Z", shade)
        + stroke("M8-126C28-112 44-86 48-58M-48 0H48M48 0C52 60 58 120 62 178", shade, 2.6, **ROUND)
        + "".join(circle(x, y, 3.4, figure) for x, y in ((10, -124), (26, -110), (39, -90), (47, -66)))
    )


def _shirt(uid: str, colours: tuple[str, ...], ornament: int) -> str:
    """A plain shirt with a patchwork heart of silk."""
    _, cloth, shade, _, figure = colours
    tints = (figure, CELADON, ROSE, GOLD, WASHED_INDIGO)
    patches = ""
    for i in range(9):
        x, y = -42 + (i % 3) * 28, -56 + (i // 3) * 30
        patches += fill(path("M", x, y, "h28v30h-28z"), tints[(i * 2 + ornament) % 5])
    return (
        _hanger()
        + fill(SHIRT, cloth)
        + fill("M26-56C30 0 28 60 24 112H66C62 60 60 0 62-56Z", shade, opacity=0.3)
        + stroke("M-26-140Q0-116 26-140M-78-24L-62-56M78-24L62-56", shade, 4, **ROUND)
        + patches
        + stroke("M-14-56v90M14-56v90M-42-26h84M-42 4h84", IVORY, 2, stroke_dasharray="5 4")
    )


def _suit(uid: str, colours: tuple[str, ...], ornament: int) -> str:
    """A jacket with lapels over shirt and tie."""
    _, cloth, shade, shirt, figure = colours
    tie = (LACQUER, GOLD, INDIGO)[ornament]
    return (
        _hanger()
        + fill("M-58 100L-52 190H-6L0 120L6 190H52L58 100Z", shade)
        + fill("M-24-142L0-120L24-142L20 20H-20Z", shirt)
        + fill("M-8-116H8L5-100L12-20L0 0L-12-20L-5-100Z", tie)
        + fill(JACKET, cloth)
        + fill("M-24-142L0-120L24-142L14-40L0 4L-14-40Z", shirt)
        + fill("M-8-118H8L5-102L11-24L0 0L-11-24L-5-102Z", tie)
        + fill("M-24-142L-46-108L-36-94L-44-84L0 14L-6-20ZM24-142L46-108L36-94L44-84L0 14L6-20Z", shade)
        + stroke(
            "M0 14V112M-62 52h30M32 52h30M-66-30C-68 0-70 30-72 64M66-30C68 0 70 30 72 64", INK, 2, opacity=0.5, **ROUND
        )
        + circle(0, 30, 4, figure)
        + circle(0, 60, 4, figure)
        + fill("M30-52h22v6H30z", figure)
    )
