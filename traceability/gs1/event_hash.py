"""The CBV 2.0 hash ID of an EPCIS event: its fields in a fixed order, normalised, joined and hashed.

Source: CBV 2.0.0, "EPCIS Event Hash ID". Where its words and GS1's published vectors differ, we follow the
vectors: `type` stands before `bizTransaction`, `source` and `destination`, and destinations before sources. Our own
events hold at most one of those lists, so both readings give them the same hash. `certificationInfo` is not in the
standard's table; it is hashed behind the time zone, as the reference implementation does.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from traceability.gs1 import epc_urn

Event = Mapping[str, Any]

CBV = "https://ref.gs1.org/cbv/"
#: Prefixes every context of EPCIS 2.0.0 declares.
PREFIXES = {
    "cbv": CBV,
    "epcis": "https://ref.gs1.org/epcis/",
    "cbvmda": "urn:epcglobal:cbv:mda:",
    "gs1": "https://gs1.org/voc/",
}
#: Never part of the hash: what names, records or corrects the event rather than being it.
LEFT_OUT = frozenset({"@context", "type", "eventID", "recordTime", "errorDeclaration"})

_METADATA = (
    "time", "startTime", "endTime", "deviceID", "deviceMetadata", "rawData", "dataProcessingMethod", "bizRules",
)  # fmt: skip
_REPORT = (
    "type", "exception", "deviceID", "deviceMetadata", "rawData", "dataProcessingMethod", "time", "microorganism",
    "chemicalSubstance", "value", "component", "stringValue", "booleanValue", "hexBinaryValue", "uriValue", "minValue",
    "maxValue", "meanValue", "sDev", "percRank", "percValue", "uom", "coordinateReferenceSystem",
)  # fmt: skip
_QUANTITY = ("epcClass", "quantity", "uom")

#: Field -> how each of its children begins and which keys they have, in the order in which the hash reads them.
_LISTS: dict[str, tuple[str, tuple[str, ...]]] = {
    "epcList": ("epc", ()),
    "inputEPCList": ("epc", ()),
    "childEPCs": ("epc", ()),
    "quantityList": ("quantityElement", _QUANTITY),
    "childQuantityList": ("quantityElement", _QUANTITY),
    "inputQuantityList": ("quantityElement", _QUANTITY),
    "outputEPCList": ("epc", ()),
    "outputQuantityList": ("quantityElement", _QUANTITY),
    "bizTransactionList": ("", ("type", "bizTransaction")),
    "destinationList": ("", ("type", "destination")),
    "sourceList": ("", ("type", "source")),
}
_ORDER = (
    "eventTime", "eventTimeZoneOffset", "certificationInfo", "epcList", "parentID", "inputEPCList", "childEPCs",
    "quantityList", "childQuantityList", "inputQuantityList", "outputEPCList", "outputQuantityList", "action",
    "transformationID", "bizStep", "disposition", "persistentDisposition", "readPoint", "bizLocation",
    "bizTransactionList", "destinationList", "sourceList", "sensorElementList", "ilmd",
)  # fmt: skip
#: Where a bare word stands for a term of a vocabulary: what its URI begins with.
_VOCABULARY = {
    "bizStep": f"{CBV}BizStep-",
    "disposition": f"{CBV}Disp-",
    "set": f"{CBV}Disp-",
    "unset": f"{CBV}Disp-",
    "bizTransactionList": f"{CBV}BTT-",
    "destinationList": f"{CBV}SDT-",
    "sourceList": f"{CBV}SDT-",
    "component": f"{CBV}Comp-",
}
_OLD_CBV = {"bizstep": "BizStep-", "disp": "Disp-", "btt": "BTT-", "sdt": "SDT-", "er": "ER-"}

#: Key -> shape of its value, and the qualifiers that identify more finely, finest first.
_KEYS: dict[str, tuple[str, tuple[str, ...]]] = {
    "00": ("[0-9]{18}", ()),
    "01": ("[0-9]{14}", ("21", "10", "235")),
    "253": ("[0-9]{13}[^/]{0,17}", ()),
    "255": ("[0-9]{13,25}", ()),
    "401": ("[^/]{1,30}", ()),
    "402": ("[0-9]{17}", ()),
    "414": ("[0-9]{13}", ("254",)),
    "417": ("[0-9]{13}", ()),
    "8003": ("[0-9]{14}[^/]{0,16}", ()),
    "8004": ("[^/]{1,30}", ()),
    "8006": ("[0-9]{18}", ("21", "10")),
    "8010": ("[^/]{1,30}", ("8011",)),
    "8017": ("[0-9]{18}", ()),
    "8018": ("[0-9]{18}", ()),
}
_DIGITAL_LINK = re.compile(
    r"https?://[^/?#]+(?:/[^?#]*?)??/(?:"
    + "|".join(f"(?P<k{key}>{key}/{shape})" for key, (shape, _) in _KEYS.items())
    + r")(?P<rest>(?:/[0-9]{2,4}/[^/?#]+)*)/?(?:[?#].*)?"
)


def event_hash(event: Event) -> str:
    """Return `ni:///sha-256;{hex}?ver=CBV2.0` for an event whose prefixes are declared in its own `@context`."""
    return f"ni:///sha-256;{hashlib.sha256(pre_hash(event).encode()).hexdigest()}?ver=CBV2.0"


def pre_hash(event: Event) -> str:
    """Return the string that is hashed. An event out of a document must be given the document's `@context`."""
    return _Reader(_prefixes(event.get("@context", ()))).event(event)


