"""The sheet one picture is drawn on: its format, its chance, and a name for what is used twice on it."""

from collections.abc import Callable
from dataclasses import dataclass

from shop.catalogue.artwork.chance import Chance

#: Places of a card, as shares of its width, its height and the side that fits: x, y, size.
Spots = tuple[tuple[float, float, float], ...]


@dataclass(frozen=True)
class Sheet:
    """A format in pixels, the chance that fills it, and a prefix for its ids (unique on a page)."""

    width: float
    height: float
    chance: Chance
    uid: str

    @property
    def measures(self) -> tuple[float, float, float]:
        """Width, height, and the side of what fits: a scene's height, a card's width if it is not squarer than 4:5."""
        side = self.height if self.is_wide else min(self.width, self.height * 0.8)
        return self.width, self.height, side

    @property
    def is_wide(self) -> bool:
        """A scene, which repeats its object, rather than a card."""
        return self.width > self.height * 1.2

    def columns(self, count: int) -> list[float]:
        """Return the middles of `count` equal columns: of fewer, where a scene is narrower than 20:9."""
        if self.is_wide:
            count = max(1, round(count * self.width / self.height * 9 / 20))
        return [self.width * (i + 0.5) / count for i in range(count)]

    def place(self, one: Callable[[float, float, float], str], card: Spots, *, wide: int = 5, size: float = 0.3) -> str:
        """Draw `one(x, y, size)` at each spot of a card, or `wide` times in a row of `size` (share of the height)."""
        w, h, m = self.measures
        if not self.is_wide:
            return "".join(one(w * x, h * y, m * s) for x, y, s in card)
        return "".join(
            one(x, h * (0.5 + (0.07 if i % 2 else -0.07)), h * size * self.chance.between(0.85, 1.1))
            for i, x in enumerate(self.columns(wide))
        )
