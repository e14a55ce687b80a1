"""Our events: valid by the official schema with its formats, hashed as GS1's vectors are, chained per batch."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from traceability.gs1 import digital_link, epc_urn, epcis, event_hash
from traceability.gs1.epcis import Measure, Quantity

HOST = "https://goc.example"
AT = datetime(2026, 11, 12, 2, 30, tzinfo=UTC)
KILN = epcis.place_uri(HOST, "xuong-giang-cao")
CENTRE = epcis.place_uri(HOST, "trung-tam-bat-trang")
LOT = epcis.lot_uri(HOST, code="K7M2P9X4QD", gtin="9520000200015", lot="BT-2611-07")
VASES = Quantity(LOT, 120)
CLAY = Quantity(epcis.lot_uri(HOST, code="C1AY000001"), Decimal("420.50"), "KGM")


def every_event() -> Iterator[dict[str, Any]]:
    yield epcis.commissioning(HOST, VASES, AT, KILN, lot_code="BT-2611-07", made_on=AT.date())
    yield epcis.made_from(
        HOST, VASES, AT, KILN, inputs=[CLAY], lot_code="0012", made_on=AT.date(), best_before=date(2027, 11, 12)
    )
    yield epcis.step(
        HOST,
        Quantity(LOT),
        AT,
        KILN,
        slug="nung",
        name_vi="Nung",
        name_en="Firing",
        note_vi="Lò gas số 2",
        measures=[Measure("Nhiệt độ", 1250, "°C"), Measure("Thời gian", Decimal("14.5"), "giờ")],
        photos=["ni:///sha-256;f4OxZX_x_FO5LcGBSKHWXfwtSx-j1ncoSt3SABJtkGk"],
    )
    yield epcis.inspecting(HOST, VASES, AT, KILN, conformant=True, certificates=[f"{HOST}/certificates/12"])
    yield epcis.inspecting(HOST, Quantity(LOT, 3), AT, KILN, conformant=False)
    yield epcis.receiving(HOST, VASES, AT, CENTRE, delivery_note=f"{HOST}/id/delivery/7")
    yield epcis.packing(HOST, Quantity(LOT, 2), AT, CENTRE)
    yield epcis.shipping(HOST, Quantity(LOT, 2), AT, CENTRE)
    yield epcis.delivered(HOST, Quantity(LOT, 2), AT, CENTRE)
    yield epcis.returned(HOST, Quantity(LOT, 1), AT, CENTRE)
    yield epcis.recalled(HOST, Quantity(LOT), AT, CENTRE)
    yield epcis.recall_closed(HOST, Quantity(LOT), AT, CENTRE)


@pytest.fixture
def gs1(reference_data: Path) -> Path:
    """Return the folder of GS1's own files; the folder named may be theirs or the one above it."""
    return reference_data / "gs1" if (reference_data / "gs1").is_dir() else reference_data


@pytest.fixture
def schema(gs1: Path) -> jsonschema.Draft7Validator:
    """Return the official schema with its formats switched on: without them half the mistakes pass."""
    rules = json.loads((gs1 / "schema/epcis-2.0.1-json-schema.json").read_text("utf-8"))
    return jsonschema.Draft7Validator(rules, format_checker=jsonschema.Draft7Validator.FORMAT_CHECKER)


def test_a_document_of_every_event_we_write_is_valid(schema):
    schema.validate(epcis.document(every_event(), HOST, AT))


def test_every_event_is_valid_alone(schema):
    for event in every_event():
        schema.validate(event)


def test_a_correction_is_valid_and_keeps_the_id(schema):
    wrong = epcis.packing(HOST, Quantity(LOT, 2), AT, CENTRE)
    right = epcis.packing(HOST, Quantity(LOT, 3), AT, CENTRE)

    correction = epcis.corrected(wrong, AT, corrections=[right["eventID"]])

    schema.validate(correction)
    assert correction["eventID"] == wrong["eventID"] == epcis.event_hash(correction)
    assert right["eventID"] != wrong["eventID"]
    assert epcis.corrected(wrong, AT, did_not_occur=True)["errorDeclaration"]["reason"] == "did_not_occur"


def test_the_formats_of_the_schema_are_really_checked(schema):
    broken = epcis.packing(HOST, VASES, AT, CENTRE) | {"bizStep": "transforming"}

    with pytest.raises(jsonschema.ValidationError):
        schema.validate(broken)


VECTORS = ("ReferenceEventHashAlgorithm", "ReferenceEventHashAlgorithm2", "epcisDocWithVariousEventTypes")


