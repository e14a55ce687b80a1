"""Headers, cross-site guards and limits on what can be guessed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import urlsplit

from flask import Flask, Response, abort, current_app, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_wtf.csrf import CSRFProtect

csrf = CSRFProtect()
#: Counts guesses (passwords, codes); in process by default, in Redis when several processes serve.
limiter = Limiter(get_remote_address, default_limits=[])

View = TypeVar("View", bound=Callable[..., Any])


def init_app(app: Flask) -> None:
    """Protect every form and send the headers with every answer."""
    csrf.init_app(app)
    limiter.init_app(app)
    app.after_request(_send_headers)


def same_origin_form(view: View) -> View:
    """Accept this view's forms from our own pages without a token.

    A page that is cached for everybody cannot hold one. Browsers say where a form came from:
    `Sec-Fetch-Site` first, `Origin` where that is missing; a request that says neither is refused.
    """

    def guarded(*args: Any, **kwargs: Any) -> Any:
        if not _comes_from_us():
            abort(403)
        return view(*args, **kwargs)

    guarded.__name__, guarded.__doc__ = view.__name__, view.__doc__
    guarded.__module__ = view.__module__
    csrf.exempt(guarded)
    return guarded  # type: ignore[return-value]


def _comes_from_us() -> bool:
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in {"same-origin", "none"}
    origin = request.headers.get("Origin")
    return origin is not None and urlsplit(origin).netloc == request.host


def content_security_policy(payment_origin: str) -> str:
    """Return the policy of every page: nothing inline, nothing foreign, forms to us and the card page only.

    Chromium also applies `form-action` to the redirect that follows a form, so the card page is named there.
    """
    return "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' data:",
            "font-src 'self'",
            "connect-src 'self'",
            "manifest-src 'self'",
            "frame-ancestors 'none'",
            "base-uri 'none'",
            f"form-action 'self' {payment_origin}",
        )
    )


def _payment_origin() -> str:
    parts = urlsplit(current_app.config["STRIPE_API_BASE"] or "https://checkout.stripe.com")
    return f"{parts.scheme}://{parts.netloc}"


def _send_headers(response: Response) -> Response:
    headers = response.headers
    headers.setdefault("Content-Security-Policy", content_security_policy(_payment_origin()))
    headers.setdefault("X-Content-Type-Options", "nosniff")
    headers.setdefault("Referrer-Policy", "strict-origin-when-cross-origin")
    headers.setdefault("Permissions-Policy", "camera=(self), geolocation=(), microphone=(), payment=()")
    headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
    if current_app.config["SESSION_COOKIE_SECURE"]:
        headers.setdefault("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
    if "Cache-Control" not in headers:
        headers["Cache-Control"] = "no-store"
    return response
