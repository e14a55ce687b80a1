"""Gốc's own drawings: valid SVG, no colours of their own, nothing a strict content policy would refuse."""

import re
from typing import get_args
from xml.etree import ElementTree

import pytest
from markupsafe import Markup

from shop.core import marks

SEALS = get_args(marks.SealKind)
DRAWINGS = {
    "mark": marks.mark(),
    "root": marks.root_end(),
    "stars": marks.stars(4),
    "plain stars": marks.plain_stars(3),
    **{f"icon {name}": marks.icon(name) for name in marks.ICONS},
    **{f"seal {kind}": marks.seal(kind) for kind in SEALS},
}


@pytest.mark.parametrize("name", DRAWINGS)
def test_every_drawing_is_well_formed_and_safe_to_print(name):
    drawing = DRAWINGS[name]

    assert isinstance(drawing, Markup)
    ElementTree.fromstring(drawing)


@pytest.mark.parametrize("name", DRAWINGS)
def test_no_drawing_carries_a_style_or_a_colour_of_its_own(name):
    assert "style=" not in DRAWINGS[name]
    assert not re.search(r"#[0-9A-Fa-f]{3,6}\b(?!-)", DRAWINGS[name])


def test_an_icon_without_a_label_is_hidden_from_screen_readers():
    assert 'aria-hidden="true"' in marks.icon("basket")
    assert "role=" not in marks.icon("basket")


def test_an_icon_with_a_label_is_a_picture_and_its_label_is_escaped():
    drawing = ElementTree.fromstring(marks.icon("trash", 'Remove "the vase" <b>'))

    assert drawing.attrib["role"] == "img"
    assert drawing.attrib["aria-label"] == 'Remove "the vase" <b>'


def test_an_icon_nobody_drew_is_refused_by_name():
    with pytest.raises(marks.UnknownIcon, match="'unicorn'"):
        marks.icon("unicorn")


@pytest.mark.parametrize("count", [3, 4, 5])
def test_stars_say_their_number_in_words_too(count):
    drawing = marks.stars(count)

    assert drawing.count("<svg") == count
    assert f"OCOP {count} stars" in drawing


def test_each_verdict_has_a_shape_of_its_own():
    shapes = {re.search(r"<(?:path|circle)[^>]*>", marks.seal(kind))[0] for kind in SEALS}

    assert len(shapes) == len(SEALS)


def test_the_words_around_the_genuine_seal_are_escaped():
    assert "A &amp; B" in marks.seal("genuine", "A & B")


def test_two_seals_on_one_page_share_no_id():
    page = marks.seal("genuine", uid="first") + marks.seal("genuine", uid="second")

    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids)) == 4
    assert set(re.findall(r'(?:href="|url\()#([\w-]+)', page)) == set(ids)