@pytest.mark.parametrize("name", VECTORS)
def test_the_published_vectors_are_reproduced(gs1, name):
    document = json.loads((gs1 / f"hash-vectors/{name}.jsonld").read_text("utf-8"))
    events = [{**event, "@context": document["@context"]} for event in document["epcisBody"]["eventList"]]

    joined = [event_hash.pre_hash(event) for event in events]

    assert joined == (gs1 / f"hash-vectors/{name}.prehashes").read_text("utf-8").splitlines()
    expected = (gs1 / f"hash-vectors/{name}.hashes").read_text("utf-8").split()
    assert [epcis.event_hash(event) for event in events] == expected


def test_an_event_says_what_when_where_and_why():
    event = epcis.commissioning(HOST, VASES, AT, KILN, lot_code="BT-2611-07", made_on=date(2026, 11, 12))

    assert event["type"] == "ObjectEvent"
    assert event["action"] == "ADD"
    assert event["eventTime"] == "2026-11-12T02:30:00.000Z"
    assert event["eventTimeZoneOffset"] == "+07:00"
    assert event["readPoint"] == {"id": "https://goc.example/id/place/xuong-giang-cao"}
    assert event["quantityList"] == [
        {"epcClass": "https://id.gs1.org/01/09520000200015/10/BT-2611-07", "quantity": 120}
    ]
    assert event["ilmd"] == {"goc:lot": "Lô BT-2611-07", "goc:madeOn": "2026-11-12"}


def test_a_step_cbv_has_no_word_for_is_a_uri_of_our_own():
    event = epcis.step(HOST, Quantity(LOT), AT, KILN, slug="phoi-suong", name_vi="Phơi sương")

    assert event["bizStep"] == "https://goc.example/ns/step/phoi-suong"
    assert event["goc:nameVi"] == "Phơi sương"
    assert "goc:nameEn" not in event
    assert "quantity" not in event["quantityList"][0]


def test_a_recall_lasts_until_it_is_closed():
    assert epcis.recalled(HOST, VASES, AT, CENTRE)["persistentDisposition"] == {"set": ["recalled"]}
    assert epcis.recall_closed(HOST, VASES, AT, CENTRE)["persistentDisposition"] == {"unset": ["recalled"]}


def test_a_batch_without_gtin_is_named_below_our_own_address():
    assert epcis.lot_uri(HOST, code="K7M2P9X4QD") == "https://goc.example/id/lot/K7M2P9X4QD"
    assert epcis.lot_uri(HOST, code="K7M2P9X4QD", lot="BT-1") == "https://goc.example/id/lot/K7M2P9X4QD"


def test_a_number_of_restricted_circulation_never_becomes_a_gs1_uri():
    assert epcis.lot_uri(HOST, code="K7", gtin="00400000123455", lot="L1") == "https://goc.example/id/lot/K7"


def test_a_wrong_gtin_is_refused():
    with pytest.raises(digital_link.WrongCheckDigit):
        epcis.lot_uri(HOST, code="K7", gtin="9520000200016", lot="L1")


def test_a_moment_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="zone"):
        epcis.packing(HOST, VASES, datetime(2026, 11, 12), CENTRE)  # noqa: DTZ001 (that is the point)


@pytest.mark.parametrize("text", ["0012", " 1250 ", "1e5", "nan", "Infinity", "-3.0", "1_000"])
def test_text_that_reads_as_a_number_is_refused(text):
    with pytest.raises(epcis.LooksLikeNumber):
        epcis.step(HOST, VASES, AT, KILN, slug="nung", name_vi=text)


def test_every_event_is_named_by_its_own_content():
    events = list(every_event())

    assert [event["eventID"] for event in events] == [epcis.event_hash(event) for event in events]
    assert len({event["eventID"] for event in events}) == len(events)
    assert all(event["eventID"].startswith("ni:///sha-256;") for event in events)


def test_any_change_changes_the_hash_except_what_only_records_it():
    event = epcis.commissioning(HOST, VASES, AT, KILN, lot_code="BT-2611-07", made_on=date(2026, 11, 12))
    before = epcis.event_hash(event)

    changes: list[dict[str, Any]] = [
        {"eventTime": "2026-11-12T02:30:00.001Z"},
        {"readPoint": {"id": CENTRE}},
        {"quantityList": [{"epcClass": LOT, "quantity": 121}]},
        {"ilmd": {**event["ilmd"], "goc:madeOn": "2026-11-13"}},
        {"disposition": "in_progress"},
        {"goc:more": "một chữ"},
    ]
    for change in changes:
        assert epcis.event_hash(event | change) != before
    assert epcis.event_hash(event | {"recordTime": "2026-11-12T02:31:00.000Z", "eventID": "urn:x:y"}) == before


