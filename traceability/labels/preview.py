"""Pictures of what will be printed: made from the very PDF, with the cuts between the labels drawn in."""

from __future__ import annotations

import io
from functools import lru_cache
from threading import Lock

import pypdfium2
from PIL import Image, ImageDraw

from traceability.labels import sheets
from traceability.labels.formats import FORMATS, LabelFormat
from traceability.labels.runs import lay_out
from traceability.labels.tags import TagContent

#: Dots per inch: enough to judge a sheet on a screen, and to read every word of one label.
SHEET_DPI, LABEL_DPI = 110, 300
#: Greys of the cuts and of places used before; neither is printed.
CUT, USED = 205, 232
MM = 1 / 25.4

_alone = Lock()  # PDFium is not made for threads


@lru_cache(maxsize=64)
def sheet_png(content: TagContent, format_id: str, quantity: int, first_cell: int) -> bytes:
    """Return the first sheet as a PNG: used places shaded, the rest as `labels_pdf` prints it.

    Raises DoesNotFit, WrongCount or PangoMissing.
    """
    label_format = FORMATS[format_id]
    on_first = max(1, min(quantity, label_format.cells - first_cell + 1))
    image = _picture(sheets.place(lay_out(content, format_id), on_first, first_cell), SHEET_DPI)
    _draw_cells(image, label_format, first_cell)
    return _png(image)


@lru_cache(maxsize=64)
def label_png(content: TagContent, format_id: str) -> bytes:
    """Return one label as a PNG, large enough to read. Raises DoesNotFit or PangoMissing."""
    label_format = FORMATS[format_id]
    image = _picture(sheets.place(lay_out(content, format_id), 1), LABEL_DPI)
    return _png(image.crop(_box(label_format, 1, LABEL_DPI)))


def _picture(pdf: bytes, dpi: int) -> Image.Image:
    with _alone:
        document = pypdfium2.PdfDocument(pdf)
        try:
            image: Image.Image = document[0].render(scale=dpi / 72, grayscale=True).to_pil()
            return image.convert("L")  # a copy: the bitmap dies with the document
        finally:
            document.close()


def _draw_cells(image: Image.Image, label_format: LabelFormat, first_cell: int) -> None:
    if label_format.cells == 1:
        return
    pen = ImageDraw.Draw(image)
    for cell in range(1, label_format.cells + 1):
        box = _box(label_format, cell, SHEET_DPI)
        pen.rectangle(box, outline=CUT, fill=USED if cell < first_cell else None)


def _box(label_format: LabelFormat, cell: int, dpi: int) -> tuple[int, int, int, int]:
    left, top = label_format.cell_mm(cell)
    width, height = label_format.label_mm
    edges = (left, top, left + width, top + height)
    return tuple(round(edge * MM * dpi) for edge in edges)  # type: ignore[return-value]  # four in, four out


def _png(image: Image.Image) -> bytes:
    target = io.BytesIO()
    image.save(target, "PNG", optimize=True)
    return target.getvalue()
