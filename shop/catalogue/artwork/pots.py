"""Thrown pots: a profile turned on the wheel, one of three glazes, a painter's brush."""

import math
from dataclasses import dataclass

from shop.catalogue.artwork.chance import Chance
from shop.catalogue.artwork.motifs import blossom, crackle, petal, rings
from shop.catalogue.artwork.palette import (
    BAMBOO,
    BROWN,
    CELADON,
    CLAY,
    DARK_CELADON,
    DEEP_CELADON,
    INDIGO,
    INK,
    IVORY,
    OLD_PAPER,
    PALE_CELADON,
    WASHED_INDIGO,
    WHITE,
    WING,
)
from shop.catalogue.artwork.shapes import (
    ROUND,
    Point,
    circle,
    clipped,
    dashes,
    ellipse,
    fill,
    onward,
    path,
    polar,
    ring,
    smooth,
    stroke,
)

#: Radius at each height, both as shares of the pot's height, from rim to foot.
PROFILES = {
    "ty-ba": (
        *((0, 0.135), (0.03, 0.13), (0.1, 0.095), (0.26, 0.095), (0.44, 0.165)),
        *((0.62, 0.27), (0.76, 0.3), (0.9, 0.24), (1, 0.165)),
    ),
    "mai-binh": (
        *((0, 0.1), (0.02, 0.105), (0.06, 0.085), (0.11, 0.12), (0.2, 0.26)),
        *((0.32, 0.315), (0.5, 0.3), (0.75, 0.21), (0.92, 0.165), (1, 0.175)),
    ),
    "cu-toi": (
        *((0, 0.06), (0.04, 0.085), (0.09, 0.105), (0.15, 0.075), (0.3, 0.065)),
        *((0.46, 0.105), (0.6, 0.21), (0.75, 0.285), (0.9, 0.235), (1, 0.165)),
    ),
    "chum": (
        *((0, 0.22), (0.03, 0.225), (0.07, 0.2), (0.13, 0.235), (0.28, 0.365)),
        *((0.48, 0.41), (0.72, 0.35), (0.92, 0.245), (1, 0.225)),
    ),
    "lo-tru": (
        (0, 0.155),
        (0.02, 0.16),
        (0.07, 0.13),
        (0.13, 0.15),
        (0.2, 0.2),
        (0.6, 0.215),
        (0.93, 0.19),
        (1, 0.185),
    ),
    "bat": ((0, 0.86), (0.05, 0.84), (0.25, 0.79), (0.5, 0.66), (0.72, 0.48), (0.86, 0.33), (0.9, 0.3), (1, 0.31)),
    "am": ((0, 0.3), (0.04, 0.33), (0.16, 0.52), (0.36, 0.68), (0.6, 0.7), (0.82, 0.54), (0.95, 0.38), (1, 0.37)),
    "chen": ((0, 0.66), (0.06, 0.65), (0.4, 0.62), (0.7, 0.5), (0.88, 0.34), (1, 0.33)),
    "lo-phong": (
        *((0, 0.2), (0.03, 0.195), (0.12, 0.12), (0.22, 0.1), (0.34, 0.155)),
        *((0.5, 0.255), (0.64, 0.285), (0.8, 0.23), (0.92, 0.17), (1, 0.185)),
    ),
    "nam": (
        *((0, 0.1), (0.03, 0.085), (0.12, 0.05), (0.24, 0.06), (0.36, 0.14), (0.46, 0.17), (0.56, 0.13)),
        *((0.64, 0.17), (0.8, 0.3), (0.92, 0.27), (1, 0.2)),
    ),
}

VASES = ("ty-ba", "mai-binh", "cu-toi", "chum", "lo-tru", "bat", "lo-phong")


@dataclass(frozen=True)
class Tone:
    """The three colours of a glazed pot: body, shadow, and lines (of the running glaze: what runs)."""

    glaze: str
    shadow: str
    mark: str


#: Glazes: "ran" is crackled, "lam" blue-and-white or its kin, "chay" runs over bare clay.
GLAZES = {
    "ran": (
        Tone(PALE_CELADON, CELADON, DEEP_CELADON),
        Tone(IVORY, OLD_PAPER, BROWN),
        Tone(CELADON, DEEP_CELADON, DARK_CELADON),
    ),
    "lam": (Tone(IVORY, WASHED_INDIGO, INDIGO), Tone("#EFEFEA", WASHED_INDIGO, INDIGO)),
    "chay": (Tone(CLAY, BROWN, DEEP_CELADON), Tone(BAMBOO, BROWN, WING), Tone(BROWN, WING, BAMBOO)),
}


def widest(kind: str) -> float:
    """Return the largest radius of a kind of pot as a share of its height."""
    return max(radius for _, radius in PROFILES[kind])


