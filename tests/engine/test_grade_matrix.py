"""Grades made of grades: a matrix of two labels, gates that read labels, ranks of parts in labels."""

from __future__ import annotations

from pathlib import Path

from tests.engine.standing import column, standing

MATRIX = """
- {leaf: 平时, title: 平时, points: 50, value: a, proportional: {target: 50},
   label: {of: rate, at_least: {90%: 优, 60%: 良}, else: 差, assumed: {label: 试验}}}
- leaf: 年终
  title: 年终
  points: 50
  value: b
  proportional: {target: 50}
  label: {of: rate, at_least: {90%: 优, 60%: 良}, else: 差, assumed: {label: 试验}}
- leaf: 综合
  title: 综合
  role: shown
  value: a + b
  label:
    cases:
    - {when: "[平时:label] = '优' and [年终:label] = '优'", gives: 优秀}
    - {when: "[平时:label] in ['优', '良'] and [年终:label] in ['优', '良']", gives: 称职}
    - {when: "[平时:label] = '差' and [年终:label] = '差'", gives: 不称职}
    - {gives: 基本称职}
    assumed: {label: 试验}
"""
ROWS = {
    "子": {"a": 50, "b": 45},
    "丑": {"a": 50, "b": 30},
    "寅": {"a": 10, "b": 50},
    "卯": {"a": 10, "b": 10},
}


def test_a_grade_is_read_off_a_matrix_of_two_others(tmp_path: Path) -> None:
    labels = standing(tmp_path, ROWS, children=MATRIX).labels.filter(node="综合")
    assert dict(labels.select("jurisdiction", "given").iter_rows()) == {
        "子": "优秀",
        "丑": "称职",
        "寅": "基本称职",
        "卯": "不称职",
    }


def test_a_gate_on_the_whole_may_read_a_label(tmp_path: Path) -> None:
    when = "[综合:label] = '不称职'"
    gate = f'gates: [{{gate: G, title: 关, when: "{when}", effect: {{ineligible: "yes"}}, assumed: {{gate: 试验}}}}]'
    assert column(standing(tmp_path, ROWS, gate, children=MATRIX), "rank") == {"子": 1, "丑": 2, "寅": 3, "卯": None}


def test_a_label_may_read_the_rank_of_a_part_among_the_eligible(tmp_path: Path) -> None:
    more = """
    tree:
      label:
        title: 单项
        cases: [{when: "[年终:rank] = 1", gives: 年终第一}, {when: "[平时:rank] = 1", gives: 平时第一}, {gives: 无}]
        assumed: {label: 试验}
    gates: [{gate: G, title: 关, when: a = 10, effect: {unranked: "yes"}, assumed: {gate: 试验}}]
    """
    labels = standing(tmp_path, ROWS, more, children=MATRIX).labels.filter(node="total")
    assert dict(labels.select("jurisdiction", "given").iter_rows()) == {
        "子": "年终第一",
        "丑": "平时第一",
        "寅": None,
        "卯": None,
    }
