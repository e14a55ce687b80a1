"""Amounts: what can be charged, how it is settled, how it is written."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

SETTLEMENT = "sgd"


@dataclass(frozen=True)
class Currency:
    """A currency a session may be in. Amounts are whole smallest units; VND has no smaller unit."""

    decimals: int
    #: How many SGD one whole unit buys. A fixed, plausible rate: it is there to be unlike 1, not to be right.
    rate: Decimal
    #: About half a US dollar, the least that can be charged.
    least: int
    #: Eight digits, the documented ceiling.
    most: int = 99_999_999


CURRENCIES = {
    "vnd": Currency(0, Decimal("0.0000508"), least=13_200),
    "usd": Currency(2, Decimal("1.337"), least=50),
    "sgd": Currency(2, Decimal(1), least=65),
}


@dataclass(frozen=True)
class Settlement:
    """What reaches the merchant's account, in SGD cents."""

    gross: int
    fee: int
    rate: float | None

    @property
    def net(self) -> int:
        return self.gross - self.fee


def settle(amount: int, currency: str) -> Settlement:
    """Convert a charge into the account's own currency and take the fee off.

    The account settles in SGD on purpose: code that takes a fee for VND is wrong by a factor nobody overlooks. The fee
    (3.4 % and 0.50 SGD) is an example, not a price list.
    """
    known = CURRENCIES[currency]
    gross = _whole(Decimal(amount).scaleb(-known.decimals) * known.rate * 100)
    fee = min(gross, _whole(gross * Decimal("0.034")) + 50)
    return Settlement(gross, fee, None if currency == SETTLEMENT else float(known.rate))


def _whole(number: Decimal) -> int:
    return int(number.quantize(Decimal(1), ROUND_HALF_UP))


def written(amount: int, currency: str, language: str) -> str:
    """Write an amount for a reader: `1.250.000 ₫`, `12,50 SGD` (`12.50 SGD` in English), with a no-break space."""
    if currency == "vnd":
        return f"{amount:,}".replace(",", ".") + "\u00a0₫"
    plain = f"{Decimal(amount).scaleb(-CURRENCIES[currency].decimals):,}"
    if language == "vi":
        plain = plain.translate(str.maketrans(",.", ".,"))
    return f"{plain}\u00a0{currency.upper()}"
