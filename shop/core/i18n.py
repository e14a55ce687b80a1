"""Two languages: Vietnamese without a prefix, English below `/en`, and content that carries its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextvars import ContextVar
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qs, quote, urlencode

from babel.support import NullTranslations, Translations
from flask import Flask, current_app, g, has_request_context, request
from flask_babel import Babel, force_locale, get_locale
from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header

from shop.core.db import SAFE_METHODS

LANGUAGES = ("vi", "en")
#: What labels open is answered in the phone's own language; the address carries none.
PAGES_OF_LABELS = ("/t/", "/T/")
NEGOTIATED = (*PAGES_OF_LABELS, "/01/")

babel = Babel()


class LanguagePrefix:
    """WSGI middleware that moves a leading `/en` from the path to the script name.

    Every route then exists once, and `url_for` keeps the reader's language by itself. The page that a label opens
    on an English phone counts as below `/en` too: its buttons and links lead on in English.
    """

    def __init__(self, application: Callable[..., Iterable[bytes]]) -> None:
        self.application = application

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        path: str = environ.get("PATH_INFO", "")
        below = path == "/en" or path.startswith("/en/")
        if below:
            environ["PATH_INFO"] = path[3:] or "/"
        if below or (path.startswith(NEGOTIATED) and asked_for(environ) == "en"):
            environ["goc.language"] = "en"
        # Where `/01/` leads is the same for every phone; only the page behind it is negotiated.
        if "goc.language" in environ and (below or path.startswith(PAGES_OF_LABELS)):
            environ["SCRIPT_NAME"] = environ.get("SCRIPT_NAME", "") + "/en"
        return self.application(environ, start_response)


def init_app(app: Flask) -> None:
    """Choose the language of every request and give templates what they need to speak it."""
    babel.init_app(app, locale_selector=_choose)
    app.jinja_env.policies["ext.i18n.trimmed"] = True
    # Flask-Babel looks its catalogue up for every sentence; a page has a hundred of them.
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        gettext=lambda sentence: _catalogue(_rendering.get()).ugettext(sentence),
        ngettext=lambda one, many, count: _catalogue(_rendering.get()).ungettext(one, many, count),
        newstyle=True,
    )
    app.context_processor(_speak)


#: The language of the template being rendered, asked for once at its start.
_rendering: ContextVar[str] = ContextVar("rendering", default="vi")


def _speak() -> dict[str, Any]:
    spoken = language()
    _rendering.set(spoken)
    return {"language": spoken, "here": here, "LANGUAGES": LANGUAGES}


@lru_cache
def _catalogue(spoken: str) -> NullTranslations:
    """Return the sentences of one language; English ones are their own ids."""
    return Translations.load(current_app.config["BABEL_TRANSLATION_DIRECTORIES"], [spoken])


def _choose() -> str:
    if not has_request_context():
        return "vi"
    return "en" if "goc.language" in request.environ else "vi"


def asked_for(environ: dict[str, Any]) -> str:
    """Return the language in which a label's address is asked for: `?lang=` wins over the phone's own."""
    asked = parse_qs(environ.get("QUERY_STRING", "")).get("lang", [""])[0]
    return asked if asked in LANGUAGES else negotiated(environ.get("HTTP_ACCEPT_LANGUAGE", ""))


@lru_cache(maxsize=1000)
def negotiated(accept_language: str) -> str:
    """Return the better of our languages for a phone; one that speaks neither belongs to a guest: English."""
    accepted = parse_accept_header(accept_language, LanguageAccept)
    best = accepted.best_match(LANGUAGES)
    if best is None and any(quality > 0 for _tag, quality in accepted):
        return "en"
    return best or "vi"


def language() -> str:
    """Return the language of this page: `vi` or `en`."""
    locale = get_locale()
    return locale.language if locale else "vi"


def here(other: str) -> str:
    """Return the address of this page in the language `other`.

    What answers a form has no address of its own to come back to: then it is the home page's.
    """
    prefix = "" if other == "vi" else f"/{other}"
    if not _can_be_fetched():
        return f"{prefix}/"
    # Quoted, and with one leading slash only: `//elsewhere.example` would lead away from the shop.
    path = "/" + quote(request.path.lstrip("/"), safe="/:@!$&'()*+,;=~")
    query = [(name, value) for name, value in request.args.items(multi=True) if name != "lang"]
    if request.path.startswith(NEGOTIATED):
        # An origin page is kept for everybody, whatever somebody hung on to its address.
        return f"{path}?{urlencode([*([] if g.get('shared_page') else query), ('lang', other)])}"
    return f"{prefix}{path}{'?' + urlencode(query) if query else ''}"


def _can_be_fetched() -> bool:
    rule = request.url_rule
    return request.method in SAFE_METHODS or (rule is not None and "GET" in (rule.methods or ()))


def said(thing: Any, field: str) -> str:
    """Return `field` of `thing` in the reader's language, or in Vietnamese where it was never translated."""
    return getattr(thing, f"{field}_{language()}", None) or getattr(thing, f"{field}_vi") or ""


def said_here(thing: Any, field: str) -> str:
    """Do as `said` does, in the language of the template being rendered (its filter)."""
    return getattr(thing, f"{field}_{_rendering.get()}", None) or getattr(thing, f"{field}_vi") or ""


__all__ = ["LANGUAGES", "LanguagePrefix", "babel", "force_locale", "here", "init_app", "language", "said", "said_here"]
