"""Artwork by address."""

from __future__ import annotations

import gzip

import pytest

from shop.catalogue.art import art_url


def test_artwork_is_kept_for_ever_and_always_the_same(visitor) -> None:
    first, second = visitor.get("/art/gom/binh-ty-ba-400x500.svg"), visitor.get("/art/gom/binh-ty-ba-400x500.svg")

    assert first.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert first.headers["Content-Type"].startswith("image/svg+xml")
    assert first.data == second.data
    assert b"<script" not in first.data


def test_artwork_travels_squeezed(app) -> None:
    client = app.test_client()
    squeezed = client.get("/art/gom/binh-ty-ba-400x500.svg", headers={"Accept-Encoding": "gzip"})
    plain = client.get("/art/gom/binh-ty-ba-400x500.svg", headers={"Accept-Encoding": "identity"})

    assert gzip.decompress(squeezed.data) == plain.data


@pytest.mark.parametrize(
    "path",
    [
        "/art/unknown/binh-400x500.svg",
        "/art/gom/binh-401x500.svg",
        "/art/gom/binh-9999x9999.svg",
        "/art/gom/BINH-400x500.svg",
        "/art/gom/" + "a" * 200 + "-400x500.svg",
    ],
)
def test_nobody_can_fill_the_caches_with_odd_pictures(visitor, path) -> None:
    visitor.get(path, expect=404)


def test_a_centre_is_drawn_by_its_craft_and_an_unknown_craft_by_a_village(app) -> None:
    with app.test_request_context("/"):
        assert art_url("canh-bat-trang", "gom-su", 800, 500).startswith("/art/gom/canh-bat-trang-800x500.svg")
        assert art_url("x", "moon-dust").startswith("/art/du-lich/")


def test_both_languages_share_one_picture(app) -> None:
    with app.test_request_context("/products", environ_overrides={"SCRIPT_NAME": "/en"}):
        assert art_url("x", "gom").startswith("/art/gom/x-400x500.svg")
