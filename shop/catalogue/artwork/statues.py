"""Wooden statues: a seated Buddha, beasts of luck, a lotus on its stand, a tower."""

import math

from shop.catalogue.artwork.motifs import petal
from shop.catalogue.artwork.palette import (
    BAMBOO,
    BROWN,
    CLAY,
    DARK_CELADON,
    GOLD,
    INK,
    IVORY,
    LACQUER,
    OLD_PAPER,
    PALE_CELADON,
    PALE_INDIGO,
    PAPER,
    STRAW,
    WING,
)
from shop.catalogue.artwork.shapes import ROUND, circle, ellipse, fill, ground, hoop, placed, stroke, table
from shop.catalogue.artwork.sheet import Sheet

FORMS = (
    ("qua mit", "jackfruit"),
    ("phat", "buddha"),
    ("quan am", "buddha"),
    ("chu tieu", "buddha"),
    ("dieu khac", "buddha"),
    ("meo", "cat"),
    ("voi", "elephant"),
    ("lon", "pig"),
    ("nguu", "buffalo"),
    ("te giac", "rhino"),
    ("thap", "tower"),
    ("choe", "jar"),
    ("binh", "jar"),
    ("don", "jar"),
    ("sen", "lotus"),
    ("dai", "lotus"),
)

#: Wall, shelf.
ROOMS = (
    (PAPER, BROWN),
    (PALE_CELADON, CLAY),
    (STRAW, BROWN),
    (DARK_CELADON, WING),
    (PALE_INDIGO, CLAY),
    (OLD_PAPER, LACQUER),
)

#: Wood in light, in shade, and in the cuts.
WOODS = (
    (CLAY, "#8E5433", WING),
    ("#A8663F", "#7C4527", "#3A1E12"),
    (BROWN, "#4C3220", "#241208"),
    (BAMBOO, "#A27C40", BROWN),
)


def statue(sheet: Sheet) -> str:
    """Draw the statue the slug asks for on a shelf; wide, a row of saints and beasts."""
    chance, (w, h, m) = sheet.chance, sheet.measures
    wall, shelf = chance.pick(ROOMS)
    woods = [wood for wood in WOODS if wood[0] != shelf]
    halo = GOLD if wall == DARK_CELADON else IVORY
    form = chance.asked(FORMS, ("lotus", "buddha"))
    drawn = ground(sheet, wall) + table(sheet, h * 0.83, shelf)
    if sheet.is_wide:
        for x, name in zip(sheet.columns(5), ("elephant", "lotus", "buddha", "jar", "buffalo"), strict=False):
            shade = ellipse(x + h * 0.02, h * 0.845, h * 0.17, h * 0.014, INK, opacity=0.3)
            drawn += shade + placed(FIGURES[name](*chance.pick(woods)), x, h * 0.845, scale=h * 0.0021)
        return drawn
    disc = circle(
        w * chance.between(0.42, 0.58),
        h * chance.between(0.36, 0.44),
        m * chance.between(0.32, 0.4),
        halo,
        opacity=0.55,
    )
    shade = ellipse(w * 0.53, h * 0.845, m * 0.36, h * 0.02, INK, opacity=0.3)
    turned = placed(FIGURES[form](*chance.pick(woods)), w / 2, h * 0.845, scale=m * chance.between(0.0031, 0.0034))
    return drawn + disc + shade + turned


def _lotus_seat(wood: str, shade: str, cut: str) -> str:
    """Two rows of petals, 190 wide and 56 high over (0, 0)."""
    edge: dict[str, str | float] = {"stroke": cut, "stroke_width": 2}
    back = "".join(petal(x, -14, -math.pi / 2 + x * 0.006, 46, 40, 0.6) for x in range(-66, 70, 33))
    front = "".join(petal(x, -8, -math.pi / 2 + x * 0.007, 42, 40, 0.6) for x in (-80, -48, -16, 16, 48, 80))
    return fill(back, shade, **edge) + fill(front, wood, **edge) + fill("M-96-12H96Q92 0 78 0H-78Q-92 0-96-12Z", shade)


