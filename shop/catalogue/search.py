"""Finding products, makers and centres by what people type: without marks, half a word, misspelt, an old place name.

Index and query are folded alike (`text.fold`), so `gom bat trang` finds `Gốm Bát Tràng` on both databases. Folding
joins lụa and lúa, cà and cá: whatever has the very marks that were typed comes first. Only when a word stands nowhere
in the index is the nearest one that does tried instead; what has no near one is left out, and the page says so.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from rapidfuzz import process
from rapidfuzz.distance import OSA
from sqlalchemy import String, bindparam, column, delete, func, literal_column, select, table, text
from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlalchemy.orm import aliased

from shop.catalogue.index_tables import POSTGRES_TEXT
from shop.catalogue.models import Centre, Producer, Product, SearchEntry, SearchWord
from shop.core.db import db
from shop.core.text import clean, fold

#: A question longer than this is no question; the rest is ignored.
MOST_WORDS = 8
MOST_LETTERS = 120
#: Nobody turns more pages than this many results fill.
MOST_FOUND = 480
#: A word of fewer letters has too many neighbours to guess from.
LEAST_GUESSED = 3

GROUP_WORDS = {
    "thuc-pham": "thực phẩm đồ ăn food",
    "do-uong": "đồ uống drinks beverages",
    "duoc-lieu": "dược liệu thuốc nam medicinal herbs",
    "thu-cong-my-nghe": "thủ công mỹ nghệ quà tặng handicrafts crafts gifts",
    "sinh-vat-canh": "sinh vật cảnh hoa cây cảnh flowers plants",
    "dich-vu-du-lich": "du lịch trải nghiệm tham quan tourism visit tour",
}


@dataclass(frozen=True)
class Found:
    """What a question found, the best first, and how the question was read."""

    product_ids: list[int] = field(default_factory=list)
    producer_ids: list[int] = field(default_factory=list)
    centre_ids: list[int] = field(default_factory=list)
    #: The words that were looked for, where they are not the ones typed.
    read_as: str | None = None
    #: Typed words that stand nowhere in the index and have no near one.
    left_out: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.product_ids or self.producer_ids or self.centre_ids)


def words_of(typed: str) -> list[str]:
    """Return the words of `typed` in lower case with their marks, as index and query know them."""
    composed = unicodedata.normalize("NFC", typed).lower()
    return re.findall(r"[^\W_]+", composed)


def search(typed: str) -> Found:
    """Return what stands in the index under all words of `typed`; the last may be half typed.

    At most three statements. An empty question finds nothing.
    """
    typed_words = _without_city(words_of(clean(typed)[:MOST_LETTERS])[:MOST_WORDS])
    if not typed_words:
        return Found()
    rows = _matching([fold(word) for word in typed_words])
    if rows:
        return _sorted(rows, typed_words)
    return _search_misspelt(typed_words)


def _without_city(words: list[str]) -> list[str]:
    """Return `words` without the name of the city, which everything here is from, unless nothing else was asked."""
    kept: list[str] = []
    for word in words:
        if kept and fold(word) == "noi" and fold(kept[-1]) == "ha":
            kept.pop()
        elif fold(word) != "hanoi":
            kept.append(word)
    return kept or words


def _search_misspelt(typed_words: list[str]) -> Found:
    """Look again with each unknown word replaced by the nearest known one, or left out."""
    folded = [fold(word) for word in typed_words]
    known = _known_words(folded)
    read = [
        (typed, word if word in known else _nearest(word, known))
        for typed, word in zip(typed_words, folded, strict=True)
    ]
    words = [word for _, word in read if word]
    left_out = tuple(typed for typed, word in read if not word)
    if not words or words == folded:
        return Found(left_out=left_out)
    rows = _matching(words)
    kept = [typed if fold(typed) == word else word for typed, word in read if word]
    found = _sorted(rows, kept)
    changed = any(fold(typed) != word for typed, word in read if word)
    return Found(found.product_ids, found.producer_ids, found.centre_ids, " ".join(kept) if changed else None, left_out)


def _known_words(words: list[str]) -> set[str]:
    """Return the words of the index that one of `words` could be or have meant, by their length."""
    shortest, longest = min(map(len, words)) - 2, max(map(len, words)) + 2
    length = func.length(SearchWord.word)
    return set(db.session.scalars(select(SearchWord.word).where(length.between(shortest, longest))))


def _nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word fewest keystrokes away from `word`: one in a short word, two in a long one."""
    if len(word) < LEAST_GUESSED:
        return None
    allowed = 1 if len(word) <= 5 else 2
    best = process.extractOne(word, sorted(known), scorer=OSA.distance, score_cutoff=allowed)
    return None if best is None else str(best[0])


