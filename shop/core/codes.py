"""Codes people read out, type and scan: of orders and batches, and tokens nobody can guess.

The alphabet has no I, L, O and U, so that a code survives handwriting and cannot spell much.
"""

from __future__ import annotations

import re
import secrets
from functools import reduce
from operator import xor
from random import Random, SystemRandom

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
ORDER_PREFIX = "DH"
#: Longest memo a bank keeps is 25 characters; nine is the length every gateway leaves alone.
ORDER_BODY_LENGTH = 6
BATCH_LENGTH = 10

_MISREAD = str.maketrans("OIL", "011")
_SYSTEM_RANDOM = SystemRandom()


def order_code(random: Random = _SYSTEM_RANDOM) -> str:
    """Return a new order code: `DH`, six random characters and a check character, as in `DH7K2M9QN`."""
    body = _random_characters(random, ORDER_BODY_LENGTH)
    return f"{ORDER_PREFIX}{body}{_check_character(body)}"


def is_valid_order_code(code: str) -> bool:
    """Tell whether `code`, exactly as written, has the form of an order code and the right check character."""
    prefix, body, check = code[:2], code[2:-1], code[-1:]
    if prefix != ORDER_PREFIX or len(body) != ORDER_BODY_LENGTH or not set(body + check) <= set(ALPHABET):
        return False
    return _check_character(body) == check


def read_order_code(text: str) -> str | None:
    """Return the order code somebody typed or read out, or None when it is none.

    Lower case, spaces, dashes and dots are forgiven, and the letters O, I and L stand for the digits they look like.
    """
    typed = _joined(text)
    code = typed[: len(ORDER_PREFIX)] + typed[len(ORDER_PREFIX) :].translate(_MISREAD)
    return code if is_valid_order_code(code) else None


def batch_code(random: Random = _SYSTEM_RANDOM) -> str:
    """Return ten random characters (50 bits) for the address of a batch's origin page."""
    return _random_characters(random, BATCH_LENGTH)


def read_batch_code(text: str) -> str | None:
    """Return the batch code in upper case as it is stored, or None when `text` cannot be one; any case is read."""
    code = _joined(text).translate(_MISREAD)
    return code if len(code) == BATCH_LENGTH and set(code) <= set(ALPHABET) else None


def secret_token() -> str:
    """Return 43 characters (256 bits) for a link that only its holder can know."""
    return secrets.token_urlsafe(32)


def _random_characters(random: Random, length: int) -> str:
    return "".join(random.choice(ALPHABET) for _ in range(length))


def _joined(text: str) -> str:
    return re.sub(r"[\s.\-]+", "", text).upper()


def _check_character(body: str) -> str:
    """Return the XOR of alpha^i times each value over GF(32), i counted from 1.

    The weights differ from each other and from the check character's own (alpha^0), so every single
    wrong character and every two swapped ones change the sum.
    """
    products = (_times(_power(i), ALPHABET.index(character)) for i, character in enumerate(body, start=1))
    return ALPHABET[reduce(xor, products)]


def _power(exponent: int) -> int:
    """Return alpha^exponent with alpha = 2."""
    return reduce(_times, [2] * exponent, 1)


def _times(a: int, b: int) -> int:
    """Multiply in GF(32) modulo x^5 + x^2 + 1."""
    product = 0
    while b:
        if b & 1:
            product ^= a
        a <<= 1
        if a & 0b100000:
            a ^= 0b100101
        b >>= 1
    return product
