"""Doors of the origin pages: what a label opens, for anybody, without a script and without a cookie."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for

from shop.core.pages import shared
from shop.core.security import limiter
from shop.core.time import today
from shop.stock.labels import read_scan
from traceability import queries

traceability = Blueprint("traceability", __name__)


@traceability.get("/T/<code>")  # symbols hold addresses in capitals, which makes them smaller
@traceability.get("/t/<code>")  # the last one is registered first: `url_for` builds it
def origin(code: str) -> Any:
    """Show where one batch comes from; a code nobody gave out gets a page that helps."""

    def make() -> tuple[str, tuple[str, ...]]:
        page = queries.origin(code, today())
        if page is None:
            raise UnknownCode
        return render_template("traceability/origin.html", origin=page), page.subjects

    try:
        return shared(make, key=f"/t/{code.upper()}")
    except UnknownCode:
        return render_template("traceability/unknown.html", code=code, lot=None), 404


class UnknownCode(LookupError):
    """No released batch has this code."""


@traceability.get("/t/unknown")
def unknown() -> Any:
    """Say that a lot of a known product is in nobody's book; not 404, since the address itself was understood."""
    code, lot = request.args.get("gtin", "")[:20], request.args.get("lot", "")[:20]
    return render_template("traceability/unknown.html", code=code, lot=lot)


@traceability.get("/scan")
@limiter.limit("60/minute")
def scan() -> Any:
    """Find the origin page by what is printed under the symbol: a lot code, a batch code or the whole address."""
    typed = request.args.get("code", "").strip()[:200]
    if not typed:
        return render_template("traceability/scan.html", typed="", batches=[])
    read, _times = read_scan(typed)
    batches = queries.named_by(read)
    if len(batches) == 1:
        return redirect(url_for(".origin", code=batches[0].code), 303)
    if not batches:
        return render_template("traceability/unknown.html", code=typed, lot=None), 404
    return render_template("traceability/scan.html", typed=typed, batches=batches)
