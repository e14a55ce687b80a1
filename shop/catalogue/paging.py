"""Long lists in pages that an address can name."""

from __future__ import annotations

from dataclasses import dataclass

#: Cards on a page of the shop window.
CARDS = 24
#: Rows on a page of a work place.
ROWS = 50


@dataclass(frozen=True)
class Paging:
    """Where in a list of `total` things a page stands; pages count from 1."""

    number: int
    total: int
    size: int = CARDS

    @property
    def pages(self) -> int:
        """How many pages there are; an empty list has one."""
        return max(1, -(-self.total // self.size))

    @property
    def offset(self) -> int:
        return (self.number - 1) * self.size

    @property
    def is_one(self) -> bool:
        return self.pages == 1

    @property
    def earlier(self) -> int | None:
        """The page before, if any."""
        return self.number - 1 if self.number > 1 else None

    @property
    def later(self) -> int | None:
        """The page after, if any."""
        return self.number + 1 if self.number < self.pages else None


def page_number(asked: str | None) -> int:
    """Return the page that an address asks for; the first for whatever is no page number."""
    return int(asked) if asked and asked.isascii() and asked.isdigit() and len(asked) < 6 and int(asked) > 0 else 1
