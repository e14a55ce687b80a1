"""What several crafts draw: petals, leaves, blossoms, branches, cracked glaze, birds."""

import math
from collections.abc import Iterable
from dataclasses import dataclass, field

from shop.catalogue.artwork.chance import Chance
from shop.catalogue.artwork.shapes import Point, path, polar, ring, stroke


def petal(x: float, y: float, angle: float, length: float, width: float, tip: float = 0.5, places: int = 1) -> str:
    """Return a leaf or petal from its root (x, y) towards `angle`; tip near 1 is blunt, near 0 pointed."""
    along, across = math.cos(angle), math.sin(angle)
    half, belly = width / 2, 0.55 + 0.35 * tip

    def at(forth: float, aside: float) -> Point:
        return x + forth * along - aside * across, y + forth * across + aside * along

    right = (at(length * 0.25, half * 1.25), at(length * belly, half * 1.1))
    left = (at(length * belly, -half * 1.1), at(length * 0.25, -half * 1.25))
    return path("M", at(0, 0), "C", *right, at(length, 0), "C", *left, at(0, 0), "Z", places=places)


def leaflet(x: float, y: float, angle: float, length: float, width: float) -> str:
    """Return a petal for when there are many: two curves in whole units."""
    end = (round(length * math.cos(angle)), round(length * math.sin(angle)))
    aside = (-math.sin(angle) * width, math.cos(angle) * width)
    there = (round(end[0] / 2 + aside[0]), round(end[1] / 2 + aside[1]))
    back = (round(end[0] / 2 - aside[0]) - end[0], round(end[1] / 2 - aside[1]) - end[1])
    return path("M", x, y, "q", there, end, "q", back, (-end[0], -end[1]), "z", places=0)


def blossom(x: float, y: float, size: float, petals: int = 5, angle: float = 0.0, places: int = 1) -> str:
    """Return a flower of round petals."""
    roots = [polar(x, y, size * 0.6, angle + i * 2 * math.pi / petals) for i in range(petals)]
    lobe = size * 0.42
    data = path("M", roots[0], places=places)
    for root in [*roots[1:], roots[0]]:
        data += path("A", lobe, lobe, 0, 0, 1, root, places=places)
    return data + "Z"


def rays(x: float, y: float, inner: float, outer: float, angles: Iterable[float]) -> str:
    """Return straight lines away from (x, y)."""
    return "".join(path("M", polar(x, y, inner, a), "L", polar(x, y, outer, a)) for a in angles)


def birds(chance: Chance, x: float, y: float, size: float, colour: str, count: int = 3) -> str:
    """Return a few birds far away."""
    data = ""
    for _ in range(count):
        bx = x + chance.between(-size * 3, size * 3)
        by = y + chance.between(-size, size) * 1.4
        k = size * chance.between(0.6, 1)
        data += path("M", bx - k, by - k * 0.35, "q", k * 0.55, -k * 0.25, k, k * 0.35)
        data += path("q", k * 0.45, -k * 0.6, k, -k * 0.35)
    return stroke(data, colour, 1.8, stroke_linecap="round")


@dataclass
class Branch:
    """A blossom branch: its pieces with how many divisions are still to come, and where it ends."""

    pieces: list[tuple[int, list[Point]]] = field(default_factory=list)
    tips: list[Point] = field(default_factory=list)

    def grow(self, chance: Chance, root: Point, angle: float, length: float, divisions: int) -> None:
        """Grow from `root`: elbows, never straight, shorter each time it divides."""
        points = [root]
        for _ in range(3):
            angle += chance.between(-0.35, 0.35)
            points.append(polar(*points[-1], length / 3, angle))
        self.pieces.append((divisions, points))
        if divisions == 0:
            self.tips.append(points[-1])
            return
        side = chance.pick((-1, 1))
        ahead, aside = length * chance.between(0.62, 0.76), length * chance.between(0.45, 0.62)
        self.grow(chance, points[-1], angle + side * chance.between(0.25, 0.5), ahead, divisions - 1)
        fork = points[2] if divisions > 1 else points[1]
        self.grow(chance, fork, angle - side * chance.between(0.6, 1.0), aside, divisions - 1)


def crackle(
    chance: Chance, corner: Point, opposite: Point, depth: int, smallest: float = 0.0, places: int | None = None
) -> str:
    """Return the cracks of a cooling glaze: a panel split `depth` times by slightly bent chords."""
    if places is None:
        places = 0 if opposite[0] - corner[0] > 120 else 1
    panel = [corner, (opposite[0], corner[1]), opposite, (corner[0], opposite[1])]
    return _split(chance, panel, depth, smallest, places)


def _split(chance: Chance, panel: list[Point], depth: int, smallest: float, places: int) -> str:
    if depth == 0 or len(panel) < 3:
        return ""
    xs, ys = [p[0] for p in panel], [p[1] for p in panel]
    wide, high = max(xs) - min(xs), max(ys) - min(ys)
    if max(wide, high) < smallest:
        return ""
    middle = (
        sum(xs) / len(xs) + chance.between(-0.12, 0.12) * wide,
        sum(ys) / len(ys) + chance.between(-0.12, 0.12) * high,
    )
    angle = (math.pi / 2 if high < wide else 0) + chance.between(-0.75, 0.75)
    normal = (-math.sin(angle), math.cos(angle))
    one, two, cut = _halves(panel, middle, normal)
    crack = _crack(chance, cut[0], cut[1], normal, places) if len(cut) == 2 else ""
    return crack + _split(chance, one, depth - 1, smallest, places) + _split(chance, two, depth - 1, smallest, places)


def _halves(panel: list[Point], middle: Point, normal: Point) -> tuple[list[Point], list[Point], list[Point]]:
    """Cut a convex panel through `middle`; return both halves and the two ends of the cut."""
    one: list[Point] = []
    two: list[Point] = []
    cut: list[Point] = []
    for p, q in zip(panel, [*panel[1:], panel[0]], strict=True):
        before = (p[0] - middle[0]) * normal[0] + (p[1] - middle[1]) * normal[1]
        after = (q[0] - middle[0]) * normal[0] + (q[1] - middle[1]) * normal[1]
        (one if before >= 0 else two).append(p)
        if before * after < 0:
            share = before / (before - after)
            met = (p[0] + (q[0] - p[0]) * share, p[1] + (q[1] - p[1]) * share)
            one.append(met)
            two.append(met)
            cut.append(met)
    return one, two, cut


def _crack(chance: Chance, a: Point, b: Point, normal: Point, places: int) -> str:
    share = chance.between(0.35, 0.65)
    bend = chance.between(-0.07, 0.07) * math.dist(a, b)
    knee = (a[0] + (b[0] - a[0]) * share + normal[0] * bend, a[1] + (b[1] - a[1]) * share + normal[1] * bend)
    return path("M", a, "Q", knee, b, places=places)


def rings(cx: float, cy: float, *radii: float) -> str:
    """Return circles around one middle, as one outline."""
    return "".join(ring(cx, cy, r) for r in radii)
