"""The older writing of GS1 identifiers: EPC URNs, turned into the Digital Link URIs that mean the same.

Source: EPC Tag Data Standard 2.0. Only other systems write these; we read them.
"""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote, unquote

from traceability.gs1.digital_link import DigitalLinkError, check_digit

HOST = "https://id.gs1.org"


def as_digital_link(urn: str) -> str | None:
    """Return the Digital Link URI of an EPC, EPC class or EPC pattern URN, or None where we know no such form."""
    scheme, _, value = urn.removeprefix("urn:epc:").partition(":")
    kind, _, value = value.partition(":")
    write = _WRITERS.get((scheme, kind))
    if write is None:
        return None
    try:
        return HOST + write(*value.split(".", 2))
    except (TypeError, DigitalLinkError):
        return None


def _closed(digits: str) -> str:
    return digits + check_digit(digits)


def _gtin(company: str, indicator_and_item: str) -> str:
    return _closed(indicator_and_item[:1] + company + indicator_and_item[1:])


def _escaped(value: str) -> str:
    return quote(unquote(value), safe="")


def _sgtin(company: str, item: str, serial: str) -> str:
    return f"/01/{_gtin(company, item)}" + ("" if serial == "*" else f"/21/{_escaped(serial)}")


def _lgtin(company: str, item: str, lot: str) -> str:
    return f"/01/{_gtin(company, item)}" + ("" if lot == "*" else f"/10/{_escaped(lot)}")


def _sscc(company: str, serial: str) -> str:
    return f"/00/{_closed(serial[:1] + company + serial[1:])}"


def _sgln(company: str, location: str, room: str) -> str:
    return f"/414/{_closed(company + location)}" + ("" if room == "0" else f"/254/{_escaped(room)}")


def _pgln(company: str, party: str) -> str:
    return f"/417/{_closed(company + party)}"


def _grai(company: str, asset: str, serial: str) -> str:
    return f"/8003/0{_closed(company + asset)}{_escaped(serial)}"


def _giai(company: str, asset: str) -> str:
    return f"/8004/{company}{_escaped(asset)}"


def _gdti(company: str, document: str, serial: str) -> str:
    return f"/253/{_closed(company + document)}{_escaped(serial)}"


def _gsrn(company: str, reference: str) -> str:
    return f"/8018/{_closed(company + reference)}"


_WRITERS: dict[tuple[str, str], Callable[..., str]] = {
    ("id", "sgtin"): _sgtin,
    ("idpat", "sgtin"): _sgtin,
    ("class", "lgtin"): _lgtin,
    ("id", "sscc"): _sscc,
    ("id", "sgln"): _sgln,
    ("id", "pgln"): _pgln,
    ("id", "grai"): _grai,
    ("id", "giai"): _giai,
    ("id", "gdti"): _gdti,
    ("id", "gsrn"): _gsrn,
}
