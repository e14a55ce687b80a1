"""`python -m paystand`: run the card desk until it is stopped."""

import argparse
import logging
import os
import signal
import sys
from collections.abc import Callable, Mapping
from types import FrameType

from werkzeug.serving import make_server

from paystand.app import create_paystand
from paystand.courier import Courier
from paystand.desk import Desk
from paystand.settings import BadSetting, Settings

LOOPBACK = "127.0.0.1"
EVERY_ADDRESS = ("0.0.0.0", "::")  # noqa: S104 - named in order to ask for more, not bound by default


def main(arguments: list[str] | None = None) -> int:
    """Serve until Ctrl-C or SIGTERM; return 2 for a setting that is refused."""
    logging.basicConfig(level=logging.INFO, format="paystand: %(message)s")
    logging.getLogger("werkzeug").setLevel(logging.WARNING)
    asked = _parser(os.environ).parse_args(arguments)
    try:
        settings = _settings(asked)
    except BadSetting as refusal:
        print(f"paystand: {refusal}", file=sys.stderr)
        return 2
    serve(settings, asked.host, asked.port)
    return 0


def _parser(environ: Mapping[str, str]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="paystand",
        description="A card desk that stands in for Stripe. No money moves. Every option can be given as an environment"
        " variable instead: PAYSTAND_PORT, PAYSTAND_WEBHOOK, PAYSTAND_API_KEY and so on.",
    )

    def option(name: str, help: str, default: str | None = None, type: Callable[[str], object] = str) -> None:
        variable = "PAYSTAND_" + name.upper().replace("-", "_")
        parser.add_argument(f"--{name}", help=help, default=environ.get(variable, default), type=type)

    option("host", "address to bind; another than 127.0.0.1 shows the console to the whole network", LOOPBACK)
    option("port", "port to bind (8001)", "8001", type=int)
    option("public-url", "how a browser reaches the desk; needed when --host is 0.0.0.0")
    option("webhook", "where events are posted, e.g. http://127.0.0.1:8000/webhooks/stripe")
    option("secret", "secret that signs events, whsec_...")
    option("api-key", "key the shop must send, sk_test_...")
    option("data", "file to keep everything in; without it all is forgotten at the end")
    option("merchant", "name above the bill", "Gốc")
    return parser


def _settings(asked: argparse.Namespace) -> Settings:
    if asked.host in EVERY_ADDRESS and not asked.public_url:
        raise BadSetting("--host is every address of this machine; say with --public-url which one a browser uses.")
    return Settings(
        api_key=asked.api_key or "",
        webhook_secret=asked.secret or "",
        webhook_url=asked.webhook or None,
        public_url=asked.public_url or f"http://{asked.host}:{asked.port}",
        data=asked.data or None,
        merchant=asked.merchant,
    )


def serve(settings: Settings, host: str, port: int) -> None:
    """Answer requests and deliver events until a signal says to stop."""
    app = create_paystand(settings)
    desk = app.extensions["paystand"]
    assert isinstance(desk, Desk)
    server = make_server(host, port, app, threaded=True)
    courier = Courier(desk)
    signal.signal(signal.SIGTERM, _leave)
    courier.start()
    logging.info("listening on %s, console at %s/_stand", settings.public_url, settings.public_url)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        pass
    finally:
        courier.stop()
        server.server_close()
        desk.store.close()


def _leave(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main())
