"""The studio's door to the catalogue: what a producer says and shows of its products."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from shop.accounts.access import needs
from shop.catalogue import gradings, queries
from shop.catalogue import products as verbs
from shop.catalogue.acting import current_producer
from shop.catalogue.forms import PictureForm, TextsForm
from shop.catalogue.models import Product
from shop.core.errors import Refusal
from shop.core.time import today

studio = Blueprint("catalogue_studio", __name__)


@studio.get("/studio/products")
@needs("products.edit")
def products() -> str:
    """List the products of this producer."""
    return render_template(
        "catalogue/studio/products.html",
        producer=current_producer,
        products=queries.products_of(current_producer, today()),
    )


@studio.get("/studio/products/<slug>")
@needs("products.edit")
def product(slug: str) -> str:
    """Show one product with its texts and photographs, ready to change."""
    return _page(_own(slug))


@studio.post("/studio/products/<slug>/texts")
@needs("products.edit")
def texts(slug: str) -> Any:
    """Change what the pages say of a product."""
    own = _own(slug)
    form = TextsForm()
    if form.validate_on_submit():
        try:
            verbs.edit_texts(own, form.texts(), by=current_user.name)
        except verbs.TextMissing as refusal:
            form.description_vi.errors = [str(refusal)]
        else:
            flash(_("The texts are saved; the product’s page shows them now."))
            return redirect(url_for(".product", slug=own.slug), 303)
    return _page(own, form=form), 422


@studio.post("/studio/products/<slug>/pictures")
@needs("products.edit")
def picture(slug: str) -> Any:
    """Add a photograph."""
    own = _own(slug)
    form = PictureForm()
    if form.validate_on_submit():
        try:
            verbs.add_picture(
                own,
                form.photo.data.stream,
                alt_vi=form.alt_vi.data or "",
                alt_en=form.alt_en.data or "",
                by=current_user.name,
            )
        except Refusal as refusal:
            form.photo.errors = [str(refusal)]
        else:
            flash(_("The photograph is on the product’s page now."))
            return redirect(url_for(".product", slug=own.slug, _anchor="photographs"), 303)
    return _page(own, picture_form=form), 422


@studio.post("/studio/products/<slug>/pictures/<int:shown_id>/removal")
@needs("products.edit")
def remove_picture(slug: str, shown_id: int) -> Any:
    """Take a photograph off the page."""
    own = _own(slug)
    shown = next((shown for shown in own.pictures if shown.id == shown_id), None)
    if shown is None:
        abort(404)
    verbs.remove_picture(own, shown, by=current_user.name)
    flash(_("The photograph is off the page."))
    return redirect(url_for(".product", slug=own.slug, _anchor="photographs"), 303)


@studio.post("/studio/products/<slug>/picture-order")
@needs("products.edit")
def order_pictures(slug: str) -> Any:
    """Show the photographs in another order."""
    own = _own(slug)
    verbs.order_pictures(own, request.form.getlist("shown", type=int), by=current_user.name)
    return redirect(url_for(".product", slug=own.slug, _anchor="photographs"), 303)


def _own(slug: str) -> Product:
    own = queries.product_of(current_producer, slug)
    if own is None:
        abort(404)
    return own


def _page(own: Product, *, form: TextsForm | None = None, picture_form: PictureForm | None = None) -> str:
    return render_template(
        "catalogue/studio/product.html",
        producer=current_producer,
        product=own,
        standing=gradings.standing(own.gradings, today()),
        form=form or TextsForm(formdata=None, obj=own),
        picture_form=picture_form or PictureForm(formdata=None),
        orders=_orders_with_each_one_earlier(own),
        most_pictures=verbs.MOST_PICTURES,
    )


def _orders_with_each_one_earlier(own: Product) -> dict[int, list[int]]:
    """Return, for every photograph but the first, the whole order with that one a place earlier."""
    ids = [shown.id for shown in own.pictures]
    return {ids[i]: [*ids[: i - 1], ids[i], ids[i - 1], *ids[i + 1 :]] for i in range(1, len(ids))}
