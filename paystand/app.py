"""The application: three doors to one desk."""

from flask import Flask, Response, g

from paystand.api import api
from paystand.console import console
from paystand.desk import Desk
from paystand.pages import pages
from paystand.settings import Settings


def create_paystand(settings: Settings) -> Flask:
    """Build the card desk's web application.

    The courier that posts events is a thread of its own and is not started here: see `courier.Courier`.
    """
    app = Flask(__name__)
    app.extensions["paystand"] = Desk(settings)
    app.config["MAX_CONTENT_LENGTH"] = 256 * 1024
    app.register_blueprint(api)
    app.register_blueprint(pages)
    app.register_blueprint(console)
    app.after_request(guard)
    app.add_url_rule("/healthz", "healthz", lambda: Response("ok\n", mimetype="text/plain"))
    return app


def guard(answer: Response) -> Response:
    """Close the pages to everything they do not need: no script, no frame, nothing from elsewhere."""
    # A redirect that follows a form is checked against form-action too (Chromium), so the shop's address must be in it.
    targets = " ".join(["'self'", *g.get("form_targets", [])])
    answer.headers.setdefault(
        "Content-Security-Policy",
        "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; base-uri 'none';"
        f" frame-ancestors 'none'; form-action {targets}",
    )
    answer.headers.setdefault("X-Content-Type-Options", "nosniff")
    # Not `no-referrer`: with it a browser hides the origin of our own forms as well, and the console refuses them.
    answer.headers.setdefault("Referrer-Policy", "same-origin")
    return answer
