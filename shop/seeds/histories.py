"""How a batch of the story came to be: the usual steps of its trade, counted back from the day it was made.

Who says what is one rule:

- A batch of an invented maker tells its steps in the maker's own name, with the room, a measured value within the
  usual range, and what went into it.
- A batch of a real maker has to exist, or its goods could not be sold; but no word is put into the maker's mouth. Its
  steps, and its entry in the book, are said by `DEMO_VOICE`; each is called a usual step of the trade; nothing is
  measured, no room and no source of materials is named.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from decimal import Decimal
from random import Random

from shop.batches.models import Batch
from shop.batches.opening import Material
from shop.catalogue.models import Product
from shop.core.time import HANOI, in_hanoi
from shop.seeds.catalogue import DEMO_VOICE
from shop.seeds.files import Row
from traceability import history, usual
from traceability.gs1.epcis import Measure
from traceability.history import Told

#: Said of every step that nobody told us.
USUAL_VI, USUAL_EN = "Bước thường gặp của nghề.", "A usual step of the trade."

#: A workshop's day: what would begin earlier was done the afternoon before.
OPENS, CLOSES = time(5, 30), time(16, 40)

#: The measures of the invented makers' trades, in English.
MEASURES_EN = {
    "HMF": "HMF",
    "chiều dài sợi mỗi ngày": "thread a day",
    "co sau giặt": "shrinkage after washing",
    "cỡ lưới lọc": "sieve opening",
    "khe hở": "gap",
    "khối lượng": "weight",
    "khối lượng chiếc": "weight of a piece",
    "khối lượng túi": "weight of a bag",
    "mật độ sợi dọc": "warp threads",
    "nhiệt độ": "temperature",
    "nhiệt độ bánh": "temperature of the cake",
    "nhiệt độ chuội": "degumming bath",
    "nhiệt độ lò": "kiln temperature",
    "nhiệt độ sấy": "drying temperature",
    "sai lệch kích thước": "deviation in size",
    "số bông cho 1 kg trà": "flowers to a kilo of tea",
    "số lượt ướp": "rounds of scenting",
    "số lớp": "coats",
    "số đàn": "brought",
    "thời gian luộc": "boiled for",
    "thời gian ngâm": "soaked for",
    "thời gian nấu": "boiled for",
    "thời gian ướp": "steeped for",
    "thủy phần": "water content",
    "tỷ lệ vít nắp": "capped cells",
    "tỷ lệ đạt": "passed",
    "độ bóng": "gloss",
    "độ dày men": "thickness of the glaze",
    "độ dày mảnh": "thickness of the shell",
    "độ dày nan": "thickness of the strips",
    "độ hạt giấy nhám": "grit of the paper",
    "độ xoắn": "twist",
    "độ đường": "sugar",
    "độ ẩm": "moisture",
    "độ ẩm bột hoặc chất khô cao": "moisture of the powder",
    "độ ẩm gỗ": "moisture of the wood",
    "độ ẩm không khí": "humidity of the room",
    "độ ẩm mộc": "moisture of the raw ware",
    "độ ẩm phòng": "humidity of the room",
    "độ ẩm thành phẩm": "moisture when finished",
    "độ ẩm trà": "moisture of the tea",
    "độ ẩm đất": "moisture of the clay",
}
UNITS_EN = {
    "bông": "flowers",
    "giờ": "h",
    "lượt": "rounds",
    "lớp": "coats",
    "m": "m",
    "phút": "min",
    "sợi/cm": "threads/cm",
    "vòng/m": "turns/m",
    "đàn": "hives",
}


def process_of(product: Product) -> Row:
    """Return how `product` is usually made: by its own process, else by that of its kind."""
    own = next((row for row in usual.processes() if product.slug in row.get("product_ids", ())), None)
    found = own or usual.process_of(product.kind)
    assert found is not None, f"nobody has written down how {product.kind} is made"
    return found


def materials(product: Product) -> list[Material]:
    """Return what went into a batch: of an invented maker what its trade uses, of a real one nothing."""
    if not product.producer.is_fictional:
        return []
    return [Material(row["name_vi"], row["typical_source_vi"]) for row in process_of(product)["inputs"]]


def tell(batch: Batch, dice: Random, *, done_at: datetime, now: datetime, only: int | None = None) -> None:
    """Record how `batch` was made, finished at `done_at`; with `only`, the first so many steps of it."""
    steps = process_of(batch.variant.product)["steps"]
    moments = list(_moments(steps, done_at, dice))[::-1]
    for step, moment in list(zip(steps, moments, strict=True))[:only]:
        _record(batch, step, moment, dice, now)


def _record(batch: Batch, step: Row, at: datetime, dice: Random, now: datetime) -> None:
    """Record one step, in the voice that may say it (see above)."""
    if not batch.producer.is_fictional:
        told = Told(step["name_vi"], step["name_en"], note_vi=USUAL_VI, note_en=USUAL_EN)
        history.record_step(batch, told, said_by=DEMO_VOICE, at=at, now=now)
        return
    measures = [_measured(row, dice) for row in step["measures"]]
    told = Told(
        step["name_vi"],
        step["name_en"],
        place_vi=step["place_vi"],
        note_vi=_sentence([f"{m.name} {_number(m.value)} {m.unit}".replace("pH pH", "pH") for m in measures]),
        note_en=_sentence([_in_english(m) for m in measures]),
    )
    history.record_step(batch, told, said_by=batch.producer.name_vi, at=at, now=now, measures=measures)


def _moments(steps: list[Row], done_at: datetime, dice: Random) -> Iterator[datetime]:
    """Give when each step was finished, the last one first: a step takes its days, or some hours of one."""
    moment = done_at
    for step in reversed(steps):
        yield moment
        if step["typical_days"] > 1:
            moment -= timedelta(days=step["typical_days"], minutes=dice.randint(-60, 60))
        else:
            moment -= timedelta(minutes=dice.randint(70, 150))
        moment = _within_a_day(moment)


def _within_a_day(moment: datetime) -> datetime:
    local = in_hanoi(moment)
    if local.time() < OPENS:
        return datetime.combine(local.date() - timedelta(days=1), CLOSES, HANOI)
    return min(local, datetime.combine(local.date(), CLOSES, HANOI))


def _measured(row: Row, dice: Random) -> Measure:
    """Throw a value within the usual range, as finely as the range is narrow."""
    low, high = Decimal(str(row["typical_min"])), Decimal(str(row["typical_max"]))
    fineness = Decimal("0.01") if high - low < 1 else Decimal("0.1") if high - low < 4 else Decimal(1)
    # Nobody measures exactly the end of a range.
    share = Decimal(dice.randint(15, 85)) / 100
    return Measure(row["name_vi"], (low + (high - low) * share).quantize(fineness), row["unit"])


def _number(value: int | Decimal) -> str:
    """Write a value as Vietnamese does: 1.250 and 0,62."""
    return f"{value:,}".translate(str.maketrans(",.", ".,"))


def _in_english(measure: Measure) -> str:
    unit = UNITS_EN.get(measure.unit, measure.unit)
    return f"{MEASURES_EN[measure.name]} {measure.value:,} {unit}"


def _sentence(parts: list[str]) -> str | None:
    text = "; ".join(parts)
    return text[0].upper() + text[1:] + "." if text else None
