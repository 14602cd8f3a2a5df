"""Desk reviews and site visits: items, sites, verdicts, reasons, repeated records."""

from __future__ import annotations

from dataclasses import fields

import pytest

from scoring.intake.headers import KINDS
from scoring.intake.inputs import Inputs
from scoring.intake.read import READERS
from tests.intake.given import Folder, codes, told

DESK = ["期次", "地区代码", "项目", "结论", "评审员", "佐证编号", "理由"]
VISIT = ["测评期", "被测评地区", "点位类型", "点位", "检查项", "结论", "检查员代码", "说明"]


def test_a_desk_review_record_is_read_in_the_rubrics_own_words(folder: Folder) -> None:
    folder.csv("台账.csv", [DESK, ["2023", "J1", "有制度", " 符合 ", "P01", "E-1", ""]])
    inputs = folder.read()
    row = inputs.desk_review.row(0, named=True)
    assert (row["period"], row["jurisdiction"], row["item"], row["verdict"]) == ("2023", "J1", "D1", "符合")
    assert (row["reviewer"], row["evidence"], row["reason"]) == ("P01", "E-1", None)
    assert (row["file"], row["sheet"], row["row"]) == ("台账.csv", "", 2)
    assert codes(inputs) == set()


@pytest.mark.parametrize(
    ("record", "code", "severity", "cell"),
    [
        (["2023", "J1", "D9", "符合", "", "", ""], "unknown_item", "error", "C2"),
        (["2023", "J1", "", "符合", "", "", ""], "unknown_item", "error", "C2"),
        (["2023", "J1", "D1", "优秀", "", "", ""], "unknown_answer", "error", "D2"),
        (["2023", "J1", "D1", "", "", "", ""], "blank_verdict", "warning", "D2"),
        (["2023", "J9", "D1", "符合", "", "", ""], "unknown_jurisdiction", "error", "B2"),
        (["2023", "", "D1", "符合", "", "", ""], "blank_key", "error", "B2"),
        (["2030", "J1", "D1", "符合", "", "", ""], "unknown_period", "error", "A2"),
    ],
)
def test_a_desk_review_record_at_fault_is_not_used(
    folder: Folder, record: list[str], code: str, severity: str, cell: str
) -> None:
    folder.csv("台账.csv", [DESK, record, ["2023", "J2", "D1", "符合", "", "", ""]])
    inputs = folder.read()
    finding = told(inputs, code)
    assert (finding["severity"], finding["cell"]) == (severity, cell)
    assert inputs.desk_review["jurisdiction"].to_list() == ["J2"]


@pytest.mark.parametrize(("verdict", "code"), [("不符合", "no_reason"), ("不适用", "unreasoned")])
def test_a_verdict_without_its_reason_counts_and_is_warned_about(folder: Folder, verdict: str, code: str) -> None:
    folder.csv(
        "台账.csv", [DESK, ["2023", "J1", "D1", verdict, "", "", ""], ["2023", "J2", "D1", verdict, "", "", "有因"]]
    )
    inputs = folder.read()
    finding = told(inputs, code)
    assert (finding["severity"], finding["cell"]) == ("warning", "D2")
    assert inputs.desk_review["verdict"].to_list() == [verdict, verdict]


def test_a_repeated_record_counts_once(folder: Folder) -> None:
    folder.csv("台账.csv", [DESK, *[["2023", "J1", "D1", "符合", "", "", ""]] * 2])
    inputs = folder.read()
    assert inputs.desk_review["row"].to_list() == [2]
    assert told(inputs, "duplicate")["cell"] == "D3"


def test_contradicting_records_are_none_of_them_used(folder: Folder) -> None:
    first, second = ["2023", "J1", "D1", "符合", "", "", ""], ["2023", "J1", "D1", "不符合", "", "", "无"]
    folder.csv("台账.csv", [DESK, first, second, ["2023", "J1", "D2", "符合", "", "", ""]])
    inputs = folder.read("zh")
    clashes = inputs.findings.filter(inputs.findings["code"] == "conflict")
    assert inputs.desk_review["item"].to_list() == ["D2"]
    assert clashes["cell"].to_list() == ["D2", "D3"]
    assert "D3为“不符合”" in clashes["message"][0]


def test_a_site_visit_is_read_with_its_site(folder: Folder) -> None:
    folder.csv("实地.csv", [VISIT, ["2023", "示例·甲县", "school", "学校01", "有宣传", "符合", "R1", ""]])
    row = folder.read().site_visits.row(0, named=True)
    assert (row["site_type"], row["site"], row["item"], row["verdict"]) == ("学校", "学校01", "V1", "符合")


@pytest.mark.parametrize(
    ("record", "code", "cell"),
    [
        (["2023", "J1", "网吧", "一号", "V1", "符合", "", ""], "unknown_site_type", "C2"),
        (["2023", "J1", "学校", "", "V1", "符合", "", ""], "blank_key", "D2"),
        (["2023", "J1", "学校", "一号", "V9", "符合", "", ""], "unknown_item", "E2"),
        (["2023", "J1", "学校", "一号", "V1", "很好", "", ""], "unknown_answer", "F2"),
    ],
)
def test_a_site_visit_at_fault_is_not_used(folder: Folder, record: list[str], code: str, cell: str) -> None:
    folder.csv("实地.csv", [VISIT, record, ["2023", "J2", "学校", "一号", "V1", "符合", "", ""]])
    inputs = folder.read()
    finding = told(inputs, code)
    assert (finding["severity"], finding["cell"]) == ("error", cell)
    assert inputs.site_visits["jurisdiction"].to_list() == ["J2"]


def test_the_same_item_at_two_sites_is_two_records(folder: Folder) -> None:
    folder.csv("实地.csv", [VISIT, *(["2023", "J1", "学校", site, "V1", "符合", "", ""] for site in ("一", "二"))])
    assert folder.read().site_visits.height == 2


def test_every_family_of_tables_that_holds_records_has_its_reader_and_its_field() -> None:
    families = [kind.family for kind in KINDS if kind.family not in ("roster", "metrics")]
    assert set(READERS) == set(families)
    assert set(READERS) <= {field.name for field in fields(Inputs)}
