"""The door for customers: the hosted page, the bank's question, and what a closed page says."""

from contextlib import suppress
from importlib import resources
from itertools import groupby
from urllib.parse import urlsplit

from flask import Blueprint, Response, abort, g, redirect, render_template, request, send_file, url_for
from werkzeug.wrappers import Response as AnyResponse

from paystand import card_form, checkout, payments
from paystand.card_form import CardForm
from paystand.cards import TEST_CARDS
from paystand.desk import this_desk
from paystand.errors import ApiError
from paystand.money import written
from paystand.payments import SessionClosed
from paystand.store import Doc
from paystand.words import LANGUAGES, moment, speaker

pages = Blueprint("pages", __name__)

#: The faces of the page, when their packages are installed; without them the page uses the system's.
FONTS = {
    "newsreader.ttf": ("fontpkg_newsreader", "Newsreader[opsz,wght].ttf"),
    "be-vietnam-pro-400.ttf": ("fontpkg_be_vietnam_pro", "BeVietnamPro-Regular.ttf"),
    "be-vietnam-pro-600.ttf": ("fontpkg_be_vietnam_pro", "BeVietnamPro-SemiBold.ttf"),
}


@pages.after_request
def keep_private(answer: Response) -> Response:
    """Keep pages out of every cache: they say who pays how much."""
    answer.headers.setdefault("Cache-Control", "no-store")
    return answer


@pages.get("/c/pay/<session_id>")
def show(session_id: str) -> AnyResponse:
    session = _session(session_id)
    if session["status"] != "open":
        return _closed(session)
    return _pay_page(session, CardForm(), refused=_last_refusal(session))


@pages.post("/c/pay/<session_id>")
def pay(session_id: str) -> AnyResponse:
    desk, session = this_desk(), _session(session_id)
    form = card_form.read(request.form, known_email=session["customer_email"], now=desk.settings.clock())
    if form.entry is None and session["status"] == "open":
        return _pay_page(session, form, status=422)
    try:
        intent = payments.pay(desk, session_id, form.entry) if form.entry else {}
    except SessionClosed:
        intent = {}
    if intent.get("status") == "requires_action":
        return redirect(url_for(".ask", intent_id=intent["id"]), 303)
    session = _session(session_id)
    if session["status"] == "open":
        return _pay_page(session, form, refused=_last_refusal(session), status=402)
    return _leave(session)


@pages.get("/c/3ds/<intent_id>")
def ask(intent_id: str) -> AnyResponse:
    desk, session = this_desk(), _session_paid_by(intent_id)
    intent = payments.find_intent(desk, intent_id)
    if session["status"] != "open" or intent["status"] != "requires_action":
        return redirect(url_for(".show", session_id=session["id"]), 303)
    method = desk.store.get("payment_method", intent["payment_method"]) or abort(404)
    return _page("ask.html", session, card=method["card"])


@pages.post("/c/3ds/<intent_id>")
def answer(intent_id: str) -> AnyResponse:
    session = _session_paid_by(intent_id)
    said = request.form.get("answer")
    if said not in ("yes", "no"):
        return redirect(url_for(".ask", intent_id=intent_id), 303)
    # Answered twice, or too late: the session says what became of it.
    with suppress(SessionClosed):
        payments.authenticate(this_desk(), intent_id, approved=said == "yes")
    session = _session(session["id"])
    if session["status"] == "complete":
        return _leave(session)
    return redirect(url_for(".show", session_id=session["id"]), 303)


@pages.get("/fonts/<name>")
def font(name: str) -> AnyResponse:
    package, file = FONTS.get(name) or abort(404)
    try:
        path = resources.files(package) / "files" / file
    except ModuleNotFoundError:
        abort(404)
    with resources.as_file(path) as real:
        return send_file(real, mimetype="font/ttf", max_age=86400)


@pages.errorhandler(404)
def missing(_: Exception) -> tuple[str, int]:
    language = preferred_language()
    return render_template("paystand/missing.html", say=speaker(language), language=language), 404


def _session(session_id: str) -> Doc:
    try:
        return checkout.find_session(this_desk(), session_id)
    except ApiError:
        abort(404)


def _session_paid_by(intent_id: str) -> Doc:
    return _session(this_desk().store.parent_of(intent_id) or "")


def _last_refusal(session: Doc) -> Doc | None:
    if not session["payment_intent"]:
        return None
    intent = payments.find_intent(this_desk(), session["payment_intent"])
    refusal: Doc | None = intent["last_payment_error"]
    return refusal


def _pay_page(session: Doc, form: CardForm, *, refused: Doc | None = None, status: int = 200) -> Response:
    lines = this_desk().store.children("item", session["id"])
    groups = [(group, list(cards)) for group, cards in groupby(TEST_CARDS, key=lambda card: card.group)]
    reason = f"refused_{_reason(refused)}" if refused else None
    return _page("pay.html", session, status=status, lines=lines, form=form, groups=groups, reason=reason)


def _reason(refused: Doc) -> str:
    known = ("insufficient_funds",)
    return str(refused["decline_code"] if refused.get("decline_code") in known else refused["code"])


def _closed(session: Doc) -> Response:
    return _page("closed.html", session, status=200 if session["status"] == "complete" else 410, back=_success(session))


def _leave(session: Doc) -> AnyResponse:
    """Go on to the shop when paid, to the page that says why not otherwise."""
    if session["status"] != "complete":
        return redirect(url_for(".show", session_id=session["id"]), 303)
    return redirect(_success(session), 303)


def _success(session: Doc) -> str:
    return str(session["success_url"]).replace("{CHECKOUT_SESSION_ID}", session["id"])


def _page(template: str, session: Doc, *, status: int = 200, **more: object) -> Response:
    language = session["locale"] if session["locale"] in LANGUAGES else preferred_language()
    g.form_targets = [_origin(session["success_url"])]
    html = render_template(
        f"paystand/{template}",
        session=session,
        say=speaker(language),
        language=language,
        merchant=this_desk().settings.merchant,
        money=lambda amount: written(amount, session["currency"], language),
        moment=moment,
        **more,
    )
    return Response(html, status, mimetype="text/html")


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def preferred_language() -> str:
    """Return the reader's language when the session does not name one we speak."""
    return request.accept_languages.best_match(LANGUAGES) or "vi"
