"""Scan: from the printed sheet to the page of the batch, in the reader's language, and on to the basket."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Visit
from tests.browser.house import House
from tests.browser.labels import print_labels, read_off_the_sheet

pytestmark = pytest.mark.browser

GENUINE = "In its maker’s book"
RECALLED = "This batch is being recalled"
EXPIRED = "Known, but past its day"
UNKNOWN = "We do not know this code"


@pytest.fixture(scope="module")
def printed(house: House) -> dict[str, str]:
    """What has been printed in this module, by the code of its batch: the address that a decoder read."""
    return {}


@pytest.fixture
def scanned(house: House, visit: Visit, printed: dict[str, str]) -> str:
    """Have the maker print labels of a batch with a GTIN, and read the first one off the sheet."""
    code = batch_with_gtin(house)
    if code not in printed:
        maker = visit(1280, role="producer").open(f"/studio/batches/{code}/labels")
        maker.fill("How many labels", "3")
        printed[code] = read_off_the_sheet(print_labels(maker))[0]
    return printed[code]


def batch_with_gtin(house: House) -> str:
    gtin, lot = house.facts["gtin"], house.facts["lot"]
    asked = "SELECT b.code FROM batch b JOIN variant v ON v.id = b.variant_id WHERE v.gtin = ? AND b.lot_code = ?"
    return str(house.ask(asked, gtin, lot)[0][0])


@pytest.mark.parametrize("language", ["vi-VN", "en-GB"])
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_the_label_opens_its_batch(house: House, visit: Visit, scanned: str, language: str, scripts: bool) -> None:
    tourist = visit(360, language=language, scripts=scripts)

    tourist.open(scanned)

    tourist.picture(f"origin-{language}-360")
    assert scanned.startswith(f"{house.shop}/01/".upper())
    assert tourist.page.locator("html").get_attribute("lang") == language[:2]
    assert tourist.heading == tourist.said(GENUINE)
    assert house.facts["lot"] in tourist.words
    assert tourist.page.locator("ol.root li").count() > 3
    assert tourist.page.get_by_role("heading", name=tourist.said("Back to the root")).is_visible()
    assert "set-cookie" not in {name for answer in tourist.answers for name in answer.headers}
    assert tourist.context.cookies() == []


def test_the_other_language_is_one_tap_away(visit: Visit, scanned: str) -> None:
    tourist = visit(360).open(scanned)

    tourist.follow("English")

    assert tourist.heading == GENUINE
    assert tourist.context.cookies() == []


def test_the_batch_in_hand_is_two_taps_from_the_checkout(house: House, visit: Visit, scanned: str) -> None:
    tourist = visit(360, language="en-GB").open(scanned)

    tourist.press("Buy this batch")

    assert tourist.heading == "Your basket"
    assert house.facts["lot"] in tourist.words
    tourist.follow("Go to checkout")
    assert tourist.path == "/en/checkout"


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize(("fact", "verdict"), [("recalled", RECALLED), ("expired", EXPIRED)])
def test_a_label_says_what_not_to_use(house: House, visit: Visit, fact: str, verdict: str, width: int) -> None:
    visitor = visit(width)

    visitor.open(house.facts[fact])

    visitor.picture(f"origin-{fact}-{width}")
    assert visitor.heading == visitor.said(verdict)
    assert visitor.page.get_by_role("button", name=visitor.said("Buy this batch")).count() == 0


def test_a_batch_without_gtin_has_its_own_address(house: House, visit: Visit) -> None:
    visitor = visit(1280, language="en-GB").open(f"/t/{house.facts['code']}")

    visitor.picture("origin-en-1280")
    assert visitor.heading == GENUINE


def test_a_code_nobody_gave_out_can_be_tried_again(house: House, visit: Visit) -> None:
    visitor = visit(360).open("/t/ZZZZZZZZZ0", expect=404)
    visitor.picture("origin-unknown-360")
    assert visitor.heading == visitor.said(UNKNOWN)

    visitor.fill("Code printed under the square", house.facts["code"]).press("Search again")

    assert visitor.heading == visitor.said(GENUINE)


def test_a_lot_nobody_made_is_said_to_be_unknown(house: House, visit: Visit) -> None:
    visitor = visit(360, language="en-GB").open(f"/01/{house.facts['gtin']}/10/MM-0000-99")

    assert visitor.heading == UNKNOWN
    assert "MM-0000-99" in visitor.words
