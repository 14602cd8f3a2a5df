"""The city outline: marks worked out by hand for its hard cases, over one small scenario of four years.

Counties A to H and towns of A and B. A town's items are worth 88 of the 100 points (15, 12, 18, none, 12, 6, 21, 4), so
that what it loses is out of 88.
"""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

import scoring
from scoring.intake.read import read_inputs
from scoring.result.result import Result
from tests.engine.agreement import differences, scores
from tests.oracle import oracle
from tests.oracle.document import read
from tests.programmes.city_outline_inputs import held, marks, states
from tests.programmes.city_outline_scenario import scenario

RUBRIC = Path(__file__).parents[2] / "rubrics" / "city-outline.yaml"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the scenario's files lie."""
    return tmp_path_factory.mktemp("outline")


@pytest.fixture(scope="module")
def result(folder: Path) -> Result:
    """The assessment of 2025."""
    return scenario(scoring.load_rubric(RUBRIC)).scored(folder)


def test_the_oracle_comes_to_the_same(result: Result, folder: Path) -> None:
    inputs = read_inputs(result.rubric, [folder], language="zh")
    assert differences(result, oracle.score(read(RUBRIC), inputs, "2025")) == []


def of(result: Result, code: str, *who: str) -> dict[str, str | None]:
    found = marks(result, code)
    return {one: found[one] for one in who}


def test_a_place_keeps_low_by_its_own_past_or_by_its_level_and_loses_pro_rata_beyond(result: Result) -> None:
    # The level's median is 10 of 100 000. B: 15 against a mean of 10; C: 40 against 30, full 1.5 × (2 − 4/3);
    # E: above its own 4 but no more than the median; D: none at all.
    assert of(result, "二.1-1", "B", "C", "D", "E", "G") == {"B": "0.75", "C": "1", "D": "1.5", "E": "1.5", "G": "1.5"}


def test_without_earlier_figures_there_is_no_low_line_and_no_mark(result: Result) -> None:
    assert (marks(result, "二.1-1")["F"], states(result, "二.1-1")["F"]) == (None, "not_assessed")


def test_where_nobody_ever_had_a_case_the_first_one_earns_nothing(result: Result) -> None:
    assert of(result, "二.1-5", "C", "G") == {"C": "0", "G": "1.5"}


def test_the_low_line_is_shown_beside_the_goal(result: Result) -> None:
    row = scores(result).row(by_predicate=(pl.col("node") == "二.1-1线") & (pl.col("jurisdiction") == "C"), named=True)
    assert f"{row['value'].normalize():f}" == "0.0003"


def test_the_three_rates_have_every_user_as_their_denominator(result: Result) -> None:
    assert [marks(result, f"三.(二)6-{n}")["B"] for n in (1, 2, 3)] == ["0.63", "0.56", "0.504"]


def test_the_headline_rate_is_the_lower_of_the_two_and_is_not_marked_again(result: Result) -> None:
    rows = scores(result).filter(pl.col("node") == "二.2-2")
    shown = {row["jurisdiction"]: row for row in rows.iter_rows(named=True)}
    assert (float(shown["B"]["value"]), shown["B"]["score"], float(shown["B1"]["value"])) == (0.72, None, 1)
    assert marks(result, "二.2")["B"] == "4.5"


def test_a_place_without_users_or_such_children_is_not_marked_on_them(result: Result) -> None:
    codes = ("三.(二)6-1", "三.(二)6-2", "三.(二)6-3", "三.(二)10-2")
    assert {states(result, code)["B1"] for code in codes} == {"not_applicable"}


def test_labels_say_whether_the_goals_are_reached(result: Result) -> None:
    labels = {(row["jurisdiction"], row["node"]): row["given"] for row in result.labels.iter_rows(named=True)}
    assert [labels["G", f"二.{n}"] for n in (1, 2, 3)] == ["全部保持低位", "全部达到", "没有发生"]
    assert (labels["B", "二.1"], labels["B", "二.2"], labels["C", "二.3"]) == ("有回升", "未全部达到", "有发生")


def test_rates_past_100_percent_are_taken_and_earn_nothing_more(result: Result) -> None:
    assert (marks(result, "三.(一)2-3")["B"], marks(result, "三.(四)15-2")["B"]) == ("0.7", "0.5")


def test_a_reviewed_figure_counts_before_the_places_own(result: Result) -> None:
    assert marks(result, "三.(一)2-3")["C"] == "0.35"


def test_raised_further_is_a_rise_on_the_year_before_and_full_cannot_be_raised(result: Result) -> None:
    # B stays at 95 %, C at 100 %, D falls, F has no year before.
    assert of(result, "三.(二)7-3", "B", "C", "D", "F") == {"B": "0.15", "C": "0.3", "D": "0", "F": None}
    assert states(result, "三.(二)7-3")["F"] == "not_applicable"


def test_admission_in_full_is_as_good_as_the_worse_of_the_two_groups(result: Result) -> None:
    assert marks(result, "三.(二)8-1")["B"] == "0.3"


def test_an_unlawful_downgrade_forfeits_the_whole_clause(result: Result) -> None:
    assert of(result, "三.(二)8", "C", "G") == {"C": "0", "G": "3"}


def test_spare_beds_do_not_make_up_for_missing_staff_and_no_need_is_no_lack(result: Result) -> None:
    assert of(result, "三.(二)8-3", "D", "E") == {"D": "0.8", "E": None}
    assert states(result, "三.(二)8-3")["E"] == "not_applicable"


