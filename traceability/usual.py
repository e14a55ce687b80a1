"""The usual steps of each trade: offered to producers, so that recording one is a tap and not a sentence."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

#: General knowledge of the trades, in our own words; see shop/seeds/data/README.md.
PROCESSES = Path(__file__).parent.parent / "shop" / "seeds" / "data" / "processes.json"


@lru_cache(maxsize=1)
def _by_kind() -> dict[str, tuple[dict[str, Any], ...]]:
    processes = json.loads(PROCESSES.read_text(encoding="utf-8"))
    return {kind: tuple(process["steps"]) for process in processes for kind in process["kinds"]}


def usual_steps(kind: str) -> tuple[dict[str, Any], ...]:
    """Return the steps of the trade `kind` in order: `name_vi`, `name_en`, `place_vi`; none for an unknown trade."""
    return _by_kind().get(kind, ())
