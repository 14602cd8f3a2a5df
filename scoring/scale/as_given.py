"""`as_given: {}` — 直接赋分: the value is the mark itself, or one on a scale of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any, ClassVar

from pydantic import model_validator

from scoring.rubric.example import Example
from scoring.rubric.method import Complaint
from scoring.rubric.model import Leaf, Rubric
from scoring.rubric.spreadsheet import Sheet, literal
from scoring.rubric.values import Number, write_as_read, write_number
from scoring.scale.held import HELD, Held
from scoring.scale.kernels.line import Knot, line
from scoring.scale.method import Scaled
from scoring.scale.worth import Worth
from scoring.sql.exact import Int
from scoring.words import Text

_PLAIN = Text("得分 = 实际值{end}", "marks = value{end}")
_SCALED = Text("得分 = 分值 × 实际值 ÷ {full}{end}", "marks = points × value ÷ {full}{end}")


class AsGiven(Held):
    """The value as marks; or, where it was given out of `full`, out of the points. Held between `least` and `most`.

    Written as bare text too: `as_given: 100`. Source: marks given by another body, 直接赋分.
    """

    key: ClassVar[str] = "as_given"
    title: ClassVar[Text] = Text("直接赋分", "as given")
    summary: ClassVar[Text] = Text("数值本身就是得分", "the value is the mark itself")
    details: ClassVar[Text] = Text(
        "取值是百分制等其他满分时写明满分，如 as_given: 100，得分按分值折算。",
        "Where values are given out of something else, name it, as in as_given: 100, and they become marks out of the "
        "points.",
    )
    parameters: ClassVar[Mapping[str, Text]] = {
        "full": Text("取值的满分；不写即取值就是得分", "what values are out of; not given, values are marks"),
        **HELD,
    }
    source: ClassVar[Text] = Text("由其他部门直接赋分的指标", "marks that another body has given")

    examples: ClassVar[tuple[Example, ...]] = (
        Example.of_values("as_given: {}", {"0": "0", "7.5": "7.5", "10": "10", "11": "10"}),
        Example.of_values("as_given: 100", {"85": "8.5", "100": "10"}, title=Text("百分制折算", "Out of a hundred")),
    )

    full: Number | None = None

    @model_validator(mode="before")
    @classmethod
    def _bare(cls, written: Any) -> Any:
        return {"full": written} if isinstance(written, str) else written

    def sentence(self, rubric: Rubric) -> Text:
        if self.full is None:
            return _PLAIN.with_(end=self.end())
        return _SCALED.with_(full=write_as_read(self.full), end=self.end())

    def complaints(self, leaf: Leaf, rubric: Rubric) -> Iterator[Complaint]:
        if self.full is not None and self.full <= 0:
            expected, hint = Text("大于0的满分", "full marks above 0"), Text("如 100", "such as 100")
            yield Complaint(("full",), "as_given", write_number(self.full), expected, hint)
        yield from super().complaints(leaf, rubric)

    def free(self, scaled: Scaled, worth: Worth) -> Int:
        full = self.full if self.full is not None else worth.points
        knots = [Knot.of(0, Fraction(0)), Knot.of(full, worth.points)]
        return line(scaled.value, knots, worth, below="on", above="on")

    def free_sheet(self, sheet: Sheet) -> str:
        return sheet.value if self.full is None else f"{sheet.points}*{sheet.value}/{literal(self.full)}"
