"""Small trees planted with one difficulty each: the engine and the oracle agree on what it comes to."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl
import pytest
import yaml

from scoring.api import score
from scoring.engine.engines import Engine
from scoring.sql.states import DECLARED, NOT_APPLICABLE, NOT_ASSESSED, REFUSED, code
from tests.engine.agreement import differences, loaded, scores
from tests.oracle.document import Document
from tests.oracle.given import event, given
from tests.oracle.oracle import score as by_hand
from tests.oracle.small import small

CASES: dict[str, dict[str, Any]] = yaml.load(
    (Path(__file__).parent / "planted.yaml").read_text(encoding="utf-8"),
    yaml.BaseLoader,  # noqa: S506 - makes only texts, lists, mappings
)
STATES = {"declared": code(NOT_APPLICABLE, DECLARED), "refused": code(NOT_ASSESSED, REFUSED)}
HERE = Engine()
SCORED = "{leaf: x, title: x, points: 5, value: a, proportional: {target: 10}}"


def submitted(row: dict[str, str]) -> dict[str, int | None]:
    """A row as intake gives it: a number, or none and a state's code beside it."""
    found: dict[str, int | None] = {"a": None}
    for name, text in row.items():
        found |= {name: None, f"{name}?": STATES[text]} if text in STATES else {name: int(text)}
    return found


@pytest.mark.parametrize("name", CASES)
def test_a_planted_case_comes_to_the_same(name: str, tmp_path: Path) -> None:
    check_case(name, tmp_path)


def test_an_unknown_number_on_the_roster_is_missing(tmp_path: Path) -> None:
    children = f"[{SCORED}, {{leaf: y, title: y, points: 5, value: b / area, proportional: {{target: 1}}}}]"
    check(
        small(children, more="population: {attributes: {area: {title: 面积, type: number, maximum: 100}}}"),
        tmp_path,
        {"2023": {"甲": {"a": 5, "b": 5}}},
        roster=[{"jurisdiction": "甲", "name": "甲", "level": "县", "group": "一类", "area": None}],
        attributes={"area": pl.Int64},
    )


def test_a_target_by_group_of_one_without_a_group_is_not_assessed(tmp_path: Path) -> None:
    by_group = "threshold: {at_least: {by: group, 一类: 1, 二类: 2}}"
    check(
        small(f"[{SCORED}, {{leaf: y, title: y, points: 5, value: b, {by_group}}}]"),
        tmp_path,
        {"2023": {"甲": {"a": 5, "b": 5}}},
        roster=[{"jurisdiction": "甲", "name": "甲", "level": "县"}],
    )


@pytest.mark.parametrize(
    ("severities", "state"), [([None], "not_assessed"), ([None, "重大"], "reported"), (["一般"], "reported")]
)
def test_an_event_of_unknown_severity_leaves_a_veto_untold_unless_another_bites(
    severities: list[str | None], state: str, tmp_path: Path
) -> None:
    leaf = "{leaf: y, title: y, points: 5, events: {types: [案件], severities: [重大]}, zero_occurrence: {}}"
    written = small(f"[{SCORED}, {leaf}]", more="events: {案件: {title: 案件, severities: [一般, 重大]}}")
    events = [event("甲", "案件", "2023-05-01", severity=severity) for severity in severities]
    check(written, tmp_path, {"2023": {"甲": {"a": 5}}}, events=events)
    inputs = given("甲", metrics={"2023": {"甲": {"a": 5}}}, events=events)
    found = scores(score(loaded(written, tmp_path), inputs, "2023"))
    assert found.filter(pl.col("node") == "y")["state"].to_list() == [state]


def check_case(name: str, folder: Path, engine: Engine = HERE) -> None:
    """A case of the file, scored by an engine and by hand."""
    case = CASES[name]
    rows = case.get("rows") or {"2023": case["row"]}
    metrics = {period: {"甲": submitted(row)} for period, row in rows.items()}
    check(small(case["children"], more=case.get("more")), folder, metrics, engine)


def check(
    written: dict[str, Any], folder: Path, metrics: dict[str, Any], engine: Engine = HERE, **records: Any
) -> None:
    inputs = given(records.pop("roster", "甲"), metrics=metrics, **records)
    result = score(loaded(written, folder), inputs, "2023", engine=engine)
    assert differences(result, by_hand(Document(written), inputs, "2023")) == []
