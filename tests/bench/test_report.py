"""A figure says whether its goal is met, to a person and to a machine."""

import json

import pytest

from bench.report import Figure, as_json, as_table, at_least, at_most, exactly


@pytest.mark.parametrize(
    ("figure", "goal", "met"),
    [
        (at_least("cached", 0.85, "of floor", 0.85), "≥ 0.85", True),
        (at_least("cached", 0.84, "of floor", 0.85), "≥ 0.85", False),
        (at_most("queries", 8, "", 8), "≤ 8", True),
        (at_most("queries", 9, "", 8), "≤ 8", False),
        (exactly("sold", 10, "pieces", 10), "= 10", True),
        (exactly("sold", 11, "pieces", 10), "= 10", False),
    ],
)
def test_a_figure_is_judged_by_its_goal(figure: Figure, goal: str, met: bool) -> None:
    assert (figure.goal, figure.met) == (goal, met)


def test_a_machine_reads_what_was_promised() -> None:
    figures = json.loads(as_json([at_most("queries", 7, "a page", 8, floor=0), Figure("p95", 1.5, "ms")]))

    assert figures == {
        "figures": [
            {"what": "queries", "value": 7, "unit": "a page", "goal": "≤ 8", "met": True},
            {"what": "p95", "value": 1.5, "unit": "ms", "goal": None, "met": None},
        ]
    }


def test_a_person_sees_the_floor_beside_the_figure() -> None:
    table = as_table([at_least("origin page, cached", 450, "µs", 500, floor=402.5)])

    assert table.splitlines() == [
        "                     measured  unit  floor  goal   met",
        "origin page, cached       450  µs      402  ≥ 500  NO",
    ]
