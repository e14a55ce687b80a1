"""Meat: fresh and dried beef, a black hen, sausage and rolls."""

import math

from shop.catalogue.artwork.chance import Chance
from shop.catalogue.artwork.motifs import leaflet, petal, rings
from shop.catalogue.artwork.palette import (
    BAMBOO,
    BLACK,
    BROWN,
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
    form = chance.asked(
        (("xuc xich", "links"), ("cha", "patties"), ("chay", "patties"), ("cuon", "links"), ("gio", "roll")), ("roll",)
    )
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
