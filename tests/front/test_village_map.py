"""The sketch of the rivers with the centres on it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from math import hypot

import pytest

from shop.front import village_map
from shop.front.village_map import HEIGHT, LEAST_DISTANCE, WIDTH, sketch


@dataclass
class Place:
    slug: str
    village_vi: str
    lat: float | None
    lon: float | None


#: The eleven centres, as the data has them; some lie within two kilometres of each other.
CENTRES = [
    Place("bat-trang", "Bát Tràng", 20.976, 105.913),
    Place("kim-lan", "Kim Lan", 20.956, 105.899),
    Place("ha-thai", "Hạ Thái", 20.899, 105.871),
    Place("chuyen-my", "Chuôn Ngọ – Chuyên Mỹ", 20.722, 105.87),
    Place("phu-nghia", "Phú Vinh", 20.925, 105.664),
    Place("tranh-khuc", "Tranh Khúc", 20.918, 105.876),
    Place("son-dong", "Sơn Đồng", 21.042, 105.697),
    Place("thiet-ung", "Thiết Úng", 21.143, 105.905),
    Place("trach-xa", "Trạch Xá", 20.706, 105.831),
    Place("van-phuc", "Vạn Phúc", 20.979, 105.772),
    Place("quoc-oai", "Quốc Oai", 20.993, 105.642),
]


def test_every_mark_and_every_name_stands_on_the_sheet() -> None:
    for mark in sketch(CENTRES).marks:
        left, right, top, bottom = village_map._box(mark)
        assert 0 <= left < right <= WIDTH, mark.name
        assert 14 <= top < bottom <= HEIGHT - 5, mark.name


def test_no_two_marks_touch_even_on_a_phone() -> None:
    for one, other in combinations(sketch(CENTRES).marks, 2):
        assert hypot(one.x - other.x, one.y - other.y) >= LEAST_DISTANCE - 1


def test_no_name_covers_a_mark_or_another_name() -> None:
    marks = sketch(CENTRES).marks
    for mark in marks:
        assert village_map._trouble(mark, marks, [m for m in marks if m is not mark]) == 0, mark.name


def test_marks_stay_close_to_where_the_villages_are() -> None:
    for mark, place in zip(sketch(CENTRES).marks, CENTRES, strict=True):
        x, y = village_map.project(place.lon, place.lat)
        assert hypot(mark.x - x, mark.y - y) < LEAST_DISTANCE, mark.name


def test_north_is_up_and_east_is_right() -> None:
    marks = {mark.slug: mark for mark in sketch(CENTRES).marks}

    assert marks["thiet-ung"].y < marks["trach-xa"].y
    assert marks["bat-trang"].x > marks["quoc-oai"].x


def test_places_without_coordinates_are_left_out() -> None:
    assert sketch([Place("x", "X", None, None)]).marks == []


@pytest.mark.parametrize("river", [village_map.RED_RIVER, village_map.DAY_RIVER])
def test_rivers_run_from_north_to_south_across_the_sheet(river) -> None:
    _, first = village_map.project(*river[0])
    _, last = village_map.project(*river[-1])

    assert first < 100
    assert last > HEIGHT - 30


def test_two_villages_at_the_same_spot_are_both_seen() -> None:
    one, other = sketch([Place("a", "A", 21.0, 105.8), Place("b", "B", 21.0, 105.8)]).marks

    assert hypot(one.x - other.x, one.y - other.y) >= LEAST_DISTANCE - 1
