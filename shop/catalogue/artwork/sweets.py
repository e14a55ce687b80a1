"""Cakes and sweets from mould, steamer and oven, and honey."""

import math

from shop.catalogue.artwork.chance import Chance
from shop.catalogue.artwork.motifs import leaflet, petal, rings
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
)
from shop.catalogue.artwork.shapes import (
    ROUND,
    circle,
    drawn_once,
    ellipse,
    fill,
    ground,
    path,
    placed,
    polar,
    polygon,
    ring,
    smooth,
    stroke,
)
from shop.catalogue.artwork.sheet import Sheet


def moon_cakes(sheet: Sheet) -> str:
    """Draw mid-autumn cakes from the mould: baked brown or the white soft kind, one cut open."""
    chance, (w, h, m) = sheet.chance, sheet.measures
    colour = chance.pick((INDIGO, WING, DEEP_CELADON, STRAW, PALE_CELADON))
    crusts = {"soft": (IVORY, OLD_PAPER, "#CDBFA0"), "baked": (GOLD, "#9A6224", "#7A4A1A")}
    crust, side, mark = crusts[chance.asked((("deo", "soft"), ("nuong", "baked")), ("soft", "baked"))]
    lobes, filling = chance.pick((8, 10, 12)), chance.asked((("dau xanh", "#C9B04A"), ("com", LEAF)), ("#7A3A1C",))
    moulded = _moulded(chance, lobes, crust, side, mark)
    cut = _cut_cake(chance, crust, side, filling)
    drawn = ground(sheet, colour)
    if sheet.is_wide:
        drawn += circle(w * 0.72, h * 0.4, h * 0.32, STRAW if colour != STRAW else IVORY, opacity=0.5)
        return drawn + sheet.place(
            lambda x, y, r: placed(moulded, x, y + h * 0.06, scale=r / 100, turn=chance.between(0, 40)),
            (),
            wide=5,
            size=0.24,
        )
    moon = circle(
        w * chance.between(0.3, 0.7),
        h * 0.3,
        m * 0.34,
        IVORY if colour in (STRAW, PALE_CELADON) else STRAW,
        opacity=0.4,
    )
    first = placed(moulded, w * chance.between(0.4, 0.46), h * 0.36, scale=m * 0.003, turn=chance.between(0, 40))
    return drawn + moon + first + placed(cut, w * chance.between(0.58, 0.64), h * 0.79, scale=m * 0.0027)


def _moulded(chance: Chance, lobes: int, crust: str, side: str, mark: str) -> str:
    """A cake from above, 200 across: scalloped edge, a flower pressed in its face."""
    step = 2 * math.pi / lobes
    edge = "".join(ring(*polar(0, 0, 78, k * step), 250 / lobes) for k in range(lobes)) + ring(0, 0, 82)
    petals = chance.pick((6, 8))
    flower = "".join(petal(0, 0, k * 2 * math.pi / petals, 56, 260 / petals, 0.8) for k in range(petals))
    return (
        fill(edge, INK, opacity=0.3, transform="translate(6 12)")
        + fill(edge, side, transform="translate(0 7)")
        + fill(edge, crust)
        + stroke(rings(0, 0, 76, 68), mark, 2.4)
        + fill(flower, side, stroke=mark, stroke_width=2.4)
        + stroke(
            "".join(
                path("M", polar(0, 0, 20, k * 2 * math.pi / petals), "L", polar(0, 0, 44, k * 2 * math.pi / petals))
                for k in range(petals)
            ),
            mark,
            2,
        )
        + circle(0, 0, 15, crust, stroke=mark, stroke_width=2.4)
    )


def _cut_cake(chance: Chance, crust: str, side: str, filling: str) -> str:
    """Half a cake showing its filling, a yolk and seeds, 200 wide."""
    seeds = "".join(
        leaflet(chance.between(-70, 62), chance.between(-14, 34), chance.between(0, 3), 14, 4) for _ in range(11)
    )
    return (
        ellipse(6, 60, 104, 14, INK, opacity=0.3)
        + fill("M-100-30C-100-52-40-66 0-66S100-52 100-30L94 44Q0 66-94 44Z", side)
        + fill("M-100-30C-100-52-40-66 0-66S100-52 100-30Q0-12-100-30Z", crust)
        + fill("M-88-18Q0-2 88-18L84 38Q0 56-84 38Z", filling)
        + fill(seeds, STRAW)
        + circle(0, 18, 24, "#D98A34")
        + circle(-5, 13, 9, "#E8B060")
    )


