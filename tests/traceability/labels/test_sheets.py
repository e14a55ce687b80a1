"""Printed sheets, looked at: rasterised as a printer would, decoded by another decoder, measured in millimetres."""

from __future__ import annotations

import builtins
import io
import logging
import tracemalloc
import unicodedata
from dataclasses import replace
from datetime import date

import pikepdf
import pytest
from PIL import Image

from tests.traceability.labels import reading
from traceability.labels import qr, sheets, tags, typesetting
from traceability.labels.formats import A4_38X21, A4_70X37, FORMATS, ROLL_50X30, LabelFormat
from traceability.labels.sheets import TagContent

HOST = "https://goc.example"
LINK = qr.label_url(HOST, gtin="9520000200015", lot="BT-2611-07")
VASE = TagContent(
    name="Bình tỳ bà men rạn, 32 cm",
    producer="Xưởng gốm Giang Cao",
    place="Xã Bát Tràng, Hà Nội",
    lot="BT-2611-07",
    url=LINK,
    made_on=date(2026, 11, 12),
    stars=4,
    gtin="9520000200015",
)
TEA = TagContent(
    name="Trà sen ướp bông",
    producer="Hộ trà Quảng An",
    lot="QA-2607-03",
    url=qr.label_url(HOST, code="K7M2P9X4QD"),
    made_on=date(2026, 7, 18),
    best_before=date(2027, 7, 18),
    code="K7M2P9X4QD",
)
LONG = replace(
    TEA,
    name="Hoành phi câu đối sơn son thếp vàng Sơn Đồng",
    producer="Công ty TNHH thương mại và dịch vụ dinh dưỡng MinMin Việt Nam",
    place="Xã Sơn Đồng, Hà Nội",
    stars=5,
)

each_format = pytest.mark.parametrize("label_format", FORMATS.values(), ids=FORMATS)
each_content = pytest.mark.parametrize("content", [VASE, TEA], ids=["gtin", "code"])


def flat(text: str) -> str:
    """Return `text` without its line breaks: a long name may stand on two lines."""
    return " ".join(text.split())


@each_format
@each_content
def test_every_symbol_on_the_sheet_is_read(content, label_format):
    pdf = sheets.preview_pdf(content, label_format)

    seen = reading.symbols(reading.picture(pdf))

    assert [symbol.text for symbol in seen] == [content.url] * label_format.cells
    assert {symbol.kind for symbol in seen} == {"]Q1"}
    assert {symbol.level for symbol in seen} == {"M"}


@each_content
def test_a_thermal_printer_of_203_dpi_prints_a_symbol_that_is_read(content):
    image = reading.picture(sheets.preview_pdf(content, ROLL_50X30), dpi=203.2)

    one_bit = image.convert("1", dither=Image.Dither.NONE).convert("L")

    assert [symbol.text for symbol in reading.symbols(one_bit)] == [content.url]


@each_format
@each_content
def test_symbols_stand_in_their_cells_with_modules_and_quiet_zone_as_promised(content, label_format):
    modules = qr.symbol(content.url).size
    placed = tags.lay_out(content, label_format).symbol
    quiet = 4 * placed.module_mm
    seen = reading.symbols(reading.picture(sheets.preview_pdf(content, label_format)))

    for cell, symbol in enumerate(seen, start=1):
        left, top = label_format.cell_mm(cell)
        module = symbol.side / modules
        assert module >= 0.396
        assert module >= 0.46 - 0.01, "the target holds for our own host"
        assert symbol.left - left >= 4 * module - 0.1, "quiet zone inside the label"
        assert symbol.top - top >= 4 * module - 0.1
        assert symbol.left + symbol.side <= left + label_format.words_mm[0] - 4 * module + 0.1
        assert symbol.left - left == pytest.approx(placed.left_mm + quiet, abs=0.2)
        assert symbol.top - top == pytest.approx(placed.top_mm + quiet, abs=0.2)


@each_format
@each_content
def test_the_quiet_zone_is_empty(content, label_format):
    dpi = 600
    placed = tags.lay_out(content, label_format).symbol
    image = reading.picture(sheets.labels_pdf(content, label_format, 1), dpi=dpi)
    left, top = (
        start + edge for start, edge in zip(label_format.cell_mm(1), (placed.left_mm, placed.top_mm), strict=True)
    )
    zone = [round(edge * dpi / 25.4) for edge in (left, top, left + placed.side_mm, top + placed.side_mm)]

    dark = reading.ink(image.crop(tuple(zone)), dpi)

    quiet = 4 * placed.module_mm
    assert dark == pytest.approx((quiet, quiet, placed.side_mm - quiet, placed.side_mm - quiet), abs=0.1)


