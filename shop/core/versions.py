"""What each public page shows has a version; a change to any of its rows raises it in the same transaction.

A page is cached under the versions of its subjects, so nothing is ever purged by hand. Subjects are
`batch:7`, `product:12`, `centre:3`, and `catalogue` for lists. A model says which ones its rows belong to:

    class Listing(Base):
        def shown_on(self) -> Iterable[str]: ...
"""

from __future__ import annotations

from collections.abc import Iterable
from time import monotonic, time
from typing import Any

from sqlalchemy import Float, String, bindparam, event, select
from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlalchemy.orm import Mapped, Session, SessionTransaction, mapped_column

from shop.core.db import Base, db

#: Versions are read at most this often per process: a change is seen within one second.
FRESH_SECONDS = 1.0


class Version(Base):
    """The number of changes a subject has seen."""

    __tablename__ = "version"

    subject: Mapped[str] = mapped_column(String(60), primary_key=True)
    number: Mapped[int] = mapped_column(default=1)
    #: Seconds since the epoch when it was last raised.
    changed: Mapped[float] = mapped_column(Float, default=0.0)


#: subject -> when it was read (monotonic), its number, when it last changed
_seen: dict[str, tuple[float, int, float]] = {}


_READ = select(Version.subject, Version.number, Version.changed).where(
    Version.subject.in_(bindparam("subjects", expanding=True))
)


def forget() -> None:
    """Forget what was read, so that the next page asks the database (tests use this)."""
    _seen.clear()


def touch(*subjects: str) -> None:
    """Raise the versions of `subjects` when this transaction commits."""
    db.session.info.setdefault("touched", set()).update(subjects)


def current(subjects: Iterable[str]) -> tuple[int, ...]:
    """Return the versions of `subjects`, in their order, none older than FRESH_SECONDS; one query at most."""
    wanted = tuple(subjects)
    moment = monotonic()
    stale = [name for name in wanted if name not in _seen or moment - _seen[name][0] > FRESH_SECONDS]
    if stale:
        rows = db.session.connection().execute(_READ, {"subjects": stale})
        found = {row.subject: (row.number, row.changed) for row in rows}
        _seen.update({name: (moment, *found.get(name, (0, 0.0))) for name in stale})
    return tuple(_seen[name][1] for name in wanted)


def fresh(subjects: tuple[str, ...]) -> tuple[int, ...] | None:
    """Return the versions of `subjects` if all were read within FRESH_SECONDS, else None; never asks the database."""
    oldest = monotonic() - FRESH_SECONDS
    found = []
    for name in subjects:
        read = _seen.get(name)
        if read is None or read[0] < oldest:
            return None
        found.append(read[1])
    return tuple(found)


def settled(subjects: Iterable[str], *, since: float) -> bool:
    """Tell whether no subject, as last read, changed after `since` (seconds since the epoch) less two seconds.

    A page rendered while one of its rows changed may mix old and new; such a page is shown, not kept.
    """
    return all(_seen[name][2] < since - 2.0 for name in subjects)


@event.listens_for(db.session, "before_flush")
def _collect_before(session: Session, _flush: Any = None, _instances: Any = None) -> None:
    """Note where changed and deleted rows were shown until now."""
    _collect(session, (*session.dirty, *session.deleted))


@event.listens_for(db.session, "after_flush")
def _collect_after(session: Session, _flush: Any = None) -> None:
    """Note where new and changed rows are shown from now on: only the flush tells them the keys of their parents."""
    _collect(session, (*session.new, *session.dirty))


def _collect(session: Session, rows: Iterable[Any]) -> None:
    touched: set[str] = session.info.setdefault("touched", set())
    for row in rows:
        if subjects := getattr(row, "shown_on", None):
            touched.update(subjects())


@event.listens_for(db.session, "before_commit")
def _raise_versions(session: Session) -> None:
    """Raise the collected versions as the last statement, in name order: whoever waits, waits in that order."""
    if session.in_nested_transaction():
        return  # only a savepoint ends here
    if session.new or session.dirty or session.deleted:
        session.flush()
    touched: set[str] = session.info.pop("touched", set())
    if not touched:
        return
    insert: Any = insert_sqlite if session.get_bind().dialect.name == "sqlite" else insert_postgresql
    for subject in sorted(touched):
        statement = insert(Version).values(subject=subject, number=1, changed=time())
        session.execute(
            statement.on_conflict_do_update(
                index_elements=["subject"], set_={"number": Version.number + 1, "changed": statement.excluded.changed}
            )
        )


@event.listens_for(db.session, "after_soft_rollback")
def _forget_touched(session: Session, ended: SessionTransaction) -> None:
    """Forget what was touched when the whole transaction is undone; after a savepoint the rest still counts."""
    if ended.parent is None:
        session.info.pop("touched", None)


__all__ = ["Version", "current", "forget", "fresh", "settled", "touch"]
