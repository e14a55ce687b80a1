"""Artwork by address: the same craft, slug and size give the same picture for ever."""

from __future__ import annotations

import gzip
import re
from functools import lru_cache

from flask import Blueprint, Response, abort, request

from shop.catalogue.artwork import CRAFT_OF_CENTRE, CRAFTS, draw

art = Blueprint("art", __name__)

#: The sizes pages use; any other would only fill caches.
SIZES = frozenset({(400, 500), (800, 500), (1200, 540), (400, 300), (500, 500)})
ONE_YEAR = "public, max-age=31536000, immutable"
#: Bump when a drawing changes: the address is immutable, so a new picture needs a new one.
EDITION = 1

#: What stands in where a craft has no drawing of its own.
ANY_CRAFT = "du-lich"

_SLUG = re.compile(r"[a-z0-9-]{1,120}")


@art.get("/art/<craft>/<slug>-<int:width>x<int:height>.svg")
def picture(craft: str, slug: str, width: int, height: int) -> Response:
    """Answer with the artwork of `slug` in `craft`; crafts nobody draws and odd sizes are a 404."""
    if craft not in CRAFTS or (width, height) not in SIZES or not _SLUG.fullmatch(slug):
        abort(404)
    response = Response(mimetype="image/svg+xml", headers={"Cache-Control": ONE_YEAR, "Vary": "Accept-Encoding"})
    plain, squeezed = _drawn(slug, craft, width, height)
    if "gzip" in request.headers.get("Accept-Encoding", ""):
        response.headers["Content-Encoding"] = "gzip"
        response.set_data(squeezed)
    else:
        response.set_data(plain)
    # Drawn with presentation attributes only; should one ever be opened by itself, nothing in it may run.
    response.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'"
    return response


@art.app_template_global()
def art_url(slug: str, craft: str, w: int = 400, h: int = 500) -> str:
    """Return the address of the artwork of `slug` in `craft` (or a centre's `craft_slug`), `w` by `h` pixels.

    It is the same in every language, so that a picture is fetched once.
    """
    craft = craft if craft in CRAFTS else CRAFT_OF_CENTRE.get(craft, ANY_CRAFT)
    prefix = request.script_root.removesuffix("/en") if request else ""
    return f"{prefix}/art/{craft}/{slug}-{w}x{h}.svg?v={EDITION}"


@lru_cache(maxsize=1000)
def _drawn(slug: str, craft: str, width: int, height: int) -> tuple[bytes, bytes]:
    plain = draw(slug, craft, width, height).encode()
    return plain, gzip.compress(plain, 9, mtime=0)
