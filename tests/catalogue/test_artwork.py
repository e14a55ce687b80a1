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

#: One product of every trade, so that the rules are tried even where the story's data are not at hand.
NAMES = """
gom-binh Bình tỳ bà|gom-bo Bộ bát đĩa gốm sứ hoa sen đỏ|gom-tra Bộ ấm chén gốm sứ chim én hoa sen|vang Trống đồng dát vàng
tranh-su Tranh sứ Tiên ngư vạn nguyệt|dong Lọ Song ngư đồng|da-quy Đồ điêu khắc đá quý Thọ An|go-tuong Tượng gỗ voi mẹ con
go-tranh Tranh Vinh quy bái tổ gỗ gụ|do-tho Cửa võng thếp vàng Sơn Đồng|noi-that Tủ tài liệu văn phòng|dan Đàn tỳ bà gỗ hương
dong-ho Đồng hồ treo hoa lá tây|son-mai Hộp sơn mài gắn trai|khay Khay trà tùng hạc|kham Hộp đa năng khảm trai
dua Đũa gỗ trắc đỏ khảm trai|lua-vai Vải lụa Vạn Phúc|khan Lụa tơ sen Mỹ Đức|chan Chăn bông tơ tằm tự dệt
lua-kit Kít ghép tranh vải|lua-tranh Tranh ghép vải|lua-tui Túi vải thô ghép lụa|lua-ao Áo phông ghép lụa
ao-dai Áo dài lụa nữ Trạch Xá|may Com lê Vân Từ|may-tre Quạt lá đề mây tre|non Nón làng Chuông|to-he Bộ tò he Tứ linh
huong Hương vòng Từ Bi Hương|gao Gạo nếp cái hoa vàng Tam Hưng|com Cốm tươi Mễ Trì|com-xao Cốm xào|xoi Xôi cốm
rau Cà chua Đông Anh|qua Chuối Vân Nam|nam Nấm sò nâu|linh-chi Nấm linh chi đỏ|dong-trung Đông trùng hạ thảo khô
hoa-giay Hoa giấy Phù Đổng|lan Hoa lan hồ điệp Đan Hoài|hoa-cat Hoa đồng tiền Đồng Tháp|thit-tuoi Thịt bò tươi Tuấn Anh
bo-kho Bò khô|ga Thịt gà đen H'Mông|gio-cha Giò lụa Xuân Hương|nem Nem Phùng|cha-gio Chả giò tôm|cha-ca Chả mực giã tay
mon-kho Thịt kho tàu|chay Xúc xích chay|nuoc-cot Nước cốt phở bò|che Chè kho Đại Đồng|mien Miến dong làng So
dau-phu Đậu phụ An Phát|tuong Tương Việt Hùng|cao Cao gừng táo đỏ|bot-duoc Bột gừng|gia-vi Muối gừng|ngu-coc Bột ngũ cốc
vien Viên uống|banh-chung Bánh chưng Tranh Khúc|banh-te Bánh tẻ Phú Nhi|banh-com Bánh cốm Nguyên Ninh
banh-bao Bánh bao chay sữa|banh-quy Bánh gạo thơm|banh-khoai Khoai môn Lệ Phố|trung-thu Bánh dẻo nhân cốm|keo Kẹo lạc
tra-sen Trà sen bông|tra-thao Trà dây gắm|ruou Rượu nếp Đào Viên|tour Khu sinh thái Phù Đổng
"""


def products() -> list[tuple[str, str, str]]:
    """Slug, name and kind of everything the shop knows: the story's products, and one of every trade."""
    known = []
    for entry in NAMES.replace("\n", "|").strip("|").split("|"):
        kind, name = entry.split(" ", 1)
        known.append((kind + "-" + "".join(sign for sign in kind if sign.isalpha()), name, kind))
    if (DATA / "products.json").exists():
        story = json.loads((DATA / "products.json").read_text())["products"]
        known += [(product["id"], product["name_vi"], product["demo"]["kind"]) for product in story]
    return known


@pytest.fixture(scope="module")
def pictures() -> dict[str, str]:
    return {slug: draw(slug, craft_of(name, kind)) for slug, name, kind in products()}


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
    with pytest.raises(UnknownCraft, match="No craft is called 'dien-thoai'. Known crafts: am-thuc, "):
        draw("binh-men-ran", "dien-thoai")


def test_every_kind_of_product_has_a_craft_that_is_drawn():
    assert {kind for _, _, kind in products()} <= set(CRAFT_OF_KIND)
    assert set(CRAFT_OF_KIND.values()) <= set(CRAFTS)


def test_every_centre_has_a_craft_that_is_drawn():
    assert set(CRAFT_OF_CENTRE.values()) <= set(CRAFTS)
    if (DATA / "centres.json").exists():
        centres = json.loads((DATA / "centres.json").read_text())["centres"]
        assert {centre["craft_slug"] for centre in centres} <= set(CRAFT_OF_CENTRE)


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
    assert draw("binh", "gom") != draw("dia", "gom")
    assert "Z" in draw("dan-ty-ba", "dan")
    assert draw("ca-chua-an-phat", "rau") != draw("bap-cai-an-phat", "rau")
