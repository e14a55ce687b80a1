"""Who changed what, when, and for whom: a row for every change a person makes at work."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, String
from sqlalchemy.orm import Mapped, mapped_column

from shop.core.db import Base, db
from shop.core.time import UtcDateTime, now


class AuditEntry(Base):
    """One change: the person and organisation by name, so that the row still reads when they are gone."""

    __tablename__ = "audit_entry"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=now, index=True)
    who: Mapped[str] = mapped_column(String(200))
    acting_for: Mapped[str | None] = mapped_column(String(200))
    #: What was done, in the words of the permission: `listings.price`, `batches.release`.
    action: Mapped[str] = mapped_column(String(60))
    #: Which thing, as staff would name it: a code, a slug.
    subject: Mapped[str] = mapped_column(String(120), index=True)
    before: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    after: Mapped[dict[str, Any] | None] = mapped_column(JSON)


def record(
    action: str,
    subject: str,
    *,
    who: str,
    acting_for: str | None = None,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    """Leave a row that says who did `action` to `subject`; it stands or falls with the change itself."""
    db.session.add(
        AuditEntry(who=who, acting_for=acting_for, action=action, subject=subject, before=before, after=after)
    )
