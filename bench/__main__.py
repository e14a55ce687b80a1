"""`bin/bench` lists the benchmarks, `bin/bench NAME [--json] [--long]` runs one.

A benchmark is a module of this folder with `def run(long: bool) -> list[Figure]`; the first line of its docstring says
what it measures. `NEEDS_POSTGRES = True` in it asks for a server, whose address is then in GOC_TEST_POSTGRES.
"""

from __future__ import annotations

import argparse
import ast
import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path

from bench import report

HERE = Path(__file__).resolve().parent
POSTGRES = HERE.parent / "bin/lib/postgres.py"


def main() -> int:
    known = _benchmarks()
    asked = _parser().parse_args()
    if asked.name is None:
        print("\n".join(f"{name:<16} {what}" for name, what in known.items()))
        return 0
    if asked.name not in known:
        print(f"There is no benchmark {asked.name!r}. There are: {', '.join(known)}.", file=sys.stderr)
        return 2
    return _run(asked)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bin/bench", description="Measure how fast something is beside its floor.")
    parser.add_argument("name", nargs="?", metavar="NAME", help="a benchmark; without it they are listed")
    parser.add_argument("--json", action="store_true", help="print the figures for a machine to read")
    parser.add_argument("--long", action="store_true", help="measure longer than a minute")
    return parser


def _benchmarks() -> dict[str, str]:
    """Return name -> what it measures, without importing any."""
    found = {}
    for path in sorted(HERE.glob("[a-z]*.py")):
        module = ast.parse(path.read_text("utf-8"))
        if any(isinstance(node, ast.FunctionDef) and node.name == "run" for node in module.body):
            found[path.stem.replace("_", "-")] = (ast.get_docstring(module) or "").split("\n")[0]
    return found


def _run(asked: argparse.Namespace) -> int:
    module = import_module(f"bench.{asked.name.replace('-', '_')}")
    if getattr(module, "NEEDS_POSTGRES", False) and "GOC_TEST_POSTGRES" not in os.environ:
        return _run_beside_postgres()
    figures = module.run(asked.long)
    print(report.as_json(figures) if asked.json else report.as_table(figures))
    return 0


def _run_beside_postgres() -> int:
    return subprocess.run([sys.executable, POSTGRES, sys.executable, "-m", "bench", *sys.argv[1:]]).returncode


if __name__ == "__main__":
    sys.exit(main())
