"""Walks over the application itself: what holds for every route, table and setting."""

from __future__ import annotations

import re
from pathlib import Path

from flask import Flask

from shop.accounts.access import PUBLIC, ROLES, SIGNED_IN
from shop.config import ROOT, SETTINGS
from shop.orders.models import ORDER_MOVES, PARCEL_MOVES, OrderState, ParcelState


def test_every_route_is_public_by_name_or_names_its_permission(app: Flask) -> None:
    granted = set().union(*ROLES.values()) | {SIGNED_IN}
    for rule in app.url_map.iter_rules():
        permission = getattr(app.view_functions[rule.endpoint], "permission", None)
        assert (rule.endpoint in PUBLIC) != (permission is not None), f"{rule.endpoint}: public or guarded, not both"
        assert permission is None or permission in granted, f"{rule.endpoint} needs {permission}, which no role has"


def test_the_table_of_open_routes_names_no_route_that_is_gone(app: Flask) -> None:
    assert set(app.view_functions) >= PUBLIC


def test_every_permission_is_needed_by_some_route(app: Flask) -> None:
    needed = {getattr(view, "permission", None) for view in app.view_functions.values()}
    assert set().union(*ROLES.values()) <= needed


def test_paths_are_kebab_case_nouns(app: Flask) -> None:
    for rule in app.url_map.iter_rules():
        # Symbols hold their address in capitals, which makes them smaller.
        fixed = re.sub(r"<[^>]+>", "", rule.rule).replace("/T/", "/t/")
        assert re.fullmatch(r"[a-z0-9/.\-]*", fixed), rule.rule


def test_a_visitor_is_asked_to_sign_in_wherever_a_permission_is_needed(app: Flask, visitor) -> None:
    for rule in app.url_map.iter_rules():
        if rule.endpoint in PUBLIC or rule.arguments or "GET" not in (rule.methods or ()):
            continue
        assert "/sign-in" in visitor.get(rule.rule, expect=303).location


def test_every_state_has_a_row_in_its_table() -> None:
    assert set(ORDER_MOVES) == set(OrderState)
    assert set(PARCEL_MOVES) == set(ParcelState)


def test_every_setting_is_documented() -> None:
    operating = (ROOT / "docs" / "operating.md").read_text()
    for setting in SETTINGS:
        assert setting.meaning
        assert f"`{setting.name}`" in operating, f"{setting.name} is missing in docs/operating.md"


def test_rooms_hold_a_docstring_only_in_their_init() -> None:
    for path in (ROOT / "shop" / "__init__.py", ROOT / "traceability" / "__init__.py"):
        assert re.fullmatch(r'""".*"""\s*', Path(path).read_text(), re.DOTALL), path
