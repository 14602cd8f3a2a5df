"""`inverse: {target: 5%}` — 逆向比例: marks in inverse proportion to how far the target was passed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import ClassVar

from scoring.rubric.example import Example
from scoring.rubric.method import Complaint
from scoring.rubric.model import Leaf, Rubric
from scoring.rubric.spreadsheet import Sheet
from scoring.scale.gives import Instead, Outcome
from scoring.scale.kernels.line import Knot, line
from scoring.scale.method import Scale, Scaled
from scoring.scale.target import Target, Targets, varied, zero_stated
from scoring.scale.wording import ZERO_TARGET, at_zero
from scoring.scale.worth import Worth
from scoring.sql.exact import Int, Ratio, choose
from scoring.words import Text

_SENTENCE = Text(
    "不超过{t}得满分，超过的得分 = 分值 × 目标值 ÷ 实际值{zero}",
    "full marks up to {t}, above it points × target ÷ value{zero}",
)


class Inverse(Scale):
    """w · min(target ÷ x, 1); full marks where x is 0 or below. `zero_target` as for proportional.

    Source: 逆向指标 rules.
    """

    key: ClassVar[str] = "inverse"
    title: ClassVar[Text] = Text("逆向比例", "inverse")
    summary: ClassVar[Text] = Text("不超过目标得满分，超过的按倍数递减", "full marks up to the target, fewer above it")
    details: ClassVar[Text] = Text(
        "得分永不为0：实际值是目标值的2倍得一半，10倍得十分之一。要在2倍处扣完，用 control。",
        "It never comes to nothing: twice the target earns half, ten times it a tenth. To end at twice the target, use "
        "control.",
    )
    parameters: ClassVar[Mapping[str, Text]] = {
        "target": Text("得满分的最高值", "the highest value that earns full marks"),
        "zero_target": ZERO_TARGET,
    }
    source: ClassVar[Text] = Text("逆向指标计分规则", "rules for indicators where low is good")

    examples: ClassVar[tuple[Example, ...]] = (
        Example.of_values(
            "inverse: {target: 5}", {"0": "10", "5": "10", "8": "6.25", "10": "5", "50": "1", "": "missing"}
        ),
    )

    target: Targets
    zero_target: Instead | None = None

    def sentence(self, rubric: Rubric) -> Text:
        return _SENTENCE.with_(t=self.target.sentence(rubric), zero=at_zero(self.zero_target))

    def complaints(self, leaf: Leaf, rubric: Rubric) -> Iterator[Complaint]:
        yield from self.target.complaints(("target",), rubric, positive=True)
        yield from zero_stated(self.target, self.zero_target)

    def instead(self, scaled: Scaled) -> Sequence[Outcome]:
        return self.target.outcomes(scaled, self.zero_target)

    def marks(self, scaled: Scaled, worth: Worth) -> Int:
        def below(target: Ratio) -> Int:
            part = line(target / scaled.value, [Knot.of(0, Fraction(0)), Knot.of(1, worth.points)], worth)
            # One over zero is unknown: the best value there is must be asked for first.
            return choose([(scaled.value.compare("<=", target), worth.exact(worth.points))], part)

        return varied(self.target, scaled, below)

    def spreadsheet(self, sheet: Sheet) -> str:
        target = sheet.of(self.target)
        return f"IF({sheet.value}<={target},{sheet.points},{sheet.points}*{target}/{sheet.value})"

    @property
    def targets(self) -> Mapping[str, Target]:
        return {"≤": self.target}
