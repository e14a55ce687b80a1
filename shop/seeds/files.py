"""The files of `data/`, read as they are; what fact is and what demo, its README says."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "data"

Row = dict[str, Any]


@lru_cache(maxsize=16)
def rows(name: str) -> list[Row]:
    """Return the rows of `data/{name}.json`."""
    found: list[Row] = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return found
