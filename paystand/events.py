"""What happened, written down for whoever listens."""

from paystand import objects
from paystand.desk import NOBODY, Cause, Desk
from paystand.store import Doc


def record(desk: Desk, type: str, thing: Doc, cause: Cause = NOBODY) -> Doc:
    """Write down that `type` happened to `thing` and queue the event for the webhook, in the caller's transaction."""
    listeners = 0 if desk.settings.webhook_url is None else 1
    request = {"id": cause.request_id, "idempotency_key": cause.idempotency_key}
    event = objects.event(type, thing, request=request, pending_webhooks=listeners, now=desk.now())
    desk.store.put(event)
    if listeners:
        desk.store.enqueue(event["id"], desk.settings.clock())
    return event


def resend(desk: Desk, event_id: str) -> None:
    """Queue a known event once more, under its old id, whether or not it has arrived before."""
    desk.store.enqueue(event_id, desk.settings.clock(), resent=True)
