"""Small trees planted with one difficulty each: the engine and the oracle agree on what it comes to."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl
import pytest

from scoring.api import score
from scoring.sql.states import DECLARED, NOT_APPLICABLE, NOT_ASSESSED, REFUSED, code
from tests.engine.agreement import differences, loaded
from tests.oracle.document import Document
from tests.oracle.given import given
from tests.oracle.oracle import score as by_hand
from tests.oracle.small import small

NA, REFUSED_ = code(NOT_APPLICABLE, DECLARED), code(NOT_ASSESSED, REFUSED)
SHARE = "proportional: {target: 10}"
X, Y = f"leaf: x, title: x, points: 5, value: a, {SHARE}", f"leaf: y, title: y, points: 5, value: b, {SHARE}"
IN_SCOPE = "applies_to: level = '县'"
OUT_OF_SCOPE = "applies_to: level = '镇'"
AREA = "population: {attributes: {area: {title: 面积, type: number, maximum: 100}}}"
GATE = "gate: G, title: 关, assumed: {gate: 试验}"

CASES: dict[str, tuple[str, dict[str, int | None], str]] = {
    "a penalty that blocks": (
        f"[{{{X}}}, {{{Y}}}, {{leaf: z, title: z, role: penalty, points: 2, value: rate, tally: {{each: 1}}, missing: block}}]",
        {"a": 5, "b": 5},
        "",
    ),
    "two blocking children in different states": (
        f"[{{{X}, not_assessed: block}}, {{{Y}, missing: block}}]",
        {"a": None, "a?": REFUSED_},
        "",
    ),
    "a blocked root whose own policy is zero": (f"[{{{X}, missing: block}}, {{{Y}}}]", {"b": 5}, ""),
    "a node all of whose children are not due": (
        f"[{{{X}}}, {{node: n, title: n, points: 5, children: [{{{Y}, due: quarter}}]}}]",
        {"a": 5, "b": 5},
        "",
    ),
    "declared before out of scope": (
        f"[{{{X}}}, {{node: n, title: n, points: 10, not_applicable: zero, children: ["
        f"{{{Y}, not_applicable: rescale}}, {{leaf: z, title: z, points: 5, value: a, {SHARE}, {OUT_OF_SCOPE}}}]}}]",
        {"a": 5, "b": None, "b?": NA},
        "{tree: {points: 15}}",
    ),
    "out of scope before declared": (
        f"[{{{X}}}, {{node: n, title: n, points: 10, not_applicable: zero, children: ["
        f"{{leaf: z, title: z, points: 5, value: a, {SHARE}, {OUT_OF_SCOPE}}}, {{{Y}, not_applicable: rescale}}]}}]",
        {"a": 5, "b": None, "b?": NA},
        "{tree: {points: 15}}",
    ),
    "coverage that drops what the node would count as zero": (
        f"[{{{X}}}, {{node: n, title: n, points: 10, not_assessed: zero, coverage: "
        "{at_least: 90%, else: not_assessed, policy: rescale}, children: ["
        f"{{{Y}}}, {{leaf: z, title: z, points: 5, value: a, {SHARE}, not_assessed: rescale}}]}}]",
        {"a": None, "a?": REFUSED_, "b": 5},
        "{tree: {points: 15}}",
    ),
    "coverage that counts as zero what the node would drop": (
        f"[{{{X}}}, {{node: n, title: n, points: 10, coverage: "
        "{at_least: 90%, else: not_assessed, policy: zero}, children: ["
        f"{{{Y}}}, {{leaf: z, title: z, points: 5, value: rate, {SHARE}, missing: rescale}}]}}]",
        {"a": 5, "b": 5},
        "{tree: {points: 15}}",
    ),
    "a cap between two steps": (
        f"[{{{X}}}, {{{Y}}}]",
        {"a": 9, "b": 9},
        f"{{gates: [{{{GATE}, when: a > 1, effect: {{cap: {{of: total, at: 5.5}}}}}}], tree: {{round: 0.5}}}}",
    ),
    "a deduction of half a step": (
        f"[{{{X}}}, {{leaf: z, title: z, points: 5, round: 1, value: b, tally: {{each: 0.5, deduct: yes}}}}]",
        {"a": 5, "b": 1},
        "",
    ),
    "a gate on what is not due": (
        f"[{{{X}}}, {{node: n, title: n, points: 5, due: quarter, children: [{{{Y}}}]}}]",
        {"a": 5, "b": 5},
        f"gates: [{{{GATE}, when: a > 1, effect: {{zero: n}}}}]",
    ),
    "a gate that reads what is not due": (
        f"[{{{X}}}, {{{Y}}}, {{leaf: s, title: s, role: shown, value: a, due: quarter}}]",
        {"a": 5, "b": 5},
        f"gates: [{{{GATE}, when: '[s:value] > 1', effect: {{flag: 'yes'}}, unknown: bites}}]",
    ),
    "a value made of another leaf's rate": (
        f"[{{{X}}}, {{leaf: y, title: y, points: 5, value: '[x:rate]', proportional: {{target: 1}}}}]",
        {"a": 5},
        "",
    ),
    "everything out of scope": (
        f"[{{{X}, {OUT_OF_SCOPE}, not_applicable: zero}}, {{{Y}, {OUT_OF_SCOPE}, not_applicable: block}}]",
        {"a": 5, "b": 5},
        "settings: {not_applicable: zero}",
    ),
    "all siblings dropped": (
        f"[{{{X}}}, {{node: n, title: n, points: 5, children: [{{{Y}}}]}}]",
        {"a": 5, "b": None, "b?": NA},
        "",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_planted_case_comes_to_the_same(name: str, tmp_path: Path) -> None:
    children, row, more = CASES[name]
    check(small(children, more=more), tmp_path, metrics={"2023": {"甲": row}})


def test_an_unknown_number_on_the_roster_is_missing(tmp_path: Path) -> None:
    children = f"[{{{X}}}, {{leaf: y, title: y, points: 5, value: b / area, proportional: {{target: 1}}}}]"
    check(
        small(children, more=AREA),
        tmp_path,
        roster=[{"jurisdiction": "甲", "name": "甲", "level": "县", "group": "一类", "area": None}],
        attributes={"area": pl.Int64},
        metrics={"2023": {"甲": {"a": 5, "b": 5}}},
    )


def test_a_target_by_group_of_one_without_a_group_is_not_assessed(tmp_path: Path) -> None:
    children = f"[{{{X}}}, {{leaf: y, title: y, points: 5, value: b, threshold: {{at_least: {{by: group, 一类: 1, 二类: 2}}}}}}]"
    check(
        small(children),
        tmp_path,
        roster=[{"jurisdiction": "甲", "name": "甲", "level": "县"}],
        metrics={"2023": {"甲": {"a": 5, "b": 5}}},
    )


def test_a_root_that_is_not_due_leaves_everyone_unscored(tmp_path: Path) -> None:
    written = small(f"[{{{X}}}, {{{Y}}}]", more="tree: {due: quarter}")
    check(written, tmp_path, metrics={"2023": {"甲": {"a": 5, "b": 5}}})


def check(written: dict[str, Any], folder: Path, **records: Any) -> None:
    inputs = given(records.pop("roster", "甲"), **records)
    result = score(loaded(written, folder), inputs, "2023")
    assert differences(result, by_hand(Document(written), inputs, "2023")) == []
