"""`exponential_efficacy: {not_allowed: 6, satisfactory: 12}` — 指数型功效系数: A·e^(B·(x − xs)/(xh − xs))."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import ClassVar

from scoring.errors import Overflow
from scoring.reference.measures import on_grid
from scoring.rubric.example import Example
from scoring.rubric.method import Complaint
from scoring.rubric.model import Leaf, Rubric
from scoring.rubric.spreadsheet import Sheet, literal
from scoring.rubric.values import Number, Percent, write_as_read
from scoring.scale.award import Limit
from scoring.scale.between import posts_apart
from scoring.scale.held import FREE, Held
from scoring.scale.method import Scaled
from scoring.scale.worth import Worth
from scoring.sql.decide import Wanted
from scoring.sql.exact import Int, Ratio
from scoring.sql.inexact import Power
from scoring.words import Text

_SENTENCE = Text(
    "得分 = 分值 × A × e^(B × (实际值 − {xs}) ÷ ({xh} − {xs}))，A = {base}，B = −ln {base}{end}",
    "marks = points × A × e^(B × (value − {xs}) ÷ ({xh} − {xs})), A = {base}, B = −ln {base}{end}",
)


_TOO_MANY = 10**38
_FLATTEST = Percent("0.999")
"""The greatest base: a curve through one still nearer to full marks is a straight line for all anyone could tell."""
_WITHOUT_MOST = Text(
    "取值远好于满意值时得分无限增大：请写明最高得分 most，如 most: 120%，或收紧指标的最大值",
    "marks grow without end as values pass the satisfactory one: state `most`, such as most: 120%, or narrow the "
    "metrics' maximum",
)


class ExponentialEfficacy(Held):
    """`base` (60 %) at the value `not_allowed` xs, full marks at the value `satisfactory` xh, exponential through both.

    d = A·e^(B·(x − xs)/(xh − xs)) with A = base and B = −ln base, which is base^(1 − (x − xs)/(xh − xs)): better values
    gain ever more, worse ones lose ever less and never come below none. A value that is no finite decimal is rounded
    half-up to 12 decimals first; the mark is then decided exactly, and rounded once.
    Unclamped unless `least` or `most` is stated. Source: 指数型功效函数 of composite evaluation (A = 60, B = −ln 0.6).
    """

    key: ClassVar[str] = "exponential_efficacy"
    title: ClassVar[Text] = Text("指数型功效系数", "exponential efficacy coefficient")
    summary: ClassVar[Text] = Text(
        "不允许值得60%，满意值得满分，其间按指数曲线",
        "60 % at a value not allowed, full at a satisfactory one, exponential",
    )
    details: ClassVar[Text] = Text(
        "比满意值更好的可超过满分；封顶写 most，数值可能远超满意值时必须写，否则得分无界。"
        "除不尽的数值先四舍五入到12位小数。",
        "Better than satisfactory earns more than full marks; to hold it state `most`, which is needed where values "
        "may lie far beyond. A value that is no finite decimal is rounded half-up to 12 decimals first.",
    )
    parameters: ClassVar[Mapping[str, Text]] = {
        "not_allowed": Text("不允许值 xs", "the value not allowed, xs"),
        "satisfactory": Text("满意值 xh", "the satisfactory value, xh"),
        "base": Text(
            "不允许值的得分占分值的比例 A，默认60%", "the share of the points at the value not allowed, A; 60%"
        ),
        **FREE,
    }
    source: ClassVar[Text] = Text(
        "综合评价的指数型功效函数", "the exponential efficacy function of composite evaluation"
    )

    examples: ClassVar[tuple[Example, ...]] = (
        Example.of_values(
            "exponential_efficacy: {not_allowed: 6, satisfactory: 12}",
            {"6": "60", "12": "100", "9": "77.46", "5.81": "59.04", "15": "129.1"},
            points="100",
            leaf="round: 0.01",
        ),
    )

    not_allowed: Number
    satisfactory: Number
    base: Number = Percent(Fraction(3, 5))
    least: Limit = None
    most: Limit = None

    def sentence(self, rubric: Rubric) -> Text:
        return _SENTENCE.with_(
            base=write_as_read(self.base),
            xs=write_as_read(self.not_allowed),
            xh=write_as_read(self.satisfactory),
            end=self.end(),
        )

    def complaints(self, leaf: Leaf, rubric: Rubric) -> Iterator[Complaint]:
        yield from posts_apart(self.not_allowed, self.satisfactory)
        if not 0 < self.base <= _FLATTEST:
            share = Text("大于0、不超过{n}的比例", "a share above 0 and at most {n}")
            expected = share.with_(n=write_as_read(_FLATTEST))
            hint = Text("如 60%；更接近满分的用 efficacy", "such as 60%; for one nearer to full marks use efficacy")
            yield Complaint(("base",), "efficacy", write_as_read(self.base), expected, hint)
        yield from super().complaints(leaf, rubric)

    def inexact(self, scaled: Scaled, worth: Worth) -> Iterable[Wanted]:
        return (self._wanted(scaled, worth),)

    def free(self, scaled: Scaled, worth: Worth) -> Int:
        return scaled.decided[self._wanted(scaled, worth)]

    def _wanted(self, scaled: Scaled, worth: Worth) -> Wanted:
        units, places = on_grid(scaled.value)
        value = Ratio(units, Int.of(10**places))
        part = (value - Ratio.of(self.not_allowed)) * Ratio.of(1 / (self.satisfactory - self.not_allowed))
        power = Power(((Ratio.of(self.base), self._within(Ratio.of(1) - part, worth)),), times=worth.points)
        return Wanted(power, worth.places, worth.step, worth.way)

    def _within(self, exponent: Ratio, worth: Worth) -> Ratio:
        """The exponent held where marks fall below a quarter of a step or pass the most: beyond they are the same."""
        last = max(self._exponent(worth.unit / 4 / worth.points), 0)
        while worth.points * self.base**last >= worth.unit / 4:
            last += 1
        top = exponent.top.at_most(Int.of(math.ceil(last / exponent.times)))
        if self.most is None:
            first = min(self._exponent(_TOO_MANY * worth.unit / worth.points), 0)
            while worth.points * self.base**first <= _TOO_MANY * worth.unit:
                first -= 1
            if exponent.top.low * exponent.times < first:
                raise Overflow(_WITHOUT_MOST)
        else:
            first = min(self._exponent(max(self.most.of(worth.points) / worth.points, Fraction(1))), 0)
            while worth.points * self.base**first <= self.most.of(worth.points) + worth.unit:
                first -= 1
            top = top.at_least(Int.of(math.floor(first / exponent.times)))
        return Ratio(top, exponent.bottom, exponent.times)

    def _exponent(self, share: Fraction) -> int:
        """About the exponent at which the curve gives a share of the points, to begin the exact search at."""
        return int((math.log(share.numerator) - math.log(share.denominator)) / math.log(self.base))

    def free_sheet(self, sheet: Sheet) -> str:
        xs, xh = literal(self.not_allowed), literal(self.satisfactory)
        return f"{sheet.points}*{literal(self.base)}^(1-({sheet.value}-{xs})/({xh}-{xs}))"
