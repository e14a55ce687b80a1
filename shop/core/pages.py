"""Pages that look the same to everybody are made once per version and answered from memory afterwards."""

from __future__ import annotations

import gzip
import hashlib
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from threading import Lock
from time import time

from flask import Response, current_app, g, request

from shop.core import i18n, versions
from shop.core.time import today

MOST_PAGES = 5000
#: Versions no page ever has: a page kept under them is made anew next time.
NEVER = (-1,)


@dataclass(frozen=True)
class Page:
    """One rendered page, the versions it was made of, and its tag."""

    subjects: tuple[str, ...]
    versions: tuple[int, ...]
    day: str
    body: bytes
    squeezed: bytes
    tag: str
    status: int


_pages: OrderedDict[str, Page] = OrderedDict()
_lock = Lock()


def forget() -> None:
    """Drop every page (tests use this)."""
    _pages.clear()


def shared(make: Callable[[], tuple[str, Iterable[str]]], *, status: int = 200, key: str = "") -> Response:
    """Answer with the page of this address, made by `make` only when something it shows has changed.

    `make` returns the HTML and the subjects (see `versions`) it was made of. The page must hold nothing
    personal: no name, no token, no flash. Stars and dates turn at midnight in Hanoi, so a page lives one day at most.
    """
    name = f"{i18n.language()}\0{request.script_root}\0{key or request.full_path}"
    page = _pages.get(name)
    if page is None or page.day != str(today()) or versions.current(page.subjects) != page.versions:
        page = _made(make, status)
        with _lock:
            _pages[name] = page
            _pages.move_to_end(name)
            while len(_pages) > MOST_PAGES:
                _pages.popitem(last=False)
    return _answer(page)


def _made(make: Callable[[], tuple[str, Iterable[str]]], status: int) -> Page:
    g.shared_page = True
    started = time()
    html, named = make()
    subjects = tuple(sorted(set(named)))
    numbers = versions.current(subjects)
    if not versions.settled(subjects, since=started):
        numbers = NEVER
    body = html.encode()
    tag = hashlib.sha256(body).hexdigest()[:24]
    return Page(subjects, numbers, str(today()), body, gzip.compress(body, 6, mtime=0), tag, status)


def _answer(page: Page) -> Response:
    squeeze = "gzip" in request.headers.get("Accept-Encoding", "")
    response = current_app.response_class(
        page.squeezed if squeeze else page.body, status=page.status, mimetype="text/html"
    )
    if squeeze:
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Cache-Control"] = "no-cache"
    response.headers["Vary"] = "Accept-Encoding, Accept-Language"
    response.set_etag(page.tag, weak=True)
    response.make_conditional(request)
    return response
