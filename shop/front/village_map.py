"""A sketch of Hanoi's rivers with the centres where they lie, drawn on the server.

Positions are true to the coordinates; where two villages lie so close that their marks would cover each other, both
are moved apart by a few units. The rivers are drawn by hand through a few known points.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from math import hypot
from typing import Any

WIDTH, HEIGHT = 520, 545
#: The corner of the sketch and its scale: a degree of longitude is shorter than one of latitude at 21° north.
WEST, NORTH = 105.545, 21.185
UNITS_PER_LON, UNITS_PER_LAT = 990, 1060
#: Marks are at least so far apart: on a phone, where they are drawn larger, they must not touch.
LEAST_DISTANCE = 37
#: About the width of a letter of a label.
LETTER = 7.4
HOAN_KIEM = (105.852, 21.029)

#: From Sơn Tây past the old quarter and Bát Tràng down to Phú Xuyên.
RED_RIVER = (
    (105.50, 21.17),
    (105.565, 21.135),
    (105.625, 21.106),
    (105.69, 21.098),
    (105.745, 21.108),
    (105.795, 21.092),
    (105.838, 21.062),
    (105.866, 21.030),
    (105.880, 20.995),
    (105.902, 20.965),
    (105.893, 20.925),
    (105.921, 20.873),
    (105.926, 20.81),
    (105.955, 20.755),
    (105.985, 20.69),
)
#: From the Red River at Hát Môn southwards past Quốc Oai and Thanh Oai.
DAY_RIVER = (
    (105.632, 21.105),
    (105.655, 21.06),
    (105.648, 21.01),
    (105.672, 20.955),
    (105.706, 20.905),
    (105.722, 20.84),
    (105.742, 20.775),
    (105.752, 20.69),
)


@dataclass(frozen=True)
class Mark:
    """One numbered centre on the sketch."""

    number: int
    slug: str
    name: str
    x: float
    y: float
    #: Whether its name stands at its left.
    label_left: bool = False

    @property
    def label_x(self) -> float:
        """Where its name begins, or ends when it stands at the left."""
        return round(self.x - 19 if self.label_left else self.x + 19, 1)


@dataclass(frozen=True)
class Sketch:
    """The whole drawing, in units of its view box."""

    marks: list[Mark]
    red_river: str
    day_river: str
    lake: tuple[float, float]
    width: int = WIDTH
    height: int = HEIGHT


def sketch(places: Iterable[Any]) -> Sketch:
    """Return the sketch of the `places` that have coordinates, numbered in their order."""
    located = [place for place in places if place.lat is not None and place.lon is not None]
    marks = [
        Mark(number, place.slug, place.village_vi, *project(place.lon, place.lat))
        for number, place in enumerate(located, start=1)
    ]
    return Sketch(_labelled(_apart(marks)), smooth(RED_RIVER), smooth(DAY_RIVER), project(*HOAN_KIEM))


def project(lon: float, lat: float) -> tuple[float, float]:
    """Return where a place lies on the sketch."""
    return round((lon - WEST) * UNITS_PER_LON, 1), round((NORTH - lat) * UNITS_PER_LAT, 1)


def smooth(points: Sequence[tuple[float, float]]) -> str:
    """Return the path of a curve through `points` (longitude, latitude): Catmull-Rom, written as Bézier curves."""
    spots = [project(*point) for point in points]
    path = f"M{spots[0][0]} {spots[0][1]}"
    for i in range(len(spots) - 1):
        before, here = spots[max(i - 1, 0)], spots[i]
        there, after = spots[i + 1], spots[min(i + 2, len(spots) - 1)]
        first = (here[0] + (there[0] - before[0]) / 6, here[1] + (there[1] - before[1]) / 6)
        second = (there[0] - (after[0] - here[0]) / 6, there[1] - (after[1] - here[1]) / 6)
        path += "C" + " ".join(f"{x:.1f} {y:.1f}" for x, y in (first, second, there))
    return path


def _apart(marks: list[Mark]) -> list[Mark]:
    """Move marks that would cover each other apart, each half the way, until none do or enough was tried."""
    spots = [[mark.x, mark.y] for mark in marks]
    for _ in range(60):
        moved = False
        for one, other in combinations(range(len(spots)), 2):
            moved |= _push(spots[one], spots[other])
        if not moved:
            break
    return [replace(mark, x=round(x, 1), y=round(y, 1)) for mark, (x, y) in zip(marks, spots, strict=True)]


def _push(one: list[float], other: list[float]) -> bool:
    across, down = other[0] - one[0], other[1] - one[1]
    distance = hypot(across, down)
    if distance >= LEAST_DISTANCE - 0.1:
        return False
    if distance == 0:
        across, down, distance = 1.0, 0.0, 1.0
    step = (LEAST_DISTANCE - distance) / 2 / distance
    one[0], one[1] = one[0] - across * step, one[1] - down * step
    other[0], other[1] = other[0] + across * step, other[1] + down * step
    return True


def _labelled(marks: list[Mark]) -> list[Mark]:
    """Put each name at the right of its mark, or at the left where the right is taken."""
    placed: list[Mark] = []
    for mark in marks:
        right, left = mark, replace(mark, label_left=True)
        placed.append(min((right, left), key=lambda candidate: _trouble(candidate, marks, placed)))
    return placed


def _trouble(candidate: Mark, marks: Sequence[Mark], placed: Sequence[Mark]) -> float:
    """Measure what the name of `candidate` would cover: marks, other names, the lake's name, the edge."""
    box = _box(candidate)
    outside = max(0.0, -box[0]) + max(0.0, box[1] - WIDTH)
    on_marks = sum(
        _overlap(box, (mark.x - 15, mark.x + 15, mark.y - 15, mark.y + 15))
        for mark in marks
        if mark.number != candidate.number
    )
    on_names = sum(_overlap(box, _box(other)) for other in placed)
    lake_x, lake_y = project(*HOAN_KIEM)
    on_lake = _overlap(box, (lake_x - 82, lake_x + 12, lake_y - 12, lake_y + 12))
    return outside * 100 + on_marks + on_names + on_lake


def _box(mark: Mark) -> tuple[float, float, float, float]:
    """Return the left, right, top and bottom of a mark's name."""
    length = len(mark.name) * LETTER
    left = mark.label_x - length if mark.label_left else mark.label_x
    return left, left + length, mark.y - 9, mark.y + 9


def _overlap(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> float:
    across, down = min(a[1], b[1]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[2], b[2])
    return across * down if across > 0 and down > 0 else 0.0