class Turned:
    """One pot on the wheel: its kind, where it stands, how high, and its outline."""

    def __init__(self, kind: str, cx: float, base: float, height: float) -> None:
        self.kind, self.cx, self.base, self.height = kind, cx, base, height
        self.top = base - height
        #: Height on the sheet and radius, from rim to foot.
        self.profile = [(self.top + t * height, r * height) for t, r in PROFILES[kind]]
        self.rim, self.foot = self.profile[0][1], self.profile[-1][1]
        self.radius = max(r for _, r in self.profile)

    def at(self, share: float) -> Point:
        """Return height on the sheet and radius at a share of the pot's height."""
        y = self.top + self.height * share
        for (above, wide), (below, narrow) in zip(self.profile, self.profile[1:], strict=False):
            if above <= y <= below:
                return y, wide + (narrow - wide) * (y - above) / (below - above)
        return y, self.foot

    def outline(self) -> str:
        """Return the whole silhouette."""
        cx, places = self.cx, 0 if self.height > 90 else 1
        left = smooth(((cx - r, y) for y, r in self.profile), places=places)
        right = smooth(((cx + r, y) for y, r in reversed(self.profile)), places=places)
        foot = path("Q", cx, self.base + self.foot * 0.16, cx + self.foot, self.base)
        mouth = path("Q", cx, self.top - self.rim * 0.1, cx - self.rim, self.top)
        return left + foot + onward(right) + mouth + "Z"

    def bands(self, *shares: float) -> str:
        """Return lines around the body at shares of its height."""
        data = ""
        for y, r in map(self.at, shares):
            data += path("M", self.cx - r - 2, y, "Q", self.cx, y + r * 0.3, self.cx + r + 2, y)
        return data


def pot(
    chance: Chance,
    uid: str,
    kind: str,
    cx: float,
    base: float,
    height: float,
    style: str,
    *,
    fine: bool = False,
    tone: Tone | None = None,
) -> str:
    """Draw a glazed pot standing at (cx, base); `fine` adds a second, paler network of cracks."""
    turned = Turned(kind, cx, base, height)
    tone = tone or chance.pick(GLAZES[style])
    coat = {"ran": _crackled, "lam": _painted, "chay": _running}[style]
    r = turned.radius + 9
    body = fill(path("M", cx - r, turned.top - 9, "h", 2 * r, "v", height + 40, "h", -2 * r, "z", places=0), tone.glaze)
    return clipped(uid, turned.outline(), body, coat(chance, turned, tone, fine)) + _light(turned, tone)


def _crackled(chance: Chance, turned: Turned, tone: Tone, fine: bool) -> str:
    height, r = turned.height, turned.radius
    corners = (turned.cx - r, turned.top), (turned.cx + r, turned.base + 12)
    drawn = ""
    if fine:  # Old kilns show two networks: fine gold, then iron.
        drawn = stroke(crackle(chance, *corners, 5, height * 0.06), CLAY, 0.8, opacity=0.5)
    depth = 6 if height > 230 else 5 if height > 110 else 4
    cracks = crackle(chance, *corners, depth, height * 0.07)
    drawn += stroke(cracks, tone.mark, 1 if height > 200 else 0.8, opacity=0.62)
    y, wide = turned.at(0.965)
    bare = path("M", turned.cx - r, y, "Q", turned.cx, y + wide * 0.3, turned.cx + r, y)
    return drawn + fill(bare + path("V", turned.base + 30, "H", turned.cx - r, "Z"), CLAY)


def _painted(chance: Chance, turned: Turned, tone: Tone, fine: bool) -> str:
    height, kind = turned.height, turned.kind
    if height < 90:
        comb = dashes(height * 0.09, height * 0.07)
        return stroke(turned.bands(0.42), tone.mark, height * 0.2, stroke_dasharray=comb)
    shares = {"bat": (0.06, 0.12, 0.86), "chen": (0.08, 0.16), "am": (0.05, 0.1, 0.92)}
    bands = turned.bands(*shares.get(kind, (0.05, 0.085, 0.9, 0.935)))
    size = {"bat": height * 0.5, "am": height * 0.44, "chen": height * 0.5}
    spray = size.get(kind, min(turned.radius * 1.5, height * 0.36))
    belly = max(turned.profile, key=lambda point: point[1])[0]
    y = turned.top + height * 0.42 if kind in ("bat", "chen") else belly
    brush = chance.pick((brushed_lotus, brushed_bamboo, brushed_waves))
    painted = brush(chance, turned.cx, y + spray * 0.12, spray, tone.mark)
    return stroke(bands, tone.mark, max(1.6, height * 0.009)) + painted


