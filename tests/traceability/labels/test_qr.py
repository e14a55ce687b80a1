"""The symbol: small, plain, read back by a decoder that is not the encoder, and refused where it would be too fine."""

from __future__ import annotations

import re

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from traceability.gs1 import digital_link
from traceability.labels import qr

LINK = "HTTPS://GOC.EXAMPLE/01/09520000200015/10/BT-2611-07"


def decoded(drawn: qr.Symbol) -> zxingcpp.Barcode:
    side = drawn.size + 8
    image = Image.new("L", (side, side), 255)
    for y, row in enumerate(drawn.modules):
        for x, dark in enumerate(row):
            image.putpixel((x + 4, y + 4), 0 if dark else 255)
    (found,) = zxingcpp.read_barcodes(image.resize((side * 4, side * 4), Image.Resampling.NEAREST))
    return found


def test_the_label_of_a_gtin_carries_its_digital_link_in_capitals():
    assert qr.label_url("https://goc.example/", gtin="9520000200015", lot="BT-2611-07") == LINK


def test_a_lot_keeps_its_case_because_case_counts():
    url = qr.label_url("https://goc.example", gtin="9520000200015", lot="bt/07")

    assert url == "HTTPS://GOC.EXAMPLE/01/09520000200015/10/bt%2F07"
    assert digital_link.parse(url).lot == "bt/07"


def test_the_label_of_a_batch_without_gtin_carries_its_code():
    assert qr.label_url("https://goc.example", code="k7m2p9x4qd") == "HTTPS://GOC.EXAMPLE/T/K7M2P9X4QD"


def test_a_number_of_restricted_circulation_stays_off_the_label():
    url = qr.label_url("https://goc.example", code="K7M2P9X4QD", gtin="00400000123455", lot="L1")

    assert url == "HTTPS://GOC.EXAMPLE/T/K7M2P9X4QD"


def test_a_label_needs_a_code_or_a_gtin_with_its_lot():
    with pytest.raises(ValueError, match="code"):
        qr.label_url("https://goc.example")
    with pytest.raises(ValueError, match="lot"):
        qr.label_url("https://goc.example", gtin="9520000200015")
    with pytest.raises(digital_link.WrongCheckDigit):
        qr.label_url("https://goc.example", gtin="9520000200016", lot="L1")


def test_capitals_make_the_smaller_symbol():
    assert qr.symbol(LINK).size == 29
    assert qr.symbol(LINK.lower()).size == 33


@pytest.mark.parametrize(
    ("characters", "version", "millimetres"), [(26, 2, 13.1), (62, 4, 16.2), (84, 5, 17.8), (106, 6, 19.4)]
)
def test_sizes_are_those_of_the_standard(characters, version, millimetres):
    drawn = qr.symbol("a" * characters)

    assert drawn.version == version
    assert drawn.needs_mm() == pytest.approx(millimetres, abs=0.06)
    assert qr.symbol("a" * (characters + 1)).version == version + 1


@given(st.text(alphabet="ABCXYZ0189-./:%", min_size=1, max_size=90), st.sampled_from("LMQH"))
@settings(max_examples=25, deadline=None)
def test_every_symbol_reads_back(text, level):
    found = decoded(qr.symbol(f"HTTPS://{text}", level))

    assert found.text == f"HTTPS://{text}"
    assert found.ec_level == level
    assert found.symbology_identifier == "]Q1"


def test_bytes_read_back_too():
    assert decoded(qr.symbol("https://goc.example/t/k7m2p9x4qd")).text == "https://goc.example/t/k7m2p9x4qd"


def test_what_no_symbol_holds_is_refused():
    with pytest.raises(qr.SymbolTooLarge, match="8000"):
        qr.symbol("A" * 8000)


def test_the_svg_is_one_path_without_style():
    drawing = qr.svg(qr.symbol(LINK))

    assert drawing.count("<path") == 1
    assert 'viewBox="0 0 37 37"' in drawing
    assert "style" not in drawing
    assert ":rect" not in drawing
    assert qr.svg_path(qr.symbol(LINK)) in drawing


def test_the_svg_path_draws_exactly_the_dark_modules():
    drawn = qr.symbol(LINK)

    runs = re.findall(r"M(\d+) (\d+)h(\d+)v1h-(\d+)z", qr.svg_path(drawn, quiet=0))

    assert dark(drawn) == {(int(x) + step, int(y)) for x, y, width, _ in runs for step in range(int(width))}
    assert all(width == back for _, _, width, back in runs)


def test_the_pdf_path_draws_exactly_the_dark_modules():
    drawn = qr.symbol(LINK)

    runs = re.findall(rb"^(\d+) (\d+) (\d+) 1 re$", qr.pdf_path(drawn, quiet=0), re.MULTILINE)

    upside_down = {(int(x) + step, drawn.size - 1 - int(y)) for x, y, width in runs for step in range(int(width))}
    assert dark(drawn) == upside_down


def dark(drawn: qr.Symbol) -> set[tuple[int, int]]:
    return {(x, y) for y, row in enumerate(drawn.modules) for x, is_dark in enumerate(row) if is_dark}


def test_modules_never_get_narrower_than_the_standard_allows():
    drawn = qr.symbol(LINK)

    assert qr.fits(drawn, 37 * 0.396)
    assert not qr.fits(drawn, 37 * 0.396 - 0.01)
    assert drawn.module_mm(37 * 0.46) == pytest.approx(0.46)


def test_a_thermal_printer_draws_whole_dots():
    drawn = qr.symbol(LINK)

    assert qr.module_width(drawn, 21, dot_mm=0.125) == 0.5
    assert not qr.fits(drawn, 18, dot_mm=0.125), "three dots are 0.375 mm"
    assert qr.fits(drawn, 18)
