"""The pages that say no: in both languages, with a way on."""

from __future__ import annotations

import pytest
from flask import Flask

from shop.core import errors
from tests.house import Client, Queries, fetch


@pytest.fixture
def english(real: Flask) -> Client:
    return Client(real, Queries(), language="en")


@pytest.mark.parametrize("status", sorted(errors.EXPLAINED))
def test_every_explained_code_has_a_page_in_both_languages(stranger: Client, english: Client, status: int) -> None:
    vietnamese = stranger.get(f"/probe/abort/{status}", expect=status)
    other = english.get(f"/probe/abort/{status}", expect=status)

    assert vietnamese.one("html")["lang"] == "vi"
    assert other.one("html")["lang"] == "en"
    assert vietnamese.one("h1").get_text() != other.one("h1").get_text()
    assert vietnamese.soup.select("main a[href]")


def test_a_code_without_a_page_gets_the_general_one(stranger: Client) -> None:
    page = stranger.get("/probe/abort/418", expect=418)

    assert page.one("h1").get_text() == stranger.get("/probe/abort/400", expect=400).one("h1").get_text()


def test_a_fault_of_ours_always_has_a_number(stranger: Client) -> None:
    for status in (500, 501, 502, 503):
        assert stranger.get(f"/probe/abort/{status}", expect=500).one(".sorry__reference .code").get_text()


def test_an_unknown_address_is_not_found(stranger: Client, english: Client) -> None:
    assert stranger.get("/khong-co", expect=404).one("h1").get_text() == "Không có gì ở địa chỉ này"
    assert english.get("/nothing-here", expect=404).one("h1").get_text() == "There is nothing at this address"


def test_a_form_address_that_is_opened_says_what_it_takes(stranger: Client) -> None:
    page = stranger.get("/probe/save/200", expect=405)

    assert "POST" in page.headers["Allow"]


def test_an_upload_that_is_too_large_is_refused_in_words(real: Flask, stranger: Client) -> None:
    body = b"\0" * (real.config["MAX_CONTENT_LENGTH"] + 1)

    page = stranger.open(
        "POST", "/probe/save/200", expect=413, data=body, content_type="multipart/form-data; boundary=b"
    )

    assert f"{real.config['MAX_UPLOAD_MB']} MB" in page.words


def test_a_stale_form_says_what_to_do_and_changes_nothing(stranger: Client) -> None:
    page = stranger.open("POST", "/probe/save/200", expect=400, data={"csrf_token": "from last year", "name": "Lan"})

    assert page.one("h1").get_text() == "Trang này đã mở quá lâu"
    assert "Lan" not in page.words
    with stranger.client.session_transaction() as session:
        assert "probe" not in session


def test_a_form_without_any_token_is_refused_too(stranger: Client) -> None:
    stranger.open("POST", "/probe/save/200", expect=400, data={"name": "Lan"})


@pytest.mark.parametrize(
    "address", ["/search?q=a%00b", "/products/%00", "/%00", "/media/%00.webp", "/t/%00", "/en/search?q=%00"]
)
def test_a_nul_is_never_text(stranger: Client, address: str) -> None:
    stranger.get(address, expect=400)


def test_a_nul_in_a_form_is_never_text(stranger: Client) -> None:
    stranger.post("/sign-in", expect=400, email="lan\0@vidu.vn", password="một câu dài")


@pytest.mark.parametrize(
    "address", ["/search?q=%ff%fe", "/%ff", "/products/%c0%ae", "/t/" + "A" * 5000, "/search?q=" + "a" * 5000]
)
def test_what_cannot_be_read_is_no_fault_of_ours(real: Flask, address: str) -> None:
    assert fetch(real, address).status < 500


def test_a_reference_number_can_be_read_out() -> None:
    numbers = {errors.reference_number() for _ in range(200)}

    assert len(numbers) == 200
    assert all(len(number) == 8 and number[3] == "-" for number in numbers)


def test_a_token_is_not_written_into_the_log(
    real: Flask, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_down(token: str) -> None:
        raise RuntimeError("the mail is on fire")

    monkeypatch.setattr("shop.accounts.sign_in.user_of_reset", break_down)
    page = fetch(real, "/password/reset/very-secret-token")

    assert page.status == 500
    log = capsys.readouterr().out
    assert "/password/reset/<token>" in log
    assert "path=/password/reset/very-secret-token" not in log