def _buddha(wood: str, shade: str, cut: str) -> str:
    body = (
        "M-30-196C-60-188-74-170-78-140C-84-104-70-84-96-66C-106-54-96-46-80-46H80C96-46 106-54 96-66C70-84"
        " 84-104 78-140C74-170 60-188 30-196Z"
    )
    robe = (
        "M-26-190C-4-150 26-120 70-108M-34-188C-22-140-4-108 30-92M-70-72C-40-86 40-86 70-72M-84-58C-30-74 30-74 84-58"
    )
    return (
        hoop(0, -226, 62, GOLD, 5)
        + _lotus_seat(wood, shade, cut)
        + fill(body, wood)
        + fill(
            "M20-196H30C60-188 74-170 78-140C84-104 70-84 96-66C106-54 96-46 80-46H30C60-70 50-150 20-196Z",
            shade,
            opacity=0.75,
        )
        + stroke(robe, cut, 2.6, **ROUND)
        + fill("M-18-206H18V-190Q0-178-18-190Z", wood)
        + fill("M-31-240C-31-264-18-274 0-274S31-264 31-240C31-220 18-202 0-202S-31-220-31-240Z", wood)
        + fill("M-33-244C-35-266-22-278-10-280Q0-296 10-280C22-278 35-266 33-244C22-258-22-258-33-244Z", cut)
        + stroke("M-17-237q7 5 13 0M4-237q7 5 13 0M-6-216q6 4 12 0M0-236v10", cut, 2, **ROUND)
        + circle(0, -250, 2.6, GOLD)
        + stroke("M-35-242V-220M35-242V-220", wood, 6, stroke_linecap="round")
        + fill("M-26-86Q0-104 26-86Q22-66 0-66T-26-86Z", wood, stroke=cut, stroke_width=2.4)
    )


def _elephant(wood: str, shade: str, cut: str) -> str:
    body = (
        "M-20-150C30-166 84-152 96-112C104-84 100-40 98 0H60V-40C44-34 20-34 2-40V0H-38V-44"
        "C-54-48-66-60-70-78C-82-60-84-34-96-14C-106 0-122-6-120-20C-110-22-108-40-108-62"
        "C-110-112-88-142-60-150C-46-156-32-154-20-150Z"
    )
    return (
        fill("M94-118Q112-96 106-64L98-66Q102-92 88-110Z", shade)
        + fill(body, wood)
        + fill("M60 0V-40C70-58 78-90 74-130C90-124 100-96 98-60L98 0Z", shade, opacity=0.7)
        + fill(
            "M-34-142C0-146 14-118 2-84C-8-66-34-70-44-92C-50-112-48-136-34-142Z", shade, stroke=cut, stroke_width=2.4
        )
        + fill("M-78-84C-84-66-98-58-110-60C-98-66-92-76-90-88Z", IVORY)
        + fill("M14-156C40-166 66-158 78-144L70-98C50-90 34-92 20-100Z", LACQUER)
        + stroke("M18-146C40-154 60-150 74-138M18-112C36-104 54-102 72-110", GOLD, 3.4, **ROUND)
        + circle(-70, -112, 4.4, cut)
        + stroke("M-102-74q-8 4-14 2M-104-56q-8 4-12 2M-104-38q-8 4-12 0M-38-6h40M60-6h38", cut, 2.2, **ROUND)
    )


def _buffalo(wood: str, shade: str, cut: str) -> str:
    horns = (
        "M-98-104C-124-112-138-136-124-162C-124-138-108-122-82-118ZM-74-116C-50-124-36-146-48-168"
        "C-46-148-62-132-88-126Z"
    )
    return _ox(wood, shade, cut) + fill(horns, STRAW)


def _rhino(wood: str, shade: str, cut: str) -> str:
    plates = "M-36-126C-22-100-22-70-34-46M44-134C34-104 36-76 52-48M-96-84Q-84-66-62-54"
    return (
        _ox(wood, shade, cut)
        + fill("M-118-62C-136-84-138-112-128-134C-122-108-112-92-96-84Z", STRAW)
        + stroke(plates, cut, 4, **ROUND)
        + fill("M-70-122C-72-142-58-150-50-144C-48-132-54-122-60-116Z", shade)
    )


