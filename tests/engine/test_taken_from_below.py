"""Marks taken from the jurisdictions below: level by level, and refused where they rest on who takes them."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
import yaml

from scoring.api import load_rubric, score
from scoring.errors import InputError
from scoring.intake.read import read_inputs
from tests.engine.agreement import differences, loaded
from tests.oracle.document import Document
from tests.oracle.oracle import score as by_hand
from tests.properties.scored import marks

RUBRIC = """
rubric: {id: below, title: 汇总下级, version: "1", source: {title: 试验}}
population: {levels: {市: 市, 县: 县, 镇: 镇}}
periods: [{id: "2024", kind: year, title: 2024年, starts: 2024-01-01, ends: 2024-12-31}]
metrics: {a: {title: 甲项, unit: 项, decimals: 2, maximum: 100, assumed: {metric: 上限}}}
settings: {missing: zero, not_applicable: rescale, not_assessed: %s, round: 0.01}
assumed: {settings: 试验, policy: 试验}
tree:
  node: total
  title: 总分
  clause: "一"
  points: 100
  children:
  - {leaf: own, title: 自己, clause: "1", points: 60, value: a, share: {}, applies_to: level = '镇'}
  - {leaf: below, title: 下级, clause: "2", points: 40, value: "%s * mean([total:rate] among children)", share: {}}
