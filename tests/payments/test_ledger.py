"""The ledger: every entry sums to zero, every fact is written once, whatever the order."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select, text
from sqlalchemy.exc import DatabaseError

from shop.core.db import db
from shop.core.time import now
from shop.payments import cash, ledger
from shop.payments.models import LedgerEntry, LedgerLine
from tests.factories import Make

ACCOUNTS = st.sampled_from(["clearing:stripe", "cod:bat-trang", "cash:van-phuc", "customer:DH1", "customer:DH2"])
AMOUNTS = st.integers(min_value=-(10**12), max_value=10**12)


@st.composite
def balanced(draw: st.DrawFn) -> dict[str, int]:
    """Lines on two to four accounts that sum to zero, not all of them zero."""
    accounts = draw(st.lists(ACCOUNTS, min_size=2, max_size=4, unique=True))
    amounts = [draw(AMOUNTS.filter(bool)) for _ in accounts[1:]]
    return dict(zip(accounts, [-sum(amounts), *amounts], strict=True))


def unbalanced_entries() -> list[int]:
    """Ask the database itself which entries do not sum to zero."""
    sums = select(LedgerLine.entry_id).group_by(LedgerLine.entry_id).having(func.sum(LedgerLine.amount_vnd) != 0)
    return list(db.session.scalars(sums))


def balances() -> dict[str, int]:
    rows = db.session.execute(select(LedgerLine.account, func.sum(LedgerLine.amount_vnd)).group_by(LedgerLine.account))
    return {account: int(total) for account, total in rows}


@pytest.mark.usefixtures("app")
class TestProperties:
    def test_any_facts_in_any_order_with_repeats_end_in_the_same_balances(self) -> None:
        @settings(max_examples=30, deadline=None)
        @given(facts=st.lists(balanced(), min_size=1, max_size=5), chance=st.randoms(use_true_random=False))
        def check(facts: list[dict[str, int]], chance: object) -> None:
            keyed = [(f"fact:{number}", lines) for number, lines in enumerate(facts)]
            seen = []
            for _ in range(2):
                shuffled = keyed + keyed
                chance.shuffle(shuffled)  # type: ignore[attr-defined]
                with db.session.begin_nested() as undone:
                    for key, lines in shuffled:
                        ledger.post(key, "DH1", "a fact", lines, at=now())
                    assert ledger.total() == 0
                    assert unbalanced_entries() == []
                    seen.append(balances())
                    undone.rollback()
            assert seen[0] == seen[1]

        check()

    def test_what_does_not_sum_to_zero_is_never_written(self) -> None:
        @settings(max_examples=50, deadline=None)
        @given(lines=st.dictionaries(ACCOUNTS, AMOUNTS, max_size=4).filter(lambda lines: sum(lines.values()) != 0))
        def check(lines: dict[str, int]) -> None:
            with pytest.raises(ledger.Unbalanced):
                ledger.post("wrong", "DH1", "a fact", lines, at=now())
            assert db.session.scalar(select(func.count()).select_from(LedgerEntry)) == 0

        check()


@pytest.mark.usefixtures("app")
def test_an_entry_that_moves_nothing_is_refused() -> None:
    with pytest.raises(ledger.Unbalanced):
        ledger.post("nothing", "DH1", "nothing", {"a": 0, "b": 0}, at=now())


@pytest.mark.usefixtures("app")
def test_the_second_witness_of_a_fact_is_told_that_it_is_known() -> None:
    lines = {"clearing:stripe": 450_000, "customer:DH1": -450_000}

    assert ledger.post("cap:pi_1", "DH1", "paid by card", lines, at=now()) is not None
    assert ledger.post("cap:pi_1", "DH1", "paid by card", lines, at=now()) is None

    assert ledger.paid("DH1") == 450_000
    assert ledger.balance("clearing:stripe") == 450_000


@pytest.mark.usefixtures("app")
def test_an_account_nobody_wrote_on_is_empty() -> None:
    assert (ledger.balance("cod:nowhere"), ledger.paid("DH9"), ledger.total()) == (0, 0, 0)


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize("statement", ["UPDATE ledger_line SET amount_vnd = 1", "DELETE FROM ledger_entry"])
def test_what_was_written_stays(statement: str) -> None:
    ledger.post("cap:pi_1", "DH1", "paid by card", {"clearing:stripe": 5, "customer:DH1": -5}, at=now())

    with pytest.raises(DatabaseError), db.session.begin_nested():
        db.session.execute(text(statement))


def test_cash_for_a_parcel_is_taken_once(make: Make) -> None:
    taken = {"account": "cod:bat-trang", "why": "cash collected on delivery", "amount_vnd": 480_000, "at": now()}

    assert cash.collected("DH1", "DH1-1", **taken) is not None
    assert cash.collected("DH1", "DH1-1", **taken) is None
    assert cash.collected("DH1", "DH1-2", **taken) is not None

    assert ledger.paid("DH1") == 960_000
    assert ledger.total() == 0
