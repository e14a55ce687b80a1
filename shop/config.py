"""Every setting: name, type, default and meaning. Values come from environment variables of the same name.

`load(environ)` returns what `app.config` needs and refuses an unsafe production configuration by name.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent

#: A value nobody may go into production with; the operator's page shows it as missing.
PLACEHOLDER = "[chưa khai báo]"
DEMO_STRIPE_KEY = "sk_test_goc_demo"
DEMO_WEBHOOK_SECRET = "whsec_goc_demo"  # noqa: S105 (the demo's published secret, refused in production)
SHORTEST_KEY = 32
DEMO_SENDER = "Gốc <shop@goc.example>"
DEMO_OPERATOR_EMAIL = "lienhe@goc.example"


class UnsafeConfiguration(Exception):
    """The configuration must not be used in production; the message names each setting."""


@dataclass(frozen=True)
class Setting:
    """One environment variable the shop reads."""

    name: str
    read: Callable[[str], Any]
    default: Any
    meaning: str


def _flag(text: str) -> bool:
    if text.lower() in {"1", "true", "yes", "on"}:
        return True
    if text.lower() in {"0", "false", "no", "off", ""}:
        return False
    raise ValueError("must be true or false")


def _environment(text: str) -> str:
    # A misspelt "prod" must not quietly run with the demo's keys.
    if text not in {"demo", "test", "production"}:
        raise ValueError("must be demo, test or production")
    return text


def _address(text: str) -> str:
    parts = urlsplit(text.strip())
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path.strip("/") or parts.query:
        raise ValueError("must be a scheme and a host, like https://goc.example")
    return text.strip().rstrip("/")


def _count(text: str) -> int:
    if int(text) < 0:
        raise ValueError("must not be negative")
    return int(text)


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split(",") if word.strip())


SETTINGS = (
    Setting("GOC_ENV", _environment, "demo", "`demo`, `test` or `production`; production refuses every demo value."),
    Setting("SECRET_KEY", str, "", "Signs sessions and links. The demo keeps its own in `var/secret-key`."),
    Setting(
        "SECRET_KEY_FALLBACKS", _words, (), "Comma list of earlier keys: sessions they signed outlive a change of key."
    ),
    Setting("DATABASE_URL", str, f"sqlite:///{ROOT}/var/goc.sqlite3", "SQLite file or `postgresql+psycopg://…`."),
    Setting("PUBLIC_BASE_URL", _address, "http://127.0.0.1:8000", "Scheme and host that labels and mails carry."),
    Setting("VAR_DIR", str, f"{ROOT}/var", "Folder for what the shop writes: built assets, pictures, demo mail."),
    Setting("MEDIA_URL", str, "", "fsspec address of the picture store; empty: `VAR_DIR/media`."),
    Setting("MAIL_URL", str, "", "`smtp://user:password@host:port`; empty: `.eml` files in `VAR_DIR/mail`."),
    Setting("MAIL_FROM", str, DEMO_SENDER, "Sender of every mail."),
    Setting("RATELIMIT_STORAGE_URI", str, "memory://", "Where guesses are counted; Redis with several processes."),
    Setting(
        "RATELIMIT_ENABLED", _flag, True, "Whether guesses are counted at all; tests of other things switch it off."
    ),
    Setting("TRUSTED_PROXIES", _count, 0, "How many proxies in front of the shop set `X-Forwarded-For` and `-Proto`."),
    Setting("STRIPE_SECRET_KEY", str, DEMO_STRIPE_KEY, "Key of the card company's API."),
    Setting("STRIPE_WEBHOOK_SECRETS", _words, (DEMO_WEBHOOK_SECRET,), "Comma list, so that a secret can be rotated."),
    Setting("STRIPE_API_BASE", str, "http://127.0.0.1:8001", "Empty: Stripe itself; the demo talks to `paystand`."),
    Setting("CARD_MIN_VND", _count, 20_000, "Below this many đồng the card is not offered."),
    Setting("CARD_MAX_VND", _count, 99_999_999, "Above this many đồng the card is not offered."),
    Setting("SALES_ENABLED", _flag, True, "False: catalogue and origin pages only, and the pages say so."),
    Setting("OPERATOR_NAME", str, PLACEHOLDER, "Legal name of who runs the site; shown in the footer and at checkout."),
    Setting("OPERATOR_ADDRESS", str, PLACEHOLDER, "Registered address of the operator."),
    Setting("OPERATOR_TAX_CODE", str, PLACEHOLDER, "Tax or registration number of the operator."),
    Setting("OPERATOR_PHONE", str, PLACEHOLDER, "Telephone of the operator."),
    Setting("OPERATOR_EMAIL", str, DEMO_OPERATOR_EMAIL, "Mail address of the operator."),
    Setting("OPERATOR_RESPONSIBLE", str, PLACEHOLDER, "Person responsible for the content."),
    Setting(
        "OPERATOR_NOTICE", str, "", "Number of the e-commerce notification; sales stay off in production without it."
    ),
    Setting("MAX_UPLOAD_MB", _count, 20, "Largest request body in megabytes."),
    Setting("DATABASE_POOL_SIZE", _count, 5, "Connections kept per process (PostgreSQL)."),
)


def load(environ: Mapping[str, str], **overrides: Any) -> dict[str, Any]:
    """Return the configuration made of `environ` over the defaults, with Flask's own keys derived from it.

    Raises UnsafeConfiguration when GOC_ENV is `production` and a value is one of the demo's,
    and ValueError, naming the setting, when a value cannot be read.
    """
    values: dict[str, Any] = {}
    for setting in SETTINGS:
        raw = environ.get(setting.name)
        try:
            values[setting.name] = setting.default if raw is None else setting.read(raw)
        except ValueError as error:
            raise ValueError(f"{setting.name}={raw!r}: {error}") from error
    values |= overrides
    if values["GOC_ENV"] == "production":
        _refuse_unsafe(values)
    if not values["SECRET_KEY"]:
        values["SECRET_KEY"] = _demo_secret(Path(values["VAR_DIR"]))
    values["SALES_OPEN"] = values["SALES_ENABLED"] and not _sales_obstacles(values)
    return values | _derived(values)


def _demo_secret(var_dir: Path) -> str:
    """Return the demo's own key, made once; shop and worker start together and must agree on it."""
    path = var_dir / "secret-key"
    if not path.exists():
        var_dir.mkdir(parents=True, exist_ok=True)
        draft = var_dir / f".secret-key.{os.getpid()}-{secrets.token_hex(4)}"
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_hex(32))
        with suppress(FileExistsError):  # the other process was quicker: its key it is
            os.link(draft, path)
        draft.unlink()
    return path.read_text()