@each_format
def test_the_labels_are_black_on_white(label_format):
    image = reading.picture(sheets.preview_pdf(VASE, label_format), dpi=150)

    assert image.getextrema() == (0, 255)


@each_format
@each_content
def test_all_words_can_be_selected_with_their_accents(content, label_format):
    words = unicodedata.normalize("NFC", flat(reading.text(sheets.labels_pdf(content, label_format, 1))))

    expected = [content.name, content.producer, f"Lô: {content.lot}", "Quét để về gốc", "Scan its origin"]
    expected.append("(01) 09520000200015" if content.gtin else "K7M2P9X4QD")
    expected.append("NSX: 12/11/2026" if content is VASE else "NSX: 18/07/2026 HSD: 18/07/2027")
    for sentence in expected:
        assert sentence in words
    assert "�" not in words


def test_a_number_of_restricted_circulation_is_not_printed():
    words = reading.text(sheets.labels_pdf(replace(TEA, gtin="00400000123455"), A4_70X37, 1))

    assert "(01)" not in words
    assert "K7M2P9X4QD" in words


def test_stars_and_place_stand_only_where_given():
    with_both = flat(reading.text(sheets.labels_pdf(VASE, A4_70X37, 1)))
    without = flat(reading.text(sheets.labels_pdf(replace(VASE, stars=None, place=""), A4_70X37, 1)))

    assert "OCOP 4 sao" in with_both
    assert "Xã Bát Tràng, Hà Nội" in with_both
    assert "OCOP" not in without
    assert "Bát Tràng" not in without
    assert "HSD" not in with_both


@pytest.mark.parametrize("label_format", [A4_70X37, ROLL_50X30], ids=["a4-70x37", "roll-50x30"])
def test_long_names_are_set_narrower_and_never_cut(label_format):
    pdf = sheets.labels_pdf(LONG, label_format, 1)

    words = flat(reading.text(pdf))
    assert LONG.name in words
    assert LONG.producer in words
    _assert_inside_its_cell(pdf, label_format)


def test_a_name_of_two_lines_has_lines_of_about_the_same_length():
    tall = [(box, letter) for letter, box in reading.letters(sheets.labels_pdf(LONG, A4_70X37, 1)) if box[0] > 29]
    first_line = max(box[2] for box, _ in tall if box[3] < 9)
    second_line = max(box[2] for box, _ in tall if 9 <= box[3] < 12.5)

    assert abs(first_line - second_line) < 9


@each_format
@each_content
def test_everything_printed_lies_in_its_cell_with_a_margin(content, label_format):
    _assert_inside_its_cell(sheets.labels_pdf(content, label_format, 1), label_format)


def _assert_inside_its_cell(pdf: bytes, label_format: LabelFormat) -> None:
    left, top, right, bottom = reading.ink(reading.picture(pdf))
    cell_left, cell_top = label_format.cell_mm(1)
    width, height = label_format.label_mm
    assert cell_left + 0.8 <= left
    assert cell_top + 0.8 <= top
    assert right <= cell_left + width - 0.8
    assert bottom <= cell_top + height - 0.8


def test_nothing_stands_in_the_outermost_4_mm_that_printers_leave_out():
    left, top, right, bottom = reading.ink(reading.picture(sheets.preview_pdf(VASE, A4_70X37)))

    assert left >= 4
    assert top >= 4
    assert right <= 206
    assert bottom <= 293


#: The long tag is refused on the smallest label; see below.
PRINTABLE = [(content, each) for each in FORMATS.values() for content in (VASE, TEA, LONG)]
PRINTABLE.remove((LONG, A4_38X21))


@pytest.mark.parametrize(("content", "label_format"), PRINTABLE)
def test_letters_are_1_75_mm_with_an_x_height_of_0_9_mm(content, label_format):
    pdf = sheets.labels_pdf(content, label_format, 1)

    x_heights = [bottom - top for letter, (_, top, _, bottom) in reading.letters(pdf) if letter in "xnuvcsa"]
    # Capitals and figures are 0.74 of the size, so 1.75 mm of letter show 1.295 mm of capital.
    capitals = [bottom - top for letter, (_, top, _, bottom) in reading.letters(pdf) if letter in "HNX1"]

    assert min(x_heights) >= 0.9
    assert min(capitals) >= 1.75 * 0.74 - 0.02


