"""What leaves the process is written down in the transaction that caused it, and done afterwards by the worker.

So a crash can delay a mail or a call; it cannot lose one, or send one for something that did not happen.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Index, String, Text, UniqueConstraint
from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlalchemy.orm import Mapped, mapped_column

from shop.core.db import Base, db
from shop.core.time import UtcDateTime, now


class TaskState(StrEnum):
    """Where a task is: `waiting` until done, `dead` when it was tried too often and a person must look."""

    WAITING = "waiting"
    DONE = "done"
    DEAD = "dead"


class Task(Base):
    """One thing to do after the commit, at least once."""

    __tablename__ = "task"
    __table_args__ = (UniqueConstraint("key"), Index("ix_task_due", "state", "due_at"))

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(60))
    payload: Mapped[dict[str, Any]] = mapped_column(JSON)
    #: The fact this task stands for; a second task for the same fact is not written.
    key: Mapped[str | None] = mapped_column(String(160))
    state: Mapped[TaskState] = mapped_column(String(10), default=TaskState.WAITING)
    due_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    leased_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    attempts: Mapped[int] = mapped_column(default=0)
    done_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    last_error: Mapped[str | None] = mapped_column(Text)


def later(kind: str, payload: dict[str, Any], *, key: str | None = None, at: datetime | None = None) -> None:
    """Have the worker do `kind` with `payload` once this transaction is committed, not before `at`.

    With a `key`, a task that already stands for the same fact is kept and nothing is added.
    """
    fields = {"kind": kind, "payload": payload, "key": key, "due_at": at or now()}
    if key is None:
        db.session.add(Task(**fields))
    else:
        _add_once(fields)


def _add_once(fields: dict[str, Any]) -> None:
    # The database decides: of two transactions with the same fact the second waits, and adds nothing.
    insert: Any = insert_sqlite if db.session.get_bind().dialect.name == "sqlite" else insert_postgresql
    new = insert(Task).values(**fields, state=TaskState.WAITING, attempts=0)
    db.session.execute(new.on_conflict_do_nothing(index_elements=["key"]))
