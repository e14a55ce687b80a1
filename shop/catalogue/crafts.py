"""Which kinds of goods are a village's own craft, as the criteria of the centres count them."""

from __future__ import annotations

#: A centre's `craft_slug` -> values of `Product.kind`. Crafts that grew out of each other count for each other.
OWN_KINDS: dict[str, frozenset[str]] = {
    "gom-su": frozenset({"gom-binh", "gom-bo", "gom-tra", "tranh-su"}),
    "son-mai": frozenset({"son-mai", "khay", "kham", "dong-ho"}),
    "kham-trai": frozenset({"kham", "khay", "dua", "dong-ho", "son-mai"}),
    "may-tre-dan": frozenset({"may-tre", "non"}),
    "banh-truyen-thong": frozenset(
        {"banh-chung", "banh-te", "banh-com", "banh-bao", "banh-khoai", "che", "com-xao", "xoi"}
    ),
    "tac-tuong": frozenset({"do-tho", "go-tuong", "go-tranh", "vang"}),
    "go-my-nghe": frozenset({"go-tuong", "go-tranh", "do-tho", "kham"}),
    "may-ao-dai": frozenset({"ao-dai", "may", "lua-ao"}),
    "det-lua": frozenset({"lua-vai", "lua-ao", "lua-tui", "lua-kit", "lua-tranh", "khan", "chan", "ao-dai"}),
}


def own_kinds(craft_slug: str) -> frozenset[str]:
    """Return the kinds of goods that are the own craft of a village of `craft_slug`; empty where none is listed."""
    return OWN_KINDS.get(craft_slug, frozenset())
