"""Whatever was started is ended."""

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from processes import Died, Household

#: Starts a child of its own, says who it is, and goes on for ever.
PARENT = """
import subprocess, time
print(subprocess.Popen(["sleep", "60"]).pid, flush=True)
time.sleep(60)
"""


def test_children_of_what_was_started_are_ended_too(tmp_path: Path) -> None:
    with Household(tmp_path) as household:
        household.start("shop", [sys.executable, "-c", PARENT], os.environ)
        household.wait_until(lambda: bool(_said(tmp_path, "shop")), seconds=20, what="The shop")
        grandchild = int(_said(tmp_path, "shop"))
        assert _lives(grandchild)

    assert _soon(lambda: not _lives(grandchild))


def test_a_program_that_ends_is_told_with_its_last_words(tmp_path: Path) -> None:
    with Household(tmp_path) as household:
        household.start("worker", [sys.executable, "-c", "print('no database'); exit(3)"], os.environ)

        with pytest.raises(Died, match=r"worker ended with status 3:\n  worker \| no database"):
            household.wait_until(lambda: False, seconds=20, what="The worker")


def test_waiting_ends_with_what_the_programs_said(tmp_path: Path) -> None:
    with Household(tmp_path) as household:
        household.start("shop", ["sleep", "60"], os.environ)

        with pytest.raises(Died, match="The shop did not answer within 0 seconds"):
            household.wait_until(lambda: False, seconds=0.2, what="The shop")


def _said(logs: Path, name: str) -> str:
    return (logs / f"{name}.log").read_text()


def _lives(pid: int) -> bool:
    """Tell whether `pid` runs; one that has ended and only waits to be collected does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def _soon(condition: Callable[[], bool]) -> bool:
    until = time.monotonic() + 5
    while time.monotonic() < until and not condition():
        time.sleep(0.05)
    return condition()