def _running(chance: Chance, turned: Turned, tone: Tone, fine: bool) -> str:
    cx, r = turned.cx, turned.radius
    y, _ = turned.at(chance.between(0.3, 0.5))
    drips = [(cx - r - 8, y)]
    while drips[-1][0] < cx + r + 8:
        x = drips[-1][0] + r * chance.between(0.16, 0.3)
        low = r * chance.between(0.02, 0.5) + (r * 0.14 if abs(x - cx) < r * 0.6 else 0)
        drips.append((x, y + low))
    glaze = fill(smooth(drips) + path("V", turned.top - 20, "H", cx - r - 8, "Z"), tone.mark)
    y, wide = turned.at(0.14)
    return glaze + stroke(path("M", cx - wide, y, "Q", cx, y + wide * 0.35, cx + wide, y), tone.glaze, 1.6)


def _light(turned: Turned, tone: Tone) -> str:
    """The turn of the body: one flat shadow, one sliver of light, the dark mouth."""
    cx, top, rim = turned.cx, turned.top, turned.rim
    if turned.height < 70:
        return ellipse(cx, top, rim, rim * 0.16, INK, opacity=0.8)
    side = [p for p in turned.profile if p[0] > top + turned.height * 0.04]
    shadow = [(cx + r * 0.99, y) for y, r in side] + [(cx + r * 0.47, y) for y, r in reversed(side)]
    first, last = (0.12, 0.6) if turned.kind == "bat" else (0.3, 0.74)
    gleam = [turned.at(first + (last - first) * i / 5) for i in range(6)]
    outer = [(cx - r * 0.8, y) for y, r in gleam]
    bow = (0, 0.7, 1, 0.9, 0.5, 0)
    inner = [(cx - r * (0.8 - 0.11 * k), y) for (y, r), k in zip(reversed(gleam), bow, strict=True)]
    lip = path("M", cx - rim, top, "Q", cx, top - rim * 0.34, cx + rim, top)
    return (
        fill(smooth(shadow, closed=True, tension=0.12, places=0), tone.shadow, opacity=0.34)
        + fill(smooth(outer, places=0) + "L" + smooth(inner, places=0)[1:] + "Z", WHITE, opacity=0.42)
        + ellipse(cx, top, rim, max(rim * 0.16, 1.5), INK, opacity=0.82)
        + stroke(lip, tone.glaze, max(1.4, turned.height * 0.008))
    )


def teapot(
    chance: Chance, uid: str, cx: float, base: float, height: float, style: str, tone: Tone | None = None
) -> str:
    """Draw a round teapot with a rattan handle."""
    tone = tone or chance.pick(GLAZES[style])
    body = pot(chance, uid, "am", cx, base, height, style, tone=tone)
    main, mark = (tone.mark, tone.shadow) if style == "chay" else (tone.glaze, tone.mark)
    r, top = height * 0.7, base - height
    spout = path("M", cx - r * 0.72, base - height * 0.28)
    spout += path("C", cx - r * 1.2, base - height * 0.34, cx - r * 1.16, base - height * 0.78)
    spout += path(" ", cx - r * 1.5, base - height * 0.98, "L", cx - r * 1.34, base - height * 1.03)
    spout += path("C", cx - r * 1.06, base - height * 0.86, cx - r * 1.04, base - height * 0.74)
    spout += path(" ", cx - r * 0.66, base - height * 0.68, "Z")
    handle = path("M", cx - r * 0.42, top + height * 0.05, "C", cx - r * 0.62, top - height * 0.78)
    handle += path(" ", cx + r * 0.62, top - height * 0.78, cx + r * 0.42, top + height * 0.05)
    lid = path("M", cx - r * 0.47, top + height * 0.03, "Q", cx - r * 0.4, top - height * 0.15, cx, top - height * 0.16)
    lid += path(
        "T", cx + r * 0.47, top + height * 0.03, "Q", cx, top + height * 0.1, cx - r * 0.47, top + height * 0.03
    )
    wound = dashes(height * 0.06, height * 0.025)
    return (
        stroke(handle, BROWN, height * 0.075, stroke_linecap="round")
        + stroke(handle, BAMBOO, height * 0.045, stroke_linecap="round", stroke_dasharray=wound)
        + fill(spout, main)
        + stroke(spout, mark, 1.4, opacity=0.7)
        + body
        + fill(lid + "Z", main)
        + stroke(lid + "Z", mark, 1.6)
        + circle(cx, top - height * 0.2, height * 0.07, main, stroke=mark, stroke_width=1.6)
    )


