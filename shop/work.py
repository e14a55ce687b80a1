"""What the worker does by itself: the tasks and rounds of every room, registered by importing them."""

from __future__ import annotations

from importlib import import_module

ROOMS = ("shop.core.mail", "shop.payments.sweeping", "traceability.sequencer")


def register() -> None:
    """Import every module that registers a task or a round."""
    for room in ROOMS:
        import_module(room)
