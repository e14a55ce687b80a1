"""Commands a person or a script types: `flask worker`, `flask seed`, `flask demo-facts`."""

from __future__ import annotations

import json
import signal
import threading
from typing import Any

import click
from flask import Flask


def init_app(app: Flask) -> None:
    """Register the commands."""
    for command in (worker, seed, demo_facts):
        app.cli.add_command(command)


@click.command("worker")
def worker() -> None:
    """Send mail, finish payments, free holds and chain the history until told to stop."""
    from shop import work
    from shop.core import jobs

    stop = threading.Event()

    def leave(_number: int, _frame: Any) -> None:
        stop.set()

    signal.signal(signal.SIGTERM, leave)
    signal.signal(signal.SIGINT, leave)
    work.register()
    jobs.work(stop)


@click.command("seed")
def seed() -> None:
    """Tell the demo story in an empty database; a database with a story in it is left alone."""
    from shop.core.db import writing
    from shop.seeds import story

    with writing():
        try:
            click.echo(story.tell())
        except story.NotHere as refusal:
            raise click.ClickException(str(refusal)) from refusal


@click.command("demo-facts")
def demo_facts() -> None:
    """Print, as JSON, where a visitor of the demo should look and as whom to sign in."""
    from shop.seeds import facts

    click.echo(json.dumps(facts.gather(), ensure_ascii=False, indent=2))


__all__ = ["init_app"]
