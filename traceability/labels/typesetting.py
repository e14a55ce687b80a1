"""WeasyPrint behind one function: HTML and CSS in, one page and where its measured parts stand out.

WeasyPrint takes over a second to import and needs Pango from the system, so it is imported only when a PDF is made.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import fontpkg_be_vietnam_pro
from flask_babel import gettext as _
from fontTools.ttLib import TTFont
from PIL import ImageFile

from shop.core.errors import Refusal

FONTS = Path(fontpkg_be_vietnam_pro.ROOT) / "files"
FACES = {400: "Regular", 500: "Medium", 600: "SemiBold"}
PANGO = "apt install --no-install-recommends libpangoft2-1.0-0 libharfbuzz-subset0"
#: CSS pixels in a millimetre: WeasyPrint measures in them.
PX = 96 / 25.4


class PangoMissing(Refusal):
    """The system library that sets type is not installed; the message has the line that installs it."""


@dataclass(frozen=True)
class Box:
    """A rectangle in millimetres from the top left corner of the page."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass
class SetPage:
    """One page of type, not yet written."""

    document: Any
    #: What each `<a href="slot:NAME">` covers, one box a line.
    parts: dict[str, list[Box]]

    def pdf(self) -> bytes:
        """Return the page as a PDF with its fonts subset and embedded."""
        target = io.BytesIO()
        self.document.write_pdf(target)
        return target.getvalue()


def set_page(html: str, css: str) -> SetPage:
    """Set `html` with `css` in Be Vietnam Pro; nothing but the font files is fetched.

    Raises PangoMissing where the system lacks it.
    """
    weasyprint = _weasyprint()
    fonts = weasyprint.text.fonts.FontConfiguration()
    fetcher = _fonts_only()
    sheet = weasyprint.CSS(string=f"{_font_faces()}\n{css}", font_config=fonts, url_fetcher=fetcher)
    document = weasyprint.HTML(string=html, url_fetcher=fetcher).render(stylesheets=[sheet], font_config=fonts)
    parts: dict[str, list[Box]] = {}
    for _kind, target, rectangle, _box in document.pages[0].links:
        parts.setdefault(str(target).removeprefix("slot:"), []).append(Box(*(edge / PX for edge in rectangle)))
    return SetPage(document, parts)


def missing_letters(text: str) -> str:
    """Return the letters of `text` that Be Vietnam Pro lacks, each once: they would be printed as empty boxes."""
    return "".join(dict.fromkeys(letter for letter in text if ord(letter) not in _letters()))


@cache
def _letters() -> frozenset[int]:
    with TTFont(FONTS / "BeVietnamPro-Regular.ttf", lazy=True) as font:
        return frozenset(font.getBestCmap())


def _font_faces() -> str:
    return "\n".join(
        f'@font-face {{ font-family: "Be Vietnam Pro"; font-weight: {weight}; '
        f'src: url("{(FONTS / f"BeVietnamPro-{face}.ttf").as_uri()}"); }}'
        for weight, face in FACES.items()
    )


def _weasyprint() -> Any:
    try:
        import weasyprint
    except OSError as error:
        raise PangoMissing(_("PDFs need Pango. Install it with: %(command)s", command=PANGO)) from error
    # Importing it tells Pillow to open cut-off pictures, everywhere in the process; uploads must stay refused.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    return weasyprint


@cache
def _fonts_only() -> Any:
    """Return a fetcher that opens the font files of the wheel and refuses every other address."""
    weasyprint = _weasyprint()

    class FontsOnly(weasyprint.urls.URLFetcher):  # type: ignore[name-defined]
        def fetch(self, url: str, headers: Any = None) -> Any:
            if url not in {(FONTS / f"BeVietnamPro-{face}.ttf").as_uri() for face in FACES.values()}:
                raise ValueError(f"A label fetches nothing but its fonts, not {url}")
            return super().fetch(url, headers)

    return FontsOnly(allowed_protocols=("file",))
