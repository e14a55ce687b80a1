"""The door for whoever tries the shop out: sessions, deliveries, and a few levers."""

from urllib.parse import urlsplit

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from paystand import checkout, events
from paystand.desk import this_desk
from paystand.errors import ApiError
from paystand.money import written
from paystand.pages import preferred_language
from paystand.store import Doc
from paystand.words import LANGUAGES, moment, speaker

console = Blueprint("console", __name__, url_prefix="/_stand")

SHOWN = 50


@console.before_request
def refuse_strangers() -> AnyResponse | None:
    """Refuse a form sent by another site: the console has no password, so a web page could press its buttons."""
    origin = request.headers.get("Origin")
    if request.method == "POST" and origin is not None and urlsplit(origin).netloc != request.host:
        return Response(speaker(_language())("foreign"), 403, mimetype="text/plain")
    return None


@console.after_request
def keep_fresh(answer: Response) -> Response:
    answer.headers["Cache-Control"] = "no-store"
    return answer


@console.get("")
def show() -> str:
    desk, language = this_desk(), _language()
    sessions = desk.store.newest("checkout.session", SHOWN)
    return render_template(
        "paystand/console.html",
        sessions=[(session, _intent_status(session)) for session in sessions],
        deliveries=[(one, desk.store.get("event", one.event)) for one in desk.store.newest_deliveries(SHOWN)],
        held=desk.store.is_on("hold"),
        webhook=desk.settings.webhook_url,
        say=speaker(language),
        language=language,
        other=LANGUAGES[1 - LANGUAGES.index(language)],
        written=written,
        moment=moment,
    )


def _intent_status(session: Doc) -> str | None:
    if session["status"] != "open" or not session["payment_intent"]:
        return None
    intent = this_desk().store.get("payment_intent", session["payment_intent"])
    return intent["status"] if intent else None


@console.post("/sessions/<session_id>/expiry")
def expire(session_id: str) -> AnyResponse:
    desk = this_desk()
    try:
        with desk.store.transaction():
            checkout.expire_session(desk, session_id)
    except ApiError as refusal:
        # Paid or closed in the meantime: the page shows which.
        if refusal.status == 404:
            abort(404)
    return _back()


@console.post("/events/<event_id>/resending")
def resend(event_id: str) -> AnyResponse:
    desk = this_desk()
    if desk.store.get("event", event_id) is None:
        abort(404)
    if desk.settings.webhook_url is not None:
        events.resend(desk, event_id)
    return _back()


@console.post("/hold")
def hold() -> AnyResponse:
    desk = this_desk()
    desk.store.turn("hold", on=True, at=desk.settings.clock())
    return _back()


@console.post("/release")
def release() -> AnyResponse:
    desk = this_desk()
    with desk.store.transaction():
        desk.store.turn("hold", on=False, at=desk.settings.clock())
        desk.store.hurry(desk.settings.clock())
    return _back()


def _back() -> AnyResponse:
    return redirect(url_for(".show", lang=_language()), 303)


def _language() -> str:
    asked = request.args.get("lang")
    return asked if asked in LANGUAGES else preferred_language()
