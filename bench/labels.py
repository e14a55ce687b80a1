"""Printing 960 equal labels, beside laying out each one by WeasyPrint and beside a bare PDF writer.

All three draw the same origin tag on A4 sheets of 24, in a process that has its libraries loaded. The bare writer is
reportlab at its best: it measures nothing, is told where each line stands, and shares the symbol as we do. Laying out
960 labels takes most of a minute, so without `--long` a tenth is laid out and the time multiplied by ten; layout is
linear in the number of labels.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from time import perf_counter

import pypdfium2 as pdfium
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from bench.report import Figure, at_least, at_most
from traceability.labels import qr, sheets, tags, typesetting
from traceability.labels.formats import A4_70X37

COUNT = 960
VASE = tags.TagContent(
    name="Bình tỳ bà men rạn, 32 cm",
    producer="Xưởng gốm Giang Cao",
    place="Xã Bát Tràng, Hà Nội",
    lot="BT-2611-07",
    url=qr.label_url("https://goc.example", gtin="9520000200015", lot="BT-2611-07"),
    made_on=date(2026, 11, 12),
    gtin="9520000200015",
)
#: Points in a millimetre.
PT = 72 / 25.4


def run(long: bool = False) -> list[Figure]:
    """Measure and return the figures."""
    laid_out = COUNT if long else COUNT // 10
    tag = tags.lay_out(VASE, A4_70X37)
    ours = _fastest(5, lambda: sheets.labels_pdf(VASE, A4_70X37, COUNT))
    bare = _fastest(3, lambda: _by_reportlab(tag, COUNT))
    naive = _fastest(1, lambda: _by_weasyprint(tag, laid_out)) * COUNT / laid_out
    size = len(sheets.labels_pdf(VASE, A4_70X37, COUNT))
    scaled = "" if long else f", {laid_out} measured × {COUNT // laid_out}"
    return [
        Figure(f"{COUNT} labels of one batch", ours * 1000, "ms", floor=bare * 1000),
        Figure(f"{COUNT} labels laid out by WeasyPrint{scaled}", naive * 1000, "ms"),
        at_least("faster than laying each label out", naive / ours, "times", 20),
        at_most("time of a bare PDF writer", ours / bare, "times", 3, floor=1),
        at_most("file size a label", size / 1024 / COUNT, "kB", 0.5),
    ]


def _fastest(times: int, draw: Callable[[], bytes]) -> float:
    """Return the seconds of the fastest of some runs; each must have drawn sheets that are not empty."""
    best = float("inf")
    for _ in range(times):
        started = perf_counter()
        pdf = draw()
        best = min(best, perf_counter() - started)
        assert VASE.lot in pdfium.PdfDocument(pdf)[0].get_textpage().get_text_range()
    return best


def _by_weasyprint(tag: tags.Tag, count: int) -> bytes:
    """Lay out `count` labels, each with its words and an inline SVG of the symbol."""
    size = A4_70X37.type_sizes[0]
    document = tags._template().render(tag=VASE, format=A4_70X37, name=VASE.name)
    body = document.partition("<body")[2].partition(">")[2].partition("</body>")[0]
    placed = tag.symbol
    style = f"left: {placed.left_mm}mm; top: {placed.top_mm}mm; width: {placed.side_mm}mm; height: {placed.side_mm}mm"
    symbol = f'<div class="symbol" style="{style}">{qr.svg(placed.symbol)}</div>'
    sheets_html = []
    for start in range(0, count, A4_70X37.cells):
        cells = (A4_70X37.cell_mm(cell + 1) for cell in range(min(A4_70X37.cells, count - start)))
        labels = (f'<div class="cell" style="left: {x}mm; top: {y}mm">{symbol}{body}</div>' for x, y in cells)
        sheets_html.append(f'<div class="sheet">{"".join(labels)}</div>')
    css = (
        tags._geometry(A4_70X37, placed, size, 1.0) + tags._style() + "@page { size: 210mm 297mm; margin: 0; }"
        ".sheet { position: relative; width: 210mm; height: 296.9mm; break-after: page; }"
        ".cell { position: absolute; width: 70mm; height: 37mm; } .symbol { position: absolute; }"
    )
    html = f'<body class="tag tag--{A4_70X37.id}">{"".join(sheets_html)}</body>'
    return typesetting.set_page(html, css).pdf()


def _by_reportlab(tag: tags.Tag, count: int) -> bytes:
    """Draw `count` labels with reportlab: every line at a place it is told, the symbol as a shared form."""
    for face in ("Regular", "Medium", "SemiBold"):
        if face not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(face, typesetting.FONTS / f"BeVietnamPro-{face}.ttf"))
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=(210 * PT, 297 * PT))
    _define_symbol(canvas, tag.symbol)
    for label in range(count):
        cell = label % A4_70X37.cells
        if cell == 0 and label:
            canvas.showPage()
        left, top = A4_70X37.cell_mm(cell + 1)
        _draw_tag(canvas, tag.symbol, left, top)
    canvas.save()
    return target.getvalue()


def _define_symbol(canvas: Canvas, placed: tags.PlacedSymbol) -> None:
    canvas.beginForm("symbol", upperx=placed.side_mm * PT, uppery=placed.side_mm * PT)
    path = canvas.beginPath()
    module = placed.module_mm * PT
    for y, row in enumerate(placed.symbol.modules):
        for x, dark in enumerate(row):
            if dark:
                path.rect((x + 4) * module, placed.side_mm * PT - (y + 5) * module, module, module)
    canvas.drawPath(path, stroke=0, fill=1)
    canvas.endForm()


#: Face, size, left and baseline in millimetres on the label, and the words.
LINES = (
    ("SemiBold", 3.3, 30, 7.2, "Bình tỳ bà men"),
    ("SemiBold", 3.3, 30, 11.0, "rạn, 32 cm"),
    ("Medium", 2.05, 30, 14.6, VASE.producer),
    ("Regular", 2.05, 30, 17.1, VASE.place),
    ("Regular", 2.05, 30, 20.3, f"Lô: {VASE.lot}"),
    ("Regular", 2.05, 30, 22.8, "NSX: 12/11/2026"),
    ("SemiBold", 2.05, 30, 32.3, "Quét để về gốc · Scan its origin"),
    ("Medium", 1.75, 5.5, 31.6, VASE.readable_code),
)


def _draw_tag(canvas: Canvas, placed: tags.PlacedSymbol, left: float, top: float) -> None:
    for face, size, x, y, words in LINES:
        canvas.setFont(face, size * PT)
        canvas.drawString((left + x) * PT, (297 - top - y) * PT, words)
    canvas.saveState()
    canvas.translate((left + placed.left_mm) * PT, (297 - top - placed.top_mm - placed.side_mm) * PT)
    canvas.doForm("symbol")
    canvas.restoreState()
