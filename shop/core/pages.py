"""Pages that look the same to everybody are made once per version and answered from memory afterwards.

`shared` keeps what a view made; `Front` answers a page it has seen before Flask is even asked, as long as the
versions of what it shows were read within the last second. Whatever is not certain goes on to Flask.
"""

from __future__ import annotations

import gzip
import hashlib
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock
from time import time
from typing import Any

from flask import Response, current_app, g, request
from werkzeug.http import parse_accept_header, quote_etag, unquote_etag

from shop.core import i18n, versions
from shop.core.time import today

MOST_PAGES = 1000
#: Versions no page ever has: a page kept under them is made anew next time.
NEVER = (-1,)
#: A page is squeezed once for each version; more than this costs twice the time for a twentieth of the size.
SQUEEZE = 4
#: Headers that belong to one visitor or one answer and are never kept.
NOT_KEPT = frozenset({"set-cookie", "content-length", "content-encoding", "etag", "date", "vary"})
VARY = "Accept-Encoding, Accept-Language"


@dataclass(frozen=True)
class Page:
    """One rendered page, the versions it was made of, and its tag."""

    subjects: tuple[str, ...]
    versions: tuple[int, ...]
    day: str
    body: bytes
    squeezed: bytes
    tag: str


_pages: OrderedDict[str, Page] = OrderedDict()
_lock = Lock()


def forget() -> None:
    """Drop every page (tests use this)."""
    _pages.clear()


def shared(make: Callable[[], tuple[str, Iterable[str]]], *, key: str = "") -> Response:
    """Answer with the page of this address, made by `make` only when something it shows has changed.

    `make` returns the HTML and the subjects (see `versions`) it was made of. The page must hold nothing
    personal: no name, no token, no flash. Stars and dates turn at midnight in Hanoi, so a page lives one day at most.
    """
    name = f"{i18n.language()}\0{request.script_root}\0{key or request.full_path}"
    page = _pages.get(name)
    if page is None or page.day != str(today()) or versions.current(page.subjects) != page.versions:
        page = _made(make)
        _keep(_pages, name, page)
    request.environ["goc.page"] = page
    return _answer(page)


def _keep(kept: OrderedDict[Any, Any], name: Any, page: Any) -> None:
    with _lock:
        kept[name] = page
        kept.move_to_end(name)
        while len(kept) > MOST_PAGES:
            kept.popitem(last=False)


def _made(make: Callable[[], tuple[str, Iterable[str]]]) -> Page:
    g.shared_page = True
    started = time()
    html, named = make()
    subjects = tuple(sorted(set(named)))
    numbers = versions.current(subjects)
    if not versions.settled(subjects, since=started):
        numbers = NEVER
    body = html.encode()
    tag = hashlib.sha256(body).hexdigest()[:24]
    return Page(subjects, numbers, str(today()), body, gzip.compress(body, SQUEEZE, mtime=0), tag)


def _answer(page: Page) -> Response:
    squeeze = _reads_gzip(request.headers.get("Accept-Encoding", ""))
    response = current_app.response_class(page.squeezed if squeeze else page.body, mimetype="text/html")
    if squeeze:
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Cache-Control"] = "no-cache"
    response.headers["Vary"] = VARY
    response.set_etag(page.tag, weak=True)
    response.make_conditional(request)
    return response


@lru_cache(maxsize=1000)
def _reads_gzip(accept_encoding: str) -> bool:
    return bool(parse_accept_header(accept_encoding)["gzip"] > 0)


StartResponse = Callable[..., Any]
Environ = dict[str, Any]


class Front:
    """WSGI middleware: answers a shared page it has seen, while it is certain that nothing in it has changed."""

    def __init__(self, application: Callable[[Environ, StartResponse], Iterable[bytes]]) -> None:
        self.application = application
        #: (path, query, language) -> the page and the headers it went out with
        self.kept: OrderedDict[tuple[str, str, str], tuple[Page, list[tuple[str, str]]]] = OrderedDict()

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] not in {"GET", "HEAD"}:
            return self.application(environ, start_response)
        name = (environ["PATH_INFO"], environ.get("QUERY_STRING", ""), _language(environ))
        page, headers = self.kept.get(name, (None, []))
        if page is not None and page.day == str(today()) and versions.fresh(page.subjects) == page.versions:
            return _send(page, headers, environ, start_response)

        def listen(status: str, sent: list[tuple[str, str]], *rest: Any) -> Any:
            made: Page | None = environ.get("goc.page")
            if made is not None and status.startswith("200"):
                _keep(self.kept, name, (made, [h for h in sent if h[0].lower() not in NOT_KEPT]))
            return start_response(status, sent, *rest)

        return self.application(environ, listen)


def _send(
    page: Page, headers: list[tuple[str, str]], environ: Environ, start_response: StartResponse
) -> Iterable[bytes]:
    tag = quote_etag(page.tag, weak=True)
    sent = [*headers, ("ETag", tag), ("Vary", VARY)]
    asked = environ.get("HTTP_IF_NONE_MATCH")
    if asked and page.tag in {unquote_etag(each.strip())[0] for each in asked.split(",")}:
        start_response("304 NOT MODIFIED", [h for h in sent if h[0].lower() != "content-type"])
        return []
    squeeze = _reads_gzip(environ.get("HTTP_ACCEPT_ENCODING", ""))
    body = page.squeezed if squeeze else page.body
    if squeeze:
        sent.append(("Content-Encoding", "gzip"))
    sent.append(("Content-Length", str(len(body))))
    start_response("200 OK", sent)
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]


def _language(environ: Environ) -> str:
    """Return what of the request decides the language besides its path: only labels' pages are negotiated."""
    if not environ["PATH_INFO"].removeprefix("/en").startswith(i18n.NEGOTIATED):
        return ""
    return i18n.asked_for(environ)
