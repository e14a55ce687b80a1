"""From the kitchen: bowls, meat, sausage, rolls, fish, tofu, eggs, powders."""

import math

from shop.catalogue.artwork.ceramics import CARP, CARP_FINS
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
        for i in range(5):
            drawn += _bowl(
                sheet,
                i,
                w * (0.14 + 0.18 * i),
                h * (0.54 if i % 2 else 0.46),
                h * 0.26,
                form,
                (dish, mark, food, green),
            )
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


def meat(sheet: Sheet) -> str:
    """Draw fresh beef on its board, or dried beef in strips hung over smoke."""
    chance, (w, h, m) = sheet.chance, sheet.measures
    colour = chance.pick((PAPER, PALE_CELADON, STRAW, OLD_PAPER, DARK_CELADON))
    form = chance.asked((("tuoi", "fresh"), ("lon", "fresh")), ("dried",))
    if form == "dried" or sheet.is_wide:
        return ground(sheet, colour) + _dried(sheet, colour)
    cut = "M-92-20C-96-72-40-98 14-92C70-88 104-52 98-4C94 40 60 46 44 74C26 100-30 96-52 70C-66 50-88 24-92-20Z"
    marbling = (
        "M-56-30C-30-60 0-50 20-62M-60 6C-30-10-6 0 16-22S60-40 74-28M-40 44C-20 20 10 36 34 14S70 4 80-6M-20 70"
        "C0 52 16 64 36 44M-30-66q20-12 44-8"
    )
    herbs = "".join(
        leaflet(x, y, a, 44, 12) for x, y, a in ((96, 92, -0.4), (100, 96, -1.4), (92, 98, 0.5), (98, 90, -2.2))
    )
    board = "M-128-130H128Q140-130 140-118V124Q140 136 128 136H-128Q-140 136-140 124V-118Q-140-130-128-130Z"
    steak = (
        fill(board, INK, opacity=0.22, transform="translate(7 10)")
        + fill(board, BAMBOO)
        + stroke("M-134-70H134M-134-8H134M-134 60H134", BROWN, 2, opacity=0.35)
        + circle(112, -106, 10, colour)
        + fill(cut, IVORY, stroke=OLD_PAPER, stroke_width=14, stroke_linejoin="round")
        + fill(cut, VERMILION, transform="scale(.94)")
        + fill("M14-92C70-88 104-52 98-4C94 40 60 46 44 74C30 90 0 94-20 88C60 70 90-30 14-92Z", LACQUER, opacity=0.6)
        + stroke(marbling, ROSE, 4.5, **ROUND)
        + ellipse(-58, -34, 18, 22, IVORY)
        + fill(herbs, LEAF)
    )
    return ground(sheet, colour) + placed(
        steak, w / 2, h / 2, scale=m * chance.between(0.0031, 0.0034), turn=chance.between(-10, 10)
    )


def _dried(sheet: Sheet, colour: str) -> str:
    """Strips of beef hung from a cane, sesame and chilli on them."""
    chance, (w, h, m) = sheet.chance, sheet.measures
    drawn, count = "", 14 if sheet.is_wide else 5
    cane = h * 0.14
    smoke = "".join(
        path("M", x, h * 1.02, "q", -m * 0.07, -m * 0.1, 0, -m * 0.2, "t", 0, -m * 0.2)
        for x in sheet.columns(count + 1)
    )
    drawn += stroke(smoke, IVORY if colour == DARK_CELADON else CLAY, m * 0.012, opacity=0.35, stroke_linecap="round")
    seeds, flakes, fibres = "", "", ""
    for x in sheet.columns(count):
        half, long = w / count * chance.between(0.28, 0.36), h * chance.between(0.5, 0.62)
        low = cane + long
        points = [
            (x - half, cane),
            (x - half * chance.between(0.7, 1.1), cane + long * 0.4),
            (x - half * 0.9, low - 14),
            (x + chance.between(-6, 6), low),
        ]
        points += [
            (x + half * 0.9, low - 18),
            (x + half * chance.between(0.7, 1.1), cane + long * 0.45),
            (x + half, cane),
        ]
        drawn += fill(smooth(points, closed=True, places=0), chance.pick((LACQUER, "#6E2A1A", "#7C3320")))
        for k in (-0.4, 0, 0.4):
            fibres += path("M", x + half * k, cane + 12, "q", half * 0.2, long * 0.4, 0, long * 0.84, places=0)
        for _ in range(6):
            spot = (x + half * chance.between(-0.6, 0.6), cane + long * chance.between(0.12, 0.88))
            seeds += leaflet(*spot, chance.between(0, 3), 8, 2.6)
        flakes += ring(x + half * chance.between(-0.5, 0.5), cane + long * chance.between(0.2, 0.8), m * 0.011)
    return (
        drawn
        + stroke(fibres, WING, 2.4, opacity=0.5)
        + fill(seeds, STRAW)
        + fill(flakes, VERMILION)
        + fill(box(0, cane - m * 0.02, w, m * 0.045), BAMBOO)
        + fill(box(0, cane + m * 0.012, w, m * 0.013), INK, opacity=0.2)
    )


