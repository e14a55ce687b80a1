"""What the log looks like: readable for a person at a terminal, one JSON object a line in production."""

from __future__ import annotations

from typing import Any

import structlog
from flask import Flask, request


def init_app(app: Flask) -> None:
    """Choose how lines are written, unless the process has chosen already (tests do)."""
    if structlog.is_configured():
        return
    if app.config["GOC_ENV"] == "production":
        last: list[Any] = [structlog.processors.format_exc_info, structlog.processors.JSONRenderer(ensure_ascii=False)]
    else:
        # The prettier traceback would print local variables, and with them the password somebody typed.
        last = [structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)]
    stamp = structlog.processors.TimeStamper(fmt="iso", utc=True)
    structlog.configure(
        processors=[structlog.contextvars.merge_contextvars, structlog.processors.add_log_level, stamp, *last]
    )


def spoken_path() -> str:
    """Return the path of this request, without a token that opens something to whoever reads it in a log."""
    path = request.path
    for name, value in (request.view_args or {}).items():
        if "token" in name:
            path = path.replace(str(value), f"<{name}>")
    return path
