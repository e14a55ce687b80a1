"""Nothing is built upon without a reason that is written down."""

import ast
import re
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("shop", "traceability", "paystand", "migrations")
#: Flask is made of the first four and Stripe's types are written with the last; they name the versions.
BROUGHT_ALONG = {"werkzeug", "jinja2", "markupsafe", "click", "typing_extensions"}


@pytest.mark.parametrize("requirements", ["requirements.in", "requirements-test.in"])
def test_every_package_has_its_reason(requirements: str) -> None:
    wanted = set(re.findall(r"^([a-z0-9-]+)", (ROOT / requirements).read_text("utf-8"), re.MULTILINE))
    rows = re.findall(r"^\| ([a-z0-9, -]+) \| \S", (ROOT / "docs/decisions.md").read_text("utf-8"), re.MULTILINE)
    explained = {name for row in rows for name in row.split(", ")}

    assert {name for name in wanted if not name.startswith("-")} <= explained


def test_the_shop_imports_only_what_it_names() -> None:
    named = set(re.findall(r"^([a-z0-9-]+)", (ROOT / "requirements.in").read_text("utf-8"), re.MULTILINE))
    owners = packages_distributions()
    ours = {"shop", "traceability", "paystand", "wsgi"} | set(sys.stdlib_module_names)

    strangers = {module for module in _imported() - ours if not {_plain(name) for name in owners[module]} & named}

    assert strangers <= BROUGHT_ALONG


def _imported() -> set[str]:
    """Return the first name of every module that a program of ours imports anywhere."""
    found = set()
    for path in [ROOT / "wsgi.py", *(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))]:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
                found.add(node.module.split(".")[0])
    return found


def _plain(name: str) -> str:
    return name.lower().replace("_", "-")
