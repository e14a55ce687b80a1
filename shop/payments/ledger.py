"""The ledger: double entry, append-only, one entry for each fact about money. Balances are sums, never edited.

An amount is whole đồng; a debit is positive, a credit negative. Accounts are names: `clearing:stripe`,
`cod:<centre>`, `cash:<centre>`, `customer:<order>`, `payable:<seller>:<party>`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from shop.core.db import db, unique_violation
from shop.payments.models import LedgerEntry, LedgerLine


class Unbalanced(ValueError):
    """The lines of an entry do not sum to zero: a programming error, nothing is written."""


def post(key: str, order_code: str, why: str, lines: Mapping[str, int], *, at: datetime) -> LedgerEntry | None:
    """Write the fact `key` as lines account -> amount, and return the entry; None when it was written before.

    Raises Unbalanced when the amounts do not sum to zero.
    """
    if sum(lines.values()) != 0 or not any(lines.values()):
        raise Unbalanced(f"{key}: {dict(lines)} sums to {sum(lines.values())}")
    if db.session.scalar(select(LedgerEntry.id).where(LedgerEntry.key == key)):
        return None
    entry = LedgerEntry(
        key=key,
        order_code=order_code,
        at=at,
        why=why,
        lines=[LedgerLine(account=account, amount_vnd=amount) for account, amount in lines.items() if amount],
    )
    try:
        with db.session.begin_nested():
            db.session.add(entry)
            db.session.flush()  # two witnesses of one fact may come at once; the key lets one through
    except IntegrityError as error:
        if unique_violation(error) == frozenset({"key"}):
            return None
        raise
    return entry


def balance(account: str) -> int:
    """Return what stands on `account`, in đồng: debits less credits."""
    total = db.session.scalar(select(func.sum(LedgerLine.amount_vnd)).where(LedgerLine.account == account))
    return int(total or 0)


def paid(order_code: str) -> int:
    """Return how much the buyer has paid for an order, net of what was given back, in đồng."""
    return -balance(customer(order_code))


def total() -> int:
    """Return the sum of the whole ledger: zero, or something is broken."""
    return int(db.session.scalar(select(func.sum(LedgerLine.amount_vnd))) or 0)


def customer(order_code: str) -> str:
    """Return the account of what a buyer has paid for an order."""
    return f"customer:{order_code}"
