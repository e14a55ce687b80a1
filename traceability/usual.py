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
