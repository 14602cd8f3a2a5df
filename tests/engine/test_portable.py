"""What Spark could not compute with the same digits is refused before a cluster is even looked for."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from scoring.api import load_rubric, score
from scoring.engine.engines import Engine
from scoring.engine.plans import Planner
from scoring.engine.portable import look_over
from scoring.errors import Unportable
from scoring.evidence.facts import Facts
from scoring.intake.read import read_inputs
from scoring.methods import registry
from scoring.rubric.example import Example
from scoring.rubric.formula import parse
from scoring.scale.method import Scaled
from scoring.scale.proportional import Proportional
from scoring.scale.worth import Worth
from scoring.sql.exact import Int, Ratio
from tests.engine.agreement import loaded
from tests.oracle.given import given
from tests.oracle.small import small

# Nobody listens there: whatever reached for the cluster would fail with another error.
NOWHERE = Engine("spark", master="spark://127.0.0.1:1")
CHILDREN = """
- {leaf: 一.1, title: 办结率, points: 4, value: a / b, proportional: {target: 90%}}
- {leaf: 一.2, title: 到位数, points: 6, value: a, proportional: {target: 5}}
"""
EXAMPLES = {
    f"{room}/{key}/{n}": example
    for room, methods in (
        ("evidence", registry().evidence),
        ("scale", registry().scale),
        ("combine", registry().combine),
    )
    for key, method in methods.items()
    for n, example in enumerate(method.examples, 1)
}


def refused(folder: Path) -> Unportable:
    roster = [{"jurisdiction": "J1", "name": "J1", "level": "县", "group": "一类"}]
    with pytest.raises(Unportable) as raised:
        score(loaded(small(CHILDREN), folder), given(roster, periods=["2023"]), "2023", engine=NOWHERE)
    return raised.value


def test_a_method_is_refused_by_the_name_of_its_indicator(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    honest = Proportional.against

    def against(self: Proportional, target: Ratio, scaled: Scaled, worth: Worth) -> Int:
        marks = honest(self, target, scaled, worth)
        return replace(marks, sql=f"list_max([{marks.sql}])") if worth.points == 4 else marks

    monkeypatch.setattr(Proportional, "against", against)
    error = refused(tmp_path)
    assert "Spark 上不能计算“办结率”（一.1，计分方法 value、proportional）" in error.say("zh")
    assert "用到 LIST_MAX" in error.say("zh")
    assert "cannot compute '办结率' (一.1, method value, proportional): it uses LIST_MAX" in error.say("en")


@pytest.mark.parametrize("example", EXAMPLES.values(), ids=EXAMPLES)
def test_no_method_there_is_needs_to_be_refused(example: Example, tmp_path: Path) -> None:
    (tmp_path / "rubric.yaml").write_text(example.rubric(), encoding="utf-8")
    (tmp_path / "inputs").mkdir()
    for name, table in example.inputs().items():
        (tmp_path / "inputs" / name).write_text(table, encoding="utf-8")
    rubric = load_rubric(tmp_path / "rubric.yaml")
    inputs = read_inputs(rubric, [tmp_path / "inputs"], language=rubric.language)
    plan = Planner({rubric.id: Facts.of(inputs)}, parse).plan(rubric, rubric.period(example.period))
    look_over(plan)
