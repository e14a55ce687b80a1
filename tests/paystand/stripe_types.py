"""An oracle: does an object have the shape that the installed `stripe` package says it has?

The package annotates every field of every object. A field that is not Optional must be there and not null; a field that
is not annotated must not be there; `Literal[...] | str` is taken as closed: the words are what this API version says.
"""

import ast
import importlib
import inspect
import sys
from decimal import Decimal
from functools import cache
from typing import Any, ClassVar, ForwardRef, Literal, Union, get_args, get_origin

import stripe
from stripe._stripe_object import StripeObject, UntypedStripeObject

OBJECTS: dict[str, type] = {
    "balance_transaction": stripe.BalanceTransaction,
    "charge": stripe.Charge,
    "checkout.session": stripe.checkout.Session,
    "dispute": stripe.Dispute,
    "event": stripe.Event,
    "item": stripe.LineItem,
    "payment_intent": stripe.PaymentIntent,
    "payment_method": stripe.PaymentMethod,
    "price": stripe.Price,
    "refund": stripe.Refund,
    "source": stripe.Source,
}
SCALARS: dict[Any, tuple[type, ...]] = {str: (str,), int: (int,), float: (int, float), Decimal: (str,), bool: (bool,)}


def faults(value: Any, where: str = "") -> list[str]:
    """Return what is wrong with a Stripe object or list of them, one line each; nothing when all is well."""
    if value.get("object") == "list":
        return _list_faults(value, None, where)
    shape = OBJECTS.get(value.get("object"))
    if shape is None:
        return [f"{where}: no such object: {value.get('object')}"]
    found = _object_faults(value, shape, where or value["object"])
    if shape is stripe.Event:
        found += _faults_inside(value, where or "event")
    return found


def _faults_inside(event: Any, where: str) -> list[str]:
    inner = (event.get("data") or {}).get("object") or {}
    return faults(inner, f"{where}.data.object") if inner.get("object") in OBJECTS else []


def _object_faults(value: Any, shape: type, where: str) -> list[str]:
    if not isinstance(value, dict):
        return [f"{where}: not an object"]
    fields = _fields(shape)
    found = [f"{where}.{name}: unknown field" for name in value if name not in fields]
    for name, hint in fields.items():
        if name not in value:
            found += [] if _may_be_null(hint) else [f"{where}.{name}: missing"]
        else:
            found += _faults(value[name], hint, shape, f"{where}.{name}")
    return found


def _faults(value: Any, hint: Any, owner: type, where: str) -> list[str]:
    options = [_named(option, owner) for option in _options(hint)]
    if Any in options:
        return []
    if value is None:
        return [] if type(None) in options else [f"{where}: null"]
    words = [word for option in options if get_origin(option) is Literal for word in get_args(option)]
    if words:
        return [] if value in words else [f"{where}: {value!r} is not one of the words"]
    tries = [_faults_of_one(value, option, owner, where) for option in options if option is not type(None)]
    return min(tries, key=len)


def _faults_of_one(value: Any, option: Any, owner: type, where: str) -> list[str]:
    origin = get_origin(option)
    if option in SCALARS:
        right = isinstance(value, SCALARS[option]) and (option is bool or not isinstance(value, bool))
        return [] if right else [f"{where}: {value!r} is no {option.__name__}"]
    if origin is list:
        return _each(value, get_args(option)[0], owner, where)
    if origin is stripe.ListObject:
        return _list_faults(value, _named(get_args(option)[0], owner), where)
    if origin is UntypedStripeObject:
        return _map_faults(value, get_args(option)[0], owner, where)
    if isinstance(value, dict) and set(value) == {"id", "object"}:
        return []  # Stripe's samples cut an expanded object short to these two
    return _object_faults(value, option, where)


def _each(value: Any, inner: Any, owner: type, where: str) -> list[str]:
    if not isinstance(value, list):
        return [f"{where}: no list"]
    return [fault for index, one in enumerate(value) for fault in _faults(one, inner, owner, f"{where}[{index}]")]


def _list_faults(value: Any, inner: type | None, where: str) -> list[str]:
    if not isinstance(value, dict) or set(value) != {"object", "data", "has_more", "url"} or value["object"] != "list":
        return [f"{where}: no list of Stripe's"]
    found = [] if isinstance(value["has_more"], bool) and isinstance(value["url"], str) else [f"{where}: bad list"]
    for index, one in enumerate(value["data"]):
        place = f"{where}.data[{index}]"
        found += _object_faults(one, inner, place) if inner else faults(one, place)
    return found


def _map_faults(value: Any, inner: Any, owner: type, where: str) -> list[str]:
    if not isinstance(value, dict):
        return [f"{where}: no hash"]
    return [fault for name, one in value.items() for fault in _faults(one, inner, owner, f"{where}[{name}]")]


@cache
def _fields(shape: type) -> dict[str, Any]:
    hints = {}
    for base in shape.__mro__:
        if base is not StripeObject and issubclass(base, StripeObject):
            hints.update({name: hint for name, hint in inspect.get_annotations(base).items() if name[0] != "_"})
    return {name: hint for name, hint in hints.items() if get_origin(hint) is not ClassVar}


def _options(hint: Any) -> list[Any]:
    if get_origin(hint) is Union:
        return [option for part in get_args(hint) for option in _options(part)]
    return [hint]


def _may_be_null(hint: Any) -> bool:
    return type(None) in _options(hint)


def _named(option: Any, owner: type) -> Any:
    """Return the class behind a name that the package imports for type checkers only."""
    if isinstance(option, ForwardRef):
        option = option.__forward_arg__
    if not isinstance(option, str):
        return option
    module = sys.modules[owner.__module__]
    if hasattr(module, option):
        return getattr(module, option)
    source, name = _imports_for_types(owner.__module__)[option]
    return getattr(importlib.import_module(source), name)


@cache
def _imports_for_types(module: str) -> dict[str, tuple[str, str]]:
    file = sys.modules[module].__file__
    assert file is not None
    with open(file, encoding="utf-8") as text:
        tree = ast.parse(text.read())
    return {
        alias.asname or alias.name: (node.module, alias.name)
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module
        for alias in node.names
    }