def test_the_same_event_written_differently_has_the_same_hash():
    event = next(iter(every_event()))
    same = dict(reversed(event.items())) | {
        "eventTime": "2026-11-12T09:30:00+07:00",
        "bizStep": "https://ref.gs1.org/cbv/BizStep-commissioning",
        "disposition": "urn:epcglobal:cbv:disp:active",
        "quantityList": [{"quantity": 120.0, "epcClass": f"{HOST}/01/09520000200015/22/A/10/BT-2611-07?17=271231"}],
    }

    assert epcis.event_hash(same) == event["eventID"]


def test_the_prefix_and_not_its_name_is_hashed():
    event = next(iter(every_event()))
    renamed = json.loads(json.dumps(event).replace('"goc:', '"shop:').replace('"goc"', '"shop"'))

    assert epcis.event_hash(renamed) == event["eventID"]


@given(st.integers(0, 2**31), st.integers(-14 * 60, 14 * 60), st.integers(0, 10**6))
def test_a_moment_hashes_alike_in_every_zone(seconds, minutes, amount):
    here = datetime.fromtimestamp(seconds, UTC)
    there = here.astimezone(timezone(timedelta(minutes=minutes)))

    assert epcis.packing(HOST, Quantity(LOT, amount), here, CENTRE) == epcis.packing(
        HOST, Quantity(LOT, amount), there, CENTRE
    )


@given(st.decimals(min_value=0, max_value=10**9, places=3))
def test_quantities_have_no_trailing_zeros_and_no_exponent(amount):
    event = epcis.packing(HOST, Quantity(LOT, amount, "KGM"), AT, CENTRE)

    text = event_hash.pre_hash(event).partition("quantity=")[2].partition("uom")[0]

    assert Decimal(text) == amount
    assert "e" not in text.lower()
    assert "." not in text or not text.endswith("0")


#: What the reference implementation (1.9.3) gives for `every_event`, in its order.
REFERENCE_HASHES = [
    "3a0f7c7396d9a33e4c0b979925ef650609004d479107111909a16f931d6990a4",
    "7872af38f570b2b42f4236e08069ed1c0e80d99a5e4bc5765841c6f134e58cc1",
    "2d7ccd7ec9aee6043810c34630e38ecfc556496c69aa115836026eefb93c23fb",
    "ee56f2d1ca800c02a13ffe8bdeb57c4cc706984fa48d3e306836fcec6bda2270",
    "8b85e55031cbdc59bc78822f40338a46f73bfcefe6ead12cc25ffadb8e7343d3",
    "10169d3acdf28ba4595bc4002408b9f1dd4167e4b50a09f1264478a3c3c3692c",
    "0797671bee3a2e9c41b851c4d9d4bfbf4be35da64649d415941aeb9efae8681a",
    "988af7de0b512bb0e1114e0680003aa4e51f9895a91c771e1942d4434d08b0dd",
    "ae635b85c8f7604bb5592eaf2206899311951170977dc5686c7ce455018fdf28",
    "30d8ba60f7d7a2ae577a47fc44265a2609a43862647591dbd2513d2ccd20dec9",
    "e7eaffeebd8b6cbe9014d57e167b5b0715badfff6688a94711ee2a6976eb8040",
    "578662e3ce309a4ffc5923aef15337bb6a3ea160dc259542cafae4a5db1fe955",
]


def test_our_events_hash_as_the_reference_implementation_hashes_them():
    """If one of these moves, every stored ID is worthless."""
    hashes = [event["eventID"].removeprefix("ni:///sha-256;").removesuffix("?ver=CBV2.0") for event in every_event()]

    assert hashes == REFERENCE_HASHES


