"""Metal and stone: bronze castings, goldsmiths' filigree, forged blades, gems."""

import math

from shop.catalogue.artwork.motifs import petal, rings
from shop.catalogue.artwork.palette import (
    BAMBOO,
    BLACK,
    BROWN,
    CELADON,
    CLAY,
    DARK_CELADON,
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
    WHITE,
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
    polygon,
    stroke,
    table,
)
from shop.catalogue.artwork.sheet import Sheet


def drum_face(r: float, metal: str, deep: str, glow: str) -> str:
    """Return the face of a Đông Sơn drum around (0, 0): the star, rings of ticks and of flying birds."""
    star = polygon([polar(0, 0, r * (0.3 if k % 2 == 0 else 0.12), k * math.pi / 12) for k in range(24)])
    flock = ""
    for k in range(8):
        angle = k * math.pi / 4
        x, y = polar(0, 0, r * 0.63, angle)
        flock += petal(x, y, angle + math.pi / 2, r * 0.25, r * 0.045, 0.2)
        flock += petal(x, y, angle - math.pi / 2, r * 0.14, r * 0.05, 0.6)
        flock += petal(x, y, angle + 0.5, r * 0.12, r * 0.045, 0.3) + petal(
            x, y, angle + math.pi - 0.5, r * 0.1, r * 0.04, 0.3
        )
    ticks = 2 * math.pi * r / 90
    return (
        circle(0, 0, r, metal)
        + stroke(rings(0, 0, r * 0.96, r * 0.86, r * 0.78, r * 0.48, r * 0.4, r * 0.33), deep, max(1.2, r * 0.012))
        + hoop(0, 0, r * 0.91, deep, r * 0.06, stroke_dasharray=dashes(ticks * 0.45, ticks * 0.5))
        + hoop(0, 0, r * 0.44, deep, r * 0.05, stroke_dasharray=dashes(ticks * 0.5, ticks * 0.4))
        + hoop(0, 0, r * 0.82, glow, r * 0.022, stroke_dasharray=f"0 {number(ticks, 2)}", stroke_linecap="round")
        + fill(flock, deep)
        + fill(star, glow)
    )


def bronze(sheet: Sheet) -> str:
    """Draw a bronze: drum, incense burner, lamp or vase."""
    chance = sheet.chance
    colour, metal, deep, glow = chance.pick(
        (
            (DARK_CELADON, "#A9793B", "#5A3A1C", STRAW),
            (OLD_PAPER, "#8A6A3A", "#4A3418", STRAW),
            (WING, "#B98A45", "#5A3A1C", STRAW),
            (PALE_CELADON, "#6F7A5E", "#36402E", STRAW),
        )
    )
    forms = (
        ("trong", "drum"),
        ("dinh", "burner"),
        ("lu", "burner"),
        ("den", "lamp"),
        ("lo", "burner"),
        ("hac", "lamp"),
    )
    form = chance.asked(forms, ("drum", "burner"))
    if form == "drum" or sheet.is_wide:
        drawn = ground(sheet, colour)
        face, turn = drum_face(100, metal, deep, glow), chance.between(0, 45)
        return drawn + sheet.place(
            lambda x, y, r: (
                circle(x + r * 0.06, y + r * 0.09, r, INK, opacity=0.3) + placed(face, x, y, scale=r / 100, turn=turn)
            ),
            ((0.5, chance.between(0.48, 0.52), chance.between(0.38, 0.42)),),
            wide=3,
            size=0.36,
        )
    w, h, m = sheet.measures
    stand = ground(sheet, colour) + table(sheet, h * 0.82, deep, opacity=0.75)
    halo = circle(w * chance.between(0.4, 0.6), h * chance.between(0.32, 0.4), m * 0.34, glow, opacity=0.35)
    thing = _burner(metal, deep, glow) if form == "burner" else _lamp(metal, deep, glow)
    shade = ellipse(w * 0.53, h * 0.83, m * 0.32, h * 0.02, INK, opacity=0.3)
    return (
        stand
        + halo
        + shade
        + placed(thing, w * chance.between(0.48, 0.52), h * 0.83, scale=m * chance.between(0.0036, 0.004))
    )


def _burner(metal: str, deep: str, glow: str) -> str:
    """An incense burner on three feet, 180 high over (0, 0), smoke rising from its lid."""
    body = "M-66-96C-84-60-74-30-44-22H44C74-30 84-60 66-96Z"
    feet = (
        "M-52-28C-60-14-66-8-56 0H-40C-42-10-36-18-32-24ZM52-28C60-14 66-8 56 0H40C42-10 36-18 32-24ZM-12-22"
        "Q-10-8-14 0H14Q10-8 12-22Z"
    )
    ears = "M-70-92C-104-104-100-140-78-140M70-92C104-104 100-140 78-140"
    lid = "M-60-104C-54-138-24-150 0-150S54-138 60-104Z"
    smoke = "M0-178C-24-200 22-214 0-240S16-280 6-300M-10-176C-34-196-8-214-24-236"
    key = "".join(f"M{x}-72v22h16v-14h-8" for x in range(-56, 50, 24))
    return (
        stroke(smoke, glow, 4, opacity=0.6, **ROUND)
        + stroke(ears, metal, 11, **ROUND)
        + fill(feet, metal)
        + fill(body, metal)
        + fill("M24-22H44C74-30 84-60 66-96H44C58-64 48-34 24-22Z", deep, opacity=0.5)
        + fill("M-72-106H72V-94H-72Z", glow)
        + fill(lid, metal)
        + fill("M-9-150h18l4-12Q0-176-13-162Z", glow)
        + stroke(key, deep, 4)
        + stroke("M-34-116q10-20 34-22M-20-110q8-10 20-12", deep, 3, **ROUND)
        + stroke("M-62-80Q-66-50-46-32", WHITE, 4, opacity=0.4, stroke_linecap="round")
    )