def plate(chance: Chance, uid: str, cx: float, cy: float, r: float, style: str) -> str:
    """Draw a dish seen face on: the painter's round page."""
    glaze, mark = chance.pick(((PALE_CELADON, DEEP_CELADON), (IVORY, BROWN))) if style == "ran" else (IVORY, INDIGO)
    border = stroke(rings(cx, cy, r * 0.97, r * 0.92, r * 0.66, r * 0.63), mark, r * 0.012)
    dish = circle(cx + r * 0.03, cy + r * 0.05, r, INK, opacity=0.25) + circle(cx, cy, r, glaze) + border
    dish += _garland(chance, cx, cy, r, chance.pick((12, 16, 20)), mark)
    if style == "ran":
        well = r * 0.63
        cracks = crackle(chance, (cx - well, cy - well), (cx + well, cy + well), 6, r * 0.14)
        dish += clipped(uid, ring(cx, cy, well), stroke(cracks, mark, 1, opacity=0.6))
    else:
        dish += brushed_lotus(chance, cx, cy - r * 0.06, r * 0.62, mark)
    gleam = path("M", cx - r * 0.8, cy - r * 0.32, "A", r * 0.86, r * 0.86, 0, 0, 1, cx - r * 0.32, cy - r * 0.8)
    return dish + stroke(gleam, WHITE, r * 0.03, opacity=0.7, stroke_linecap="round")


def _garland(chance: Chance, cx: float, cy: float, r: float, count: int, colour: str) -> str:
    """Flowers and tendrils by turns around the rim."""
    step, first = 2 * math.pi / count, chance.between(0, 2)
    flowers = ""
    for i in range(0, count, 2):
        flowers += blossom(*polar(cx, cy, r * 0.79, (first + i) * step), r * 0.075, 4, i)
    tendrils = ""
    for i in range(0, count, 2):
        start, crest, end = ((0.5, 0.79), (1, 0.9), (1.5, 0.79))
        points = [polar(cx, cy, r * away, (first + i + turn) * step) for turn, away in (start, crest, end)]
        tendrils += path("M", points[0], "Q", points[1], points[2])
    return fill(flowers, colour) + stroke(tendrils, colour, r * 0.016)


def brushed_lotus(chance: Chance, x: float, y: float, s: float, colour: str) -> str:
    """Paint a lotus with its stem and two leaves, `s` high."""
    up = -math.pi / 2
    flower = "".join(petal(x, y, up + i * 0.52, s * (0.5 - abs(i) * 0.05), s * 0.2, 0.3) for i in (-2, 2, -1, 1, 0))
    stem = path("M", x, y, "C", x - s * 0.1, y + s * 0.3, x + s * 0.12, y + s * 0.5, x, y + s * 0.8)
    left = path("M", x - s * 0.62, y + s * 0.34, "q", s * 0.22, -s * 0.26, s * 0.5, -s * 0.06)
    left += path("q", -s * 0.24, s * 0.2, -s * 0.5, s * 0.06)
    right = path("M", x + s * 0.16, y + s * 0.42, "q", s * 0.2, -s * 0.24, s * 0.46, -s * 0.08)
    right += path("q", -s * 0.2, s * 0.2, -s * 0.46, s * 0.08)
    wash = fill(flower, colour, fill_opacity=0.16)
    return wash + stroke(flower + stem + left + right, colour, max(1.3, s * 0.016), **ROUND)


def brushed_bamboo(chance: Chance, x: float, y: float, s: float, colour: str) -> str:
    """Paint two canes of bamboo."""
    canes, leaves = "", ""
    for aside in (-0.16, 0.18):
        cane = x + s * aside
        canes += path("M", cane, y + s * 0.75, "q", s * 0.05, -s * 0.6, s * 0.1, -s * 1.2)
        for i in range(4):
            angle = chance.pick((-0.35, -2.75)) + chance.between(-0.25, 0.25)
            joint = y + s * (0.34 - i * 0.26)
            leaves += petal(cane + s * 0.04, joint, angle, s * chance.between(0.3, 0.44), s * 0.085, 0.2)
    joints = dashes(s * 0.24, s * 0.02)
    return stroke(canes, colour, max(1.6, s * 0.025), stroke_dasharray=joints) + fill(leaves, colour, opacity=0.85)


def brushed_waves(chance: Chance, x: float, y: float, s: float, colour: str) -> str:
    """Paint three rows of waves."""
    r, count = s * 0.19, 4 if s > 60 else 3
    crest = path("a", r * 0.8, r * 0.8, 0, 0, 1, r * 1.6, 0)
    trough = path("a", r * 0.42, r * 0.42, 0, 0, 1, r * 0.84, 0, "m", r * 0.76, 0)
    data = ""
    for row in range(3):
        left = x + ((row % 2) * 0.5 - count - 0.5) * r * 1.6
        water = y + s * 0.42 - row * r * 0.8
        data += path("M", left, water) + crest * (2 * count + 1)
        data += path("M", left + r * 0.38, water) + trough * (2 * count + 1)
    return stroke(data, colour, max(1.1, s * 0.012))
