"""Bamboo and rattan: trays, baskets, bags and leaf fans in three weaves."""

import math
from dataclasses import dataclass

from shop.catalogue.artwork.motifs import petal
from shop.catalogue.artwork.palette import (
    BAMBOO,
    BROWN,
    CLAY,
    DEEP_CELADON,
    INDIGO,
    INK,
    LACQUER,
    LEAF,
    OLD_PAPER,
    PALE_INDIGO,
    PAPER,
    STRAW,
    WING,
    YOUNG_LEAF,
)
from shop.catalogue.artwork.shapes import (
    circle,
    clipped,
    dashes,
    ellipse,
    fill,
    ground,
    hoop,
    number,
    path,
    pattern,
    ring,
    stroke,
)
from shop.catalogue.artwork.sheet import Sheet

FORMS = (
    ("quat", "fan"),
    ("gio", "basket"),
    ("lan", "basket"),
    ("hop", "basket"),
    ("tui", "bag"),
    ("mam", "two trays"),
    ("khay", "tray"),
    ("nong", "tray"),
    ("dia", "tray"),
    ("tham", "tray"),
)


@dataclass(frozen=True)
class Strips:
    """The colours of a woven thing: what it lies on, pale and dyed strips, the dark between, the rim."""

    ground: str
    pale: str
    dyed: str
    shade: str

    @property
    def rim(self) -> str:
        """The bound edge, which must stand out from the ground."""
        return CLAY if self.ground == WING else BROWN


COLOURS = (
    Strips(PAPER, BAMBOO, BROWN, "#8A6437"),
    Strips(DEEP_CELADON, STRAW, BAMBOO, "#6E5127"),
    Strips(OLD_PAPER, BAMBOO, LACQUER, "#7A4A22"),
    Strips(WING, BAMBOO, CLAY, "#5A3A1C"),
    Strips(PALE_INDIGO, BAMBOO, INDIGO, "#6B522C"),
    Strips(YOUNG_LEAF, STRAW, LEAF, "#7F6A34"),
)


def weaving(sheet: Sheet) -> str:
    """Draw the woven thing the slug asks for; wide, a wall of trays."""
    chance, (_, _, m) = sheet.chance, sheet.measures
    strips = chance.pick(COLOURS)
    asked = (("mat cao", "open"), ("long mot", "plain"))
    weave = chance.asked(asked, ("twill", "open", "plain", "twill"))
    size = m * chance.between(0.044, 0.058)
    if weave == "open":
        tile = _open_tile(sheet.uid, size * 1.1, strips)
    else:
        tile = _woven_tile(sheet.uid, size, strips, 2 if weave == "twill" else 1)
    form = chance.asked(FORMS, ("basket", "bag") if weave == "plain" else ("basket", "tray", "bag", "two trays"))
    back = {"open": strips.ground}.get(weave, strips.shade)
    start = ground(sheet, strips.ground) + f"<defs>{tile}</defs>"
    return start + _composed(sheet, form, strips, back)


def _composed(sheet: Sheet, form: str, strips: Strips, back: str) -> str:
    chance, (w, h, _) = sheet.chance, sheet.measures
    if sheet.is_wide:
        drawn, x = "", h * 0.12
        while x < w + h * 0.3:
            r = h * chance.between(0.24, 0.46)
            drawn += _tray(sheet, x, h * chance.between(0.38, 0.66), r, strips, back)
            x += r * chance.between(1.35, 1.9)
        return drawn
    if form == "tray":
        return _tray(sheet, w * 0.5, h * 0.5, w * 0.39, strips, back)
    if form == "two trays":
        small = _tray(sheet, w * 0.64, h * 0.34, w * 0.27, strips, back)
        return small + _tray(sheet, w * 0.4, h * 0.62, w * 0.33, strips, back)
    if form == "fan":
        return _fan(sheet, strips, back)
    return _carried(sheet, strips, back, is_bag=form == "bag")


def _woven_tile(uid: str, size: float, strips: Strips, over: int) -> str:
    """One tile of strips that pass over `over` others: one is plain weave, two is twill."""
    count, gap, drawn = over * 2, size * 0.09, ""
    long, thin, corner = number(over * size - gap * 0.8), number(size - 2 * gap), number(size * 0.16)

    def strip(x: float, y: float, width: str, height: str, colour: str) -> str:
        spot = f'x="{number(x)}" y="{number(y)}" width="{width}" height="{height}"'
        return f'<rect {spot} rx="{corner}" fill="{colour}"/>'

    for row in range(count):
        for column in range(count):
            if (column - row) % count == 0:
                # A float that runs over the tile's edge comes in again on the other side.
                for wrapped in (0,) if column + over <= count else (0, -count):
                    x = (column + wrapped) * size + gap * 0.4
                    drawn += strip(x, row * size + gap, long, thin, strips.pale)
            if (column - row) % count == over % count:
                first = row - over + 1
                for wrapped in (0,) if first >= 0 else (0, count):
                    y = (first + wrapped) * size + gap * 0.4
                    drawn += strip(column * size + gap, y, thin, long, strips.dyed)
    side = count * size
    dark = f'<path fill="{strips.shade}" d="{path("M0 0h", side, "v", side, "H0z")}"/>'
    return pattern(uid, side, side, dark + drawn, "rotate(45)")


