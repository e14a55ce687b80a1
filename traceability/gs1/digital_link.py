"""GS1 Digital Link URIs of goods: read one strictly, build one canonically.

Source: GS1 Digital Link URI Syntax 1.7.0 and General Specifications 26.0 (check digit, set 82). Only the key 01 and
its qualifiers are ours: `/01/{gtin14}[/22/{cpv}][/10/{lot}][/21/{serial}]`, or `/01/{gtin14}/235/{tpx}` alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, unquote_to_bytes

GTIN_LENGTHS = (8, 12, 13, 14)
#: Qualifiers of the key 01 in their only order; 235 stands alone.
ORDER = ("22", "10", "21")
ALONE = "235"
LONGEST = {"22": 20, "10": 20, "21": 20, "235": 28}
#: Prefixes (behind the indicator digit) that GS1 keeps for demonstrations.
DEMONSTRATION = ("950", "952")
#: Restricted circulation: unique in one company or region only.
RESTRICTED = ("02", "04", *(str(number) for number in range(20, 30)))

_SET_82 = re.compile(r"[!\"%&'()*+,\-./0-9:;<=>?A-Z_a-z]+")
_DIGITS = re.compile(r"[0-9]+")  # not \d: that takes the digits of every script
_BROKEN_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
_ORIGIN = re.compile(r"https?://[^/?#]*", re.IGNORECASE)


class DigitalLinkError(ValueError):
    """The address or a value in it breaks a rule of the standard; `reason` names the rule for machines."""

    reason = "invalid"


class WrongShape(DigitalLinkError):
    """Not pairs of an application identifier and a value below the stem, or one of them is empty."""

    reason = "shape"


class UnknownKey(DigitalLinkError):
    """The first application identifier is not 01."""

    reason = "primary-key"


class BadGtin(DigitalLinkError):
    """The GTIN is not made of as many ASCII digits as it must be: 14 in an address; 8, 12, 13 or 14 to build one."""

    reason = "gtin"


class WrongCheckDigit(BadGtin):
    """The last digit of the GTIN does not fit the others."""

    reason = "check-digit"


class UnknownQualifier(DigitalLinkError):
    """An application identifier in the path is no qualifier of a GTIN."""

    reason = "qualifier"


class WrongOrder(DigitalLinkError):
    """Qualifiers do not stand in the order 22, 10, 21."""

    reason = "order"


class RepeatedQualifier(DigitalLinkError):
    """A qualifier stands twice."""

    reason = "repeat"


class MixedQualifiers(DigitalLinkError):
    """235 stands beside another qualifier."""

    reason = "mixed"


class WrongLength(DigitalLinkError):
    """A value is empty or longer than its qualifier allows."""

    reason = "length"


class BadCharacter(DigitalLinkError):
    """A value has a character outside GS1's set 82."""

    reason = "character"


class BadEncoding(DigitalLinkError):
    """A percent sign without two hexadecimal digits, or escapes that are not UTF-8."""

    reason = "encoding"


@dataclass(frozen=True)
class DigitalLink:
    """A GTIN of 14 digits with what narrows it down; values are decoded."""

    gtin: str
    cpv: str | None = None
    lot: str | None = None
    serial: str | None = None
    tpx: str | None = None

    @property
    def path(self) -> str:
        """The path in its one way of writing: `/01/09520000200015/10/EVOO-26-041`."""
        pairs = (("22", self.cpv), ("10", self.lot), ("21", self.serial), (ALONE, self.tpx))
        return f"/01/{self.gtin}" + "".join(
            f"/{ai}/{quote(value, safe='')}" for ai, value in pairs if value is not None
        )


def parse(raw_path: str, stem: str = "") -> DigitalLink:
    """Read the raw, still escaped path of a request (or a whole URI) strictly.

    `raw_path` is what the client sent (`RAW_URI` or `REQUEST_URI`): a framework has decoded `%2F` in its own path
    already. The query string and one trailing slash are set aside, `stem` is what stands before `/01/`.
    Raises a subclass of DigitalLinkError that names the broken rule.
    """
    segments = _segments(raw_path, stem)
    key, gtin = segments[0], segments[1]
    if key != "01":
        raise UnknownKey(f"{key!r} is not the key of a GTIN (01).")
    if len(gtin) != 14:
        raise BadGtin("A GTIN in an address has exactly 14 digits.")
    _check_gtin(gtin)
    return _qualified(gtin, list(zip(segments[2::2], segments[3::2], strict=True)))


def reescaped(path: str) -> str:
    """Return the escaped path that a decoded `path` below the stem was most likely sent as.

    Where the grammar leaves no place for a slash as a separator, it belongs to the value before it:
    `/01/…/10/A/B` was `/01/…/10/A%2FB`. A lot that itself reads `A/21/B` is taken for lot A, serial B; we issue none.
    """
    values: list[str] = []
    for segment in path.removesuffix("/").split("/")[1:]:
        is_value = len(values) % 2 == 1
        if is_value or segment in LONGEST or len(values) <= 2:
            values.append(segment)
        else:
            values[-1] += f"/{segment}"
    return "".join(f"/{quote(value, safe='')}" for value in values)


