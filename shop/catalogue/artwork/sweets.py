"""Cakes and sweets: wrapped in leaf, pressed in moulds, steamed, baked, and honey."""

import math

from shop.catalogue.artwork.chance import Chance
from shop.catalogue.artwork.motifs import leaflet, petal, rings
from shop.catalogue.artwork.palette import (
    BAMBOO,
    BLACK,
    BROWN,
    CELADON,
    CLAY,
    DARK_CELADON,
    DARK_LEAF,
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
    box,
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