def hen(sheet: Sheet) -> str:
    """Draw a black Mông hen among grains, after the Đông Hồ prints."""
    chance, (w, h, m) = sheet.chance, sheet.measures
    colour, sun = chance.pick(((STRAW, VERMILION), (PAPER, GOLD), (PALE_CELADON, IVORY), (ROSE, IVORY)))
    feathers = "".join(
        petal(x, y, 2.7, 46, 20, 0.7) for x, y in ((10, -10), (36, -14), (0, 16), (30, 14), (56, 8), (18, 40), (46, 36))
    )
    tail = "".join(petal(66, -10, -0.5 - k * 0.3, 96 - abs(k - 1) * 10, 30, 0.8) for k in range(4))
    bird = (
        stroke("M-14 84V122M-32 126L-14 120L4 128M24 84V122M6 126L24 120L42 128", GOLD, 6, **ROUND)
        + fill(tail, BLACK, stroke=WASHED_INDIGO, stroke_width=2)
        + fill(
            "M-74-66C-74-104-30-112-20-72C-10-40 30-44 78-30C104 6 78 74 26 88C-36 98-82 60-76 4C-74-20-74-40-74-66Z",
            BLACK,
        )
        + fill(feathers, DARK_CELADON, stroke=WASHED_INDIGO, stroke_width=2)
        + stroke(
            "M-66 12q8 8 16 0M-60 34q8 8 16 0M-44 52q8 8 16 0M-48 18q8 8 16 0M-62-14q8 8 16 0M-42-6q8 8 16 0",
            WASHED_INDIGO,
            2.6,
            **ROUND,
        )
        + fill("M-70-90C-84-110-66-122-58-108C-56-126-38-124-38-106C-26-114-20-100-28-88Z", VERMILION)
        + fill("M-74-74L-98-64L-74-58Z", GOLD)
        + fill("M-74-58C-86-46-76-32-66-40Z", VERMILION)
        + circle(-52, -74, 8, IVORY)
        + circle(-53, -74, 4, INK)
    )
    floor = path("M0", h * 0.8, "H", w, "V", h, "H0Z")
    grains = "".join(
        leaflet(chance.between(0, w), chance.between(h * 0.83, h * 0.97), chance.between(0, 3), m * 0.035, m * 0.009)
        for _ in range(20 if sheet.is_wide else 12)
    )
    drawn = (
        ground(sheet, colour)
        + circle(w * chance.between(0.3, 0.7), h * 0.32, m * 0.26, sun, opacity=0.7)
        + fill(floor, LEAF)
        + fill(grains, STRAW)
    )
    for i, x in enumerate(sheet.columns(3) if sheet.is_wide else [w * 0.5]):
        drawn += placed(bird, x, h * (0.52 + (i % 2) * 0.04), scale=(h * 0.74 if sheet.is_wide else m) * 0.0037)
    return drawn


