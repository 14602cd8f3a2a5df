"""The county programme worked by hand: a quarter, the year made of four, and what bites beside the marks."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest

from scoring.result.result import Result
from tests.engine.agreement import fraction, scores
from tests.programmes.county import (
    QUARTERS,
    Inputs,
    Numbers,
    cells,
    column,
    department,
    disagreements,
    marks,
    scored,
    township,
)

PUBLICITY = department("宣传")
"""The plainest department: in a quarter its own work (20), publicity (62) and training (12), of 94 points."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("county")


# A quarter: the first of 2023.

SMALL: Numbers = {
    ("缺会镇", "2023Q1"): {"party_meetings": 0},
    ("乱点镇", "2023Q1"): {"spots": 4, "spots_cleared": 3},
    ("无乱点镇", "2023Q1"): {"spots": 0, "spots_cleared": 0},
    ("街道", "2023Q1"): {"rural": 0, "rural_searched": 0},
    ("多报镇", "2023Q1"): {"managed": 11},
    ("漏报镇", "2023Q1"): {"managed": None},
    ("一人镇", "2023Q1"): {"office_staff": 1},
    ("重点镇", "2023Q1"): {"measures_done": 7},
    ("新设镇", "2023Q1"): {"months_active": 0, "party_meetings": None, "managed": None},
    ("公安一", "2023Q1"): {"suspects": 400, "suspects_tested": 400},
    ("公安二", "2023Q1"): {"suspects": 400, "suspects_tested": 380},
    ("公安三", "2023Q1"): {"suspects": 400, "suspects_tested": 379},
    ("检察", "2023Q1"): {"early_cases": 9},
    ("文旅", "2023Q1"): {"doubtful": 0, "doubtful_tested": 0, "venue_tested": 3},
    ("邮政", "2023Q1"): {"outlets_sound": 9},
    ("培训", "2023Q1"): {"workers_trained": 6},
}
ON_TIME = [(task, "2023Q1", "2023-04-15") for task in ("污水监测", "毛发监测")]


@cache
def first_quarter(folder: Path) -> Result:
    towns = {who: township() for who, _ in SMALL if who.endswith(("镇", "街道"))}
    offices = {name: department("禁毒办") for name in ("办一", "办二", "办三")}
    inputs = Inputs(
        units={
            "全优镇": township(),
            **towns,
            "重点镇": township("重点整治"),
            "反弹镇": township(),
            **{f"公安{n}": department("公安") for n in "一二三"},
            "检察": department("检察"),
            "文旅": department("文化旅游"),
            "邮政": department("邮政管理"),
            "培训": PUBLICITY,
            **offices,
        },
        numbers=SMALL,
        events=[
            ("反弹镇", "制贩毒反弹", "2023-03-31", "一般", 1, ""),
            ("全优镇", "制贩毒反弹", "2023-04-01", "一般", 1, ""),
        ],
        reports={
            "办二": [*ON_TIME, ("监测指数", "2023Q1", "2023-04-30")],
            "办三": [*ON_TIME, ("监测指数", "2023Q1", "2023-05-01")],
        },
    )
    (folder / "quarter").mkdir()
    return scored(inputs, folder / "quarter", "2023Q1")


@pytest.mark.parametrize(
    ("node", "who", "mark"),
    [
        ("总分", "全优镇", "100"),
        ("总分", "培训", "95.74"),  # 6 of 10 trained against 90%: 20, 62 and two thirds of 12, of 94
        # One committee never met: 3 of 6 under clause 1, 13 of the 16 points of the part that bind a township.
        ("一.1", "缺会镇", "3"),
        ("一", "缺会镇", "16.25"),
        ("总分", "缺会镇", "96.25"),
        # What is found costs nothing, what is left uncleared does; nothing found earns nothing for free.
        ("一.5-4", "乱点镇", "0.75"),
        ("一.5-4", "无乱点镇", None),
        ("一.5-3", "街道", None),
        # More under control than there are is refused; nothing submitted is nought.
        ("二.8-1", "多报镇", None),
        ("二.8-1", "漏报镇", "0"),
        ("四.19-1", "一人镇", "1.5"),
        ("一.5-1", "重点镇", "1.4"),
        ("一.5-1", "全优镇", None),
        ("一.5-2", "反弹镇", "0"),
        ("一.5-2", "全优镇", "2"),  # the day after the quarter
        ("总分", "新设镇", None),
        # Every suspect: all, a few left out, one more.
        ("二.9-1", "公安一", "3"),
        ("二.9-1", "公安二", "1.8"),
        ("二.9-1", "公安三", "0"),
        ("二.7-2", "检察", "3.6"),
        ("二.9-7", "文旅", None),
        ("二.9-6", "文旅", None),  # half-yearly: not in the first quarter
        ("二.8-9", "邮政", "0.9"),
        # Three reports: on the 15th, fifteen days late, sixteen days late.
        ("四.18-1", "办一", "5"),
        ("四.18-1", "办二", "4.1667"),
        ("四.18-1", "办三", "3.3333"),
    ],
)
def test_a_quarter_comes_to_what_the_clauses_say(node: str, who: str, mark: str | None, folder: Path) -> None:
    assert marks(first_quarter(folder), node)[who] == mark


