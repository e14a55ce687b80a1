"""Counts the statements of a first view of an origin page: `python -m bench.queries PATH`."""

from __future__ import annotations

import json
import sys
from typing import Any

from sqlalchemy import event, func, select

from shop.app import create_app
from shop.batches.models import Batch
from shop.core import pages
from shop.core.db import db, writing
from shop.core.time import now
from traceability import history
from traceability.models import HistoryEvent


def main(path: str) -> None:
    """Print the counts for the page as it is and after two hundred more events."""
    pages.MOST_PAGES = 0
    app = create_app()
    with app.app_context():
        batch = db.session.scalars(select(Batch).where(Batch.code == path.rsplit("/", 1)[1])).one()
        sent: list[str] = []

        @event.listens_for(db.engine, "before_cursor_execute")
        def hear(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
            sent.append(statement)

        def count() -> tuple[int, int]:
            events = db.session.scalar(
                select(func.count()).select_from(HistoryEvent).where(HistoryEvent.batch_id == batch.id)
            )
            sent.clear()
            assert app.test_client().get(path).status_code == 200
            return int(events or 0), len([each for each in sent if each.startswith("SELECT")])

        counts = [count()]
        with writing():
            db.session.rollback()
            for number in range(200):
                told = history.Told(f"Phơi lần {number + 1}")
                history.record_step(batch, told, said_by="bench", at=batch.opened_at, now=now())
            db.session.commit()
        print(json.dumps([*counts, count()]))


if __name__ == "__main__":
    main(sys.argv[1])
