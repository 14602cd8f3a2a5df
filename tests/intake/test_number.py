"""Single cells: what is read, what is refused, and in which words."""

from __future__ import annotations

import pytest

from scoring.intake.number import DECLARED, REFUSED, UNREASONED, read_value
from scoring.rubric.model import Rubric

FILLERS = ("无", "-", "—", ".", "。", "/", "n/a", "同上", "空")


@pytest.mark.parametrize(
    ("metric", "text", "value"),
    [
        ("registered", "12", 12),
        ("registered", "0", 0),
        ("registered", " １，２３４ ", 1234),
        ("registered", "12人", 12),
        ("registered", "12 人", 12),
        ("registered", "+7", 7),
        ("registered", "-0", 0),
        ("rate", "95%", 9500),
        ("rate", "９５．５％", 9550),
        ("rate", "95.25", 9525),
        ("rate", "100%", 10000),
        ("rate", "0%", 0),
        ("rate", "0.95%", 95),
        ("funds", "19.3万元", 193),
        ("funds", "3.0000", 30),
        ("registered", "1e3", 1000),
        ("registered", "1.25E+03", 1250),
        ("registered", "1５ｅ２人", 1500),
        ("funds", "1250e-2", 125),
    ],
)
def test_an_unambiguous_number_is_read_exactly_and_in_silence(
    rubric: Rubric, metric: str, text: str, value: int
) -> None:
    reading = read_value(text, rubric.metrics[metric])
    assert (reading.value, reading.state, reading.code) == (value, 0, "")


@pytest.mark.parametrize(
    ("metric", "text", "code", "zh", "en"),
    [
        ("registered", "约95", "not_a_number", "不是一个确定的数", "not a definite number"),
        ("registered", "12,34", "not_a_number", "不是一个确定的数", "not a definite number"),
        ("registered", "1 234", "not_a_number", "不是一个确定的数", "not a definite number"),
        ("registered", "1e", "not_a_number", "不是一个确定的数", "not a definite number"),
        ("registered", "1e9", "out_of_range", "数过大", "too large"),
        ("registered", "1e9999", "out_of_range", "数过大", "too large"),
        ("registered", "1e-9999", "not_a_number", "位数过多", "too many digits"),
        ("registered", "0." + "0" * 5000 + "1", "not_a_number", "位数过多", "too many digits"),
        ("registered", "12万元", "not_a_number", "不是一个确定的数", "not a definite number"),
        ("registered", "nan", "not_a_number", "不是一个确定的数", "not a definite number"),
        ("registered", "-", "not_a_number", "未报请留空，为零请写0", "leave it blank, write 0"),
        ("registered", "——", "not_a_number", "未报请留空，为零请写0", "leave it blank, write 0"),
        ("registered", "/", "not_a_number", "不适用：理由", "N/A: the reason"),
        ("registered", "无", "not_a_number", "未报请留空，为零请写0", "leave it blank, write 0"),
        ("registered", "95%", "unexpected_percent", "单位不是百分比", "not a percentage"),
        ("registered", "-3", "out_of_range", "不应为负数", "must not be negative"),
        ("registered", "20001", "out_of_range", "超出规定的取值范围", "outside the declared range"),
        ("registered", "9" * 40, "out_of_range", "数过大，超出规定的取值范围", "too large"),
        ("registered", "9" * 5000, "out_of_range", "数过大，超出规定的取值范围", "too large"),
        ("registered", "20000.4", "out_of_range", "数过大", "too large"),
        ("registered", "-0.4", "out_of_range", "不应为负数", "must not be negative"),
        ("registered", "181①", "not_a_number", "带圈数字等“①”", "“①” is a footnote mark"),
        ("registered", "181²", "not_a_number", "角标", "footnote mark"),
        ("registered", "①", "not_a_number", "角标", "footnote mark"),
        ("registered", "½", "not_a_number", "不是一个确定的数", "not a definite number"),
        ("registered", "１８₁人", "not_a_number", "角标", "footnote mark"),
        ("registered", "١٢", "not_a_number", "不是一个确定的数", "not a definite number"),
        ("registered", "0,181", "not_a_number", "不是一个确定的数", "not a definite number"),
        ("rate", "103%", "out_of_range", "超出规定的取值范围", "outside the declared range"),
        ("registered", "#N/A", "error_value", "错误值", "error value"),
        ("registered", "=SUM(A1:A3)", "formula_without_value", "重新计算", "recalculate"),
        ("funds", "不适用：无", "may_not_apply", "不允许填“不适用”", "may not be marked not applicable"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_reason(
    rubric: Rubric, metric: str, text: str, code: str, zh: str, en: str
) -> None:
    reading = read_value(text, rubric.metrics[metric])
    assert (reading.value, reading.state, reading.severity, reading.code) == (None, REFUSED, "error", code)
    assert zh in reading.message.zh
    assert en in reading.message.en


def test_a_blank_is_neither_a_value_nor_a_fault(rubric: Rubric) -> None:
    reading = read_value(" 　", rubric.metrics["registered"])
    assert (reading.value, reading.state, reading.code) == (None, 0, "")


@pytest.mark.parametrize(("text", "value"), [("2.25", 23), ("2.24", 22), ("0.05", 1), ("2.949999", 29)])
def test_more_decimals_than_declared_are_rounded_half_up_and_reported(rubric: Rubric, text: str, value: int) -> None:
    reading = read_value(text, rubric.metrics["funds"])
    assert (reading.value, reading.severity, reading.code) == (value, "notice", "rounded")


@pytest.mark.parametrize("text", ["0.95", "1", "0.01"])
def test_a_bare_share_for_a_percentage_is_taken_as_written_but_doubted(rubric: Rubric, text: str) -> None:
    reading = read_value(text, rubric.metrics["rate"])
    assert (reading.severity, reading.code, reading.state) == ("warning", "doubtful_percent", 0)
    assert reading.value == round(float(text) * 100)


def test_a_bare_share_is_refused_where_formats_cannot_be_seen(rubric: Rubric) -> None:
    reading = read_value("0.95", rubric.metrics["rate"], formats_known=False)
    assert (reading.value, reading.state) == (None, REFUSED)
    assert "95%" in reading.message.zh


@pytest.mark.parametrize(
    "text",
    ["不适用：辖区无学校", "不适用（无学校）", "N/A: no school", "n/a, no school", "NA no school", "不适用/辖区无学校"],
)
def test_not_applicable_with_a_reason_is_declared(rubric: Rubric, text: str) -> None:
    assert read_value(text, rubric.metrics["met"]).state == DECLARED


@pytest.mark.parametrize(
    "text", ["不适用", "N/A", "na", "ｎ/ａ", "不适用：", "不适用（）", *(f"不适用：{text}" for text in FILLERS)]
)
def test_not_applicable_without_a_reason_is_warned_about(rubric: Rubric, text: str) -> None:
    reading = read_value(text, rubric.metrics["met"])
    assert (reading.state, reading.severity, reading.code) == (UNREASONED, "warning", "unreasoned")
