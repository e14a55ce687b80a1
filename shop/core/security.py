"""Headers, cross-site guards and limits on what can be guessed."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from ipaddress import IPv6Address, ip_address
from typing import Any, TypeVar
from urllib.parse import urlsplit

from flask import Flask, Response, abort, current_app, request
from flask_limiter import Limiter
from flask_wtf.csrf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix


def household() -> str:
    """Return whose guesses are counted together: an IPv4 address, or the 64 bits that one IPv6 customer is given."""
    try:
        address = ip_address(request.remote_addr or "")
    except ValueError:  # a socket without an address
        return "unknown"
    if not isinstance(address, IPv6Address):
        return str(address)
    if address.ipv4_mapped is not None:
        return str(address.ipv4_mapped)
    return f"{IPv6Address(int(address) >> 64 << 64)}/64"


csrf = CSRFProtect()
#: Counts guesses (passwords, codes); in process by default, in Redis when several processes serve.
limiter = Limiter(household, default_limits=[])

View = TypeVar("View", bound=Callable[..., Any])


def init_app(app: Flask) -> None:
    """Protect every form and send the headers with every answer."""
    app.before_request(_refuse_nul)
    csrf.init_app(app)
    limiter.init_app(app)
    app.after_request(_send_headers)


def trust_proxies(app: Flask) -> None:
    """Believe as many proxies in front of us as TRUSTED_PROXIES says about whom they speak for and over what.

    Without one anybody could write `X-Forwarded-For` and guess under a new address each time; behind one that is
    not believed, everybody would share the proxy's own.
    """
    if hops := app.config["TRUSTED_PROXIES"]:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=0)  # type: ignore[method-assign]


def _refuse_nul() -> None:
    """Refuse the one character that no text holds and PostgreSQL does not store."""
    texts = [request.path, *request.args, *request.args.values(), *request.form, *request.form.values()]
    if any("\0" in text for text in texts):
        abort(400)


def same_origin_form(view: View) -> View:
    """Accept this view's forms from our own pages without a token.

    A page that is cached for everybody cannot hold one. Browsers say where a form came from:
    `Sec-Fetch-Site` first, `Origin` where that is missing; a request that says neither is refused.
    """

    @wraps(view)
    def guarded(*args: Any, **kwargs: Any) -> Any:
        if not _comes_from_us():
            abort(403)
        return view(*args, **kwargs)

    csrf.exempt(guarded)
    return guarded  # type: ignore[return-value]


def _comes_from_us() -> bool:
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        # `none` is the person's own doing (a page restored with the browser); no foreign page can cause it.
        return site in {"same-origin", "none"}
    schemes = ("https",) if current_app.config["SESSION_COOKIE_SECURE"] else ("http", "https")
    return request.headers.get("Origin") in {f"{scheme}://{request.host}" for scheme in schemes}


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


@lru_cache
def _payment_origin(api_base: str) -> str:
    parts = urlsplit(api_base or "https://checkout.stripe.com")
    return f"{parts.scheme}://{parts.netloc}"


def _send_headers(response: Response) -> Response:
    headers = response.headers
    sent = {name.lower() for name, _value in headers}
    headers.extend([(name, value) for name, value in _house_headers() if name.lower() not in sent])
    return response


def _house_headers() -> tuple[tuple[str, str], ...]:
    config = current_app.config
    return _headers_of(_payment_origin(config["STRIPE_API_BASE"]), config["SESSION_COOKIE_SECURE"])


@lru_cache
def _headers_of(payment_origin: str, https: bool) -> tuple[tuple[str, str], ...]:
    """Return what goes with every answer that does not say otherwise itself."""
    always = (
        ("Content-Security-Policy", content_security_policy(payment_origin)),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "strict-origin-when-cross-origin"),
        ("Permissions-Policy", "camera=(self), geolocation=(), microphone=(), payment=()"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cache-Control", "no-store"),
    )
    return (*always, ("Strict-Transport-Security", "max-age=31536000; includeSubDomains")) if https else always
