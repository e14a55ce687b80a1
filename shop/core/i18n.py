"""Two languages: Vietnamese without a prefix, English below `/en`, and content that carries its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from flask import Flask, has_request_context, request, url_for
from flask_babel import Babel, force_locale, get_locale

LANGUAGES = ("vi", "en")
#: What labels open is answered in the phone's own language; the address carries none.
NEGOTIATED = ("/t/", "/T/", "/01/")

babel = Babel()


class LanguagePrefix:
    """WSGI middleware that moves a leading `/en` from the path to the script name.

    Every route then exists once, and `url_for` keeps the reader's language by itself.
    """

    def __init__(self, application: Callable[..., Iterable[bytes]]) -> None:
        self.application = application

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        path: str = environ.get("PATH_INFO", "")
        if path == "/en" or path.startswith("/en/"):
            environ["SCRIPT_NAME"] = environ.get("SCRIPT_NAME", "") + "/en"
            environ["PATH_INFO"] = path[3:] or "/"
            environ["goc.language"] = "en"
        return self.application(environ, start_response)


def init_app(app: Flask) -> None:
    """Choose the language of every request and give templates what they need to speak it."""
    babel.init_app(app, locale_selector=_choose)
    app.jinja_env.policies["ext.i18n.trimmed"] = True
    app.context_processor(lambda: {"language": language(), "here": here, "LANGUAGES": LANGUAGES})


def _choose() -> str:
    if not has_request_context():
        return "vi"
    if "goc.language" in request.environ:
        return "en"
    asked = request.args.get("lang", "")
    if request.path.startswith(NEGOTIATED):
        if asked in LANGUAGES:
            return asked
        return request.accept_languages.best_match(LANGUAGES) or "vi"
    return "vi"


def language() -> str:
    """Return the language of this page: `vi` or `en`."""
    locale = get_locale()
    return locale.language if locale else "vi"


def here(other: str) -> str:
    """Return the address of this page in the language `other`."""
    if request.path.startswith(NEGOTIATED):
        args = {**(request.view_args or {}), **request.args.to_dict(), "lang": other}
        return url_for(request.endpoint or "front.home", **args)
    query = request.query_string.decode("latin-1")
    prefix = "" if other == "vi" else f"/{other}"
    return f"{prefix}{request.path}{'?' + query if query else ''}"


def said(thing: Any, field: str) -> str:
    """Return `field` of `thing` in the reader's language, or in Vietnamese where it was never translated."""
    return getattr(thing, f"{field}_{language()}", None) or getattr(thing, f"{field}_vi") or ""


__all__ = ["LANGUAGES", "LanguagePrefix", "babel", "force_locale", "here", "init_app", "language", "said"]
