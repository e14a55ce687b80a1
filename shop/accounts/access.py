"""Who may do what: one table of roles and permissions, and the names of what is open to all.

Every route is either named in PUBLIC or names the permission it needs by `@needs`; a test walks them all.
Objects are then loaded through the membership, so that somebody else's is a 404.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from flask import abort, redirect, request, session, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from shop.accounts.models import Membership, Role

View = TypeVar("View", bound=Callable[..., Any])

#: What each role may do for the organisation it is held in.
ROLES: dict[Role, frozenset[str]] = {
    Role.PRODUCER_STAFF: frozenset(
        {
            "products.edit",
            "batches.read",
            "batches.open",
            "batches.record",
            "batches.release",
            "labels.print",
        }
    ),
    Role.CENTRE_STAFF: frozenset(
        {
            "parcels.read",
            "parcels.pack",
            "parcels.hand_over",
            "stock.read",
            "stock.receive",
            "listings.read",
            "listings.change",
        }
    ),
    Role.CITY_OFFICE: frozenset({"city.read", "recalls.open"}),
}

#: Needs an account, of whatever kind.
SIGNED_IN = "signed_in"

#: Open to everybody, signed in or not.
PUBLIC = frozenset(
    {
        "core.healthz",
        "core.media",
        "art.picture",
        "core.mailbox",
        "core.mail",
        "front.home",
        "front.centres",
        "front.centre",
        "front.groups",
        "front.group",
        "front.product",
        "front.producers",
        "front.producer",
        "front.search",
        "front.policy",
        "accounts.sign_in",
        "accounts.sign_out",
        "accounts.register",
        "accounts.forgotten",
        "accounts.reset",
        "cart.show",
        "cart.add",
        "cart.change",
        "cart.remove",
        "cart.count",
        "orders.checkout",
        "orders.review",
        "orders.place",
        "orders.show",
        "orders.pay",
        "orders.cancel",
        "orders.card_return",
        "payments_api.stripe_webhook",
        "traceability.origin",
        "traceability.unknown",
        "traceability.scan",
        "gs1.resolve",
    }
)


def needs(permission: str) -> Callable[[View], View]:
    """Let only those use a view whose current membership has `permission` (or who have an account: SIGNED_IN).

    A visitor is asked to sign in first and comes back afterwards; somebody signed in without the right gets 403.
    """

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(*args: Any, **kwargs: Any) -> Any:
            if not current_user.is_authenticated:
                return ask_to_sign_in()
            if permission != SIGNED_IN and (membership := acting_with(permission)) is not None:
                session["membership"] = membership.id
            elif permission != SIGNED_IN:
                abort(403)
            return view(*args, **kwargs)

        guarded.permission = permission  # type: ignore[attr-defined]
        return guarded  # type: ignore[return-value]

    return guard


def ask_to_sign_in() -> Response:
    """Send a visitor to the sign-in page, to come back to what was asked for."""
    wanted = request.full_path.rstrip("?") if request.method == "GET" else ""
    return redirect(url_for("accounts.sign_in", next=wanted or None), 303)


def acting() -> Membership | None:
    """Return the membership the person acts through: the one chosen last, or else the first."""
    if not current_user.is_authenticated:
        return None
    memberships: list[Membership] = current_user.memberships
    chosen = session.get("membership")
    return next((m for m in memberships if m.id == chosen), memberships[0] if memberships else None)


def acting_with(permission: str) -> Membership | None:
    """Return the membership that gives `permission`: the one acted through now if it does, else the first that does."""
    current = acting()
    candidates = [current] if current else []
    candidates += [m for m in current_user.memberships if m is not current]
    return next((m for m in candidates if permission in ROLES[m.role]), None)


def may(permission: str) -> bool:
    """Tell a template whether the current membership has `permission`."""
    membership = acting()
    return membership is not None and permission in ROLES[membership.role]
