"""Static files under names that say what is in them."""

import gzip
import os
import re

import pytest

from shop.core.assets import Assets, MissingAsset

SHEET = '@import url("tokens.css");\n@import url("parts/seal.css");\n'


@pytest.fixture
def static(tmp_path):
    """A small static folder: a sheet of two, a font, a picture, two modules and a manifest."""
    files = {
        "css/goc.css": SHEET,
        "css/tokens.css": '/* why */ @font-face { src: url("../fonts/text.woff2"); }\n',
        "css/parts/seal.css": '.seal { background: url("../../pictures/seal.svg"), url("data:image/gif;base64,A"); }\n',
        "fonts/text.woff2": "a font",
        "pictures/seal.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
        "js/cart.js": 'import { money } from "./parts/money.js"\nmoney(1)\n',
        "js/parts/money.js": "export const money = String\n",
        "icons/site.webmanifest": '{ "icons": [{ "src": "../pictures/seal.svg" }] }',
        "fonts/.stamp": "not to be served",
    }
    for name, text in files.items():
        path = tmp_path / "static" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return tmp_path / "static"


@pytest.fixture
def assets(static, tmp_path):
    made = Assets(static, tmp_path / "out")
    made.build()
    return made


def text_of(assets, path):
    return (assets.out_dir / assets.names[path]).read_text()


def test_the_address_holds_a_hash_of_the_content(assets):
    assert re.fullmatch(r"/static/css/goc\.[0-9a-f]{12}\.css", assets.address("css/goc.css"))


def test_a_sheet_holds_what_it_imports_in_order_and_no_comments(assets):
    sheet = text_of(assets, "css/goc.css")

    assert "@import" not in sheet
    assert "why" not in sheet
    assert sheet.index("@font-face") < sheet.index(".seal")


def test_addresses_in_an_imported_sheet_lead_to_hashed_files(assets):
    sheet = text_of(assets, "css/goc.css")

    named = re.findall(r'url\("([^"]+)"\)', sheet)
    assert named[0] == f"../{assets.names['fonts/text.woff2']}"
    assert named[1] == f"../{assets.names['pictures/seal.svg']}"
    assert named[2] == "data:image/gif;base64,A"


def test_a_module_imports_hashed_modules(assets):
    money = assets.names["js/parts/money.js"].removeprefix("js/")

    assert f'from "./{money}"' in text_of(assets, "js/cart.js")


def test_the_manifest_names_the_hashed_icon(assets):
    assert f"../{assets.names['pictures/seal.svg']}" in text_of(assets, "icons/site.webmanifest")


def test_texts_have_a_squeezed_sibling_and_fonts_have_none(assets):
    squeezed = assets.out_dir / f"{assets.names['css/goc.css']}.gz"

    assert gzip.decompress(squeezed.read_bytes()).decode() == text_of(assets, "css/goc.css")
    assert not (assets.out_dir / f"{assets.names['fonts/text.woff2']}.gz").exists()


def test_hidden_files_are_not_served(assets):
    assert "fonts/.stamp" not in assets.names


def test_a_changed_part_changes_the_name_of_the_sheet_that_imports_it(assets, static):
    before = assets.address("css/goc.css")

    (static / "css/parts/seal.css").write_text(".seal { color: red; }\n")
    after = Assets(static, assets.out_dir)
    after.build()

    assert after.address("css/goc.css") != before


def test_a_changed_font_changes_the_name_of_the_sheet_that_names_it(assets, static):
    before = assets.address("css/goc.css")

    (static / "fonts/text.woff2").write_text("another font")
    after = Assets(static, assets.out_dir)
    after.build()

    assert after.address("css/goc.css") != before


def test_nothing_is_read_or_written_when_nothing_has_changed(assets, static, monkeypatch):
    def touched(*_):
        raise AssertionError("a file was made although nothing had changed")

    monkeypatch.setattr(Assets, "_content", touched)
    again = Assets(static, assets.out_dir)

    assert again.build() == assets.names


def test_a_copy_that_went_missing_is_made_again(assets, static):
    lost = assets.out_dir / assets.names["pictures/seal.svg"]
    os.remove(lost)

    Assets(static, assets.out_dir).build()

    assert lost.exists()


def test_a_missing_file_is_named_with_the_one_that_names_it(assets, static):
    (static / "css/tokens.css").write_text('@font-face { src: url("../fonts/lost.woff2"); }')

    with pytest.raises(MissingAsset, match=r"static/fonts/lost\.woff2, named by static/css/"):
        Assets(static, assets.out_dir).build()


def test_an_address_nobody_made_is_refused(assets):
    with pytest.raises(MissingAsset, match=r"static/css/none\.css"):
        assets.address("css/none.css")


def test_sheets_that_import_each_other_are_refused(assets, static):
    (static / "css/tokens.css").write_text('@import url("goc.css");')

    with pytest.raises(RecursionError, match="import each other"):
        Assets(static, assets.out_dir).build()


def test_modules_that_import_each_other_are_refused(assets, static):
    (static / "js/parts/money.js").write_text('import "../cart.js"\n')

    with pytest.raises(RecursionError, match="name each other"):
        Assets(static, assets.out_dir).build()