def test_one_of_two_ways_to_voluntary_treatment_is_enough(result: Result) -> None:
    # D lacks one and nobody looked for the other.
    assert of(result, "三.(二)9-2", "B", "C", "D") == {"B": "0.9", "C": "0", "D": None}


def test_a_setting_that_does_not_exist_leaves_the_share_of_the_others(result: Result) -> None:
    assert marks(result, "三.(一)1-1")["B"] == "0.96"  # four of five
    assert (marks(result, "三.(三)13-4")["C"], states(result, "三.(三)13-4")["C"]) == (None, "not_applicable")


def test_what_must_be_there_together_earns_nothing_by_halves(result: Result) -> None:
    assert (marks(result, "三.(一)1-2")["B"], marks(result, "三.(六)22-1")["C"]) == ("0", "0")


def test_the_intelligence_station_earns_by_the_step_reached(result: Result) -> None:
    assert of(result, "三.(三)12-2", "B", "C", "D", "G") == {"B": "0.48", "C": "0.84", "D": "0", "G": "1.2"}


def test_each_of_the_three_parcel_rules_stands_by_itself(result: Result) -> None:
    assert [marks(result, f"三.(三)13-{n}")["E"] for n in (1, 2, 3)] == ["0.5", "0.5", "0.45"]


def test_searches_count_double(result: Result) -> None:
    assert marks(result, "三.(四)18-1")["D"] == "1.8"  # two fifths lost


def test_eight_problems_are_seen_one_by_one(result: Result) -> None:
    assert marks(result, "三.(六)26-1")["B"] == "2.5714"  # six of the seven there are


def test_regular_drills_are_quarterly_for_a_county_and_half_yearly_for_a_town(result: Result) -> None:
    assert of(result, "三.(六)25-3", "B", "B1") == {"B": "0.35", "B1": "0.7"}


def test_both_party_committee_and_government_must_hear_reports(result: Result) -> None:
    assert marks(result, "四.(一)-2")["B"] == "0.4"


def test_what_was_not_submitted_earns_nothing(result: Result) -> None:
    assert (marks(result, "三.(二)7-6")["E"], states(result, "三.(二)7-6")["E"]) == ("0", "missing")


def test_a_review_drops_its_ends_when_more_than_five_judge_and_needs_three(result: Result) -> None:
    assert of(result, "三.(六)21-3", "B", "C") == {"B": "0.64", "C": None}


def test_a_class_with_too_few_answers_is_left_out_and_too_few_in_all_are_not_assessed(result: Result) -> None:
    # B: pupils (2 × 1 + 0.5) ÷ 3, residents (2 × 0.5 + 1) ÷ 3, equally; two of the third class. C has 19 answers.
    assert of(result, "三.(一)4-2", "B", "C") == {"B": "0.9", "C": None}


def test_one_report_counts_once_and_none_without_proof(result: Result) -> None:
    assert marks(result, "加分1")["B"] == "0.3"


def test_bonuses_are_capped_and_may_carry_a_total_past_100(result: Result) -> None:
    assert (marks(result, "加分2")["G"], marks(result, "加分3")["G"]) == ("1", "1.5")
    assert marks(result, "总分")["G"] == "102.5"


def test_what_must_not_happen_costs_its_item_and_the_top_grade_but_no_rank(result: Result) -> None:
    ranking = {row["jurisdiction"]: row for row in result.ranking.iter_rows(named=True)}
    assert of(result, "二.3-2", "C", "D") == {"C": "0", "D": "1.5"}
    assert (ranking["A6"]["grade"], ranking["A6"]["score"] > 95, ranking["A6"]["rank"] is None) == ("良好", True, False)
    # What is not grave, or was last year, is left alone.
    assert "流入" not in ranking["D"]["gates"]
    assert "舆情" not in ranking["F"]["gates"]


def test_poor_work_together_with_a_worsening_situation_is_flagged(result: Result) -> None:
    gates = {
        row["jurisdiction"] for row in result.gates.iter_rows(named=True) if row["gate"] == "问责" and row["bites"]
    }
    assert gates == {"H"}


def test_a_site_is_awarded_at_90_on_application_and_not_below(result: Result) -> None:
    assert of(result, "总分", "A4", "A5") == {"A4": "90", "A5": "89.99"}
    sites = held(result, "示范点")
    assert [sites[town] for town in ("A4", "A5", "A6", "A7")] == [
        (True, "entered"),
        (False, None),
        (False, None),
        (False, None),
    ]


def test_a_site_is_kept_put_right_or_withdrawn(result: Result) -> None:
    assert of(result, "总分", "A1", "A8") == {"A1": "79.55", "A8": "85"}
    sites, warned = held(result, "示范点"), held(result, "限期整改")
    assert {town: (sites[town], warned[town]) for town in ("A1", "A2", "A3", "A8")} == {
        "A1": ((False, "left"), (False, "left")),
        "A2": ((True, "kept"), (False, "left")),
        "A3": ((False, "left"), (False, None)),
        "A8": ((True, "kept"), (False, None)),
    }


def test_a_county_answers_for_the_sites_it_had(result: Result) -> None:
    # Of the four of 2024, three hold 85 in 2025; B had none.
    assert of(result, "三.(六)27-2", "A", "B") == {"A": "0.9", "B": None}
