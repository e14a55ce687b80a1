"""Ceramics: a vase alone or with its small companion, a teapot and cups, a dish, a kiln shelf, a tile picture."""

from shop.catalogue.artwork.motifs import petal
from shop.catalogue.artwork.palette import (
    BAMBOO,
    BLACK,
    BROWN,
    CELADON,
    CLAY,
    DARK_CELADON,
    DEEP_CELADON,
    INDIGO,
    INK,
    IVORY,
    LACQUER,
    OLD_PAPER,
    PALE_CELADON,
    PALE_CLAY,
    PALE_INDIGO,
    PAPER,
    ROSE,
    STRAW,
    WASHED_INDIGO,
    WING,
)
from shop.catalogue.artwork.pots import (
    GLAZES,
    VASES,
    Tone,
    brushed_lotus,
    brushed_waves,
    plate,
    pot,
    teapot,
    widest,
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
    stroke,
    table,
)
from shop.catalogue.artwork.sheet import Sheet

FORMS = (
    ("dia", "dish"),
    ("am", "teapot"),
    ("tich", "teapot"),
    ("bat", "bowl"),
    ("to", "bowl"),
    ("chum", "vase"),
    ("hu", "vase"),
    ("nam", "vase"),
    ("mai binh", "vase"),
)

KINDS = (
    ("bat", "bat"),
    ("chum", "chum"),
    ("hu", "chum"),
    ("nam", "nam"),
    ("ty ba", "ty-ba"),
    ("mai binh", "mai-binh"),
    ("toi", "cu-toi"),
)

STYLES = (
    ("ran", "ran"),
    ("ngoc", "ran"),
    ("lam", "lam"),
    ("ve", "lam"),
    ("sen", "lam"),
    ("nau", "chay"),
    ("bien", "chay"),
    ("sanh", "chay"),
)

GROUNDS = {
    "ran": (OLD_PAPER, STRAW, WING, OLD_PAPER, PALE_CLAY, WING),
    "lam": (CELADON, OLD_PAPER, STRAW, DEEP_CELADON, WING, PALE_CLAY),
    "chay": (PALE_CELADON, OLD_PAPER, CELADON, PALE_INDIGO, STRAW),
}


def ceramics(sheet: Sheet) -> str:
    """Draw what the slug asks for: dish, teapot, bowl or vase; wide, a kiln shelf."""
    if sheet.is_wide:
        return _shelf(sheet)
    chance, (w, h, _) = sheet.chance, sheet.measures
    form = chance.asked(FORMS, ("vase", "vase", "pair", "pair", "bowl", "teapot", "dish"))
    if chance.words & {"binh", "lo"} and form in ("bowl", "teapot", "dish"):
        form = chance.pick(("vase", "pair"))
    style = chance.asked(STYLES, ("ran", "lam", "chay", "ran"))
    colour = chance.pick(GROUNDS[style])
    tone = chance.pick(GLAZES[style])
    if form == "dish":
        return ground(sheet, colour) + plate(
            chance, sheet.uid, w / 2, h / 2, w * 0.4, "ran" if style == "ran" else "lam"
        )
    y = h * (0.8 if form == "teapot" else 0.845)
    room = ground(sheet, colour) + _table_and_sun(sheet, y, colour, tone)
    if form == "teapot":
        return room + _tea_set(sheet, y, style, tone)
    return room + _vase(sheet, y, form, style, tone)


def _table_and_sun(sheet: Sheet, y: float, colour: str, tone: Tone) -> str:
    chance, (w, h, _) = sheet.chance, sheet.measures
    is_dark = colour in (WING, DEEP_CELADON)
    if is_dark:
        top = table(sheet, y - 6, BLACK if colour == WING else DARK_CELADON)
        disc = LACQUER if colour == WING else CELADON
    else:
        top = table(sheet, y - 6, chance.pick((CLAY, BAMBOO, DEEP_CELADON)), opacity=0.8)
        disc = chance.pick([c for c in (IVORY, ROSE, STRAW) if c not in (colour, tone.glaze)])
    if chance.happens(0.5):
        x, up = w * chance.between(0.3, 0.7), h * chance.between(0.28, 0.4)
        top += circle(x, up, w * chance.between(0.22, 0.32), disc, opacity=0.8)
    return top


def _shade(sheet: Sheet, x: float, y: float, r: float) -> str:
    return ellipse(x + r * 0.16, y + 4, r * 0.92, sheet.height * 0.018, INK, opacity=0.28)


def _tea_set(sheet: Sheet, y: float, style: str, tone: Tone) -> str:
    chance, (w, h, _) = sheet.chance, sheet.measures
    tall, x = h * chance.between(0.27, 0.3), w * 0.56
    drawn = _shade(sheet, x, y, tall * 0.6) + teapot(chance, sheet.uid + "a", x, y, tall, style, tone)
    cups = "chay" if style == "chay" else "lam"
    for i, (across, nearer) in enumerate(((0.2, 0.075), (0.84, 0.1))):
        drawn += pot(chance, f"{sheet.uid}{i}", "chen", w * across, y + h * nearer, h * 0.095, cups)
    return drawn


