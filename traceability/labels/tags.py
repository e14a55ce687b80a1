"""One origin tag: what it says, and its one layout, in the largest type that fits beside the symbol."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

import jinja2
from flask_babel import gettext as _

from shop.core.errors import Refusal
from traceability.gs1 import digital_link
from traceability.labels import qr, typesetting
from traceability.labels.formats import FORMATS, LabelFormat, TypeSize

TEMPLATES = Path(__file__).resolve().parents[2] / "templates" / "labels"
#: Empty space between the words and the call below them, and a tolerance of measuring.
AIR_MM = 0.4
TOLERANCE_MM = 0.05
#: Shares of the width that a name of several lines is tried in, narrowest first.
BALANCES = (0.55, 0.65, 0.75, 0.85)
#: Size of the readable code below the symbol.
CODE_MM = 1.75

_NUMBER_AND_UNIT = re.compile(r"(\d) (\w{1,3}\b)")


class DoesNotFit(Refusal):
    """The tag cannot be printed on this format without losing something; says why and what would do."""

    def __init__(self, message: object, would_fit: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        #: Ids of the formats that would take the same tag.
        self.would_fit = would_fit


class WordsTooLong(DoesNotFit):
    """Name, producer and place need more room than the label has, even narrowed."""


class SymbolTooDense(DoesNotFit):
    """The modules of the symbol would be narrower than 0.396 mm on this label."""


class LettersMissing(DoesNotFit):
    """The label's face has no such letters, so they would be printed as empty boxes."""


@dataclass(frozen=True)
class TagContent:
    """What stands on an origin tag; `url` is what the symbol holds (`qr.label_url`)."""

    name: str
    producer: str
    lot: str
    url: str
    place: str = ""
    made_on: date | None = None
    best_before: date | None = None
    #: Live OCOP stars; None leaves the line out.
    stars: int | None = None
    #: Public code of the batch, printed below the symbol where there is no GTIN.
    code: str = ""
    gtin: str | None = None

    @property
    def readable_code(self) -> str:
        """What a person can read and type: the GTIN behind its application identifier, or the code of the batch."""
        if self.gtin is None or digital_link.is_restricted(self.gtin):
            return self.code
        return f"(01) {self.gtin.zfill(14)}"


@dataclass(frozen=True)
class PlacedSymbol:
    """A symbol at its size and place on a label: centred in its room, on whole dots where the printer has dots."""

    symbol: qr.Symbol
    module_mm: float
    left_mm: float
    top_mm: float

    @property
    def side_mm(self) -> float:
        """Side of the symbol with its quiet zone."""
        return self.symbol.needs_mm(self.module_mm)


@dataclass(frozen=True)
class Tag:
    """A tag laid out: its words as a PDF page of the label's size, its symbol, and where that stands."""

    content: TagContent
    format: LabelFormat
    words_pdf: bytes
    symbol: PlacedSymbol


def lay_out(content: TagContent, label_format: LabelFormat) -> Tag:
    """Lay one tag out.

    Raises SymbolTooDense or WordsTooLong, naming the formats that would do, LettersMissing, and PangoMissing.
    """
    content = _tidy(content)
    _check_letters(content)
    drawn = qr.symbol(content.url)
    if not _symbol_fits(drawn, label_format):
        raise _too_dense(drawn, label_format)
    placed = _placed(drawn, label_format)
    page = _set_words(content, label_format, placed)
    if page is None:
        raise _too_long(content, label_format, drawn)
    return Tag(content, label_format, page.pdf(), placed)


def _tidy(content: TagContent) -> TagContent:
    """Return the content with composed accents and single spaces: fonts draw composed letters best."""
    texts = {"name": content.name, "producer": content.producer, "place": content.place, "lot": content.lot}
    tidy = {key: " ".join(unicodedata.normalize("NFC", text).split()) for key, text in texts.items()}
    return replace(content, **tidy)  # type: ignore[arg-type]  # all four are texts


def _check_letters(content: TagContent) -> None:
    missing = typesetting.missing_letters(content.name + content.producer + content.place + content.lot)
    if missing:
        raise LettersMissing(
            _("The label's typeface has no “%(letters)s”. Write the name without them.", letters=missing)
        )


def _placed(drawn: qr.Symbol, label_format: LabelFormat) -> PlacedSymbol:
    room, dot = label_format.qr_room_mm, label_format.dot_mm
    left, top = label_format.qr_at_mm
    width = qr.module_width(drawn, room, dot)
    spare = (room - drawn.needs_mm(width)) / 2
    inset = spare if dot is None else int(spare / dot + 1e-9) * dot
    return PlacedSymbol(drawn, width, left + inset, top + inset)


def _symbol_fits(drawn: qr.Symbol, label_format: LabelFormat) -> bool:
    return qr.fits(drawn, label_format.qr_room_mm, label_format.dot_mm)


def _set_words(content: TagContent, label_format: LabelFormat, placed: PlacedSymbol) -> typesetting.SetPage | None:
    """Return the words in the first type size that fits, or None."""
    for size in label_format.type_sizes:
        page = _set_at(content, label_format, placed, size)
        if _words_fit(page, label_format, size):
            return _balanced(page, content, label_format, placed, size)
    return None


def _set_at(
    content: TagContent, label_format: LabelFormat, placed: PlacedSymbol, size: TypeSize, name_share: float = 1.0
) -> typesetting.SetPage:
    html = _template().render(tag=content, format=label_format, name=_unparted(content.name))
    return typesetting.set_page(html, _geometry(label_format, placed, size, name_share) + _style())


