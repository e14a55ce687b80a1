"""Every "no" the shop says on purpose, and the page for what nobody foresaw."""

from __future__ import annotations

import secrets
from typing import Any

import structlog
from flask import Flask, current_app, render_template, request
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.exceptions import HTTPException, InternalServerError

from shop.core import logs
from shop.core.db import db

log = structlog.get_logger()


class Refusal(Exception):
    """A "no" of the domain: a translatable sentence that says what to do next; nothing was changed."""

    def __init__(self, message: object = "") -> None:
        super().__init__(message)
        self.message = message

    def __str__(self) -> str:
        return str(self.message)


def reference_number() -> str:
    """Return a number a person can read out on the telephone: `7F3-2210`."""
    digits = secrets.token_hex(4).upper()[:7]
    return f"{digits[:3]}-{digits[3:]}"


def init_app(app: Flask) -> None:
    """Answer refusals, HTTP errors and failures with pages in the reader's language."""
    app.register_error_handler(Refusal, _refused)
    app.register_error_handler(CSRFError, _stale_page)
    app.register_error_handler(HTTPException, _http_error)
    # What fails behind the view (the commit at the edge) reaches us wrapped in this one.
    app.register_error_handler(InternalServerError, _failure)
    app.register_error_handler(Exception, _failure)


def _refused(refusal: Refusal) -> tuple[str, int]:
    return render_template("errors/refused.html", message=str(refusal)), 409


def _stale_page(error: CSRFError) -> tuple[str, int]:
    return render_template("errors/stale.html"), 400


#: Codes that have a page of their own; another 4xx gets the page of 400.
EXPLAINED = frozenset({400, 403, 404, 405, 410, 413, 422, 429})


def _http_error(error: HTTPException) -> Any:
    code = error.code or 500
    if code < 400 or error.response is not None:
        return error
    if code >= 500:
        return _failure(error)
    template = f"errors/{code if code in EXPLAINED else 400}.html"
    response = current_app.make_response((render_template(template, code=code), code))
    for name, value in error.get_headers():
        if name.lower() in {"allow", "retry-after"}:
            response.headers[name] = value
    return response


def _failure(error: Exception) -> tuple[str, int]:
    """Say that nothing has changed, give a number, and keep the whole story in the log under it."""
    cause = getattr(error, "original_exception", None) or error
    if current_app.testing and current_app.config.get("RAISE_FAILURES"):
        raise cause
    number = reference_number()
    log.error("failure", reference=number, method=request.method, path=logs.spoken_path(), exc_info=cause)
    _roll_back()
    return render_template("errors/500.html", reference=number), 500


def _roll_back() -> None:
    """Undo what the request began, so that the page can be made; a database that is gone cannot even do that."""
    try:
        db.session.rollback()
    except SQLAlchemyError:
        log.exception("rollback failed")
