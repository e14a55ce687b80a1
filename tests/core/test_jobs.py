"""The worker: once with its effect, again after a failure, never two at a time, and nothing lost by a crash."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections import Counter
from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select, update
from sqlalchemy.exc import OperationalError

from shop.config import ROOT
from shop.core import audit, jobs
from shop.core.audit import AuditEntry
from shop.core.db import db
from shop.core.outbox import Task, TaskState, later
from shop.core.time import now


class Broken(Exception):
    """The job does not work today."""


@pytest.fixture(autouse=True)
def kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give the worker jobs of these tests alone."""
    monkeypatch.setattr(jobs, "_handlers", {"note": _note, "break": _break})
    monkeypatch.setattr(jobs, "_rounds", [])


def _note(payload: dict[str, Any]) -> None:
    audit.record("note", payload["said"], who="worker")
    db.session.flush()


def _break(payload: dict[str, Any]) -> None:
    _note(payload)
    raise Broken("the mail server is away")


def notes() -> list[str]:
    said = list(db.session.scalars(select(AuditEntry.subject).order_by(AuditEntry.id)))
    db.session.rollback()
    return said


def the_task() -> Task:
    db.session.rollback()
    return db.session.scalars(select(Task).execution_options(populate_existing=True)).one()


def make_due() -> None:
    """Let the time pass that a task waits for."""
    db.session.execute(update(Task).values(due_at=now() - timedelta(seconds=1)))
    db.session.execute(update(Task).where(Task.leased_until.is_not(None)).values(leased_until=now() - timedelta(1)))
    db.session.commit()


def hand_in(kind: str = "note", said: str = "done", **when: Any) -> None:
    later(kind, {"said": said}, **when)
    db.session.commit()


def test_a_task_is_done_once_with_its_effect(real: Flask) -> None:
    hand_in()

    assert (jobs.run_due(), jobs.run_due()) == (1, 0)
    assert notes() == ["done"]
    task = the_task()
    assert (task.state, task.attempts, task.leased_until) == (TaskState.DONE, 1, None)
    assert task.done_at is not None


def test_a_task_waits_for_its_hour(real: Flask) -> None:
    hand_in(at=now() + timedelta(hours=1))

    assert jobs.run_due() == 0
    make_due()
    assert jobs.run_due() == 1


def test_a_failure_leaves_no_half_effect_and_is_tried_later(real: Flask) -> None:
    hand_in("break")

    jobs.run_due()

    task = the_task()
    assert notes() == []
    assert (task.state, task.attempts, task.last_error) == (TaskState.WAITING, 1, "the mail server is away")
    assert task.due_at > now()
    assert jobs.run_due() == 0


def test_each_failure_waits_longer_until_a_person_must_look(real: Flask) -> None:
    hand_in("break")
    pauses: list[float] = []

    for _ in range(jobs.MOST_ATTEMPTS):
        make_due()
        before: datetime = now()
        jobs.run_due()
        pauses.append((the_task().due_at - before).total_seconds())

    assert pauses == sorted(pauses)
    assert sum(pauses[:-1]) > 4 * 3600
    task = the_task()
    assert (task.state, task.attempts) == (TaskState.DEAD, jobs.MOST_ATTEMPTS)
    make_due()
    assert jobs.run_due() == 0


def test_one_failure_does_not_keep_the_next_from_being_tried(real: Flask) -> None:
    hand_in("break", "first")
    hand_in("unheard of", "second")
    hand_in("note", "third")

    assert jobs.run_due() == 3
    assert notes() == ["third"]


def test_a_fact_is_handed_in_once(real: Flask) -> None:
    hand_in(said="first", key="order:1")
    hand_in(said="second", key="order:1")
    jobs.run_due()
    hand_in(said="third", key="order:1")
    jobs.run_due()

    assert notes() == ["first"]


def test_a_fact_that_was_undone_can_be_handed_in_again(real: Flask) -> None:
    later("note", {"said": "undone"}, key="order:1")
    db.session.rollback()
    hand_in(said="done", key="order:1")
    jobs.run_due()

    assert notes() == ["done"]


def test_tasks_without_a_key_are_all_done(real: Flask) -> None:
    for _ in range(3):
        hand_in()
    jobs.run_due()

    assert notes() == ["done"] * 3


