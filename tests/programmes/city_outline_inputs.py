"""Small inputs for the city outline: places that reach full marks everywhere, and what a test alters in them.

Places are fictional. A county's code is one letter, a town's the letter of its county and a number.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

import scoring
from scoring.result.result import Result
from scoring.rubric.model import Rubric
from tests.engine.agreement import scores

YEARS = ("2022", "2023", "2024", "2025")
COUNTY, TOWN = "县级市（区）", "镇（街道）"

LOW = {
    "population": 100_000,
    "precursor_cases": 0,
    "drug_cases": 10,
    "sewage_load": 5,
    "managed": 100,
    "relapsed": 2,
    "new_users": 10,
}
"""What stands at a low level and stays there, in every year."""
_FULL = """
places_due=50 places_covered=50 firms=10 firms_checked=10 sewage_due=2 sewage_done=2
pupils=1000 books=1000 instructors=20 instructors_trained=20 awarded_schools=0 awarded_teachers=0
users=100 verified=100 evaluated=100 controlled=100 rehab_staff_due=4 rehab_staff=4
orders=20 orders_reported=20 executable=50 executed=50 recovering=50 kept_clean=50 hair_due=40 hair_tested=40
compulsory_due=10 compulsory_admitted=10 sick_due=4 sick_admitted=4 downgrades=0
beds_needed=20 beds=20 medics_needed=10 medics=10 families=8 families_planned=8 minors=2 minors_protected=2
station_stage=3 outlets=30 outlets_opened=30 outlets_named=30 outlets_screened=30
spectrometers_known=3 spectrometers_found=3 members=30 members_named=30
police_due=8 police=8 workers_due=10 workers=10 drills=4 declared=0
party_meetings=2 government_meetings=2 experiences=0 stations=4 bases=1
"""
FULL = {**LOW, **{name: int(number) for name, number in (each.split("=") for each in _FULL.split())}}
"""A year of submitted numbers that earns full marks, at either level."""
BEST = {"审查结论": "符合", "落实与否": "已落实"}


@dataclass
class Places:
    """Who is assessed and what they submit; everything is full marks until altered.

    `numbers` lays another number (None: nothing submitted) over a year's, by place and year; `stages` adds reviewed
    values beside the places' own; `verdicts` other verdicts by place, year and item; `events` rows of place, type,
    date, severity and evidence number; `judges` marks of the review by place, in the latest year.
    """

    rubric: Rubric
    codes: Sequence[str]
    years: Sequence[str] = ("2022", "2023")
    numbers: dict[tuple[str, str], Mapping[str, int | str | None]] = field(default_factory=dict)
    stages: list[tuple[str, str, str, int]] = field(default_factory=list)
    verdicts: dict[tuple[str, str], Mapping[str, str | None]] = field(default_factory=dict)
    events: list[tuple[str, str, str, str, str]] = field(default_factory=list)
    judges: dict[str, Sequence[tuple[int, int]]] = field(default_factory=dict)
    answers: list[tuple[str, str, str, str, str]] = field(default_factory=list)

    def scored(self, folder: Path, period: str = "") -> Result:
        """The marks of the latest year, or of the one named."""
        _write(folder / "名册.csv", ("地区代码", "地区名称", "层级", "上级代码"), map(_listed, self.codes))
        _write(folder / "填报.csv", ("地区代码", "期次", "阶段", "指标", "数值"), self._submitted())
        _write(folder / "台账.csv", ("地区代码", "期次", "审查项", "结论", "理由"), self._reviewed())
        _write(folder / "案事件.csv", ("地区代码", "事件类型", "日期", "等级", "佐证编号"), self.events)
        if self.judges:
            rows = (
                (code, self.years[-1], str(n), item, str(mark))
                for code, marks in self.judges.items()
                for n, pair in enumerate(marks)
                for item, mark in zip(("P1", "P2"), pair, strict=True)
            )
            _write(folder / "评分.csv", ("地区代码", "期次", "评委", "评分项", "评分"), rows)
        if self.answers:
            head = ("期次", "地区代码", "问卷编号", "受访者类别", "题号", "答案")
            _write(folder / "问卷.csv", head, ((self.years[-1], *answer) for answer in self.answers))
        return scoring.run(self.rubric, [folder], period=period or self.years[-1])

    def _submitted(self) -> Iterable[tuple[str, ...]]:
        for code in self.codes:
            for year in self.years:
                given = {**(LOW if year == "2022" else FULL), **self.numbers.get((code, year), {})}
                yield from (
                    (code, year, "自评", name, str(number)) for name, number in given.items() if number is not None
                )
        yield from ((code, year, "复核", name, str(number)) for code, year, name, number in self.stages)

    def _reviewed(self) -> Iterable[tuple[str, ...]]:
        for code in self.codes:
            for year in self.years[1:]:
                given = {**_best(self.rubric), **self.verdicts.get((code, year), {})}
                yield from ((code, year, item, verdict, "示例") for item, verdict in given.items() if verdict)


def marks(result: Result, code: str) -> dict[str, str | None]:
    """What everyone has for an item, as it is written; nothing for one that has no mark."""
    rows = scores(result).filter(pl.col("node") == code).iter_rows(named=True)
    return {row["jurisdiction"]: None if row["score"] is None else f"{row['score'].normalize():f}" for row in rows}


def states(result: Result, code: str) -> dict[str, str]:
    """The state everyone has for an item."""
    rows = scores(result).filter(pl.col("node") == code).iter_rows(named=True)
    return {row["jurisdiction"]: row["state"] for row in rows}


def held(result: Result, standing: str) -> dict[str, tuple[bool, str | None]]:
    """Who holds a standing and what became of it in this period."""
    rows = result.standings.filter(result.standings["standing"] == standing).iter_rows(named=True)
    return {row["jurisdiction"]: (row["held"] is not None, row["change"]) for row in rows}


def _best(rubric: Rubric) -> dict[str, str]:
    found: dict[str, str] = {}
    for item in rubric.items.values():
        evidence = getattr(item, "evidence", None)
        verdict = BEST.get(getattr(evidence, "answers", ""))
        if verdict and evidence is not None and not hasattr(evidence, "sites"):
            found.update(dict.fromkeys(evidence.items, verdict))
    return found


def _listed(code: str) -> tuple[str, ...]:
    town = len(code) > 1
    return (code, f"示例{code}", TOWN if town else COUNTY, code[0] if town else "")


def _write(path: Path, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])