Row = Any


def _matching(words: Sequence[str]) -> Sequence[Row]:
    """Return the entries that hold all folded `words`, the last as a beginning, best rank first."""
    if db.session.get_bind().dialect.name == "sqlite":
        question = " ".join(f'"{word}"' for word in words) + "*"
        return db.session.execute(_SQLITE, {"question": question, "most": MOST_FOUND}).all()
    question = " & ".join(words) + ":*"
    return db.session.execute(_POSTGRES, {"question": question, "most": MOST_FOUND}).all()


_COLUMNS = (
    SearchEntry.kind,
    SearchEntry.subject_id,
    SearchEntry.name_exact,
    SearchEntry.words_exact,
    SearchEntry.name_folded,
    SearchEntry.words_folded,
)
_fts = table("search_fts", column("rowid"), column("search_fts"))
#: bm25 is smaller for the better match; a word of the name weighs eight words elsewhere.
_SQLITE: Any = (
    select(*_COLUMNS, literal_column("bm25(search_fts, 8.0, 1.0)").label("rank"))
    .join(_fts, _fts.c.rowid == SearchEntry.id)
    .where(text("search_fts MATCH :question"))
    .order_by(literal_column("rank"), SearchEntry.id)
    .limit(bindparam("most"))
)
_question = func.to_tsquery(text("'simple'"), bindparam("question", type_=String))
_POSTGRES: Any = (
    select(
        *_COLUMNS,
        (
            -func.ts_rank(
                literal_column(
                    "setweight(to_tsvector('simple', name_folded), 'A') ||"
                    " setweight(to_tsvector('simple', words_folded), 'D')"
                ),
                _question,
            )
        ).label("rank"),
    )
    .where(literal_column(POSTGRES_TEXT).op("@@")(_question))
    .order_by(text("rank"), SearchEntry.id)
    .limit(bindparam("most"))
)


def _sorted(rows: Sequence[Row], typed_words: Sequence[str]) -> Found:
    """Sort what was found: the very marks that were typed, then the words side by side, then in the name, then by rank.

    Side by side tells `Hà Đông` from a Đông Anh that is in Hà Nội.
    """
    marked = [word for word in typed_words if fold(word) != word]
    folded = [fold(word) for word in typed_words]
    phrase = " " + " ".join(folded)
    ids: dict[str, list[int]] = {"product": [], "producer": [], "centre": []}
    for row in sorted(
        rows, key=lambda row: (*_misses(row, marked), _place_of(phrase, row), _unnamed(row, folded), row.rank)
    ):
        ids[row.kind].append(row.subject_id)
    return Found(ids["product"], ids["producer"], ids["centre"])


def _misses(row: Row, words: Sequence[str]) -> tuple[int, int]:
    """Count the words that stand nowhere in the entry with their marks, and those that do not stand in its name."""
    name, others = row.name_exact.split(), row.words_exact.split()
    return (
        sum(1 for word in words if word not in name and word not in others),
        sum(1 for word in words if word not in name),
    )


def _place_of(phrase: str, row: Row) -> int:
    """Tell where all words stand side by side: 0 in the name, 1 elsewhere, 2 nowhere."""
    if phrase in f" {row.name_folded}":
        return 0
    return 1 if phrase in f" {row.words_folded}" else 2


def _unnamed(row: Row, folded: Sequence[str]) -> int:
    """Count the words that begin no word of the name."""
    name = f" {row.name_folded}"
    return sum(1 for word in folded if f" {word}" not in name)


def reindex(product_ids: Iterable[int]) -> None:
    """Bring the index in step with these products; a withdrawn one leaves it."""
    wanted = sorted(set(product_ids))
    db.session.flush()  # the query below reads what was just changed
    for start in range(0, len(wanted), 500):
        part = wanted[start : start + 500]
        _replace("product", part, [_product_entry(row) for row in db.session.execute(_products(part))])


def reindex_producer(producer: Producer) -> None:
    """Bring the index in step with a producer and with all its products, which are found by its name."""
    db.session.flush()  # gives a new producer its id
    _replace("producer", [producer.id], [_producer_entry(producer)])
    reindex(db.session.scalars(select(Product.id).where(Product.producer_id == producer.id)))


def reindex_centre(centre: Centre) -> None:
    """Bring the index in step with a centre or village and with the products that come from it."""
    db.session.flush()  # gives a new centre its id
    _replace("centre", [centre.id], [_centre_entry(centre)])
    reindex(db.session.scalars(select(Product.id).where(Product.home_id == centre.id)))


