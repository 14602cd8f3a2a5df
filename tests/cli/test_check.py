from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Call


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_a_good_rubric_and_good_inputs_pass(call: Call) -> None:
    called = call("check", "rubric.yaml", "inputs")
    assert called.code == 0
    assert "没有发现问题" in called.out


def test_all_problems_of_a_rubric_are_shown_with_file_and_line(call: Call, example: Path) -> None:
    change(example / "rubric.yaml", "points: 20", "points: 21")
    change(example / "rubric.yaml", "value: staff", "value: stuff")
    change(example / "rubric.yaml", "rank: {of: 总分", "rank: {of: 总份")
    lines = (example / "rubric.yaml").read_text(encoding="utf-8").splitlines()
    called = call("check", "rubric.yaml")
    assert called.code == 1
    for part in ("points: 100", "value: stuff", "rank: {of: 总份"):
        number = next(n for n, line in enumerate(lines, 1) if part in line)
        assert f"rubric.yaml:{number} " in called.out


def test_findings_stand_under_their_file_with_counts_and_cells(call: Call, example: Path) -> None:
    change(example / "inputs" / "填报.csv", "T1,2024,200,181", "T1,2024,200,二百")
    change(example / "inputs" / "填报.csv", "T2,2024,120,120", "T2,2024,-120,120")
    change(example / "inputs" / "台账审查.csv", "C1,B,不符合", "C1,B,很差")
    called = call("check", "rubric.yaml", "inputs")
    assert called.code == 1
    head = called.out.index("填报.csv (2个错误")
    assert called.out.index("台账审查.csv (1个错误)") < head
    assert head < called.out.index("填报.csv!D2") < called.out.index("填报.csv!C3")
    assert "二百" in called.out
    assert "输入：3个错误" in called.out


def test_a_warning_alone_passes(call: Call, example: Path) -> None:
    change(example / "inputs" / "填报.csv", "重大案事件数\n", "重大案事件数,无此指标\n")
    change(example / "inputs" / "填报.csv", "T1,2024,200,181,2,0", "T1,2024,200,181,2,0,7")
    called = call("check", "rubric.yaml", "inputs")
    assert called.code == 0
    assert "警告" in called.out
