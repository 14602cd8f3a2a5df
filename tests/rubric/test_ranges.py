"""A formula's bounds hold every value it can take."""

from __future__ import annotations

import math
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.methods import registry
from scoring.rubric import expression as ex
from scoring.rubric.checks.ranges import Range, range_of
from scoring.rubric.checks.whole import Whole, survey
from scoring.rubric.document import read
from scoring.rubric.example import Example
from scoring.rubric.formula import parse
from scoring.rubric.load import load_rubric
from scoring.sql.states import STATES
from tests.rubric.expressions import constants, steps

WAYS: tuple[ex.Function, ...] = ("up", "down")
SMALL = Path(__file__).parent / "small.yaml"


def whole() -> Whole:
    return survey(load_rubric(SMALL, registry()), read(SMALL))


RUBRIC = whole()
EXAMPLES = {
    f"{key}/{n}": example for key, method in registry().scale.items() for n, example in enumerate(method.examples, 1)
}


def test_a_number_on_the_roster_lies_within_its_declared_bounds(tmp_path: Path) -> None:
    path = tmp_path / "small.yaml"
    area = "attributes: {area: {title: 面积, type: number, minimum: -3, maximum: 8}}"
    path.write_text(SMALL.read_text("utf-8").replace("population:\n", f"population:\n  {area}\n"), "utf-8")
    document = read(path)
    declared = survey(load_rubric(path, registry()), document)
    assert range_of(ex.Name("area"), declared, {}) == Range(Fraction(-3), Fraction(8))


@pytest.mark.parametrize(
    ("formula", "low", "high"),
    [
        ("mean([A1] among level)", 0, 6),
        ("share(met > 1 among all)", 0, 1),
        ("count(met > 1 among all)", 0, math.inf),
        ("rank(met among all)", 1, math.inf),
        ("sum(met - 1 among all)", -math.inf, math.inf),
        ("sd_sample([A1] - 500 among all)", 0, 6),
        ("previous([A1]) - [A1]", -6, 6),
        ("mean_before([A1], 2)", 0, 6),
        ("sum_before([A1], 2)", 0, 12),
        ("sum_before(met)", 0, math.inf),
        ("[A1:rank]", 1, math.inf),
        ("[A1] * 2", 0, 12),
        ("[A1@x:score]", -math.inf, math.inf),
        ("nearest([A1] / 7, 0.5)", 0, 1),
    ],
)
def test_what_is_of_groups_and_earlier_periods_is_bounded_by_what_it_is_made_of(
    formula: str, low: float, high: float
) -> None:
    assert range_of(parse(formula), RUBRIC, {}) == Range(low, high)


A2 = "points: 4, value: registered, threshold: {at_most: 500}"


@pytest.mark.parametrize(
    ("written", "low", "high"),
    [
        (A2, 0, 4),
        (f"ceiling: 8, {A2}", 0, 8),
        (f"ceiling: none, {A2}", 0, math.inf),
        (f"floor: -1, {A2}", -1, 4),
        (f"floor: none, {A2}", -math.inf, 4),
        # A mark that counts as zero is below any floor.
        (f"floor: 1, ceiling: 3, {A2}", 0, 3),
        (f"ceiling: 3, role: penalty, {A2}", -3, 0),
        ("points: 4, value: registered, tally: {each: 1, deduct: yes, least: -2}", -2, 4),
        ("points: 4, value: registered, tally: {each: 1, most: none}", 0, math.inf),
        ("points: 4, value: registered, bands: {at_least: {5: {tally: {each: 1, most: 150%}}}, else: 0}", 0, 6),
        ("points: 4, value: registered, goalposts: {worst: 1, best: 5, clamp: no}", -math.inf, math.inf),
        ("points: 4, value: registered, efficacy: {not_allowed: 2, satisfactory: 10}", -math.inf, math.inf),
        ("points: 4, value: registered, round: 0.5, as_given: {least: -1/3, most: 4}", -0.5, 4),
    ],
)
def test_a_mark_is_bounded_by_its_floor_its_ceiling_and_its_scale(
    written: str, low: float, high: float, tmp_path: Path
) -> None:
    declared = changed(
        tmp_path, (A2, written), (", points: 6", ", points: 10" if "penalty" in written else ", points: 6")
    )
    assert range_of(parse("[A2]"), declared, {}) == Range(low, high)
    assert range_of(parse("[A2:rate]"), declared, {}) == Range(low / 4, high / 4)


def test_the_whole_is_bounded_as_it_says(tmp_path: Path) -> None:
    swap = ("  points: 10\n", "  points: 10\n  floor: none\n  ceiling: 12\n")
    assert range_of(parse("[总分]"), RUBRIC, {}) == Range(Fraction(0), Fraction(10))
    assert range_of(parse("[总分]"), changed(tmp_path, swap), {}) == Range(-math.inf, Fraction(12))


def test_an_item_with_a_weight_is_bounded_by_the_points_of_its_node(tmp_path: Path) -> None:
    declared = changed(tmp_path, (", points: 6", ", weight: 6"), (", points: 4", ", weight: 4"))
    assert range_of(parse("[A1]"), declared, {}) == Range(Fraction(0), Fraction(10))
    assert range_of(parse("[A1:rate]"), declared, {}) == Range(Fraction(0), Fraction(1))


