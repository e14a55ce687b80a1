"""Nothing is built upon without a reason that is written down."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("requirements", ["requirements.in", "requirements-test.in"])
def test_every_package_has_its_reason(requirements: str) -> None:
    wanted = set(re.findall(r"^([a-z0-9-]+)", (ROOT / requirements).read_text("utf-8"), re.MULTILINE))
    rows = re.findall(r"^\| ([a-z0-9, -]+) \| \S", (ROOT / "docs/decisions.md").read_text("utf-8"), re.MULTILINE)
    explained = {name for row in rows for name in row.split(", ")}

    assert {name for name in wanted if not name.startswith("-")} <= explained
