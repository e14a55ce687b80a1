"""create_app: the one place where everything is wired together."""

from __future__ import annotations

import os
from importlib import import_module
from pathlib import Path
from typing import Any

from flask import Flask, g
from flask_login import LoginManager, current_user

from shop import config
from shop.core import assets, db, errors, formats, i18n, logs, marks, pages, security

login_manager = LoginManager()

#: Doors in the order of the house, from the ground up: module and blueprint.
DOORS = (
    ("shop.core.views", "core"),
    ("shop.accounts.views", "accounts"),
    ("shop.catalogue.art", "art"),
    ("shop.catalogue.desk", "desk"),
    ("shop.catalogue.studio", "studio"),
    ("shop.catalogue.office", "office"),
    ("shop.payments.api", "api"),
    ("shop.stock.desk", "desk"),
    ("shop.cart.views", "cart"),
    ("shop.orders.views", "orders"),
    ("shop.orders.desk", "desk"),
    ("traceability.gs1.api", "gs1"),
    ("traceability.views", "traceability"),
    ("traceability.studio", "studio"),
    ("traceability.office", "office"),
    ("traceability.labels.studio", "studio"),
    ("shop.front.views", "front"),
)


def create_app(**overrides: Any) -> Flask:
    """Build the application from the environment; `overrides` are settings a test or command sets itself.

    Raises UnsafeConfiguration when a production environment holds a demo value.
    """
    app = Flask(
        "shop",
        static_folder=None,
        template_folder=str(config.ROOT / "templates"),
        root_path=str(config.ROOT),
    )
    app.config.update(config.load(os.environ, **overrides))
    Path(app.config["VAR_DIR"]).mkdir(parents=True, exist_ok=True)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    logs.init_app(app)
    db.init_app(app)
    i18n.init_app(app)
    formats.init_app(app)
    marks.init_app(app)
    security.init_app(app)
    errors.init_app(app)
    _init_sign_in(app)
    for module, name in DOORS:
        try:
            app.register_blueprint(getattr(import_module(module), name))
        except ImportError as error:
            import sys

            print("DOOR", module, error, file=sys.stderr)
    _connect_signals()
    _init_commands(app)
    app.wsgi_app = i18n.LanguagePrefix(app.wsgi_app)  # type: ignore[method-assign]
    assets.init_app(app)
    app.wsgi_app = pages.Front(app.wsgi_app)  # type: ignore[method-assign]
    security.trust_proxies(app)
    app.context_processor(_page_globals)
    return app


def _absent(module: str) -> bool:
    from importlib.util import find_spec

    try:
        return find_spec(module) is None
    except ModuleNotFoundError:
        return True


def _init_sign_in(app: Flask) -> None:
    from shop.accounts import sign_in

    # Its own context processor would load the person for every page, the one that says the database is gone included.
    login_manager.init_app(app, add_context_processor=False)
    login_manager.user_loader(sign_in.user_of_session)


def _connect_signals() -> None:
    """Connect what happens below with those above who listen; nothing else calls upward."""
    for module in ("shop.cart.listening", "shop.orders.settlement", "traceability.listening"):
        if not _absent(module):
            import_module(module).listen()


def _init_commands(app: Flask) -> None:
    from shop import cli

    cli.init_app(app)


def _page_globals() -> dict[str, Any]:
    from shop.accounts.access import acting, may

    return {"current_user": current_user, "acting": acting, "may": may, "shared_page": g.get("shared_page", False)}
