"""The card desk's books: one SQLite database, in a file or in memory."""

import json
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

#: One Stripe object as it is written down: unexpanded, plain JSON.
Doc = dict[str, Any]

TABLES = """
CREATE TABLE IF NOT EXISTS document (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    parent TEXT,
    body TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS document_kind ON document (kind, position);
CREATE INDEX IF NOT EXISTS document_parent ON document (parent, kind);
CREATE TABLE IF NOT EXISTS delivery (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    event TEXT NOT NULL REFERENCES document (id),
    resent INTEGER NOT NULL DEFAULT 0,
    attempts INTEGER NOT NULL DEFAULT 0,
    next_at REAL NOT NULL,
    delivered_at REAL,
    last_answer TEXT
);
CREATE INDEX IF NOT EXISTS delivery_due ON delivery (delivered_at, next_at);
CREATE TABLE IF NOT EXISTS replay (
    key TEXT PRIMARY KEY,
    asked TEXT NOT NULL,
    request_id TEXT NOT NULL,
    answer TEXT NOT NULL,
    at REAL NOT NULL
);
CREATE TABLE IF NOT EXISTS switch (name TEXT PRIMARY KEY, on_since REAL NOT NULL);
"""
DELIVERIES = "SELECT id, event, resent, attempts, next_at, delivered_at, last_answer FROM delivery "


@dataclass(frozen=True)
class Delivery:
    """One event on its way to the webhook."""

    id: int
    event: str
    resent: bool
    attempts: int
    next_at: float
    delivered_at: float | None
    last_answer: str | None


@dataclass(frozen=True)
class Replay:
    """What was asked and answered under one idempotency key."""

    asked: str
    request_id: str
    answer: Doc


class Store:
    """Documents, deliveries and remembered answers. One connection, one writer at a time."""

    def __init__(self, path: str | None) -> None:
        self._lock = threading.RLock()
        self._depth = 0
        self._db = sqlite3.connect(path or ":memory:", check_same_thread=False, isolation_level=None)
        self._db.executescript(TABLES)
        #: Set when the courier may have something to do.
        self.changed = threading.Event()

    def close(self) -> None:
        with self._lock:
            self._db.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Run the body alone and keep all of it or nothing; an inner transaction joins the outer one."""
        with self._lock:
            if self._depth:
                yield
                return
            self._depth = 1
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            else:
                self._db.execute("COMMIT")
            finally:
                self._depth = 0

    def _rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        with self._lock:
            return self._db.execute(sql, values).fetchall()

    def _write(self, sql: str, *values: object) -> int:
        with self.transaction():
            return self._db.execute(sql, values).rowcount

    # Documents

    def put(self, doc: Doc, parent: str | None = None) -> Doc:
        """Write `doc` down, or its newer text when its id is known; a known document keeps its parent."""
        self._write(
            "INSERT INTO document (id, kind, parent, body) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (id) DO UPDATE SET body = excluded.body",
            doc["id"],
            doc["object"],
            parent,
            json.dumps(doc),
        )
        return doc

    def get(self, kind: str, id: str) -> Doc | None:
        rows = self._rows("SELECT body FROM document WHERE id = ? AND kind = ?", id, kind)
        return json.loads(rows[0][0]) if rows else None

    def parent_of(self, id: str) -> str | None:
        rows = self._rows("SELECT parent FROM document WHERE id = ?", id)
        return rows[0][0] if rows else None

    def children(self, kind: str, parent: str) -> list[Doc]:
        rows = self._rows("SELECT body FROM document WHERE parent = ? AND kind = ? ORDER BY position", parent, kind)
        return [json.loads(row[0]) for row in rows]

    def newest(self, kind: str, limit: int | None = None) -> list[Doc]:
        """Return the documents of one kind, newest first."""
        most = -1 if limit is None else limit
        rows = self._rows("SELECT body FROM document WHERE kind = ? ORDER BY position DESC LIMIT ?", kind, most)
        return [json.loads(row[0]) for row in rows]

    def open_sessions_past(self, moment: float) -> list[str]:
        """Return the ids of sessions that are still open although their time is over."""
        rows = self._rows(
            "SELECT id FROM document WHERE kind = 'checkout.session' AND json_extract(body, '$.status') = 'open'"
            " AND json_extract(body, '$.expires_at') <= ? ORDER BY position",
            moment,
        )
        return [row[0] for row in rows]

    # Deliveries

    def enqueue(self, event_id: str, at: float, *, resent: bool = False) -> None:
        self._write("INSERT INTO delivery (event, next_at, resent) VALUES (?, ?, ?)", event_id, at, int(resent))
        self.changed.set()

    def due_deliveries(self, moment: float) -> list[Delivery]:
        """Return what should be sent now, oldest first; nothing while deliveries are held back."""
        if self.is_on("hold"):
            return []
        return self._deliveries("WHERE delivered_at IS NULL AND next_at <= ? ORDER BY id", moment)

    def newest_deliveries(self, limit: int) -> list[Delivery]:
        return self._deliveries("ORDER BY id DESC LIMIT ?", limit)

    def undelivered(self, event_id: str) -> list[Delivery]:
        return self._deliveries("WHERE delivered_at IS NULL AND event = ? ORDER BY id", event_id)

    def _deliveries(self, where: str, *values: object) -> list[Delivery]:
        rows = self._rows(DELIVERIES + where, *values)
        return [Delivery(row[0], row[1], bool(row[2]), *row[3:]) for row in rows]

    def delivered(self, delivery: Delivery, answer: str, at: float) -> None:
        self._write(
            "UPDATE delivery SET delivered_at = ?, last_answer = ?, attempts = attempts + 1 WHERE id = ?",
            at,
            answer,
            delivery.id,
        )

    def refused(self, delivery: Delivery, answer: str, next_at: float) -> None:
        self._write(
            "UPDATE delivery SET next_at = ?, last_answer = ?, attempts = attempts + 1 WHERE id = ?",
            next_at,
            answer,
            delivery.id,
        )

    def hurry(self, moment: float) -> None:
        """Make every waiting delivery due at `moment`, however long its back-off had become."""
        self._write("UPDATE delivery SET next_at = ? WHERE delivered_at IS NULL AND next_at > ?", moment, moment)
        self.changed.set()

    # Idempotency

    def replay(self, key: str, *, not_before: float) -> Replay | None:
        """Return the answer remembered under `key`, unless it is older than `not_before`."""
        rows = self._rows("SELECT asked, request_id, answer FROM replay WHERE key = ? AND at >= ?", key, not_before)
        return Replay(rows[0][0], rows[0][1], json.loads(rows[0][2])) if rows else None

    def remember(self, key: str, replay: Replay, at: float) -> None:
        self._write(
            "INSERT OR REPLACE INTO replay (key, asked, request_id, answer, at) VALUES (?, ?, ?, ?, ?)",
            key,
            replay.asked,
            replay.request_id,
            json.dumps(replay.answer),
            at,
        )

    # Switches of the console

    def is_on(self, name: str) -> bool:
        return bool(self._rows("SELECT 1 FROM switch WHERE name = ?", name))

    def turn(self, name: str, *, on: bool, at: float) -> None:
        if on:
            self._write("INSERT OR IGNORE INTO switch (name, on_since) VALUES (?, ?)", name, at)
        else:
            self._write("DELETE FROM switch WHERE name = ?", name)
        self.changed.set()
