"""Sheets of origin tags: WeasyPrint lays one out, its drawing is placed as often as wanted.

The symbol is one form XObject, the tag another that shows it, a full sheet one content stream that every full page
shares. So the work and the memory are those of one tag, whatever the number of labels, and text stays selectable.
"""

from __future__ import annotations

import io

import pikepdf
from flask_babel import gettext as _
from pikepdf import Array, Dictionary, Name, Pdf, Stream

from shop.core.errors import Refusal
from traceability.labels import qr
from traceability.labels.formats import LabelFormat
from traceability.labels.tags import DoesNotFit, LettersMissing, SymbolTooDense, Tag, TagContent, WordsTooLong, lay_out
from traceability.labels.typesetting import PangoMissing

__all__ = [
    "DoesNotFit",
    "LettersMissing",
    "PangoMissing",
    "SymbolTooDense",
    "TagContent",
    "WordsTooLong",
    "WrongCount",
    "labels_pdf",
    "page_count",
    "preview_pdf",
]

#: Points in a millimetre.
PT = 72 / 25.4


class WrongCount(Refusal):
    """There is no such number of labels or no such first cell."""


def labels_pdf(content: TagContent, label_format: LabelFormat, count: int, first_cell: int = 1) -> bytes:
    """Return a PDF of `count` equal origin tags, the first one in `first_cell` (from 1) of the first sheet.

    Raises WrongCount, DoesNotFit (with the reason and what would fit) or PangoMissing.
    """
    _check(label_format, count, first_cell)
    return place(lay_out(content, label_format), count, first_cell)


def preview_pdf(content: TagContent, label_format: LabelFormat, first_cell: int = 1) -> bytes:
    """Return one sheet, full from `first_cell` on, as `labels_pdf` would print it."""
    return labels_pdf(content, label_format, label_format.cells - first_cell + 1, first_cell)


def page_count(label_format: LabelFormat, count: int, first_cell: int = 1) -> int:
    """Return how many sheets `count` labels take; a roll has one label a page. Raises WrongCount."""
    _check(label_format, count, first_cell)
    return -(-(first_cell - 1 + count) // label_format.cells)


def place(tag: Tag, count: int, first_cell: int = 1) -> bytes:
    """Return a PDF with the drawing of `tag` placed `count` times."""
    pdf = pikepdf.new()
    drawing = _tag_form(pdf, tag)
    cells = tag.format.cells
    last = first_cell - 1 + count
    sheets: dict[tuple[int, int], Stream] = {}
    for start in range(0, last, cells):
        taken = (max(first_cell - start, 1), min(last - start, cells))
        if taken not in sheets:
            sheets[taken] = Stream(pdf, _placements(tag.format, *taken))
        _add_page(pdf, tag.format, drawing, sheets[taken])
    _describe(pdf, tag)
    target = io.BytesIO()
    pdf.save(target, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return target.getvalue()


def _check(label_format: LabelFormat, count: int, first_cell: int) -> None:
    if count < 1:
        raise WrongCount(_("Print at least one label."))
    if not 1 <= first_cell <= label_format.cells:
        raise WrongCount(_("This sheet has the cells 1 to %(last)d.", last=label_format.cells))


def _tag_form(pdf: Pdf, tag: Tag) -> Stream:
    """Return the form XObject of a whole label: its words and, shown through a form of its own, its symbol."""
    with Pdf.open(io.BytesIO(tag.words_pdf)) as source:
        words = pdf.copy_foreign(source.pages[0].as_form_xobject())
    width, height = tag.format.label_mm
    placed = tag.symbol
    scale, left = placed.module_mm * PT, placed.left_mm * PT
    bottom = (height - placed.top_mm - placed.side_mm) * PT
    drawing = f"/Words Do q {scale:.5f} 0 0 {scale:.5f} {left:.4f} {bottom:.4f} cm /Symbol Do Q"
    symbol = _symbol_form(pdf, placed.symbol)
    return _form(pdf, drawing.encode(), (width * PT, height * PT), Words=words, Symbol=symbol)


def _symbol_form(pdf: Pdf, symbol: qr.Symbol) -> Stream:
    side = symbol.size + 2 * qr.QUIET_MODULES
    return _form(pdf, qr.pdf_path(symbol), (side, side))


def _form(pdf: Pdf, drawing: bytes, size: tuple[float, float], **shown: pikepdf.Object) -> Stream:
    return Stream(
        pdf,
        drawing,
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=Array([0, 0, round(size[0], 4), round(size[1], 4)]),
        Resources=Dictionary(XObject=Dictionary({f"/{name}": form for name, form in shown.items()})),
    )


def _placements(label_format: LabelFormat, first: int, last: int) -> bytes:
    """Return the operators that show the label in the cells `first` to `last` of one page."""
    label_height, page_height = label_format.label_mm[1], label_format.page_mm[1]
    lines = []
    for cell in range(first, last + 1):
        left, top = label_format.cell_mm(cell)
        lines.append(f"q 1 0 0 1 {left * PT:.3f} {(page_height - top - label_height) * PT:.3f} cm /Label Do Q")
    return "\n".join(lines).encode()


def _add_page(pdf: Pdf, label_format: LabelFormat, drawing: Stream, placements: Stream) -> None:
    width, height = label_format.page_mm
    pdf.add_blank_page(page_size=(width * PT, height * PT))
    page = pdf.pages[-1]
    page.obj.Resources = Dictionary(XObject=Dictionary(Label=drawing))
    page.obj.Contents = placements


def _describe(pdf: Pdf, tag: Tag) -> None:
    """Name the document, and ask viewers to print it at its true size."""
    pdf.docinfo["/Title"] = f"{tag.content.name} · {tag.content.lot}"
    pdf.Root.Lang = pikepdf.String("vi")
    pdf.Root.ViewerPreferences = Dictionary(PrintScaling=Name("/None"))
