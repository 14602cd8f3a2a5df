"""Which files are read, what they are called, and what is passed over and said so."""

from __future__ import annotations

import hashlib

import pytest

from scoring.intake.read import read_inputs
from tests.intake.given import Folder, told, values


def test_lock_files_and_hidden_files_are_nobodys_submission(folder: Folder) -> None:
    for name in ("~$名录.xlsx", ".~lock.csv", ".hidden.csv"):
        (folder.path / name).write_bytes(b"lock")
    folder.metrics(["J1", "5"])
    inputs = folder.read()
    assert set(inputs.files["file"]) == {"名录.csv", "2023.csv"}
    assert "unknown_format" not in inputs.findings["code"].to_list()


def test_a_file_that_is_no_table_is_noticed(folder: Folder) -> None:
    (folder.path / "说明.docx").write_bytes(b"PK")
    finding = told(folder.read(), "unknown_format")
    assert (finding["severity"], finding["file"], finding["found"]) == ("notice", "说明.docx", ".docx")


def test_a_file_asked_for_by_name_that_is_no_table_is_an_error(folder: Folder) -> None:
    (folder.path / "说明.docx").write_bytes(b"PK")
    inputs = read_inputs(folder.rubric, [folder.path / "名录.csv", folder.path / "说明.docx"])
    assert told(inputs, "unknown_format")["severity"] == "error"


def test_folders_inside_folders_are_read(folder: Folder) -> None:
    (folder.path / "甲" / "乙" / "丙").mkdir(parents=True)
    folder.csv("甲/乙/丙/2023.csv", [["地区代码", "在册人数"], ["J1", "5"]])
    inputs = folder.read()
    assert values(inputs, "registered") == {"J1": 5}
    assert set(inputs.files["file"]) == {"名录.csv", "甲/乙/丙/2023.csv"}


def test_hidden_folders_are_not_looked_into(folder: Folder) -> None:
    (folder.path / ".旧" / "甲").mkdir(parents=True)
    folder.csv(".旧/甲/2023.csv", [["地区代码", "在册人数"], ["J1", "5"]])
    assert set(folder.read().files["file"]) == {"名录.csv"}


def test_a_folder_too_deep_to_be_read_is_named(folder: Folder) -> None:
    deep = folder.path.joinpath(*"12345678", "太深")
    deep.mkdir(parents=True)
    (deep / "2023.csv").write_text("地区代码,在册人数\nJ1,5\n", encoding="utf-8")
    finding = told(folder.read("zh"), "folder_not_read")
    assert (finding["severity"], finding["file"]) == ("warning", "太深")
    assert "超过8层" in finding["message"]
    assert "more than 8 levels" in told(folder.read("en"), "folder_not_read")["message"]


def test_a_readme_beside_the_tables_is_passed_over_in_silence(folder: Folder) -> None:
    for name in ("README.md", "readme.html", "planted.json"):
        (folder.path / name).write_text("说明", encoding="utf-8")
    assert told(folder.read(), "unknown_format")["file"] == "planted.json"


def test_files_named_one_by_one_read_as_their_folder(folder: Folder) -> None:
    folder.metrics(["J1", "5"])
    whole = folder.read()
    single = read_inputs(folder.rubric, [folder.path / "2023.csv", folder.path / "名录.csv"])
    assert single.files.equals(whole.files)
    assert single.metrics["2023"].equals(whole.metrics["2023"])


def test_a_file_given_twice_is_read_once(folder: Folder) -> None:
    path = folder.metrics(["J1", "5"])
    inputs = read_inputs(folder.rubric, [folder.path, path])
    assert inputs.files.height == 2


def test_every_sheet_is_listed_with_what_it_was_taken_for(folder: Folder) -> None:
    path = folder.xlsx("报送.xlsx", _2023=[["地区代码", "在册人数"], ["J1", 5]], 附注=[["说明"], ["无"]])
    inputs = folder.read()
    rows = {row["sheet"]: row for row in inputs.files.iter_rows(named=True) if row["file"] == "报送.xlsx"}
    assert (rows["2023"]["table"], rows["2023"]["rows"]) == ("metrics", 1)
    assert rows["附注"]["table"] == ""
    assert rows["2023"]["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
    assert told(inputs, "unknown_sheet")["sheet"] == "附注"


def test_progress_is_told_file_by_file(folder: Folder) -> None:
    folder.metrics(["J1", "5"])
    steps: list[tuple[str, int, int]] = []
    read_inputs(folder.rubric, [folder.path], progress=lambda *step: steps.append(step))
    assert steps == [("2023.csv", 0, 2), ("名录.csv", 1, 2), ("名录.csv", 2, 2)]


@pytest.mark.parametrize("name", ["数据.xls", "数据.csv"])
def test_a_workbook_is_known_by_its_content_not_its_name(folder: Folder, name: str) -> None:
    folder.xlsx("数据.xlsx", _2023=[["地区代码", "在册人数"], ["J1", 5]]).rename(folder.path / name)
    assert values(folder.read(), "registered") == {"J1": 5}