def sausage(sheet: Sheet) -> str:
    """Draw a roll of pork sausage in banana leaf and its slices, or links ("xuc xich"), or fried patties ("cha")."""
    chance, (w, h, m) = sheet.chance, sheet.measures
    colour = chance.pick((PAPER, STRAW, ROSE, PALE_INDIGO, WING))
    form = chance.asked((("xuc xich", "links"), ("cha com", "patties"), ("cuon", "links"), ("gio", "roll")), ("roll",))
    draw = {"roll": _leaf_roll, "links": _links, "patties": _patties}[form]
    one = draw(chance)

    def put(x: float, y: float, size: float) -> str:
        return placed(one, x, y, scale=size / 100, turn=chance.between(-8, 8))

    plate = (
        ""
        if sheet.is_wide
        else circle(w / 2 + 6, h / 2 + 9, m * 0.44, INK, opacity=0.18)
        + circle(w / 2, h / 2, m * 0.44, IVORY)
        + stroke(rings(w / 2, h / 2, m * 0.41, m * 0.36), INDIGO, 2.4)
    )
    return ground(sheet, colour) + plate + sheet.place(put, ((0.5, 0.5, chance.between(0.29, 0.32)),), wide=4, size=0.3)


def _leaf_roll(chance: Chance) -> str:
    tint, specks = chance.pick(((PALE_CLAY, WHITE), ("#E3C3A6", INK), (OLD_PAPER, CLAY)))
    dots = "".join(ring(*polar(0, 0, 30 * math.sqrt((k + 1) / 12), k * 2.4), 2.4 + k % 3) for k in range(11))
    round_cut = (
        circle(4, 5, 40, INK, opacity=0.25)
        + circle(0, 0, 40, LEAF)
        + circle(0, 0, 36, tint)
        + fill(dots, specks, opacity=0.6)
    )
    veins = "".join(f"M{x}-44L{x + 12} 44" for x in range(-76, 60, 15))
    roll = (
        fill("M-88-46H62C80-46 80 46 62 46H-88C-104 46-104-46-88-46Z", LEAF)
        + stroke(veins, DARK_LEAF, 2, opacity=0.7)
        + fill("M-88 14H72Q72 46 62 46H-88Q-98 40-98 14Z", INK, opacity=0.16)
        + ellipse(66, 0, 15, 46, YOUNG_LEAF)
        + ellipse(66, 0, 11, 39, tint)
        + stroke("M-60-47V47M-12-47V47M36-47V47M-100 0H52", STRAW, 5)
    )
    return (
        placed(roll, -4, -44, turn=-14)
        + placed(round_cut, -48, 58)
        + placed(round_cut, 14, 72)
        + placed(round_cut, 74, 48)
    )


def _links(chance: Chance) -> str:
    tint = chance.pick(("#A8472F", LACQUER, "#B8603A"))
    drawn = ""
    for i, (x, y, turn) in enumerate(((-10, -66, -12), (10, -14, 6), (-8, 38, -8), (12, 88, 4))):
        skin = fill("M-78-20C-98-20-98 20-78 20Q0 36 78 20C98 20 98-20 78-20Q0-6-78-20Z", tint if i % 2 else "#8E3A24")
        marks = stroke(
            "M-50-10l14 22M-14-6l14 24M22-8l14 24M54-12l10 22", WING, 4, opacity=0.55, stroke_linecap="round"
        )
        gleam = stroke("M-74-9Q0 6 70-9", ROSE, 5, opacity=0.6, stroke_linecap="round")
        drawn += placed(
            skin + marks + gleam + stroke("M-92 0l-10-6M-92 0l-10 6M92 0l10-6M92 0l10 6", tint, 5, **ROUND),
            x,
            y - 12,
            turn=turn,
        )
    return drawn


def _patties(chance: Chance) -> str:
    tint = chance.pick((GOLD, "#B98A3A", CLAY))
    drawn = fill(petal(-104, 40, -0.5, 220, 120, 0.7), LEAF) + stroke("M-100 38L86-64", DARK_LEAF, 3)
    for x, y in ((-46, -34), (44, -44), (0, 24), (-62, 52), (66, 44)):
        rim = [polar(x, y, 42 * chance.between(0.92, 1.08), k * math.pi / 4) for k in range(8)]
        flakes = "".join(leaflet(*polar(x, y, 28 * math.sqrt((k + 1) / 9), k * 2.4), k, 11, 3) for k in range(8))
        drawn += fill(smooth(rim, closed=True, places=0), tint, stroke=BROWN, stroke_width=3) + fill(
            flakes, DEEP_CELADON
        )
    return drawn