def test_what_is_hashed_is_what_the_rules_say_written_out_by_hand():
    event = list(every_event())[2]

    assert event_hash.pre_hash(event) == (
        "eventType=ObjectEventeventTime=2026-11-12T02:30:00.000ZeventTimeZoneOffset=+07:00"
        "quantityListquantityElementepcClass=https://id.gs1.org/01/09520000200015/10/BT-2611-07"
        "action=OBSERVEbizStep=https://goc.example/ns/step/nung"
        "disposition=https://ref.gs1.org/cbv/Disp-in_progress"
        "readPointid=https://goc.example/id/place/xuong-giang-cao"
        "{https://goc.example/ns/}measure{https://goc.example/ns/}name=Nhiệt độ"
        "{https://goc.example/ns/}unit=°C{https://goc.example/ns/}value=1250"
        "{https://goc.example/ns/}measure{https://goc.example/ns/}name=Thời gian"
        "{https://goc.example/ns/}unit=giờ{https://goc.example/ns/}value=14.5"
        "{https://goc.example/ns/}nameEn=Firing{https://goc.example/ns/}nameVi=Nung"
        "{https://goc.example/ns/}noteVi=Lò gas số 2"
        "{https://goc.example/ns/}photo=ni:///sha-256;f4OxZX_x_FO5LcGBSKHWXfwtSx-j1ncoSt3SABJtkGk"
    )


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("https://shop.example/01/09520000200015/10/L1/21/S1", "https://id.gs1.org/01/09520000200015/21/S1"),
        ("https://shop.example/some/stem/01/09520000200015/22/V/10/L1", "https://id.gs1.org/01/09520000200015/10/L1"),
        ("https://id.gs1.org/01/09520000200015?17=271231", "https://id.gs1.org/01/09520000200015"),
        ("https://id.gs1.org/414/9520000000004/254/PRESS1", "https://id.gs1.org/414/9520000000004/254/PRESS1"),
        ("https://goc.example/id/lot/K7M2P9X4QD", "https://goc.example/id/lot/K7M2P9X4QD"),
        ("https://goc.example/ns/step/01/nung", "https://goc.example/ns/step/01/nung"),
        ("urn:epcglobal:cbv:bizstep:receiving", "https://ref.gs1.org/cbv/BizStep-receiving"),
        ("urn:epcglobal:cbv:bt:5200001000008:4711", "urn:epcglobal:cbv:bt:5200001000008:4711"),
        ("urn:epc:id:unheard:1.2.3", "urn:epc:id:unheard:1.2.3"),
        ("urn:epc:id:sgtin:4012345", "urn:epc:id:sgtin:4012345"),
        ("Lò gas số 2", "Lò gas số 2"),
    ],
)
def test_identifiers_are_read_as_the_uri_of_their_finest_level(written, canonical):
    assert event_hash.identifier(written) == canonical


@pytest.mark.parametrize(
    ("urn", "uri"),
    [
        ("urn:epc:id:sgtin:4012345.011111.9876", "https://id.gs1.org/01/04012345111118/21/9876"),
        ("urn:epc:class:lgtin:4054739.099914.20160711", "https://id.gs1.org/01/04054739999148/10/20160711"),
        ("urn:epc:class:lgtin:4012345.099988.A.B", "https://id.gs1.org/01/04012345999884/10/A.B"),
        ("urn:epc:id:sscc:4012345.0000000333", "https://id.gs1.org/00/040123450000003338"),
        ("urn:epc:id:sgln:4012345.00011.987", "https://id.gs1.org/414/4012345000115/254/987"),
        ("urn:epc:id:grai:4012345.55555.99", "https://id.gs1.org/8003/0401234555555499"),
    ],
)
def test_epc_urns_mean_digital_link_uris(urn, uri):
    assert epc_urn.as_digital_link(urn) == uri


def test_a_document_declares_the_context_once():
    events = list(every_event())

    whole = epcis.document(events, HOST, AT)

    assert not any("@context" in event for event in whole["epcisBody"]["eventList"])
    assert whole["creationDate"] == "2026-11-12T02:30:00.000Z"
    assert all("@context" in event for event in events), "what is stored is left alone"


def test_an_event_written_under_another_address_keeps_its_context():
    moved = epcis.document(every_event(), "https://moved.example", AT)

    for event in moved["epcisBody"]["eventList"]:
        assert epcis.event_hash(event) == event["eventID"]


def test_canonical_json_has_one_way_of_writing():
    event = next(iter(every_event()))

    text = epcis.canonical_json(dict(reversed(event.items())))

    assert text == epcis.canonical_json(event)
    assert json.loads(text) == event
    assert "Lô BT-2611-07" in text
    assert "\n" not in text


def test_the_chain_follows_its_formula():
    first = epcis.chain_hash("", "ni:///a")
    second = epcis.chain_hash(first, "ni:///b")

    assert first == hashlib.sha256(b"ni:///a").hexdigest()
    assert second == hashlib.sha256(bytes.fromhex(first) + b"ni:///b").hexdigest()


def test_the_chain_shows_a_change_an_insertion_and_a_swap():
    def end(*ids: str) -> str:
        link = ""
        for each in ids:
            link = epcis.chain_hash(link, each)
        return link

    assert len({end("a", "b"), end("b", "a"), end("a"), end("a", "x", "b"), end("a", "c")}) == 5


@pytest.mark.parametrize("previous", ["ab", "zz" * 32, "a" * 63, "00" * 33])
def test_a_broken_link_is_refused(previous):
    with pytest.raises(ValueError, match="hexadecimal"):
        epcis.chain_hash(previous, "ni:///a")