def buns(sheet: Sheet) -> str:
    """Draw steamed buns in a bamboo steamer."""
    chance = sheet.chance
    colour = chance.pick((PALE_CELADON, LACQUER, STRAW, DEEP_CELADON, PALE_INDIGO))
    dot, turn = chance.pick((VERMILION, LACQUER, DEEP_CELADON)), chance.between(0, 1.2)

    def bun(x: float, y: float, r: float) -> str:
        pleats = "".join(
            path("M", polar(x, y, r * 0.16, a), "Q", polar(x, y, r * 0.5, a + 0.35), polar(x, y, r * 0.8, a + 0.3))
            for a in (turn + k * math.pi / 4 for k in range(8))
        )
        return (
            circle(x + r * 0.05, y + r * 0.08, r, INK, opacity=0.2)
            + circle(x, y, r, IVORY)
            + stroke(pleats, "#D9C9AB", r * 0.06, stroke_linecap="round")
            + circle(x, y, r * 0.13, dot)
        )

    def steamer(x: float, y: float, r: float) -> str:
        slats = "".join(
            path(
                "M",
                x + k * r * 0.22,
                y - r * math.sqrt(max(0, 0.74 - (k * 0.22) ** 2)),
                "V",
                y + r * math.sqrt(max(0, 0.74 - (k * 0.22) ** 2)),
            )
            for k in (-3, -2, -1, 0, 1, 2, 3)
        )
        drawn = (
            circle(x + r * 0.05, y + r * 0.08, r, INK, opacity=0.25)
            + circle(x, y, r, BAMBOO)
            + circle(x, y, r * 0.86, "#A27C40")
        )
        drawn += stroke(slats, STRAW, r * 0.1) + stroke(rings(x, y, r * 0.97, r * 0.86), BROWN, r * 0.02)
        count = 4
        for k in range(count):
            drawn += bun(*polar(x, y, r * 0.45, turn + k * 2 * math.pi / count), r * 0.31)
        return drawn

    return ground(sheet, colour) + sheet.place(steamer, ((0.5, 0.5, 0.43),), wide=4, size=0.36)


def biscuits(sheet: Sheet) -> str:
    """Draw biscuits with sesame, rolled wafers or crisps of taro ("khoai") on a celadon dish."""
    chance = sheet.chance
    colour = chance.pick((PAPER, STRAW, ROSE, DEEP_CELADON, INDIGO))
    asked = (("khoai", "crisps"), ("gao", "wafers"), ("cha", "scrolls"), ("vung", "rounds"))
    form = chance.asked(asked, ("rounds", "scrolls"))
    tint = chance.pick((GOLD, "#CF9A55", CLAY))
    draw_piece = {"rounds": _round_biscuit, "wafers": _wafer, "scrolls": _scroll, "crisps": _crisp}[form]
    defined, piece = drawn_once(sheet.uid, draw_piece(chance, tint))

    def dish(x: float, y: float, r: float) -> str:
        drawn = (
            circle(x + r * 0.05, y + r * 0.08, r, INK, opacity=0.2)
            + circle(x, y, r, CELADON)
            + circle(x, y, r * 0.84, PALE_CELADON)
        )
        for k in range(7):
            px, py = (x, y - r * 0.06) if k == 6 else polar(x, y, r * 0.5, k * math.pi / 3 + 0.3)
            drawn += placed(piece, px, py, turn=chance.between(0, 180), scale=r / 150)
        return drawn

    return (
        defined
        + ground(sheet, colour)
        + sheet.place(dish, ((0.5, 0.5, chance.between(0.41, 0.44)),), wide=4, size=0.36)
    )


def _round_biscuit(chance: Chance, tint: str) -> str:
    seeds = "".join(leaflet(*polar(0, 0, 34 * math.sqrt((k + 1) / 15), k * 2.4), k * 1.3, 10, 3) for k in range(14))
    return (
        circle(3, 6, 45, INK, opacity=0.25)
        + circle(0, 0, 45, tint)
        + stroke(ring(0, 0, 40), BROWN, 2.4, opacity=0.5)
        + fill(seeds, IVORY)
    )