def _open_tile(uid: str, size: float, strips: Strips) -> str:
    """One tile of the open hexagon weave, three strips crossing."""
    w, h, thick = size * 2, size * 2 * math.sqrt(3), size * 0.3
    level = path("M0", h * 0.25, "H", w, "M0", h * 0.75, "H", w)
    falling = path("M", -w, -h, "L", 2 * w, 2 * h, "M", -w, 0, "L", w, 2 * h, "M", 0, -h, "L", 2 * w, h)
    rising = path("M", 2 * w, -h, "L", -w, 2 * h, "M", w, -h, "L", -w, h, "M", 2 * w, 0, "L", 0, 2 * h)
    strands = "".join(
        stroke(data, strips.shade, thick + 3) + stroke(data, strips.pale, thick) for data in (level, falling, rising)
    )
    return pattern(uid, w, h, strands)


def _tray(sheet: Sheet, cx: float, cy: float, r: float, strips: Strips, back: str) -> str:
    m = sheet.measures[2]
    return (
        circle(cx, cy, r, back)
        + circle(cx, cy, r, f"url(#{sheet.uid})")
        + hoop(cx, cy, r, strips.rim, m * 0.035)
        + hoop(cx, cy, r, strips.pale, m * 0.026, stroke_dasharray=dashes(m * 0.02, m * 0.012))
        + hoop(cx, cy, r - m * 0.03, INK, 2, stroke_opacity=0.35)
    )


def _fan(sheet: Sheet, strips: Strips, back: str) -> str:
    """A hand fan shaped like a bodhi leaf, bound at its edge."""
    w, h, m = sheet.measures
    x, neck = w * 0.5, h * 0.66
    leaf = path("M", x, neck, "C", x - w * 0.42, neck, x - w * 0.46, h * 0.3, x - w * 0.2, h * 0.2)
    leaf += path("Q", x - w * 0.06, h * 0.15, x, h * 0.09, "Q", x + w * 0.06, h * 0.15, x + w * 0.2, h * 0.2)
    leaf += path("C", x + w * 0.46, h * 0.3, x + w * 0.42, neck, x, neck, "Z")
    handle = path("M", x, h * 0.3, "V", h * 0.92)
    tassel = petal(x, h * 0.9, math.pi / 2 + 0.2, m * 0.16, m * 0.05) + petal(
        x, h * 0.9, math.pi / 2 - 0.25, m * 0.15, m * 0.05
    )
    return (
        fill(leaf, INK, opacity=0.25, transform="translate(6 9)")
        + fill(leaf, back if back != strips.ground else strips.shade)
        + fill(leaf, f"url(#{sheet.uid})")
        + stroke(leaf, strips.rim, m * 0.036)
        + stroke(leaf, strips.pale, m * 0.022, stroke_dasharray=dashes(m * 0.024, m * 0.012))
        + fill(tassel, LACQUER if strips.ground != WING else STRAW)
        + stroke(handle, strips.rim, m * 0.04, stroke_linecap="round")
        + stroke(handle, strips.pale, m * 0.018, stroke_linecap="round")
        + fill(ring(x, neck, m * 0.03), strips.rim)
    )


def _carried(sheet: Sheet, strips: Strips, back: str, *, is_bag: bool) -> str:
    """A basket or a taller bag with its handle."""
    w, h, m = sheet.measures
    x, uid = w / 2, sheet.uid
    rim, foot = (h * 0.42, h * 0.84) if is_bag else (h * 0.5, h * 0.82)
    wide, narrow = (w * 0.3, w * 0.25) if is_bag else (w * 0.37, w * 0.24)
    lean, sag, top = rim + (foot - rim) * 0.6, wide * 0.13, h * (0.12 if is_bag else 0.15)
    body = path("M", x - wide, rim, "C", x - wide * 0.98, lean, x - narrow * 1.06, foot - 4, x - narrow, foot)
    body += path("Q", x, foot + h * 0.03, x + narrow, foot)
    body += path("C", x + narrow * 1.06, foot - 4, x + wide * 0.98, lean, x + wide, rim, "Z")
    side = path(
        "M", x + wide * 0.42, rim, "C", x + wide * 0.4, lean, x + narrow * 0.5, foot, x + narrow * 0.4, foot + 6
    )
    side += path("L", x + narrow, foot, "C", x + narrow * 1.06, foot - 4, x + wide * 0.98, lean, x + wide, rim, "Z")
    handle = path("M", x - wide * 0.8, rim, "C", x - wide * 0.8, top, x + wide * 0.8, top, x + wide * 0.8, rim)
    edge = path("M", x - wide, rim, "Q", x, rim + sag * 2.1, x + wide, rim)
    belt_y = rim + (foot - rim) * 0.62
    belt = path("M", x - wide, belt_y, "Q", x, belt_y + sag * 2, x + wide, belt_y)
    return (
        ellipse(x + w * 0.03, foot + h * 0.015, narrow * 1.2, h * 0.02, INK, opacity=0.25)
        + stroke(handle, strips.rim, m * 0.045)
        + stroke(handle, strips.pale, m * 0.026, stroke_dasharray=dashes(m * 0.03, m * 0.012))
        + ellipse(x, rim, wide, sag, INK, opacity=0.7)
        + fill(body, BROWN if back == strips.ground else strips.shade)
        + fill(body, f"url(#{uid})")
        + fill(side, INK, opacity=0.18)
        + stroke(edge, strips.rim, m * 0.042)
        + stroke(edge, strips.pale, m * 0.024, stroke_dasharray=dashes(m * 0.022, m * 0.012))
        + clipped(uid + "c", body, stroke(belt, strips.dyed if strips.dyed != strips.pale else strips.rim, m * 0.028))
    )
