"""Pictures people upload: turned upright, stripped of all but the picture itself, kept as WebP in three widths."""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass
from datetime import datetime
from typing import IO, Any

import fsspec
from flask import current_app
from flask_babel import lazy_gettext as _l
from PIL import Image, ImageOps, UnidentifiedImageError
from sqlalchemy import String, select
from sqlalchemy.orm import Mapped, mapped_column

from shop.core.db import Base, db
from shop.core.errors import Refusal
from shop.core.time import UtcDateTime, now

WIDTHS = (400, 800, 1600)
#: The largest picture a phone makes today is about 50 megapixels; more than this is an attack or a mistake.
MOST_PIXELS = 60_000_000
#: Multi-picture JPEGs of phones are opened by the JPEG reader; naming MPO here makes Pillow fail on what is no picture.
FORMATS = ("JPEG", "PNG", "WEBP")


class NotAPicture(Refusal):
    """The upload could not be read as a photograph."""


class PictureTooLarge(Refusal):
    """The photograph has more pixels than the shop opens."""


class Picture(Base):
    """One uploaded photograph, known by the hash of what was kept."""

    __tablename__ = "picture"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(32), unique=True)
    width: Mapped[int]
    height: Mapped[int]
    alt_vi: Mapped[str] = mapped_column(String(300), default="")
    alt_en: Mapped[str] = mapped_column(String(300), default="")
    added_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)

    def file(self, width: int) -> str:
        """Return the file name of the width served for `width` pixels."""
        return f"{self.key}-{width}.webp"


@dataclass(frozen=True)
class Shown:
    """The columns of a picture that a public page needs, without the row."""

    key: str
    width: int
    height: int
    alt_vi: str = ""
    alt_en: str = ""

    def file(self, width: int) -> str:
        """Return the file name of the width served for `width` pixels."""
        return f"{self.key}-{width}.webp"


def keep(upload: IO[bytes], *, alt_vi: str = "", alt_en: str = "") -> Picture:
    """Re-encode the photograph in `upload` and keep it; nothing of the original file survives but its pixels.

    Raises NotAPicture or PictureTooLarge, and keeps nothing.
    """
    image = _open(upload)
    encoded = {width: _encoded(image, width) for width in WIDTHS}
    key = hashlib.sha256(encoded[WIDTHS[-1]]).hexdigest()[:32]
    picture = db.session.scalar(select(Picture).where(Picture.key == key))
    if picture is None:
        picture = Picture(key=key, width=image.width, height=image.height, alt_vi=alt_vi, alt_en=alt_en)
        db.session.add(picture)
    for width, content in encoded.items():
        _write(picture.file(width), content)
    return picture


def _open(upload: IO[bytes]) -> Image.Image:
    try:
        image: Image.Image = Image.open(upload, formats=FORMATS)
        if image.width * image.height > MOST_PIXELS:
            raise PictureTooLarge(_l("This photograph has more than 60 megapixels. Send a smaller one."))
        image.draft("RGB", (WIDTHS[-1], WIDTHS[-1]))  # a JPEG is then decoded at a fraction of the cost
        image.load()
        return ImageOps.exif_transpose(image).convert("RGB")
    except Image.DecompressionBombError as error:
        raise PictureTooLarge(_l("This photograph has more than 60 megapixels. Send a smaller one.")) from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise NotAPicture(
            _l("This file could not be read as a photograph. Send a JPEG, PNG or WebP picture.")
        ) from error


def _encoded(image: Image.Image, width: int) -> bytes:
    copy = image.copy()
    copy.thumbnail((width, width * 4), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    copy.save(out, "WEBP", quality=82, method=4)
    return out.getvalue()


def store() -> tuple[Any, str]:
    """Return the file system that holds pictures, and the folder in it."""
    url = current_app.config["MEDIA_URL"] or f"file://{current_app.config['VAR_DIR']}/media"
    system, folder = fsspec.core.url_to_fs(url)
    return system, folder


def _write(name: str, content: bytes) -> None:
    system, folder = store()
    system.makedirs(folder, exist_ok=True)
    path = f"{folder}/{name}"
    if not system.exists(path):
        system.pipe_file(path, content)


def read(name: str) -> bytes | None:
    """Return the bytes of a stored picture file, or None when there is none of that name."""
    system, folder = store()
    try:
        content: bytes = system.cat_file(f"{folder}/{name}")
    except FileNotFoundError:
        return None
    return content