def _wafer(chance: Chance, tint: str) -> str:
    dots = "".join(ring(x, y, 2.6) for x in range(-44, 50, 18) for y in (-16, 0, 16))
    return (
        fill("M-58-28H58V28H-58Z", INK, opacity=0.25, transform="translate(3 6)")
        + fill("M-58-28H58V28H-58Z", tint)
        + stroke("M-52-22H52V22H-52Z", BROWN, 2, opacity=0.5)
        + fill(dots, BROWN, opacity=0.6)
    )


def _scroll(chance: Chance, tint: str) -> str:
    """A curl of dough, two tones rolled together."""
    spiral = "M0 0a6 6 0 0 1 12 2a14 14 0 0 1-26 4a22 22 0 0 1 40-14a30 30 0 0 1-54 26"
    return (
        circle(3, 6, 42, INK, opacity=0.25)
        + circle(0, 0, 42, tint)
        + stroke(spiral, LACQUER, 5, opacity=0.75, stroke_linecap="round")
        + stroke(ring(0, 0, 38), BROWN, 2, opacity=0.4)
    )


def _crisp(chance: Chance, tint: str) -> str:
    """A slice of taro, purple threads in it."""
    rim = [polar(0, 0, 44 * (1.08 if k % 2 else 0.94), k * math.pi / 5) for k in range(10)]
    threads = "M-24-14q12 8 20-4M4-24q8 12 20 6M-30 8q14-8 24 4M2 4q14-6 24 4M-14 24q10-8 22 2M16 22q8-6 16 0"
    return (
        fill(smooth(rim, closed=True, places=0), INK, opacity=0.25, transform="translate(3 6)")
        + fill(smooth(rim, closed=True, places=0), "#E6D8E0", stroke=tint, stroke_width=5)
        + stroke(threads, "#8A5A78", 3.4, stroke_linecap="round")
    )


def candies(sheet: Sheet) -> str:
    """Draw peanut brittle cut in lozenges, or sesame rolls ("doi")."""
    chance, (w, h, m) = sheet.chance, sheet.measures
    colour = chance.pick((PALE_CELADON, ROSE, DEEP_CELADON, LACQUER, PALE_INDIGO, PAPER))
    caramel, edge = chance.pick((("#C98A3A", "#8A5420"), ("#B8742E", "#7A4A1A"), (GOLD, "#8A5420")))
    piece = _sesame_roll(caramel, edge) if "doi" in chance.words else _brittle(chance, caramel, edge)
    defined, one = drawn_once(sheet.uid, piece)
    drawn = defined + ground(sheet, colour)
    if not sheet.is_wide:
        paper = polygon(
            [polar(w / 2, h / 2, m * 0.47, k * math.pi / 2 + chance.between(-0.12, 0.12) + 0.6) for k in range(4)]
        )
        drawn += fill(paper, INK, opacity=0.18, transform="translate(6 9)") + fill(
            paper, IVORY if colour != PAPER else STRAW
        )
    lean = chance.between(-12, 12)
    spots = (
        (0.5, 0.27, 0.14),
        (0.33, 0.43, 0.14),
        (0.66, 0.43, 0.14),
        (0.48, 0.56, 0.15),
        (0.34, 0.7, 0.14),
        (0.64, 0.7, 0.14),
    )
    return drawn + sheet.place(
        lambda x, y, r: placed(one, x, y, turn=lean + chance.between(-10, 10), scale=r / 62), spots, wide=8, size=0.16
    )