rank: {of: total, digits: 2, clause: "二"}
"""
ROSTER = "地区代码,地区,层级,上级代码\nC,城,市,\nX1,东,县,C\nX2,西,县,C\nZ1,甲,镇,X1\nZ2,乙,镇,X1\nZ3,丙,镇,X2\n"
METRICS = "代码,期次,a\nZ1,2024,1\nZ2,2024,0.5\nZ3,2024,0.25\n"


def run(folder: Path, not_assessed: str, roster: str = ROSTER, times: str = "1") -> dict[str, object]:
    (folder / "rubric.yaml").write_text(RUBRIC % (not_assessed, times), encoding="utf-8")
    inputs = folder / "inputs"
    inputs.mkdir()
    (inputs / "名册.csv").write_text(roster, encoding="utf-8")
    (inputs / "填报.csv").write_text(METRICS, encoding="utf-8")
    rubric = load_rubric(folder / "rubric.yaml")
    return {**marks(score(rubric, read_inputs(rubric, [inputs], language="zh")), "total")}


def test_marks_go_up_level_by_level(tmp_path: Path) -> None:
    found = run(tmp_path, "rescale")
    assert found == {"Z1": 100, "Z2": 50, "Z3": 25, "X1": 75, "X2": 25, "C": 50}


def test_a_gap_below_filled_from_the_own_level_settles(tmp_path: Path) -> None:
    found = run(tmp_path, "{fill: mean, among: level, at: score}")
    assert found["X1"] == 75


def test_marks_that_rest_on_who_takes_them_are_refused_with_who_it_is(tmp_path: Path) -> None:
    # A county under a county, both in the group the gap of the lower one is filled from.
    roster = ROSTER.replace("Z3,丙,镇,X2", "Z3,丙,县,X1")
    with pytest.raises(InputError, match="Z3") as refused:
        run(tmp_path, "{fill: mean, among: level, at: value}", roster, "0.5")
    assert "do not settle" in refused.value.say("en")


YEARS = """periods:
- {id: "2023", kind: year, title: 2023年, starts: 2023-01-01, ends: 2023-12-31}
- {id: "2024", kind: year, title: 2024年, starts: 2024-01-01, ends: 2024-12-31}
- {id: 2024H1, kind: half, title: 上半年, starts: 2024-01-01, ends: 2024-06-30}
- {id: 2024H2, kind: half, title: 下半年, starts: 2024-07-01, ends: 2024-12-31}
"""
EARLIER = "Z1,2023,0.2\nZ2,2023,0.4\n"
HALVES = "Z1,2024H1,0.1\nZ2,2024H1,0.6\nZ1,2024H2,0.3\nZ2,2024H2,0.4\n"


def taken(folder: Path, value: str, rows: str = EARLIER, more: str = "") -> dict[str, Fraction | None]:
    """What everyone takes from below in 2024 by a formula, given rows of further periods; of 40 points."""
    written = yaml.load((RUBRIC % ("rescale", "1")), yaml.BaseLoader)  # noqa: S506 - only plain data
    written["periods"] = yaml.load(YEARS, yaml.BaseLoader)["periods"]  # noqa: S506 - only plain data
    written["metrics"]["a"].update(every="half", over="last")
    written["settings"]["no_history"] = "not_assessed"
    below = written["tree"]["children"][1]
    below.update(value=value, **yaml.safe_load(more or "{}"))
    inputs = folder / "inputs"
    inputs.mkdir()
    (inputs / "名册.csv").write_text(ROSTER, encoding="utf-8")
    (inputs / "填报.csv").write_text(METRICS + rows, encoding="utf-8")
    rules = loaded(written, folder)
    submitted = read_inputs(rules, [inputs], language="zh")
    result = score(rules, submitted, "2024")
    assert differences(result, by_hand(Document(written), submitted, "2024")) == []
    return marks(result, "below")


@pytest.mark.parametrize(
    ("value", "more", "expected"),
    [
        ("mean([total:rate] among children)", "{change: {against: year_before, no_history: not_assessed}}", 18),
        ("previous(mean([total:rate] among children))", "", 12),
        ("mean(previous([total:rate]) among children)", "", 12),
        ("max(mean_before([total:rate], 1) among children)", "", 16),
        ("mean([total:rate] - previous([total:rate]) among children)", "", 18),
    ],
)
def test_of_an_earlier_period_those_below_have_its_marks(value: str, more: str, expected: int, tmp_path: Path) -> None:
    # The county's two towns came to 0.2 and 0.4 in 2023, to 1 and 0.5 in 2024.
    assert taken(tmp_path, value, more=more)["X1"] == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("mean(mean_within([total:rate], half) among children)", 14),  # the means are 0.2 and 0.5
        ("max(last_within([total:rate], half) among children)", 16),
    ],
)
def test_of_the_periods_inside_those_below_have_their_marks(value: str, expected: int, tmp_path: Path) -> None:
    assert taken(tmp_path, value, HALVES)["X1"] == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        # The one county's towns came to 0.1 and 0.6, then to 0.3 and 0.4; the other's sent nothing, which is zero.
        # Inside a half there is no half, so that counties have no marks there which the city could take.
        ("mean_within(mean([total:rate] among children), half)", {"X1": 14, "X2": 0, "C": None}),
        ("mean_within(max([total:rate] among children), half)", {"X1": 20, "X2": 0, "C": None}),
        ("max_within(min([total:rate] among children), half)", {"X1": 12, "X2": 0, "C": None}),
        ("last_within(share([total:rate] >= 40% among children), half)", {"X1": 20, "X2": 0, "C": None}),
        # Of numbers submitted nothing is taken where none is.
        ("mean_within(mean(a among children), half)", {"X1": 14, "X2": None, "C": None}),
        ("sum_within(max(a among children) - min(a among children), half)", {"X1": 24, "X2": None, "C": None}),
    ],
)
def test_inside_a_period_those_below_are_taken_from_in_each_part_of_it(
    value: str, expected: dict[str, int | None], tmp_path: Path
) -> None:
    found = taken(tmp_path, value, HALVES)
    assert {who: found[who] for who in expected} == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        # The towns came to 100, 50 and 25 %, so that the least of each town's level is 25 %; then that of the counties.
        ("mean(min([total:rate] among level) among children)", {"X1": 10, "X2": 10, "C": 10}),
        ("mean([total:rate] - min([total:rate] among level) among children)", {"X1": 20, "X2": 0, "C": 10}),
        # The city's counties have the means 0.75 and 0.25 of theirs; nobody is below those of a county.
        ("mean(mean([total:rate] among children) among children)", {"X1": None, "X2": None, "C": 20}),
        ("mean(max(previous([total:rate]) among level) among children)", {"X1": 16, "X2": 16, "C": None}),
        ("mean(previous(max([total:rate] among level)) among children)", {"X1": 16, "X2": 16, "C": None}),
    ],
)
def test_a_statistic_of_those_below_may_hold_another(
    value: str, expected: dict[str, int | None], tmp_path: Path
) -> None:
    found = taken(tmp_path, value)
    assert {who: found[who] for who in expected} == expected
