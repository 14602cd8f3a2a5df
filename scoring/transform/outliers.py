"""`transform: {outliers: {among: all, pull_in: 5, …}}` — 离群值处理: extremes pulled in, or all made logarithms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache, partial
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from scoring.reference.measures import Measure
from scoring.rubric.example import Example
from scoring.rubric.method import Complaint
from scoring.rubric.model import Leaf, Rubric
from scoring.rubric.nearest import did_you_mean
from scoring.rubric.spreadsheet import Sheet
from scoring.rubric.values import Frozen, Number, write_as_read, write_number
from scoring.sql.exact import Int, Ratio, choose_ratio
from scoring.sql.inexact import Inexact, Logarithm
from scoring.transform.method import Fork, Turned, WithDomain
from scoring.words import Text

_GROUPS = 1024
"""Groups whose treatment is remembered, for each is asked three times."""


class Shape(Frozen):
    """How skewed and peaked values may be before they count as having outliers."""

    skew: Number
    kurtosis: Number


class Outliers(WithDomain):
    """Values of a group pulled in from the ends one by one until their shape passes, else left or made logarithms.

    A group passes where the size of its skewness is below `skew` or its excess kurtosis below `kurtosis` (both of a
    sample, as spreadsheets' SKEW and KURT). Where it does not, all values at the end the skew points to take the next
    value inward, again and again, until it passes or at least `pull_in` values have been pulled in. Where it still does
    not, `otherwise: log` takes the untouched values x to ln(x − min + 1 % of (max − min)), `keep` leaves them as they
    are pulled in. Fewer than four values, or all alike, have no outliers. Whoever is not counted in statistics is held
    to the same limits.
    """

    key: ClassVar[str] = "outliers"
    title: ClassVar[Text] = Text("离群值处理", "outliers")
    summary: ClassVar[Text] = Text(
        "偏度、峰度过大时逐个缩尾，仍不合格的取对数",
        "pulls in extremes while skew and kurtosis are too large, else takes logarithms",
    )
    source: ClassVar[Text] = Text(
        "OECD/JRC 综合指数手册及 COIN Tool 的离群值处理",
        "the treatment of outliers of the OECD/JRC handbook and the COIN Tool",
    )
    parameters: ClassVar[Mapping[str, Text]] = {
        "outside": Text(
            "不属于任何一组的地区的状态或数（默认 not_assessed）",
            "the state or number of whoever is in no such group",
        ),
        "among": Text("在哪一组内判断：all 或名册的一列", "the group: all, or a column of the roster"),
        "pull_in": Text("最多缩多少个", "how many values are pulled in at most"),
        "until": Text("合格的偏度与峰度", "the skewness and excess kurtosis that pass"),
        "otherwise": Text("仍不合格时：log 取对数，keep 保留缩尾后的值", "where it still does not pass: log, or keep"),
    }
    examples: ClassVar[tuple[Example, ...]] = (
        replace(
            Example.of_values(
                "proportional: {target: 10}",
                {"1": "1", "2": "2", "3": "3", "4": "4", "5": "5", "90": "5"},
                leaf="transform:\n  outliers: {among: all, pull_in: 2, otherwise: keep, until: {skew: 2, kurtosis: 3}}",
            ),
            cells={who: {"lowest": "1", "highest": "5"} for who in "ABCDEF"},
        ),
    )
    among: str
    pull_in: Annotated[int, Field(ge=1, le=1000)]
    until: Shape
    otherwise_: Literal["log", "keep"] = Field(alias="otherwise")

    def sentence(self, rubric: Rubric) -> Text:
        last = Text("对原值取 ln(x−最小值+1%极差)", "ln(x − min + 1% of the range) of the untouched values is taken")
        kept = Text("保留缩尾后的值", "they stay pulled in")
        return Text(
            "在{group}中偏度绝对值不低于{skew}且峰度不低于{kurtosis}时，由偏向的一端逐个取内侧相邻值（最多{n}个）；仍不合格的{last}",
            "where among {group} the size of the skewness reaches {skew} and the kurtosis {kurtosis}, extremes take "
            "the next value inward (at most {n}); where that is not enough, {last}",
        ).with_(
            group=Text("全部地区", "all") if self.among == "all" else self.among,
            skew=write_as_read(self.until.skew),
            kurtosis=write_as_read(self.until.kurtosis),
            n=self.pull_in,
            last=last if self.otherwise_ == "log" else kept,
        )

    def complaints(self, leaf: Leaf, rubric: Rubric) -> Iterator[Complaint]:
        groups = ["all", "level", "group", "parent", *rubric.population.attributes]
        if self.among not in groups:
            expected = Text("all 或名册中的一列", "all, or a column of the roster")
            yield Complaint(("among",), "unknown_group", self.among, expected, did_you_mean(self.among, groups))
        for name in ("skew", "kurtosis"):
            limit = getattr(self.until, name)
            if limit <= 0:
                expected = Text("大于0的界限", "a limit above 0")
                hint = Text("如 skew: 2、kurtosis: 3.5", "such as skew: 2, kurtosis: 3.5")
                yield Complaint(("until", name), "shape", write_number(limit), expected, hint)

    def measures(self, value: Ratio) -> Sequence[Measure]:
        found = lru_cache(maxsize=_GROUPS)(
            partial(_treated, most=self.pull_in, skew=self.until.skew, kurtosis=self.until.kurtosis)
        )

        def treated(values: Sequence[int]) -> tuple[int, int, bool]:
            return found(tuple(sorted(values)))

        return (
            Measure("lowest", value, self.among, told=lambda values: treated(values)[0]),
            Measure("highest", value, self.among, told=lambda values: treated(values)[1]),
            # Tells by its place, first or last, whether pulling in was enough.
            Measure(
                "passes", value, self.among, told=lambda values: min(values) if treated(values)[2] else max(values)
            ),
            Measure("min", value, self.among),
            Measure("max", value, self.among),
        )

    def transformed(self, turned: Turned) -> Ratio | Inexact | Fork:
        low, high, passes, least, most = turned.measured
        if self.otherwise_ == "keep":
            return _held(turned.value, low, high)
        shifted = _held(turned.value, least, most) - least + (most - least) * Ratio.of(Fraction(1, 100))
        # Never asked where all values are alike: those pass.
        top = Int(shifted.top.sql, min(shifted.top.low, 0), shifted.top.high, nullable=True, width=shifted.top.width)
        return Fork(passes.compare("=", least), _held(turned.value, low, high), Logarithm(replace(shifted, top=top)))

    def beyond(self, turned: Turned) -> str:
        # Whoever is in no such group, or in one of which nothing is known, has nothing to be held to.
        return f"NOT ({turned.measured[0].known})"

    def spreadsheet(self, sheet: Sheet) -> str:
        return f"MEDIAN({sheet.name('lowest')},{sheet.value},{sheet.name('highest')})"


def _held(value: Ratio, low: Ratio, high: Ratio) -> Ratio:
    return choose_ratio([(value.compare("<", low), low), (value.compare(">", high), high), (value.known, value)], None)


def _treated(values: Sequence[int], most: int, skew: Fraction, kurtosis: Fraction) -> tuple[int, int, bool]:
    """Where the values are cut off below and above, and whether their shape passes then."""
    now = list(values)
    low, high = min(now), max(now)
    pulled_low = pulled_high = 0
    while not _passes(now, skew, kurtosis) and pulled_low + pulled_high < most:
        if _third(now) >= 0:
            pulled_high = now.count(high)
            high = max(value for value in now if value != high)
        else:
            pulled_low = now.count(low)
            low = min(value for value in now if value != low)
        now = [min(max(value, low), high) for value in values]
    return low, high, _passes(now, skew, kurtosis)


def _third(values: Sequence[int]) -> int:
    """A whole number of the skewness's sign."""
    count, total = len(values), sum(values)
    return sum((count * value - total) ** 3 for value in values)


def _passes(values: Sequence[int], skew: Fraction, kurtosis: Fraction) -> bool:
    """Whether the shape of a sample is not that of one with outliers; told in whole numbers, without a root."""
    count, total = len(values), sum(values)
    if count < 4 or min(values) == max(values):
        return True
    away = [count * value - total for value in values]
    second, third, fourth = (sum(one**power for one in away) for power in (2, 3, 4))
    squared = Fraction(count * third**2 * count * (count - 1), second**3 * (count - 2) ** 2)
    excess = Fraction(count * fourth, second**2) - 3
    peak = ((count + 1) * excess + 6) * (count - 1) / ((count - 2) * (count - 3))
    return squared < skew**2 or peak < kurtosis
