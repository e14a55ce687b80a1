"""A Vietnamese address in today's two levels, and the telephone number a carrier can call."""

from __future__ import annotations

import re
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import ngettext

from shop.core.errors import Refusal
from shop.core.text import clean
from shop.delivery.places import (
    HANOI,
    Candidate,
    Commune,
    Province,
    candidates,
    commune,
    communes_of_hanoi,
    province,
    province_named,
    provinces,
)

__all__ = [
    "HANOI",
    "LONGEST",
    "Address",
    "AddressRefused",
    "Candidate",
    "Commune",
    "PhoneRefused",
    "Province",
    "address",
    "block",
    "candidates",
    "commune",
    "communes_of_hanoi",
    "one_line",
    "phone",
    "province",
    "province_named",
    "provinces",
    "written_phone",
]


#: What fits on a parcel's label, in characters.
LONGEST = {"recipient": 120, "street": 200, "commune": 80, "note": 500}


class AddressRefused(Refusal):
    """A part of an address is missing or unknown; `field` names it."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


class PhoneRefused(Refusal):
    """No carrier could call this number."""


@dataclass(frozen=True)
class Address:
    """Where a parcel goes. Text is clean; `phone` is E.164; `commune` is the full name, “Xã Bát Tràng”."""

    recipient: str
    phone: str
    province_code: str
    commune: str
    street: str
    note: str = ""
    #: Id of the commune in Hanoi; None elsewhere, where the name is all we have.
    commune_id: str | None = None

    @property
    def province(self) -> Province:
        found = province(self.province_code)
        if found is None:
            raise LookupError(f"no province has the code {self.province_code!r}")
        return found

    @property
    def is_in_hanoi(self) -> bool:
        return self.province_code == HANOI


def address(*, recipient: str, phone: str, province_code: str, commune: str, street: str, note: str = "") -> Address:
    """Return the address made of what somebody typed.

    In Hanoi `commune` is the id, code or full name of one of the 126; elsewhere it is the name as text. Raises
    AddressRefused, naming the field, or PhoneRefused.
    """
    if not clean(recipient):
        raise AddressRefused("recipient", _("Who receives the parcel? Please write a name."))
    if province(province_code) is None:
        raise AddressRefused("province_code", _("Please choose a province or city."))
    if not clean(street):
        raise AddressRefused("street", _("Please write the house number and the street or hamlet."))
    commune_name, commune_id = _commune_of(province_code, clean(commune))
    return Address(
        recipient=_short("recipient", recipient),
        phone=_phone(phone),
        province_code=province_code,
        commune=_short("commune", commune_name),
        street=_short("street", street),
        note=_short("note", note),
        commune_id=commune_id,
    )


def _short(field: str, text: str) -> str:
    kept = clean(text)
    if len(kept) > LONGEST[field]:
        raise AddressRefused(field, _("Please keep this under %(most)s characters.", most=LONGEST[field]))
    return kept


def _commune_of(province_code: str, name: str) -> tuple[str, str | None]:
    if province_code != HANOI:
        if not name:
            raise AddressRefused("commune", _("Please write the commune or ward."))
        return name, None
    for entry in communes_of_hanoi():
        if name in (entry.id, entry.code, entry.full_name_vi):
            return entry.full_name_vi, entry.id
    raise AddressRefused("commune", _("Please choose the commune or ward from the list."))


def one_line(place: Address) -> str:
    """Return the address on one line without recipient and telephone: `Xóm 3, Xã Bát Tràng, Hà Nội`."""
    return f"{place.street}, {place.commune}, {place.province.name_vi}"


def block(place: Address) -> tuple[str, ...]:
    """Return the lines of an address as they stand on a parcel; the note comes last where there is one."""
    lines = (
        place.recipient,
        written_phone(place.phone),
        place.street,
        f"{place.commune}, {place.province.name_vi}",
        place.note,
    )
    return tuple(line for line in lines if line)


#: First two digits of a mobile number after the trunk 0: 03, 05, 07, 08, 09.
_MOBILE = re.compile(r"0[35789]\d{8}")
#: Landlines: 02, area and subscriber, eleven digits in all.
_LANDLINE = re.compile(r"02\d{9}")
#: ITU-T E.164: at most fifteen digits with the country's; fewer than eight is no subscriber anywhere.
_FOREIGN = re.compile(r"\+[1-9]\d{7,14}")


def phone(text: str) -> str:
    """Return the telephone number in `text` in E.164 form (`+84912345678`).

    Reads mobiles (03, 05, 07, 08, 09) and landlines (02…) with 0, +84, 84 or 0084 in front, and foreign numbers with +;
    spaces, dots, dashes and brackets do not matter. Raises PhoneRefused with a sentence that says what is wrong.
    """
    typed = re.sub(r"[\s.\-–()/\u00a0]", "", clean(text))
    if not typed:
        raise PhoneRefused(_("Please write a telephone number; the carrier calls it."))
    if not re.fullmatch(r"\+?[0-9]+", typed):
        raise PhoneRefused(_("A telephone number has only digits; please check what you wrote."))
    number = re.sub(r"^00", "+", typed)
    if number.startswith("+") and not number.startswith("+84"):
        return _foreign(number)
    return _vietnamese(number)


def _foreign(number: str) -> str:
    if not _FOREIGN.fullmatch(number):
        raise PhoneRefused(_("That is no complete number; please write + and the country code in front."))
    return number


def _vietnamese(number: str) -> str:
    national = re.sub(r"^\+840?", "0", number)
    # 84912345678 is how a telephone shows its own number; no Vietnamese number begins with 84 and has that length.
    if not national.startswith("0") and re.fullmatch(r"84\d{9,10}", national):
        national = "0" + national[2:]
    if _MOBILE.fullmatch(national) or _LANDLINE.fullmatch(national):
        return "+84" + national[1:]
    raise _refusal(national)


def _refusal(national: str) -> PhoneRefused:
    digits = len(national)
    if not national.startswith("0"):
        return PhoneRefused(
            _("A Vietnamese number begins with 0; numbers from abroad begin with + and the country code.")
        )
    if national.startswith("02") and digits != 11:
        return PhoneRefused(
            ngettext(
                "That number has %(num)s digit; landline numbers have 11 with the area code.",
                "That number has %(num)s digits; landline numbers have 11 with the area code.",
                digits,
            )
        )
    if digits != 10:
        return PhoneRefused(
            ngettext(
                "That number has %(num)s digit; mobile numbers have 10.",
                "That number has %(num)s digits; mobile numbers have 10.",
                digits,
            )
        )
    return PhoneRefused(
        _("No number begins with %(start)s; mobile numbers begin with 03, 05, 07, 08 or 09.", start=national[:2])
    )


#: `address` has an argument of the same name.
_phone = phone


def written_phone(number: str) -> str:
    """Return an E.164 number as people in Viet Nam write it (`0912 345 678`); foreign ones stay as they are."""
    if not number.startswith("+84"):
        return number
    national = "0" + number[3:]
    if len(national) == 10:
        return f"{national[:4]} {national[4:7]} {national[7:]}"
    # Hanoi (024) and Ho Chi Minh City (028) have three digits of area, the rest four.
    area = 3 if national[:3] in {"024", "028"} else 4
    return f"{national[:area]} {national[area : area + 4]} {national[area + 4 :]}"
