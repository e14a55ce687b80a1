"""What the six OCOP groups are called, and what stands for each in pictures and rules."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l

from shop.catalogue.models import Group


@dataclass(frozen=True)
class GroupWords:
    """One OCOP group on a page."""

    name: Any
    #: One line below its name.
    say: Any
    #: Slug and craft of the artwork that stands for it.
    picture: str
    craft: str
    #: Its rows in the rules: `return_days_craft`.
    returns: str


GROUPS: dict[Group, GroupWords] = {
    Group.HANDICRAFTS: GroupWords(
        _l("Handicrafts"),
        _l("Ceramics, lacquer, silk, rattan, wood: made by hand, no two quite alike."),
        "binh-men-ran",
        "gom",
        "craft",
    ),
    Group.FOOD: GroupWords(
        _l("Food"),
        _l("Rice, cakes, noodles, vegetables: from villages that have always cooked them."),
        "com-non",
        "com",
        "food",
    ),
    Group.DRINKS: GroupWords(
        _l("Drinks"),
        _l("Teas scented with flowers, and spirits that are shown and not sold yet."),
        "tra-sen",
        "sen",
        "drink",
    ),
    Group.HERBS: GroupWords(
        _l("Medicinal herbs"),
        _l("Remedies of the Dao people of Ba Vì, ginger, cordyceps, reishi."),
        "thuoc-nam",
        "thao-duoc",
        "herbal",
    ),
    Group.ORNAMENTALS: GroupWords(
        _l("Ornamental plants"),
        _l("Flowers and plants grown on the city’s edge."),
        "dao-nhat-tan",
        "hoa-cay",
        "plant",
    ),
    Group.TOURISM: GroupWords(
        _l("Village tourism"),
        _l("Places to spend a day where things are made."),
        "mot-ngay-o-lo",
        "du-lich",
        "tourism",
    ),
}


def first_sentence(words: str) -> str:
    """Return the first sentence of `words`, for a card that has room for one."""
    end = re.search(r"[.!?…](?=\s|$)", words)
    return words[: end.end()] if end else words