def _prefixes(context: Any) -> dict[str, str]:
    """Return the prefixes a `@context` declares, over those of EPCIS 2.0.0 itself."""
    prefixes = dict(PREFIXES)
    for part in context if isinstance(context, list | tuple) else [context]:
        if isinstance(part, Mapping):
            prefixes |= {prefix: uri for prefix, uri in part.items() if isinstance(uri, str)}
        elif "epcis/2.0.1/" in str(part):  # its only difference
            prefixes["gs1"] = "https://ref.gs1.org/voc/"
    return prefixes


class _Reader:
    """Reads one event under its prefixes; each method returns a piece of the string that is hashed."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        self.prefixes = prefixes

    def event(self, event: Event) -> str:
        own = [key for key in event if key not in LEFT_OUT and key not in _ORDER]
        fields = "".join(self.field(key, event[key]) for key in _ORDER if key in event)
        return f"eventType={event['type']}{fields}{self.extensions(event, own)}"

    def field(self, key: str, value: Any) -> str:
        if key in _LISTS:
            return self.entries(key, value)
        if key == "sensorElementList":
            return _named(key, sorted(self.sensor(element) for element in value))
        if key == "ilmd":
            return _named(key, [self.extensions(value, value)])
        if key == "persistentDisposition":
            return _named(key, [self.leaf(part, value[part]) for part in ("set", "unset") if part in value])
        if key in ("readPoint", "bizLocation"):
            return _named(key, [self.plain(value, ("id",))])
        return self.leaf(key, value)

    def entries(self, key: str, entries: Iterable[Any]) -> str:
        name, keys = _LISTS[key]
        if not keys:
            return _named(key, sorted(self.leaf(name, epc) for epc in entries))
        return _named(key, sorted(_named(name, [self.plain(entry, keys, within=key)]) for entry in entries))

    def sensor(self, element: Event) -> str:
        metadata = self.plain(element.get("sensorMetadata", {}), _METADATA)
        reports = sorted(
            _named("sensorReport", [self.plain(report, _REPORT, within="sensorReport")])
            for report in element.get("sensorReport", ())
        )
        own = [key for key in element if key not in ("sensorMetadata", "sensorReport", "type")]
        parts = [_named("sensorMetadata", [metadata]), *reports, self.extensions(element, own)]
        return _named("sensorElement", parts)

    def plain(self, thing: Event, keys: tuple[str, ...], within: str = "") -> str:
        """Read the standard `keys` in their order, then the extensions of the same thing."""
        fields = [self.leaf(key, thing[key], within) for key in keys if key in thing]
        return "".join(fields) + self.extensions(thing, [key for key in thing if key not in keys and ":" in key])

    def leaf(self, key: str, value: Any, within: str = "") -> str:
        values = value if isinstance(value, list | tuple) else [value]
        return "".join(sorted(f"{key}={self.standard(key, each, within)}" for each in values))

    def standard(self, key: str, value: Any, within: str) -> str:
        if not isinstance(value, str):
            return _text(value)
        value = value.strip()
        if key.lower().endswith("time"):
            return in_utc(datetime.fromisoformat(value))
        return identifier(self.term(within if key == "type" else key, value))

    def term(self, vocabulary: str, word: str) -> str:
        """Return the full URI of a bare term of a vocabulary or of a CURIE; other text stays as it is."""
        prefix, colon, local = word.partition(":")
        if colon:
            return self.prefixes[prefix] + local if prefix in self.prefixes and not local.startswith("//") else word
        if vocabulary in ("sensorReport", "exception"):
            return self.prefixes["gs1"] + word
        return _VOCABULARY.get(vocabulary, "") + word

    def extensions(self, thing: Event, keys: Iterable[str]) -> str:
        return "".join(sorted(self.extension(self.braced(key), thing[key]) for key in keys))

    def extension(self, key: str, value: Any) -> str:
        if isinstance(value, list | tuple):
            return "".join(sorted(self.extension(key, each) for each in value))
        if isinstance(value, Mapping):
            return key + self.extensions(value, value)
        return f"{key}={identifier(value.strip()) if isinstance(value, str) else _text(value)}"

    def braced(self, key: str) -> str:
        """Return `prefix:name` or a full URI as `{namespace}name`."""
        prefix, _, local = key.partition(":")
        if prefix in self.prefixes:
            return f"{{{self.prefixes[prefix]}}}{local}"
        cut = max(key.rfind(mark) for mark in "/#:") + 1
        return f"{{{key[:cut]}}}{key[cut:]}"


def _named(name: str, parts: Iterable[str]) -> str:
    text = "".join(parts)
    return name + text if text else ""


def _text(value: Any) -> str:
    """Return a boolean or number as text: no trailing zeros, no exponent."""
    if isinstance(value, bool):
        return str(value).lower()
    text = format(Decimal(str(value)), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def in_utc(moment: datetime) -> str:
    """Return an aware moment in UTC, rounded to milliseconds: 2026-11-20T08:00:00.000Z."""
    instant = moment.astimezone(UTC) + timedelta(microseconds=500)
    return instant.replace(tzinfo=None).isoformat(timespec="milliseconds") + "Z"


def identifier(text: str) -> str:
    """Return an identifier as the canonical GS1 Digital Link URI of its finest level; other text stays as it is."""
    if text.startswith("urn:epcglobal:cbv:"):
        kind, _, word = text.removeprefix("urn:epcglobal:cbv:").partition(":")
        return f"{CBV}{_OLD_CBV[kind]}{word}" if kind in _OLD_CBV else text
    if text.startswith("urn:epc:"):
        return epc_urn.as_digital_link(text) or text
    link = _DIGITAL_LINK.fullmatch(text)
    return _finest(link) if link else text


def _finest(link: re.Match[str]) -> str:
    key = next(key for key in _KEYS if link[f"k{key}"])
    parts = link["rest"].split("/")[1:]
    qualifiers = dict(zip(parts[::2], parts[1::2], strict=True))
    finest = next((f"/{ai}/{qualifiers[ai]}" for ai in _KEYS[key][1] if ai in qualifiers), "")
    return f"https://id.gs1.org/{link[f'k{key}']}{finest}"