def reindex_all() -> None:
    """Write the whole index anew."""
    db.session.flush()  # whatever was added in this transaction belongs into the index too
    db.session.execute(delete(SearchEntry))
    db.session.execute(delete(SearchWord))
    producers, centres = db.session.scalars(select(Producer)).all(), db.session.scalars(select(Centre)).all()
    _replace("producer", [], [_producer_entry(producer) for producer in producers])
    _replace("centre", [], [_centre_entry(centre) for centre in centres])
    reindex(db.session.scalars(select(Product.id)))


def _replace(kind: str, ids: Sequence[int], entries: Sequence[dict[str, Any]]) -> None:
    """Put `entries` in the place of those of `ids`, and learn their words."""
    if ids:
        db.session.execute(delete(SearchEntry).where(SearchEntry.kind == kind, SearchEntry.subject_id.in_(ids)))
    if not entries:
        return
    db.session.execute(SearchEntry.__table__.insert(), list(entries))  # type: ignore[attr-defined]
    words = {word for entry in entries for word in f"{entry['name_folded']} {entry['words_folded']}".split()}
    insert: Any = insert_sqlite if db.session.get_bind().dialect.name == "sqlite" else insert_postgresql
    rows = [{"word": word} for word in sorted(words) if LEAST_GUESSED <= len(word) <= 60]
    if rows:
        db.session.execute(insert(SearchWord).on_conflict_do_nothing(), rows)


_home = aliased(Centre)


def _products(ids: Sequence[int]) -> Any:
    return (
        select(
            Product.id,
            Product.group,
            Product.name_vi,
            Product.name_en,
            Product.description_vi,
            Product.description_en,
            Product.materials_vi,
            Product.commune_new_vi,
            Product.commune_old_vi,
            Product.district_old_vi,
            Producer.name_vi.label("producer_vi"),
            Producer.name_en.label("producer_en"),
            Producer.craft_vi.label("producer_craft_vi"),
            _home.village_vi,
            _home.craft_vi,
            _home.craft_en,
            _home.commune_new_vi.label("home_new_vi"),
            _home.commune_old_vi.label("home_old_vi"),
            _home.district_old_vi.label("home_district_vi"),
        )
        .join(Producer, Producer.id == Product.producer_id)
        .outerjoin(_home, _home.id == Product.home_id)
        .where(Product.id.in_(ids), Product.withdrawn_at.is_(None))
    )


def _product_entry(row: Any) -> dict[str, Any]:
    return _entry(
        "product",
        row.id,
        (row.name_vi, row.name_en),
        (
            row.producer_vi,
            row.producer_en,
            row.producer_craft_vi,
            row.village_vi,
            row.craft_vi,
            row.craft_en,
            GROUP_WORDS.get(row.group),
            row.materials_vi,
            *_places(row.commune_new_vi, row.commune_old_vi, row.district_old_vi),
            *_places(row.home_new_vi, row.home_old_vi, row.home_district_vi),
            row.description_vi,
            row.description_en,
        ),
    )


def _producer_entry(producer: Producer) -> dict[str, Any]:
    return _entry(
        "producer",
        producer.id,
        (producer.name_vi, producer.name_en),
        (
            producer.craft_vi,
            producer.address_vi,
            *_places(producer.commune_new_vi, producer.commune_old_vi, producer.district_old_vi),
        ),
    )


def _centre_entry(centre: Centre) -> dict[str, Any]:
    return _entry(
        "centre",
        centre.id,
        (centre.name_vi, centre.name_en, centre.village_vi),
        (
            centre.craft_vi,
            centre.craft_en,
            "Hà Nội hanoi",
            *_places(centre.commune_new_vi, centre.commune_old_vi, centre.district_old_vi),
        ),
    )


def _places(*names: str | None) -> tuple[str | None, ...]:
    """Return place names, each also in one word as visitors write it: `Hà Đông` is looked for as `hadong`."""
    bare = [re.sub(r"^(xã|phường|thị trấn|huyện|quận|thị xã)\s+", "", name.lower()) for name in names if name]
    return (*names, *(fold(name).replace(" ", "") for name in bare if " " in name))


def _entry(kind: str, subject_id: int, names: Sequence[str | None], words: Sequence[str | None]) -> dict[str, Any]:
    name_words = words_of(" ".join(name for name in names if name))
    other_words = words_of(" ".join(word for word in words if word))
    return {
        "kind": kind,
        "subject_id": subject_id,
        "name_exact": " ".join(name_words),
        "words_exact": " ".join(other_words),
        "name_folded": " ".join(fold(word) for word in name_words),
        "words_folded": " ".join(fold(word) for word in other_words),
    }


__all__ = ["Found", "reindex", "reindex_all", "reindex_centre", "reindex_producer", "search", "words_of"]
