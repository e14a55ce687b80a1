"""A card desk, a shop's webhook and a customer, for tests: real programs talking over real sockets."""

import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import requests
import stripe
from bs4 import BeautifulSoup
from werkzeug.serving import make_server

from paystand.app import create_paystand
from paystand.courier import Courier
from paystand.settings import Settings

API_KEY = "sk_test_kiln"
SECRET = "whsec_kiln"


class Clock:
    """The real time, and any number of seconds later."""

    def __init__(self) -> None:
        self.ahead = 0.0

    def __call__(self) -> float:
        return time.time() + self.ahead


@dataclass
class Listener:
    """The shop: hears events, answering with the next status of `answers`, then with 200; shows one page."""

    url: str = ""
    answers: list[int] = field(default_factory=list)
    received: list[tuple[bytes, str]] = field(default_factory=list)
    arrived: threading.Condition = field(default_factory=threading.Condition)

    def accept(self, body: bytes, signature: str) -> int:
        with self.arrived:
            self.received.append((body, signature))
            self.arrived.notify_all()
            return self.answers.pop(0) if self.answers else 200

    def wait_for(self, count: int, seconds: float = 5) -> list[stripe.Event]:
        """Return the first `count` events, each verified by the library; fail when they do not come."""
        with self.arrived:
            came = self.arrived.wait_for(lambda: len(self.received) >= count, seconds)
        assert came, f"{len(self.received)} of {count} events came"
        return [verified(*one) for one in self.received[:count]]

    def wait_for_type(self, type: str) -> stripe.Event:
        with self.arrived:
            came = self.arrived.wait_for(
                lambda: f'"type": "{type}"'.encode() in b"".join(b for b, _ in self.received), 5
            )
        assert came, f"no {type}"
        return next(event for event in (verified(*one) for one in self.received) if event.type == type)


def verified(body: bytes, signature: str) -> stripe.Event:
    return stripe.Webhook.construct_event(body, signature, SECRET)


@contextmanager
def listening(port: int = 0) -> Iterator[Listener]:
    listener = Listener()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(listener.accept(body, self.headers["Stripe-Signature"]))
            self.end_headers()

        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(b"<!doctype html><html lang=en><title>Shop</title><h1>Back in the shop</h1>")

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    listener.url = f"http://127.0.0.1:{server.server_address[1]}/webhooks/stripe"
    with serving(server):
        yield listener


@contextmanager
def serving(server: Any) -> Iterator[None]:
    thread = threading.Thread(target=lambda: server.serve_forever(poll_interval=0.02), daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@dataclass
class Stand:
    """A running card desk, with the library and a browser's manners to talk to it."""

    url: str
    clock: Clock
    client: stripe.StripeClient
    courier: Courier
    http: requests.Session

    def open_session(self, key: str | None = None, **changes: Any) -> Any:
        """Open a session for a vase and two bowls, 490 000 VND together."""
        options: Any = {"idempotency_key": key} if key else None
        return self.client.v1.checkout.sessions.create(order(self.clock, **changes), options)

    def pay(self, session: Any, number: str = "4242 4242 4242 4242", **changes: str) -> requests.Response:
        """Fill in the hosted page and press the button; the answer is not followed anywhere."""
        typed = {"number": number, "expiry": "12/34", "cvc": "123", "name": "Nguyễn Minh Châu"} | changes
        return self.http.post(f"{self.url}/c/pay/{session.id}", data=typed, allow_redirects=False, timeout=10)

    def get(self, path: str, **more: Any) -> requests.Response:
        return self.http.get(self.url + path, timeout=10, allow_redirects=False, **more)

    def post(self, path: str, data: Any = None, **more: Any) -> requests.Response:
        return self.http.post(self.url + path, data=data, timeout=10, allow_redirects=False, **more)

    def retrieved(self, session: Any, *expand: str) -> Any:
        return self.client.v1.checkout.sessions.retrieve(session.id, {"expand": list(expand)})


def order(clock: Callable[[], float], **changes: Any) -> Any:
    asked: dict[str, Any] = {
        "mode": "payment",
        "locale": "vi",
        "client_reference_id": "DH7K2M9QN",
        "customer_email": "chau@example.vn",
        "submit_type": "pay",
        "line_items": [line("Bình tỳ bà men rạn", 250_000), line("Bát canh men ngọc", 120_000, quantity=2)],
        "metadata": {"order": "DH7K2M9QN", "attempt": "a-1"},
        "payment_intent_data": {
            "metadata": {"order": "DH7K2M9QN", "attempt": "a-1"},
            "transfer_group": "DH7K2M9QN",
            "description": "Gốc DH7K2M9QN",
        },
        "allowed_payment_method_types": ["card"],
        "adaptive_pricing": {"enabled": False},
        "expires_at": int(clock()) + 40 * 60,
        "success_url": "http://shop.example/checkout/return?sid={CHECKOUT_SESSION_ID}",
        "cancel_url": "http://shop.example/checkout/DH7K2M9QN",
    }
    return {name: value for name, value in (asked | changes).items() if value is not None}


def line(name: str, unit_amount: int, *, quantity: int = 1, currency: str = "vnd") -> dict[str, Any]:
    price = {"currency": currency, "unit_amount": unit_amount, "product_data": {"name": name}}
    return {"quantity": quantity, "price_data": price}


@contextmanager
def standing(webhook_url: str | None = None, data: str | None = None) -> Iterator[Stand]:
    """Run a card desk on a free port until the block ends."""
    # The desk must know its port before it is built, so the server starts with an empty place for it.
    place: list[Any] = []
    server = make_server("127.0.0.1", 0, lambda environ, start: place[0](environ, start), threaded=True)
    url, clock = f"http://127.0.0.1:{server.server_port}", Clock()
    app = create_paystand(
        Settings(
            api_key=API_KEY,
            webhook_secret=SECRET,
            webhook_url=webhook_url,
            public_url=url,
            data=data,
            first_retry_seconds=0.05,
            longest_retry_seconds=0.2,
            webhook_timeout_seconds=5,
            clock=clock,
        )
    )
    place.append(app)
    desk = app.extensions["paystand"]
    courier = Courier(desk)
    courier.start()
    with serving(server), requests.Session() as http:
        yield Stand(url, clock, client_for(url), courier, http)
        courier.stop()
    desk.store.close()


def client_for(url: str, key: str = API_KEY, **options: Any) -> stripe.StripeClient:
    return stripe.StripeClient(
        key,
        base_addresses={"api": url},
        max_network_retries=2,
        http_client=stripe.RequestsClient(timeout=(3.05, 20)),
        **options,
    )


def page_of(answer: requests.Response) -> BeautifulSoup:
    return BeautifulSoup(answer.text, "html5lib")


def words_of(answer: requests.Response) -> str:
    return re.sub(r"\s+", " ", page_of(answer).get_text(" "))