def test_the_raster_shows_letters_of_that_height():
    pdf = sheets.labels_pdf(TEA, A4_38X21, 1)
    dpi = 1200
    image = reading.picture(pdf, dpi=dpi)
    heights = []
    for letter, box in reading.letters(pdf):
        if letter in "xnu":
            around = [round(edge * dpi / 25.4) + grow for edge, grow in zip(box, (-1, -1, 1, 1), strict=True)]
            _, top, _, bottom = reading.ink(image.crop(tuple(around)), dpi)
            heights.append(bottom - top)

    assert heights
    assert min(heights) >= 0.9


def test_the_first_cell_leaves_used_labels_alone():
    seen = reading.symbols(reading.picture(sheets.labels_pdf(VASE, A4_70X37, 3, first_cell=6)))

    assert [(symbol.left // 70, (symbol.top - 0.5) // 37) for symbol in seen] == [(2, 1), (0, 2), (1, 2)]


@pytest.mark.parametrize(
    ("label_format", "count", "first_cell", "pages"),
    [
        (A4_70X37, 1, 1, 1),
        (A4_70X37, 24, 1, 1),
        (A4_70X37, 24, 2, 2),
        (A4_70X37, 25, 1, 2),
        (A4_70X37, 960, 1, 40),
        (A4_38X21, 960, 65, 16),
        (ROLL_50X30, 7, 1, 7),
    ],
)
def test_pages_are_as_many_as_needed(label_format, count, first_cell, pages):
    pdf = sheets.place(tags.lay_out(VASE, label_format), count, first_cell)

    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert len(document.pages) == pages == sheets.page_count(label_format, count, first_cell)


def test_the_number_of_labels_over_all_pages_is_the_number_asked_for():
    pdf = sheets.labels_pdf(VASE, A4_70X37, 50, first_cell=23)

    assert [len(reading.symbols(reading.picture(pdf, page, dpi=200), 200)) for page in range(3)] == [2, 24, 24]


@each_format
def test_the_page_has_the_size_of_the_paper(label_format):
    with pikepdf.open(io.BytesIO(sheets.preview_pdf(VASE, label_format))) as document:
        box = [float(edge) / reading.PT for edge in document.pages[0].mediabox]

    assert box == pytest.approx([0, 0, *label_format.page_mm], abs=0.01)


def test_a_thousand_labels_share_one_symbol_and_stay_small():
    pdf = sheets.labels_pdf(VASE, A4_70X37, 960)

    assert len(pdf) <= 0.5 * 1024 * 960
    assert len(pdf) - len(sheets.labels_pdf(VASE, A4_70X37, 24)) <= 100 * 39, (
        "a full sheet more is one page object more"
    )
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert len({page.Resources.XObject.Label.objgen for page in document.pages}) == 1
        assert len({page.Contents.objgen for page in document.pages}) == 1
        assert not any("/Annots" in page for page in document.pages)


def test_the_same_tag_gives_the_same_bytes():
    tag = tags.lay_out(VASE, A4_70X37)

    assert sheets.place(tag, 30, 3) == sheets.place(tag, 30, 3)


def test_the_document_says_what_it_is_and_prints_at_its_true_size():
    with pikepdf.open(io.BytesIO(sheets.labels_pdf(VASE, A4_70X37, 1))) as document:
        assert str(document.docinfo["/Title"]) == "Bình tỳ bà men rạn, 32 cm · BT-2611-07"
        assert str(document.Root.Lang) == "vi"
        assert document.Root.ViewerPreferences.PrintScaling == "/None"


def test_only_be_vietnam_pro_is_embedded():
    with pikepdf.open(io.BytesIO(sheets.labels_pdf(VASE, A4_70X37, 1))) as document:
        fonts = {str(each.BaseFont) for each in document.objects if _is_font(each)}

    assert fonts
    assert all("Be-Vietnam-Pro" in font or "BeVietnamPro" in font for font in fonts)


def _is_font(each: pikepdf.Object) -> bool:
    return isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/Font"


@each_format
def test_the_style_sheet_is_understood_to_the_last_word(label_format, caplog):
    with caplog.at_level(logging.WARNING, logger="weasyprint"):
        sheets.labels_pdf(VASE, label_format, 1)

    assert not caplog.records


def test_too_long_words_are_refused_with_what_would_fit():
    with pytest.raises(sheets.WordsTooLong) as refused:
        sheets.labels_pdf(LONG, A4_38X21, 1)

    assert refused.value.would_fit == ("a4-70x37", "roll-50x30")
    assert "38 × 21 mm" in str(refused.value)
    assert "70 × 37 mm" in str(refused.value)


def test_words_too_long_for_every_label_are_refused():
    with pytest.raises(sheets.WordsTooLong) as refused:
        sheets.labels_pdf(replace(VASE, name="Bình tỳ bà men rạn " * 12), A4_70X37, 1)

    assert refused.value.would_fit == ()
    assert "shorter name" in str(refused.value)


def test_one_word_wider_than_the_label_is_refused_not_cut():
    with pytest.raises(sheets.WordsTooLong):
        sheets.labels_pdf(replace(VASE, name="Gốm" * 20), A4_70X37, 1)


def test_a_symbol_too_dense_for_its_room_is_refused_with_what_would_fit():
    dense = replace(VASE, url="HTTPS://GOC.EXAMPLE/01/09520000200015/10/" + "L" * 60)

    with pytest.raises(sheets.SymbolTooDense) as refused:
        sheets.labels_pdf(dense, A4_38X21, 1)

    assert refused.value.would_fit == ("a4-70x37",)
    assert "17.1 mm" in str(refused.value)
    assert "17.8 mm" in str(refused.value)
    assert sheets.labels_pdf(dense, A4_70X37, 1)


def test_a_symbol_too_dense_for_every_label_is_refused():
    with pytest.raises(sheets.SymbolTooDense) as refused:
        sheets.labels_pdf(replace(VASE, url="HTTPS://GOC.EXAMPLE/" + "L" * 400), A4_70X37, 1)

    assert refused.value.would_fit == ()


@pytest.mark.parametrize(("count", "first_cell"), [(0, 1), (-1, 1), (1, 0), (1, 25), (1, -3)])
def test_impossible_numbers_are_refused(count, first_cell):
    with pytest.raises(sheets.WrongCount):
        sheets.labels_pdf(VASE, A4_70X37, count, first_cell)
    with pytest.raises(sheets.WrongCount):
        sheets.page_count(A4_70X37, count, first_cell)


def test_markup_in_a_name_is_printed_as_text():
    pdf = sheets.labels_pdf(replace(VASE, name='Bình <b>to</b> & "đẹp"', gtin=None), A4_70X37, 1)

    assert 'Bình<b>to</b>&"đẹp"' in "".join(reading.text(pdf).split())


def test_letters_the_typeface_lacks_are_refused_not_printed_as_boxes():
    with pytest.raises(sheets.LettersMissing, match="陶瓷"):
        sheets.labels_pdf(replace(VASE, name="Gốm 陶瓷陶"), A4_70X37, 1)


def test_every_vietnamese_letter_can_be_printed():
    marks = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
    letters = "".join(unicodedata.normalize("NFC", vowel + mark) for vowel in "aăâeêioôơuưy" for mark in marks) + "đ"

    assert len(letters) == 73
    assert typesetting.missing_letters(letters + letters.upper() + "₫·–“”×%()/") == ""


def test_accents_written_apart_are_printed_composed():
    apart = replace(VASE, name=unicodedata.normalize("NFD", VASE.name).replace(" ", "  "))

    assert sheets.labels_pdf(apart, A4_70X37, 1) == sheets.labels_pdf(VASE, A4_70X37, 1)


def test_ten_thousand_labels_of_a_roll_stay_small_and_take_no_more_memory_than_their_pages():
    tag = tags.lay_out(VASE, ROLL_50X30)
    tracemalloc.start()

    pdf = sheets.place(tag, 10_000)

    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(pdf) <= 100 * 10_000
    assert peak < 20 * 1024**2


def test_a_label_fetches_nothing_but_its_fonts():
    fetcher = typesetting._fonts_only()

    for url in ("file:///etc/hostname", "https://goc.example/a.png", f"file://{typesetting.FONTS}/../LICENSE"):
        with pytest.raises(ValueError, match="nothing but its fonts"):
            fetcher.fetch(url)


def test_a_missing_pango_is_named_with_the_line_that_installs_it(monkeypatch):
    really_import = builtins.__import__

    def without_pango(name, *args, **kwargs):
        if name == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0'")
        return really_import(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", without_pango)

    with pytest.raises(sheets.PangoMissing, match=r"apt install --no-install-recommends libpangoft2-1\.0-0"):
        typesetting._weasyprint()
