"""Run a command beside a PostgreSQL server that exists for that run only.

`postgres.py COMMAND ARGUMENTS…` makes a cluster below var/, starts it, runs the command with its address in
GOC_TEST_POSTGRES, stops it, removes it and exits as the command did. `postgres.py --find` prints where the server's
programs are, or exits 1 when there are none.
"""

from __future__ import annotations

import contextlib
import os
import pwd
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

OLDEST = 15
ROOT = Path(__file__).resolve().parents[2]
VAR = ROOT / "var"
#: Nothing in it outlives the run, so nothing waits for the disk.
FORGETFUL = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"]


class NoServer(Exception):
    """No PostgreSQL server could be found or started; the message says why."""


@dataclass(frozen=True)
class Person:
    """The account the server runs as: PostgreSQL refuses to run as root."""

    uid: int
    gid: int

    def run(self, *command: str | Path, check: bool = True) -> subprocess.CompletedProcess[str]:
        # The working directory is one that everybody may enter; the checkout's may not be.
        root = os.geteuid() == 0
        return subprocess.run(
            command,
            check=check,
            cwd="/",
            capture_output=True,
            text=True,
            user=self.uid if root else None,
            group=self.gid if root else None,
            extra_groups=[] if root else None,
        )


def programs() -> Path:
    """Return the folder of the newest server's programs, version 15 or later. Raises NoServer."""
    on_path = shutil.which("initdb")
    debian = [path / "bin" for path in Path("/usr/lib/postgresql").glob("[0-9]*")]
    homes = [*debian, *([Path(on_path).resolve().parent] if on_path else [])]
    found = {_version(home): home for home in homes if (home / "initdb").exists() and (home / "postgres").exists()}
    if not found or max(found) < OLDEST:
        raise NoServer(f"There is no PostgreSQL server, version {OLDEST} or newer.")
    return found[max(found)]


def _version(home: Path) -> int:
    words = subprocess.run([home / "postgres", "--version"], check=True, capture_output=True, text=True).stdout
    found = re.search(r"\(PostgreSQL\) (\d+)", words)
    return int(found[1]) if found else 0


@contextlib.contextmanager
def server() -> Iterator[str]:
    """Give the address of a fresh server (a SQLAlchemy URL of its superuser) and remove the server afterwards."""
    home, person = programs(), _unprivileged()
    _sweep(home, person)
    folder = _folder(person)
    data, password = folder.resolve() / "data", secrets.token_urlsafe(18)
    try:
        _initialise(home, person, data, password)
        port = _start(home, person, data)
        yield f"postgresql+psycopg://goc:{password}@127.0.0.1:{port}/postgres"
    finally:
        _remove(home, person, folder)


def _unprivileged() -> Person:
    if os.geteuid() != 0:
        return Person(os.geteuid(), os.getegid())
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            entry = pwd.getpwnam(name)
            return Person(entry.pw_uid, entry.pw_gid)
    raise NoServer("PostgreSQL does not run as root, and there is no user `postgres` or `nobody` to run it as.")


def _folder(person: Person) -> Path:
    """Make var/postgres-PID, or a link of that name to a temporary folder when `person` cannot enter var/."""
    VAR.mkdir(exist_ok=True)
    place = VAR / f"postgres-{os.getpid()}"
    if person.run("test", "-x", VAR, check=False).returncode == 0:
        place.mkdir()
    else:
        place.symlink_to(tempfile.mkdtemp(prefix="goc-postgres-"))
    os.chown(place, person.uid, person.gid)
    return place


def _initialise(home: Path, person: Person, data: Path, password: str) -> None:
    note = data.parent / "password"
    note.write_text(password)
    os.chown(note, person.uid, person.gid)
    note.chmod(0o600)
    options = ["--username=goc", f"--pwfile={note}", "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C.UTF-8"]
    try:
        person.run(home / "initdb", "--no-sync", *options, "-D", data)
    except subprocess.CalledProcessError as error:
        raise NoServer(f"PostgreSQL could not make a cluster in {data}:\n{error.stderr}") from error


def _start(home: Path, person: Person, data: Path) -> int:
    """Start the server on a free port of this machine alone and return the port."""
    log = data.parent / "log"
    for _ in range(3):  # Somebody else may take the free port first.
        port = _free_port()
        settings = [*FORGETFUL, "listen_addresses=127.0.0.1", "unix_socket_directories=", f"port={port}"]
        options = " ".join(f"-c {setting}" for setting in [*settings, "max_connections=200"])
        start = person.run(home / "pg_ctl", "start", "-w", "-D", data, "-l", log, "-o", options, check=False)
        if start.returncode == 0:
            return port
    raise NoServer(f"PostgreSQL did not start:\n{log.read_text()}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _remove(home: Path, person: Person, folder: Path) -> None:
    person.run(home / "pg_ctl", "stop", "-m", "immediate", "-D", folder.resolve() / "data", check=False)
    shutil.rmtree(folder.resolve(), ignore_errors=True)
    if folder.is_symlink():
        folder.unlink()


def _sweep(home: Path, person: Person) -> None:
    """Remove what an earlier run left when it was killed and could not."""
    for folder in VAR.glob("postgres-*"):
        if not Path(f"/proc/{folder.name.removeprefix('postgres-')}").exists():
            _remove(home, person, folder)


def _run(command: list[str]) -> int:
    """Run `command` beside a server; a signal meant for both is passed on, and the server is removed all the same."""
    with server() as address:
        child = subprocess.Popen(command, env={**os.environ, "GOC_TEST_POSTGRES": address})
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the child from the terminal.
        signal.signal(signal.SIGTERM, lambda *_: child.terminate())
        status = child.wait()
        return status if status >= 0 else 128 - status  # as a shell says that a signal ended it


def main(arguments: list[str]) -> int:
    try:
        if arguments == ["--find"]:
            print(programs())
            return 0
        return _run(arguments)
    except NoServer as error:
        print(error, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