def _sales_obstacles(values: Mapping[str, Any]) -> list[str]:
    """Name what keeps a production site from selling: missing operator data or a missing notification."""
    if values["GOC_ENV"] != "production":
        return []
    unsaid = {PLACEHOLDER, DEMO_OPERATOR_EMAIL, ""}
    return [name for name in values if name.startswith("OPERATOR_") and str(values[name]).strip() in unsaid]


def _refuse_unsafe(values: Mapping[str, Any]) -> None:
    stripe_key: str = values["STRIPE_SECRET_KEY"]
    https = str(values["PUBLIC_BASE_URL"]).startswith("https://")
    short_fallbacks = [key for key in values["SECRET_KEY_FALLBACKS"] if len(key) < SHORTEST_KEY]
    problems = [
        (
            f"SECRET_KEY must be set and at least {SHORTEST_KEY} characters long",
            len(values["SECRET_KEY"]) < SHORTEST_KEY,
        ),
        (f"SECRET_KEY_FALLBACKS must be at least {SHORTEST_KEY} characters long each", bool(short_fallbacks)),
        ("PUBLIC_BASE_URL must be https", not https),
        ("STRIPE_API_BASE must be empty", bool(values["STRIPE_API_BASE"])),
        ("STRIPE_SECRET_KEY is the demo's", stripe_key == DEMO_STRIPE_KEY),
        ("STRIPE_SECRET_KEY must be a live key", not stripe_key.startswith(("sk_live_", "rk_live_"))),
        ("STRIPE_WEBHOOK_SECRETS holds the demo's", DEMO_WEBHOOK_SECRET in values["STRIPE_WEBHOOK_SECRETS"]),
        ("STRIPE_WEBHOOK_SECRETS must be set", not values["STRIPE_WEBHOOK_SECRETS"]),
        ("MAIL_URL must name a mail server", not values["MAIL_URL"]),
        ("MAIL_FROM is the demo's", values["MAIL_FROM"] == DEMO_SENDER),
        ("RATELIMIT_ENABLED must be on", not values["RATELIMIT_ENABLED"]),
    ]
    found = [sentence for sentence, wrong in problems if wrong]
    if found:
        raise UnsafeConfiguration("; ".join(found))


def _derived(values: Mapping[str, Any]) -> dict[str, Any]:
    secure = str(values["PUBLIC_BASE_URL"]).startswith("https://")
    database: str = values["DATABASE_URL"]
    # A failing statement is logged, in production without the names and addresses in it.
    engine: dict[str, Any] = {"hide_parameters": values["GOC_ENV"] == "production"}
    if database.startswith("postgresql"):
        engine |= {"pool_size": values["DATABASE_POOL_SIZE"], "pool_pre_ping": True}
    return {
        "SQLALCHEMY_DATABASE_URI": database,
        "SQLALCHEMY_ENGINE_OPTIONS": engine,
        # With this prefix browsers take the cookie from this very host only, over https only.
        "SESSION_COOKIE_NAME": "__Host-goc" if secure else "goc",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SECURE": secure,
        "SESSION_COOKIE_SAMESITE": "Lax",
        # A page that is the same for everybody sets no cookie, so a cookie is sent again only when it changed.
        "SESSION_REFRESH_EACH_REQUEST": False,
        "REMEMBER_COOKIE_NAME": "__Host-goc-remember" if secure else "goc-remember",
        "REMEMBER_COOKIE_HTTPONLY": True,
        "REMEMBER_COOKIE_SECURE": secure,
        "REMEMBER_COOKIE_SAMESITE": "Lax",
        "PERMANENT_SESSION_LIFETIME": 30 * 24 * 3600,
        "MAX_CONTENT_LENGTH": values["MAX_UPLOAD_MB"] * 1_000_000,
        "MAX_FORM_MEMORY_SIZE": 1_000_000,
        "WTF_CSRF_TIME_LIMIT": None,
        # The token and the host-only cookie are the guard; some browsers and companies send no Referer.
        "WTF_CSRF_SSL_STRICT": False,
        "BABEL_DEFAULT_LOCALE": "vi",
        "BABEL_DEFAULT_TIMEZONE": "Asia/Ho_Chi_Minh",
        "BABEL_TRANSLATION_DIRECTORIES": str(ROOT / "translations"),
        "RATELIMIT_STORAGE_URI": values["RATELIMIT_STORAGE_URI"],
        "RATELIMIT_HEADERS_ENABLED": True,
        # When Redis is away each process counts by itself: nobody is locked out, nobody guesses freely.
        "RATELIMIT_IN_MEMORY_FALLBACK_ENABLED": not values["RATELIMIT_STORAGE_URI"].startswith("memory:"),
    }
