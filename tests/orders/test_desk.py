"""The desk: its pages, and that nobody sees another centre's parcels."""

from __future__ import annotations

from shop.core.db import db
from shop.orders.models import ParcelState
from tests.factories import Make
from tests.house import Client


def test_today_lists_what_to_pack_oldest_first_in_a_fixed_number_of_queries(desk: Client, make: Make) -> None:
    first, second = make.parcel("BT-2407"), make.parcel("BT-2408")
    few = len(desk.get("/desk").queries)
    for number in range(5):
        make.parcel(f"BT-25{number:02}")

    page = desk.get("/desk")

    assert page.text.index(first.code) < page.text.index(second.code)
    assert len(page.queries) == few


def test_a_scanned_order_code_opens_its_parcel(desk: Client, make: Make) -> None:
    parcel = make.parcel()

    assert desk.get("/desk", code=parcel.order.code.lower(), expect=303).location.endswith(parcel.code)
    assert "DH0000000" in desk.get("/desk", code="DH0000000").words


def test_packing_refuses_an_item_of_another_batch_and_keeps_what_was_scanned(desk: Client, make: Make) -> None:
    parcel = make.parcel("BT-2407")

    page = desk.post(f"/desk/parcels/{parcel.code}/packing", codes="BT-2408", expect=422)

    assert "BT-2408" in page.errors["codes"]
    assert "BT-2407" in page.errors["codes"]
    assert page.one("textarea").get_text(strip=True) == "BT-2408"
    assert parcel.state == ParcelState.TO_PACK


def test_a_parcel_goes_through_the_desk(desk: Client, make: Make) -> None:
    parcel = make.parcel("BT-2407")
    address = f"/desk/parcels/{parcel.code}"

    desk.post(f"{address}/packing", codes="BT-2407\n")
    assert "BT-2407" in desk.get(address).words
    desk.post(f"{address}/hand-over", carrier="Bưu điện", tracking="VN123")
    desk.get(address)
    desk.post(f"{address}/delivery")

    db.session.refresh(parcel)
    assert parcel.state == ParcelState.DELIVERED
    assert "VN123" in desk.get(address).words


def test_a_second_click_on_pack_is_told_what_happened(desk: Client, make: Make) -> None:
    parcel = make.parcel("BT-2407")
    desk.post(f"/desk/parcels/{parcel.code}/packing", codes="BT-2407")

    page = desk.post(f"/desk/parcels/{parcel.code}/packing", codes="BT-2407", expect=409)

    assert parcel.code in page.words


def test_a_hand_over_without_a_carrier_is_answered_beside_the_field(desk: Client, make: Make) -> None:
    parcel = make.parcel("BT-2407")
    desk.post(f"/desk/parcels/{parcel.code}/packing", codes="BT-2407")

    page = desk.post(f"/desk/parcels/{parcel.code}/hand-over", carrier="", tracking="VN1", expect=422)

    assert "carrier" in page.errors


def test_another_centres_parcel_is_not_found(desk: Client, make: Make) -> None:
    parcel = make.order((make.on_sale(centre=make.centre("van-phuc"), lot_code="VP-1"), 1)).parcels[0]

    desk.get(f"/desk/parcels/{parcel.code}", expect=404)
    desk.post(f"/desk/parcels/{parcel.code}/packing", codes="VP-1", expect=404)
    assert parcel.code not in desk.get("/desk").text


def test_a_parcel_number_nobody_has_is_not_found(desk: Client) -> None:
    desk.get("/desk/parcels/DH0000000-1", expect=404)
    desk.get("/desk/parcels/%00", expect=400)