def test_what_is_not_marked_says_why(folder: Path) -> None:
    states = {
        (row["jurisdiction"], row["node"]): row["state"] for row in scores(first_quarter(folder)).iter_rows(named=True)
    }
    asked = [("多报镇", "二.8-1"), ("无乱点镇", "一.5-4"), ("新设镇", "平时"), ("漏报镇", "二.8-1")]
    assert [states[one] for one in asked] == ["not_assessed", "not_applicable", "not_applicable", "missing"]


def test_a_township_and_a_department_answer_for_different_clauses(folder: Path) -> None:
    def bound(who: str) -> set[str]:
        rows = scores(first_quarter(folder)).filter(jurisdiction=who).iter_rows(named=True)
        return {row["node"] for row in rows if row["state"] == "reported" and row["node"].startswith("二.9")}

    assert bound("全优镇") == {"二.9", "二.9-2", "二.9-7"}
    assert bound("公安一") == {"二.9", "二.9-1", "二.9-7"}
    assert bound("培训") == set()


# The year: seventy for the quarters' mean, thirty for its end.

# What a publicity department must do to come to each regular grade in every quarter: 100, 87.23, 72.34 and 34.04 %.
REGULAR = {
    "优": {},
    "良": {"workers_trained": 0},  # 82 of 94
    "合": {"sector_actions": 0, "workers": 20, "workers_trained": 9},  # 62 + half of 12 of 94
    "差": {"sector_campaigns": 0},  # 32 of 94, with the days of June unmarked as well
}
# The share of their marks members give; with everything else in place 30, 25.125, 20.25 and 17.8125 of 30.
JUDGED = {"优": 1, "良": 0.6, "合": 0.2, "差": 0}
JOINED = {
    "优优": "优秀",
    "优良": "优秀",
    "优合": "良好",
    "优差": "不合格",
    "良优": "良好",
    "良良": "良好",
    "良合": "良好",
    "良差": "不合格",
    "合优": "良好",
    "合良": "合格",
    "合合": "合格",
    "合差": "不合格",
    "差优": "不合格",
    "差良": "不合格",
    "差合": "不合格",
    "差差": "不合格",
}
UNTRAINED = {"workers_trained": 0, "sector_actions": 0}  # 62 of 94: 65.96 %, below 70
TALLIED: Numbers = {
    **{("差" + end, quarter): REGULAR["差"] for end in JUDGED for quarter in QUARTERS},
    **{(pair, quarter): REGULAR[pair[0]] for pair in JOINED for quarter in QUARTERS},
    **{("屡教", quarter): UNTRAINED for quarter in QUARTERS},
    **{("见好", quarter): UNTRAINED for quarter in QUARTERS[:3]},
    ("见好", "2023Q4"): REGULAR["合"],
    ("起落", "2023Q1"): UNTRAINED,
    ("起落", "2023Q2"): REGULAR["合"],
    ("漏报", "2023Q4"): dict.fromkeys(("sector_actions", "sector_campaigns", "workers", "workers_trained")),
    ("缺会镇", "2023Q1"): {"party_meetings": 0},
    ("新设镇", "2023Q1"): {"months_active": 0},
    ("新设镇", "2023Q2"): {"months_active": 0},
    ("新设镇", "2023Q3"): {"months_active": 1},
    ("加分镇", "2023"): {"built_due": 5, "creation_stage": 5, "social_funds": "12.34"},
    ("零批镇", "2023"): {"built_due": 0, "built": 2, "social_funds": "4.99"},
    ("无村镇", "2023"): {"built_due": 0, "built": 0},
    ("欠批镇", "2023"): {"built": 7},
    ("自评镇", "2023"): {"creation_stage": 3},
    ("公安升", "2022"): {"assets": "9.99"},
    ("公安新", "2022"): {"assets": None},
    ("公安零", "2022"): {"assets": 0},
    ("公安零", "2023"): {"assets": 0},
    ("公安降", "2023"): {"assets": 0},
}
GRAVE = [
    ("一起", "执法问题", "2023-02-01", "重大", 1, ""),
    ("同类两起", "执法问题", "2023-02-01", "重大", 1, ""),
    ("同类两起", "执法问题", "2023-08-01", "重大", 1, ""),
    ("各一起", "执法问题", "2023-02-01", "重大", 1, ""),
    ("各一起", "虚报瞒报", "2023-05-01", "重大", 1, ""),
    ("各一起", "非法流失", "2023-12-31", "重大", 1, ""),
    ("一般", "执法问题", "2023-02-01", "一般", 4, ""),
    ("起落", "虚报瞒报", "2023-12-31", "重大", 1, ""),
    *(("加分镇", "经验推广", "2023-06-01", "国家级", 1, f"国{n}") for n in range(3)),
    ("同文", "经验推广", "2023-06-01", "省级", 1, "文1"),
    ("同文", "经验推广", "2023-03-01", "市级", 1, "文1"),
    ("同文", "经验推广", "2023-09-01", "国家级", 1, ""),
]


