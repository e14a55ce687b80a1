"""English for the measures and the ways of keeping that the data say in Vietnamese only.

They are demo values, so that an English page need not break off; a wording nobody foresaw stays Vietnamese.
"""

from __future__ import annotations

import re

#: `demo.storage_vi` of the real makers' products.
KEEPING = {
    "Bóng mát, tưới nhẹ, tránh gió lùa": "In the shade; water lightly and keep out of draughts",
    "Cắm nước sạch": "Stand in clean water",
    "Dùng trong ngày": "Eat on the same day",
    "Giặt khô": "Dry clean",
    "Giặt nhẹ, phơi râm": "Wash gently, dry in the shade",
    "Giặt tay": "Wash by hand",
    "Giặt tay nước lạnh": "Wash by hand in cold water",
    "Kín, nơi mát": "Keep closed, in a cool place",
    "Lau khăn khô": "Wipe with a dry cloth",
    "Lau khăn mềm": "Wipe with a soft cloth",
    "Lau khăn mềm khô": "Wipe with a soft dry cloth",
    "Lau khô sau dùng": "Wipe dry after use",
    "Mát 0–4 °C": "Chilled, 0–4 °C",
    "Mát 2–6 °C": "Chilled, 2–6 °C",
    "Mát 2–8 °C": "Chilled, 2–8 °C",
    "Mát 5–10 °C": "Cool, 5–10 °C",
    "Mát sau khi mở": "Keep chilled once opened",
    "Nơi khô": "Keep dry",
    "Nơi khô mát": "Keep dry and cool",
    "Nơi khô ráo": "Keep dry",
    "Nơi khô, tránh nắng; để trưng bày, không ăn": "Keep dry and out of the sun; for display, not to be eaten",
    "Nơi khô, tránh ẩm; đốt trong 18 tháng cho thơm": "Keep dry; burn within 18 months, while the scent lasts",
    "Nơi mát": "Keep cool",
    "Nơi mát, thoáng": "Keep cool and aired",
    "Nơi mát, tránh nắng; chỉ bán cho người từ 18 tuổi": "Keep cool, out of the sun; for adults of 18 and over",
    "Nơi mát, tối, khô": "Keep cool, dark and dry",
    "Nơi thoáng": "Keep aired",
    "Nơi thoáng mát": "Keep cool and aired",
    "Nơi thoáng, không để lạnh": "Keep aired, not in the fridge",
    "Nắng nhiều, tưới ít": "Plenty of sun, little water",
    "Phơi nơi thoáng, không giặt máy": "Air it well; not for the washing machine",
    "Rửa tay, lau khô": "Wash by hand and dry",
    "Treo nơi khô": "Hang in a dry place",
    "Tránh mưa lâu": "Keep out of long rain",
    "Tránh nắng gắt": "Keep out of strong sun",
    "Tránh va đập": "Keep from knocks",
    "Tránh ẩm": "Keep from damp",
    "Tránh ẩm và nắng": "Keep from damp and sun",
    "Vé điện tử": "Electronic ticket",
    "Đông lạnh −18 °C": "Frozen, −18 °C",
}

#: Words of `net_vi`, tried in this order: one piece, several pieces.
_COUNTED = (
    ("túi lọc", "tea bag", "tea bags"),
    ("hoành phi", "name board", "name boards"),
    ("câu đối", "couplet board", "couplet boards"),
    ("trẻ em", "child", "children"),
    ("người", "person", "people"),
    ("bình", "vase", "vases"),
    ("bông", "stem", "stems"),
    ("bộ", "set", "sets"),
    ("chiếc", "piece", "pieces"),
    ("chum", "jar", "jars"),
    ("con", "piece", "pieces"),
    ("cái", "piece", "pieces"),
    ("cây", "piece", "pieces"),
    ("dây", "string", "strings"),
    ("gói", "sachet", "sachets"),
    ("lít", "litre", "litres"),
    ("món", "piece", "pieces"),
    ("nụ", "cone", "cones"),
    ("tượng", "statue", "statues"),
    ("đôi", "pair", "pairs"),
)
_SIZES = (("cao", "tall"), ("dài", "long"), ("rộng", "wide"))


def keeping_en(storage_vi: str | None) -> str | None:
    """Return in English how a product is kept, or None where only the Vietnamese is known."""
    return KEEPING.get(storage_vi or "")


def net_en(net_vi: str) -> str:
    """Return a content or size in English: `10 đôi, dài 24 cm` is `10 pairs, 24 cm long`."""
    if net_vi == "May đo":
        return "Made to measure"
    text = re.sub(r"(\d),(\d)", r"\1.\2", net_vi)
    for vi, en in _SIZES:
        text = re.sub(rf"\b{vi} ([\d–.×]+(?: × \d+)? cm)", rf"\1 {en}", text)
    for vi, one, several in _COUNTED:
        text = re.sub(rf"\b1 {vi}\b", f"1 {one}", text)
        text = re.sub(rf"(\d) {vi}\b", rf"\1 {several}", text)
    for vi, en in (("khoảng", "about"), ("tranh", "picture"), (" và ", " and ")):
        text = text.replace(vi, en)
    return text[0].upper() + text[1:]
