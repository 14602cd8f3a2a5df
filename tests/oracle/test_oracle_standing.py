"""Gates, grades and ranks, by hand on a few jurisdictions."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.oracle.document import Document
from tests.oracle.given import event, given
from tests.oracle.oracle import OracleResult, score
from tests.oracle.small import small

CHILDREN = """
- node: 甲部
  title: 甲部
  points: 6
  children: [{leaf: x, title: x, points: 6, value: a / 100}]
- {leaf: y, title: y, points: 4, value: b / 100}
- {leaf: V, title: 案件, role: shown, events: {types: [案件]}}
"""
GRADES = """
grades:
  scale: [{grade: 优, at_least: 9, minimum: {甲部: 95%}}, {grade: 良, at_least: 8}, {grade: 中, at_least: 6}]
  else: 差
"""


def ranked(
    marks: dict[str, tuple[int, int]], *, more: str = "", cases: str = "", roster: object = None
) -> OracleResult:
    rubric = Document(small(CHILDREN, more=more))
    rows = {who: {"a": a, "b": b} for who, (a, b) in marks.items()}
    events = [event(who, "案件", "2023-06-01") for who in cases]
    people = roster if roster is not None else "".join(marks)
    return score(rubric, given(people, metrics={"2023": rows}, events=events), "2023")  # type: ignore[arg-type]


def gate(when: str, effect: str, keys: str = "") -> str:
    return f'gates: [{{gate: G, title: 关, when: "{when}", effect: {{{effect}}}{keys}}}]'


@pytest.mark.parametrize(
    ("effect", "inner", "total", "rank"),
    [
        ("zero: 甲部", 0, 4, 2),
        ("zero: total", 6, 0, 2),
        ("cap: {of: total, at: 7.5}", 6, Fraction("7.5"), 2),
        ("cap: {of: 甲部, at: 5}", 5, 9, 2),
        ("ineligible: 'yes'", 6, 10, None),
        ("unranked: 'yes'", 6, 10, None),
        ("flag: 'yes'", 6, 10, 1),
    ],
)
def test_a_gate_that_bites_has_its_effect_and_leaves_others_alone(
    effect: str, inner: int, total: Fraction, rank: int | None
) -> None:
    found = ranked({"子": (100, 100), "丑": (95, 95)}, more=gate("[V:value] > 0", effect), cases="子")
    assert found.cells["子", "甲部"].score == inner
    assert found.cells["子", "total"].score == total
    assert (found.ranking["子"].rank, found.ranking["子"].gates) == (rank, ("G",))
    assert (found.ranking["丑"].score, found.ranking["丑"].gates) == (Fraction("9.5"), ())


@pytest.mark.parametrize(("unknown", "gates"), [("flag", ()), ("bites", ("G",))])
def test_an_unknown_condition_bites_only_where_that_is_said(unknown: str, gates: tuple[str, ...]) -> None:
    more = gate("rate > 50%", "zero: total", f", unknown: {unknown}")
    assert ranked({"子": (100, 100)}, more=more).ranking["子"].gates == gates


def test_a_gate_that_is_not_due_does_not_bite() -> None:
    more = gate("[V:value] > 0", "zero: total", ", due: quarter")
    assert ranked({"子": (100, 100)}, more=more, cases="子").ranking["子"].score == 10


def test_a_gate_sees_marks_as_other_gates_left_them() -> None:
    more = """
    gates:
    - {gate: second, title: 二, when: "[甲部] < 1", effect: {cap: {of: total, at: 2}}}
    - {gate: first, title: 一, when: "[V:value] > 0", effect: {zero: 甲部}}
    """
    found = ranked({"子": (100, 100)}, more=more, cases="子")
    assert found.ranking["子"].score == 2
    assert found.ranking["子"].gates == ("second", "first")


@pytest.mark.parametrize(("ties", "ranks"), [("competition", [1, 2, 2, 4]), ("dense", [1, 2, 2, 3])])
def test_ties_share_a_rank(ties: str, ranks: list[int]) -> None:
    marks = {"子": (100, 100), "丑": (90, 90), "寅": (90, 90), "卯": (80, 80)}
    found = ranked(marks, more=f"rank: {{ties: {ties}}}")
    assert [found.ranking[who].rank for who in marks] == ranks


def test_ranks_compare_marks_rounded_to_the_rank_digits() -> None:
    found = ranked({"子": (100, 96), "丑": (100, 95), "寅": (100, 80)}, more="rank: {digits: 1}")
    # 9.84, 9.8 and 9.2: the first two are both 9.8
    assert [found.ranking[who].rank for who in "子丑寅"] == [1, 1, 3]


def test_groups_are_ranked_apart_and_only_the_assessed_are_ranked() -> None:
    def who(name: str, level: str, group: str) -> dict[str, str]:
        return {"jurisdiction": name, "name": name, "level": level, "group": group}

    roster = [who("子", "县", "一类"), who("丑", "县", "二类"), who("寅", "镇", "一类"), who("卯", "县", "一类")]
    marks = {"子": (90, 90), "丑": (80, 80), "寅": (100, 100), "卯": (70, 70)}
    found = ranked(marks, roster=roster, more="population: {assessed: level = '县'}").ranking
    assert [found[name].rank for name in marks] == [1, 2, None, 3]
    assert [found[name].group_rank for name in marks] == [1, 1, None, 2]


def test_a_grade_needs_its_total_and_its_minimum_rates() -> None:
    marks = {"子": (95, 100), "丑": (94, 100), "寅": (60, 60), "卯": (59, 60)}
    found = ranked(marks, more=GRADES).ranking
    assert [found[who].grade for who in marks] == ["优", "良", "中", "差"]


def test_a_gate_lowers_a_grade_but_not_below_the_last() -> None:
    more = GRADES + gate("[V:value] > 0", "lower_grade: 2")
    found = ranked({"子": (100, 100), "丑": (60, 60)}, more=more, cases="子丑").ranking
    assert [found[who].grade for who in "子丑"] == ["中", "差"]
