"""The city office's door to the catalogue: who sells, who makes, and which certificates lapse next."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from shop.accounts.access import needs
from shop.catalogue import queries
from shop.catalogue.paging import page_number
from shop.core.time import today

office = Blueprint("catalogue_office", __name__)


@office.get("/office")
@needs("city.read")
def overview() -> str:
    """Show the city's catalogue at a glance."""
    page = page_number(request.args.get("page"))
    return render_template("catalogue/office/overview.html", seen=queries.overview(today(), page=page), today=today())
