"""Pictures people upload: turned upright, stripped of all but the picture itself, kept as WebP in three widths."""

from __future__ import annotations

import hashlib
import io
import struct
from dataclasses import dataclass
from datetime import datetime
from typing import IO, Any

import fsspec
from flask import current_app
from flask_babel import lazy_gettext as _l
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError
from sqlalchemy import String, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column

from shop.core.db import Base, db, unique_violation
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
    picture = _row(Picture(key=key, width=image.width, height=image.height, alt_vi=alt_vi, alt_en=alt_en))
    for width, content in encoded.items():
        _write(picture.file(width), content)
    return picture


def _row(picture: Picture) -> Picture:
    """Return the row of this picture: the one there is, or else this one."""
    same = select(Picture).where(Picture.key == picture.key)
    if (known := db.session.scalar(same)) is not None:
        return known
    try:
        with db.session.begin_nested():
            db.session.add(picture)
            db.session.flush()  # somebody may be sending the same picture this very moment
    except IntegrityError as error:
        if unique_violation(error) != frozenset({"key"}):
            raise
        return db.session.scalars(same).one()
    return picture


def _open(upload: IO[bytes]) -> Image.Image:
    try:
        image: Image.Image = Image.open(upload, formats=FORMATS)
        if image.width * image.height > MOST_PIXELS:
            raise PictureTooLarge(_l("This photograph has more than 60 megapixels. Send a smaller one."))
        image.draft("RGB", (WIDTHS[-1], WIDTHS[-1]))  # a JPEG is then decoded at a fraction of the cost
        image.load()
        upright = ImageOps.exif_transpose(image)
        upright.thumbnail((WIDTHS[-1] * 2, WIDTHS[-1] * 8), Image.Resampling.BOX)  # fewer pixels for what follows
        return _on_white(_in_srgb(upright))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise PictureTooLarge(_l("This photograph has more than 60 megapixels. Send a smaller one.")) from error
    except (UnidentifiedImageError, OSError, EOFError, ValueError, TypeError, SyntaxError, struct.error) as error:
        # All of these come out of Pillow's decoders for files that are broken in one way or another.
        raise NotAPicture(
            _l("This file could not be read as a photograph. Send a JPEG, PNG or WebP picture.")
        ) from error


def _in_srgb(image: Image.Image) -> Image.Image:
    """Turn the colours into those every screen takes a picture to be in, before its own profile is dropped."""
    profile = image.info.get("icc_profile")
    if not profile or image.mode not in {"RGB", "RGBA", "CMYK", "L"}:
        return image
    mode = "RGBA" if image.mode == "RGBA" else "RGB"
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        turned = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode=mode)
    except (ImageCms.PyCMSError, OSError):  # a broken profile is no reason to refuse the picture
        return image
    return turned or image


def _on_white(image: Image.Image) -> Image.Image:
    if not image.has_transparency_data:
        return image.convert("RGB")
    cut_out = image.convert("RGBA")
    ground = Image.new("RGB", cut_out.size, "white")
    ground.paste(cut_out, mask=cut_out.getchannel("A"))
    return ground


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
    # A file of another size was cut off when the disk was full or the process ended.
    if not system.exists(path) or system.size(path) != len(content):
        system.pipe_file(path, content)


def read(name: str) -> bytes | None:
    """Return the bytes of a stored picture file, or None when there is none of that name."""
    system, folder = store()
    try:
        content: bytes = system.cat_file(f"{folder}/{name}")
    except FileNotFoundError:
        return None
    return content
