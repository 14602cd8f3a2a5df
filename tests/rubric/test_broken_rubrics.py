"""One broken rubric a defect, and a table of the line, the code and the words each error must hold."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from scoring.api import unprovable
from scoring.errors import RubricError
from scoring.methods import registry
from scoring.rubric.load import load_rubric

HERE = Path(__file__).parent
BROKEN = HERE / "broken"


def table() -> dict[str, list[dict[str, str]]]:
    with (HERE / "expected.tsv").open(encoding="utf-8", newline="") as source:
        rows = list(csv.DictReader(source, delimiter="\t", quoting=csv.QUOTE_NONE))
    return {name: [row for row in rows if row["file"] == name] for name in dict.fromkeys(row["file"] for row in rows)}


def test_the_table_and_the_folder_agree() -> None:
    assert sorted(table()) == sorted(path.stem for path in BROKEN.glob("*.yaml"))


def test_the_rubric_they_were_broken_from_is_whole() -> None:
    assert load_rubric(HERE / "small.yaml", registry()).leaves.keys() == {"A1", "A2"}


@pytest.mark.parametrize("name", table())
def test_a_defect_is_the_only_problem_reported_and_at_its_line(name: str) -> None:
    with pytest.raises(RubricError) as raised:
        load_rubric(BROKEN / f"{name}.yaml", registry(), unprovable)
    found = [(problem.line, problem.code) for problem in raised.value.problems]
    assert found == [(int(row["line"]), row["code"]) for row in table()[name]], raised.value.say("en")


@pytest.mark.parametrize("name", table())
def test_a_defect_is_told_in_both_languages(name: str) -> None:
    with pytest.raises(RubricError) as raised:
        load_rubric(BROKEN / f"{name}.yaml", registry(), unprovable)
    for problem, row in zip(raised.value.problems, table()[name], strict=True):
        assert row["chinese"] in problem.say("zh")
        assert row["english"] in problem.say("en")
        assert f"{name}.yaml:{row['line']}  " in problem.say("en")
