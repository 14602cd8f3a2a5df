"""Findings: their order, their columns, and both languages."""

from __future__ import annotations

import re

import polars as pl

from scoring.intake.findings import to_frame
from tests.intake.given import Folder


def faulty(folder: Folder) -> None:
    folder.csv("2023乙.csv", [["地区代码", "在册人数", "见面人数"], ["J2", "约5", "1%"], ["J9", "1", "1"]])
    folder.csv("2022甲.csv", [["地区代码", "知晓率"], *(["J1", "103%"] for _ in range(9)), ["J2", "0.5"]])


def test_findings_come_by_file_row_and_column(folder: Folder) -> None:
    faulty(folder)
    rows = (
        folder.read().findings.filter(pl.col("cell") != "", pl.col("file") != "名录.csv").select("file", "cell").rows()
    )
    assert rows[:2] == [("2022甲.csv", "B2"), ("2022甲.csv", "B3")]
    assert rows[8:10] == [("2022甲.csv", "B10"), ("2022甲.csv", "B11")]
    assert rows[-3:] == [("2023乙.csv", "B2"), ("2023乙.csv", "C2"), ("2023乙.csv", "A3")]


def test_findings_are_worded_in_the_language_asked_for(folder: Folder) -> None:
    faulty(folder)
    chinese, english = folder.read("zh"), folder.read("en")
    assert chinese.findings.drop("message", "expected").equals(english.findings.drop("message", "expected"))
    assert all(re.search("[一-鿿]", message) for message in chinese.findings["message"])
    bare = [re.sub("“[^”]*”|示例·.|[一-鿿]{3,}", "", message) for message in english.findings["message"]]
    assert all(re.search("[a-z]{3}", message) for message in bare)


def test_notes_can_be_worded_again_in_the_other_language(folder: Folder) -> None:
    faulty(folder)
    assert to_frame(folder.read("zh").notes, "en").equals(folder.read("en").findings)


def test_the_rubrics_own_language_is_the_default(folder: Folder) -> None:
    faulty(folder)
    assert folder.read().findings.equals(folder.read("zh").findings)