def _brittle(chance: Chance, caramel: str, edge: str) -> str:
    """A lozenge of caramel and peanuts, 130 wide."""
    shape = "M-64-24L20-44L64 22L-22 44Z"
    nuts = ""
    for x, y, turn in (
        (-38, -14, 20),
        (-8, -26, -30),
        (20, -22, 60),
        (-28, 16, -14),
        (4, 4, 30),
        (36, 8, -40),
        (-4, 28, 10),
        (26, 24, 70),
    ):
        nut = fill("M-11-6C-4-10 4-10 11-5C14 2 8 8 0 8S-14 4-11-6Z", STRAW) + stroke("M-9-1Q0 3 10 0", CLAY, 1.6)
        nuts += placed(nut, x, y, turn=turn + round(chance.between(-20, 20)))
    return (
        fill(shape, INK, opacity=0.25, transform="translate(4 9)")
        + fill(shape, edge, transform="translate(0 8)")
        + fill(shape, caramel)
        + nuts
        + stroke("M-56-20L14-37", WHITE, 3, opacity=0.5, stroke_linecap="round")
    )


def _sesame_roll(caramel: str, edge: str) -> str:
    """A short roll in sesame, 130 long."""
    seeds = "".join(leaflet(-54 + (k * 29) % 96, -18 + (k * 17) % 38, k, 9, 2.6) for k in range(22))
    return (
        fill("M-56-24H44C62-24 62 24 44 24H-56C-70 24-70-24-56-24Z", INK, opacity=0.25, transform="translate(4 8)")
        + fill("M-56-24H44C62-24 62 24 44 24H-56C-70 24-70-24-56-24Z", caramel)
        + fill(seeds, IVORY)
        + ellipse(46, 0, 11, 24, edge)
        + stroke("M46-12a8 12 0 1 1-5 14", STRAW, 3, **ROUND)
    )


def honey(sheet: Sheet) -> str:
    """Draw a comb of honey with a drop that falls."""
    chance, (w, h, m) = sheet.chance, sheet.measures
    colour, wax, gold, dark = chance.pick(
        (
            (PAPER, STRAW, GOLD, BROWN),
            (WING, GOLD, STRAW, BLACK),
            (PALE_CELADON, STRAW, GOLD, BROWN),
            (STRAW, GOLD, "#A9701F", WING),
        )
    )
    size = m * 0.105
    middle = (w * chance.between(0.42, 0.58), h * 0.44)
    cells = _comb(sheet, middle, size)
    caps = {wax: "", gold: "", CLAY: ""}
    gleams = ""
    for x, y in cells:
        caps[chance.pick((wax, gold, gold, wax, CLAY))] += _hexagon(x, y, size * 0.86)
        gleams += path("M", polar(x, y, size * 0.6, 3.5), "L", polar(x, y, size * 0.6, 4.4))
    lowest = max(cells, key=lambda cell: cell[1] - abs(cell[0] - middle[0]) * 0.6)
    return (
        ground(sheet, colour)
        + fill("".join(_hexagon(x, y, size) for x, y in cells), dark)
        + "".join(fill(data, tint) for tint, data in caps.items())
        + stroke(gleams, WHITE, 2, opacity=0.55, stroke_linecap="round")
        + _drop(lowest[0], lowest[1] + size, m * 0.055, size, gold)
    )


def _comb(sheet: Sheet, middle: tuple[float, float], size: float) -> list[tuple[float, float]]:
    """The middles of the cells inside an uneven round."""
    m, stretch, cells = sheet.measures[2], 2.2 if sheet.is_wide else 1, []
    for column in range(-12, 13):
        for row in range(-14, 15):
            x = middle[0] + size * 1.5 * column
            y = middle[1] + size * math.sqrt(3) * (row + column / 2)
            aside, above = (x - middle[0]) / stretch, y - middle[1]
            if math.hypot(aside, above) < m * (0.4 + 0.05 * math.sin(3 * math.atan2(above, x - middle[0]))):
                cells.append((x, y))
    return cells


def _hexagon(x: float, y: float, r: float) -> str:
    return polygon([polar(x, y, r, k * math.pi / 3) for k in range(6)])


def _drop(x: float, y: float, r: float, fall: float, colour: str) -> str:
    top = y + fall * 0.3
    drop = path("M", x, top, "C", x + r * 0.6, top + r * 1.2, x + r, top + r * 1.6, x + r, top + r * 2.2)
    drop += path("a", r, r, 0, 0, 1, -2 * r, 0, "C", x - r, top + r * 1.6, x - r * 0.6, top + r * 1.2, x, top, "Z")
    return stroke(path("M", x, y - fall * 0.2, "V", y + fall * 0.6), colour, 4) + fill(drop, colour)
