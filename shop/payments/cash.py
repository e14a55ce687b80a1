"""Cash: taken by the carrier at the door, or at the counter when a parcel is collected."""

from __future__ import annotations

from datetime import datetime

from shop.payments import ledger
from shop.payments.models import LedgerEntry


def collected(
    order_code: str, parcel_code: str, *, account: str, why: str, amount_vnd: int, at: datetime
) -> LedgerEntry | None:
    """Record that `amount_vnd` was taken in cash for a parcel; None when it was recorded before.

    `account` says who holds it now: `cod:<centre>` with the carrier, `cash:<centre>` in the till.
    """
    lines = {account: amount_vnd, ledger.customer(order_code): -amount_vnd}
    return ledger.post(f"cash:{parcel_code}", order_code, why, lines, at=at)
