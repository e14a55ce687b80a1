"""Serve the demo: migrate, tell the story, start shop, worker and card stand-in, say where to look."""

from __future__ import annotations

import argparse
import contextlib
import fcntl
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from processes import Died, Household

ROOT = Path(__file__).resolve().parents[2]
THREADS = 8
#: What the story consists of below var/; assets and logs are made from the sources and may stay.
STORY = ("goc.sqlite3", "goc.sqlite3-wal", "goc.sqlite3-shm", "media", "mail", "secret-key")
STORY_OF_CARDS = ("paystand.sqlite3", "paystand.sqlite3-wal", "paystand.sqlite3-shm")
API_KEY, WEBHOOK_SECRET = "sk_test_goc_demo", "whsec_goc_demo"


class CannotOpen(Exception):
    """The demo cannot start; the message says why and what to do."""


@dataclass(frozen=True)
class Place:
    """Where the demo is served and where it keeps its things."""

    host: str
    port: int
    var: Path

    @property
    def shop(self) -> str:
        return f"http://{self.host}:{self.port}"

    @property
    def cards(self) -> str:
        return f"http://{self.host}:{self.port + 1}"

    @property
    def environ(self) -> dict[str, str]:
        """The environment of every program; what the person who starts the demo has set wins, except addresses."""
        ours = {
            "GOC_ENV": "demo",
            "DATABASE_URL": f"sqlite:///{self.var}/goc.sqlite3",
            "STRIPE_SECRET_KEY": API_KEY,
            "STRIPE_WEBHOOK_SECRETS": WEBHOOK_SECRET,
        }
        addresses = {"VAR_DIR": str(self.var), "PUBLIC_BASE_URL": self.shop, "STRIPE_API_BASE": self.cards}
        return {**ours, **os.environ, **addresses, "PYTHONUNBUFFERED": "1"}


def main() -> int:
    sys.stdout.reconfigure(encoding="utf-8", errors="replace", line_buffering=True)  # type: ignore[union-attr]
    # SIGINT too: a shell that starts us in the background has switched Ctrl-C off.
    for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(sign, _leave)
    options = _options()
    try:
        place = _place(lan=options.lan)
        with _alone(place):
            _free(place)
            if options.fresh:
                _forget(place)
            _serve(place, _prepare(place))
    except (CannotOpen, Died) as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nThe shop is closed; what was in it is kept.")
    return 0


def _leave(_number: int, _frame: object) -> None:
    raise KeyboardInterrupt


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="[PORT=8000] bin/demo", description="Open the shop on this machine.")
    parser.add_argument("--fresh", action="store_true", help="forget everything and begin the story anew")
    parser.add_argument("--lan", action="store_true", help="serve on this machine's own address, so a phone can scan")
    return parser.parse_args()


def _place(*, lan: bool) -> Place:
    text = os.environ.get("PORT") or "8000"
    if not text.isdecimal() or not 0 < int(text) < 65535:
        raise CannotOpen(f"PORT={text} is no port: a number from 1 to 65534; the card stand-in takes the next one.")
    var = Path(os.environ.get("VAR_DIR") or ROOT / "var").resolve()
    return Place(_own_address() if lan else "127.0.0.1", int(text), var)