def _ox(wood: str, shade: str, cut: str) -> str:
    body = (
        "M-52-122C-20-142 44-138 84-124C104-114 104-80 98-52L92 0H68L62-46C40-34 4-32-16-38L-22 0H-46L-52-48"
        "C-62-52-70-58-78-52C-92-44-112-48-114-62C-112-78-100-84-96-98C-90-112-70-118-52-122Z"
    )
    return (
        fill("M94-112C110-104 112-70 106-46L100-48C104-70 102-92 88-104Z", shade)
        + fill(body, wood)
        + fill("M62-46C72-66 78-96 74-127C104-118 104-80 98-52L92 0H68Z", shade, opacity=0.7)
        + fill("M-72-106Q-52-104-46-88Q-62-88-76-96Z", shade)
        + circle(-92, -90, 4, cut)
        + circle(-106, -60, 3, cut)
        + stroke("M-50-112C-38-90-38-66-52-48M-20-128C0-112 4-88-2-66M30-132C46-114 48-92 42-70", cut, 2.4, **ROUND)
        + fill("M-130 0H112V10H-130Z", shade)
    )


def _cat(wood: str, shade: str, cut: str) -> str:
    return (
        stroke("M52-18C96-14 110-52 92-84", shade, 16, stroke_linecap="round")
        + fill("M-46-134C-74-96-76-34-62 0H62C76-34 74-96 46-134Z", wood)
        + fill("M46-134C74-96 76-34 62 0H24C46-40 48-100 20-134Z", shade, opacity=0.7)
        + fill("M-58-196L-50-250L-22-226H22L50-250L58-196C60-154 34-128 0-128S-60-154-58-196Z", wood)
        + fill("M-46-234L-44-212L-30-222ZM46-234L44-212L30-222Z", shade)
        + stroke(
            (
                "M-34-188q10-10 20 0M14-188q10-10 20 0M-8-162q8 8 8 0q0 8 8 0M-20-168l-36-6M-20-160l-34 6"
                "M20-168l36-6M20-160l34 6"
            ),
            cut,
            2.6,
            **ROUND,
        )
        + fill("M-6-172h12l-6 8z", LACQUER)
        + stroke("M-48-132C-20-116 20-116 48-132", LACQUER, 9, stroke_linecap="round")
        + circle(0, -112, 9, GOLD)
        + stroke("M-20 0V-60M20 0V-60M-56-4q18-10 34 0M56-4q-18-10-34 0", cut, 2.6, **ROUND)
    )


def _pig(wood: str, shade: str, cut: str) -> str:
    return (
        stroke("M92-88c24-8 20-34 4-26c-12 8 6 22 18 10", shade, 5, **ROUND)
        + fill("M-64-34H-34L-38 0H-58ZM30-34H66L62 0H38Z", shade)
        + fill(
            (
                "M-64-128C-20-156 62-150 88-104C104-66 84-24 30-20H-44C-60-20-74-26-82-38C-96-36-112-40-116-54"
                "C-118-68-108-74-104-84C-98-104-82-118-64-128Z"
            ),
            wood,
        )
        + fill("M36-142C66-138 82-122 88-104C104-66 84-24 30-20H0C54-36 70-96 36-142Z", shade, opacity=0.65)
        + fill("M-74-122C-74-146-56-158-42-152C-40-132-50-118-60-110Z", shade)
        + circle(-84, -90, 4, cut)
        + circle(-110, -62, 2.6, cut)
        + circle(-104, -52, 2.6, cut)
        + stroke("M-96-44q10 8 20-2", cut, 2.4, **ROUND)
        + stroke(
            "".join(f"M{x}-{y}a11 11 0 1 1 14 10a6 6 0 1 1-6-8" for x, y in ((-24, 84), (16, 96), (44, 66), (0, 56))),
            GOLD,
            3,
            **ROUND,
        )
    )