def _lamp(metal: str, deep: str, glow: str) -> str:
    """A lamp on a turned stem, 290 high over (0, 0), with its flame."""
    stem = (
        "M-50 0C-40-22-16-20-12-40L-8-96C-26-104-26-118-8-124L-10-176C-34-184-52-198-58-222H58C52-198 34-184"
        " 10-176L8-124C26-118 26-104 8-96L12-40C16-20 40-22 50 0Z"
    )
    return (
        fill(stem, metal)
        + fill(
            "M10 0C10-20 4-30 2-60L2-222H58C52-198 34-184 10-176L8-124C26-118 26-104 8-96L12-40C16-20 40-22 50 0Z",
            deep,
            opacity=0.4,
        )
        + stroke("M-52-4H52M-17-102H17M-17-118H17M-57-220H57M-44-200H44", glow, 4)
        + fill(petal(0, -222, -math.pi / 2, 84, 40, 0.15), VERMILION)
        + fill(petal(0, -222, -math.pi / 2, 52, 22, 0.15), STRAW)
    )


def filigree(sheet: Sheet) -> str:
    """Draw a brooch of twisted wire around a stone."""
    chance, (w, h, m) = sheet.chance, sheet.measures
    colours = (
        (BLACK, GOLD, STRAW, VERMILION),
        (WING, STRAW, IVORY, CELADON),
        (INDIGO, IVORY, PALE_INDIGO, VERMILION),
        (DEEP_CELADON, IVORY, PALE_CELADON, GOLD),
    )
    colour, metal, glow, gem = chance.pick(colours)
    petals = chance.pick((6, 8, 10))
    turn = chance.between(-8, 8)
    drawn = ground(sheet, colour)
    if not sheet.is_wide:
        return drawn + placed(_brooch(sheet.uid, m * 0.4, petals, metal, glow, gem), w / 2, h / 2, turn=turn)
    for i, x in enumerate(sheet.columns(3)):
        drawn += placed(_brooch(f"{sheet.uid}{i}", h * 0.4, petals, metal, glow, gem), x, h / 2, turn=turn)
    return drawn


def _brooch(uid: str, r: float, petals: int, metal: str, glow: str, gem: str) -> str:
    inner, outer, wide = r * 0.3, r * 0.92, r * 1.5 / petals
    wire = petal(0, -inner, -math.pi / 2, outer - inner, wide * 2.1, 0.7)
    wire += petal(0, -inner - r * 0.06, -math.pi / 2, (outer - inner) * 0.78, wide * 1.3, 0.7)
    wire += _spiral(-wide * 0.34, -inner - r * 0.3, wide * 0.26, 0) + _spiral(
        wide * 0.34, -inner - r * 0.3, wide * 0.26, 1
    )
    wire += path("M0", -inner - r * 0.12, "V", -inner - r * 0.4)
    one = stroke(wire, metal, max(1.4, r * 0.014))
    one += circle(0, -outer - r * 0.03, r * 0.035, glow) + circle(0, -inner - r * 0.47, r * 0.024, gem)
    others = "".join(f'<use href="#{uid}" transform="rotate({number(360 * k / petals)})"/>' for k in range(1, petals))
    bead = 2 * math.pi * r * 0.26 / (petals * 6)
    gleam = path("M", -r * 0.1, -r * 0.02, "a", r * 0.1, r * 0.1, 0, 0, 1, r * 0.1, -r * 0.09)
    return (
        f'<g id="{uid}">{one}</g>'
        + others
        + hoop(0, 0, r * 0.26, glow, r * 0.03, stroke_dasharray=dashes(bead, bead))
        + hoop(0, 0, r * 0.21, metal, 2.4)
        + circle(0, 0, r * 0.15, gem)
        + stroke(gleam, WHITE, 2.4, opacity=0.7)
    )


def _spiral(x: float, y: float, r: float, sweep: int) -> str:
    data = path("M", x, y, "a", r, r, 0, 1, sweep, 0, -2 * r, "a", r * 0.66, r * 0.66, 0, 1, sweep, 0, r * 1.32)
    return data + path("a", r * 0.34, r * 0.34, 0, 1, sweep, 0, -r * 0.68)