def _balanced(
    page: typesetting.SetPage, content: TagContent, label_format: LabelFormat, placed: PlacedSymbol, size: TypeSize
) -> typesetting.SetPage:
    """Return the page with the lines of a long name about equally long: WeasyPrint has no `text-wrap: balance`."""
    lines = len(_lines(page.parts["name"]))
    for share in BALANCES if lines > 1 else ():
        narrower = _set_at(content, label_format, placed, size, share)
        if len(_lines(narrower.parts["name"])) == lines and _words_fit(narrower, label_format, size):
            return narrower
    return page


def _unparted(name: str) -> str:
    """Return `name` with a number and its unit kept on one line: 32 cm, 100 g."""
    return _NUMBER_AND_UNIT.sub("\\1\u00a0\\2", name)


@cache
def _template() -> jinja2.Template:
    loader = jinja2.FileSystemLoader(TEMPLATES)
    environment = jinja2.Environment(loader=loader, autoescape=True, undefined=jinja2.StrictUndefined)
    return environment.get_template("origin_tag.html")


@cache
def _style() -> str:
    return (TEMPLATES / "origin_tag.css").read_text("utf-8")


def _geometry(label_format: LabelFormat, placed: PlacedSymbol, size: TypeSize, name_share: float) -> str:
    """Return the custom properties that carry the format's measures into the style sheet."""
    width, height = label_format.label_mm
    left, top, words_width, words_height = label_format.words_mm
    lengths = {
        "name": size.name_mm,
        "text": size.text_mm,
        "code": CODE_MM,
        "words-left": left,
        "words-top": top,
        "words-bottom": height - top - words_height,
        "words-right": width - left - words_width,
        "words-width": words_width / size.narrow,
        "name-width": words_width / size.narrow * name_share,
        "code-left": label_format.qr_at_mm[0],
        "code-top": placed.top_mm + placed.side_mm,
        "code-width": label_format.qr_room_mm,
        "gtin-width": label_format.qr_room_mm / label_format.gtin_narrow,
        "gap": label_format.gap_mm,
    }
    properties = "".join(f"--{name}: {length:.3f}mm; " for name, length in lengths.items())
    ratios = f"--narrow: {size.narrow}; --gtin-narrow: {label_format.gtin_narrow}; "
    return f"@page {{ size: {width}mm {height}mm; margin: 0; }} :root {{ {properties}{ratios}}}\n"


def _words_fit(page: typesetting.SetPage, label_format: LabelFormat, size: TypeSize) -> bool:
    """Say whether nothing is cut, nothing overlaps, and the name has no more lines than this size allows."""
    left, _top, width, _height = label_format.words_mm
    name, call, code = (page.parts[part] for part in ("name", "call", "code"))
    # What runs over the bottom of the page is not even laid out: the lines above it then reach below the call.
    words = name + page.parts.get("words", [])
    code_left = label_format.qr_at_mm[0]
    right = max(box.right for box in words + call)
    below = max(box.bottom for box in words)
    return (
        right <= left + width + TOLERANCE_MM
        and below + AIR_MM <= min(box.top for box in call) + TOLERANCE_MM
        and len(_lines(name)) <= size.name_lines
        and all(
            box.left >= code_left - TOLERANCE_MM
            and box.right <= code_left + label_format.qr_room_mm + TOLERANCE_MM
            and box.bottom <= label_format.label_mm[1]
            for box in code
        )
    )


def _lines(boxes: list[typesetting.Box]) -> set[float]:
    return {round(box.top, 2) for box in boxes}


def _too_dense(drawn: qr.Symbol, label_format: LabelFormat) -> SymbolTooDense:
    would_fit = tuple(each.id for each in FORMATS.values() if _symbol_fits(drawn, each))
    facts = {
        "modules": drawn.size,
        "label": label_format.name,
        "room": f"{label_format.qr_room_mm:.1f}",
        "needed": f"{drawn.needs_mm():.1f}",
    }
    if would_fit:
        facts["others"] = _names(would_fit)
        message = _(
            "The code is too dense: its %(modules)s × %(modules)s modules need %(needed)s mm, "
            "and %(label)s has %(room)s mm. "
            "It fits on: %(others)s.",
            **facts,
        )
    else:
        message = _(
            "The code is too dense: its %(modules)s × %(modules)s modules need %(needed)s mm, "
            "and %(label)s has %(room)s mm. "
            "A shorter lot code makes a smaller code.",
            **facts,
        )
    return SymbolTooDense(message, would_fit)


def _too_long(content: TagContent, label_format: LabelFormat, drawn: qr.Symbol) -> WordsTooLong:
    would_fit = tuple(
        other.id
        for other in FORMATS.values()
        if other != label_format and _symbol_fits(drawn, other) and _set_words(content, other, _placed(drawn, other))
    )
    if would_fit:
        message = _(
            "Name and producer are too long for %(label)s. They fit on: %(others)s.",
            label=label_format.name,
            others=_names(would_fit),
        )
    else:
        message = _("Name and producer are too long for every label. Give the product a shorter name.")
    return WordsTooLong(message, would_fit)


def _names(format_ids: tuple[str, ...]) -> str:
    return "; ".join(str(FORMATS[each].name) for each in format_ids)