def _vase(sheet: Sheet, y: float, form: str, style: str, tone: Tone) -> str:
    chance, (w, h, _) = sheet.chance, sheet.measures
    others = {"pair": [k for k in VASES if k not in ("bat", "chum")], "bowl": ["bat"]}
    kind = chance.asked(KINDS, others.get(form, [k for k in VASES if k != "bat"]))
    tall = min({"bat": 0.33, "chum": 0.56, "lo-tru": 0.58}.get(kind, 0.66) * h, w * 0.4 / widest(kind))
    r = widest(kind) * tall
    x = w * (chance.between(0.56, 0.62) if form == "pair" else 0.5)
    fine = form != "pair"
    drawn = _shade(sheet, x, y, r) + pot(chance, sheet.uid + "a", kind, x, y, tall, style, fine=fine, tone=tone)
    return drawn + (_companion(sheet, x - r * 0.6, y, style) if form == "pair" else "")


def _companion(sheet: Sheet, right: float, y: float, style: str) -> str:
    """A small pot before the large one, in the other glaze."""
    chance, (w, h, _) = sheet.chance, sheet.measures
    kind = chance.pick(("bat", "chum", "chen"))
    tall = h * {"bat": 0.15, "chum": 0.24, "chen": 0.12}[kind]
    r = widest(kind) * tall
    x = max(right - r * 0.9, r + w * 0.05)
    return pot(chance, sheet.uid + "b", kind, x, y + h * 0.045, tall, "lam" if style == "chay" else "chay")


def _shelf(sheet: Sheet) -> str:
    chance, (w, h, _) = sheet.chance, sheet.measures
    board = h * 0.86
    drawn = ground(sheet, OLD_PAPER) + table(sheet, board, CLAY) + fill(box(0, board, w, h * 0.018), BROWN)
    drawn += circle(w * 0.74, h * 0.46, h * 0.34, PAPER)
    x, last, base = w * 0.045, "", board + h * 0.012
    for i in range(40):
        kind = last = chance.pick([k for k in (*VASES, "am") if k != last])
        tall = h * ({"bat": 0.2, "chum": 0.42, "am": 0.26}.get(kind) or chance.between(0.5, 0.7))
        r = widest(kind) * tall * (1.5 if kind == "am" else 1)
        if x + r * 2 > w * 0.985:
            break
        style, uid = chance.pick(("ran", "lam", "chay")), f"{sheet.uid}{i}"
        if kind == "am":
            drawn += teapot(chance, uid, x + r * 1.05, base, tall, style)
        else:
            drawn += pot(chance, uid, kind, x + r, base, tall, style)
        x += r * (1.8 if kind == "am" else 2) + h * chance.between(0.02, 0.07)
    return drawn


#: A carp seen from above, 200 long, swimming to the left.
CARP = (
    "M-100 0C-80-34-30-40 20-22C50-12 62-8 72-6C84-14 96-34 108-36C104-18 102-8 92 0C102 10 108 22 110 40C94 34"
    " 84 20 72 8C40 24-70 44-100 0Z"
)
CARP_FINS = "M-40-30C-30-52-6-54 10-46C2-38-4-32-8-28ZM-44 24C-40 44-18 54-2 52C-8 42-12 32-14 27Z"


def tile_picture(sheet: Sheet) -> str:
    """Draw a framed picture on glazed tiles: carp under the moon, lotus and waves."""
    chance, (w, h, m) = sheet.chance, sheet.measures
    wall, frame = chance.pick(((OLD_PAPER, BROWN), (STRAW, BROWN), (PALE_CLAY, WING), (CELADON, BROWN)))
    x, y = w * 0.11, h * 0.1
    wide, high = w - 2 * x, h - 2 * y
    tiles = "".join(path("M", x + wide * i / 3, y, "v", high) for i in (1, 2))
    tiles += "".join(path("M", x, y + high * i / 4, "h", wide) for i in (1, 2, 3))
    moon = circle(w * chance.between(0.58, 0.72), h * 0.28, m * 0.12, PALE_INDIGO, stroke=INDIGO, stroke_width=2)
    painted = moon + brushed_waves(chance, w * 0.5, h * 0.74, m * 0.5, WASHED_INDIGO)
    painted += brushed_lotus(chance, w * chance.between(0.26, 0.36), h * 0.42, m * 0.42, INDIGO)
    for fx, fy, turn, size in ((0.6, 0.56, -24, 0.24), (0.42, 0.74, 12, 0.2)):
        turned = turn + chance.between(-12, 12)
        painted += placed(
            _carp(chance.pick((INDIGO, WASHED_INDIGO))), w * fx, h * fy, turn=turned, scale=m * size / 110
        )
    return (
        ground(sheet, wall)
        + fill(box(x - m * 0.035, y - m * 0.02, wide + m * 0.1, high + m * 0.08), INK, opacity=0.25)
        + fill(box(x - m * 0.045, y - m * 0.045, wide + m * 0.09, high + m * 0.09), frame)
        + fill(box(x, y, wide, high), IVORY)
        + clipped(sheet.uid, box(x, y, wide, high), painted)
        + stroke(tiles, OLD_PAPER, 2)
        + stroke(box(x, y, wide, high), INK, 2, opacity=0.4)
    )


def _carp(colour: str) -> str:
    scales = "".join(path("M", x, -14 + abs(x) * 0.06, "q", 10, 14, 0, 28) for x in range(-50, 50, 16))
    gill = path("M-66-22q14 22 0 44")
    return (
        fill(CARP_FINS, colour, opacity=0.55)
        + fill(CARP, colour)
        + stroke(scales + gill, IVORY, 2.6, opacity=0.8, **ROUND)
        + fill(petal(74, 0, 0.4, 34, 6) + petal(74, 0, -0.4, 34, 6), IVORY, opacity=0.6)
        + circle(-82, -7, 4, IVORY)
    )
