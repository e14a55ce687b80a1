"""The catalogue keeps up with the sources and loses nothing."""

import json
import shutil
from pathlib import Path

import pytest
import translate
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

HERE = translate.ROOT


class Sources:
    """A small checkout with sources of its own."""

    def __init__(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.root = root
        self._patch = monkeypatch
        for folder in translate.SOURCES:
            (root / folder).mkdir()
        shutil.copy(HERE / "babel.cfg", root)

    def write(self, name: str, text: str) -> None:
        (self.root / name).write_text(text, "utf-8")

    def translate(self, *arguments: str, **sentences: object) -> int:
        files = []
        if sentences:
            self.write("given.json", json.dumps(sentences["given"]))
            files = [str(self.root / "given.json")]
        self._patch.setattr("sys.argv", ["translate", *arguments, *files])
        return translate.main()

    @property
    def catalogue(self) -> Catalog:
        with translate.CATALOGUE.open("rb") as file:
            return read_po(file, locale="vi")


@pytest.fixture
def sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Sources:
    monkeypatch.setattr(translate, "ROOT", tmp_path)
    monkeypatch.setattr(translate, "CATALOGUE", tmp_path / "translations/vi/LC_MESSAGES/messages.po")
    return Sources(tmp_path, monkeypatch)


def test_a_sentence_broken_over_lines_is_one_message(sources: Sources) -> None:
    sources.write("templates/a.html", "{% trans name=x %}\n  Made\n  by {{ name }}{% endtrans %}")

    sources.translate(given={"Made by %(name)s": "%(name)s làm"})

    assert sources.catalogue["Made by %(name)s"].string == "%(name)s làm"
    assert sources.translate("--check") == 0


def test_a_count_needs_one_vietnamese_form(sources: Sources) -> None:
    sources.write("shop/a.py", 'ngettext("One pot", "%(num)d pots", 3)')

    sources.translate(given={"One pot": ["%(num)d chiếc bình"]})

    assert sources.catalogue["One pot"].string == ("%(num)d chiếc bình",)
    assert sources.translate("--check") == 0


def test_a_missing_sentence_fails_the_check_and_is_named(sources: Sources, capsys: pytest.CaptureFixture[str]) -> None:
    sources.write("shop/a.py", '_("The basket is empty.")')

    assert sources.translate("--check") == 1

    assert "missing: 'The basket is empty.' (shop/a.py)" in capsys.readouterr().out


def test_a_translation_with_other_gaps_is_refused(sources: Sources, capsys: pytest.CaptureFixture[str]) -> None:
    sources.write("shop/a.py", '_("Hello %(name)s.", name=name)')

    assert sources.translate(given={"Hello %(name)s.": "Chào %(ten)s."}) == 1

    assert "gaps differ" in capsys.readouterr().out


def test_a_sentence_that_leaves_the_sources_and_returns_keeps_its_translation(sources: Sources) -> None:
    sources.write("shop/a.py", '_("Cart")')
    sources.translate(given={"Cart": "Giỏ hàng"})
    sources.write("shop/a.py", '_("Basket")')
    sources.translate()
    sources.write("shop/a.py", '_("Cart")')

    sources.translate()

    assert sources.catalogue["Cart"].string == "Giỏ hàng"


def test_a_sentence_that_nothing_uses_fails_the_check_until_it_is_pruned(sources: Sources) -> None:
    sources.translate(given={"Nobody says this.": "Không ai nói vậy."})

    assert sources.translate("--check") == 1
    sources.translate("--prune")

    assert sources.translate("--check") == 0


def test_a_template_that_cannot_be_read_is_named_and_loses_nothing(
    sources: Sources, capsys: pytest.CaptureFixture[str]
) -> None:
    sources.write("templates/a.html", '{{ _("Cart") }}')
    sources.translate(given={"Cart": "Giỏ hàng"})
    sources.write("templates/a.html", '{{ _("Cart") }} {% trans %}half')

    assert sources.translate("--prune") == 1
    assert "templates/a.html: " in capsys.readouterr().out
    sources.write("templates/a.html", '{{ _("Cart") }}')
    sources.translate()

    assert sources.catalogue["Cart"].string == "Giỏ hàng"


def test_running_it_again_changes_nothing(sources: Sources) -> None:
    sources.write("shop/a.py", '_("Cart")\n_("A basket")')
    sources.translate(given={"Cart": "Giỏ hàng"})
    before = translate.CATALOGUE.read_bytes()
    sources.write("shop/a.py", '\n\n\n_("A basket")\n_("Cart")')

    sources.translate()

    assert translate.CATALOGUE.read_bytes() == before
