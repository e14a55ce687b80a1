"""Bring the database up to date, tell the story, and print the facts of it: three commands, one start of the shop."""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path

from flask.cli import FlaskGroup

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))


def main() -> None:
    from wsgi import app

    flask = FlaskGroup(create_app=lambda: app)
    with contextlib.redirect_stdout(sys.stderr):  # Standard output is for the facts alone.
        flask.main(["db", "upgrade"], standalone_mode=False)
        flask.main(["seed"], standalone_mode=False)
    flask.main(["demo-facts"], standalone_mode=False)


if __name__ == "__main__":
    main()
