"""The same metric of the same jurisdiction in more than one place."""

from __future__ import annotations

from tests.intake.given import REFUSED, Folder, Rows, codes, state_codes, told, values


def test_a_row_submitted_twice_alike_counts_once_with_one_warning(folder: Folder) -> None:
    headers = ["地区代码", "在册人数", "见面人数"]
    folder.metrics(["J1", "5", "4"], ["J2", "7", "6"], ["J1", "5", "4"], headers=headers)
    inputs = folder.read("zh")
    finding = told(inputs, "duplicate")
    assert values(inputs, "registered") == {"J1": 5, "J2": 7}
    assert (finding["severity"], finding["cell"], finding["jurisdiction"]) == ("warning", "A4", "J1")
    assert "A2" in finding["message"]


def test_contradicting_cells_are_both_refused_and_name_each_other(folder: Folder) -> None:
    folder.metrics(["J1", "5", "4"], ["J1", "9", "4"], headers=["地区代码", "在册人数", "见面人数"])
    inputs = folder.read("zh")
    clashes = inputs.findings.filter(inputs.findings["code"] == "conflict")
    assert clashes.select("severity", "cell", "found").rows() == [("error", "B2", "5"), ("error", "B3", "9")]
    assert ["B3为9" in clashes["message"][0], "B2为5" in clashes["message"][1]] == [True, True]
    assert (values(inputs, "registered"), state_codes(inputs, "registered")) == ({"J1": None}, {"J1": REFUSED})
    assert values(inputs, "met") == {"J1": 4}


def test_a_blank_gives_way_to_a_value_in_silence(folder: Folder) -> None:
    headers = ["地区代码", "在册人数", "见面人数"]
    folder.metrics(["J1", "5", ""], ["J1", "", "4"], headers=headers)
    inputs = folder.read()
    assert (values(inputs, "registered"), values(inputs, "met")) == ({"J1": 5}, {"J1": 4})
    assert codes(inputs) == set()


def test_a_number_and_a_not_applicable_contradict_each_other(folder: Folder) -> None:
    folder.metrics(["J1", "5"], ["J1", "不适用：没有"])
    inputs = folder.read()
    assert state_codes(inputs, "registered") == {"J1": REFUSED}
    assert codes(inputs) == {"conflict"}


def test_metrics_spread_over_two_sheets_are_joined(folder: Folder) -> None:
    first: Rows = [["地区代码", "在册人数"], ["J1", 5], ["J2", 6]]
    second: Rows = [["地区代码", "见面人数"], ["J2", 4], ["J3", 3]]
    folder.xlsx("m.xlsx", **{"2023年度 一": first, "2023年度 二": second})
    inputs = folder.read()
    assert values(inputs, "registered") == {"J1": 5, "J2": 6, "J3": None}
    assert values(inputs, "met") == {"J1": None, "J2": 4, "J3": 3}
    assert codes(inputs) == set()


def test_a_contradiction_between_files_names_file_and_cell(folder: Folder) -> None:
    folder.csv("2023年甲.csv", [["地区代码", "在册人数"], ["J1", "5"]])
    folder.csv("2023年乙.csv", [["地区代码", "在册人数"], ["J1", "6"]])
    inputs = folder.read("zh")
    messages = inputs.findings.filter(inputs.findings["code"] == "conflict")["message"].to_list()
    assert any("2023年甲.csv!B2为5" in message for message in messages)


def test_a_wide_and_a_long_table_are_compared_too(folder: Folder) -> None:
    folder.metrics(["J1", "5"], ["J2", "6"])
    folder.csv("长表.csv", [["期次", "地区代码", "指标", "数值"], ["2023", "J1", "在册人数", "8"]])
    inputs = folder.read()
    assert values(inputs, "registered") == {"J1": None, "J2": 6}
    assert codes(inputs) == {"conflict"}


def test_a_column_given_twice_in_one_sheet_is_compared_cell_by_cell(folder: Folder) -> None:
    folder.metrics(["J1", "5", "5"], ["J2", "6", "7"], headers=["地区代码", "在册人数", "registered"])
    inputs = folder.read()
    assert values(inputs, "registered") == {"J1": 5, "J2": None}
    assert codes(inputs) == {"duplicate", "conflict"}