def ballots(*given: tuple[str, float, str]) -> list[tuple[object, ...]]:
    """Judge, share of each item's most, and whether void."""
    most = (("P1", 40), ("P2", 40), ("P3", 20))
    return [(judge, item, of * share, void, "") for judge, share, void in given for item, of in most]


@cache
def year(folder: Path, period: str) -> Result:
    plain = (
        "屡教",
        "见好",
        "起落",
        "漏报",
        "一起",
        "同类两起",
        "各一起",
        "一般",
        "同文",
        "六评",
        "两评",
        "废票",
        "无评",
    )
    towns = ("缺会镇", "新设镇", "零批镇", "无村镇", "欠批镇")
    inputs = Inputs(
        units={
            **dict.fromkeys((*JOINED, *plain), PUBLICITY),
            **dict.fromkeys(towns, township()),
            "加分镇": township("一般", "是"),
            "自评镇": township("一般", "是"),
            **{f"公安{name}": department("公安") for name in "升新零降"},
        },
        numbers=TALLIED,
        verdicts={
            **{("差" + end, item): "未落实" for end in JUDGED for item in ("C12a", "C12b")},
            ("无评", "*"): "",
            ("缺会镇", "C01a"): "基本落实",
            ("缺会镇", "C01e"): "基本落实",
        },
        marks={
            **{pair: ballots(*((judge, JUDGED[pair[1]], "") for judge in "123")) for pair in JOINED},
            "六评": ballots(("1", 0, ""), ("2", 0.5, ""), ("3", 0.5, ""), ("4", 1, ""), ("5", 1, ""), ("6", 1, "")),
            "两评": ballots(("1", 1, ""), ("2", 1, "")),
            "废票": ballots(("1", 1, ""), ("2", 1, ""), ("3", 1, "是")),
            "无评": [],
            "公安零": [*ballots(("1", 1, ""), ("2", 1, ""), ("3", 1, "")), ("办", "J17", 10, "", "")],
            "公安降": [*ballots(("1", 1, ""), ("2", 1, ""), ("3", 1, "")), ("办", "J17", 7, "", "个案支撑偏少")],
        },
        events=GRAVE,
    )
    (folder / period).mkdir()
    return scored(inputs, folder / period, period)


@pytest.mark.parametrize("pair", JOINED)
def test_regular_and_year_end_grades_join_in_a_matrix(pair: str, folder: Path) -> None:
    result = year(folder, "2023")
    labels = {row["node"]: row["given"] for row in result.labels.filter(jurisdiction=pair).iter_rows(named=True)}
    names = {"优": "优秀", "良": "良好", "合": "合格", "差": "不合格"}
    assert labels == {"季均": names[pair[0]], "年终": names[pair[1]], "合成": JOINED[pair]}
    assert column(result, "grade")[pair] == JOINED[pair]


