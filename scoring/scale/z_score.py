"""`z_score: {among: level, best: high, sd: population, at_mean: 60%, per_sd: 10%, …}` — 标准分: by deviations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import ClassVar, Literal

from scoring.reference.measures import PLACES
from scoring.rubric.example import Example
from scoring.rubric.method import Complaint
from scoring.rubric.model import Leaf, Rubric
from scoring.rubric.spreadsheet import Sheet
from scoring.scale.award import Marks
from scoring.scale.gives import Instead
from scoring.scale.held import HELD
from scoring.scale.kernels.line import Knot, line
from scoring.scale.method import Scaled
from scoring.scale.relative import BEST, RELATIVE, Best, HeldRelative
from scoring.scale.worth import Worth
from scoring.sql.exact import Int, Ratio
from scoring.words import Text

_RULE = Text(
    "等于平均值得{base}，每{better}一个标准差（{sd}，与平均值均四舍五入到小数12位）加{rate}，每{worse}一个扣{rate}，按比例计{end}",
    "{base} at the mean, {rate} more for each standard deviation ({sd}; it and the mean are rounded to 12 decimals) "
    "{better}, {rate} less for each {worse}, in proportion{end}",
)
_SD = {"population": Text("总体", "of a population"), "sample": Text("样本", "of a sample")}


class ZScore(HeldRelative):
    """`at_mean` + `per_sd` · (x − mean) ÷ standard deviation, held between `least` and `most`.

    Mean and deviation are rounded half-up to twelve decimals, and from there on the rule is a straight line. Source:
    standardisation in the OECD/JRC handbook, 标准分.
    """

    key: ClassVar[str] = "z_score"
    title: ClassVar[Text] = Text("标准分", "z-score")
    summary: ClassVar[Text] = Text("按偏离同组平均值几个标准差得分", "by standard deviations from the group's mean")
    details: ClassVar[Text] = Text(
        "标准差为0的，按全组数值相同处理。", "A deviation that comes to 0 is a group of one and the same value."
    )
    parameters: ClassVar[Mapping[str, Text]] = {
        **RELATIVE,
        "best": BEST,
        "sd": Text(
            "标准差：population 总体（除以n），sample 样本（除以n−1）",
            "the deviation: `population` divides by n, `sample` by n − 1",
        ),
        "at_mean": Text("等于平均值的得分，如 60%", "the award of the mean itself, such as 60%"),
        "per_sd": Text("每好一个标准差加多少，如 10%", "what each deviation to the better adds, such as 10%"),
        **HELD,
    }
    source: ClassVar[Text] = Text("OECD/JRC 综合指数手册的标准化", "standardisation in the OECD/JRC handbook")

    examples: ClassVar[tuple[Example, ...]] = (
        Example.of_values(
            "z_score: {among: all, best: high, sd: population, at_mean: 60%, per_sd: 10%, constant_group: 60%}",
            {"2": "4.5", "4": "5.5", "5": "6", "7": "7", "9": "8", "4.0": "5.5", "5.0": "6", "4.00": "5.5"},
        ),
        Example.of_values(
            "z_score: {among: all, best: low, sd: sample, at_mean: 5, per_sd: 2, constant_group: not_assessed}",
            {"10": "7", "20": "5", "30": "3", "": "missing"},
            title=Text("样本标准差，越低越好", "Deviation of a sample, low is good"),
        ),
    )

    constant_group: Instead
    best: Best
    sd: Literal["population", "sample"]
    at_mean: Marks
    per_sd: Marks

    def rule(self, rubric: Rubric) -> Text:
        del rubric
        high, low = Text("高", "above"), Text("低", "below")
        better, worse = (high, low) if self.best == "high" else (low, high)
        return _RULE.with_(
            base=self.at_mean.sentence(),
            rate=self.per_sd.sentence(),
            sd=_SD[self.sd],
            better=better,
            worse=worse,
            end=self.end(),
        )

    def complaints(self, leaf: Leaf, rubric: Rubric) -> Iterator[Complaint]:
        yield from super().complaints(leaf, rubric)
        yield from self.at_mean.faults(("at_mean",), leaf, rubric, least=self.least, most=self.most)
        if self.per_sd.of(Fraction(1)) <= 0:
            expected = Text("大于0的分数", "marks above 0")
            hint = Text("越低越好写 best: low", "where low is good write best: low")
            yield Complaint(("per_sd",), "z_score", str(self.per_sd), expected, hint)

    def statistics(self) -> Iterator[str]:
        yield from super().statistics()
        yield from (self.of_group("mean"), self.of_group(f"sd_{self.sd}"))

    def constant(self, scaled: Scaled, low: Ratio, high: Ratio) -> str:
        none = scaled.work_out(self.of_group(f"sd_{self.sd}")).against_zero("=")
        return f"({super().constant(scaled, low, high)} OR {none})"

    def free(self, scaled: Scaled, worth: Worth) -> Int:
        mean, sd = (scaled.work_out(self.of_group(function)) for function in ("mean", f"sd_{self.sd}"))
        away = self.own(scaled) - Ratio(mean.rounded(PLACES), Int.of(10**PLACES))
        base, rate = self.at_mean.of(worth.points), self.per_sd.of(worth.points)
        knots = [Knot.of(0, base), Knot.of(1, base + (rate if self.best == "high" else -rate))]
        return line(away / sd, knots, worth, below="on", above="on")

    def free_sheet(self, sheet: Sheet) -> str:
        mean, sd = sheet.among("mean", self.among), sheet.among(f"sd_{self.sd}", self.among)
        sign = "+" if self.best == "high" else "-"
        rate = self.per_sd.spreadsheet(sheet)
        return f"{self.at_mean.spreadsheet(sheet)}{sign}{rate}*({sheet.value}-{mean})/{sd}"
