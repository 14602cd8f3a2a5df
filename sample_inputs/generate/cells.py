"""Difficulties of single cells of the metrics sheets: spellings to be understood, and contents to be refused."""

from __future__ import annotations

from sample_inputs.generate.planter import Planter, Wanted, lowest
from sample_inputs.generate.shapes import not_applicable
from sample_inputs.generate.sheets import Formula, Percent


def missing(planter: Planter, period: str, metric: str, meaning: str = "应报未报") -> None:
    """Leave a number out that is due."""
    code = planter.reporting(period, metric)
    planter.blank(period, code, metric)
    planter.put("missing_cell", period, code, metric, None, meaning)


def reasoned(planter: Planter, periods: tuple[str, ...], metric: str, reason: str) -> None:
    """Say of one place, in several periods, that a metric does not apply, and why."""
    code = planter.reporting(periods[0], metric)
    for period in periods:
        planter.put("na_with_reason", period, code, metric, not_applicable(reason), "合理缺项")


def unreasoned(planter: Planter, period: str, metric: str) -> None:
    """Say that a metric does not apply, and not why."""
    code = planter.reporting(period, metric)
    planter.put("na_without_reason", period, code, metric, "不适用", "没有理由，按未报")


def not_allowed(planter: Planter, period: str, metric: str, reason: str) -> None:
    """Say that a metric does not apply which applies to everybody."""
    code = planter.reporting(period, metric)
    planter.put("na_not_allowed", period, code, metric, not_applicable(reason), "本指标不允许不适用")


def part_over_whole(planter: Planter, period: str, metric: str, more: int, meaning: str) -> None:
    """Report more of a part than there are of its whole."""
    whole = planter.plan.metrics[metric].part_of
    code = planter.reporting(period, whole)
    planter.put("part_over_whole", period, code, metric, planter.held(period, code, whole) + more, meaning)


def beyond(planter: Planter, period: str, metric: str, value: float, meaning: str) -> None:
    """Report more than the rubric lets a metric be: a rate beyond 100 %."""
    planter.put("rate_over_100", period, planter.reporting(period, metric), metric, value, meaning)


def negative(planter: Planter, period: str, metric: str, meaning: str = "数为负") -> None:
    """Report less than nothing."""
    planter.put("negative", period, planter.take(), metric, -1, meaning)


def text_for_number(planter: Planter, period: str, metric: str, text: str, meaning: str = "不是确定的数") -> None:
    """Write words where a number belongs."""
    planter.put("text_for_number", period, planter.take(), metric, text, meaning)


def about(planter: Planter, period: str, metric: str) -> None:
    """Write about how many there are, not how many."""
    text_for_number(planter, period, metric, "约300")


def nothing_told(planter: Planter, period: str, metric: str) -> None:
    """Write 无, which may be zero or nothing reported."""
    text_for_number(planter, period, metric, "无", "看不出是零还是未报")


def error_value(planter: Planter, period: str, metric: str) -> None:
    """Leave the error of a formula."""
    planter.put("error_value", period, planter.take(), metric, Formula("=5/0", "#DIV/0!"), "公式出错")


def percentages(planter: Planter, period: str, metric: str) -> None:
    """Write a rate as text with its sign, as a cell in percent format, and as a bare share."""
    for kind, value, meaning in (
        ("percent_text", "95%", "文本95%，即95%"),
        ("percent_format", Percent(0.95), "百分比格式的0.95，即95%"),
        ("bare_share", 0.97, "没有百分号的0.97，疑为97%，应提示"),
    ):
        planter.put(kind, period, planter.reporting(period, metric), metric, value, meaning)


def full_width(planter: Planter, period: str, metric: str) -> None:
    """Write a whole number in full-width digits."""
    code = planter.reporting(period, metric)
    wide = "".join(chr(ord(digit) + 0xFEE0) for digit in str(planter.held(period, code, metric)))
    planter.put("full_width", period, code, metric, wide, "全角数字")


def thousands(planter: Planter, period: str, metric: str, wanted: Wanted = lowest) -> None:
    """Write a whole number as text with a comma at the thousands."""
    code = planter.take(lambda place: wanted(place) and _is_large(planter.value(period, place.code, metric)))
    planter.put("thousands", period, code, metric, f"{planter.held(period, code, metric):,}", "带千分位的文本")


def _is_large(value: object) -> bool:
    return isinstance(value, int) and value >= 1000


def with_unit(planter: Planter, period: str, metric: str) -> None:
    """Write a whole number with its unit behind it."""
    code, unit = planter.reporting(period, metric), planter.plan.metrics[metric].unit
    planter.put("with_unit", period, code, metric, f"{planter.held(period, code, metric)}{unit}", "数字后带单位")


def formula(planter: Planter, period: str, metric: str, written: str = "", result: int = 0) -> None:
    """Write a formula with its saved result; by default one that comes to the number that stood there."""
    code = planter.take() if written else planter.reporting(period, metric)
    if not written:
        result = planter.held(period, code, metric)
        written = f"={result - 1}+1"
    planter.put("formula", period, code, metric, Formula(written, result), f"公式，取保存的结果{result}")


def too_many_decimals(planter: Planter, period: str, metric: str) -> None:
    """Write one decimal more than the rubric takes, too small a one to change the number."""
    code = planter.reporting(period, metric)
    decimals = planter.plan.metrics[metric].decimals
    value = float(str(planter.value(period, code, metric)))
    finer = round(value + 0.4 / 10**decimals, decimals + 1)
    planter.put("too_many_decimals", period, code, metric, finer, f"多一位小数，四舍五入为{value:g}")