def rolls(sheet: Sheet) -> str:
    """Draw fried spring rolls, or sour pork in fig leaf ("nem"), on a dish with herbs and dip."""
    chance = sheet.chance
    colour = chance.pick((PALE_CELADON, PAPER, STRAW, ROSE, INDIGO))
    form = chance.asked((("phung", "shreds"), ("thai", "shreds")), ("fried",))
    one = _shreds(chance) if form == "shreds" else _fried(chance)
    dip = (
        circle(0, 0, 34, IVORY)
        + circle(0, 0, 28, "#B98A3A")
        + fill("".join(ring(*polar(0, 0, 15, k * 1.3), 3.4) for k in range(4)), VERMILION)
    )

    def put(x: float, y: float, r: float) -> str:
        plate = (
            circle(x + r * 0.05, y + r * 0.08, r, INK, opacity=0.2)
            + circle(x, y, r, IVORY)
            + stroke(rings(x, y, r * 0.95, r * 0.86), INDIGO, r * 0.018)
        )
        return (
            plate
            + placed(one, x, y, scale=r / 135, turn=chance.between(-10, 10))
            + placed(dip, x + r * 0.6, y + r * 0.62, scale=r / 120)
        )

    return ground(sheet, colour) + sheet.place(put, ((0.48, 0.5, 0.42),), wide=4, size=0.36)


def _fried(chance: Chance) -> str:
    herbs = "".join(leaflet(-70, -30, a, 62, 17) for a in (-2.6, -2.0, -1.4, -3.1))
    drawn = fill(herbs, LEAF)
    for x, y in ((-4, -62), (14, -28), (-14, 6), (10, 40), (-22, 72)):
        tint = chance.pick((GOLD, "#B9792F", CLAY))
        net = "".join(f"M{a}-14l16 28M{a + 16}-14l-16 28" for a in range(-62, 50, 20))
        one = fill("M-68-16H68C80-16 80 16 68 16H-68C-80 16-80-16-68-16Z", tint) + stroke(net, STRAW, 2.4, opacity=0.7)
        one += fill("M-68 4H74Q76 16 68 16H-68Q-76 16-76 4Z", BROWN, opacity=0.35) + ellipse(70, 0, 7, 13, PALE_CLAY)
        drawn += placed(one, x, y, turn=-24)
    return drawn


def _shreds(chance: Chance) -> str:
    """Shredded pork in toasted rice powder on fig leaves."""
    leaves = fill(
        "".join(petal(0, 0, k * math.pi / 3 + 0.3, 108, 62, 0.6) for k in range(6)),
        LEAF,
        stroke=DARK_LEAF,
        stroke_width=2,
    )
    threads = {PALE_CLAY: "", ROSE: "", GOLD: ""}
    for k in range(44):
        x, y = polar(0, 0, 58 * math.sqrt((k + 1) / 46), k * 2.4)
        threads[chance.pick(tuple(threads))] += path("M", x - 14, y, "q", 14, chance.between(-16, 16), 28, 0, places=0)
    return (
        leaves
        + circle(0, 0, 66, CLAY)
        + "".join(stroke(data, tint, 5, stroke_linecap="round") for tint, data in threads.items())
    )


def seafood(sheet: Sheet) -> str:
    """Draw a fish, a squid ("muc") or a shrimp ("tom") with dill and a slice of lime."""
    chance, (w, h, m) = sheet.chance, sheet.measures
    colour = chance.pick((PALE_INDIGO, PALE_CELADON, STRAW, PAPER, INDIGO))
    form = chance.asked((("muc", "squid"), ("tom", "shrimp")), ("fish",))
    tints = ((WASHED_INDIGO, INDIGO), (CELADON, DEEP_CELADON), (CLAY, WING))
    body, dark = chance.pick([pair for pair in tints if pair[0] != colour])
    one = {"fish": _fish(body, dark), "squid": _squid(), "shrimp": _shrimp()}[form]
    lime = (
        circle(0, 0, 30, LEAF)
        + circle(0, 0, 26, PALE_CELADON)
        + fill("".join(petal(0, 0, k * math.pi / 4, 24, 15, 0.9) for k in range(8)), YOUNG_LEAF)
    )
    dill = "".join(
        leaflet(*polar(0, 0, away, a), a + side * 0.6, 26, 4)
        for a in (-0.4, 0.1, 0.6)
        for away in (16, 40, 64)
        for side in (-1, 1)
    )
    drawn = ground(sheet, colour)
    if sheet.is_wide:
        return drawn + sheet.place(
            lambda x, y, r: placed(one, x, y, scale=r / 100, turn=chance.between(-10, 10)), (), wide=4, size=0.3
        )
    drawn += fill(
        petal(w * 0.06, h * 0.86, -0.95, h * 0.92, m * 0.62, 0.6), DEEP_CELADON if colour != DEEP_CELADON else LEAF
    )
    drawn += stroke(path("M", w * 0.08, h * 0.84, "L", w * 0.78, h * 0.14), PALE_CELADON, 3, opacity=0.7)
    drawn += placed(fill(dill, DARK_LEAF), w * 0.2, h * 0.74, scale=m * 0.0032)
    drawn += placed(one, w / 2, h * 0.48, scale=m * 0.0037, turn=chance.between(-36, -26))
    return drawn + placed(lime, w * chance.between(0.7, 0.78), h * chance.between(0.76, 0.8), scale=m * 0.0034)


