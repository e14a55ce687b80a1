"""Text as people type it: cleaned for keeping, folded for finding."""

from __future__ import annotations

import unicodedata


def clean(text: str) -> str:
    """Return `text` in NFC on one line: control characters gone, every run of white space one space."""
    visible = "".join(_visible(character) for character in text)
    return " ".join(unicodedata.normalize("NFC", visible).split())


def _visible(character: str) -> str:
    # Cf holds the zero-width and direction marks that come along when somebody pastes from a chat.
    if unicodedata.category(character) in {"Cc", "Cf", "Cs", "Co", "Cn"}:
        return " " if character.isspace() else ""
    return character


def fold(text: str) -> str:
    """Return `text` without case and marks, so that `gom bat trang` finds `Gốm Bát Tràng`.

    NFC, lower case, đ to d, NFD without combining marks: the same for the index, the query and both databases.
    """
    lowered = unicodedata.normalize("NFC", text).lower().replace("đ", "d")
    return "".join(
        character for character in unicodedata.normalize("NFD", lowered) if not unicodedata.combining(character)
    )
