"""The QR symbol of a label: its modules, the room it needs, and its outline for SVG and PDF.

Sizes are in modules unless a name says millimetres. Every figure of traceability-standards comes from the GS1 General
Specifications 26.0, 5.12.3.1, and from ISO/IEC 18004 (quiet zone).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import qrcode
from qrcode import exceptions, util
from qrcode.constants import ERROR_CORRECT_H, ERROR_CORRECT_L, ERROR_CORRECT_M, ERROR_CORRECT_Q

from traceability.gs1 import digital_link

Level = Literal["L", "M", "Q", "H"]

#: Light modules around the symbol on all four sides.
QUIET_MODULES = 4
#: Width of one module in millimetres: never below the first, better the second.
LEAST_MODULE_MM = 0.396
GOOD_MODULE_MM = 0.46

_LEVELS = {"L": ERROR_CORRECT_L, "M": ERROR_CORRECT_M, "Q": ERROR_CORRECT_Q, "H": ERROR_CORRECT_H}
_ALPHANUMERIC = frozenset(b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")


class SymbolTooLarge(ValueError):
    """No symbol holds the text, or the room given to it would make its modules too narrow to be read."""


@dataclass(frozen=True)
class Symbol:
    """A QR symbol without its quiet zone: `modules[row][column]` is True where it is dark."""

    text: str
    level: Level
    version: int
    modules: tuple[tuple[bool, ...], ...]

    @property
    def size(self) -> int:
        """Modules along one side, without the quiet zone."""
        return len(self.modules)

    def module_mm(self, room_mm: float) -> float:
        """Return how wide one module becomes when symbol and quiet zone fill a square of `room_mm`."""
        return room_mm / (self.size + 2 * QUIET_MODULES)

    def needs_mm(self, module_mm: float = LEAST_MODULE_MM) -> float:
        """Return the side of the square that symbol and quiet zone fill with modules of `module_mm`."""
        return (self.size + 2 * QUIET_MODULES) * module_mm


def label_url(base_url: str, *, code: str | None = None, gtin: str | None = None, lot: str | None = None) -> str:
    """Return the address a label carries: `HTTPS://GOC.EXAMPLE/01/…/10/…` with a GTIN and lot, else `…/T/{code}`.

    Capitals make the smaller symbol; host, scheme and our own paths ignore case, but a lot does not, so a lot
    keeps its case. `base_url` has no path. A number of restricted circulation means nothing outside its company:
    such a label carries the code. Raises a DigitalLinkError for a GTIN or lot the standard refuses.
    """
    origin = base_url.rstrip("/").upper()
    if gtin is not None and not digital_link.is_restricted(digital_link.padded(gtin)):
        if lot is None:
            raise ValueError("The address of a GTIN's label names the lot.")
        return digital_link.build(gtin, lot=lot, base=origin)
    if not code:
        raise ValueError("A label without a GTIN carries the code of its batch.")
    return f"{origin}/T/{code.upper()}"


@lru_cache(maxsize=64)
def symbol(text: str, level: Level = "M") -> Symbol:
    """Return the smallest QR symbol (model 2, one mode) of the ASCII `text` at the error correction `level`.

    Raises SymbolTooLarge when no version holds it.
    """
    data = text.encode("ascii")
    mode: Literal[2, 4] = 2 if _ALPHANUMERIC.issuperset(data) else 4  # alphanumeric or bytes
    code = qrcode.QRCode(error_correction=_LEVELS[level], border=0)
    # optimize=0 keeps one mode: mixed modes make the size vary from label to label of one batch.
    code.add_data(util.QRData(data, mode=mode, check_data=False), optimize=0)
    try:
        code.make(fit=True)
    except (exceptions.DataOverflowError, ValueError):
        raise SymbolTooLarge(f"No QR symbol can be made of these {len(data)} characters at level {level}.") from None
    modules = tuple(tuple(bool(dark) for dark in row) for row in code.modules)
    return Symbol(text, level, code.version, modules)


def module_width(drawn: Symbol, room_mm: float, dot_mm: float | None = None) -> float:
    """Return how wide a module is printed on a square of `room_mm`; a whole number of dots, where there are dots."""
    width = drawn.module_mm(room_mm)
    return width if dot_mm is None else int(width / dot_mm + 1e-9) * dot_mm


def fits(drawn: Symbol, room_mm: float, dot_mm: float | None = None) -> bool:
    """Say whether `drawn` with its quiet zone can be read on a square of `room_mm`: modules of 0.396 mm or more."""
    return module_width(drawn, room_mm, dot_mm) >= LEAST_MODULE_MM - 1e-9


def svg_path(drawn: Symbol, quiet: int = QUIET_MODULES) -> str:
    """Return one `<path>` that draws the dark modules, in units of a module, shifted by the `quiet` zone.

    It has no colour of its own: it takes the `fill` of what it stands in.
    """
    outline = "".join(f"M{x + quiet} {y + quiet}h{width}v1h-{width}z" for x, y, width in _runs(drawn))
    return f'<path d="{outline}"/>'


def svg(drawn: Symbol, quiet: int = QUIET_MODULES) -> str:
    """Return a whole `<svg>` whose viewBox counts modules, quiet zone included; hidden from screen readers."""
    side = drawn.size + 2 * quiet
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" shape-rendering="crispEdges" '
        f'aria-hidden="true">{svg_path(drawn, quiet)}</svg>'
    )


def pdf_path(drawn: Symbol, quiet: int = QUIET_MODULES) -> bytes:
    """Return PDF operators that fill the dark modules in black, in units of a module, y upwards from the bottom.

    One path and one fill: viewers leave no hairlines between rectangles of the same fill.
    """
    height = drawn.size + quiet
    boxes = "\n".join(f"{x + quiet} {height - y - 1} {width} 1 re" for x, y, width in _runs(drawn))
    return f"0 g\n{boxes}\nf\n".encode("ascii")


def _runs(drawn: Symbol) -> Iterator[tuple[int, int, int]]:
    """Yield each horizontal run of dark modules as column, row and length."""
    for y, row in enumerate(drawn.modules):
        x = 0
        while x < len(row):
            start = x
            while x < len(row) and row[x]:
                x += 1
            if x > start:
                yield start, y, x - start
            x += 1
