"""The hosted pages: what they show, what they refuse, what they keep to themselves."""

import re

import pytest

from paystand.cards import TEST_CARDS
from paystand.words import WORDS
from tests.paystand.stand import Stand, line, page_of, words_of

NBSP = "\u00a0"


def test_the_page_shows_what_is_paid_to_whom(stand: Stand):
    session = stand.open_session()

    words = stand.get(f"/c/pay/{session.id}").text

    assert "Bình tỳ bà men rạn" in words
    assert f"490.000{NBSP}₫" in words
    assert "Đơn DH7K2M9QN" in words
    assert "không có tiền thật nào được chuyển" in words
    assert all(card.grouped in words for card in TEST_CARDS)
    link = page_of(stand.get(f"/c/pay/{session.id}")).find("a", string=re.compile("chưa trả"))
    assert link["href"] == "http://shop.example/checkout/DH7K2M9QN"


@pytest.mark.parametrize(
    ("locale", "accepted", "title"),
    [
        ("vi", "en", "Trả bằng thẻ"),
        ("en", "vi", "Pay by card"),
        ("auto", "en-GB", "Pay by card"),
        (None, "fr", "Trả bằng thẻ"),
    ],
)
def test_the_page_speaks_the_sessions_language(stand: Stand, locale, accepted: str, title: str):
    session = stand.open_session(locale=locale)

    page = page_of(stand.get(f"/c/pay/{session.id}", headers={"Accept-Language": accepted}))

    assert page.h1.get_text() == title
    assert page.title.get_text().startswith(title)
    assert page.html["lang"] == ("en" if title == "Pay by card" else "vi")


@pytest.mark.parametrize(
    ("field", "typed", "error"),
    [
        ("number", "", "number_missing"),
        ("number", "4111 1111 1111 1111", "number_wrong"),
        ("number", "ba", "number_wrong"),
        ("number", "4000 0000 0000 0259", "number_wrong"),
        ("expiry", "13/30", "expiry_wrong"),
        ("expiry", "", "expiry_wrong"),
        ("expiry", "01/20", "expiry_past"),
        ("cvc", "12", "cvc_wrong"),
        ("cvc", "１２３", "cvc_wrong"),
        ("name", "  ", "name_wrong"),
    ],
)
def test_a_wrong_field_says_so_beside_it(stand: Stand, field: str, typed: str, error: str):
    session = stand.open_session()

    answer = stand.pay(session, **{field: typed})

    page = page_of(answer)
    box = page.find("input", id=field)
    assert answer.status_code == 422
    assert box["aria-invalid"] == "true"
    assert page.find(id=box["aria-describedby"]).get_text(strip=True) == WORDS[error][0]
    assert page.find("a", href=f"#{field}")
    assert stand.retrieved(session).payment_intent is None


def test_what_was_typed_stays_but_not_the_card(stand: Stand):
    answer = stand.pay(stand.open_session(customer_email=None), email="chau", cvc="987")

    kept = {box["name"]: box.get("value", "") for box in page_of(answer).find_all("input")}
    assert kept == {"email": "chau", "number": "", "expiry": "12/34", "cvc": "", "name": "Nguyễn Minh Châu"}
    assert "987" not in answer.text


@pytest.mark.parametrize("expiry", ["12/34", "12 / 2034", "1234", "12-34", "5/34"])
def test_an_expiry_may_be_typed_in_many_ways(stand: Stand, expiry: str):
    assert stand.pay(stand.open_session(), expiry=expiry).status_code == 303


def test_an_email_typed_on_the_page_reaches_the_session(stand: Stand):
    session = stand.open_session(customer_email=None)

    stand.pay(session, email="lan@example.vn")

    assert stand.retrieved(session).customer_details.email == "lan@example.vn"


def test_a_declined_card_is_explained_and_the_form_stays(stand: Stand):
    session = stand.open_session()

    answer = stand.pay(session, "4000 0000 0000 9995")

    assert WORDS["refused_insufficient_funds"][0] in words_of(answer)
    assert page_of(answer).find("input", id="number").get("value") == ""
    assert WORDS["refused_insufficient_funds"][0] in words_of(stand.get(f"/c/pay/{session.id}"))


def test_every_decline_has_its_sentence():
    for card in TEST_CARDS:
        if card.decline:
            assert f"refused_{card.decline.code}" in WORDS
        assert f"card_{card.key}" in WORDS


def test_the_bank_page_names_amount_and_card(stand: Stand):
    asked = stand.pay(stand.open_session(locale="en"), "4000 0027 6000 3184")

    words = words_of(stand.get(asked.headers["Location"]))

    assert "Is it you who is paying?" in words
    assert "•••• 3184" in words
    assert stand.post(asked.headers["Location"], {"answer": "perhaps"}).headers["Location"] == asked.headers["Location"]


def test_closed_and_unknown_pages_say_what_happened(stand: Stand):
    session = stand.open_session()
    stand.pay(session)

    paid = stand.get(f"/c/pay/{session.id}")
    missing = stand.get("/c/pay/cs_test_nothing")

    assert paid.status_code == 200
    assert page_of(paid).find("a", class_="button")["href"] == f"http://shop.example/checkout/return?sid={session.id}"
    assert (missing.status_code, page_of(missing).h1.get_text()) == (404, "Không có trang này")
    assert stand.get("/c/3ds/pi_nothing").status_code == 404


def test_pages_allow_nothing_but_their_own_style_and_the_way_back(stand: Stand):
    session = stand.open_session()

    answer = stand.get(f"/c/pay/{session.id}")

    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert policy.endswith("form-action 'self' http://shop.example")
    assert "script" not in policy
    assert "unsafe" not in policy
    assert answer.headers["Cache-Control"] == "no-store"
    assert not page_of(answer).find_all(["script", "style", "iframe"])
    assert not page_of(answer).find_all(style=True)


def test_text_of_the_shop_is_shown_as_text(stand: Stand):
    session = stand.open_session(line_items=[line("<script>alert(1)</script>", 50_000)])

    page = page_of(stand.get(f"/c/pay/{session.id}"))

    assert page.find("script") is None
    assert "<script>alert(1)</script>" in page.get_text()


def test_the_page_never_lets_a_browser_offer_a_real_card(stand: Stand):
    page = page_of(stand.get(f"/c/pay/{stand.open_session().id}"))

    boxes = page.find_all("input")
    assert {box["autocomplete"] for box in boxes} == {"off"}
    assert all(page.find("label", attrs={"for": box["id"]}) for box in boxes)


def test_the_console_shows_sessions_in_both_languages(stand: Stand, shop):
    stand.pay(stand.open_session())
    shop.wait_for(4)

    vietnamese = words_of(stand.get("/_stand"))
    english = words_of(stand.get("/_stand?lang=en"))

    assert "Phiên trả tiền" in vietnamese
    assert "đã trả" in vietnamese
    assert "checkout.session.completed" in english
    assert "paid" in english


def test_both_languages_say_everything():
    gaps = re.compile(r"{(\w+)}")
    for key, (vietnamese, english) in WORDS.items():
        assert vietnamese
        assert english
        assert sorted(gaps.findall(vietnamese)) == sorted(gaps.findall(english)), key
