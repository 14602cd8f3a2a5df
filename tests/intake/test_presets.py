"""Tables that several kinds of evidence read: what a checklist, a look-back or a worth asks of them."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from scoring.methods import registry
from scoring.rubric.load import load_rubric
from tests.intake.given import Folder, codes, told

EVENTS = ["日期", "地区代码", "事件类型", "等级", "数量", "证据编号"]
REVIEWS = ["期次", "地区代码", "审查项", "结论"]


@pytest.fixture
def asking(tmp_path: Path) -> Folder:
    """The small programme with a checklist beside its desk review, and events valued by severity over two years."""
    written = (Path(__file__).parent / "programme.yaml").read_text(encoding="utf-8")
    more = (
        "  - {leaf: L9, title: 五落实, role: shown, checklist: {answers: verdict, items: {L1: 教学计划, L2: 师资}}}\n"
        "  - leaf: E9\n    title: 通报扣分\n    role: shown\n"
        "    events: {types: [通报], worth: {一般: 1, 重大: 2}, within: {years: 3}}\n"
    )
    path = tmp_path / "rubric.yaml"
    path.write_text(written.replace("rank: {of: total", f"{more}rank: {{of: total"), encoding="utf-8")
    inputs = tmp_path / "inputs"
    inputs.mkdir()
    return Folder(inputs, load_rubric(path, registry()))


def test_the_items_of_a_checklist_stand_in_desk_review_tables(asking: Folder) -> None:
    asking.csv("台账.csv", [REVIEWS, ["2023", "J1", "L1", "符合"], ["2023", "J1", "师资", "不符合"]])
    inputs = asking.read()
    assert inputs.desk_review["item"].to_list() == ["L1", "L2"]
    assert "not_due" not in codes(inputs)


def test_a_date_an_indicator_looks_back_on_is_in_no_period_and_still_counts(asking: Folder) -> None:
    first = min(period.ends.year for period in asking.rubric.periods)
    days = [f"{first - 2}-01-01", f"{first - 3}-12-31"]
    asking.csv("事件.csv", [EVENTS, *([day, "J1", "通报", "一般", "", f"N{n}"] for n, day in enumerate(days))])
    inputs = asking.read()
    assert inputs.events.height == 2
    assert told(inputs, "outside_periods")["cell"] == "A3"


def test_a_blank_severity_matters_where_events_are_valued_by_it(asking: Folder) -> None:
    asking.csv("事件.csv", [EVENTS, ["2023-05-01", "J1", "通报", "", "", "N1"]])
    assert "blank_severity" in codes(asking.read())


@pytest.mark.parametrize(
    ("declared", "evidence", "table"),
    [
        (
            "panels: {talk: {title: 述职, items: {P1: {title: 内容, maximum: 10}}, assumed: {panels: 小例}}}",
            "panel: {items: P1}",
            "评",
        ),
        (
            "tasks: {月报: {title: 月报, every: month, by: {day: 25}, assumed: {tasks: 小例}}}",
            "schedule: {tasks: 月报}",
            "报送",
        ),
    ],
)
def test_a_table_an_indicator_rests_on_and_nobody_sent_is_missed(
    declared: str, evidence: str, table: str, tmp_path: Path
) -> None:
    written = (Path(__file__).parent / "programme.yaml").read_text(encoding="utf-8")
    leaf = f"  - {{leaf: N1, title: 另一项, role: shown, {evidence}}}\n"
    path = tmp_path / "rubric.yaml"
    path.write_text(f"{written.replace('rank: {of: total', f'{leaf}rank: {{of: total')}{declared}\n", encoding="utf-8")
    inputs = tmp_path / "inputs"
    inputs.mkdir()
    folder = Folder(inputs, load_rubric(path, registry()))
    folder.metrics(["J1", "5"])
    missed = folder.read().findings.filter(pl.col("code") == "missing_sheet")["expected"].to_list()
    assert any(table in kind for kind in missed)
