"""The label formats as data: sheets and rolls, and where symbol and words stand on one label.

Lengths are millimetres, places are from the top left corner. Cells are counted in reading order, from 1.
"""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import LazyString, lazy_gettext


@dataclass(frozen=True)
class TypeSize:
    """One attempt at setting the words: size of the name, of everything else, and how far letters are narrowed."""

    name_mm: float
    text_mm: float
    narrow: float = 1.0
    name_lines: int = 2


@dataclass(frozen=True)
class LabelFormat:
    """A sheet or roll that labels are printed on."""

    id: str
    name: LazyString
    page_mm: tuple[float, float]
    label_mm: tuple[float, float]
    columns: int
    rows: int
    #: Left and top edge of the first label on the page.
    margin_mm: tuple[float, float]
    #: From one label's left (top) edge to the next one's; label plus gap.
    pitch_mm: tuple[float, float]
    #: Left and top of the square for symbol and quiet zone, and its side.
    qr_at_mm: tuple[float, float]
    qr_room_mm: float
    #: Left, top, width and height of the column of words.
    words_mm: tuple[float, float, float, float]
    #: Tried one after the other until the words fit; letters never under 1.75 mm.
    type_sizes: tuple[TypeSize, ...]
    #: Air below the name and above the facts.
    gap_mm: float
    #: Width of one dot where the printer cannot draw finer: a module is then a whole number of dots.
    dot_mm: float | None = None
    #: How far the digits of a GTIN are narrowed to stand below the symbol.
    gtin_narrow: float = 1.0
    #: Whether stars and place stand on it too; there is no room for them on the smallest label.
    has_details: bool = True

    @property
    def cells(self) -> int:
        """Labels on one page."""
        return self.columns * self.rows

    def cell_mm(self, cell: int) -> tuple[float, float]:
        """Return left and top edge of the `cell`, counted from 1 in reading order."""
        row, column = divmod(cell - 1, self.columns)
        return self.margin_mm[0] + column * self.pitch_mm[0], self.margin_mm[1] + row * self.pitch_mm[1]


#: Twenty-four on a sheet without gaps. The outermost 4 mm of the sheet stay empty: printers leave them out.
A4_70X37 = LabelFormat(
    id="a4-70x37",
    name=lazy_gettext("A4 sheet, 24 labels of 70 × 37 mm"),
    page_mm=(210, 297),
    label_mm=(70, 37),
    columns=3,
    rows=8,
    margin_mm=(0, 0.5),
    pitch_mm=(70, 37),
    qr_at_mm=(1.4, 2.0),
    qr_room_mm=28,
    words_mm=(30, 4.2, 35.8, 28.6),
    gap_mm=0.7,
    type_sizes=(
        TypeSize(3.3, 2.05),
        TypeSize(2.9, 2.0),
        TypeSize(2.6, 1.9, 0.94),
        TypeSize(2.4, 1.8, 0.88, name_lines=4),
    ),
)

#: Sixty-five on a sheet, with gaps between the columns only.
A4_38X21 = LabelFormat(
    id="a4-38x21",
    name=lazy_gettext("A4 sheet, 65 labels of 38 × 21 mm"),
    page_mm=(210, 297),
    label_mm=(38.1, 21.2),
    columns=5,
    rows=13,
    margin_mm=(4.75, 10.7),
    pitch_mm=(40.6, 21.2),
    qr_at_mm=(0.4, 0.8),
    qr_room_mm=17.1,
    words_mm=(18, 1.2, 19.1, 19),
    gap_mm=0.2,
    type_sizes=(
        TypeSize(2.35, 1.75, 0.97),
        TypeSize(2.2, 1.75),
        TypeSize(2.0, 1.75, 0.92),
        TypeSize(1.85, 1.75, 0.85, name_lines=3),
    ),
    gtin_narrow=0.8,
    has_details=False,
)

#: One label across on a thermal roll; the page is the label. 203 dpi are 8 dots a millimetre.
ROLL_50X30 = LabelFormat(
    id="roll-50x30",
    name=lazy_gettext("Thermal roll, labels of 50 × 30 mm"),
    page_mm=(50, 30),
    label_mm=(50, 30),
    columns=1,
    rows=1,
    margin_mm=(0, 0),
    pitch_mm=(50, 30),
    qr_at_mm=(0.5, 2.5),
    qr_room_mm=21,
    words_mm=(22.2, 2.4, 26.2, 25.4),
    gap_mm=0.5,
    type_sizes=(
        TypeSize(2.8, 1.95),
        TypeSize(2.5, 1.85),
        TypeSize(2.3, 1.8, 0.92),
        TypeSize(2.1, 1.75, 0.86, name_lines=4),
    ),
    gtin_narrow=0.94,
    dot_mm=0.125,
)

FORMATS: dict[str, LabelFormat] = {each.id: each for each in (A4_70X37, A4_38X21, ROLL_50X30)}
