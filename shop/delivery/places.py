"""Where things are in Viet Nam since 1 July 2025: 34 provinces, 126 communes in Hanoi, and the names before.

Districts ended on that day. People still write them, so an old name is answered with the communes that took its place.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from shop.core.text import clean, fold

HANOI = "01"
_DATA = Path(__file__).parent / "data"

#: What people write before a name, folded, and whether it makes the name a district's or a commune's.
_DISTRICT_WORDS = ("quan", "huyen", "thi xa", "q", "h", "tx")
_COMMUNE_WORDS = ("phuong", "xa", "thi tran", "p", "x", "tt")
_MOST_PARTS = 8
_MODERN = ["oà", "oá", "oả", "oã", "oạ", "oè", "oé", "oẻ", "oẽ", "oẹ", "uỳ", "uý", "uỷ", "uỹ", "uỵ"]
_CLASSIC = ["òa", "óa", "ỏa", "õa", "ọa", "òe", "óe", "ỏe", "õe", "ọe", "ùy", "úy", "ủy", "ũy", "ụy"]


@dataclass(frozen=True)
class Province:
    """One of the 34 provinces and cities; `code` has two digits, `merged_vi` names the old provinces it took in."""

    code: str
    name_vi: str
    name_en: str
    type: str
    merged_vi: tuple[str, ...]


@dataclass(frozen=True)
class Commune:
    """A commune or ward of Hanoi today; `code` has five digits."""

    id: str
    code: str
    name_vi: str
    full_name_vi: str
    name_en: str
    type: str


@dataclass(frozen=True)
class OldName:
    """A commune that no longer exists, the district it lay in, and who took its place, the likeliest first."""

    full_name_vi: str
    district_vi: str
    communes: tuple[Commune, ...]


_Place = TypeVar("_Place", Commune, OldName)


@dataclass(frozen=True)
class Candidate:
    """A commune of today that an old or new name may mean, and the name it was found by."""

    commune: Commune
    #: “Xã Kim Lan, Huyện Gia Lâm”; the commune's own name when that is what was written.
    found_by: str


@cache
def provinces() -> tuple[Province, ...]:
    """Return the 34 provinces and cities, Hanoi first, then in the order of the Vietnamese alphabet."""
    return tuple(
        Province(row["code"], row["name_vi"], row["name_en"], row["type"], tuple(row["merged_vi"]))
        for row in _read("provinces.json")["provinces"]
    )


@cache
def communes_of_hanoi() -> tuple[Commune, ...]:
    """Return Hanoi's 126 communes and wards by name."""
    return tuple(
        Commune(row["id"], row["gso_code"], row["name_vi"], row["full_name_vi"], row["name_en"], row["type"])
        for row in _read("communes.json")["communes"]
    )


@cache
def old_names() -> tuple[OldName, ...]:
    """Return the communes of Hanoi that ended on 1 January or 1 July 2025, by district and name."""
    today = {commune.id: commune for commune in communes_of_hanoi()}
    return tuple(
        OldName(row["name_vi"], row["district_vi"], tuple(today[id] for id in row["communes"]))
        for row in _read("communes.json")["old_names"]
    )


def province(code: str) -> Province | None:
    """Return the province with this two-digit code."""
    return next((entry for entry in provinces() if entry.code == code), None)


def commune(id_or_code: str) -> Commune | None:
    """Return the commune of Hanoi with this id (`xa-bat-trang`) or five-digit code."""
    return next((entry for entry in communes_of_hanoi() if id_or_code in (entry.id, entry.code)), None)


def province_named(text: str) -> Province | None:
    """Return today's province for a name of today or of before the mergers, in any case and without marks."""
    wanted = re.sub(r"^(tinh|thanh pho|tp)\b\.?\s*", "", fold(clean(text)))
    for entry in provinces():
        if wanted and wanted in {fold(name) for name in (entry.name_vi, entry.name_en, *entry.merged_vi)}:
            return entry
    return None


def candidates(text: str) -> tuple[Candidate, ...]:
    """Return the communes of today that `text`, an address or a name of any age, may mean; likeliest first.

    Parts between commas are read from left to right: the first that names a commune decides, districts after it narrow
    the choice. A commune that was split gives several, a district alone gives all that was formed from it, and what
    is not known gives none. `text` may lack case and marks.
    """
    # One commune of today has a dash in its name, so dashes part an address only when commas did not help.
    return _read_parts(re.split(r"[,;\n]", text)) or _read_parts(re.split(r"[,;\n]|\s[-–—]\s", text))


