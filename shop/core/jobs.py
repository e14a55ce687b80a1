"""The worker: takes tasks on a lease, does each with its effect in one transaction, tries again, gives up aloud."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from time import monotonic
from typing import Any

import structlog
from sqlalchemy import Update, or_, select, update
from sqlalchemy.exc import SQLAlchemyError

from shop.core.db import db, writing
from shop.core.outbox import Task, TaskState
from shop.core.time import now

log = structlog.get_logger()

LEASE = timedelta(minutes=2)
#: With twice the pause after each failure the last try is about six hours after the first: a mail server's bad day.
MOST_ATTEMPTS = 12


class LeaseLost(Exception):
    """Another worker may have begun the task: whatever this one did is rolled back."""


Handler = Callable[[dict[str, Any]], None]
_handlers: dict[str, Handler] = {}
_rounds: list[tuple[float, Callable[[], Any]]] = []


def job(kind: str) -> Callable[[Handler], Handler]:
    """Register the function that does tasks of `kind`; it may be called again for the same task."""

    def register(handler: Handler) -> Handler:
        _handlers[kind] = handler
        return handler

    return register


def every(seconds: float) -> Callable[[Callable[[], Any]], Callable[[], Any]]:
    """Register a round the worker makes every `seconds`, in a transaction of its own."""

    def register(function: Callable[[], Any]) -> Callable[[], Any]:
        _rounds.append((seconds, function))
        return function

    return register


def lease(limit: int = 20) -> list[Task]:
    """Take up to `limit` due tasks for LEASE; a worker that dies gives them back by doing nothing."""
    moment = now()
    due = (
        select(Task.id)
        .where(
            Task.state == TaskState.WAITING,
            Task.due_at <= moment,
            or_(Task.leased_until.is_(None), Task.leased_until < moment),
        )
        .order_by(Task.due_at, Task.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    ids = list(db.session.scalars(due))
    db.session.execute(update(Task).where(Task.id.in_(ids)).values(leased_until=moment + LEASE))
    taken = select(Task).where(Task.id.in_(ids)).order_by(Task.id).execution_options(populate_existing=True)
    tasks = list(db.session.scalars(taken))
    db.session.commit()
    return tasks


def run(task: Task) -> bool:
    """Do one leased task; its effect and its being done are one commit.

    False when it failed and waits for another try, or when the lease has gone to another worker meanwhile.
    """
    task_id, kind, payload = task.id, task.kind, dict(task.payload)
    lease_until = _begin(task)
    if lease_until is None:
        return False
    try:
        _handlers[kind](payload)
        if not _changed(_held(task_id, lease_until).values(state=TaskState.DONE, done_at=now(), leased_until=None)):
            raise LeaseLost(f"task {task_id} took longer than its lease")
        db.session.commit()
        return True
    except Exception as error:  # whatever one task does, the next one must be tried
        db.session.rollback()
        log.exception("task failed", task=task_id, kind=kind)
        _put_back(task_id, lease_until, str(error) or type(error).__name__)
        return False


def _begin(task: Task) -> datetime | None:
    """Renew the lease and count the attempt before it is made, so that a task which kills its worker ends too.

    Those behind a slow task wait in line longer than their lease; None when another worker has taken this one.
    """
    until = now() + LEASE
    mine = _held(task.id, task.leased_until)
    if task.attempts >= MOST_ATTEMPTS:
        db.session.execute(mine.values(state=TaskState.DEAD, leased_until=None))
        db.session.commit()
        return None
    held = _changed(mine.values(leased_until=until, attempts=Task.attempts + 1))
    db.session.commit()
    return until if held else None


def _put_back(task_id: int, lease_until: datetime, error: str) -> None:
    task = db.session.get_one(Task, task_id, populate_existing=True)
    if task.state == TaskState.WAITING and task.leased_until == lease_until:
        task.last_error = error[:2000]
        task.leased_until = None
        task.due_at = now() + timedelta(seconds=5 * 2**task.attempts)
        if task.attempts >= MOST_ATTEMPTS:
            task.state = TaskState.DEAD
    db.session.commit()


def _held(task_id: int, lease_until: datetime | None) -> Update:
    """Begin a statement that changes the task only while it waits under that very lease."""
    return update(Task).where(Task.id == task_id, Task.state == TaskState.WAITING, Task.leased_until == lease_until)


def _changed(statement: Update) -> bool:
    return db.session.connection().execute(statement).rowcount == 1


def run_due(limit: int = 20) -> int:
    """Do what is due now and return how many tasks were taken."""
    with writing():
        try:
            tasks = lease(limit)
            for task in tasks:
                run(task)
            return len(tasks)
        finally:
            db.session.remove()


def make_round(function: Callable[[], Any]) -> None:
    """Run one periodic function as its own transaction; a failure is logged and the worker goes on."""
    with writing():
        try:
            function()
            db.session.commit()
        except Exception:  # the worker outlives any one round
            db.session.rollback()
            log.exception("round failed", round=function.__name__)
        finally:
            db.session.remove()


def work(stop: threading.Event, pause: float = 0.5) -> None:
    """Do tasks and rounds until `stop` is set."""
    last = dict.fromkeys(range(len(_rounds)), float("-inf"))
    while not stop.is_set():
        for index, (seconds, function) in enumerate(_rounds):
            if monotonic() - last[index] >= seconds:
                make_round(function)
                last[index] = monotonic()
        if _do_due() == 0:
            stop.wait(pause)


def _do_due() -> int:
    try:
        return run_due()
    except SQLAlchemyError:  # the database went away: wait for it like everybody else
        log.exception("no tasks could be taken")
        return 0
