"""Inputs of the county programme in which everything is in order, but for what a test says of a unit."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import scoring
from scoring.intake.read import read_inputs
from scoring.result.result import Result
from scoring.rubric.model import Rubric
from tests.engine.agreement import differences, fraction, scores
from tests.oracle import document, oracle

QUARTERS = ("2023Q1", "2023Q2", "2023Q3", "2023Q4")
YEAR = "2023"
RUBRIC = Path(__file__).parents[2] / "rubrics" / "county-2023.yaml"

Numbers = Mapping[tuple[str, str], Mapping[str, object]]
"""By unit and period, what it submits other than the figures that are in order; a value of None is a blank cell."""


@cache
def rubric() -> Rubric:
    """The programme, loaded once."""
    return scoring.load_rubric(RUBRIC)


def township(tier: str = "一般", creating: str = "否") -> tuple[str, ...]:
    """The roster's columns of a township."""
    return ("镇街", "属地", tier, creating)


def department(duty: str) -> tuple[str, ...]:
    """The roster's columns of a county department."""
    return ("单位", duty, "不涉及", "否")


@dataclass(frozen=True)
class Inputs:
    """Who is assessed, and in what they depart from having done everything."""

    units: Mapping[str, tuple[str, ...]]
    numbers: Numbers = field(default_factory=dict)
    verdicts: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """By unit and item, or `*` for all its items; an empty verdict leaves the record out."""
    marks: Mapping[str, Sequence[tuple[object, ...]]] = field(default_factory=dict)
    """By unit: judge, item, mark, whether void, reason."""
    events: Iterable[tuple[object, ...]] = ()
    """Unit, type, day, severity, quantity, evidence number."""
    reports: Mapping[str, Sequence[tuple[str, str, str]]] = field(default_factory=dict)
    """By unit: task, window, day sent."""

    def write(self, folder: Path) -> Path:
        """The files, in a folder of their own."""
        folder = folder / "inputs"
        folder.mkdir()
        _table(
            folder / "名册.csv",
            ["地区代码", "地区名称", "层级", "单位职责", "整治级别", "申报创建示范镇街"],
            self._roster(),
        )
        for often, name in ((True, "按季填报.csv"), (False, "按年填报.csv")):
            names = [code for code, metric in rubric().metrics.items() if (metric.every == "quarter") == often]
            _table(folder / name, ["地区代码", "期次", *names], self._submitted(names, often=often))
        _table(folder / "台账审查.csv", ["地区代码", "期次", "审查项", "结论"], self._verdicts())
        _table(folder / "评分.csv", ["地区代码", "期次", "评委", "评分项", "评分", "作废", "理由"], self._marks())
        header = ["地区代码", "事件类型", "日期", "等级", "数量", "佐证编号"]
        _table(
            folder / "案事件.csv",
            header,
            [*self.events, (next(iter(self.units)), "经验推广", "2020-01-01", "市级", 1, "旧")],
        )
        _table(folder / "报送.csv", ["地区代码", "报送事项", "所属期", "报送日期"], self._reports())
        return folder

    def _roster(self) -> Iterator[Sequence[object]]:
        return ((who, who, *columns) for who, columns in self.units.items())

    def _submitted(self, names: Sequence[str], *, often: bool) -> Iterator[Sequence[object]]:
        for who in self.units:
            for period in QUARTERS if often else ("2022", YEAR):
                said = self.numbers.get((who, period), {})
                yield (
                    who,
                    period,
                    *("" if (value := said.get(name, _in_order(name))) is None else value for name in names),
                )

    def _verdicts(self) -> Iterator[Sequence[object]]:
        for who in self.units:
            for item in _items():
                period = "2023Q2" if item in ("C12a", "C12b") else YEAR
                if verdict := self.verdicts.get((who, item), self.verdicts.get((who, "*"), "落实")):
                    yield who, period, item, verdict

    def _marks(self) -> Iterator[Sequence[object]]:
        given = [(judge, item, most, "", "") for judge in "123" for item, most in (("P1", 40), ("P2", 40), ("P3", 20))]
        for who in self.units:
            for row in self.marks.get(who, [*given, ("办", "J17", 10, "", "有据")]):
                yield who, YEAR, *row

    def _reports(self) -> Iterator[Sequence[object]]:
        days = zip(QUARTERS, ("2023-04-15", "2023-07-15", "2023-10-15", "2024-01-15"), strict=True)
        every = [(task, window, day) for window, day in days for task in rubric().tasks]
        for who in self.units:
            yield from ((who, *row) for row in self.reports.get(who, every))


def _in_order(metric: str) -> object:
    # Ten of ten throughout; a quarter has three months, and a model township is accepted, not named yet.
    return {"months_active": 3, "creation_stage": 4, "social_funds": 0}.get(metric, 10)


def _items() -> Iterator[str]:
    for leaf in rubric().leaves.values():
        yield from getattr(leaf.evidence, "items", ()) if leaf.evidence.key in ("checklist", "desk_review") else ()


def _table(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows(rows)


def scored(inputs: Inputs, folder: Path, period: str = YEAR) -> Result:
    """What a period comes to."""
    return scoring.run(rubric(), [inputs.write(folder)], period=period)


def disagreements(folder: Path, result: Result) -> list[str]:
    """Where the oracle comes to something else from the inputs written in a folder."""
    given = read_inputs(rubric(), [folder / "inputs"], language="zh")
    return differences(result, oracle.score(document.read(RUBRIC), given, result.period.id))


def cells(result: Result, node: str) -> dict[str, tuple[str, Fraction | None]]:
    """State and mark of an item, by unit."""
    rows = scores(result).filter(node=node).iter_rows(named=True)
    return {row["jurisdiction"]: (row["state"], fraction(row["score"])) for row in rows}


def marks(result: Result, node: str) -> dict[str, str | None]:
    """The mark of an item as one would write it, by unit; None where it has none."""
    return {
        who: None if mark is None else f"{float(mark):.4f}".rstrip("0").rstrip(".")
        for who, (_, mark) in cells(result, node).items()
    }


def column(result: Result, name: str) -> dict[str, Any]:
    """A column of the ranking, by unit."""
    return dict(result.ranking.select("jurisdiction", name).iter_rows())
