"""The shop window: home, centres, groups, products, makers, search and the policies."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from flask import Blueprint, abort, render_template, request
from werkzeug.wrappers import Response

from shop.accounts import policies
from shop.catalogue.models import Group
from shop.catalogue.paging import page_number
from shop.catalogue.search import Found, search
from shop.core.i18n import language
from shop.core.pages import shared
from shop.core.rules import rule
from shop.core.time import today
from shop.front import makers, places, products, shelves
from shop.front import results as search_results
from shop.front.cards import Card
from shop.front.offers import Form, Offer
from shop.front.seasons import season_of
from shop.front.village_map import sketch
from shop.front.words import GROUPS, first_sentence

front = Blueprint("front", __name__)

FILTERS = ("on-sale", "graded")
front.add_app_template_filter(first_sentence)


@front.get("/")
def home() -> Response:
    """Show what is new, where it comes from, and why to trust it."""
    return shared(_home)


def _home() -> tuple[str, Iterable[str]]:
    day = today()
    shelf, wall = shelves.newest_lots(day)
    centres = [place for place in places.all_places() if place.is_shop]
    html = render_template(
        "front/home.html",
        shelf=shelf,
        wall=wall,
        groups=GROUPS,
        counts=shelves.group_counts(),
        centres=centres,
        featured=_in_turn(centres, 3, day.isocalendar().week),
        to_try=_in_turn([place for place in centres if place.experience_vi], 3, day.isocalendar().week + 1),
        map=sketch(centres),
        season=season_of(day),
    )
    return html, _subjects([*shelf, *wall]) | {"new-lots"}


@front.get("/centres")
def centres() -> Response:
    """List the centres, and the villages that have none yet."""

    def make() -> tuple[str, Iterable[str]]:
        found = places.all_places()
        shops = [place for place in found if place.is_shop]
        villages = [place for place in found if not place.is_shop]
        html = render_template("front/centres.html", centres=shops, villages=villages, map=sketch(shops))
        return html, {"catalogue"}

    return shared(make)


@front.get("/centres/<slug>")
def centre(slug: str) -> Response:
    """Show one centre with what it sells, or a village with what it makes."""

    def make() -> tuple[str, Iterable[str]]:
        group = request.args.get("group", "")
        seen = places.centre_page(slug, today(), page=_page_number(), group=group)
        if seen is None:
            abort(404)
        html = render_template(
            "front/centre.html", seen=seen, place_=seen.place, choice=seen.choice, group=group, groups=GROUPS
        )
        return html, seen.subjects

    return shared(make)


@front.get("/groups")
def groups() -> Response:
    """List the six OCOP groups."""

    def make() -> tuple[str, Iterable[str]]:
        return render_template("front/groups.html", groups=GROUPS, counts=shelves.group_counts()), {"catalogue"}

    return shared(make)


@front.get("/groups/<slug>")
def group(slug: str) -> Response:
    """Show the products of one group."""
    if slug not in set(Group):
        abort(404)

    def make() -> tuple[str, Iterable[str]]:
        only = request.args.get("only", "") if request.args.get("only") in FILTERS else ""
        choice = shelves.products_in_group(Group(slug), today(), page=_page_number(), only=only)
        html = render_template("front/group.html", slug=slug, group=GROUPS[Group(slug)], choice=choice, only=only)
        return html, _subjects(choice.cards)

    return shared(make)


@front.get("/producers")
def producers() -> Response:
    """List the makers."""

    def make() -> tuple[str, Iterable[str]]:
        found, paging = makers.all_makers(page=_page_number())
        return render_template("front/producers.html", makers=found, paging=paging), {"catalogue"}

    return shared(make)


@front.get("/producers/<slug>")
def producer(slug: str) -> Response:
    """Show one maker and what it makes."""

    def make() -> tuple[str, Iterable[str]]:
        seen = makers.maker_page(slug, today(), page=_page_number())
        if seen is None:
            abort(404)
        return render_template("front/producer.html", seen=seen, maker=seen.maker), seen.subjects

    return shared(make)


@front.get("/products/<slug>")
def product(slug: str) -> Response:
    """Show one product: what it is, who made it, where it is on sale, and of which batch."""

    def make() -> tuple[str, Iterable[str]]:
        seen = products.product_page(slug, today())
        if seen is None:
            abort(404)
        form = _chosen_form(seen.forms)
        offer = _chosen_offer(form)
        lot = offer.lots[0] if offer and offer.lots else None
        html = render_template(
            "front/product.html",
            seen=seen,
            product=seen.product,
            form=form,
            offer=offer,
            lot=lot,
            steps=products.path_of(lot.batch_id, offer.village_vi) if offer and lot else [],
            group=GROUPS[Group(seen.product.group)],
            returns_days=rule(f"return_days_{GROUPS[Group(seen.product.group)].returns}"),
        )
        return html, seen.subjects

    return shared(make)


@front.get("/search", endpoint="search")
def results() -> Response:
    """Answer a question with products, centres and makers."""
    asked = " ".join(request.args.get("q", "").split())[:120]

    def make() -> tuple[str, Iterable[str]]:
        found = search(asked) if asked else Found()
        seen = search_results.results(found, today(), page=_page_number()) if found else None
        html = render_template("front/search.html", asked=asked, found=found, seen=seen, groups=GROUPS)
        return html, _subjects(seen.cards if seen else ())

    return shared(make)


@front.get("/policies/<slug>")
def policy(slug: str) -> Response:
    """Show what the shop promises and asks, in the version of today or of an earlier day."""

    def make() -> tuple[str, Iterable[str]]:
        try:
            text = policies.current(slug)
        except policies.NoSuchPolicy:
            abort(404)
        return render_template("front/policy.html", policy=text, body=policies.body(text, language())), ()

    return shared(make)


def _page_number() -> int:
    return page_number(request.args.get("page"))


def _subjects(cards: Iterable[Card]) -> set[str]:
    return {"catalogue"}.union(*(card.subjects for card in cards))


def _in_turn(rows: Sequence[Any], most: int, turn: int) -> list[Any]:
    """Return `most` of `rows`, others every week, so that each gets its place in the window."""
    return [rows[(turn * most + i) % len(rows)] for i in range(min(most, len(rows)))]


def _chosen_form(forms: Sequence[Form]) -> Form | None:
    """Return the variant the address names, or else the first that can be had, or the first there is."""
    asked = request.args.get("variant", type=int)
    return (
        next((form for form in forms if form.id == asked), None)
        or next((form for form in forms if form.available), None)
        or next((form for form in forms if form.offers), None)
        or next(iter(forms), None)
    )


def _chosen_offer(form: Form | None) -> Offer | None:
    """Return the offer of the centre the address names, or else the cheapest that can be had, or the cheapest."""
    offers = form.offers if form else ()
    asked = request.args.get("centre", "")
    cheapest_first = sorted(offers, key=lambda offer: (not offer.available, offer.price_vnd, offer.centre_id))
    return next((offer for offer in offers if offer.centre_slug == asked), None) or next(iter(cheapest_first), None)
