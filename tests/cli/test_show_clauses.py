"""`scoring show --clauses`: each clause with what scores it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Call

REGISTER = """
register:
- {row: 9-01, clause: 一, title: {zh: 逐户走访, en: call on everyone}, by: [一.1, 否决]}
- {row: 9-02, clause: 三, title: {zh: 年度考核, en: once a year}, by: [rank], periods: [year, "2024"]}
- {row: 9-03, clause: 四, title: {zh: 背景, en: background}, unscored: {zh: 没有要求, en: asks for nothing}}
"""


@pytest.fixture
def registered(example: Path) -> None:
    path = example / "rubric.yaml"
    path.write_text(path.read_text(encoding="utf-8") + REGISTER, encoding="utf-8")


@pytest.mark.usefixtures("registered")
def test_each_clause_stands_with_all_that_answers_for_it(call: Call) -> None:
    lines = call("show", "rubric.yaml", "--clauses").out.splitlines()
    at = lines.index("9-01  逐户走访  〔一〕")
    assert lines[at + 1].startswith("   → 指标 一.1 走访")
    assert lines[at + 1].endswith("50分")
    assert lines[at + 2].startswith("   → 门槛 否决")
    at = lines.index("9-02  年度考核  〔三〕")
    assert lines[at + 1 : at + 4] == ["   → 规定 rank 排名", "   → 期次 年度", "   → 期次 2024 2024年度"]
    assert "   → 不计分：没有要求" in lines
    assert "共3条：2条落在规则中，1条不计分。" in lines


@pytest.mark.usefixtures("registered")
def test_indicators_no_clause_stands_behind_are_named(call: Call) -> None:
    last = call("show", "rubric.yaml", "--clauses", "--lang", "en").out.splitlines()[-1]
    assert last.startswith("indicators no clause stands behind: ")
    assert "一.2" in last
    assert "一.1" not in last


def test_without_a_register_that_is_said(call: Call) -> None:
    assert "没有条款登记" in call("show", "rubric.yaml", "--clauses").out
