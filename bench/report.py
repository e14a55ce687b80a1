"""What a benchmark returns and how it is shown."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import eq, ge, le


@dataclass(frozen=True)
class Figure:
    """One measured number, the goal it has, and the floor: the same measured on the barest thing that could do it."""

    what: str
    value: float
    unit: str = ""
    #: In words, such as "≥ 0.85"; None when the figure only informs.
    goal: str | None = None
    met: bool | None = None
    #: In the same unit as the value.
    floor: float | None = None


def at_least(what: str, value: float, unit: str, goal: float, floor: float | None = None) -> Figure:
    """Return a figure whose goal is `goal` or more."""
    return _judged("≥", ge, what, value, unit, goal, floor)


def at_most(what: str, value: float, unit: str, goal: float, floor: float | None = None) -> Figure:
    """Return a figure whose goal is `goal` or less."""
    return _judged("≤", le, what, value, unit, goal, floor)


def exactly(what: str, value: float, unit: str, goal: float, floor: float | None = None) -> Figure:
    """Return a figure whose goal is `goal` and nothing else."""
    return _judged("=", eq, what, value, unit, goal, floor)


def _judged(
    sign: str,
    compare: Callable[[float, float], bool],
    what: str,
    value: float,
    unit: str,
    goal: float,
    floor: float | None,
) -> Figure:
    return Figure(what, value, unit, f"{sign} {_short(goal)}", bool(compare(value, goal)), floor)


def as_json(figures: Sequence[Figure]) -> str:
    """Return the figures for a machine to read."""
    keys = ("what", "value", "unit", "goal", "met")
    return json.dumps(
        {"figures": [{key: getattr(figure, key) for key in keys} for figure in figures]}, indent=2, ensure_ascii=False
    )


def as_table(figures: Sequence[Figure]) -> str:
    """Return the figures for a person to read, one a line, the floor beside each."""
    head = ("", "measured", "unit", "floor", "goal", "met")
    rows = [head, *(_cells(figure) for figure in figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(head))]
    return "\n".join("  ".join(_aligned(row, widths)).rstrip() for row in rows)


def _cells(figure: Figure) -> tuple[str, ...]:
    floor = "" if figure.floor is None else _short(figure.floor)
    met = {None: "", True: "yes", False: "NO"}[figure.met]
    return figure.what, _short(figure.value), figure.unit, floor, figure.goal or "", met


def _aligned(row: tuple[str, ...], widths: list[int]) -> list[str]:
    numbers = (1, 3)
    cells = enumerate(zip(row, widths, strict=True))
    return [cell.rjust(width) if column in numbers else cell.ljust(width) for column, (cell, width) in cells]


def _short(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) or abs(value) >= 1000 else f"{value:.3g}"