def blades(sheet: Sheet) -> str:
    """Draw forged knives side by side, hammer marks on the steel."""
    chance = sheet.chance
    colours = (
        (WING, "#8F9AA3", "#DDE3E6", BAMBOO),
        (OLD_PAPER, "#59646E", "#C9D1D6", BROWN),
        (DEEP_CELADON, "#A4AEB3", "#EDF0F1", BAMBOO),
        (BLACK, "#7D8891", "#D5DCE0", CLAY),
        (PAPER, INDIGO, WASHED_INDIGO, LACQUER),
    )
    colour, steel, edge, handle = chance.pick(colours)
    drawn = ground(sheet, colour)
    for x in sheet.columns(9 if sheet.is_wide else 3):
        y = sheet.height * chance.between(0.1, 0.16)
        drawn += placed(_blade(sheet, steel, edge, handle), x, y, turn=chance.between(-2, 2))
    return drawn


def _blade(sheet: Sheet, steel: str, edge: str, handle: str) -> str:
    """One knife, tip up at (0, 0)."""
    chance, (_, h, m) = sheet.chance, sheet.measures
    wide, long = m * chance.between(0.1, 0.15), h * chance.between(0.42, 0.52)
    half, end = wide / 2, long + h * 0.27
    form = chance.whole(0, 2)
    tip = (
        path("L", half, wide * 0.9, "Q", wide * 0.3, wide * 0.1, -half, 0),
        path("Q", wide * 0.62, wide * 0.2, -half, 0),
        path("L", half, wide * 0.28, "L", -half, 0),
    )[form]
    steel_part = path("M", -half, long, "H", half, "V", wide * 1.2) + tip + "Z"
    ground_edge = path("M", half, long, "V", wide * (0.9 if form == 0 else 1.2), "L", wide * 0.3, wide * 0.9)
    ground_edge += path("L", wide * 0.26, long, "Z")
    marks = "".join(
        circle(
            chance.between(-0.4, 0.12) * wide,
            long * (0.2 + 0.1 * i),
            m * chance.between(0.008, 0.014),
            INK,
            opacity=0.22,
        )
        for i in range(8)
    )
    grip = path("M", -wide * 0.28, long + h * 0.03, "h", wide * 0.56, "L", wide * 0.36, end)
    grip += path("Q", 0, end + wide * 0.2, -wide * 0.36, end, "Z")
    return (
        fill(steel_part, INK, opacity=0.3, transform="translate(5 7)")
        + fill(steel_part, steel)
        + fill(ground_edge, edge)
        + marks
        + fill(path("M", -wide * 0.3, long, "h", wide * 0.6, "v", h * 0.03, "h", -wide * 0.6, "z"), GOLD)
        + fill(grip, handle)
        + "".join(circle(0, long + h * share, wide * 0.07, STRAW) for share in (0.09, 0.17))
    )


def gems(sheet: Sheet) -> str:
    """Draw a carved and polished stone on a wooden stand."""
    chance, (w, h, m) = sheet.chance, sheet.measures
    tones = (
        (CELADON, PALE_CELADON, DEEP_CELADON),
        (ROSE, "#F0D3C6", VERMILION),
        (WASHED_INDIGO, PALE_INDIGO, INDIGO),
        (GOLD, STRAW, DARK_CELADON),
    )
    colour = chance.pick((PAPER, OLD_PAPER, WING, BLACK))
    main, light, dark = chance.pick(tones)

    def one(x: float, y: float, r: float) -> str:
        count = 9
        rim = [polar(x, y, r * chance.between(0.84, 1.04), k * 2 * math.pi / count - 0.4) for k in range(count)]
        crown = [polar(x - r * 0.06, y - r * 0.1, r * 0.46, k * 2 * math.pi / count - 0.2) for k in range(count)]
        facets = ""
        for k in range(count):
            tint = (light, main, dark, main)[(k + 2) % 4]
            facets += fill(polygon([rim[k], rim[(k + 1) % count], crown[(k + 1) % count], crown[k]], places=0), tint)
            facets += fill(polygon([rim[k], crown[k], crown[k - 1]], places=0), (main, light, main, dark)[k % 4])
        stand = path("M", x - r * 0.8, y + r * 0.86, "Q", x, y + r * 0.62, x + r * 0.8, y + r * 0.86)
        stand += path("L", x + r * 0.6, y + r * 1.1, "H", x - r * 0.6, "Z")
        return (
            facets
            + fill(polygon(crown, places=0), light)
            + fill(stand, BROWN)
            + fill(
                path("M", x - r * 0.66, y + r * 1.02, "h", r * 1.32, "v", r * 0.08, "h", -r * 1.32, "z"),
                INK,
                opacity=0.4,
            )
        )

    shine = circle(w / 2, h * 0.44, m * 0.42, light, opacity=0.25) if not sheet.is_wide else ""
    spots = chance.pick((((0.5, 0.46, 0.32),), ((0.36, 0.36, 0.22), (0.64, 0.66, 0.26))))
    return ground(sheet, colour) + shine + sheet.place(one, spots, wide=5, size=0.26)
