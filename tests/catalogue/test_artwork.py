"""The artwork: what stands in for a photograph is always the same, small, safe and the right craft."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from shop.catalogue.artwork import CRAFT_OF_CENTRE, CRAFT_OF_KIND, CRAFTS, UnknownCraft, craft_of, draw

DATA = Path(__file__).parents[2] / "shop" / "seeds" / "data"
MOST_BYTES = 6 * 1024

PRODUCTS = json.loads((DATA / "products.json").read_text())
CENTRES = json.loads((DATA / "centres.json").read_text())


@pytest.fixture(scope="module")
def pictures() -> dict[str, str]:
    return {p["id"]: draw(p["id"], craft_of(p["name_vi"], p["demo"]["kind"])) for p in PRODUCTS}


def test_a_picture_is_the_same_in_every_process():
    code = "from shop.catalogue.artwork import CRAFTS, draw; print(hash(0), *(draw('lang', c) for c in CRAFTS), sep='')"

    runs = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed},
            cwd=DATA.parents[2],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }

    assert len(runs) == 1
    assert runs.pop() == "0" + "".join(draw("lang", craft) for craft in CRAFTS) + "\n"


def test_a_card_weighs_at_most_six_kilobytes(pictures):
    heavy = {slug: len(svg.encode()) for slug, svg in pictures.items() if len(svg.encode()) > MOST_BYTES}

    assert heavy == {}


def test_products_do_not_share_a_picture(pictures):
    # Ids come from the slug; two pictures that differ in nothing else would look alike.
    drawn = {re.sub(r"\bg[0-9a-f]{5}", "", svg) for svg in pictures.values()}

    assert len(drawn) == len(pictures)


@pytest.mark.parametrize("craft", CRAFTS)
@pytest.mark.parametrize(("width", "height"), [(400, 500), (500, 500), (400, 300), (800, 500), (1200, 540)])
def test_a_picture_is_well_formed_and_has_no_way_to_run_or_fetch(craft, width, height):
    root = ET.fromstring(draw("binh-men-ran", craft, width, height))

    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert (root.get("width"), root.get("height")) == (str(width), str(height))
    ids = {element.get("id") for element in root.iter()} - {None}
    for element in root.iter():
        assert element.tag.rsplit("}")[-1] not in {"script", "style", "image", "foreignObject", "a"}
        for name, value in element.attrib.items():
            assert name != "style"
            assert not name.startswith("on")
            assert "nan" not in value
            assert "inf" not in value
            for target in re.findall(r"url\(#(\w+)\)", value) + re.findall(
                r"^#(\w+)$", value if "href" in name else ""
            ):
                assert target in ids
            assert "http" not in value


@pytest.mark.parametrize("craft", CRAFTS)
def test_path_data_is_what_svg_reads(craft):
    number = r"-?\d+(\.\d+)?"
    data = rf"([MmLlHhVvCcSsQqTtAaZz]|{number}| |,|\.\d+)*"

    for element in ET.fromstring(draw("lo-hoa-sen", craft)).iter():
        assert re.fullmatch(data, element.get("d", ""))


@pytest.mark.parametrize("craft", CRAFTS)
def test_ids_are_not_used_twice_in_a_picture(craft):
    for width, height in ((400, 500), (1200, 540)):
        ids = [e.get("id") for e in ET.fromstring(draw("lang-nghe", craft, width, height)).iter() if e.get("id")]

        assert len(ids) == len(set(ids))


@pytest.mark.parametrize("craft", CRAFTS)
def test_every_craft_varies_with_the_slug(craft):
    drawn = {re.sub(r"\bg[0-9a-f]{5}", "", draw(f"mon-{i}", craft)) for i in range(20)}

    assert len(drawn) >= 19


def test_an_unknown_craft_is_refused_by_name():
    with pytest.raises(UnknownCraft, match=r"No craft is called 'dien-thoai'\. Known crafts: am-thuc, "):
        draw("binh-men-ran", "dien-thoai")


def test_every_kind_of_product_has_a_craft_that_is_drawn():
    assert {product["demo"]["kind"] for product in PRODUCTS} <= set(CRAFT_OF_KIND)
    assert set(CRAFT_OF_KIND.values()) <= set(CRAFTS)


def test_every_centre_has_a_craft_that_is_drawn():
    assert set(CRAFT_OF_CENTRE.values()) <= set(CRAFTS)
    assert {centre["craft_slug"] for centre in CENTRES} <= set(CRAFT_OF_CENTRE)


def test_the_kind_decides_before_the_name():
    assert craft_of("Bình hoa sen gỗ mít", "go-tuong") == "tuong-go"
    assert craft_of("Trà sen bông", "tra-sen") == "sen"


@pytest.mark.parametrize(
    ("name", "craft"),
    [
        ("Bình gốm men rạn", "gom"),
        ("Cà chua bi", "rau"),
        ("Giò lụa Ước Lễ", "gio"),
        ("Khăn lụa tơ tằm", "lua"),
        ("Đàn bầu gỗ mun khảm trai", "dan"),
        ("Đông trùng hạ thảo", "nam"),
        ("Rượu nếp cái hoa vàng", "ruou"),
        ("Bánh chưng Tranh Khúc", "banh"),
        ("Trứng gà ri", "trung"),
        ("Cá kho làng Vũ Đại", "ca"),
        ("Một món chưa ai đặt tên", "am-thuc"),
    ],
)
def test_a_name_alone_suggests_its_craft(name, craft):
    assert craft_of(name) == craft


def test_the_slug_chooses_the_form():
    # Leaves of a cabbage are drawn in a green that no tomato has; a dish is a circle, a vase is a silhouette.
    assert "#BFCBA2" in draw("bap-cai-an-phat", "rau")
    assert "#BFCBA2" not in draw("ca-chua-an-phat", "rau")
    assert "<clipPath" in draw("binh-hoa-lam", "gom")
    assert "<clipPath" not in draw("dia-hoa-lam", "gom")
