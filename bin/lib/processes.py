"""Programs that live together: started one by one, ended all at once."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from types import TracebackType

PATIENCE_SECONDS = 8


class Died(Exception):
    """A program that should go on has ended; the message shows its last words."""


class Household:
    """Starts programs, each with a log, and ends every process of every one of them when the `with` block is left."""

    def __init__(self, logs: Path) -> None:
        self._logs = logs
        self._running: dict[str, subprocess.Popen[bytes]] = {}

    def __enter__(self) -> Household:
        self._logs.mkdir(parents=True, exist_ok=True)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.end()

    def start(self, name: str, command: list[str], environ: Mapping[str, str]) -> None:
        """Start `command` in a session of its own; what it says goes to logs/NAME.log."""
        with self._log(name).open("wb") as log:
            self._running[name] = subprocess.Popen(
                command,
                env=environ,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                # Its own session, so that Ctrl-C reaches only us and one signal reaches all of its children.
                start_new_session=True,
                preexec_fn=_end_with_parent(),
            )

    def check(self) -> None:
        """Raise Died when a program has ended."""
        for name, program in self._running.items():
            if program.poll() is not None:
                raise Died(f"{name} ended with status {program.returncode}:\n{self._last_words(name)}")

    def wait_until(self, ready: Callable[[], bool], *, seconds: float, what: str) -> None:
        """Return once `ready()` is true. Raises Died when a program ends first or it takes longer than `seconds`."""
        until = time.monotonic() + seconds
        while not ready():
            self.check()
            if time.monotonic() > until:
                words = "\n".join(self._last_words(name) for name in self._running)
                raise Died(f"{what} did not answer within {seconds:.0f} seconds:\n{words}")
            time.sleep(0.1)

    def end(self) -> None:
        """End all programs and their children: first kindly, after a few seconds by force."""
        for program in self._running.values():
            _tell(program, signal.SIGTERM)
        until = time.monotonic() + PATIENCE_SECONDS
        for program in self._running.values():
            with suppress(subprocess.TimeoutExpired):
                program.wait(max(0.0, until - time.monotonic()))
            _tell(program, signal.SIGKILL)  # Also what a program left behind when it ended.
            program.wait()
        self._running.clear()

    def _log(self, name: str) -> Path:
        return self._logs / f"{name}.log"

    def _last_words(self, name: str) -> str:
        lines = self._log(name).read_text("utf-8", "replace").splitlines()[-25:]
        return "\n".join(f"  {name} | {line}" for line in lines)


def _tell(program: subprocess.Popen[bytes], what: signal.Signals) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(program.pid, what)


def _end_with_parent() -> Callable[[], None] | None:
    """Return what a child does first: ask Linux to end it when we are killed and cannot do so ourselves."""
    if sys.platform != "linux":
        return None
    libc = ctypes.CDLL(None)
    set_parent_death_signal = 1
    return lambda: libc.prctl(set_parent_death_signal, signal.SIGTERM)
