"""Files no table can be taken from: each is a finding in both languages, and the rest is still read."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from scoring.errors import InputError
from scoring.intake import files, package
from scoring.intake.read import read_inputs
from scoring.rubric.model import Rubric
from tests.intake.given import Folder, told, values

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def plain_text(path: Path) -> None:
    path.write_text("地区代码,在册人数\nJ1,3\n", encoding="utf-8")


def half_a_workbook(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-200])


def another_archive(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "nothing")


def encrypted(path: Path) -> None:
    path.write_bytes(OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600)


def bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/image1.png", b"\0" * (30 << 20))


def distant_cell(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            is_sheet = name.startswith("xl/worksheets/")
            archive.writestr(name, content.replace(b"</sheetData>", sheet) if is_sheet else content)


def entities(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    declared = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaa">]>'
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, declared + content if name == "xl/workbook.xml" else content)


def empty(path: Path) -> None:
    path.write_bytes(b"")


@pytest.mark.parametrize(
    ("damage", "code", "zh", "en"),
    [
        (plain_text, "corrupt_file", "内容不是.xlsx格式", "the content is not .xlsx"),
        (half_a_workbook, "corrupt_file", "已损坏", "damaged"),
        (another_archive, "corrupt_file", "没有工作簿", "no workbook"),
        (encrypted, "encrypted_file", "密码", "password"),
        (bomb, "zip_bomb", "异常庞大", "abnormally large"),
        (distant_cell, "zip_bomb", "异常庞大", "abnormally large"),
        (entities, "xml_bomb", "XML实体", "XML entities"),
        (empty, "corrupt_file", "文件是空的", "empty"),
    ],
)
def test_a_bad_workbook_is_refused_by_name_and_the_rest_is_read(
    folder: Folder, damage: Callable[[Path], None], code: str, zh: str, en: str
) -> None:
    damage(folder.xlsx("坏.xlsx", _2022=[["地区代码", "在册人数"], ["J1", 3]]))
    folder.metrics(["J1", "5"])
    inputs = folder.read("zh")
    finding = told(inputs, code)
    assert (finding["severity"], finding["file"]) == ("error", "坏.xlsx")
    assert zh in finding["message"]
    assert en in told(folder.read("en"), code)["message"]
    assert values(inputs, "registered") == {"J1": 5}


def test_of_an_empty_file_its_kind_is_not_the_fault(folder: Folder) -> None:
    empty(folder.path / "空.csv")
    finding = told(folder.read(), "corrupt_file")
    assert (finding["found"], finding["expected"]) == ("", "")


def test_a_package_that_lies_about_its_size_is_refused(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MOST_BYTES", 1000)
    folder.xlsx("大.xlsx", _2023=[["地区代码", "在册人数"], ["J1", 3]])
    assert told(folder.read(), "zip_bomb")["file"] == "大.xlsx"


def test_a_file_is_too_large_unless_its_numbers_can_stay_in_it(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    table = pl.DataFrame({"地区代码": ["J1"], "在册人数": [5]})
    table.write_parquet(folder.path / "2023.parquet")
    table.write_csv(folder.path / "2023-2.csv")
    monkeypatch.setattr(files, "MOST_BYTES", 10)
    (folder.path / "名录.csv").unlink()
    inputs = folder.read()
    assert told(inputs, "corrupt_file")["file"] == "2023-2.csv"
    assert values(inputs, "registered") == {"J1": 5}


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("坏.xls", OLE + b"\0" * 5000, "corrupt_file"),
        ("坏.parquet", b"PAR1" + b"\0" * 100, "corrupt_file"),
        ("坏.csv", b"a,b\0\0\0", "corrupt_file"),
        ("坏.csv", "地区代码,在册人数\n".encode() + b"\xff\xfe\xff", "unknown_encoding"),
    ],
)
def test_other_damaged_files_are_refused(folder: Folder, name: str, content: bytes, code: str) -> None:
    (folder.path / name).write_bytes(content)
    assert told(folder.read(), code)["file"] == name


def test_a_path_that_is_not_there_stops_at_once(rubric: Rubric, tmp_path: Path) -> None:
    with pytest.raises(InputError) as stopped:
        read_inputs(rubric, [tmp_path / "没有"])
    assert "找不到" in stopped.value.say("zh")
    assert "no such file" in stopped.value.say("en")


def test_a_folder_with_nothing_to_score_says_what_was_wrong(rubric: Rubric, tmp_path: Path) -> None:
    (tmp_path / "坏.xlsx").write_bytes(b"nothing")
    with pytest.raises(InputError) as stopped:
        read_inputs(rubric, [tmp_path])
    assert "坏.xlsx 内容不是.xlsx格式" in stopped.value.say("zh")
    assert "坏.xlsx the content is not .xlsx" in stopped.value.say("en")
