"""Labels and grades: bounds with their edges, least rates of parts, and gates that hold a grade down."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from scoring.result.result import Result
from tests.engine.standing import column, standing

ROWS = {"子": {"a": 1, "b": 30}, "丑": {"a": 1, "b": 15}, "寅": {"a": 0, "b": 40}, "卯": {"a": 1, "b": 40}}
"""90, 75, 40 and 100 of 100 marks."""


def labels(result: Result, node: str = "total") -> dict[str, Any]:
    return dict(result.labels.filter(node=node).select("jurisdiction", "given").iter_rows())


@pytest.mark.parametrize(
    ("bounds", "given"),
    [
        ("at_least: {90: 优, 75: 良}", ["优", "良", "差", "优"]),
        ("more_than: {90: 优, 75: 良}", ["良", "差", "差", "优"]),
        ("at_most: {40: 优, 75: 良}", ["差", "良", "优", "差"]),
        ("less_than: {75: 优, 100: 良}", ["良", "良", "优", "差"]),
        ("at_most: {exp(4): 优, 75.00000000000000001: 良}", ["差", "良", "优", "差"]),
        ("more_than: {94371841/1048576: 优, 1/1048576: 良}", ["良", "良", "良", "优"]),
    ],
)
def test_a_label_by_bounds_keeps_to_the_edge_it_names(bounds: str, given: list[str], tmp_path: Path) -> None:
    more = f"tree: {{label: {{of: score, {bounds}, else: 差, assumed: {{label: 试验}}}}}}"
    found = labels(standing(tmp_path, ROWS, more))
    assert [found[who] for who in ROWS] == given


def test_a_label_may_ask_least_rates_of_parts(tmp_path: Path) -> None:
    more = """
    tree:
      label: {of: rate, at_least: {40%: 合格}, minimum: {合格: {x: 60%, y: 50%}}, else: 不合格, assumed: {label: 试验}}
    """
    assert labels(standing(tmp_path, ROWS, more)) == {"子": "合格", "丑": "不合格", "寅": "不合格", "卯": "合格"}


def test_a_label_of_what_is_only_shown_reads_its_value_and_is_not_told_without_one(tmp_path: Path) -> None:
    children = """
    - {leaf: x, title: x, points: 100, value: a, threshold: {at_least: 1}}
    - {leaf: s, title: 灯, role: shown, value: b,
       label: {of: value, at_most: {2: 绿, 7.5: 黄, 13: 橙}, else: 红, assumed: {label: 试验}}}
    """
    rows = {"子": {"a": 1, "b": 2}, "丑": {"a": 1, "b": 8}, "寅": {"a": 1, "b": 14}, "卯": {"a": 1}}
    result = standing(tmp_path, rows, children=children)
    assert labels(result, "s") == {"子": "绿", "丑": "橙", "寅": "红", "卯": None}
    assert set(result.labels["label"]) == {"灯"}


@pytest.mark.parametrize(
    ("grades", "given"),
    [
        ("scale: [{grade: 优, more_than: 90}, {grade: 良, at_least: 75}]", ["良", "良", "差", "优"]),
        ("of: rate, scale: [{grade: 优, at_least: 90%}, {grade: 良, more_than: 75%}]", ["优", "差", "差", "优"]),
        ("scale: [{grade: 优, at_most: 40}, {grade: 良, less_than: 90}]", ["差", "良", "优", "差"]),
    ],
)
def test_a_grade_keeps_to_the_edge_it_names(grades: str, given: list[str], tmp_path: Path) -> None:
    found = standing(tmp_path, ROWS, f"grades: {{{grades}, else: 差, assumed: {{grades: 试验}}}}")
    assert [column(found, "grade")[who] for who in ROWS] == given


@pytest.mark.parametrize(
    ("effects", "given"),
    [
        (["grade_at_most: 良"], ["良", "良", "差", "优"]),
        (["grade_at_most: 差"], ["差", "差", "差", "优"]),
        (["lower_grade: 1"], ["良", "差", "差", "优"]),
        (["lower_grade: 1", "grade_at_most: 良"], ["良", "差", "差", "优"]),
    ],
)
def test_gates_lower_a_grade_then_hold_it_down(effects: list[str], given: list[str], tmp_path: Path) -> None:
    gates = [f'{{gate: G{n}, title: 关, when: "b < 40", effect: {{{effect}}}}}' for n, effect in enumerate(effects)]
    scale = "scale: [{grade: 优, at_least: 90}, {grade: 良, at_least: 75}], else: 差, assumed: {grades: 试验}"
    more = f"{{gates: [{', '.join(gates)}], grades: {{{scale}}}, assumed: {{gate: 试验}}}}"
    found = standing(tmp_path, ROWS, more)
    assert [column(found, "grade")[who] for who in ROWS] == given


@pytest.mark.parametrize(
    ("effect", "scores"),
    [
        ("zero: [x, y]", [0, 0, 40, 100]),
        ("cap: {of: [x, y], at: 50%}", [50, 45, 40, 100]),
        ("cap: {of: total, at: 80%}", [80, 75, 40, 100]),
        ("cap: {of: total, at: 80}", [80, 75, 40, 100]),
    ],
)
def test_a_gate_may_act_on_several_items_and_cap_at_a_share_of_points(
    effect: str, scores: list[int], tmp_path: Path
) -> None:
    gate = f'{{gate: G, title: 关, when: "b < 40", effect: {{{effect}}}}}'
    result = standing(tmp_path, ROWS, f"{{gates: [{gate}], assumed: {{gate: 试验}}}}")
    assert [column(result, "score")[who] for who in ROWS] == scores
    nodes = 2 if "[" in effect else 1
    assert result.gates.filter(jurisdiction="子").height == nodes


FREEDOM = """
- {leaf: PR, title: 政治权利, points: 40, value: a, tally: {each: 1}}
- {leaf: CL, title: 公民自由, points: 60, value: b, tally: {each: 1}}
- {leaf: 政评, title: 政治权利评级, role: shown,
   value: "7 - count([PR] >= 36, [PR] >= 30, [PR] >= 24, [PR] >= 18, [PR] >= 12, [PR] >= 6)"}
- {leaf: 民评, title: 公民自由评级, role: shown,
   value: "7 - count([CL] >= 53, [CL] >= 44, [CL] >= 35, [CL] >= 26, [CL] >= 17, [CL] >= 8)"}
- {leaf: 状态, title: 状态, role: shown, value: "[政评:value] + [民评:value]",
   label: {of: value, at_most: {5: F, 10: PF}, else: NF, assumed: {label: 试验}}}
"""


def test_a_status_is_made_of_two_ratings_each_read_off_its_own_bands(tmp_path: Path) -> None:
    rows = {"子": {"a": 40, "b": 60}, "丑": {"a": 23, "b": 30}, "寅": {"a": 29, "b": 44}, "卯": {"a": 5, "b": 7}}
    # ratings 1 + 1, 4 + 4, 3 + 2, 7 + 7
    assert labels(standing(tmp_path, rows, children=FREEDOM), "状态") == {"子": "F", "丑": "PF", "寅": "F", "卯": "NF"}
