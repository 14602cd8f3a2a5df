"""Gates as programmes write them: must-pass items, prerequisites, relative and double thresholds, periods running."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from scoring.sql.states import DECLARED, NOT_APPLICABLE, code
from tests.engine.standing import at, column, roster, standing
from tests.engine.test_standings import over_quarters

ASSUMED = "assumed: {gate: 试验}"
CHECKLIST = """
- {leaf: x, title: ※必查项, points: 10, value: a, threshold: {at_least: 1}}
- {leaf: y, title: 一般项, points: 70, value: b, proportional: {target: 70}}
- {leaf: z, title: 缺项, points: 20, value: rate, proportional: {target: 100%}, not_applicable: rescale}
"""


def gate(when: str, effect: str, more: str = "") -> str:
    return f'gates: [{{gate: G, title: 关, when: "{when}", effect: {{{effect}}}{more}, {ASSUMED}}}]'


@pytest.mark.parametrize(
    ("a", "score", "label"), [(1, "90", "通过"), (0, "77.5", "不通过")], ids=["all pass", "one ※ item fails"]
)
def test_what_is_attained_counts_of_what_was_attainable_and_one_failed_item_fails_all(
    a: int, score: str, label: str, tmp_path: Path
) -> None:
    # 72 of the 80 marks that apply: 90.00; without the must-pass item 62 of 80.
    more = """
    tree:
      label:
        title: 结论
        cases: [{when: "[total] >= 90 and [x:rate] = 100%", gives: 通过}, {gives: 不通过}]
        assumed: {label: 试验}
    """
    rows = {"子": {"a": a, "b": 62, "rate": None, "rate?": code(NOT_APPLICABLE, DECLARED)}}
    result = standing(tmp_path, rows, more, children=CHECKLIST)
    assert result.ranking["score"].to_list() == [Decimal(score)]
    assert result.labels["given"].to_list() == [label]


def test_a_relative_gate_bites_below_the_mean_of_its_own_level(tmp_path: Path) -> None:
    rows = {"子": {"a": 1, "b": 40}, "丑": {"a": 1, "b": 20}, "寅": {"a": 1, "b": 21}}
    found = standing(tmp_path, rows, gate("[y] < mean([y] among level)", "cap: {of: total, at: 70}"))
    # mean 27
    assert column(found, "score") == {"子": 100, "丑": 70, "寅": 70}


def test_a_relative_gate_may_limit_the_very_total_by_a_part(tmp_path: Path) -> None:
    rows = {"子": {"a": 1, "b": 40}, "丑": {"a": 1, "b": 20}}
    more = gate("[y] < percentile([y], 50% among all)", "zero: [x, total]")
    assert column(standing(tmp_path, rows, more), "score") == {"子": 100, "丑": 0}


def test_a_prerequisite_that_is_not_met_bars_and_the_score_stays(tmp_path: Path) -> None:
    rows = {"子": {"a": 0, "b": 40}, "丑": {"a": 1, "b": 0}}
    found = standing(tmp_path, rows, gate("[x:rate] < 100%", 'ineligible: "yes"'))
    assert column(found, "rank") == {"子": None, "丑": 1}
    assert column(found, "score") == {"子": 40, "丑": 60}
    assert column(found, "note")["子"] == "关：取消资格，得分照列，不排名"


def test_a_double_threshold_asks_for_no_veto_each_key_item_and_the_total(tmp_path: Path) -> None:
    grades = """
    grades: {scale: [{grade: 达标, at_least: 90, minimum: {x: 60%, y: 60%}}], else: 未达标, assumed: {grades: 试验}}
    """
    rows = {"子": {"a": 1, "b": 30}, "丑": {"a": 1, "b": 29}, "寅": {"a": 2, "b": 40}, "卯": {"a": 0, "b": 40}}
    found = standing(tmp_path, rows, grades + gate("a = 2", "grade_at_most: 未达标"))
    assert column(found, "grade") == {"子": "达标", "丑": "未达标", "寅": "未达标", "卯": "未达标"}


def test_a_gate_may_look_at_periods_running(tmp_path: Path) -> None:
    rows = {
        "子": [{"a": 5}, {"a": 5}, {"a": 5}],
        "丑": [{"a": 5}, {"a": 6}, {"a": 5}],
        "寅": [{"a": 9}, {"a": 5}, {"a": 5}],
    }
    more = gate("every([total:rate] < 60%, 3)", 'ineligible: "yes"')
    found = over_quarters(tmp_path, rows, more).ranking
    assert dict(found.select("jurisdiction", "rank").iter_rows()) == {"子": None, "丑": 1, "寅": 1}


def test_the_first_periods_of_a_run_cannot_be_told_where_they_might_have_counted(tmp_path: Path) -> None:
    more = gate("every([total:rate] < 60%, 3)", 'ineligible: "yes"')
    result = over_quarters(tmp_path, {"子": [{"a": 5}, {"a": 5}], "丑": [{"a": 5}, {"a": 9}]}, more)
    assert result.gates.select("jurisdiction", "bites").rows() == [("子", False)]


def test_what_breaks_ties_alone_is_in_no_sum(tmp_path: Path) -> None:
    children = """
    - {leaf: x, title: x, points: 100, value: a, threshold: {at_least: 1}}
    - {leaf: t, title: 附加, role: tie_break, points: 10, value: b, proportional: {target: 40}}
    """
    rows = {"子": {"a": 1, "b": 10}, "丑": {"a": 1, "b": 40}, "寅": {"a": 0, "b": 40}, "卯": {"a": 1}}
    found = standing(tmp_path, rows, "rank: {broken_by: t}", children=children)
    assert column(found, "rank") == {"子": 2, "丑": 1, "寅": 4, "卯": 3}
    assert column(found, "score") == {"子": 100, "丑": 100, "寅": 0, "卯": 100}


def test_what_cannot_be_told_is_flagged_of_the_assessed_and_not_of_those_only_listed(tmp_path: Path) -> None:
    rows = {"子": {"a": 1, "b": 40}, "丑": {"a": 1, "b": 40}}
    people = roster(子=at("县"), 丑=at("镇"))
    more = f"{{population: {{assessed: level = '县'}}, {gate('rate > 0', 'flag: yes')}, assumed: {{assessed: 试验}}}}"
    notes = column(standing(tmp_path, rows, more, roster=people), "note")
    assert notes == {"子": "关：资料不全，未能判定", "丑": "仅列示，不参加测评"}
