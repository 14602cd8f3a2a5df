"""The Urad Front Banner programme: its hard cases, scored from small files and held to marks worked out by hand."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from pathlib import Path

import polars as pl
import pytest

import scoring
from scoring.result.result import Result
from scoring.rubric.model import Rubric

ROSTER = """地区代码,地区名称,层级,毒情形势严重地区,重点苏木镇或社区
甲,示例·甲旗,旗县区,是,否
乙,示例·乙旗,旗县区,否,否
丙,示例·丙镇,苏木镇,否,是
丁,示例·丁镇,苏木镇,否,否
戊,示例·戊镇,苏木镇,否,否
己,示例·己镇,苏木镇,否,否
"""
# Every metric with its values: by period, one for each of 甲, 乙, 丙 and 丁 in their order; a point for none.
METRICS = """
current_users 2023H1 501 500 61 60
current_users 2023H2 501 501 60 61
current_users 2024H1 501 400 61 60
current_users 2024H2 500 400 61 60
current_users 2023Q3 501 500 61 60
office_staff 2023 3 2 2 1
police_staff 2023 19 19 . .
class_hours 2023 2 1.9 . .
association_step 2023 2 3 . .
launch_step 2023 2 3 . .
outflow_prior 2023 100 100 0 0
outflow_recent 2023 90 95 0 1
rehab 2023 40 40 . .
trained 2023 30 19 . .
employed 2023 30 0 . .
rehab_staff 2023 2 2 . .
registered 2023 40 50 . .
inhabitants 2023 50000 50000 . .
volunteers 2023 100 75 . .
diverted_cases 2023 0 1 0 0
orders_due 2022 100 100 10 10
orders_due 2023 100 100 10 10
orders_executed 2022 80 80 10 9
orders_executed 2023 81 80 10 8
clean_people_before 2022 100 100 0 10
clean_people 2022 110 110 0 10
clean_people_before 2023 110 110 0 10
clean_people 2023 132 120 3 10
new_users_before 2022 10 10 10 10
new_users 2022 10 0 20 20
new_users_before 2023 10 0 20 20
new_users 2023 9 3 50 40
dealers_elsewhere 2022 5 5 0 0
dealers_elsewhere 2023 4 5 0 1
national_listings 2023 1 0 0 0
national_listings 2024 0 0 0 1
sewage_quarters 2024 . . 4 4
hair_quarters 2024 . . 4 4
solved_cases 2023 . . 2 2
intelligence_cases 2023 . . 1 1
solved_cases 2024 . . 2 2
intelligence_cases 2024 . . 2 2
diverted_cases 2024 . . 0 0
minor_acts 2024 . . 0 0
uncontrolled 2024 . . 0 0
user_incidents 2024 . . 0 0
chemical_losses 2024 . . 0 0
"""
EVENTS = """地区代码,事件类型,日期,等级,数量
甲,种植案件,2023-06-01,零星,1
甲,肇事肇祸,2023-06-01,一般,1
甲,脱管犯罪,2023-06-01,一般,1
甲,学生吸毒,2022-12-31,,1
乙,制毒案件,2023-12-31,一般,1
丙,种植案件,2023-01-01,大规模,1
丁,脱管犯罪,2024-01-01,重大,1
"""
REPORTS = """地区代码,报送事项,所属期,报送日期
甲,进展月报,2023-09,2023-09-25
甲,进展月报,2023-10,2023-10-25
甲,进展月报,2023-11,2023-11-25
甲,进展月报,2023-12,2023-12-26
甲,季度总结,2023Q3,2023-12-31
甲,季度总结,2023Q4,2024-04-01
甲,联络员名单,2023,2023-09-20
甲,实施方案,2023,2023-10-20
乙,实施方案,2023,2023-10-21
"""
VISITS = """地区代码,期次,点位类型,点位,检查项,检查结果
戊,2023,学校,示例一校,V1a,部分合格
戊,2024,学校,示例一校,V1a,合格
"""
ACCEPTED = {"甲 2024H2": "基本符合", "乙 2024H1": "不符合", "乙 2024H2": "符合", "丙 2023H2": "符合"}
# How many of twenty knew, in 2022, 2023 and 2024.
KNEW = {"甲": (10, 19, 12), "乙": (12, 18, 9), "丙": (10, 12, 10), "丁": (20, 20, 20), "己": (None, 10, 14)}
SATISFIED = {"戊 2023": "满意", "戊 2024": "非常满意", "己 2024": "非常满意"}


def submitted() -> Iterable[str]:
    yield "地区代码,期次,指标,数值"
    for line in METRICS.split("\n"):
        if line:
            metric, period, *values = line.split()
            yield from (f"{who},{period},{metric},{n}" for who, n in zip("甲乙丙丁", values, strict=True) if n != ".")


def reviewed() -> Iterable[str]:
    yield "地区代码,期次,审查项,结论,理由"
    for place, verdict in ACCEPTED.items():
        yield ",".join([*place.split(), "D61e", verdict, "示例"])
    for item in ("C43f", "C43g", "C43h", "C43i", "C43a", "C43b", "C43c"):
        yield f"丙,2023,{item},符合,"
    for item in ("C43j", "C43d", "C43e"):
        yield f"丙,2023,{item},基本符合,示例"
    yield "戊,2023,D34a,基本符合,示例"
    yield "戊,2024,D34a,符合,"


def answered() -> Iterable[str]:
    yield "地区代码,期次,问卷编号,题号,答案"
    for who, row in KNEW.items():
        for year, knew in zip(("2022", "2023", "2024"), row, strict=True):
            if knew is not None:
                yield from (f"{who},{year},{year}-{n},K1,{'知晓' if n < knew else '不知晓'}" for n in range(20))
    for place, answer in SATISFIED.items():
        who, year = place.split()
        yield from (f"{who},{year},{year}-S{n},S1,{answer}" for n in range(20))


@pytest.fixture(scope="module")
def rubric(root: Path) -> Rubric:
    return scoring.load_rubric(root / "rubrics" / "wulateqianqi-2023.yaml")


class Runs:
    """The same inputs scored in any period, each once."""

    def __init__(self, rubric: Rubric, folder: Path) -> None:
        tables = {"名册": [ROSTER], "填报": submitted(), "台账": reviewed(), "问卷": answered()}
        tables |= {"事件": [EVENTS], "报送": [REPORTS], "实地": [VISITS]}
        for name, lines in tables.items():
            (folder / f"{name}.csv").write_text("\n".join(lines), encoding="utf-8")
        self.of = cache(lambda period: scoring.run(rubric, folder, period=period))


@pytest.fixture(scope="module")
def runs(rubric: Rubric, tmp_path_factory: pytest.TempPathFactory) -> Runs:
    return Runs(rubric, tmp_path_factory.mktemp("urad"))


def column(result: Result, node: str, name: str) -> dict[str, object]:
    rows = result.scores.lazy().collect().filter(pl.col("node") == node)
    return {row["jurisdiction"]: row[name] for row in rows.iter_rows(named=True)}


def marks(result: Result, node: str, who: str = "甲乙丙丁") -> str:
    """The marks of some jurisdictions in their order; a point for none."""
    scores = column(result, node, "score")
    return " ".join("." if scores[one] is None else f"{Decimal(str(scores[one])).normalize():f}" for one in who)


def bitten(result: Result, *gates: str) -> list[str]:
    """Whom each gate bit."""
    rows = result.gates.filter(pl.col("bites"))
    return [
        "".join(sorted(rows.filter(pl.col("gate") == gate)["jurisdiction"], key="甲乙丙丁戊己".index)) for gate in gates
    ]


def test_the_register_answers_all_ninety_seven_clauses(rubric: Rubric) -> None:
    assert [row.row for row in rubric.clauses] == [f"003-{n:02}" for n in range(1, 98)]


@pytest.mark.parametrize(
    ("leaf", "wanted"),
    [
        ("四.(一)2-1", "0.4 0 0.4 0"),  # three in a county, two below
        ("四.(二)2-1", "0.4 0"),
        ("四.(一)4-1", "0.3 0.5"),  # applied for; registered
        ("五.(一)", "0.2667 0.4"),
        ("四.(三)2-1", "0.8 0.4 0.8 0"),  # a fall of 10 and of 5 %; none and none again; from none to one
        ("四.(四)4-1", "0.8 0.4"),  # 150 % earns no more than 95 %; 47.5 % is half of it
        ("四.(四)3-3", "0.4 0.32"),  # two of the two, and of the two and a half, that 1:20 asks for
        ("四.(二)4-1", "0.7 0.525"),
        ("四.(二)1-1", "0.7 0.6632"),  # 95 % is enough; 90 of 95 %
        ("四.(四)3-2", ". . 0.16 ."),  # four of the five listed under “four”
        ("四.(四)3-1", ". . 0.18 ."),  # three rooms of five, and only at key places
        ("四.(一)2-2", "0 . . ."),  # nineteen officers, and only where the drug situation is severe
        ("四.(一)2-5", "0.3 0 0.3 0.3"),
    ],
)
def test_an_item_of_the_year_is_read_as_the_plan_writes_it(runs: Runs, leaf: str, wanted: str) -> None:
    assert marks(runs.of("2023"), leaf, "甲乙丙丁"[: len(wanted.split())]) == wanted


@pytest.mark.parametrize(
    ("leaf", "wanted"),
    [
        ("三-升1", "1 1 1 1"),  # 丁 could not rise any further
        ("三-升2", "1 0.5 1 0"),
        ("三-升3", "1 0 . 0.5"),  # from growth of 10 % to 20 %, and to 9.09 %; from nothing growth says nothing
        ("三-降1", "1 . 0 0.5"),
        ("三-降3", "1 0.5 1 0"),  # none and none again is as good as it gets
    ],
)
def test_a_trend_of_the_year_goes_by_its_direction(runs: Runs, leaf: str, wanted: str) -> None:
    assert marks(runs.of("2023"), leaf) == wanted


def test_money_diverted_forfeits_the_whole_item(runs: Runs) -> None:
    result = runs.of("2023")
    assert bitten(result, "挪用") == ["乙"]
    assert marks(result, "四.(一)2", "乙") == "0"


def test_what_must_never_happen_bars_a_place_in_the_form_the_plan_names(runs: Runs) -> None:
    # Scattered plants, common incidents and crimes bar nobody, nor does what happened the day before.
    assert bitten(runs.of("2023"), "否决1", "否决2", "否决3", "否决4", "否决5") == ["乙", "丙", "", "", ""]


def test_reports_are_due_from_september_2023_on_and_count_when_in_by_the_25th(runs: Runs) -> None:
    year = runs.of("2023")
    assert marks(year, "七.(五)-月报") == "0.375 0 0 0"  # three of four
    assert marks(year, "七.(五)-总结", "甲") == "0.15"  # the second came after the next quarter
    assert marks(year, "七.(五)-名单方案") == "0.3 0 0 0"  # thirty days late is half, thirty-one nothing
    assert marks(runs.of("2023Q3"), "七.(五)-月报", "甲") == "0.5"


def test_over_the_line_begins_at_501_and_at_61(runs: Runs) -> None:
    assert bitten(runs.of("2023Q3"), "超线-旗县区", "超线-苏木镇") == ["甲", "丙"]


def test_listing_is_entered_over_the_line_and_left_only_by_acceptance(runs: Runs) -> None:
    rows = runs.of("2024H2").standings.filter(pl.col("jurisdiction").is_in(list("甲乙丙丁")))
    assert {row["jurisdiction"]: (row["before"], row["held"]) for row in rows.iter_rows(named=True)} == {
        "甲": (
            "逾期未摘帽",
            "逾期未摘帽",
        ),  # over from the first half on, for more than a year; partly met is no acceptance
        "乙": ("挂牌整治", None),  # back within the line half a year before it was accepted
        "丙": ("挂牌整治", "限期整治"),  # removed in 2023, over again
        "丁": ("挂牌整治", "挂牌整治"),  # within the line ever since it was listed, never accepted
    }


def test_the_year_shows_who_is_listed_at_its_end_and_who_is_overdue(runs: Runs) -> None:
    assert bitten(runs.of("2023"), "挂牌中", "逾期") == ["甲乙丁", ""]
    assert bitten(runs.of("2024"), "挂牌中", "逾期") == ["甲丙丁", "甲"]


def test_a_zero_target_is_met_by_its_system_unless_its_own_zero_is_broken(runs: Runs) -> None:
    # Everything asked of 丙 and 丁 under monitoring is met, but 丁 was listed by the nation.
    rows = runs.of("2024").labels.filter(pl.col("node") == "四.(六)")
    labels = dict(rows.select("jurisdiction", "given").rows())
    assert (labels["丙"], labels["丁"]) == ("达成", "未达成")
    assert bitten(runs.of("2024"), "封顶") == ["丁"]


CREATION = "2023-2024"


def test_a_trend_over_the_creation_period_is_that_of_both_years_together(runs: Runs) -> None:
    # 甲 rose by more than it fell; 乙 fell below where it began; 丙 came back to it: half of full and nothing; 丁 could
    # never rise; 己 has nothing to compare with.
    result = runs.of(CREATION)
    assert marks(result, "创-升1", "甲乙丙丁己") == "1.5 0 0.75 1.5 ."
    assert column(result, "创-升1", "state")["己"] == "not_applicable"


def test_the_creation_period_is_the_mean_of_its_two_years(runs: Runs) -> None:
    # Of 戊 one school passed in part and then in full, and 80 and 100 % of satisfaction; 己 had no visits in either.
    result = runs.of(CREATION)
    assert marks(result, "实地检查", "戊己") == "15 ."
    assert marks(result, "群众满意度", "戊") == "18"
    one, two = (column(runs.of(year), "禁毒基础", "rate")["戊"] for year in ("2023", "2024"))
    assert column(result, "创-两年", "score")["戊"] == 20 * (one + two)  # type: ignore[operator]


def test_the_creation_period_counts_the_zero_targets_held_at_its_end(runs: Runs) -> None:
    assert marks(runs.of(CREATION), "创-零目标", "丙丁") == "1 0"


def test_a_veto_and_a_national_listing_of_either_year_hold_for_the_creation_period(runs: Runs) -> None:
    assert bitten(runs.of(CREATION), "否决1", "否决2", "否决4", "封顶-创建期") == ["乙", "丙", "丁", "甲丁"]
