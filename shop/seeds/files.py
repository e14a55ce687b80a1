"""The files of `data/`, read as they are; what fact is and what demo, its README says."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from traceability.usual import PROCESSES

FOLDER = Path(__file__).parent / "data"
#: What the shop itself reads too lies in the room that reads it.
ELSEWHERE = {"processes": PROCESSES}

Row = dict[str, Any]


@lru_cache(maxsize=16)
def rows(name: str) -> list[Row]:
    """Return the rows of `data/{name}.json`."""
    path = ELSEWHERE.get(name, FOLDER / f"{name}.json")
    found: list[Row] = json.loads(path.read_text(encoding="utf-8"))
    return found
