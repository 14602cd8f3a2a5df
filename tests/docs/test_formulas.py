"""The examples of formulas in the documentation come to what stands beside them, by engine and oracle."""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from scoring.api import score
from scoring.intake.inputs import Inputs
from scoring.rubric.formula import kind_of, parse
from scoring.rubric.functions import FUNCTIONS
from tests.engine.agreement import fraction, loaded, scores
from tests.oracle.document import Document
from tests.oracle.given import given
from tests.oracle.oracle import score as by_hand

PAGES = ("rubric.md", "rubric.en.md")
HERE = "here"
A = {"2021": (10, 1, 1), "2022": (4, 1, 1), "2023": (7, 5, 9)}
"""`a` here and in the two other counties, by year."""
QUARTERS = {
    "2023Q1": ("01-01", "03-31", 1),
    "2023Q2": ("04-01", "06-30", 2),
    "2023Q3": ("07-01", "09-30", 3),
    "2023Q4": ("10-01", "12-31", 1),
}
"""The first and last day of each quarter of this year, and `a` in it here."""

ROW = re.compile(r"^\| (?P<examples>`.*) \| [^|]* \| (?P<gives>[^|]*) \|$", re.MULTILINE)
WHY = ("points", "settings", "policy", "evidence", "scale", "metric", "rank", "round", "role")


def examples(root: Path, page: str) -> list[tuple[str, str]]:
    """Every formula of the table with what it is said to give."""
    text = (root / "docs" / page).read_text(encoding="utf-8")
    found: list[tuple[str, str]] = []
    for row in ROW.finditer(text):
        formulas = re.findall(r"`([^`]+)`", row["examples"])
        gives = row["gives"].split(", ")
        if all(re.fullmatch(r"-?[\d.]+|true|false", one) for one in gives):
            assert len(formulas) == len(gives), row.group()
            found += zip(formulas, gives, strict=True)
    return found


def rubric(formulas: list[str]) -> dict[str, Any]:
    """A rubric that shows each formula as a value of its own: 1 for a true condition, 0 for a false one."""
    names = {"a": "number", "b": "number", "level": "text"}
    shown = []
    for n, text in enumerate(formulas):
        is_condition = kind_of(parse(text), names) == "condition"  # type: ignore[arg-type]
        value = f"if({text}, 1, 0)" if is_condition else text
        shown.append({"leaf": f"F{n}", "title": f"F{n}", "role": "shown", "value": value})
    scored = {"leaf": "1.1", "title": "a", "points": "10", "value": "a", "proportional": {"target": "10"}}
    number = {"title": "a", "unit": "cases", "maximum": "100", "every": "quarter"}
    years = [
        {"id": year, "kind": "year", "title": year, "starts": f"{year}-01-01", "ends": f"{year}-12-31"} for year in A
    ]
    quarters = [
        {"id": id_, "kind": "quarter", "title": id_, "starts": f"2023-{starts}", "ends": f"2023-{ends}"}
        for id_, (starts, ends, _) in QUARTERS.items()
    ]
    states = ("missing", "not_applicable", "not_assessed", "zero_by_zero", "by_zero", "no_history")
    settings = {key: "rescale" if n < 3 else "not_assessed" for n, key in enumerate(states)}
    return {
        "rubric": {"id": "formulas", "title": "formulas", "version": "1", "source": {"title": "the documentation"}},
        "population": {"levels": {"county": "county", "town": "town"}},
        "periods": years + quarters,
        "metrics": {"a": number, "b": {**number, "title": "b"}},
        "settings": settings,
        "assumed": dict.fromkeys(WHY, "an example"),
        "tree": {"node": "1", "title": "all", "points": "10", "children": [scored, *shown]},
        "rank": {"of": "1", "digits": "2"},
    }


def inputs() -> Inputs:
    """What the page says of the three counties."""
    places = (HERE, "other", "third")
    metrics = {
        year: {place: {"a": a, "b": 2} for place, a in zip(places, each, strict=True)} for year, each in A.items()
    }
    metrics |= {quarter: {HERE: {"a": a, "b": 2}} for quarter, (_, _, a) in QUARTERS.items()}
    return given([{"jurisdiction": place, "name": place, "level": "county"} for place in places], metrics=metrics)


@pytest.mark.parametrize("page", PAGES)
def test_every_example_gives_what_the_page_says(page: str, root: Path, tmp_path: Path) -> None:
    told = examples(root, page)
    written = rubric([formula for formula, _ in told])
    expected = {f"F{n}": Fraction({"true": "1", "false": "0"}.get(gives, gives)) for n, (_, gives) in enumerate(told)}
    cells = scores(score(loaded(written, tmp_path), inputs(), "2023")).filter(jurisdiction=HERE)
    found = {row["node"]: fraction(row["value"]) for row in cells.iter_rows(named=True) if row["node"] in expected}
    assert found == expected
    oracle = by_hand(Document(written), inputs(), "2023")
    assert {code: oracle.cells[HERE, code].value for code in expected} == expected


@pytest.mark.parametrize("page", PAGES)
def test_every_function_has_an_example(page: str, root: Path) -> None:
    used = " ".join(formula for formula, _ in examples(root, page))
    assert [function for function in FUNCTIONS if f"{function}(" not in used] == []


def test_both_pages_have_the_same_examples(root: Path) -> None:
    assert examples(root, PAGES[0]) == examples(root, PAGES[1])
