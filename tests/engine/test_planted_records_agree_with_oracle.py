"""Records planted with what is hard about each kind of evidence: the engine comes to what the oracle does."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from scoring.api import score
from tests.engine.agreement import differences, loaded
from tests.oracle.document import Document
from tests.oracle.given import event, given
from tests.oracle.oracle import score as by_hand
from tests.oracle.small import small

DECLARED = """
panels:
  talk: {title: 述职, items: {P1: {title: 内容, maximum: 60}, P2: {title: 表达, maximum: 7.5}}, assumed: {panels: 小例}}
  office: {title: 评定, items: {J1: {title: 实绩, minimum: -5, maximum: 10, reason: required}}, assumed: {panels: 小例}}
tasks:
  月报: {title: 月报, every: month, by: {day: 31}, assumed: {tasks: 小例}}
  年报: {title: 年报, every: year, by: {day: 31, months_after: 2}, assumed: {tasks: 小例}}
  新报: {title: 新报, every: month, by: {day: 31}, since: 2023-03-02, assumed: {tasks: 小例}}
surveys:
  public:
    title: 问卷
    classes: [群众, 企业]
    questions: {S1: {title: 一, answers: opinion}, S2: {title: 二, answers: opinion}}
events: {通报: {title: 通报, severities: [一般, 重大]}, 案件: {title: 案件}}
"""
POLL = "survey: public, questions: {S1: 1, S2: 2}, minimum_sample: 2, below_minimum: missing"
LIST = "answers: verdict, items: {D1: 一, D2: 二, D3: 三}"
KEYS = [
    "panel: {items: [P1, P2]}",
    "panel: {items: P1, drop: {highest: 1, lowest: 1, when_more_than: 2}}",
    "panel: {items: {P1: 1, P2: 1/3}, judges: [A, B], minimum_judges: 2, below_minimum: not_applicable}",
    "panel: {items: P1, rank_marks: {within: judge, first: 10, per_place: -0.3, least: 9.5}}",
    "panel: {items: P1, rank_marks: {within: judge, first: 1, per_place: -1}, drop: {lowest: 1, when_more_than: 1}}",
    "panel: {items: {J1: 1}}",
    "judgement: J1",
    f"survey: {{{POLL}}}",
    f"survey: {{{POLL}, counts: 满意}}",
    f"survey: {{{POLL}, classes: {{群众: 1/3, 企业: 2}}}}",
    f"survey: {{{POLL}, classes: {{群众: 1, 企业: 2}}, quotas: {{企业: 2}}, below_quota: left_out}}",
    f"survey: {{{POLL}, quotas: {{企业: 2, 群众: 1}}, below_quota: not_applicable}}",
    f"desk_review: {{{LIST}, weights: {{D1: 3, D2: 1/3}}}}",
    f"desk_review: {{{LIST}, without_evidence: lowest}}",
    f"desk_review: {{{LIST}, without_evidence: not_assessed, reviewers: [甲组]}}",
    f"checklist: {{{LIST}, need: any, without_evidence: lowest}}",
    f"checklist: {{{LIST}, need: all, met: 60%}}",
    f"checklist: {{{LIST}, need: 2, unreviewed: unmet, without_evidence: not_assessed}}",
    f"checklist: {{{LIST}, at_most: 2, unreviewed: left_out}}",
    "schedule: {tasks: 月报, late: {counts: 1/3, within: 10}}",
    "schedule: {tasks: {月报: 1, 年报: 6}}",
    "schedule: {tasks: {新报: 1, 月报: 2}}",
    "schedule: {tasks: 年报}",
    "events: {types: [通报, 案件], counted: days}, tally: {each: 1}",
    "events: {types: [通报], worth: {一般: 0.3, 重大: 1}, highest_only: matter}, tally: {each: 1}",
    "events: {types: [通报], worth: {一般: 0, 重大: 1/3}, highest_only: overall}, tally: {each: 1}",
    "events: {types: [通报, 案件], escalating: {first: 0.3, later: 1, repeated: 2}}, tally: {each: 1}",
    "events: {types: [案件], within: {months: 13}, without_evidence: left_out}, tally: {each: 1}",
    "events: {types: [通报], severities: [重大], per: {of: a, units: 100, zero: missing}}, tally: {each: 1}",
    "events: {types: [通报], worth: {一般: 1, 重大: 3}, per: {of: a, zero: 2}}, tally: {each: 1}",
]


def mark(who: str, item: str, judge: str, given_: float | None, *, void: bool = False) -> dict[str, Any]:
    worth = None if given_ is None else int(given_ * 10**6)
    return {"period": "2023", "jurisdiction": who, "item": item, "judge": judge, "mark": worth, "void": void}


def verdict(who: str, item: str, said: str, evidence: str | None = None, reviewer: str = "甲组") -> dict[str, Any]:
    keys = {"period": "2023", "jurisdiction": who, "item": item, "verdict": said}
    return {**keys, "evidence": evidence, "reviewer": reviewer}


def answer(who: str, respondent: str, class_: str | None, question: str, said: str) -> dict[str, Any]:
    keys = {"period": "2023", "jurisdiction": who, "survey": "public", "respondent": respondent}
    return {**keys, "class": class_, "question": question, "answer": said}


def report(who: str, task: str, month: int, sent: str | None, *, unclear: bool = False) -> dict[str, Any]:
    keys = {"jurisdiction": who, "task": task, "window": dt.date(2023, month, 1), "unclear": unclear}
    return {**keys, "sent": sent and dt.date.fromisoformat(sent)}


RECORDS: dict[str, dict[str, Any]] = {
    "no table of any kind": {},
    "tables without a record": {"events": [], "reports": []},
    "ends, ties and voids": {
        "marks": [
            *(mark("甲", "P1", judge, 30) for judge in "ABC"),
            *(mark("甲", "P2", judge, 7.5) for judge in "AB"),
            mark("乙", "P1", "A", 30),
            mark("乙", "P1", "B", 60, void=True),
            mark("乙", "P1", "C", None),
            mark("丙", "P1", "A", 0.000001),
            mark("丙", "P1", "B", 60),
            mark("甲", "J1", "A", -5),
            mark("甲", "J1", "B", 10, void=True),
            mark("乙", "J1", "A", 1),
            mark("乙", "J1", "B", 1),
            mark("丙", "J1", "A", 10, void=True),
        ],
        "events": [
            {**event("甲", "通报", "2023-01-01", 3, "一般"), "evidence": "1"},
            {**event("甲", "通报", "2023-12-31", 1, "重大"), "evidence": "1"},
            {**event("甲", "通报", "2023-12-31", 1, "一般"), "evidence": ""},
            event("甲", "案件", "2023-01-01"),
            event("乙", "通报", "2023-06-01"),
            event("乙", "案件", "2022-12-01"),
            {**event("乙", "案件", "2022-11-30"), "evidence": "7"},
            {**event("丙", "案件", "2022-12-01", 2), "evidence": "8"},
            event("丙", "通报", "2023-06-01", 0, "重大"),
        ],
        "metrics": {"2023": {"甲": {"a": 0}, "乙": {"a": 3}}},
        "reports": [
            report("甲", "月报", 2, "2023-02-28"),
            report("甲", "月报", 4, "2023-05-10"),
            report("甲", "新报", 3, "2023-03-10"),
            report("甲", "新报", 4, "2023-04-10"),
            report("甲", "月报", 6, "2023-07-11"),
            report("甲", "年报", 1, "2024-02-29"),
            report("乙", "年报", 1, None, unclear=True),
            report("乙", "月报", 1, None),
            report("丙", "年报", 1, "2024-03-01"),
        ],
    },
    "gaps in reviews and answers": {
        "desk_review": [
            verdict("甲", "D1", "符合"),
            verdict("甲", "D2", "基本符合", "7"),
            verdict("乙", "D1", "符合", "1", "乙组"),
            verdict("乙", "D2", "不符合"),
            verdict("乙", "D3", "不适用"),
            *(verdict("丙", item, "不适用") for item in ("D1", "D2", "D3")),
        ],
        "survey": [
            answer("甲", "1", "群众", "S1", "满意"),
            answer("甲", "1", "群众", "S2", "不了解"),
            answer("甲", "2", "群众", "S1", "不满意"),
            answer("甲", "3", "企业", "S2", "一般"),
            answer("甲", "4", None, "S2", "不满意"),
            answer("乙", "1", "企业", "S1", "满意"),
            answer("乙", "2", "企业", "S2", "一般"),
            answer("丙", "1", None, "S1", "满意"),
            answer("丙", "2", None, "S1", "不了解"),
        ],
    },
}


@pytest.mark.parametrize("name", RECORDS)
def test_planted_records_come_to_the_same(name: str, tmp_path: Path) -> None:
    leaves = ", ".join(f"{{leaf: x{n}, title: x, points: 1, {keys}}}" for n, keys in enumerate(KEYS))
    written = small(f"[{leaves}]", points=str(len(KEYS)), more=DECLARED)
    inputs = given("甲乙丙", periods=["2022", "2023"], **RECORDS[name])
    rubric = loaded(written, tmp_path)
    for period in ("2023", "2023Q2"):
        assert differences(score(rubric, inputs, period), by_hand(Document(written), inputs, period)) == []


def test_marks_of_whoever_is_only_shown_rank_nobody_lower(tmp_path: Path) -> None:
    keys = "panel: {items: P1, rank_marks: {within: judge, first: 10, per_place: -3}}"
    more = f"{DECLARED}\npopulation: {{assessed: level = '县'}}"
    written = small(f"[{{leaf: x, title: x, points: 10, {keys}}}]", more=more)
    roster = [{"jurisdiction": who, "name": who, "level": "镇" if who in "乙丁" else "县"} for who in "甲乙丙丁戊"]
    inputs = given(roster, marks=[mark(who, "P1", "A", n) for n, who in enumerate("甲乙丙丁戊", 1)])
    result = score(loaded(written, tmp_path), inputs, "2023")
    assert differences(result, by_hand(Document(written), inputs, "2023")) == []
    marks = {row["jurisdiction"]: row["score"] for row in result.details.iter_rows(named=True) if row["node"] == "x"}
    assert [marks[who] for who in "甲乙丙丁戊"] == [4, 4, 7, 7, 10]


def test_a_leaf_shows_what_its_value_rests_on(tmp_path: Path) -> None:
    keys = (
        "[{leaf: p, title: p, points: 5, panel: {items: P1}}, {leaf: s, title: s, points: 5, schedule: {tasks: 月报}}]"
    )
    inputs = given("甲乙丙", periods=["2023"], **RECORDS["ends, ties and voids"])
    shown = score(loaded(small(keys, more=DECLARED), tmp_path), inputs, "2023").samples.rows_by_key(
        ["jurisdiction", "node"], named=True, unique=True
    )
    assert [shown["乙", "p"][name] for name in ("n", "minimum", "void")] == [1, 1, 1]
    assert [shown["甲", "s"][name] for name in ("n", "on_time", "late", "unsent")] == [12, 1, 2, 9]
    assert [shown["乙", "s"][name] for name in ("n", "on_time", "late", "unsent")] == [12, 0, 0, 12]
