"""The door for GS1 Digital Link: `/01/{gtin}/10/{lot}` leads to the origin page of the batch."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, render_template, request, url_for
from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from traceability import queries
from traceability.gs1 import digital_link

gs1 = Blueprint("gs1", __name__)


@gs1.get("/01/<path:rest>")
def resolve(rest: str) -> Any:
    """Answer 307 to the origin page, keeping the query string as it came (GS1-Conformant Resolver 1.2.1).

    A lot nobody knows leads to the page that says so; an unknown GTIN is a 404; an address that breaks the
    syntax is a 400 with the reason.
    """
    try:
        link = digital_link.parse(_raw_path())
    except digital_link.DigitalLinkError as error:
        return render_template("traceability/not_a_link.html", reason=str(error)), 400
    slug = queries.slug_of(link.gtin)
    if slug is None:
        return render_template("traceability/unknown.html", code=link.gtin, lot=link.lot), 404
    return _onward(_target(link, slug))


def _target(link: digital_link.DigitalLink, slug: str) -> str:
    if link.lot is None:
        return url_for("front.product", slug=slug)
    code = queries.code_of(link.gtin, link.lot)
    if code is None:
        return url_for("traceability.unknown", gtin=link.gtin, lot=link.lot)
    return url_for("traceability.origin", code=code)


def _onward(target: str) -> Response:
    query = request.query_string.decode("latin-1")
    if query:
        target += ("&" if "?" in target else "?") + query
    answer = redirect(target, 307)
    answer.headers["Cache-Control"] = "no-cache"
    return answer


def _raw_path() -> str:
    """Return the path as it was sent, or what comes closest.

    A slash in a lot is sent as `%2F`, which is decoded before routing. Some servers hand the raw path on as `RAW_URI`
    or `REQUEST_URI`; granian 2.8 does not.
    """
    raw: str = request.environ.get("RAW_URI") or request.environ.get("REQUEST_URI") or ""
    if not raw.startswith("/"):
        return digital_link.reescaped(request.path)
    return raw.removeprefix("/en") if raw.startswith("/en/") else raw
