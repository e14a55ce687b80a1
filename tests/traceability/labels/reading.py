"""Read a label as a person and a phone would: from its picture and its text, never from the encoder."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2 as pdfium
import zxingcpp
from PIL import Image, ImageChops

#: Points in a millimetre.
PT = 72 / 25.4


@dataclass(frozen=True)
class SeenSymbol:
    """A symbol found in a picture; left and top of its dark square and its side in millimetres."""

    text: str
    left: float
    top: float
    side: float
    kind: str
    level: str


def picture(pdf: bytes, page: int = 0, dpi: float = 300) -> Image.Image:
    """Return one page in grey, as a printer of `dpi` would rasterise it."""
    document = pdfium.PdfDocument(pdf)
    return document[page].render(scale=dpi / 72).to_pil().convert("L")


def symbols(image: Image.Image, dpi: float = 300) -> list[SeenSymbol]:
    """Return every QR symbol in the picture, in reading order."""
    seen = [_seen(found, 25.4 / dpi) for found in zxingcpp.read_barcodes(image, formats=zxingcpp.BarcodeFormat.QRCode)]
    return sorted(seen, key=lambda symbol: (round(symbol.top), symbol.left))


def _seen(found: zxingcpp.Barcode, mm: float) -> SeenSymbol:
    corner, opposite = found.position.top_left, found.position.bottom_right
    side = (opposite.x - corner.x + opposite.y - corner.y) / 2
    kind = found.symbology_identifier
    return SeenSymbol(found.text, corner.x * mm, corner.y * mm, side * mm, kind, found.ec_level)


def text(pdf: bytes, page: int = 0) -> str:
    """Return what can be selected on the page."""
    return pdfium.PdfDocument(pdf)[page].get_textpage().get_text_range().replace("\r\n", "\n").replace("\xa0", " ")


def letters(pdf: bytes, page: int = 0) -> Iterator[tuple[str, tuple[float, float, float, float]]]:
    """Yield each visible letter with left, top, right and bottom of its ink in millimetres from the page's corner."""
    sheet = pdfium.PdfDocument(pdf)[page]
    words = sheet.get_textpage()
    height = sheet.get_height()
    for place in range(words.count_chars()):
        letter = words.get_text_range(place, 1)
        if letter.strip():
            left, bottom, right, top = words.get_charbox(place)
            yield letter, (left / PT, (height - top) / PT, right / PT, (height - bottom) / PT)


def ink(image: Image.Image, dpi: float = 300) -> tuple[float, float, float, float]:
    """Return left, top, right and bottom of everything dark, in millimetres."""
    box = ImageChops.invert(image).point(lambda grey: 255 if grey > 100 else 0).getbbox()
    assert box, "The picture is empty."
    left, top, right, bottom = (edge * 25.4 / dpi for edge in box)
    return left, top, right, bottom
