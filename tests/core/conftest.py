"""The fixtures of tests whose commits are commits."""

from __future__ import annotations

from tests.real_app import build, committing_app, real, stranger

__all__ = ["build", "committing_app", "real", "stranger"]
