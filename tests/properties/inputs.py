"""Generated inputs: every kind of record for two dozen jurisdictions, with the gaps real submissions have."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from random import Random
from typing import Any

import polars as pl
from hypothesis import strategies as st

from scoring.intake.inputs import Inputs
from scoring.sql.states import (
    DECLARED,
    MISSING,
    NOT_APPLICABLE,
    NOT_ASSESSED,
    NOT_SUBMITTED,
    REFUSED,
    UNREASONED,
    code,
)
from tests.oracle.given import event, given

Row = dict[str, Any]
STATES = (
    code(MISSING, NOT_SUBMITTED),
    code(MISSING, UNREASONED),
    code(NOT_APPLICABLE, DECLARED),
    code(NOT_ASSESSED, REFUSED),
)
ATTRIBUTES = {"severe": pl.String, "area": pl.Int64}
PERIODS = ("2021", *(f"{year}{part}" for year in (2022, 2023) for part in ("", "Q1", "Q2", "Q3", "Q4")))


@st.composite
def inputs(draw: st.DrawFn, rubric: Mapping[str, Any], *, whole: bool = False) -> Inputs:
    """Inputs for a generated rubric; `whole` ones leave no gap."""
    random = Random(draw(st.integers(0, 2**32 - 1)))
    gaps = 0.0 if whole else draw(st.sampled_from((0.0, 0.1, 0.3)))
    people = [f"J{n:02}" for n in range(draw(st.integers(20, 24)))]
    given_periods = [p for p in PERIODS if p == "2023" or whole or random.random() < 0.95]
    has_events = whole or draw(st.booleans())
    return given(
        [_person(random, who, gaps) for who in people],
        attributes=ATTRIBUTES,
        metrics={p: _metrics(random, rubric["metrics"], people, p, gaps) for p in given_periods},
        desk_review=[row for p in given_periods for row in _desk_review(random, people, p, gaps)],
        site_visits=[row for p in given_periods for row in _site_visits(random, people, p, gaps)],
        survey=[row for p in given_periods for row in _survey(random, people, p, gaps)],
        events=_events(random, people, gaps) if has_events else None,
        marks=[row for p in given_periods for row in _marks(random, people, p, gaps)],
        reports=_reports(random, people, gaps) if whole or random.random() < 0.8 else None,
    )


def _person(random: Random, who: str, gaps: float) -> Row:
    known = {
        "level": random.choice("县镇"),
        "group": random.choice(("一类", "二类")),
        "severe": random.choice("是否"),
        "area": random.randint(0, 100),
    }
    kept = {column: value for column, value in known.items() if random.random() >= gaps / 4}
    above = int(who[1:]) // 3
    parent = {"parent": f"J{above:02}"} if above and above != int(who[1:]) else {}
    return {"jurisdiction": who, "name": f"某地{who}", **kept, **parent}


def _metrics(
    random: Random, declared: Mapping[str, Any], people: list[str], period: str, gaps: float
) -> dict[str, dict[str, int | None]]:
    frame: dict[str, dict[str, int | None]] = {who: {} for who in people if random.random() >= gaps / 3}
    for name, metric in declared.items():
        left_to_quarters = period in ("2022", "2023") and random.random() < 0.5
        if left_to_quarters or random.random() < gaps / 5:
            continue
        least, most = (int(metric[bound]) * 10 ** int(metric["decimals"]) for bound in ("minimum", "maximum"))
        for row in frame.values():
            row[name] = random.choice(
                (random.randint(least, most), max(least, 0), most, random.randint(0, min(9, most)))
            )
            if random.random() < gaps:
                row[name] = None
                row[f"{name}?"] = random.choice((0, *STATES))
    return frame


def _desk_review(random: Random, people: list[str], period: str, gaps: float) -> list[Row]:
    verdicts = ["符合", "基本符合", "不符合", *(["不适用", "未查"] if gaps else [])]
    return [
        {
            "period": period,
            "jurisdiction": who,
            "item": f"D{n}",
            "verdict": random.choice(verdicts),
            "evidence": random.choice(("1", "", None)),
            "reviewer": random.choice(("甲组", "乙组", None)),
        }
        for who in people
        for n in range(1, 5)
        if random.random() >= gaps
    ]


def _site_visits(random: Random, people: list[str], period: str, gaps: float) -> list[Row]:
    verdicts = ["符合", "基本符合", "不符合", *(["不适用", "未查"] if gaps else [])]
    return [
        {
            "period": period,
            "jurisdiction": who,
            "site_type": kind,
            "site": f"{kind}{n}",
            "item": item,
            "verdict": random.choice(verdicts),
            "reviewer": random.choice(("甲组", "甲组", "乙组")),
        }
        for who in people
        for kind in ("学校", "社区")
        if random.random() >= gaps
        for n in range(random.randint(1, 4))
        for item in ("V1", "V2", "V3")
        if random.random() >= gaps
    ]


def _survey(random: Random, people: list[str], period: str, gaps: float) -> list[Row]:
    opinions = ["满意", "基本满意", "不满意", *(["不了解"] if gaps else [])]
    return [
        {
            "period": period,
            "jurisdiction": who,
            "survey": "public",
            "respondent": f"{who}-{n}",
            "class": class_,
            "question": question,
            "answer": random.choice(opinions),
        }
        for who in people
        if random.random() >= gaps
        for n in range(random.randint(1, 7))
        for class_ in (random.choice(("群众", "企业", "干部", *([None] if gaps else []))),)
        for question in ("S1", "S2", "S3")
        if random.random() >= gaps
    ]


def _events(random: Random, people: list[str], gaps: float) -> list[Row]:
    first = dt.date(2022, 1, 1)
    happened = [
        event(
            random.choice(people),
            random.choice(("通报", "案件")),
            (first + dt.timedelta(days=random.randrange(730))).isoformat(),
            random.choice((1, 1, 2, 5, 0)),
            random.choice(("一般", "重大", *([None] if gaps else []))),
        )
        for _ in range(random.randint(0, 40))
    ]
    return [{**row, "evidence": random.choice(("1", "2", "3", "", None))} for row in happened]


def _marks(random: Random, people: list[str], period: str, gaps: float) -> list[Row]:
    most = {"P1": 60, "P2": 7.5}
    panel = [
        {
            "period": period,
            "jurisdiction": who,
            "item": item,
            "judge": judge,
            "mark": random.randint(0, int(most[item] * 2)) * 500_000,
            "void": random.random() < gaps,
        }
        for who in people
        if random.random() >= gaps
        for judge in "甲乙丙丁戊"[: random.randint(1, 5)]
        for item in most
        if random.random() >= gaps / 2
    ]
    judged = [
        {
            "period": period,
            "jurisdiction": who,
            "item": "J1",
            "judge": judge,
            "mark": None if random.random() < gaps / 2 else random.randint(-25, 100) * 100_000,
            "void": random.random() < gaps,
        }
        for who in people
        if random.random() >= gaps
        for judge in random.choice(("甲", "甲", "甲乙" if gaps else "甲"))
    ]
    return panel + judged


def _reports(random: Random, people: list[str], gaps: float) -> list[Row]:
    rows = []
    for who in people:
        if random.random() < gaps:
            continue
        for task, months in (("月报", 1), ("季报", 3), ("年报", 12)):
            for month in range(0, 24, months):
                window = dt.date(2022 + month // 12, month % 12 + 1, 1)
                sent = window + dt.timedelta(days=random.choice((24, 25, 30, 31, 60, 130, 333, 400)))
                unclear = random.random() < gaps / 2
                gone = unclear or random.random() < 0.2
                row = {"jurisdiction": who, "task": task, "window": window, "sent": None if gone else sent}
                if random.random() >= gaps / 2:
                    rows.append({**row, "unclear": unclear})
    return rows