def _own_address() -> str:
    """Return the address by which other machines of the network reach this one."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            # Connecting a datagram socket sends nothing; it only chooses the way out.
            probe.connect(("192.0.2.1", 9))
        except OSError as error:
            raise CannotOpen("This machine is in no network. Start without --lan.") from error
        address: str = probe.getsockname()[0]
        return address


@contextlib.contextmanager
def _alone(place: Place) -> Iterator[None]:
    """Hold var/demo.lock. Raises CannotOpen when another demo holds it."""
    place.var.mkdir(parents=True, exist_ok=True)
    with (place.var / "demo.lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            lock.seek(0)
            raise CannotOpen(
                f"Another demo is open on {place.var}: {lock.read().strip()}. End it first, or give this one a folder "
                "of its own: VAR_DIR=/some/folder PORT=8010 bin/demo"
            ) from error
        lock.truncate(0)
        lock.write(f"{place.shop} (process {os.getpid()})")
        lock.flush()
        yield


def _free(place: Place) -> None:
    """Raise CannotOpen when one of the two ports is taken."""
    for port in (place.port, place.port + 1):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((place.host, port))
            except OSError as error:
                raise CannotOpen(
                    f"Port {port} cannot be used ({error.strerror}). The shop takes PORT and the card stand-in the "
                    f"next one; choose others: PORT={place.port + 10} bin/demo"
                ) from error


def _forget(place: Place) -> None:
    if not place.environ["DATABASE_URL"].startswith(f"sqlite:///{place.var}/"):
        raise CannotOpen("--fresh forgets only the demo's own database; DATABASE_URL names another one.")
    for name in (*STORY, *STORY_OF_CARDS):
        path = place.var / name
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


def _prepare(place: Place) -> dict[str, Any]:
    """Migrate, tell the story unless it was told, and return where there is something to see. Raises Died."""
    (place.var / "demo.json").unlink(missing_ok=True)
    print("Preparing the shop ...")
    command = [sys.executable, str(ROOT / "bin/lib/prepare.py")]
    done = subprocess.run(command, env=place.environ, capture_output=True, text=True)
    if done.returncode != 0:
        raise Died(f"The shop could not be prepared:\n{done.stderr}")
    facts: dict[str, Any] = json.loads(done.stdout)
    return facts


def _serve(place: Place, facts: dict[str, Any]) -> None:
    """Start everything, tell where to look, and stay until a signal or until a program dies."""
    with Household(place.var / "log") as household:
        _open(household, place)
        household.wait_until(lambda: _answers(f"{place.shop}/healthz"), seconds=60, what="The shop")
        household.wait_until(lambda: _listens(place.host, place.port + 1), seconds=30, what="The card stand-in")
        _write(place.var / "demo.json", facts)
        _tell(place, facts)
        while True:
            household.check()
            time.sleep(0.5)


def _open(household: Household, place: Place) -> None:
    python, where = sys.executable, ["--host", place.host, "--port"]
    shop = ["granian", "--interface", "wsgi", *where, str(place.port), "--blocking-threads", str(THREADS), "wsgi:app"]
    cards = {
        **place.environ,
        "PAYSTAND_HOST": place.host,
        "PAYSTAND_PORT": str(place.port + 1),
        "PAYSTAND_PUBLIC_URL": place.cards,
        "PAYSTAND_WEBHOOK": f"{place.shop}/webhooks/stripe",
        "PAYSTAND_SECRET": place.environ["STRIPE_WEBHOOK_SECRETS"].split(",")[0].strip(),
        "PAYSTAND_API_KEY": place.environ["STRIPE_SECRET_KEY"],
        "PAYSTAND_DATA": str(place.var / "paystand.sqlite3"),
    }
    household.start("shop", [python, "-m", *shop], place.environ)
    household.start("worker", [python, "-m", "flask", "--app", "wsgi:app", "worker"], place.environ)
    household.start("paystand", [python, "-m", "paystand"], cards)


def _answers(address: str) -> bool:
    # No proxy stands between us and our own machine, whatever the environment says.
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with direct.open(address, timeout=2) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def _listens(host: str, port: int) -> bool:
    try:
        socket.create_connection((host, port), timeout=2).close()
    except OSError:
        return False
    return True


def _write(path: Path, facts: dict[str, Any]) -> None:
    fresh = path.with_suffix(".new")
    fresh.write_text(json.dumps(facts, ensure_ascii=False, indent=2) + "\n", "utf-8")
    fresh.replace(path)


def _tell(place: Place, facts: dict[str, Any]) -> None:
    """Print where to look, as whom to sign in, and one code to scan."""
    origin = f"{place.shop}/t/{facts['code']}"
    print(f"\nGốc is open.\n\n  Shop     {place.shop}   in English: {place.shop}/en/")
    print(f"  Mail     {place.shop}/mailbox   what the shop has sent\n  Cards    {place.cards}/_stand   no money moves")
    print(f"\n  Sign in at {place.shop}/sign-in as")
    for role, account in facts["accounts"].items():
        print(f"    {role:<16} {account['email']:<34} {account['password']}")
    print(f"\n  Where a thing comes from: {origin}\n")
    _print_code(origin)
    if place.host == "127.0.0.1":
        print("  A phone can open this code after bin/demo --lan.")
    print(f"\n  What the programs say is in {place.var}/log. Ctrl-C closes the shop and keeps what is in it.")


def _print_code(address: str) -> None:
    import qrcode

    code = qrcode.QRCode(border=2)
    code.add_data(address)
    # On a terminal the colours are set, so that the code is dark on light whatever the theme.
    code.print_ascii(tty=sys.stdout.isatty(), invert=not sys.stdout.isatty())


if __name__ == "__main__":
    sys.exit(main())
