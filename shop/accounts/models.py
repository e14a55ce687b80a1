"""People, the organisations they act for, and what they agreed to."""

from __future__ import annotations

import secrets
from datetime import datetime
from enum import StrEnum

from flask_login import UserMixin
from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from shop.core.db import Base
from shop.core.time import UtcDateTime, now


class Role(StrEnum):
    """What somebody is to an organisation; a buyer needs no membership."""

    PRODUCER_STAFF = "producer_staff"
    CENTRE_STAFF = "centre_staff"
    CITY_OFFICE = "city_office"


class OrganisationKind(StrEnum):
    """What kind of body people act for."""

    PRODUCER = "producer"
    CENTRE = "centre"
    CITY = "city"


class Organisation(Base):
    """A body that people act for: a producer, a centre or the city office."""

    __tablename__ = "organisation"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[OrganisationKind] = mapped_column(String(20))
    name_vi: Mapped[str] = mapped_column(String(250))
    name_en: Mapped[str] = mapped_column(String(250), default="")


class User(Base, UserMixin):
    """Somebody with an account: a buyer, and perhaps a member of organisations."""

    __tablename__ = "user"

    id: Mapped[int] = mapped_column(primary_key=True)
    #: Lower case, as it was typed otherwise; unique.
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    phone: Mapped[str | None] = mapped_column(String(20))
    password_hash: Mapped[str] = mapped_column(String(200))
    language: Mapped[str] = mapped_column(String(5), default="vi")
    #: What the session cookie carries; replaced when the password changes, which signs every device out.
    session_token: Mapped[str] = mapped_column(String(64), unique=True, default=lambda: secrets.token_urlsafe(32))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    memberships: Mapped[list[Membership]] = relationship(
        back_populates="user", order_by="Membership.id", lazy="selectin"
    )

    @property
    def is_active(self) -> bool:
        """Flask-Login's question whether this account may sign in."""
        return self.closed_at is None

    def get_id(self) -> str:
        """Return what Flask-Login keeps in the session: a token that can be revoked, not the row's number."""
        return self.session_token


class Membership(Base):
    """One person acting for one organisation in one role."""

    __tablename__ = "membership"
    __table_args__ = (UniqueConstraint("user_id", "organisation_id", "role"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    role: Mapped[Role] = mapped_column(String(20))
    since: Mapped[datetime] = mapped_column(UtcDateTime, default=now)

    user: Mapped[User] = relationship(back_populates="memberships")
    organisation: Mapped[Organisation] = relationship(lazy="joined")


class Consent(Base):
    """Proof that somebody agreed to one version of one text for one purpose; never changed afterwards."""

    __tablename__ = "consent"

    id: Mapped[int] = mapped_column(primary_key=True)
    #: Mail address or telephone number of whoever agreed.
    subject: Mapped[str] = mapped_column(String(254), index=True)
    purpose: Mapped[str] = mapped_column(String(60))
    policy: Mapped[str] = mapped_column(String(40))
    version: Mapped[str] = mapped_column(String(20))
    body_hash: Mapped[str] = mapped_column(String(64))
    channel: Mapped[str] = mapped_column(String(40))
    given_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