def _read_parts(pieces: list[str]) -> tuple[Candidate, ...]:
    # Nobody's address has more parts; a text made of commas must not keep the server busy.
    parts = [piece for piece in pieces if piece.strip()][:_MOST_PARTS]
    for position, part in enumerate(parts):
        districts = {old.district_vi for later in parts[position + 1 :] for old in _inside(later)}
        found = _communes_named(part, districts)
        if found:
            return _once_each(found)
    return ()


def _communes_named(part: str, districts: set[str]) -> list[Candidate]:
    for name, kind in _readings(part):
        today = [Candidate(entry, entry.full_name_vi) for entry in _meant(_names().today, name)]
        before = _meant(_names().before, name)
        before = [old for old in before if old.district_vi in districts] or before
        inside = _likeliest_first(_meant(_names().districts, name))
        of_communes = today + [candidate for old in before for candidate in _successors(old)]
        found = {"commune": of_communes, "district": inside}.get(kind, of_communes + inside)
        if found:
            return found
    return []


def _inside(part: str) -> list[OldName]:
    """Return every old commune of the district that `part` names."""
    for name, kind in _readings(part):
        found = [] if kind == "commune" else _meant(_names().districts, name)
        if found:
            return found
    return []


def _successors(old: OldName) -> list[Candidate]:
    found_by = f"{old.full_name_vi}, {old.district_vi}"
    # Three names ended without a known successor: everything formed from their district may be meant.
    neighbours = [entry for entry in old_names() if entry.district_vi == old.district_vi]
    entries = old.communes or [candidate.commune for candidate in _likeliest_first(neighbours)]
    return [Candidate(entry, found_by) for entry in entries]


def _likeliest_first(olds: list[OldName]) -> list[Candidate]:
    """Return all that was formed from a district, first what took over most of its communes whole."""
    heirs = Counter(old.communes[0] for old in olds if old.communes)
    heirs.update({entry: 0 for old in olds for entry in old.communes})
    return [Candidate(entry, olds[0].district_vi) for entry, _count in heirs.most_common()]


def _readings(part: str) -> list[tuple[str, str]]:
    """Return what `part` may name: as it stands, then without a leading “xã”, “quận”…, which says the kind."""
    words = clean(part).lower()
    readings = [(words, "")]
    for kind, prefixes in (("district", _DISTRICT_WORDS), ("commune", _COMMUNE_WORDS)):
        for prefix in prefixes:
            head = re.match(rf"{prefix}(\.\s*|\s+)(?=\S)", fold(words))
            if head:
                readings.append((words[head.end() :], kind))
    return readings


@dataclass(frozen=True)
class _Names:
    """Everything that can be named, by its folded bare name."""

    today: dict[str, list[Commune]]
    before: dict[str, list[OldName]]
    districts: dict[str, list[OldName]]


@cache
def _names() -> _Names:
    names = _Names(defaultdict(list), defaultdict(list), defaultdict(list))
    for entry in communes_of_hanoi():
        names.today[fold(entry.name_vi)].append(entry)
    for old in old_names():
        names.before[fold(_bare(old.full_name_vi))].append(old)
        names.districts[fold(_bare(old.district_vi))].append(old)
    return names


def _meant(known: dict[str, list[_Place]], wanted: str) -> list[_Place]:
    # Whoever writes marks means them: “Vạn Phúc” is not “Vân Phúc”.
    found = known.get(fold(wanted), [])
    if fold(wanted) == wanted:
        return found
    return [place for place in found if _in_one_spelling(wanted) in {_in_one_spelling(name) for name in _spoken(place)}]


def _spoken(place: Commune | OldName) -> tuple[str, ...]:
    if isinstance(place, Commune):
        return (place.name_vi,)
    return (_bare(place.full_name_vi), _bare(place.district_vi))


def _bare(full_name_vi: str) -> str:
    return re.sub(r"^(Thị trấn|Thị xã|Phường|Xã|Quận|Huyện) ", "", full_name_vi)


def _in_one_spelling(name: str) -> str:
    """Return `name` in lower case with the tone mark of oa, oe and uy on the first letter: hoà is hòa."""
    lowered = name.lower()
    for modern, classic in zip(_MODERN, _CLASSIC, strict=True):
        lowered = re.sub(rf"{modern}(?!\w)", classic, lowered)
    return lowered


def _once_each(found: list[Candidate]) -> tuple[Candidate, ...]:
    first: dict[str, Candidate] = {}
    for candidate in found:
        first.setdefault(candidate.commune.id, candidate)
    return tuple(first.values())


def _read(name: str) -> Any:
    return json.loads((_DATA / name).read_text(encoding="utf-8"))
