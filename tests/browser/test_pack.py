"""Pack: a batch made today is received, bought, packed with its own label only, and its page tells of it."""

from __future__ import annotations

import pytest

from tests.browser.buying import order, say_where_to
from tests.browser.conftest import Visit
from tests.browser.house import House
from tests.browser.test_make import open_batch, tell

pytestmark = pytest.mark.browser


def test_a_batch_goes_from_the_kiln_to_its_buyer(house: House, visit: Visit) -> None:
    potter = visit(360, role="producer")
    lot = open_batch(potter, quantity=10)
    tell(potter, "Ra lò")
    potter.press("Release the batch")
    slug, variant, code = house.ask(
        "SELECT p.slug, v.id, b.code FROM batch b JOIN variant v ON v.id = b.variant_id "
        "JOIN product p ON p.id = v.product_id WHERE b.lot_code = ?",
        lot,
    )[0]

    clerk = visit(1280, role="centre").open("/desk/deliveries")
    clerk.fill("Lot code", "MM-9999-99").fill("How many", "5").press("Receive", expect=422)
    assert "MM-9999-99" in clerk.error_beside("Lot code")
    clerk.fill("Lot code", lot).press("Receive")
    clerk.picture("desk-receive-1280")
    assert lot in clerk.words

    buyer = visit(360).open(f"/products/{slug}?variant={variant}&centre=bat-trang")
    buyer.page.locator("label.choice", has_text=lot).click()
    buyer.press("Add to the basket").follow("Go to checkout")
    order(say_where_to(buyer, "Cash"))
    parcel = f"{buyer.heading.split()[-1]}-1"

    clerk.open("/desk")
    clerk.picture("desk-today-1280")
    clerk.page.get_by_label(clerk.said("Order or parcel code")).fill(parcel)
    clerk.press("Open")
    clerk.picture("desk-parcel-1280")
    clerk.fill("Scan the label of each item", house.facts["lot"]).press("Pack", expect=422)
    clerk.picture("desk-wrong-1280")
    refusal = "This item is of lot %(scanned)s; the parcel needs %(needed)s."
    wrong = clerk.said(refusal, scanned=house.facts["lot"], needed=lot)
    assert clerk.error_beside("Scan the label of each item") == wrong
    clerk.fill("Scan the label of each item", f"{house.shop}/t/{code}").press("Pack")
    clerk.fill("Carrier", "Bưu điện").fill("Tracking number", "EM123456789VN").press("Hand over")
    buyer.page.reload()
    buyer.look()
    assert "EM123456789VN" in buyer.words
    clerk.open(f"/desk/parcels/{parcel}").press("Paid, and the buyer has it")

    buyer.page.reload()
    buyer.look()
    buyer.picture("order-arrived-360")
    assert buyer.said("Everything has arrived") in buyer.words
    buyer.follow("See its origin")
    buyer.picture("origin-sold-360")
    assert buyer.path.endswith(f"/t/{code}")
    assert buyer.said("In its maker’s book") == buyer.heading
    story = " ".join(buyer.page.locator("ol.root").all_text_contents())
    assert "Đến tay người mua" in story
    assert "Về đến trung tâm" in story
    assert "Ra lò" in story