@pytest.mark.parametrize(
    ("node", "who", "mark"),
    [
        ("总分", "优优", "100"),
        ("总分", "优合", "90.25"),  # excellent by the total, good by the matrix
        ("总分", "良优", "91.06"),  # 70 × 82/94 = 61.0638, and 30
        ("年终", "优良", "25.125"),  # (13 × (1 + 3 × 0.6) / 4 + 11) / 24 of 30
        # The mean of 96.25, 100, 100 and 100; a quarter not reported is nought; those before it was founded are none.
        ("季均", "缺会镇", "69.3438"),
        ("季均", "漏报", "52.5"),
        ("季均", "新设镇", "70"),
        # A checklist asks for what is in place, a review weighs what is partly so.
        ("一.1-3", "缺会镇", "1.125"),
        ("一.1-4", "缺会镇", "0.8"),
        ("一.4-1", "欠批镇", "1.05"),
        ("一.4-1", "加分镇", "1.5"),
        ("一.4-1", "零批镇", None),
        ("一.4-1", "无村镇", None),
        ("一.4-2", "自评镇", "0.7"),
        ("一.4-2", "加分镇", "1"),
        ("一.4-2", "缺会镇", None),
        # More than 9.99, the same, nothing both years, less, and nothing known of the year before.
        ("二.7-6", "公安升", "0.5"),
        ("二.7-6", "公安零", "0.25"),
        ("二.7-6", "公安降", "0"),
        ("二.7-6", "公安新", None),
        ("四.17-1", "公安降", "0.35"),
        ("四.17-1", "公安零", None),  # no reason given
        # Of six the highest and the lowest go: (0.5 + 0.5 + 1 + 1) / 4; two, or three with a void ballot, are too few.
        ("一.6-1", "六评", "2.25"),
        ("一.6-1", "两评", None),
        ("一.6-1", "废票", None),
        # Bonuses: each to its cap, then all to theirs, above full marks.
        ("加分-1", "加分镇", "2"),
        ("加分-2", "加分镇", "2"),
        ("加分-3", "加分镇", "4"),
        ("加分-4", "加分镇", "1"),
        ("加分", "加分镇", "8"),
        ("总分", "加分镇", "108"),
        ("加分-1", "零批镇", "1"),
        ("加分-1", "欠批镇", "0"),
        ("加分-2", "自评镇", "0"),
        ("加分-4", "零批镇", "0"),
        ("加分-3", "同文", "1"),
        # The negative list: two for the first, three for another, four for the same again.
        ("负面清单", "一起", "-2"),
        ("负面清单", "同类两起", "-6"),
        ("负面清单", "各一起", "-8"),
        ("负面清单", "一般", "0"),
        ("总分", "各一起", "92"),
    ],
)
def test_a_year_comes_to_what_the_clauses_say(node: str, who: str, mark: str | None, folder: Path) -> None:
    assert marks(year(folder, "2023"), node)[who] == mark


def test_a_grave_matter_costs_the_grade_excellent_and_three_fail(folder: Path) -> None:
    grades, ranks = (column(year(folder, "2023"), name) for name in ("grade", "rank"))
    asked = ("一般", "一起", "同类两起", "各一起")
    assert [grades[who] for who in asked] == ["优秀", "良好", "良好", "不合格"]
    gates = column(year(folder, "2023"), "gates")
    assert [gates[who] for who in ("各一起", "优合", "良合")] == ["负面-评优；负面-三起", "矩阵-良好", ""]
    assert all(ranks[who] for who in asked)


def test_an_interview_in_the_year_holds_the_grade_at_passed(folder: Path) -> None:
    # 70 × 62/94 and 30 are 76.17, good by the total and by the matrix.
    result = year(folder, "2023")
    assert (marks(result, "总分")["屡教"], column(result, "grade")["屡教"]) == ("76.17", "合格")
    assert column(result, "grade")["见好"] == "良好"


def test_the_year_shows_in_which_part_regular_marks_were_lost(folder: Path) -> None:
    # 16.25 of 20 in the first quarter, and three full ones.
    rows = scores(year(folder, "2023")).filter(jurisdiction="缺会镇").iter_rows(named=True)
    lost = {row["node"]: fraction(row["value"]) for row in rows if row["node"].startswith("季均.")}
    assert lost == {"季均.一": Fraction("0.953125"), "季均.二": 1, "季均.三": 1, "季均.四": 1}


def test_without_its_end_a_year_has_no_total(folder: Path) -> None:
    result = year(folder, "2023")
    assert cells(result, "年终")["无评"] == ("not_assessed", None)
    assert cells(result, "总分")["无评"][1] is None
    assert column(result, "rank")["无评"] is None


def test_supervision_rises_by_quarters_holds_and_ends(folder: Path) -> None:
    held = {
        row["jurisdiction"]: (row["held"], row["change"])
        for row in year(folder, "2023Q4").standings.iter_rows(named=True)
    }
    assert held["屡教"] == ("约谈", "raised")
    assert held["见好"] == ("督办", "kept")  # 72.34 is neither below 70 nor back at 75
    assert held["起落"] == ("提醒", "entered")  # ended in the third quarter; a grave matter begins it anew
    assert held["各一起"] == ("提醒", "entered")
    assert held["优优"] == (None, None)


def test_the_baseline_year_is_not_assessed(folder: Path) -> None:
    assert set(column(year(folder, "2022"), "score").values()) == {None}


def test_the_oracle_comes_to_the_same(folder: Path) -> None:
    assert disagreements(folder / "quarter", first_quarter(folder)) == []
    assert disagreements(folder / "2023", year(folder, "2023")) == []
