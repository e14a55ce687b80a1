"""Where the running house stands and what its story knows."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class House:
    """Addresses of shop and card desk, the folder they write to, and the facts of the story."""

    shop: str
    cards: str
    var: Path
    facts: dict[str, Any]

    def ask(self, question: str, *values: Any) -> list[Any]:
        """Return the rows of a question to the database, to choose things by; the journeys themselves only look."""
        with sqlite3.connect(f"file:{self.var}/goc.sqlite3?mode=ro", uri=True) as connection:
            return connection.execute(question, values).fetchall()
