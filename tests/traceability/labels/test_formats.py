"""The formats as data: labels lie on their page, do not overlap, and give symbol and words their own room."""

from __future__ import annotations

import pytest

from traceability.labels.formats import A4_38X21, A4_70X37, FORMATS, ROLL_50X30

each_format = pytest.mark.parametrize("label_format", FORMATS.values(), ids=FORMATS)


def test_the_ids_and_counts_are_those_of_the_shops():
    assert {each.id: each.cells for each in FORMATS.values()} == {"a4-70x37": 24, "a4-38x21": 65, "roll-50x30": 1}


@each_format
def test_every_cell_lies_on_the_page(label_format):
    width, height = label_format.label_mm

    for cell in range(1, label_format.cells + 1):
        left, top = label_format.cell_mm(cell)
        assert 0 <= left <= label_format.page_mm[0] - width + 1e-9
        assert 0 <= top <= label_format.page_mm[1] - height + 1e-9


@each_format
def test_labels_do_not_overlap_and_the_sheet_is_centred(label_format):
    (left, top), (width, height) = label_format.margin_mm, label_format.label_mm
    last_left, last_top = label_format.cell_mm(label_format.cells)

    assert label_format.pitch_mm[0] >= width
    assert label_format.pitch_mm[1] >= height
    assert left == pytest.approx(label_format.page_mm[0] - last_left - width)
    assert top == pytest.approx(label_format.page_mm[1] - last_top - height)


@each_format
def test_symbol_and_words_have_rooms_of_their_own(label_format):
    qr_left, qr_top = label_format.qr_at_mm
    left, top, width, height = label_format.words_mm

    assert qr_left + label_format.qr_room_mm <= left
    assert qr_top + label_format.qr_room_mm < label_format.label_mm[1]
    assert left + width < label_format.label_mm[0]
    assert top + height < label_format.label_mm[1]


@each_format
def test_no_letter_is_set_smaller_than_the_law_of_the_house(label_format):
    assert all(size.text_mm >= 1.75 and size.name_mm > size.text_mm for size in label_format.type_sizes)


def test_cells_are_counted_in_reading_order():
    assert A4_70X37.cell_mm(1) == (0, 0.5)
    assert A4_70X37.cell_mm(6) == (140, 37.5)
    assert A4_38X21.cell_mm(65) == pytest.approx((4.75 + 4 * 40.6, 10.7 + 12 * 21.2))
    assert ROLL_50X30.cell_mm(1) == (0, 0)


def test_names_are_translated_where_they_are_shown():
    assert all(str(each.name) for each in FORMATS.values())
