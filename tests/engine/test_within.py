"""What the shorter periods inside a period came to, worked by hand, and by the engine and the oracle alike."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path

import pytest

from scoring.api import score
from scoring.rubric.periods import inner_periods
from tests.engine.agreement import differences, fraction, loaded, scores
from tests.oracle.document import Document
from tests.oracle.given import given
from tests.oracle.oracle import score as by_hand
from tests.oracle.small import small

X = "- {leaf: x, title: x, points: 10, value: a, proportional: {target: 10}, due: quarter}"
"""A quarter's mark: `a` itself, up to 10."""

QUARTERS = {f"2023Q{n}": {"甲": {"a": a}} for n, a in enumerate((2, 5, 10, 4), 1)}
NO_HISTORY = "settings: {no_history: not_applicable}"


def shown(
    formula: str, folder: Path, metrics: Mapping[str, Mapping[str, Mapping[str, int]]], more: str = NO_HISTORY
) -> tuple[str, Fraction | None]:
    """The state and value of a formula shown for the year."""
    year = "{leaf: z, title: z, points: 10, value: b, proportional: {target: 10}, due: year}"
    written = small(f"{X}\n- {year}\n- {{leaf: y, title: y, role: shown, value: '{formula}'}}", points="20", more=more)
    inputs = given("甲", metrics=metrics)
    result = score(loaded(written, folder), inputs, "2023")
    assert differences(result, by_hand(Document(written), inputs, "2023")) == []
    (row,) = scores(result).filter(node="y").iter_rows(named=True)
    return row["state"], fraction(row["value"])


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("mean_within(a, quarter)", "5.25"),  # (2 + 5 + 10 + 4) / 4
        ("sum_within(a, quarter)", "21"),
        ("min_within(a, quarter) + max_within(a, quarter)", "12"),
        ("last_within(a, quarter)", "4"),
        ("mean_within([x], quarter)", "5.25"),
        ("95% * mean_within([x:rate], quarter) + 5% * last_within([x:rate], quarter)", "0.51875"),  # 0.49875 + 0.02
        ("max_within([x:rank], quarter)", "1"),
        ("sum_within(a - previous(a), quarter)", None),  # the first quarter has none before it
        ("last_within(a - previous(a), quarter)", "-6"),
        # Thirds to twelve decimals: 0.666666666667 + 1.666666666667 + 3.333333333333 + 1.333333333333.
        ("sum_within(a / 3, quarter)", "7"),
    ],
)
def test_four_quarters_make_the_figure_of_their_year(formula: str, value: str | None, tmp_path: Path) -> None:
    expected = ("reported", Fraction(value)) if value else ("not_applicable", None)
    assert shown(formula, tmp_path, QUARTERS) == expected


def without(period: str) -> dict[str, dict[str, dict[str, int]]]:
    return {name: rows for name, rows in QUARTERS.items() if name != period}


def test_a_quarter_that_says_nothing_leaves_the_year_without_a_figure(tmp_path: Path) -> None:
    nobody = {**QUARTERS, "2023Q2": {"乙": {"a": 1}}}
    for metrics in (without("2023Q2"), nobody):
        assert shown("mean_within(a, quarter)", tmp_path, metrics) == ("not_applicable", None)
        assert shown("max_within([x:value], quarter)", tmp_path, metrics) == ("not_applicable", None)
    assert shown("mean_within([x], quarter)", tmp_path, without("2023Q2")) == ("not_applicable", None)
    # A mark of nought for what is missing is a mark: (2 + 0 + 10 + 4) / 4.
    assert shown("mean_within([x], quarter)", tmp_path, nobody) == ("reported", Fraction(4))


def test_what_is_last_asks_the_last_quarter_alone(tmp_path: Path) -> None:
    assert shown("last_within(a, quarter)", tmp_path, without("2023Q2")) == ("reported", Fraction(4))
    assert shown("last_within(a, quarter)", tmp_path, without("2023Q4")) == ("not_applicable", None)


def test_no_history_may_count_as_a_number(tmp_path: Path) -> None:
    more = "settings: {no_history: 0.5}"
    assert shown("min_within(a, quarter)", tmp_path, without("2023Q2"), more) == ("reported", Fraction("0.5"))


def test_a_period_without_shorter_ones_has_no_figure(tmp_path: Path) -> None:
    written = small(f"{X}\n- {{leaf: y, title: y, role: shown, value: 'mean_within(a, quarter)'}}", more=NO_HISTORY)
    for period, state in (("2023", "reported"), ("2023Q1", "not_applicable"), ("2022", "not_applicable")):
        inputs = given("甲", metrics={**QUARTERS, "2022": {"甲": {"a": 7}}})
        result = score(loaded(written, tmp_path), inputs, period)
        assert differences(result, by_hand(Document(written), inputs, period)) == []
        assert scores(result).filter(node="y")["state"].to_list() == [state]


def test_a_stage_of_the_days_of_a_year_is_no_part_of_it(tmp_path: Path) -> None:
    stages = (("early", "2023-01-01", "2023-05-31"), ("late", "2023-06-01", "2023-12-31"))
    for named in (stages, (("whole", "2023-01-01", "2023-12-31"),)):
        written = small(X)
        written["periods"] += [
            {"id": id_, "kind": "stage", "title": id_, "starts": starts, "ends": ends} for id_, starts, ends in named
        ]
        rubric = loaded(written, tmp_path)
        year = next(period for period in rubric.periods if period.id == "2023")
        inside = [period.id for period in inner_periods(rubric, year, "stage")]
        assert inside == ([] if named[0][0] == "whole" else ["early", "late"])


def test_marks_of_another_rubric_are_taken_quarter_by_quarter(tmp_path: Path) -> None:
    other = small("- {leaf: x, title: x, points: 10, value: b, proportional: {target: 10}}")
    other["rubric"]["id"] = "leaders"
    folder = tmp_path / "of"
    folder.mkdir()
    loaded(other, folder)
    written = small(
        f"{X}\n- {{leaf: y, title: y, role: shown, value: 'mean_within([total:score@leaders], quarter)'}}",
        more=f"{{uses: {{leaders: {{file: of/rubric.yaml, period: same, assumed: {{uses: 小例}}}}}}, {NO_HISTORY}}}",
    )
    ours = given("甲", metrics=QUARTERS)
    theirs = given("甲", metrics={quarter: {"甲": {"b": n}} for n, quarter in enumerate(QUARTERS, 3)})
    result = score(loaded(written, tmp_path), ours, "2023", others={"leaders": theirs})
    (row,) = scores(result).filter(node="y").iter_rows(named=True)
    assert (row["state"], fraction(row["value"])) == ("reported", Fraction("4.5"))  # (3 + 4 + 5 + 6) / 4
