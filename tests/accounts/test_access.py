"""Who may do what, through the real routes."""

from __future__ import annotations

import contextvars

import pytest
from flask import Flask
from sqlalchemy import delete
from werkzeug.routing import Rule

from shop.accounts.access import PUBLIC, ROLES, SIGNED_IN
from shop.accounts.models import Membership, Role, User
from shop.core.db import db
from tests.factories import Make
from tests.house import Client, Queries


def staff(make: Make, role: Role) -> User:
    people = {
        Role.CENTRE_STAFF: make.centre_staff,
        Role.PRODUCER_STAFF: make.producer_staff,
        Role.CITY_OFFICE: make.officer,
    }
    return people[role]()


def guarded(app: Flask) -> list[tuple[Rule, str, str]]:
    """Return every guarded route with its method and permission."""
    found = []
    for rule in app.url_map.iter_rules():
        if rule.endpoint not in PUBLIC:
            methods = sorted((rule.methods or set()) & {"GET", "POST"})
            found += [(rule, method, app.view_functions[rule.endpoint].permission) for method in methods]  # type: ignore[attr-defined]
    assert len(found) > 25
    return found


def ask(client: Client, rule: Rule, method: str) -> tuple[int, str]:
    """Send a request for something that does not exist; return the status and where it leads."""
    values = {
        name: 0 if "int" in type(rule._converters[name]).__name__.lower() else "khong-co" for name in rule.arguments
    }
    _domain, path = rule.build(values) or ("", "")
    data = {"csrf_token": client.token()} if method == "POST" else None
    db.session.commit()
    response = contextvars.Context().run(client.client.open, path, method=method, data=data)
    db.session.expire_all()
    return response.status_code, response.headers.get("Location", "")


def test_a_stranger_is_asked_to_sign_in_at_every_guarded_door(app: Flask, visitor: Client) -> None:
    for rule, method, _permission in guarded(app):
        status, where = ask(visitor, rule, method)
        assert (status, where.split("?")[0]) == (303, "/sign-in"), f"{method} {rule}"


def test_an_account_alone_opens_no_place_of_work(app: Flask, buyer: Client) -> None:
    for rule, method, permission in guarded(app):
        if permission != SIGNED_IN:
            assert ask(buyer, rule, method)[0] == 403, f"{method} {rule}"


@pytest.mark.parametrize("role", list(Role))
def test_a_role_opens_its_own_doors_and_no_others(app: Flask, queries: Queries, make: Make, role: Role) -> None:
    client = Client(app, queries, user=staff(make, role))

    for rule, method, permission in guarded(app):
        status, where = ask(client, rule, method)
        may = permission == SIGNED_IN or permission in ROLES[role]
        assert (status == 403) == (not may), f"{method} {rule} answered {status} to {role}"
        assert "/sign-in" not in where


def test_every_role_is_in_the_table_and_no_permission_belongs_to_two() -> None:
    assert set(ROLES) == set(Role)
    granted = [permission for permissions in ROLES.values() for permission in permissions]
    assert len(granted) == len(set(granted))


def test_whoever_is_asked_to_sign_in_comes_back(app: Flask, visitor: Client) -> None:
    assert visitor.get("/desk/stock?on=1", expect=303).location == "/sign-in?next=/desk/stock?on%3D1"
    english = Client(app, visitor.queries, language="en")
    assert english.get("/desk/stock", expect=303).location == "/en/sign-in?next=/desk/stock"
    assert visitor.post("/acting", membership=1).location == "/sign-in"


def test_another_centres_listing_is_not_there(desk: Client, make: Make) -> None:
    theirs = make.listing(centre=make.centre("ha-thai"), price_vnd=450_000)

    desk.post(f"/desk/listings/{theirs.id}/price", expect=404, price_vnd="1")
    desk.post(f"/desk/listings/{theirs.id}/delisting", expect=404)

    assert theirs.price_vnd == 450_000


def test_another_producers_batch_and_product_are_not_there(studio: Client, make: Make) -> None:
    product = make.product(producer=make.producer("xuong-khac"))
    batch = make.batch(variant=make.variant(product=product), released=False)

    studio.get(f"/studio/products/{product.slug}", expect=404)
    studio.post(f"/studio/products/{product.slug}/texts", expect=404, name_vi="Của tôi")
    studio.get(f"/studio/batches/{batch.code}", expect=404)
    studio.post(f"/studio/batches/{batch.code}/release", expect=404)
    studio.get(f"/studio/batches/{batch.code}/labels", expect=404)

    assert product.name_vi != "Của tôi"


def test_a_membership_that_ended_opens_nothing_from_the_next_request_on(desk: Client) -> None:
    desk.get("/desk/stock")

    db.session.execute(delete(Membership).where(Membership.user_id == desk.user.id))  # type: ignore[union-attr]
    db.session.commit()

    desk.get("/desk/stock", expect=403)


def test_an_account_that_was_closed_is_signed_out_at_once(buyer: Client) -> None:
    from shop.core.time import now

    buyer.get("/account")

    buyer.user.closed_at = now()  # type: ignore[union-attr]
    db.session.commit()

    assert "/sign-in" in buyer.get("/account", expect=303).location


def test_somebody_with_two_places_of_work_chooses_one(app: Flask, queries: Queries, make: Make) -> None:
    here, there = make.centre("bat-trang"), make.centre("ha-thai")
    hanh = make.centre_staff(here)
    db.session.add(Membership(user=hanh, organisation=there.organisation, role=Role.CENTRE_STAFF))
    db.session.commit()
    client = Client(app, queries, user=hanh)
    make.on_sale("Bình ở Bát Tràng", centre=here)
    make.on_sale("Đĩa ở Hạ Thái", centre=there)

    assert "Bình ở Bát Tràng" in client.get("/desk/stock").words
    second = next(m for m in hanh.memberships if m.organisation_id == there.organisation_id)
    chosen = client.post("/acting", membership=second.id)

    assert chosen.location == "/desk"
    words = client.get("/desk/stock").words
    assert "Đĩa ở Hạ Thái" in words
    assert "Bình ở Bát Tràng" not in words


def test_two_roles_of_one_person_open_both_places(app: Flask, queries: Queries, make: Make) -> None:
    both = make.centre_staff()
    db.session.add(Membership(user=both, organisation=make.producer().organisation, role=Role.PRODUCER_STAFF))
    db.session.commit()
    client = Client(app, queries, user=both)

    client.get("/desk/stock")
    client.get("/studio/products")
    client.get("/desk/stock")


@pytest.mark.parametrize("membership", ["", "0", "-1", "ba", "999999999999", "theirs"])
def test_nobody_acts_through_somebody_elses_membership(desk: Client, make: Make, membership: str) -> None:
    theirs = make.officer().memberships
    value = theirs[0].id if membership == "theirs" and theirs else membership

    desk.post("/acting", expect=404, membership=value)

    desk.get("/office", expect=403)
