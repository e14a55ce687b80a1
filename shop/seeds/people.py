"""The second chapter: people with accounts, so that a visitor can look at every side of the house.

All share one published password; the addresses end in `.example`, which no mail can reach.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from shop.accounts import sign_in
from shop.accounts.models import Membership, Organisation, OrganisationKind, Role, User
from shop.catalogue.models import Centre, Producer
from shop.core.db import db

PASSWORD = "hat-gao-lang-ta"  # noqa: S105 (published: the demo prints it)
HOST = "goc.example"


@dataclass(frozen=True)
class Person:
    """Somebody with an account; `acts_for` is the slug of a producer or centre."""

    name: str
    mailbox: str
    role: Role | None = None
    acts_for: str = ""

    @property
    def email(self) -> str:
        return f"{self.mailbox}@{HOST}"


BUYER = Person("Trần Thị Lan", "lan")
POTTER = Person("Nguyễn Văn Tú", "tu.men-may", Role.PRODUCER_STAFF, "men-may")
AT_BAT_TRANG = Person("Phạm Thị Hạnh", "hanh.bat-trang", Role.CENTRE_STAFF, "bat-trang")
AT_VAN_PHUC = Person("Đỗ Minh Vân", "van.van-phuc", Role.CENTRE_STAFF, "van-phuc")
OFFICER = Person("Lê Quang Minh", "minh.van-phong", Role.CITY_OFFICE)

EVERYBODY = (BUYER, POTTER, AT_BAT_TRANG, AT_VAN_PHUC, OFFICER)

#: The accounts that the demo prints, by role.
SHOWN = {"buyer": BUYER, "producer": POTTER, "centre": AT_BAT_TRANG, "city": OFFICER}


def is_told() -> bool:
    """Whether the accounts exist."""
    return user_of(BUYER) is not None


def tell() -> None:
    """Open every account and let it act for its organisation."""
    for person in EVERYBODY:
        user = sign_in.register(person.email, person.name, PASSWORD, language="vi")
        if person.role is not None:
            db.session.add(Membership(user=user, organisation=_organisation(person), role=person.role))
    db.session.flush()


def user_of(person: Person) -> User | None:
    """Return the account of `person`."""
    return db.session.scalar(select(User).where(User.email == person.email))


def _organisation(person: Person) -> Organisation:
    statement = select(Organisation)
    if person.role is Role.CITY_OFFICE:
        statement = statement.where(Organisation.kind == OrganisationKind.CITY)
    elif person.role is Role.CENTRE_STAFF:
        statement = statement.join(Centre).where(Centre.slug == person.acts_for)
    else:
        statement = statement.join(Producer).where(Producer.slug == person.acts_for)
    return db.session.scalars(statement).one()
