"""Wood: carved reliefs on the grain, and joiners' furniture."""

import math

from shop.catalogue.artwork.motifs import petal, rays
from shop.catalogue.artwork.palette import (
    BAMBOO,
    BROWN,
    CELADON,
    CLAY,
    DEEP_CELADON,
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
from shop.catalogue.artwork.shapes import (
    ROUND,
    circle,
    dashes,
    ellipse,
    fill,
    ground,
    hoop,
    number,
    path,
    placed,
    polar,
    smooth,
    stroke,
    table,
)
from shop.catalogue.artwork.sheet import Sheet

#: Wood, its grain, the depth of a cut.
WOODS = (
    (CLAY, "#8E5433", WING),
    (BAMBOO, "#A27C40", BROWN),
    (BROWN, "#4C3220", "#2E1C12"),
    ("#A8663F", "#7C4527", WING),
)

#: A bodhi leaf as the Lý masons cut it, 200 high around (0, 0).
BODHI_LEAF = "M0-100C14-72 72-52 72 6S44 72 0 72-72 40-72 6-14-72 0-100"


def carving(sheet: Sheet) -> str:
    """Draw a relief cut into the grain: a bodhi leaf or a medallion; wide, three medallions."""
    chance, (w, h, m) = sheet.chance, sheet.measures
    wood, grain, deep = chance.pick(WOODS)
    gold = STRAW if wood == BAMBOO else GOLD
    board = ground(sheet, wood) + _grain(sheet, grain, deep)
    petals = chance.pick((8, 10, 12))
    if sheet.is_wide:
        return board + "".join(
            _medallion(f"{sheet.uid}{i}", x, h / 2, m * 0.34, petals, (wood, grain, deep, gold))
            for i, x in enumerate(sheet.columns(3))
        )
    if chance.happens(0.5):
        return board + placed(
            _leaf_relief(chance.pick((5, 7)), wood, grain, deep, gold), w / 2, h * 0.55, scale=m * 0.004
        )
    return board + _medallion(sheet.uid, w / 2, h / 2, m * 0.34, petals, (wood, grain, deep, gold))


def _grain(sheet: Sheet, grain: str, deep: str) -> str:
    """Lines that bend around two knots, and a few marks of the chisel."""
    chance, (w, h, m) = sheet.chance, sheet.measures
    knots = [
        (chance.between(0.05, 0.3) * w, chance.between(0.1, 0.35) * h, chance.between(0.5, 0.9)),
        (chance.between(0.7, 0.95) * w, chance.between(0.65, 0.92) * h, chance.between(0.5, 0.9)),
    ]
    lines = ""
    for row in range(-2, 17):
        level, points = h * row / 14, []
        for step in range(6):
            x, y = w * step / 5, level
            for kx, ky, size in knots:
                aside, above = (x - kx) / (m * 0.34), (level - ky) / (m * 0.4)
                y += math.copysign(m * 0.13 * size, above or 1) * math.exp(-aside * aside - above * above)
            points.append((x, y + math.sin(step * 1.3 + row * 0.4) * 3))
        lines += smooth(points, places=0)
    drawn = stroke(lines, grain, 1.7, opacity=0.75)
    for kx, ky, size in knots:
        drawn += ellipse(kx, ky, m * 0.1 * size, m * 0.062 * size, grain, opacity=0.5)
        drawn += ellipse(kx, ky, m * 0.045 * size, m * 0.028 * size, deep, opacity=0.7)
    cuts = ""
    for _ in range(12):
        cuts += path("M", chance.between(w * 0.06, w * 0.94), chance.between(h * 0.05, h * 0.95))
        cuts += path("l", m * 0.022, -m * 0.034, places=0)
    return drawn + stroke(cuts, deep, 2, stroke_linecap="round", opacity=0.4)


def _leaf_relief(petals: int, wood: str, grain: str, deep: str, gold: str) -> str:
    """A lotus on scrolls inside a bodhi leaf."""

    def leaf(size: float, colour: str, **more: str | float) -> str:
        return fill(BODHI_LEAF + "Z", colour, transform=f"scale({size})", **more)

    flower = ""
    for i in range(petals):
        aside = i - petals // 2
        flower += petal(0, 44, -math.pi / 2 + aside * 2.1 / petals, 84 - abs(aside) * 13, 22)
    scrolls = "M6 50c34 2 54-22 42-40c-12-14-30 2-18 14M-6 50c-34 2-54-22-42-40c12-14 30 2 18 14"
    beads = ""
    for i in (-3, -2, -1, 1, 2, 3):
        beads += circle(*polar(0, 6, 66, -math.pi / 2 + i * 0.33 + math.copysign(0.45, i)), 2.6, gold)
    return (
        placed(leaf(1.16, deep, opacity=0.85), 4, 6)
        + leaf(1.16, grain)
        + leaf(1.06, wood)
        + stroke(BODHI_LEAF + "Z", deep, 1.4)
        + leaf(0.9, deep, opacity=0.88)
        + stroke(scrolls, gold, 6, stroke_linecap="round")
        + fill(flower, gold, stroke=deep, stroke_width=1.3)
        + fill(petal(0, 46, -math.pi / 2, 52, 15, 0.4), wood, stroke=deep, stroke_width=1)
        + beads
    )


def _medallion(uid: str, cx: float, cy: float, r: float, petals: int, tones: tuple[str, str, str, str]) -> str:
    """Two wreaths of petals, cut clear of the ground."""
    wood, grain, deep, gold = tones
    outer = petal(0, 0, 0, r * 0.92, r * 5.0 / petals, 0.75)
    inner = petal(0, 0, 0, r * 0.66, r * 3.4 / petals, 0.6)
    cast = f"translate({number(r * 0.03)} {number(r * 0.02)})"
    shapes = (
        f'<g id="{uid}p">{fill(outer, deep, opacity=0.8, transform=cast)}{fill(outer, wood)}'
        f"{stroke(path('M', r * 0.5, 0, 'H', r * 0.8), deep, 1.6)}</g>"
        f'<g id="{uid}q">{fill(inner, deep, transform=cast)}{fill(inner, gold)}</g>'
    )
    wreaths = "".join(
        f'<use href="#{uid}{name}" transform="rotate({number(360 * (k + shift) / petals)})"/>'
        for name, shift in (("p", 0.0), ("q", 0.5))
        for k in range(petals)
    )
    seeds = circle(0, 0, r * 0.026, deep) + "".join(
        circle(*polar(0, 0, r * 0.11, k * math.pi / 3), r * 0.026, deep) for k in range(6)
    )
    medallion = (
        circle(0, 0, r * 1.1, deep)
        + hoop(0, 0, r * 1.035, wood, r * 0.05, stroke_dasharray=dashes(r * 0.06, r * 0.045))
        + circle(0, 0, r * 0.95, grain)
        + wreaths
        + circle(0, 0, r * 0.24, deep)
        + circle(0, 0, r * 0.2, wood)
        + seeds
    )
    return f"<defs>{shapes}</defs>" + placed(medallion, cx, cy)


def furniture(sheet: Sheet) -> str:
    """Draw a joiner's piece: desk, cabinet or armchair on its floor; wide, all three."""
    chance, (w, h, m) = sheet.chance, sheet.measures
    wall, floor = chance.pick(
        ((PAPER, CLAY), (PALE_CELADON, BROWN), (STRAW, BROWN), (OLD_PAPER, DEEP_CELADON), (PALE_INDIGO, BROWN))
    )
    wood, grain, deep = chance.pick((WOODS[0], WOODS[2], WOODS[3]))
    form = chance.asked((("ban", "desk"), ("tu", "cabinet"), ("ghe", "chair")), ("chair", "cabinet"))
    makers = {"desk": _desk, "cabinet": _cabinet, "chair": _chair}
    drawn = ground(sheet, wall) + table(sheet, h * 0.78, floor, opacity=0.7)
    if sheet.is_wide:
        for x, name in zip(sheet.columns(3), ("desk", "chair", "cabinet"), strict=False):
            drawn += placed(makers[name](wood, grain, deep), x, h * 0.84, scale=h * 0.0024)
        return drawn
    disc = circle(
        w * chance.between(0.35, 0.65),
        h * chance.between(0.3, 0.4),
        m * chance.between(0.26, 0.34),
        IVORY,
        opacity=0.55,
    )
    shade = ellipse(w * 0.53, h * 0.845, m * 0.4, h * 0.02, INK, opacity=0.25)
    return (
        drawn
        + disc
        + shade
        + placed(makers[form](wood, grain, deep), w / 2, h * 0.845, scale=m * chance.between(0.0033, 0.0037))
    )


def _desk(wood: str, grain: str, deep: str) -> str:
    """A desk 230 wide and 130 high over (0, 0), with a lamp and a plant."""
    return (
        fill("M-104-112H-36V0H-104ZM36-112H104V0H36Z", wood)
        + fill("M-36-112H36V-30H-36Z", deep)
        + fill("M-118-128H118V-110H-118Z", grain)
        + fill("M-118-128H118V-122H-118Z", IVORY, opacity=0.25)
        + stroke(
            (
                "M-96-100H-44V-70H-96ZM-96-62H-44V-34H-96ZM-96-26H-44V-6H-96ZM44-100H96V-70H44ZM44-62H96V-34H44Z"
                "M44-26H96V-6H44Z"
            ),
            deep,
            2.4,
        )
        + stroke("M-76-85h12M-76-48h12M-76-16h12M64-85h12M64-48h12M64-16h12", GOLD, 4, stroke_linecap="round")
        + stroke("M-62-128V-178", deep, 5)
        + fill("M-92-172L-80-206H-44L-32-172Z", STRAW)
        + fill("M46-128h34l-5-28h-24z", CELADON)
        + fill(
            "".join(petal(63, -154, -math.pi / 2 + k * 0.42, 50 - abs(k) * 6, 14, 0.3) for k in (-2, -1, 0, 1, 2)),
            DEEP_CELADON,
        )
    )


def _cabinet(wood: str, grain: str, deep: str) -> str:
    """A tall cabinet 160 wide and 260 high over (0, 0), carved panels below, glass above."""
    panes = "M-64-236H-6V-124H-64ZM6-236H64V-124H6Z"
    lattice = "M-64-198H-6M-64-162H-6M6-198H64M6-162H64M-35-236V-124M35-236V-124"
    flowers = "".join(petal(x, -44, -math.pi / 2 + k * 0.7, 36 - abs(k) * 6, 15) for x in (-35, 35) for k in (-1, 0, 1))
    return (
        fill("M-72-14H-54L-58 0H-70ZM72-14H54L58 0H70Z", deep)
        + fill("M-80-246H80V-12H-80Z", wood)
        + fill("M-90-262H90L84-244H-84Z", grain)
        + fill(panes, PALE_CELADON)
        + stroke(panes + lattice, deep, 3)
        + fill("M-64-112H-6V-24H-64ZM6-112H64V-24H6Z", grain)
        + stroke("M-58-106H-12V-30H-58ZM12-106H58V-30H12Z", deep, 2.4)
        + fill(flowers, wood, stroke=deep, stroke_width=1.6)
        + circle(-10, -118, 4, GOLD)
        + circle(10, -118, 4, GOLD)
        + stroke("M0-246V-12", deep, 2.4)
    )


def _chair(wood: str, grain: str, deep: str) -> str:
    """An armchair with a scrolled back, 220 high over (0, 0)."""
    spokes = rays(0, -150, 12, 30, [k * math.pi / 4 for k in range(8)])
    return (
        fill("M-70-90H-54L-58 0H-68ZM54-90H70L68 0H58ZM-38-84H-28L-30-12H-38ZM28-84H38V-12H30Z", deep)
        + fill("M-58-96C-66-140-64-190-46-204C-24-200-16-222 0-222S24-200 46-204C64-190 66-140 58-96Z", wood)
        + fill("M-44-100C-50-138-48-176-36-190C-18-186-12-204 0-204S18-186 36-190C48-176 50-138 44-100Z", grain)
        + circle(0, -150, 32, wood)
        + stroke(spokes, deep, 3, **ROUND)
        + circle(0, -150, 9, GOLD)
        + stroke(
            "M-60-98C-92-104-98-150-84-152M60-98C92-104 98-150 84-152M-82-148L-66-88M82-148L66-88", wood, 11, **ROUND
        )
        + fill("M-78-104H78V-84H-78Z", wood)
        + fill("M-70-84H70Q40-66 0-66T-70-84Z", grain)
        + fill("M-78-104H78V-98H-78Z", LACQUER)
    )
