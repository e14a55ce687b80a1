"""create_app: the one place where everything is wired together."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from flask import Flask, g
from flask_login import LoginManager, current_user

from shop import cli, config
from shop.accounts import sign_in
from shop.accounts import views as accounts_views
from shop.accounts.access import acting, may
from shop.cart import listening as cart_listening
from shop.cart import views as cart_views
from shop.catalogue import art as catalogue_art
from shop.catalogue import desk as catalogue_desk
from shop.catalogue import office as catalogue_office
from shop.catalogue import studio as catalogue_studio
from shop.core import assets, db, errors, formats, i18n, logs, marks, pages, security
from shop.core import views as core_views
from shop.front import views as front_views
from shop.orders import desk as orders_desk
from shop.orders import settlement
from shop.orders import views as orders_views
from shop.payments import api as payments_api
from shop.stock import desk as stock_desk
from traceability import listening as history_listening
from traceability import office as traceability_office
from traceability import studio as traceability_studio
from traceability import views as traceability_views
from traceability.gs1 import api as gs1_api
from traceability.labels import studio as labels_studio

login_manager = LoginManager()

#: Doors in the order of the house, from the ground up.
DOORS = (
    core_views.core,
    accounts_views.accounts,
    catalogue_art.art,
    catalogue_desk.desk,
    catalogue_studio.studio,
    catalogue_office.office,
    payments_api.api,
    stock_desk.desk,
    cart_views.cart,
    orders_views.orders,
    orders_desk.desk,
    gs1_api.gs1,
    traceability_views.traceability,
    traceability_studio.studio,
    traceability_office.office,
    labels_studio.studio,
    front_views.front,
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
    for door in DOORS:
        app.register_blueprint(door)
    _connect_signals()
    cli.init_app(app)
    app.wsgi_app = i18n.LanguagePrefix(app.wsgi_app)  # type: ignore[method-assign]
    assets.init_app(app)
    app.wsgi_app = pages.Front(app.wsgi_app)  # type: ignore[method-assign]
    security.trust_proxies(app)
    app.context_processor(_page_globals)
    return app


def _init_sign_in(app: Flask) -> None:
    # Its own context processor would load the person for every page, the one that says the database is gone included.
    login_manager.init_app(app, add_context_processor=False)
    login_manager.user_loader(sign_in.user_of_session)


def _connect_signals() -> None:
    """Connect what happens below with those above who listen; nothing else calls upward."""
    for room in (cart_listening, settlement, history_listening):
        room.listen()


def _page_globals() -> dict[str, Any]:
    return {"current_user": current_user, "acting": acting, "may": may, "shared_page": g.get("shared_page", False)}