def _fish(body: str, dark: str) -> str:
    scales = "".join(
        path("M", x, -14 + abs(x) * 0.06 + row * 9, "q", 9, 6, 0, 12)
        for x in range(-46, 56, 15)
        for row in range(-1, 4)
    )
    return (
        fill(CARP, INK, opacity=0.25, transform="translate(5 9)")
        + fill(CARP_FINS, dark)
        + fill(CARP, body)
        + fill("M-96 4C-60 18 20 26 72 6C40 24-40 44-84 16Z", IVORY, opacity=0.65)
        + stroke(scales, dark, 2.4, **ROUND)
        + stroke("M-64-22q14 22 0 42M78 0L102-24M80 3L104 26M77 1H94", dark, 3.2, **ROUND)
        + circle(-82, -7, 6, IVORY)
        + circle(-83, -7, 3, INK)
    )


def _squid() -> str:
    arms = "".join(
        path("M", 40, -14 + k * 7, "C", 70, -30 + k * 14, 84, 10 + k * 4, 116, -46 + k * 22) for k in range(5)
    )
    dots = "".join(
        ring(x, y, r)
        for x, y, r in ((-50, -8, 4), (-30, 10, 5), (-10, -12, 4), (10, 6, 5), (-64, 8, 3), (-20, -2, 3), (24, -10, 3))
    )
    return (
        stroke(arms, ROSE, 9, **ROUND)
        + fill("M-112 0C-104-34-84-50-66-48L-58 0L-66 48C-84 50-104 34-112 0Z", ROSE)
        + fill("M-112 0C-80-34-20-38 40-24C50-10 50 10 40 24C-20 38-80 34-112 0Z", "#EBC9BD")
        + fill("M-112 0C-80 34-20 38 40 24C46 16 48 8 48 0C0 14-60 16-112 0Z", ROSE)
        + fill(dots, VERMILION, opacity=0.7)
        + circle(38, -12, 8, IVORY)
        + circle(39, -12, 4, INK)
    )


def _shrimp() -> str:
    return (
        stroke("M-58-58C-96-90-120-60-114-20M-56-62C-80-110-20-120 10-100", VERMILION, 3, **ROUND)
        + stroke("M-30-8l-12 30M-12 0l-8 32M8 2l-2 32M28-4l6 30", VERMILION, 5, **ROUND)
        + fill("M-78-44C-40-92 60-84 78-6C84 36 52 66 26 64C52 44 44 10 14-2C-20-14-60-16-78-44Z", "#CF7A3A")
        + stroke(
            "M-28-66Q-18-40-26-16M4-70Q8-34 0-8M36-58Q26-28 22-2M62-34Q44-12 36 10M76 0Q56 10 44 24",
            VERMILION,
            4,
            **ROUND,
        )
        + fill("M30 62C10 66-6 80-12 96C10 98 30 88 36 72C38 90 50 102 66 102C68 84 56 66 40 60Z", VERMILION)
        + circle(-56, -50, 5, INK)
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
        ((PALE_CELADON, INDIGO), (STRAW, DEEP_CELADON), (PAPER, LACQUER), (DEEP_CELADON, IVORY), (ROSE, INDIGO))
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