@pytest.mark.parametrize("example", EXAMPLES.values(), ids=EXAMPLES)
def test_the_marks_of_every_scales_examples_lie_within_the_bounds(example: Example, tmp_path: Path) -> None:
    path = tmp_path / "rubric.yaml"
    path.write_text(example.rubric(), "utf-8")
    declared = survey(load_rubric(path, registry()), read(path))
    for marks in example.marks.values():
        for asked, expected in marks.items():
            code, _, aspect = asked.partition(":")
            if expected not in STATES and aspect in ("", "rate"):
                bounds = range_of(parse(f"[{code}:{aspect or 'score'}]"), declared, {})
                assert bounds.low <= Fraction(expected) <= bounds.high


def changed(folder: Path, *swaps: tuple[str, str]) -> Whole:
    """The small rubric with some of its text written otherwise."""
    text = SMALL.read_text("utf-8")
    for written, other in swaps:
        assert text.count(written) == 1
        text = text.replace(written, other)
    path = folder / "small.yaml"
    path.write_text(text, "utf-8")
    return survey(load_rubric(path, registry()), read(path))


def test_over_the_periods_inside_a_sum_has_the_greatest_number_of_them(tmp_path: Path) -> None:
    path = tmp_path / "small.yaml"
    quarters = "".join(
        f'- {{id: 2023Q{n}, kind: quarter, title: "{n}", starts: 2023-{start}, ends: 2023-{end}}}\n'
        for n, (start, end) in enumerate((("01-01", "03-31"), ("04-01", "06-30"), ("07-01", "09-30")), 1)
    )
    written = SMALL.read_text("utf-8").replace("points: 10\n", "points: 10\n  due: year\n")
    path.write_text(written.replace("metrics:\n", f"{quarters}metrics:\n"), "utf-8")
    declared = survey(load_rubric(path, registry()), read(path))

    def bounds(formula: str) -> Range:
        return range_of(parse(formula), declared, {})

    assert bounds("sum_within([A1], quarter)") == Range(Fraction(0), Fraction(18))
    # Another year may hold one quarter alone.
    assert bounds("sum_within([A1] + 1, quarter)") == Range(Fraction(1), Fraction(21))
    assert bounds("sum_within([A1] - 8, quarter)") == Range(Fraction(-24), Fraction(-2))
    for function in ("mean", "min", "max", "last"):
        assert bounds(f"{function}_within([A1] - 8, quarter)") == Range(Fraction(-8), Fraction(-2))


def value_of(expression: ex.Expression, given: dict[str, Fraction]) -> Fraction | None:
    """Worked by hand, with nothing of the package; None where a divisor is zero."""
    match expression:
        case ex.Constant(value):
            return value
        case ex.Name(name):
            return given[name]
        case ex.Negative(of):
            inner = value_of(of, given)
            return None if inner is None else -inner
        case ex.Call("if", (ex.Compare(_, left, right), first, second)):
            one, other = value_of(left, given), value_of(right, given)
            return None if one is None or other is None else value_of(first if one < other else second, given)
        case ex.Call(function, arguments):
            parts = [value_of(argument, given) for argument in arguments]
            known = [part for part in parts if part is not None]
            return call(function, known) if len(known) == len(parts) else None
        case ex.Operation(operator, left, right):
            one, other = value_of(left, given), value_of(right, given)
            if one is None or other is None or (operator == "/" and other == 0):
                return None
            return {"+": one + other, "-": one - other, "*": one * other, "/": one / (other or 1)}[operator]
    raise TypeError(expression)


def call(function: str, known: list[Fraction]) -> Fraction:
    if function in ("up", "down"):
        steps = abs(known[0] / known[1])
        whole = math.ceil(steps) if function == "up" else math.floor(steps)
        return whole * known[1] * (1 if known[0] >= 0 else -1)
    total = sum(known, Fraction(0))
    worked = {"min": min(known), "max": max(known), "abs": abs(known[0]), "sum": total, "mean": total / len(known)}
    return worked[function]


def formulas(depth: int) -> st.SearchStrategy[ex.Expression]:
    leaves = constants | st.sampled_from(["met", "registered"]).map(ex.Name)
    if depth == 0:
        return leaves
    inner = formulas(depth - 1)
    return st.one_of(
        leaves,
        st.builds(ex.Operation, st.sampled_from(["+", "-", "*", "/"]), inner, inner),
        st.builds(ex.Negative, inner),
        st.builds(lambda of: ex.Call("abs", (of,)), inner),
        st.builds(lambda a, b: ex.Call("min", (a, b)), inner, inner),
        st.builds(lambda a, b: ex.Call("max", (a, b)), inner, inner),
        st.builds(lambda a, b: ex.Call("sum", (a, b)), inner, inner),
        st.builds(lambda a, b, c: ex.Call("mean", (a, b, c)), inner, inner, inner),
        st.builds(lambda way, a, step: ex.Call(way, (a, step)), st.sampled_from(WAYS), inner, steps),
        st.builds(lambda a, b, c, d: ex.Call("if", (ex.Compare("<", a, b), c, d)), inner, inner, inner, inner),
    )


@given(formulas(3), st.integers(0, 2000), st.integers(0, 2000))
def test_no_value_lies_outside_the_bounds(expression: ex.Expression, met: int, registered: int) -> None:
    value = value_of(expression, {"met": Fraction(met), "registered": Fraction(registered)})
    bounds = range_of(expression, RUBRIC, {})
    assert value is None or bounds.low <= value <= bounds.high
