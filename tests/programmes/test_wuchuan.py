"""The hard cases of Wuchuan's programme, each mark worked out by hand from its clause.

Who is who and what they submit stands in `wuchuan.py`, over the base year, three years of the plan and the end.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

import scoring
from scoring.api import score
from scoring.intake.inputs import Inputs
from scoring.intake.read import read_inputs
from scoring.result.result import Result
from scoring.rubric.model import Rubric
from tests.engine.agreement import differences
from tests.oracle.document import read
from tests.oracle.oracle import score as by_hand
from tests.programmes.wuchuan import YEARS, write, write_inputs

PERIODS = (*YEARS[1:], "2018Q4", "终期")
RUBRIC = Path(__file__).parents[2] / "rubrics" / "wuchuan-2017-2019.yaml"


@pytest.fixture(scope="module")
def rubric() -> Rubric:
    """The programme, loaded once."""
    return scoring.load_rubric(RUBRIC)


@pytest.fixture(scope="module")
def inputs(rubric: Rubric, tmp_path_factory: pytest.TempPathFactory) -> Inputs:
    """What the six submitted, read from files."""
    folder = tmp_path_factory.mktemp("wuchuan")
    write_inputs(folder, rubric)
    return read_inputs(rubric, [folder], language="zh")


@pytest.fixture(scope="module")
def results(rubric: Rubric, inputs: Inputs) -> dict[str, Result]:
    """Every year, a quarter and the end."""
    return {one: score(rubric, inputs, one) for one in PERIODS}


@pytest.fixture(scope="module")
def marks(results: dict[str, Result]) -> dict[tuple[str, str, str], tuple[str, Fraction | None]]:
    """State and mark by period, who and item."""
    return {
        (period, row["jurisdiction"], row["node"]): (row["state"], _fraction(row["score"]))
        for period, result in results.items()
        for row in result.scores.lazy().collect().iter_rows(named=True)
    }


def _fraction(number: Decimal | None) -> Fraction | None:
    return None if number is None else Fraction(number)


Marks = dict[tuple[str, str, str], tuple[str, Fraction | None]]


@pytest.mark.parametrize(
    ("period", "who", "item", "mark"),
    [
        # The rate of new users, not their number: 10 %, 10 %, 8 %, 9 %.
        ("2017", "T1", "一.(二)2-1", "1"),
        ("2018", "T1", "一.(二)2-1", "2"),
        ("2019", "T1", "一.(二)2-1", "0"),
        ("终期", "T1", "一.(二)2-2", "2"),  # 9 % ÷ 10 % = 90 %: a tenth less, to the edge
        ("终期", "T2", "一.(二)2-2", "1"),  # 19 % ÷ 20 % = 95 %: half of the tenth
        # Transit: halved in T1; a fifth less in T2, 2 × 0.2 ÷ 0.5; none before or after in T3; from none to one in T5.
        ("终期", "T1", "一.(二)1-2", "2"),
        ("终期", "T2", "一.(二)1-2", "0.8"),
        ("终期", "T3", "一.(二)1-2", "2"),
        ("2017", "T3", "一.(二)1-1", "2"),
        ("终期", "T5", "一.(二)1-2", "0"),
        # Clean: 20 % to 25 % is five points; 20 % to 22.5 % half of them.
        ("终期", "T1", "一.(二)3-2", "2"),
        ("终期", "T2", "一.(二)3-2", "1"),
        ("终期", "T1", "一.(二)4-2", "2"),  # 9 ÷ 10
        ("终期", "T2", "一.(二)4-2", "1"),  # 19 ÷ 20
        ("终期", "T3", "一.(二)4-2", "0"),  # two cases where there were none
        ("终期", "T1", "一.(二)5-2", "2"),  # 0.8 to 1
        ("终期", "T2", "一.(二)5-2", "0"),  # 1 to 0.9733: above 95 %, but fallen
        ("2018", "T1", "一.(二)5-1", "1"),  # flat
        ("2018", "T2", "一.(二)5-1", "2"),  # flat at the best there is
        ("2019", "T2", "一.(二)5-1", "0"),
    ],
)
def test_goals_are_seen_year_by_year_and_by_size_at_the_end(
    period: str, who: str, item: str, mark: str, marks: Marks
) -> None:
    assert marks[period, who, item] == ("reported", Fraction(mark))


@pytest.mark.parametrize(
    ("period", "who", "item", "mark"),
    [
        ("2018", "T1", "二.(三)1-5", "0.24"),  # (80 + 90 + 80 + 90) ÷ 4 = 85 %
        ("2018", "T2", "二.(三)1-5", "0"),  # (75 + 75 + 85 + 100) ÷ 4 = 83.75 %
        ("2017", "T2", "二.(三)1-5", "0.24"),  # the fourth quarter alone: 90 %
        ("2019", "T2", "二.(三)1-5", "0.24"),
        ("终期", "T1", "二.(三)1-6", "0.24"),
        ("终期", "T2", "二.(三)1-6", "0"),  # one year below is not made good by the others
        ("2018", "T4", "二.(三)1-5", "0.24"),  # founded in 2018: its last quarter, 90 %
        ("终期", "T4", "二.(三)1-6", "0.24"),
        ("2018Q4", "T1", "二.(三)1-4", "0.24"),
        ("2017", "T1", "二.(三)1-2", "0.12"),  # 80 % and 80 %
        ("2018", "T1", "二.(三)1-2", "0.24"),  # 85 %
        ("2018", "T2", "二.(三)1-2", "0.24"),  # 92 % to 91 %: fallen, but the target is reached
        ("2019", "T1", "二.(三)1-3", "0.24"),  # 90 %
        ("终期", "T2", "二.(三)1-3", "0.2373"),  # 0.24 × 89 ÷ 90
    ],
)
def test_the_end_point_and_the_mean_of_each_year_are_both_due(
    period: str, who: str, item: str, mark: str, marks: Marks
) -> None:
    assert marks[period, who, item] == ("reported", Fraction(mark))


def test_a_quarter_not_reported_is_no_lack_of_history(marks: Marks) -> None:
    assert marks["2018", "T3", "二.(三)1-5"] == ("missing", Fraction(0))
    assert marks["终期", "T3", "二.(三)1-6"] == ("missing", Fraction(0))


@pytest.mark.parametrize(
    ("who", "item", "mark"),
    [
        ("T1", "二.(三)2-1", "1.2"),  # 600 users, 20 workers: 30 to 1
        ("T2", "二.(三)2-1", "1.1613"),  # 31 to 1: 1.2 × 30 ÷ 31
        ("T3", "二.(三)2-1", "0"),  # no worker at all
        ("T5", "二.(三)2-1", "1.2"),  # 15 to 1 earns no more
        ("T1", "二.(三)2-2", "0.8"),  # 6 of 20
        ("T2", "二.(三)2-2", "0"),
        ("T1", "二.(三)4-1", "0.6"),  # 570 of 600
        ("T2", "二.(三)4-1", "0.5908"),  # 58 of 62: 0.6 × 0.935484 ÷ 0.95
        ("T1", "二.(三)4-2", "0.6"),  # 513 of the 570 classified, not of the 600
        ("T2", "二.(三)4-2", "0.5747"),  # 50 of the 58 classified: 0.6 × 0.862069 ÷ 0.9
        ("T3", "二.(三)4-1", "0"),
    ],
)
def test_ratios_are_read_as_written_and_of_the_population_they_name(
    who: str, item: str, mark: str, marks: Marks
) -> None:
    assert marks["2019", who, item] == ("reported", Fraction(mark))
    assert marks["终期", who, item] == ("reported", Fraction(mark))


def test_a_share_of_nobody_does_not_apply_and_a_part_beyond_its_whole_is_refused(marks: Marks) -> None:
    assert marks["2019", "T3", "二.(三)4-2"] == ("not_applicable", None)
    assert marks["2019", "T3", "二.(三)2-2"] == ("not_applicable", None)
    assert marks["2019", "T5", "二.(三)1-3"] == ("not_assessed", None)


def test_targets_of_the_end_of_2019_are_not_due_before(marks: Marks) -> None:
    for item in ("二.(三)1-3", "二.(三)2-2", "二.(三)4-1", "二.(三)4-2"):
        assert marks["2018", "T1", item] == ("not_applicable", None)


def test_what_every_township_must_do_is_counted_from_the_townships(marks: Marks) -> None:
    # In 2018 T1, T2 and T4 have it, T3 has not and T5 did not say: three of five, of 0.2 marks.
    assert marks["2018", "T5", "二.(一)1-2"] == ("missing", Fraction(0))
    assert marks["2018", "C1", "二.(一)1-2市"] == ("reported", Fraction("0.12"))
    # Education staff: four of five; T2's three do not make up for T3's none.
    assert marks["2018", "C1", "二.(二)5-1市"] == ("reported", Fraction("0.4"))


@pytest.mark.parametrize(
    ("period", "item", "mark"),
    [
        ("2017", "二.(六)2-1", "1.25"),  # the association without the foundation
        ("2018", "二.(六)3-1", "1.125"),  # 27 of 30 trained before 2019
        ("2018", "二.(六)4-2", "0"),  # one project is no batch
        ("2019", "二.(六)4-2", "1.25"),
        ("2018", "二.(三)3", "1.6"),  # partly met is largely in place: four sides of five
        ("2018", "二.(三)7-1", "0.42"),  # the structure done: six tenths
        ("2019", "二.(三)7-1", "0.7"),
        ("2018", "二.(三)7-3", "0.6"),  # nine of ten admitted
        ("2019", "二.(三)8-1", "0.6"),  # 100 to 130
        ("终期", "二.(三)8-1", "0.6"),
        ("2017", "二.(三)8-2", "0.6"),  # 50 % to 55 %
        ("2018", "二.(三)8-2", "0.3"),  # flat
        ("2019", "二.(三)8-2", "0"),  # 54 %
        ("终期", "二.(三)8-3", "0.2"),  # (1 + 0.5 + 0) ÷ 3, of 0.4
        ("2018", "二.(一)2", "0.7"),  # judged 7 of 10
        ("2018", "三.(二)", "1.8"),  # 45 of 50 units
    ],
)
def test_what_the_city_owes(period: str, item: str, mark: str, marks: Marks) -> None:
    assert marks[period, "C1", item] == ("reported", Fraction(mark))


def test_rows_of_city_bodies_do_not_bind_townships(marks: Marks) -> None:
    for item in ("二.(五)", "二.(六)", "二.(三)7", "二.(四)5"):
        assert marks["2018", "T1", item] == ("not_applicable", None)


def test_partly_met_is_not_in_place_and_what_does_not_apply_is_left_out(marks: Marks) -> None:
    assert marks["2018", "T1", "二.(一)1-1"] == ("reported", Fraction("0.225"))  # three of four plans
    assert marks["2018", "T1", "二.(二)2-1"] == ("reported", Fraction("0.9167"))  # five of six settings, of 1.1


@pytest.mark.parametrize(
    ("who", "item", "mark"),
    [
        # Residents 75 %, students 90 %, young people at risk 50 %: (5 × 0.75 + 3 × 0.9 + 2 × 0.5) ÷ 10 = 0.745 of 0.35.
        ("T1", "二.(二)8-1", "0.2608"),
        # Three young people at risk are too few, and the others stand alone: (5 × 1 + 3 × 0.5) ÷ 8 = 0.8125 of 0.35.
        ("T2", "二.(二)8-1", "0.2844"),
        # Judges: ends dropped 24 of 30; 15 of 30; 40 of 40: (24 + 15 + 40) ÷ 100.
        ("T1", "二.(一)8", "0.79"),
    ],
)
def test_the_third_party_is_heard_by_class_and_without_its_extremes(
    who: str, item: str, mark: str, marks: Marks
) -> None:
    assert marks["2018", who, item] == ("reported", Fraction(mark))


def test_the_end_takes_the_survey_of_the_last_year(marks: Marks) -> None:
    assert marks["终期", "T1", "二.(二)8-4"] == marks["2019", "T1", "二.(二)8-1"]
    assert marks["终期", "T1", "二.(二)8-1"] == ("not_applicable", None)


def test_too_few_answers_or_judges_leave_it_not_assessed(marks: Marks) -> None:
    assert marks["2018", "T3", "二.(二)8-1"] == ("not_assessed", None)
    assert marks["2018", "T2", "二.(一)8"] == ("not_assessed", None)


def test_the_warning_list_binds_who_was_on_it_or_came_to_it(marks: Marks, results: dict[str, Result]) -> None:
    assert marks["2018", "T5", "二.(一)7"] == ("reported", Fraction(1))
    assert marks["2018", "T1", "二.(一)7"] == ("not_applicable", None)
    assert marks["2019", "T3", "二.(一)7"] == ("reported", Fraction(0))
    assert marks["2017", "T5", "二.(一)7"] == ("not_applicable", None)  # due from the end of 2018
    assert _held(results["2017"], "警示地区")["T5"] == ("湛江市禁毒警示地区", "entered")
    assert _held(results["2018"], "警示地区")["T5"] == (None, "left")


def test_key_townships_are_determined_anew_each_year(results: dict[str, Result]) -> None:
    name = "市禁毒委重点整治镇（街）"
    listed = {year: _held(results[year], "重点整治") for year in YEARS[1:]}
    assert listed["2017"]["T3"] == (name, "entered")  # grave conditions
    assert listed["2018"]["T5"] == (name, "entered")  # neglect
    assert listed["2019"]["T5"] == (name, "kept")
    assert listed["2018"]["C1"] == (None, None)  # of townships alone
    for year in YEARS[1:]:
        lowest = _lowest(results[year])
        assert listed[year][lowest][0] == name  # the last tenth of five is the last


def _held(result: Result, standing: str) -> dict[str, tuple[str | None, str | None]]:
    rows = result.standings.filter(standing=standing).iter_rows(named=True)
    return {row["jurisdiction"]: (row["held"], row["change"]) for row in rows}


def _lowest(result: Result) -> str:
    rows = [row for row in result.ranking.iter_rows(named=True) if row["jurisdiction"] != "C1" and row["score"]]
    return str(min(rows, key=lambda row: row["score"])["jurisdiction"])


def test_neglect_moves_grades_and_no_marks(results: dict[str, Result], marks: Marks) -> None:
    at = {year: {row["jurisdiction"]: row for row in results[year].ranking.iter_rows(named=True)} for year in results}
    assert marks["2018", "T3", "二.(四)1-1"] == ("reported", Fraction(0))
    assert marks["终期", "T3", "二.(四)1-1"] == ("reported", Fraction(0))
    assert at["2018"]["T3"]["rank"] is not None  # manufacture is zero marks, no veto
    assert at["2019"]["T5"]["score"] >= 80
    assert at["2019"]["T5"]["grade"] == "合格"
    assert at["2019"]["T3"]["grade"] == "不合格"
    assert at["2019"]["T3"]["score"] >= 60
    assert at["2019"]["T3"]["rank"] is not None


def test_accountability_names_the_gravest_consequence(results: dict[str, Result]) -> None:
    def label(year: str) -> dict[str, str]:
        rows = results[year].labels.filter(node="总分").iter_rows(named=True)
        return {row["jurisdiction"]: row["given"] for row in rows}

    assert label("2018")["T5"] == "通报批评"
    assert label("2019")["T5"] == "不得提拔和交流"
    assert label("2019")["T3"] == "依法依规追究责任"
    assert label("2019")["T1"] == "无"


def test_drug_use_by_the_young_accelerates_where_more_are_found_than_the_year_before(
    results: dict[str, Result], marks: Marks
) -> None:
    gates = {row["jurisdiction"]: row["gates"] or "" for row in results["2018"].ranking.iter_rows(named=True)}
    assert marks["2018", "T2", "二.(二)4-3"] == ("reported", Fraction(0))  # 1, 2, 3
    assert marks["2018", "T1", "二.(二)4-3"] == ("reported", Fraction("0.5"))  # as many as before
    assert "追责-青少年" in gates["T2"]
    assert "追责-青少年" not in gates["T1"]


def test_a_township_newly_founded_has_no_trends_and_no_three_years(marks: Marks) -> None:
    for item in ("一.(二)1", "一.(二)2", "一.(二)3", "一.(二)4"):
        assert marks["2018", "T4", item] == ("not_applicable", None)
        assert marks["终期", "T4", item] == ("not_applicable", None)
    assert marks["终期", "T4", "一.(二)6-4"] == ("not_applicable", None)
    assert marks["2017", "T4", "总分"] == ("not_applicable", None)  # not there yet
    assert marks["2017", "C1", "二.(二)5-1市"] == ("reported", Fraction("0.375"))  # of four townships, T3 has nobody


def test_the_course_of_three_years_counts_at_the_end(marks: Marks) -> None:
    def rate(year: str, node: str, points: int) -> Fraction:
        mark = marks[year, "T1", node][1]
        assert mark is not None
        return mark / points

    tasks = sum(rate(year, "二", 60) for year in YEARS[1:]) / 3
    safeguards = sum(rate(year, "三", 10) for year in YEARS[1:]) / 3
    expected = 2 * (6 * tasks + safeguards) / 7
    mark = marks["终期", "T1", "一.(二)6-4"][1]
    assert mark is not None
    assert abs(mark - expected) <= Fraction(1, 20000)


def test_bonuses_come_beside_the_hundred_and_end_at_it(marks: Marks) -> None:
    assert marks["2018", "T1", "二.(二)3-加分"] == ("reported", Fraction(1))  # seven displays at 0.2, one mark at most
    assert all(mark <= 100 for (_, _, node), (_, mark) in marks.items() if node == "总分" and mark is not None)


def test_the_base_year_is_compared_with_and_not_assessed(rubric: Rubric, tmp_path: Path) -> None:
    write(tmp_path / "名册.csv", ["地区代码", "地区", "层级"], [("T1", "示例·海棠街道", "镇街")])
    write(tmp_path / "填报.csv", ["地区代码", "期次", "指标", "数值"], [("T1", "2016", "registered", 5)])
    (row,) = scoring.run(rubric, [tmp_path], period="2016").ranking.iter_rows(named=True)
    assert (row["score"], row["rank"]) == (None, None)


@pytest.mark.parametrize("period", PERIODS)
def test_the_oracle_comes_to_the_same(period: str, results: dict[str, Result], inputs: Inputs) -> None:
    assert differences(results[period], by_hand(read(RUBRIC), inputs, period)) == []