def test_two_transactions_with_one_fact_both_succeed_and_it_is_done_once(real: Flask) -> None:
    together = threading.Barrier(2)
    saved: list[str] = []

    def order(who: str) -> None:
        with real.app_context():
            together.wait(10)
            audit.record("order", who, who=who)
            later("note", {"said": "confirmed"}, key="order:1")
            audit.record("order", f"{who} afterwards", who=who)
            db.session.commit()
            saved.append(who)

    in_parallel(order, ["Lan", "Minh"])

    assert sorted(saved) == ["Lan", "Minh"]
    assert db.session.scalar(select(func.count(Task.id))) == 1
    assert len(notes()) == 4


def in_parallel(work: Any, each: list[Any]) -> None:
    threads = [threading.Thread(target=work, args=(one,)) for one in each]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)


def test_two_workers_never_do_the_same_task(real: Flask) -> None:
    for number in range(40):
        later("note", {"said": str(number)})
    db.session.commit()
    together = threading.Barrier(2)

    def worker(_number: int) -> None:
        with real.app_context():
            together.wait(10)
            while jobs.run_due(limit=3):
                pass

    in_parallel(worker, [1, 2])

    assert Counter(notes()) == Counter(str(number) for number in range(40))


def test_a_task_whose_lease_has_gone_to_another_worker_is_left_to_it(real: Flask) -> None:
    hand_in()
    (mine,) = jobs.lease()
    make_due()  # it waited behind a slow one for longer than its lease ...
    (theirs,) = jobs.lease()  # ... and another worker took it

    assert theirs.leased_until is not None
    late = Task(id=mine.id, kind="note", payload=mine.payload, attempts=0, leased_until=now() - timedelta(1))
    assert jobs.run(late) is False
    assert notes() == []
    assert jobs.run(theirs) is True
    assert notes() == ["done"]


def test_a_job_that_outlasts_its_lease_undoes_its_effect(real: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(payload: dict[str, Any]) -> None:
        _note(payload)
        db.session.execute(update(Task).values(leased_until=now() + timedelta(1)))  # as another worker would

    monkeypatch.setitem(jobs._handlers, "note", slow)
    hand_in()
    jobs.run_due()

    assert notes() == []
    assert the_task().state == TaskState.WAITING


CRASH = """
import os
from shop.app import create_app
from shop.core import audit, jobs
from shop.core.db import db

@jobs.job("note")
def die(payload):
    audit.record("note", "half done", who="worker")
    db.session.flush()
    os._exit(9)

app = create_app(GOC_ENV="test", RATELIMIT_ENABLED=False)
with app.app_context():
    jobs.run_due()
"""


def crash(app: Flask) -> int:
    environ = os.environ | {"DATABASE_URL": app.config["DATABASE_URL"], "VAR_DIR": app.config["VAR_DIR"]}
    db.session.rollback()
    return subprocess.run([sys.executable, "-c", CRASH], cwd=ROOT, env=environ, check=False, timeout=60).returncode


def test_a_worker_that_is_killed_at_work_loses_nothing_and_does_nothing_twice(real: Flask) -> None:
    hand_in()

    assert crash(real) == 9

    assert notes() == []
    assert the_task().state == TaskState.WAITING
    assert jobs.run_due() == 0, "the dead worker's lease still holds"
    make_due()
    assert jobs.run_due() == 1
    assert notes() == ["done"]


def test_a_task_that_kills_every_worker_ends(real: Flask) -> None:
    hand_in()
    db.session.execute(update(Task).values(attempts=jobs.MOST_ATTEMPTS - 1))
    db.session.commit()

    assert crash(real) == 9
    make_due()
    jobs.run_due()

    assert the_task().state == TaskState.DEAD
    assert notes() == []


def test_the_worker_outlives_a_round_that_fails_and_a_database_that_is_away(
    real: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    stop = threading.Event()
    made: list[str] = []

    def broken_round() -> None:
        made.append("broken")
        raise Broken

    def good_round() -> None:
        made.append("good")
        audit.record("round", "made", who="worker")

    def away(_limit: int = 20) -> int:
        if len(made) > 2:
            stop.set()
        made.append("away")
        raise OperationalError("SELECT", {}, Exception("the server closed the connection"))

    jobs.every(seconds=3600)(broken_round)
    jobs.every(seconds=3600)(good_round)
    monkeypatch.setattr(jobs, "run_due", away)
    jobs.work(stop, pause=0.01)

    assert made == ["broken", "good", "away", "away"]
    assert notes() == ["made"]


def test_every_job_of_the_house_is_registered() -> None:
    program = "from shop import work; work.register(); from shop.core import jobs; print(sorted(jobs._handlers))"

    said = subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True, capture_output=True, text=True).stdout

    assert "'mail'" in said
