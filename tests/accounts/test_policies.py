"""What the shop promises is complete in both languages, dated, and provable."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from flask import Blueprint, Flask
from flask_babel import force_locale

from shop.accounts.policies import (
    POLICIES,
    PRIVACY_ANCHORS,
    TEMPLATES,
    NoSuchPolicy,
    Policy,
    body,
    body_hash,
    current,
    in_force,
)
from shop.config import load
from shop.core import formats, i18n
from shop.core.rules import rule
from shop.core.time import today

OPERATOR = {
    "OPERATOR_NAME": "Hợp tác xã <Gốc>",
    "OPERATOR_ADDRESS": "Số 1 phố Mẫu, Hà Nội",
    "OPERATOR_TAX_CODE": "0100000000",
    "OPERATOR_PHONE": "024 3825 0000",
    "OPERATOR_EMAIL": "chao@goc.example",
    "OPERATOR_RESPONSIBLE": "Nguyễn Thị Mẫu",
}
IN_EACH_LANGUAGE = [(policy, language) for policy in POLICIES for language in ("vi", "en")]
named = pytest.mark.parametrize(
    ("policy", "language"),
    IN_EACH_LANGUAGE,
    ids=[f"{policy.slug}-{policy.version}-{lang}" for policy, lang in IN_EACH_LANGUAGE],
)


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """An application that knows how to show policies and nothing else."""
    app = Flask("shop", template_folder=str(TEMPLATES))
    app.config.update(load({}, VAR_DIR=str(tmp_path_factory.mktemp("var")), **OPERATOR))
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    i18n.init_app(app)
    formats.init_app(app)
    front = Blueprint("front", __name__)
    front.add_url_rule("/policies/<slug>", "policy", lambda slug: slug)
    app.register_blueprint(front)
    with app.test_request_context():
        yield app


def words(policy: Policy, language: str) -> BeautifulSoup:
    with force_locale(language):
        return BeautifulSoup(body(policy, language), "html5lib")


def test_every_page_the_law_asks_for_is_there() -> None:
    assert {policy.slug for policy in in_force()} == {
        "operator",
        "terms",
        "payment",
        "delivery",
        "returns",
        "privacy",
        "complaints",
        "ranking",
    }


@named
def test_every_page_says_something_below_its_title(shop: Flask, policy: Policy, language: str) -> None:
    page = words(policy, language)

    assert len(page.get_text()) > 400
    assert page.find("h1") is None
    assert page.find("h2") is not None
    headings = [int(heading.name[1]) for heading in page.find_all(re.compile(r"^h\d$"))]
    assert all(after - before <= 1 for before, after in pairwise(headings))


@named
def test_ids_are_unique_and_links_lead_to_pages_that_exist(shop: Flask, policy: Policy, language: str) -> None:
    page = words(policy, language)
    ids = [tag["id"] for tag in page.find_all(id=True)]
    links = [link["href"] for link in page.find_all("a")]

    assert len(ids) == len(set(ids))
    for link in links:
        if not link.startswith("mailto:"):
            assert current(link.rsplit("/", 1)[-1])


@pytest.mark.parametrize("policy", POLICIES, ids=lambda policy: f"{policy.slug}-{policy.version}")
def test_both_languages_have_the_same_sections(shop: Flask, policy: Policy) -> None:
    sections = [[tag["id"] for tag in words(policy, language).find_all(id=True)] for language in ("vi", "en")]

    assert sections[0] == sections[1]
    assert sections[0]


@named
def test_no_law_is_quoted_and_nothing_is_styled_inside_the_words(policy: Policy, language: str) -> None:
    source = (TEMPLATES / policy.template(language)).read_text(encoding="utf-8")

    assert not re.search(r"\d+/\d{4}|NĐ-CP|QH1\d|Nghị định|Thông tư|Decree|Circular", source)
    assert not re.search(r"style=|<script|<style|onclick", source)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_privacy_page_says_the_eight_things_in_order(shop: Flask, language: str) -> None:
    ids = [tag["id"] for tag in words(current("privacy"), language).find_all("h2")]

    assert ids == list(PRIVACY_ANCHORS)
    assert len(ids) == 8


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_operator_is_named_in_full(shop: Flask, language: str) -> None:
    page = words(current("operator"), language).get_text()

    assert all(value in page for value in OPERATOR.values())


def test_the_operators_data_cannot_break_the_page(shop: Flask) -> None:
    assert "Hợp tác xã &lt;Gốc&gt;" in body(current("operator"), "vi")


def test_numbers_come_from_the_rules(shop: Flask) -> None:
    assert f"{rule('return_days_craft')} ngày" in words(current("returns"), "vi").get_text()
    assert f"{rule('refund_days')} days" in words(current("returns"), "en").get_text()
    assert "5.000.000" in words(current("payment"), "vi").get_text()


@pytest.mark.parametrize("policy", in_force(), ids=lambda policy: policy.slug)
def test_no_rule_has_changed_since_the_words_in_force_were_written(policy: Policy) -> None:
    for language in ("vi", "en"):
        source = (TEMPLATES / policy.template(language)).read_text(encoding="utf-8")
        for key in re.findall(r'"([a-z]+_[a-z_]+)"', source):
            assert rule(key, on=policy.effective_from) == rule(key), f"{policy.slug} needs a new version for {key}"


def test_titles_follow_the_language(shop: Flask) -> None:
    with force_locale("en"):
        assert current("returns").title == "Returns and refunds"
    with force_locale("vi"):
        assert current("returns").title == "Đổi trả và hoàn tiền"


def test_the_version_in_force_is_asked_for_by_the_day() -> None:
    policy = current("terms")

    assert policy.effective_from <= today()
    assert current("terms", on=policy.effective_from) == policy
    with pytest.raises(NoSuchPolicy):
        current("terms", on=policy.effective_from - timedelta(days=1))


@pytest.mark.parametrize("slug", ["", "refunds", "../terms", "TERMS"])
def test_an_unknown_page_is_none(slug: str) -> None:
    with pytest.raises(NoSuchPolicy):
        current(slug)


def test_a_new_version_takes_over_on_its_day(monkeypatch: pytest.MonkeyPatch) -> None:
    newer = replace(current("terms"), version="2", effective_from=date(2030, 1, 1))
    monkeypatch.setattr("shop.accounts.policies.POLICIES", (*POLICIES, newer))

    assert current("terms", on=date(2029, 12, 31)).version == "1"
    assert current("terms", on=date(2030, 1, 1)) == newer
    assert len(in_force(on=date(2030, 1, 1))) == len(in_force())


def test_the_hash_changes_with_one_letter_in_any_language(tmp_path: Path) -> None:
    policy = current("privacy")
    for language in ("vi", "en"):
        copy = tmp_path / policy.template(language)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes((TEMPLATES / policy.template(language)).read_bytes())

    before = body_hash(policy, tmp_path)
    assert before == body_hash(policy)
    assert re.fullmatch("[0-9a-f]{64}", before)

    for language in ("vi", "en"):
        body_hash.cache_clear()
        changed = tmp_path / policy.template(language)
        original = changed.read_bytes()
        changed.write_bytes(original.replace(b"1.", b"2.", 1))
        assert body_hash(policy, tmp_path) != before
        changed.write_bytes(original)


def test_no_two_policies_share_a_hash() -> None:
    assert len({body_hash(policy) for policy in POLICIES}) == len(POLICIES)
