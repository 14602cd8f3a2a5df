"""One submitted number, read from its text: exact, or refused with the reason; never through a float."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from scoring.intake.findings import NOTHING, Severity
from scoring.intake.sheets import DIGITS_SHOWN
from scoring.intake.wording import marked, tidy
from scoring.rubric.declarations import Metric
from scoring.rubric.values import write_number
from scoring.sql import states
from scoring.words import Text

DECLARED: Final = states.code(states.NOT_APPLICABLE, states.DECLARED)
UNREASONED: Final = states.code(states.MISSING, states.UNREASONED)
REFUSED: Final = states.code(states.NOT_ASSESSED, states.REFUSED)
ROUNDED: Final = "rounded"
ERRORS: Final = frozenset(
    ("#N/A", "#DIV/0!", "#REF!", "#NAME?", "#NULL!", "#NUM!", "#VALUE!", "#GETTING_DATA", "#SPILL!", "#CALC!")
)

_NUMBER = re.compile(
    r"(?P<sign>[-+]?)(?P<whole>[0-9]+|[1-9][0-9]{0,2}(?:,[0-9]{3})+)(?:\.(?P<rest>[0-9]+))?"
    r"(?:[eE](?P<power>[-+]?[0-9]{1,4}))?"
)
_NOT_APPLICABLE = re.compile(r"(?:不适用|n/a|na|n\.a\.)(?:\s*(?:[:/,;—(-]|\s)\s*(?P<reason>.*?)\)?)?", re.IGNORECASE)
_STANDS_FOR_NOTHING = frozenset(("-", "--", "—", "——", "–", "/", "\\", "无", "没有", "空", "null", "none", "x", "×"))
_NO_REASONS = frozenset(("", "无", "空", "略", "同上", "不适用", "na", "none", "null", "nil", "x"))
_BESIDE_WORDS = re.compile(r"[\W_]+")
_WIDEST = 10**38 - 1
_LONGEST = 1000
_WHOLE_SHOWN = 11
"""The longest whole number that a spreadsheet's cell shows without an exponent."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a cell came to.

    Attributes:
        value: whole units of the metric's last declared decimal; None where there is none.
        state: a code of `scoring.sql.states`; 0 where reported, and where the cell is blank (then without a value).
        severity, code, expected, message: what is to be said of it; an empty code says nothing.
    """

    value: int | None = None
    state: int = states.REPORTED
    severity: Severity = "notice"
    code: str = ""
    expected: Text = NOTHING
    message: Text = NOTHING


def _refused(code: str, expected: Text, message: Text) -> Reading:
    return Reading(state=REFUSED, severity="error", code=code, expected=expected, message=message)


def wanted(metric: Metric) -> Text:
    """What a cell of the metric may hold, in words."""
    return Text("{low}至{high}之间的数{unit}", "a number from {low} to {high}{unit}").with_(
        low=write_number(metric.minimum),
        high=write_number(metric.maximum),
        unit=Text("（{unit}）", " ({unit})").with_(unit=metric.unit) if metric.unit else NOTHING,
    )


def read_value(text: str, metric: Metric, *, formats_known: bool = True, floats: bool = False) -> Reading:
    """Read one cell's text as a value of the metric.

    Args:
        text: the cell as its reader would see it; a percent-formatted 0.95 is `95%`.
        metric: says unit, decimals, range and whether `不适用` may be written.
        formats_known: False where the file's number formats could not be seen (.xls), so that a bare 0.95 for a
            percentage may have been shown as 95%.
        floats: True where the file keeps this number as a float: of one with more digits than a spreadsheet shows, only
            those shown are rounded, unless the metric's decimals reach beyond them.

    Returns:
        The value in units of 10^-decimals of the metric's unit, or a state; with what is to be said of it.

    >>> from fractions import Fraction
    >>> staff = Metric(title=Text("人数"), unit="人", maximum=Fraction(20000))
    >>> read_value("１,２３４人", staff).value
    1234
    >>> read_value("约95", staff).code
    'not_a_number'
    """
    plain = tidy(text)
    if not plain:
        return Reading()
    if plain.startswith("="):
        return _refused(
            "formula_without_value",
            wanted(metric),
            Text(
                "公式没有保存计算结果，请在Excel中打开、重新计算并保存",
                "the formula was saved without its result: open it in a spreadsheet, recalculate and save",
            ),
        )
    if plain.upper() in ERRORS:
        return _refused("error_value", wanted(metric), Text("单元格是错误值", "the cell holds an error value"))
    declared = _NOT_APPLICABLE.fullmatch(plain)
    if declared:
        return _not_applicable(declared["reason"] or "", metric)
    return _number(text, metric, formats_known, floats)


def _not_applicable(reason: str, metric: Metric) -> Reading:
    if not metric.may_not_apply:
        return _refused(
            "may_not_apply",
            wanted(metric),
            Text("本指标不允许填“不适用”", "this metric may not be marked not applicable"),
        )
    if is_reason(reason):
        return Reading(state=DECLARED)
    return Reading(
        state=UNREASONED,
        severity="warning",
        code="unreasoned",
        expected=Text("不适用：理由", "N/A: the reason"),
        message=Text("填“不适用”必须写明理由", "N/A counts only with a reason"),
    )


def is_reason(text: str) -> bool:
    """Whether a text says anything as the reason why a metric does not apply.

    >>> is_reason("辖区无学校"), is_reason("无"), is_reason("——")
    (True, False, False)
    """
    return _BESIDE_WORDS.sub("", tidy(text)).casefold() not in _NO_REASONS


def _number(text: str, metric: Metric, formats_known: bool, floats: bool) -> Reading:
    plain = tidy(text)
    body, percent = plain.replace("−", "-"), False
    unit = unicodedata.normalize("NFKC", metric.unit).strip()
    if body.endswith("%"):
        body, percent = body[:-1].rstrip(), True
    elif unit and body.casefold().endswith(unit.casefold()):
        body = body[: -len(unit)].rstrip()
    match = _NUMBER.fullmatch(body)
    if match is None:
        return _refused("not_a_number", wanted(metric), _not_a_number(plain))
    strange = marked(text.strip().removesuffix(metric.unit))
    if strange:
        return _refused("not_a_number", wanted(metric), _MARKED.with_(marks=strange))
    if percent and unit != "%":
        return _refused(
            "unexpected_percent",
            wanted(metric),
            Text("本指标的单位不是百分比", "the unit of this metric is not a percentage"),
        )
    sign = -1 if match["sign"] == "-" else 1
    digits, places = _digits(match)
    if len(digits) - min(places, 0) > _LONGEST or places > _LONGEST:
        # Python reads no number of thousands of digits, and no metric has one.
        return _out_of_range(sign * 10**_LONGEST, metric) if places <= _LONGEST else _too_long(metric)
    if floats:
        digits, places = _as_shown(digits, places, metric.decimals)
    # What was written is held against the range, not what it is rounded to.
    written = sign * Fraction(int(digits)) / Fraction(10) ** places
    units, exact = _to_units(int(digits), places, metric.decimals)
    value = sign * units
    scaled = Fraction(value, 10**metric.decimals)
    if not metric.minimum <= written <= metric.maximum:
        return _out_of_range(written, metric)
    if not metric.minimum <= scaled <= metric.maximum or units > _WIDEST:
        return _out_of_range(scaled, metric)
    if unit == "%" and not percent and 0 < scaled <= 1:
        return _doubtful_percent(write_number(written), value, metric, formats_known)
    if exact:
        return _perhaps_cut(value, match, places, scaled)
    return Reading(
        value,
        code=ROUNDED,
        expected=Text("最多{n}位小数", "at most {n} decimals").with_(n=metric.decimals),
        message=Text("小数位数超出规定，已四舍五入为{kept}", "too many decimals: rounded half-up to {kept}").with_(
            kept=write_number(scaled)
        ),
    )


def _out_of_range(number: Fraction | int, metric: Metric) -> Reading:
    if number < 0 <= metric.minimum:
        message = Text("不应为负数", "it must not be negative")
    elif number < 0 or number < metric.minimum:
        message = Text("数过小，超出规定的取值范围", "too small: it lies outside the declared range")
    else:
        message = Text("数过大，超出规定的取值范围", "too large: it lies outside the declared range")
    return _refused("out_of_range", wanted(metric), message)


def _digits(match: re.Match[str]) -> tuple[str, int]:
    """All digits of a number, and how many of them are decimals; fewer than none where zeros are to follow."""
    rest = match["rest"] or ""
    digits = (match["whole"].replace(",", "") + rest).lstrip("0") or "0"
    return digits, len(rest) - int(match["power"] or 0)


def _as_shown(digits: str, places: int, decimals: int) -> tuple[str, int]:
    """The digits a spreadsheet shows of a float, where those declared do not go beyond them.

    >>> _as_shown("9495999999999999", 14, 2), _as_shown("9495999999999999", 14, 14)
    (('949600000000000', 13), ('9495999999999999', 14))
    """
    more = len(digits) - DIGITS_SHOWN
    if more <= 0 or decimals > places - more:
        return digits, places
    shown, _ = _to_units(int(digits), more, 0)
    return str(shown), places - more


def _too_long(metric: Metric) -> Reading:
    words = Text("位数过多，不是一个可用的数", "too many digits for a number that could be used")
    return _refused("not_a_number", wanted(metric), words)


def _perhaps_cut(value: int, match: re.Match[str], places: int, scaled: Fraction) -> Reading:
    """A whole number in scientific notation may be what a spreadsheet left of a longer one: 1.23457E+11."""
    if match["power"] is None or places > 0 or len(write_number(abs(scaled))) <= _WHOLE_SHOWN:
        return Reading(value)
    return Reading(
        value,
        severity="warning",
        code="digits_lost",
        expected=Text("写全每一位数字", "every digit written out"),
        message=Text(
            "科学计数法，后几位可能已经丢失；按{number}计，请核对",
            "scientific notation may have lost the last digits: taken as {number}; check it",
        ).with_(number=write_number(scaled)),
    )


def _to_units(digits: int, places: int, decimals: int) -> tuple[int, bool]:
    if places <= decimals:
        return digits * 10 ** (decimals - places), True
    unit = 10 ** (places - decimals)
    return (2 * digits + unit) // (2 * unit), digits % unit == 0


def _doubtful_percent(body: str, value: int, metric: Metric, formats_known: bool) -> Reading:
    share = write_number(Fraction(body.replace(",", "")) * 100)
    if not formats_known:
        return _refused(
            "doubtful_percent",
            wanted(metric),
            Text(
                "旧版.xls看不到单元格格式，无法判断是{body}%还是{share}%；请写成文本“{share}%”，或另存为.xlsx",
                "number formats of an old .xls cannot be seen, so {body}% and {share}% cannot be told apart:"
                " write “{share}%” as text, or save as .xlsx",
            ).with_(body=body, share=share),
        )
    return Reading(
        value,
        severity="warning",
        code="doubtful_percent",
        expected=wanted(metric),
        message=Text("按{body}%计；如应为{share}%，请更正", "taken as {body}%; correct it if {share}% was meant").with_(
            body=body, share=share
        ),
    )


_MARKED = Text(
    "夹有角标、带圈数字等“{marks}”，看不出是多少；注释请写在备注中",
    "“{marks}” is a footnote mark or the like, so which number is meant cannot be told; put notes beside the number",
)


def _not_a_number(plain: str) -> Text:
    if plain.casefold() in _STANDS_FOR_NOTHING:
        return Text(
            "看不出是零、未报还是不适用：未报请留空，为零请写0，不适用请写“不适用：理由”",
            "zero, not reported or not applicable? leave it blank, write 0, or write “N/A: the reason”",
        )
    return Text("不是一个确定的数", "this is not a definite number")
