"""What a scanner reads off a label, or what somebody types instead."""

from __future__ import annotations

import re
from urllib.parse import unquote

from shop.core.text import clean

#: The address in our symbols, in whatever case: `/01/<gtin>/10/<lot>` or `/t/<code>`.
_LINK = re.compile(r"^https?://[^/]+/(?:01/[0-9]{14}/10/(?P<lot>[^/?#]+)|t/(?P<code>[0-9a-z]{10}))", re.IGNORECASE)
#: `BT-2611-07`, or `BT-2611-07 x 3` where three of one batch are packed.
_TYPED = re.compile(r"^(?P<lot>.+?)(?:\s*[x×*]\s*(?P<times>[0-9]{1,4}))?$", re.IGNORECASE)


def read_scan(line: str) -> tuple[str, int]:
    """Return the lot code or batch code of one scanned or typed line, in capitals, and for how many items it stands."""
    line = clean(line)
    if link := _LINK.match(line):
        return unquote(link["lot"] or link["code"]).upper(), 1
    typed = _TYPED.match(line)
    if typed is None:
        return "", 1
    return re.sub(r"\s+", "", typed["lot"]).upper(), int(typed["times"] or 1)
