"""Request parameters: from brackets to a tree, and the tree checked against the library's own types.

The `stripe` package describes every request as a TypedDict. Reading those types, rather than a list of our own, makes
an unknown or misspelt parameter fail here exactly when the pinned API version would refuse it.
"""

import re
import sys
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from functools import cache
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin
from urllib.parse import parse_qsl

from stripe import RequestOptions
from typing_extensions import get_type_hints, is_typeddict

from paystand.errors import ApiError

KEY = re.compile(r"([^\[\]]+)((?:\[[^\[\]]*\])*)")
DEEPEST = 10
MOST_FIELDS = 2000

Tree = dict[str, Any]


def parse(body: bytes) -> Tree:
    """Turn `a[b][0][c]=d` into nested dicts; lists stay dicts keyed by their index until a type says they are lists.

    Raises ApiError for text that is not UTF-8, a malformed key, or a name used both as value and as hash.
    """
    try:
        pairs = parse_qsl(body.decode("utf-8"), keep_blank_values=True, errors="strict", max_num_fields=MOST_FIELDS)
    except ValueError as wrong:
        raise ApiError(f"The request is not form-encoded UTF-8 text: {wrong}") from None
    tree: Tree = {}
    for key, value in pairs:
        _plant(tree, key, value)
    return tree


def _plant(tree: Tree, key: str, value: str) -> None:
    match = KEY.fullmatch(key)
    if match is None:
        raise ApiError(f"Invalid parameter name: {key}", param=key)
    path = [match[1], *re.findall(r"\[([^\[\]]*)\]", match[2])]
    if len(path) > DEEPEST:
        raise ApiError(f"Parameter nested too deeply: {key}", param=key)
    for step in path[:-1]:
        branch = tree.setdefault(_slot(tree, step), {})
        if not isinstance(branch, dict):
            raise ApiError(f"Invalid {key}: {step} is given as a value and as a hash.", param=key)
        tree = branch
    last = _slot(tree, path[-1])
    if isinstance(tree.get(last), dict):
        raise ApiError(f"Invalid {key}: {path[-1]} is given as a value and as a hash.", param=key)
    tree[last] = value


def _slot(tree: Tree, step: str) -> str:
    return step if step else str(len(tree))


def check(tree: Tree, shape: Any) -> Tree:
    """Return `tree` with its values converted to the types of the TypedDict `shape`.

    Raises ApiError with Stripe's codes: `parameter_unknown`, `parameter_missing`, `parameter_invalid_*`.
    """
    return _hash(tree, shape, "")


def _hash(value: Any, shape: Any, where: str) -> Tree:
    if not isinstance(value, dict):
        raise ApiError(f"Invalid {where}: must be a hash.", param=where)
    fields = _fields(shape)
    for name in value:
        if name not in fields:
            raise ApiError(
                f"Received unknown parameter: {_at(where, name)}", code="parameter_unknown", param=_at(where, name)
            )
    for name in sorted(shape.__required_keys__):
        if name in fields and name not in value:
            raise ApiError(
                f"Missing required param: {_at(where, name)}.", code="parameter_missing", param=_at(where, name)
            )
    return {name: _value(given, fields[name], _at(where, name)) for name, given in value.items()}


def _at(where: str, name: str) -> str:
    return f"{where}[{name}]" if where else name


@cache
def _fields(shape: Any) -> dict[str, Any]:
    # The base class of the request types holds options of the client (keys, headers): those never go over the wire.
    known = vars(sys.modules[shape.__module__])
    hints = get_type_hints(shape, globalns=known, localns={"StripeContext": object, "Mapping": Mapping})
    return {name: hint for name, hint in hints.items() if name not in RequestOptions.__annotations__}


def _value(value: Any, shape: Any, where: str) -> Any:
    options = _options(shape)
    if isinstance(value, dict):
        return _nested(value, options, where)
    words = [word for option in options if get_origin(option) is Literal for word in get_args(option)]
    if value in words:
        return value
    if value == "":
        raise ApiError(
            f"You passed an empty string for '{where}'. Leave the parameter out instead.",
            code="parameter_invalid_empty",
            param=where,
        )
    for scalar, convert in SCALARS.items():
        if scalar in options and not (scalar is str and any(words)):
            return convert(value, where)
    if any(words):
        raise ApiError(f"Invalid {where}: must be one of {', '.join(filter(None, words))}", param=where)
    raise ApiError(f"Invalid {where}: must be {'an array' if _lists(options) else 'a hash'}.", param=where)


def _options(shape: Any) -> list[Any]:
    """Return the alternatives of a type, flat. `Literal | str` stays open for new values in the library; here the
    words are the whole list (see `_value`)."""
    if get_origin(shape) in (Union, UnionType):
        return [option for part in get_args(shape) for option in _options(part)]
    return [shape]


def _nested(value: Tree, options: list[Any], where: str) -> Any:
    for option in options:
        if is_typeddict(option):
            return _hash(value, option, where)
        if get_origin(option) is dict:
            inner = get_args(option)[1]
            return {name: _map_value(given, inner, _at(where, name)) for name, given in value.items()}
    for option in _lists(options):
        return _list(value, get_args(option)[0], where)
    kind = "integer" if int in options else "boolean" if bool in options else "string"
    code = f"parameter_invalid_{kind}" if kind != "boolean" else None
    raise ApiError(f"Invalid {kind}: {where} is a hash.", code=code, param=where)


def _map_value(value: Any, inner: Any, where: str) -> Any:
    # An empty value in metadata is how a key is removed; when something is created there is nothing to remove.
    return value if value == "" and inner is str else _value(value, inner, where)


def _lists(options: list[Any]) -> list[Any]:
    return [option for option in options if get_origin(option) is list]


def _list(value: Tree, inner: Any, where: str) -> list[Any]:
    if not all(key.isascii() and key.isdigit() for key in value):
        raise ApiError(f"Invalid array: {where}", code="parameter_invalid_array", param=where)
    return [_value(value[key], inner, _at(where, key)) for key in sorted(value, key=int)]


def _integer(text: str, where: str) -> int:
    if not re.fullmatch(r"[+-]?[0-9]{1,18}", text, re.ASCII):
        raise ApiError(f"Invalid integer: {text}", code="parameter_invalid_integer", param=where)
    return int(text)


def _boolean(text: str, where: str) -> bool:
    if text.lower() not in ("true", "false"):
        raise ApiError(f"Invalid boolean: {text}", param=where)
    return text.lower() == "true"


def _number(text: str, where: str) -> Decimal:
    try:
        number = Decimal(text)
    except InvalidOperation:
        number = Decimal("nan")
    if not number.is_finite():
        raise ApiError(f"Invalid decimal: {text}", param=where)
    return number


def _real(text: str, where: str) -> float:
    return float(_number(text, where))


def _text(text: str, where: str) -> str:
    if len(text) > 5000:
        raise ApiError(f"Invalid string: {where} must be at most 5000 characters", param=where)
    return text


SCALARS: dict[Any, Any] = {int: _integer, bool: _boolean, Decimal: _number, float: _real, str: _text}
