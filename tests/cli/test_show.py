from __future__ import annotations

from pathlib import Path

import pytest

import scoring
from scoring.rubric.assumptions import numbers, reasons, stated
from scoring.rubric.formula import parse
from scoring.rubric.show import show
from tests.cli.conftest import Call
from tests.cli.test_check import change


def test_every_item_stands_with_its_points_and_rules_in_words(call: Call) -> None:
    page = call("show", "rubric.yaml").out
    assert "一.1 走访  50分 *" in page
    assert "取值：走访人数 ÷ 登记人数" in page
    assert "达到95%得满分" in page
    assert "重大案事件数 > 0 时：取消资格" in page
    assert "优秀：总分≥90" in page


def test_what_a_clause_gives_bears_no_star(call: Call) -> None:
    lines = call("show", "rubric.yaml").out.splitlines()
    starred = [line for line in lines if line.endswith(" *") or " *  〔" in line]
    assert any("总分  100分 *" in line for line in starred)
    assert not any("优秀" in line or "取消资格" in line or "取值" in line for line in starred)


def test_every_reason_is_given_and_the_assumed_numbers_counted(call: Call, example: Path) -> None:
    rubric = scoring.load_rubric(example / "rubric.yaml")
    page = call("show", "rubric.yaml").out
    assert all(reason.text.zh in page for reason in reasons(rubric))
    found = list(stated(rubric, parse))
    assumed = [one for one in found if one.reason]
    assert f"共有{len(found)}个数，其中{len(assumed)}个是假设" in page
    assert {one.topic for one in found if not one.reason} == {"when", "grades", "digits"}


def test_a_reason_of_its_own_beats_one_from_above(example: Path) -> None:
    change(example / "rubric.yaml", "    points: 20\n", "    points: 20\n    assumed: {points: 自有理由}\n")
    found = stated(scoring.load_rubric(example / "rubric.yaml"), parse)
    said = {one.of: one.reason.zh for one in found if one.topic == "points" and one.reason}
    assert said["一.2"] == "自有理由"
    assert said["一.1"].startswith("方案不列分值")


def test_a_period_leaves_out_what_is_not_due_in_it(example: Path) -> None:
    quarter = "- {id: 2024Q1, kind: quarter, title: 一季度, starts: 2024-01-01, ends: 2024-03-31}\n"
    change(example / "rubric.yaml", "periods:\n", f"periods:\n{quarter}")
    change(example / "rubric.yaml", "    title: 专职人员\n", "    title: 专职人员\n    due: [year]\n")
    change(example / "rubric.yaml", "  metric: 按", "  due: 年度考核\n  metric: 按")
    change(
        example / "rubric.yaml",
        "value: visited / registered, proportional",
        "due: [year], value: visited / registered, proportional",
    )
    rubric = scoring.load_rubric(example / "rubric.yaml")
    assert any("一.2" in line for line in show(rubric, "zh"))
    assert not any("一.2" in line for line in show(rubric, "zh", rubric.period("2024Q1")))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_rubric_of_the_project_can_be_told(root: Path, language: str) -> None:
    for file in sorted((root / "rubrics").glob("*.yaml")):
        rubric = scoring.load_rubric(file)
        page = "\n".join(show(rubric, "zh" if language == "zh" else "en"))
        assert all(code in page for code in rubric.items)


def test_numbers_are_found_however_deep() -> None:
    assert list(numbers({"a": ({"b": 1}, True, "2"), "c": None})) == [1]
