"""What the shop promises and asks, page by page, each with its versions.

The words are in `templates/policies/<slug>/<version>.<language>.html`. A version that somebody has agreed to is never
edited: a change is a new version with the day it begins, and yesterday's order keeps yesterday's words. Numbers in the
words come from `core/rules` as they stood on that day.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from pathlib import Path

from flask import render_template
from markupsafe import Markup

from shop.config import ROOT
from shop.core.i18n import LANGUAGES, said
from shop.core.rules import rule
from shop.core.time import today

TEMPLATES = ROOT / "templates"

#: The eight things a privacy page must say, by the anchors that lead to them.
PRIVACY_ANCHORS = (
    "purpose",
    "use",
    "retention",
    "access",
    "security",
    "view-and-correct",
    "delete-and-restrict",
    "complaints",
)


@dataclass(frozen=True)
class Policy:
    """One version of one page, in force from `effective_from` until the next version begins."""

    slug: str
    version: str
    effective_from: date
    title_vi: str
    title_en: str

    @property
    def title(self) -> str:
        """The title in the reader's language."""
        return said(self, "title")

    def template(self, language: str) -> str:
        """Return the name of the template that holds the words in `language`: `vi` or `en`."""
        return f"policies/{self.slug}/{self.version}.{language}.html"


class NoSuchPolicy(LookupError):
    """No page goes by this name, or none was in force on that day."""


_OPENING = date(2026, 7, 1)

#: In the order in which the footer names them.
POLICIES = (
    Policy("operator", "1", _OPENING, "Đơn vị vận hành", "Who runs this site"),
    Policy("terms", "1", _OPENING, "Điều khoản mua bán", "Terms of sale"),
    Policy("payment", "1", _OPENING, "Giá và thanh toán", "Prices and payment"),
    Policy("delivery", "1", _OPENING, "Giao hàng và kiểm hàng", "Delivery and inspection"),
    Policy("returns", "1", _OPENING, "Đổi trả và hoàn tiền", "Returns and refunds"),
    Policy("privacy", "1", _OPENING, "Dữ liệu cá nhân", "Personal data"),
    Policy("complaints", "1", _OPENING, "Khiếu nại", "Complaints"),
    Policy("ranking", "1", _OPENING, "Cách xếp thứ tự", "How things are ranked"),
)


def current(slug: str, on: date | None = None) -> Policy:
    """Return the version of `slug` in force on the day `on` (today in Hanoi by default). Raises NoSuchPolicy."""
    day = on or today()
    begun = [policy for policy in POLICIES if policy.slug == slug and policy.effective_from <= day]
    if not begun:
        raise NoSuchPolicy(f"no policy {slug!r} on {day}")
    return max(begun, key=lambda policy: policy.effective_from)


def in_force(on: date | None = None) -> list[Policy]:
    """Return the version in force of every page, in the order of the footer."""
    day = on or today()
    slugs = dict.fromkeys(policy.slug for policy in POLICIES if policy.effective_from <= day)
    return [current(slug, day) for slug in slugs]


def body(policy: Policy, language: str) -> Markup:
    """Return the words of `policy` as HTML that begins at `h2`, with the operator's data and the day's rules in it."""
    on_that_day = partial(rule, on=policy.effective_from)
    # Safe: the words are our own templates, and Jinja escapes the operator's data in them.
    return Markup(render_template(policy.template(language), policy=policy, rule=on_that_day))  # noqa: S704


@cache
def body_hash(policy: Policy, templates: Path = TEMPLATES) -> str:
    """Return the SHA-256, in 64 hex digits, of the words of `policy` in all its languages.

    Kept with every consent. The rules of a day are dated themselves, so words and day together say what was agreed to.
    """
    digest = hashlib.sha256()
    for language in LANGUAGES:
        words = (templates / policy.template(language)).read_bytes()
        digest.update(f"{policy.slug} {policy.version} {language} {len(words)}\n".encode() + words)
    return digest.hexdigest()
