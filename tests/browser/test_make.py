"""Make and label: on a phone, from the first field to the sheet of labels."""

from __future__ import annotations

from datetime import datetime, timedelta
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest
from PIL import Image
from PIL.ExifTags import GPS, IFD, Base

from tests.browser.conftest import Visit
from tests.browser.house import House
from tests.browser.labels import print_labels, read_off_the_sheet
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

#: The phone that took the photograph writes this into it.
PHONE = "Bphone of Giang Cao"


def photograph() -> bytes:
    """A JPEG as a phone makes it: turned by its own word, and with the place where it was taken."""
    picture = Image.linear_gradient("L").resize((1200, 900)).convert("RGB")
    told = picture.getexif()
    told[Base.Orientation] = 6
    told[Base.Make] = PHONE
    told.get_ifd(IFD.GPSInfo).update(
        {GPS.GPSLatitudeRef: "N", GPS.GPSLatitude: (20.0, 58.0, 30.0), GPS.GPSLongitudeRef: "E"}
    )
    kept = BytesIO()
    picture.save(kept, "JPEG", exif=told)
    assert b"Bphone" in kept.getvalue()
    return kept.getvalue()


def a_while_ago(hours: int = 2) -> str:
    return f"{datetime.now(ZoneInfo('Asia/Ho_Chi_Minh')) - timedelta(hours=hours):%Y-%m-%dT%H:%M}"


def open_batch(potter: Visitor, quantity: int = 24) -> str:
    """Open a batch with everything as suggested, and return its lot code."""
    potter.open("/studio").follow("Open a batch")
    suggested = potter.field("Lot code").input_value()
    potter.fill("How many", str(quantity)).press("Open the batch")
    assert suggested in potter.heading
    return suggested


def tell(potter: Visitor, what: str, picture: bytes | None = None, expect: int = 200) -> None:
    """Write down one thing that happened."""
    potter.fill("What happened", what).fill("When", a_while_ago())
    if picture is not None:
        file = {"name": "lo-nung.jpg", "mimeType": "image/jpeg", "buffer": picture}
        potter.field("Photograph").set_input_files(file)  # type: ignore[arg-type]
    potter.press("Write it down", expect=expect)


def test_a_batch_is_opened_told_released_and_labelled(house: House, visit: Visit) -> None:
    potter = visit(360, role="producer")

    lot = open_batch(potter)
    assert potter.page.get_by_role("button", name=potter.said("Release the batch")).is_disabled()
    tell(potter, "Ra lò, gõ nghe từng chiếc", photograph())
    potter.picture("studio-batch-360")
    served = potter.page.locator("ol.root img").first.get_attribute("src")
    potter.press("Release the batch")
    potter.follow("Print labels")

    preview = potter.page.locator(".preview img").first
    assert preview.evaluate("image => image.decode().then(() => image.naturalWidth)") > 300
    potter.page.locator("label.choice", has_text="50 × 30 mm").click()
    potter.fill("How many labels", "5")
    potter.page.get_by_role("button", name=potter.said("Make %(figure)s label (PDF)", 5, figure="5")).wait_for()
    potter.picture("studio-labels-360")
    sheet = print_labels(potter)
    codes = [read_off_the_sheet(sheet, page) for page in range(5)]
    assert len({tuple(each) for each in codes}) == 1

    reader = visit(360).open(codes[0][0])
    assert lot in reader.words
    assert "Ra lò, gõ nghe từng chiếc" in reader.words
    picture = reader.context.request.get(str(served)).body()
    assert PHONE.encode() not in picture
    assert dict(Image.open(BytesIO(picture)).getexif()) == {}
    # Stood up as the phone meant it, before that word was taken away.
    width, height = Image.open(BytesIO(picture)).size
    assert height > width


def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_lost(house: House, visit: Visit) -> None:
    potter = visit(360, role="producer").open("/studio/batches/new")
    taken = house.facts["lot"]

    potter.fill("Lot code", taken).fill("How many", "").fill("What went into it", "đất sét, Trúc Thôn")
    potter.press("Open the batch", expect=422)
    potter.picture("studio-refused-360")
    assert potter.error_beside("How many") == potter.said("Say how many there are, as a number.")

    potter.fill("How many", "12").press("Open the batch", expect=422)
    assert taken in potter.error_beside("Lot code")
    assert potter.field("What went into it").input_value() == "đất sét, Trúc Thôn"

    potter.fill("Lot code", "MM-TRUOC").fill("Made on", "2026-11-20").fill("Best before", "2026-11-19")
    potter.press("Open the batch", expect=422)
    assert "20/11/2026" in potter.error_beside("Best before")

    for quantity in ("0", "-1", "1000000000"):
        potter.fill("Best before", "").fill("How many", quantity).press("Open the batch", expect=422)
        assert potter.error_beside("How many")
        assert potter.field("How many").input_value() == quantity

    assert house.ask("SELECT count(*) FROM batch WHERE lot_code = 'MM-TRUOC'") == [(0,)]


def test_a_photograph_that_is_none_is_refused_and_the_words_stay(visit: Visit) -> None:
    potter = visit(1280, role="producer")
    open_batch(potter)

    tell(potter, "Nung lần hai", b"%PDF-1.7 not a photograph", expect=422)

    potter.picture("studio-batch-refused-1280")
    assert "JPEG" in potter.error_beside("Photograph")
    assert potter.field("What happened").input_value() == "Nung lần hai"


def test_labels_say_what_cannot_be_printed(house: House, visit: Visit) -> None:
    potter = visit(1280, role="producer", scripts=False).open(f"/studio/batches/{house.facts['code']}/labels")
    potter.picture("studio-labels-1280")

    potter.fill("How many labels", "0").press("Show")

    assert potter.error_beside("How many labels")
    assert potter.page.get_by_role("button", name="(PDF)").count() == 0
