"""Photographs: upright, stripped, in three widths; and everything that is not one."""

from __future__ import annotations

import io
import struct
import threading
import zlib
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from PIL import Image, ImageCms
from sqlalchemy import func, select

from shop.core import media
from shop.core.db import db
from shop.core.media import NotAPicture, Picture, PictureTooLarge
from tests.house import Client, fetch

ORIENTATION, GPS, MAKER = 0x0112, 0x8825, 0x010F
RED, BLUE = (200, 30, 30), (30, 30, 200)


def photograph(size: tuple[int, int] = (120, 80), kind: str = "JPEG", mode: str = "RGB", **saved: Any) -> io.BytesIO:
    """Return a picture, red on the left and blue on the right."""
    image = Image.new("RGB", size, RED)
    image.paste(BLUE, (size[0] // 2, 0, *size))
    out = io.BytesIO()
    image.convert(mode).save(out, kind, **saved)
    out.seek(0)
    return out


def stored(picture: Picture, width: int = 1600) -> Image.Image:
    content = media.read(picture.file(width))
    assert content is not None
    return Image.open(io.BytesIO(content))


def nearly(pixel: Any, colour: tuple[int, int, int]) -> bool:
    return all(abs(a - b) < 40 for a, b in zip(pixel, colour, strict=True))


def png_header(width: int, height: int) -> io.BytesIO:
    """Return the beginning of a PNG that says it is very large."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", head), (b"IDAT", zlib.compress(b"\0" * 100)), (b"IEND", b"")]
    body = b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks
    )
    return io.BytesIO(b"\x89PNG\r\n\x1a\n" + body)


def test_nothing_but_the_picture_survives(app: Flask) -> None:
    exif = Image.Exif()
    exif[MAKER] = "a telephone"
    exif.get_ifd(GPS)[1] = "N"
    xmp = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>21.0N 105.8E</x:xmpmeta>"

    picture = media.keep(photograph(exif=exif, xmp=xmp, comment=b"at home"))

    for width in media.WIDTHS:
        kept = stored(picture, width)
        assert not kept.getexif()
        assert not {"exif", "xmp", "icc_profile", "comment"} & set(kept.info)
        content = media.read(picture.file(width)) or b""
        assert b"telephone" not in content
        assert b"105.8E" not in content


@pytest.mark.parametrize(("orientation", "left_is_up"), [(6, True), (8, False)])
def test_a_telephone_held_upright_gives_an_upright_picture(app: Flask, orientation: int, left_is_up: bool) -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = orientation

    picture = media.keep(photograph(exif=exif))

    assert (picture.width, picture.height) == (80, 120)
    top = stored(picture).getpixel((40, 5))
    assert nearly(top, RED if left_is_up else BLUE)


def test_three_widths_are_kept_and_none_is_blown_up(app: Flask) -> None:
    large = media.keep(photograph((3000, 2000)))
    small = media.keep(photograph((300, 200)))

    assert [stored(large, width).size for width in media.WIDTHS] == [(400, 267), (800, 533), (1600, 1067)]
    assert {stored(small, width).size for width in media.WIDTHS} == {(300, 200)}
    assert all(stored(large, width).format == "WEBP" for width in media.WIDTHS)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_what_telephones_send_is_taken(app: Flask, kind: str) -> None:
    assert media.keep(photograph(kind=kind)).width == 120


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not a picture",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"%PDF-1.7",
        b"\xff\xd8\xff",
        b"\x89PNG\r\n\x1a\n",
    ],
)
def test_what_is_no_photograph_is_refused(app: Flask, content: bytes) -> None:
    with pytest.raises(NotAPicture):
        media.keep(io.BytesIO(content))


@pytest.mark.parametrize("kind", ["GIF", "BMP", "TIFF"])
def test_other_kinds_of_picture_are_refused(app: Flask, kind: str) -> None:
    with pytest.raises(NotAPicture):
        media.keep(photograph(kind=kind))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_an_upload_that_was_cut_off_is_refused_wherever_it_was_cut(app: Flask, kind: str) -> None:
    whole = photograph((200, 150), kind).getvalue()
    for share in (0.1, 0.3, 0.5, 0.9):
        with pytest.raises(NotAPicture):
            media.keep(io.BytesIO(whole[: int(len(whole) * share)]))

    assert db.session.scalar(select(func.count(Picture.id))) == 0


def test_a_hundred_megapixels_are_refused_before_they_are_opened(app: Flask) -> None:
    for width, height in ((10_000, 10_000), (60_001, 1_000), (100_000, 100_000)):
        with pytest.raises(PictureTooLarge):
            media.keep(png_header(width, height))


def test_a_moving_picture_stands_still(app: Flask) -> None:
    frames = [Image.new("RGB", (60, 40), colour) for colour in (RED, BLUE)]
    out = io.BytesIO()
    frames[0].save(out, "WEBP", save_all=True, append_images=frames[1:], lossless=True)
    out.seek(0)

    kept = stored(media.keep(out))

    assert getattr(kept, "n_frames", 1) == 1
    assert nearly(kept.getpixel((30, 20)), RED)


def test_what_is_transparent_becomes_white(app: Flask) -> None:
    out = io.BytesIO()
    Image.new("RGBA", (60, 40), (0, 0, 0, 0)).save(out, "PNG")
    out.seek(0)

    assert nearly(stored(media.keep(out)).getpixel((30, 20)), (255, 255, 255))


@pytest.mark.parametrize(("kind", "mode"), [("JPEG", "CMYK"), ("JPEG", "L"), ("PNG", "P"), ("PNG", "1"), ("PNG", "LA")])
def test_every_way_of_keeping_colours_is_read(app: Flask, kind: str, mode: str) -> None:
    kept = stored(media.keep(photograph(kind=kind, mode=mode)))

    assert kept.mode == "RGB"
    if mode in {"CMYK", "P"}:
        assert nearly(kept.getpixel((20, 40)), RED)


def test_colours_of_another_space_are_turned_into_those_of_a_screen(app: Flask) -> None:
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("XYZ")).tobytes()

    picture = media.keep(photograph(icc_profile=lab))

    assert "icc_profile" not in stored(picture).info


def test_a_broken_profile_is_no_reason_to_refuse(app: Flask) -> None:
    assert media.keep(photograph(icc_profile=b"no profile at all")).width == 120


def test_the_same_picture_twice_is_one_row(app: Flask) -> None:
    first = media.keep(photograph(), alt_vi="Bình tỳ bà")
    db.session.flush()
    exif = Image.Exif()
    exif[MAKER] = "another telephone"

    assert media.keep(photograph(exif=exif)) is first
    assert db.session.scalar(select(func.count(Picture.id))) == 1


def test_the_same_picture_at_the_same_time_is_one_row(real: Flask) -> None:
    together, keys, faults = threading.Barrier(2), [], []

    def send() -> None:
        with real.app_context():
            try:
                together.wait(10)
                picture = media.keep(photograph())
                keys.append(picture.key)
                db.session.commit()
            except Exception as error:
                faults.append(error)
                raise

    threads = [threading.Thread(target=send) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)

    assert not faults
    assert len(set(keys)) == 1
    assert db.session.scalar(select(func.count(Picture.id))) == 1


def test_a_file_that_was_cut_off_is_written_again(app: Flask) -> None:
    picture = media.keep(photograph())
    system, folder = media.store()
    path = Path(folder) / picture.file(400)
    path.write_bytes(path.read_bytes()[:10])

    media.keep(photograph())

    assert stored(picture, 400).size == (120, 80)
    assert system.exists(str(path))


def test_a_kept_picture_is_served_for_good(app: Flask, visitor: Client) -> None:
    picture = media.keep(photograph())

    answer = visitor.get(f"/media/{picture.file(800)}")

    assert answer.headers["Content-Type"] == "image/webp"
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "name",
    [
        "../goc.sqlite3",
        "..%2f..%2fsecret-key",
        "%2e%2e%2f%2e%2e%2fsecret-key.webp",
        "..\\secret-key.webp",
        "..webp",
        ".webp",
        "0123456789abcdef0123456789abcdef-400.webp",
        "0123456789abcdef0123456789abcdef-400.WEBP",
        "a" * 300 + ".webp",
    ],
)
def test_no_other_file_can_be_asked_for(app: Flask, name: str) -> None:
    Path(app.config["VAR_DIR"], "secret-key").write_text("told to nobody")
    Path(app.config["VAR_DIR"], "secret-key.webp").write_text("told to nobody")

    page = fetch(app, f"/media/{name}")

    assert page.status == 404
    assert "told to nobody" not in page.text
