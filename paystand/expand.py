"""`expand`: putting whole objects where ids stand."""

from typing import Any

from paystand.errors import ApiError
from paystand.objects import listed
from paystand.store import Doc, Store

#: Which fields hold an id that can be expanded, and what kind of object it names.
EXPANDABLE = {
    ("checkout.session", "payment_intent"): "payment_intent",
    ("payment_intent", "latest_charge"): "charge",
    ("payment_intent", "payment_method"): "payment_method",
    ("charge", "balance_transaction"): "balance_transaction",
    ("charge", "payment_intent"): "payment_intent",
    ("balance_transaction", "source"): "charge",
}
DEEPEST = 4


def expanded(store: Store, doc: Doc, paths: list[str]) -> Doc:
    """Return `doc` with the fields named by dotted `paths` replaced by the objects they name.

    Raises ApiError for a field that cannot be expanded or a path more than four levels deep.
    """
    for path in paths:
        steps = path.split(".")
        if len(steps) > DEEPEST:
            raise ApiError(f"You cannot expand more than {DEEPEST} levels of a property: {path}", param="expand")
        doc = _expand(store, doc, steps, path)
    return doc


def _expand(store: Store, doc: Doc, steps: list[str], path: str) -> Doc:
    if not steps:
        return doc
    step, rest = steps[0], steps[1:]
    if doc["object"] == "list" and step == "data":
        return doc | {"data": [_expand(store, part, rest, path) for part in doc["data"]]}
    if (doc["object"], step) == ("checkout.session", "line_items") and not rest:
        return doc | {"line_items": lines_of(store, doc["id"])}
    kind = EXPANDABLE.get((doc["object"], step))
    if kind is None:
        raise ApiError(f"This property cannot be expanded ({path}).", param="expand")
    inner = _inner(store, kind, doc[step])
    if inner is None:
        return doc
    return doc | {step: _expand(store, inner, rest, path)}


def _inner(store: Store, kind: str, value: Any) -> Doc | None:
    return value if value is None or isinstance(value, dict) else store.get(kind, value)


def lines_of(store: Store, session_id: str) -> Doc:
    """Return the lines of a session as a Stripe list: as many as fit on its first page of ten."""
    lines = store.children("item", session_id)
    return listed(lines[:10], f"/v1/checkout/sessions/{session_id}/line_items", has_more=len(lines) > 10)
