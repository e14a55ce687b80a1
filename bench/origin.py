"""The origin page and the product page beside a bare Flask page that returns a constant of the same size.

All run under the same server with two workers, on the demo story in a database of their own. `share of the floor` is
the floor's CPU time for a request over ours: 1 is as cheap as the bare page. *First view* makes the page anew for
every request; *known page* is answered from what was made, with its versions read once a second, as in service. The
client shares the machine, so requests a second are shown and CPU is judged.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import quantiles
from threading import Thread
from time import perf_counter, sleep

from bench.report import Figure, at_least, at_most

ROOT = Path(__file__).parent.parent
WORKERS = 2
CLIENTS = 4
#: Clock ticks in a second, in which the kernel counts CPU time.
TICKS = os.sysconf("SC_CLK_TCK")


def run(long: bool = False) -> list[Figure]:
    """Measure and return the figures."""
    seconds = 10.0 if long else 3.0
    with tempfile.TemporaryDirectory() as folder:
        environ = _told(Path(folder))
        facts = json.loads(_flask(environ, "demo-facts"))
        pages = {"origin page": f"/t/{facts['code']}", "product page": _product_of(Path(folder), facts["code"])}
        with _serving("bench.floor:app", environ) as port:
            floor = _measure(port, "/", seconds)
        figures = [Figure("bare page", floor.cpu_ms, "ms CPU"), Figure("bare page", floor.rate, "requests/s")]
        for state, app, goal in (("known page", "wsgi:app", 0.85), ("first view", "bench.uncached:app", 0.2)):
            with _serving(app, environ) as port:
                for name, path in pages.items():
                    figures += _figures(f"{name}, {state}", _measure(port, path, seconds), floor, goal)
        figures += _queries(environ, pages["origin page"])
    return figures


def _told(folder: Path) -> dict[str, str]:
    """Return the environment of a shop in `folder` in which the demo story has been told."""
    environ = os.environ | {
        "DATABASE_URL": f"sqlite:///{folder}/goc.sqlite3",
        "VAR_DIR": str(folder),
        "FLASK_APP": "wsgi.py",
        "PYTHONPATH": str(ROOT),
    }
    _flask(environ, "db", "upgrade")
    _flask(environ, "seed")
    return environ


def _flask(environ: dict[str, str], *words: str) -> str:
    command = [sys.executable, "-m", "flask", *words]
    return subprocess.run(command, env=environ, cwd=ROOT, check=True, capture_output=True, text=True).stdout


def _product_of(folder: Path, code: str) -> str:
    """Return the address of the product of the batch `code`."""
    with sqlite3.connect(folder / "goc.sqlite3") as database:
        (slug,) = database.execute(
            "SELECT product.slug FROM batch JOIN variant ON variant.id = batch.variant_id "
            "JOIN product ON product.id = variant.product_id WHERE batch.code = ?",
            (code,),
        ).fetchone()
    return f"/products/{slug}"


@contextmanager
def _serving(app: str, environ: dict[str, str]) -> Iterator[int]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--workers", str(WORKERS)]
    command += ["--blocking-threads", "4", "--port", str(port), "--no-ws", "--log-level", "error", app]
    server = subprocess.Popen(command, env=environ, cwd=ROOT, start_new_session=True)
    try:
        _wait(port)
        yield port
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(timeout=10)


def _wait(port: int) -> None:
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            sleep(0.1)
        else:
            return
    raise TimeoutError("the server did not start")


class Measured:
    """What a page cost: CPU milliseconds a request, requests a second, and how long answers took."""

    def __init__(self, cpu: float, seconds: float, waits: list[float]) -> None:
        self.cpu_ms = 1000 * cpu / len(waits)
        self.rate = len(waits) / seconds
        cuts = quantiles(waits, n=20)
        self.p50_ms, self.p95_ms = 1000 * cuts[9], 1000 * cuts[18]


def _measure(port: int, path: str, seconds: float) -> Measured:
    _ask(port, path, 0.5, [])  # both workers have seen the page
    before, began = _cpu(port), perf_counter()
    waits: list[float] = []
    threads = [Thread(target=_ask, args=(port, path, seconds, waits)) for _ in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return Measured(_cpu(port) - before, perf_counter() - began, waits)


def _ask(port: int, path: str, seconds: float, waits: list[float]) -> None:
    """Ask for `path` over one connection until time is up; the answer must be a whole 200."""
    lines = [f"GET {path} HTTP/1.1", "Host: 127.0.0.1", "Accept-Encoding: gzip", "Accept-Language: vi", "", ""]
    request = "\r\n".join(lines).encode()
    until = perf_counter() + seconds
    with socket.create_connection(("127.0.0.1", port)) as connection:
        while (asked := perf_counter()) < until:
            connection.sendall(request)
            _read_answer(connection)
            waits.append(perf_counter() - asked)


def _read_answer(connection: socket.socket) -> None:
    answer = connection.recv(262144)
    while b"\r\n\r\n" not in answer:
        answer += connection.recv(262144)
    head, _, body = answer.partition(b"\r\n\r\n")
    if not head.startswith(b"HTTP/1.1 200"):
        raise RuntimeError(head.decode(errors="replace"))
    fields = dict(line.lower().split(b": ", 1) for line in head.split(b"\r\n")[1:])
    missing = int(fields[b"content-length"]) - len(body)
    while missing > 0:
        missing -= len(connection.recv(262144))


def _cpu(port: int) -> float:
    """Return the CPU seconds that the server on `port` and its workers have used."""
    ticks = 0
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            words = status.read_text().rpartition(")")[2].split()
            command = (status.parent / "cmdline").read_bytes()
        except OSError:
            continue  # it ended meanwhile
        if b"granian" in command and str(port).encode() in command:
            ticks += int(words[11]) + int(words[12])
    return ticks / TICKS


def _figures(what: str, measured: Measured, floor: Measured, goal: float) -> list[Figure]:
    return [
        at_least(f"{what}: share of the floor", floor.cpu_ms / measured.cpu_ms, "", goal, floor=1.0),
        Figure(f"{what}: cost", measured.cpu_ms, "ms CPU", floor=floor.cpu_ms),
        Figure(f"{what}: rate", measured.rate, "requests/s", floor=floor.rate),
        Figure(f"{what}: p50", measured.p50_ms, "ms", floor=floor.p50_ms),
        Figure(f"{what}: p95", measured.p95_ms, "ms", floor=floor.p95_ms),
    ]


def _queries(environ: dict[str, str], path: str) -> list[Figure]:
    """Count the statements of a first view, with the history as it is and with two hundred more events."""
    counted = json.loads(
        subprocess.run(
            [sys.executable, "-m", "bench.queries", path],
            env=environ,
            cwd=ROOT,
            check=True,
            capture_output=True,
            text=True,
        ).stdout
    )
    return [at_most(f"origin page, {events} events: queries", number, "", 8) for events, number in counted]