def build(gtin: str, lot: str | None = None, serial: str | None = None, base: str = "https://id.gs1.org") -> str:
    """Return the Digital Link URI of `gtin` (8, 12, 13 or 14 digits) below `base`, padded and escaped.

    Raises a subclass of DigitalLinkError when a value may not be written.
    """
    pairs = [(ai, value) for ai, value in (("10", lot), ("21", serial)) if value is not None]
    return base.rstrip("/") + _qualified(padded(gtin), pairs).path


def padded(gtin: str) -> str:
    """Return a valid GTIN of 8, 12, 13 or 14 digits as 14 digits; raises BadGtin or WrongCheckDigit."""
    if len(gtin) not in GTIN_LENGTHS:
        raise BadGtin("A GTIN has 8, 12, 13 or 14 digits.")
    _check_gtin(gtin)
    return gtin.zfill(14)


def check_digit(digits: str) -> str:
    """Return the check digit that belongs behind `digits`, which come without it.

    General Specifications 7.9: from the right the weights are 3, 1, 3, 1 and so on. Raises BadGtin when one of
    them is not a digit.
    """
    if not _DIGITS.fullmatch(digits):
        raise BadGtin("A check digit needs ASCII digits.")
    weighted = sum(int(digit) * (3, 1)[place % 2] for place, digit in enumerate(reversed(digits)))
    return str(-weighted % 10)


def is_valid_gtin(gtin: str) -> bool:
    """Say whether `gtin` has 8, 12, 13 or 14 ASCII digits and the right check digit."""
    try:
        padded(gtin)
    except BadGtin:
        return False
    return True


def is_demonstration(gtin: str) -> bool:
    """Say whether a valid `gtin` has a prefix kept for demonstrations, which production refuses."""
    return gtin.zfill(14)[1:].startswith(DEMONSTRATION)


def is_restricted(gtin: str) -> bool:
    """Say whether a valid `gtin` is unique only inside one company or region: never on a label that leaves it."""
    return gtin.zfill(14)[1:].startswith(RESTRICTED)


def _segments(raw_path: str, stem: str) -> list[str]:
    path = _ORIGIN.sub("", raw_path, count=1) if _ORIGIN.match(raw_path) else raw_path
    path = re.split(r"[?#]", path, maxsplit=1)[0]
    stem = stem.rstrip("/")
    if not path.startswith(f"{stem}/"):
        raise WrongShape(f"The path does not begin with {stem}/.")
    segments = path.removeprefix(stem).removesuffix("/").split("/")[1:]
    if len(segments) < 2 or len(segments) % 2:
        raise WrongShape("A path is made of pairs of application identifier and value.")
    return [_decoded(segment) for segment in segments]


def _decoded(segment: str) -> str:
    if not segment:
        raise WrongShape("A part of the path is empty.")
    if _BROKEN_ESCAPE.search(segment):
        raise BadEncoding("A percent sign needs two hexadecimal digits.")
    try:
        return unquote_to_bytes(segment).decode("utf-8", "strict")
    except UnicodeDecodeError:
        raise BadEncoding("The escapes are not UTF-8.") from None


def _check_gtin(gtin: str) -> None:
    if not _DIGITS.fullmatch(gtin):
        raise BadGtin("A GTIN is made of the digits 0 to 9.")
    if check_digit(gtin[:-1]) != gtin[-1]:
        raise WrongCheckDigit(f"The check digit of {gtin} should be {check_digit(gtin[:-1])}.")


def _qualified(gtin: str, pairs: list[tuple[str, str]]) -> DigitalLink:
    identifiers = [ai for ai, _ in pairs]
    for ai in identifiers:
        if ai not in LONGEST:
            raise UnknownQualifier(f"{ai!r} is no qualifier of a GTIN.")
    if len(set(identifiers)) < len(identifiers):
        raise RepeatedQualifier("Each qualifier stands at most once.")
    if ALONE in identifiers and len(identifiers) > 1:
        raise MixedQualifiers("235 stands alone.")
    if ALONE not in identifiers and identifiers != sorted(identifiers, key=ORDER.index):
        raise WrongOrder("Qualifiers stand in the order 22, 10, 21.")
    for ai, value in pairs:
        _check_value(ai, value)
    values = dict(pairs)
    return DigitalLink(gtin, values.get("22"), values.get("10"), values.get("21"), values.get(ALONE))


def _check_value(ai: str, value: str) -> None:
    if not 1 <= len(value) <= LONGEST[ai]:
        raise WrongLength(f"({ai}) has 1 to {LONGEST[ai]} characters.")
    if not _SET_82.fullmatch(value):
        raise BadCharacter(f"({ai}) has a character outside GS1's set 82.")
