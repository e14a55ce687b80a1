"""The door for the card company: signed messages, each written down before anything is done with it."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, abort, current_app, request

from shop.core.db import db
from shop.core.security import csrf
from shop.core.time import now
from shop.payments import card, inbox

api = Blueprint("payments_api", __name__)

MOST_BYTES = 256 * 1024


@api.post("/webhooks/stripe")
@csrf.exempt
def stripe_webhook() -> Response:
    """Take one message: verify it, write it down, commit, apply it. 2xx means that it is in safe hands."""
    event = _verified(_body())
    if not event.get("id") or event.get("livemode", False) != _expects_live():
        abort(400)
    row = inbox.receive(event["id"], event["type"], event)
    if row is None:
        return Response("seen before\n", mimetype="text/plain")
    db.session.commit()  # in safe hands from here on, whatever applying it does
    inbox.apply(row, at=now())
    return Response("ok\n", mimetype="text/plain")


def _body() -> bytes:
    """Return the message as it came; 413 when it is longer than the company makes them."""
    if (request.content_length or 0) > MOST_BYTES:
        abort(413)
    body = request.get_data(cache=False)
    if len(body) > MOST_BYTES:  # it need not have said how long it is
        abort(413)
    return body


def _expects_live() -> bool:
    return bool(current_app.config["STRIPE_SECRET_KEY"].startswith(("sk_live_", "rk_live_")))


def _verified(body: bytes) -> dict[str, Any]:
    """Return the message if any of our secrets signed it; 400 for anything else."""
    import stripe

    header = request.headers.get("Stripe-Signature", "")
    for secret in current_app.config["STRIPE_WEBHOOK_SECRETS"]:
        try:
            event = card.client().construct_event(body, header, secret)
        except (stripe.SignatureVerificationError, ValueError):
            continue
        return dict(event.to_dict())
    abort(400)
