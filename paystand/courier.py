"""The courier who carries events to the webhook, signed, until each is accepted."""

import hashlib
import hmac
import http.client
import json
import logging
import threading
from urllib.parse import urlsplit

from paystand import checkout
from paystand.desk import Desk
from paystand.store import Delivery

log = logging.getLogger("paystand")

#: How long the courier sleeps at most. Short, because tests and the clock of a session's end wait for it.
NAP_SECONDS = 0.25


def sign(body: bytes, secret: str, timestamp: int) -> str:
    """Return the `Stripe-Signature` of `body`: HMAC-SHA256 over `<timestamp>.<body>` (docs.stripe.com/webhooks)."""
    signature = hmac.new(secret.encode(), f"{timestamp}.".encode() + body, hashlib.sha256).hexdigest()
    return f"t={timestamp},v1={signature}"


class Courier(threading.Thread):
    """Carries events to the webhook until each is accepted, and closes sessions whose time is over."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(name="paystand-courier", daemon=True)
        self._desk = desk
        self._stopping = threading.Event()

    def stop(self) -> None:
        """Ask the courier to end, and wait for the delivery under way."""
        self._stopping.set()
        self._desk.store.changed.set()
        self.join(self._desk.settings.webhook_timeout_seconds + 1)

    def run(self) -> None:
        while not self._stopping.is_set():
            self._desk.store.changed.clear()
            try:
                checkout.expire_overdue(self._desk)
                self.deliver_due()
            except Exception:  # the thread must outlive one bad round; the round is in the log
                log.exception("A round of deliveries failed.")
            self._desk.store.changed.wait(NAP_SECONDS)

    def deliver_due(self) -> None:
        """Post everything that is due, oldest first. One that fails does not stop the others."""
        for delivery in self._desk.store.due_deliveries(self._desk.settings.clock()):
            if self._stopping.is_set() or self._desk.store.is_on("hold"):
                return
            self._deliver(delivery)

    def _deliver(self, delivery: Delivery) -> None:
        settings, store = self._desk.settings, self._desk.store
        event = store.get("event", delivery.event)
        if event is None or settings.webhook_url is None:
            return
        body = json.dumps(event, ensure_ascii=False, indent=2).encode()
        # Signed anew for every attempt: a receiver refuses an old timestamp.
        header = sign(body, settings.webhook_secret, self._desk.now())
        status, answer = post(settings.webhook_url, body, header, timeout=settings.webhook_timeout_seconds)
        if 200 <= status < 300:
            with store.transaction():
                store.delivered(delivery, answer, settings.clock())
                if not store.undelivered(delivery.event):
                    store.put(event | {"pending_webhooks": 0})
        else:
            store.refused(delivery, answer, settings.clock() + self._pause(delivery.attempts))

    def _pause(self, attempts: int) -> float:
        settings = self._desk.settings
        return float(min(settings.first_retry_seconds * 2 ** min(attempts, 30), settings.longest_retry_seconds))


def post(url: str, body: bytes, signature: str, *, timeout: float) -> tuple[int, str]:
    """Post `body` and return the status and a word about the answer; status 0 when there was none.

    Follows no redirect and uses no proxy: like Stripe, it takes anything but 2xx for a failure.
    """
    parts = urlsplit(url)
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    connection = kind(parts.hostname or "", parts.port, timeout=timeout)
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "Stripe-Signature": signature,
        "User-Agent": "paystand",
        "Connection": "close",
    }
    try:
        connection.request("POST", f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}", body, headers)
        answer = connection.getresponse()
        return answer.status, f"{answer.status} {answer.reason}".strip()
    except (OSError, http.client.HTTPException) as failure:
        return 0, f"{type(failure).__name__}: {failure}"[:200]
    finally:
        connection.close()