def _lotus(wood: str, shade: str, cut: str) -> str:
    edge: dict[str, str | float] = {"stroke": cut, "stroke_width": 2.2}
    flower = ""
    for reach, tint in ((128, shade), (112, wood), (86, wood)):
        spread = 0.44 if reach > 90 else 0.34
        count = 2 if reach > 90 else 1
        for k in sorted(range(-count, count + 1), key=lambda k: -abs(k)):
            flower += fill(petal(0, -150, -math.pi / 2 + k * spread, reach - abs(k) * 8, 52, 0.4), tint, **edge)
    return (
        flower
        + fill(
            (
                "M-26-156H26C18-140 14-132 10-120C26-104 8-90 10-70C14-44 44-30 52-24H-52C-44-30-14-44-10-70"
                "C-8-90-26-104-10-120C-14-132-18-140-26-156Z"
            ),
            wood,
        )
        + fill(
            "M4-156H26C18-140 14-132 10-120C26-104 8-90 10-70C14-44 44-30 52-24H16C4-60 4-110 4-156Z",
            shade,
            opacity=0.7,
        )
        + stroke("M-18-118H18M-14-72H14", GOLD, 4, stroke_linecap="round")
        + fill("M-70-24H70L80 0H-80Z", shade)
        + stroke("M-72-14H72", cut, 2.4)
    )


def _tower(wood: str, shade: str, cut: str) -> str:
    drawn = fill("M-6-290h12l4 30h-20z", GOLD) + circle(0, -294, 8, GOLD)
    for level in range(4):
        y, half = -212 + level * 52, 34 + level * 14
        roof = (
            f"M0 {y - 44}C{half * 0.5:.0f} {y - 30} {half} {y - 20} {half + 18} {y - 14}L{half} {y}H-{half}"
            f"L-{half + 18} {y - 14}C-{half} {y - 20} -{half * 0.5:.0f} {y - 30} 0 {y - 44}Z"
        )
        wall = f"M-{half - 8} {y - 2}H{half - 8}V{y + 26}H-{half - 8}Z"
        door = f"M-7 {y + 26}V{y + 10}a7 7 0 0 1 14 0V{y + 26}Z"
        drawn += fill(wall, wood) + fill(door, cut) + fill(roof, shade, stroke=cut, stroke_width=2)
    return drawn + fill("M-84-30H84L94 0H-94Z", wood) + stroke("M-88-16H88", cut, 2.4)


def _jar(wood: str, shade: str, cut: str) -> str:
    lotus = "".join(petal(0, -60, -math.pi / 2 + k * 0.5, 72 - abs(k) * 9, 26) for k in (-2, 2, -1, 1, 0))
    return (
        fill("M-36-214C-40-190-84-170-86-118C-88-66-58-26-48-8H48C58-26 88-66 86-118C84-170 40-190 36-214Z", wood)
        + fill("M16-214H36C40-190 84-170 86-118C88-66 58-26 48-8H12C52-60 60-150 16-214Z", shade, opacity=0.7)
        + fill("M-44-228H44V-212H-44Z", shade)
        + fill("M-34-228C-30-250-14-256 0-256S30-250 34-228Z", wood)
        + circle(0, -262, 9, GOLD)
        + fill(lotus, shade, stroke=cut, stroke_width=2)
        + stroke("M-72-164C-30-150 30-150 72-164M-66-46C-30-34 30-34 66-46M-44-212H44", cut, 2.4, **ROUND)
        + fill("M-56-10H56L64 0H-64Z", cut)
    )


def _jackfruit(wood: str, shade: str, cut: str) -> str:
    spikes = "".join(
        f"M{x} {y}l6-9l6 9"
        for row, y in enumerate(range(-186, -30, 20))
        for x in range(-66 + (row % 2) * 10, 62, 20)
        if x * x / 4400 + (y + 108) ** 2 / 7600 < 0.92
    )
    return (
        stroke("M0-196C-4-220 10-238 30-244", cut, 12, stroke_linecap="round")
        + fill(petal(14, -226, -0.3, 90, 40, 0.4), shade)
        + fill("M0-202C56-202 82-158 80-104C78-50 44-12 0-12S-78-50-80-104C-82-158-56-202 0-202Z", wood)
        + fill("M26-198C62-190 82-154 80-104C78-50 44-12 0-12C50-44 66-140 26-198Z", shade, opacity=0.6)
        + stroke(spikes, cut, 2.6, **ROUND)
        + fill("M-58-14H58L70 0H-70Z", cut)
    )


#: Figures of light, shade and cut, each up to about 290 high and 230 wide, standing on (0, 0).
FIGURES = {
    "buddha": _buddha,
    "elephant": _elephant,
    "buffalo": _buffalo,
    "rhino": _rhino,
    "cat": _cat,
    "pig": _pig,
    "lotus": _lotus,
    "tower": _tower,
    "jar": _jar,
    "jackfruit": _jackfruit,
}
