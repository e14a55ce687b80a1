"""How each kind of thing is made: offered to producers, so that recording a step is a tap and not a sentence."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

#: General knowledge of the trades, in our own words; nothing in it is said of one maker.
PROCESSES = Path(__file__).parent / "data" / "processes.json"


@lru_cache(maxsize=1)
def processes() -> tuple[dict[str, Any], ...]:
    """Return every trade: the `kinds` of products it makes, its `inputs` and its `steps` in order."""
    return tuple(json.loads(PROCESSES.read_text(encoding="utf-8")))


def process_of(kind: str, slug: str = "") -> dict[str, Any] | None:
    """Return how the product `slug` of this `kind` is made: by a process of its own, else by that of its kind."""
    own = (each for each in processes() if slug in each.get("product_ids", ()))
    of_kind = (each for each in processes() if kind in each["kinds"])
    return next(own, None) or next(of_kind, None)


def usual_steps(kind: str, slug: str = "") -> tuple[dict[str, Any], ...]:
    """Return the steps of making it, in order: `name_vi`, `name_en`, `place_vi`; none for an unknown trade."""
    process = process_of(kind, slug)
    return tuple(process["steps"]) if process else ()


#: What draws an event that has a name of its own.
_OF_KIND = {
    "inspected": "scale",
    "released": "certificate",
    "received": "box-in",
    "packed": "parcel",
    "shipped": "truck",
    "delivered": "house",
    "returned": "return",
    "recalled": "stop",
    "recall_ended": "check",
}
#: What draws a step of the making, by the first word found in its name.
_OF_WORDS = (
    ("fire", ("nung", "lò", "nướng", "đun", "luộc", "hấp", "nấu", "rang", "sao", "chưng", "kho", "ninh")),
    ("parcel", ("đóng", "gói", "chiết", "hút chân không")),
    ("scale", ("kiểm", "cân", "phân", "đo", "chọn")),
    ("leaf", ("phơi", "hái", "trồng", "gieo", "gặt", "thu", "sấy", "hong")),
    ("drop", ("men", "sơn", "nhuộm", "ngâm", "vẽ", "ướp", "rửa", "lọc", "dầu", "bóng")),
)


def icon_of(kind: str, what_vi: str) -> str:
    """Return the name of the icon that draws an event; a hand where nothing else fits."""
    words = f" {what_vi.casefold().replace(',', ' ')} "
    found = (icon for icon, hints in _OF_WORDS if any(f" {hint} " in words for hint in hints))
    return _OF_KIND.get(kind) or next(found, "hand")
