"""The card desk as a program of its own: started, killed, started again."""

import ast
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import requests

from paystand.settings import BadSetting, Settings
from tests.paystand.stand import API_KEY, SECRET, client_for, listening, order, standing

ROOT = Path(__file__).resolve().parents[2]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def program(port: int, *options: str, **environment: str) -> Iterator[str]:
    """Run `python -m paystand` until it answers, and end it as a service manager would."""
    process = subprocess.Popen(
        [sys.executable, "-m", "paystand", "--port", str(port), *options],
        cwd=ROOT,
        env={**os.environ, **environment},
        stderr=subprocess.DEVNULL,
    )
    url = f"http://127.0.0.1:{port}"
    try:
        wait_until_ready(url, process)
        yield url
    finally:
        process.send_signal(signal.SIGTERM)
        assert process.wait(10) == 0


def wait_until_ready(url: str, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        assert process.poll() is None, "the program ended"
        try:
            if requests.get(url + "/healthz", timeout=1).ok:
                return
        except requests.ConnectionError:
            time.sleep(0.05)
    raise AssertionError("the program did not answer")


def test_the_program_is_told_by_options_or_environment_and_survives_a_restart(tmp_path: Path):
    port, book = free_port(), str(tmp_path / "desk.sqlite3")
    environment = {"PAYSTAND_API_KEY": API_KEY, "PAYSTAND_SECRET": SECRET, "PAYSTAND_DATA": book}
    with listening() as shop:
        gone = shop.url
    with program(port, "--webhook", gone, **environment) as url:
        session = client_for(url).v1.checkout.sessions.create(order(time.time), {"idempotency_key": "attempt-1"})
        client_for(url).v1.checkout.sessions.expire(session.id)

    # The shop was closed all the while: what it missed must come after both are back.
    with (
        listening(int(gone.split(":")[2].split("/")[0])) as shop,
        program(port, "--webhook", gone, **environment) as url,
    ):
        assert client_for(url).v1.checkout.sessions.retrieve(session.id).status == "expired"
        assert shop.wait_for(1, seconds=15)[0].type == "checkout.session.expired"


def test_the_same_books_are_read_again(tmp_path: Path):
    book = str(tmp_path / "desk.sqlite3")
    with standing(data=book) as stand:
        expires_at = int(stand.clock()) + 2400
        session = stand.open_session(key="attempt-1", expires_at=expires_at, success_url="http://shop.example/")

    with standing(data=book) as stand:
        again = stand.open_session(key="attempt-1", expires_at=expires_at, success_url="http://shop.example/")
        assert again.id == session.id
        assert stand.pay(session).status_code == 303
        assert stand.retrieved(session).payment_status == "paid"


@pytest.mark.parametrize(
    "wrong",
    [
        {"api_key": "sk_live_kiln"},
        {"api_key": ""},
        {"api_key": "sk_test_"},
        {"webhook_secret": "secret"},
        {"webhook_url": "shop.example/hook"},
        {"public_url": "localhost:8001"},
    ],
)
def test_unsafe_settings_are_refused(wrong: dict[str, str]):
    with pytest.raises(BadSetting):
        Settings(**{"api_key": API_KEY, "webhook_secret": SECRET, **wrong})


def test_the_program_says_why_it_does_not_start():
    ended = subprocess.run(
        [sys.executable, "-m", "paystand", "--api-key", "sk_live_kiln", "--secret", SECRET],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=20,
    )

    assert ended.returncode == 2
    assert "sk_test_" in ended.stderr


def test_binding_everywhere_asks_how_a_browser_comes_in():
    ended = subprocess.run(
        [sys.executable, "-m", "paystand", "--host", "0.0.0.0", "--api-key", API_KEY, "--secret", SECRET],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=20,
    )

    assert ended.returncode == 2
    assert "--public-url" in ended.stderr


def test_the_desk_knows_nothing_of_the_shop():
    for file in (ROOT / "paystand").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not [name for name in names if name.split(".")[0] in ("shop", "traceability")], file
