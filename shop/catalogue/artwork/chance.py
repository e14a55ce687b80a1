"""The drawing hand's chance: the same slug always draws the same lot."""

import hashlib
import unicodedata
from collections.abc import Iterable, Sequence
from typing import TypeVar

Lot = TypeVar("Lot")


class Chance:
    """Draw numbers and choices from a key; splitmix64, so every Python draws the same."""

    def __init__(self, key: str) -> None:
        self.words = frozenset(plain(key.split("/")[-1]).split("-"))
        self._state = int.from_bytes(hashlib.sha256(key.encode()).digest()[:8], "big")

    def between(self, low: float, high: float) -> float:
        """Return a number from `low` up to, not including, `high`."""
        self._state = (self._state + 0x9E3779B97F4A7C15) & (2**64 - 1)
        mixed = self._state
        mixed = ((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9) & (2**64 - 1)
        mixed = ((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB) & (2**64 - 1)
        return low + (high - low) * ((mixed ^ (mixed >> 31)) / 2**64)

    def whole(self, low: int, high: int) -> int:
        """Return a whole number from `low` to `high`, both included."""
        return int(self.between(low, high + 1 - 1e-9))

    def happens(self, share: float) -> bool:
        """Say yes in `share` of all draws (0 to 1)."""
        return self.between(0, 1) < share

    def pick(self, lots: Sequence[Lot]) -> Lot:
        """Return one of `lots`."""
        return lots[int(self.between(0, 1) * len(lots))]

    def asked(self, forms: Iterable[tuple[str, Lot]], otherwise: Sequence[Lot]) -> Lot:
        """Return the first form all of whose words stand in the slug, or one of `otherwise` by chance."""
        # Drawn in any case, so that a word in the slug does not shift every later draw.
        by_chance = self.pick(otherwise)
        return next((form for words, form in forms if self.words.issuperset(words.split())), by_chance)


def plain(text: str) -> str:
    """Return `text` in lower case without Vietnamese accents, everything else than letters and digits a hyphen."""
    bare = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(sign if sign.isalnum() else "-" for sign in bare if not unicodedata.combining(sign))
