"""`segments: {parts: [{from: 0, to: 50, each: 0.1}, {from: 50, each: 0.2}]}` — 分段累进: a rate for each segment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import pairwise
from typing import Annotated, ClassVar

from pydantic import Field

from scoring.rubric.example import Example
from scoring.rubric.method import Complaint
from scoring.rubric.model import Leaf, Rubric
from scoring.rubric.spreadsheet import Sheet, literal
from scoring.rubric.values import Frozen, Number, write_as_read
from scoring.scale.award import NOTHING, Marks
from scoring.scale.held import HELD, Held
from scoring.scale.kernels.line import Knot, line
from scoring.scale.kernels.steps import Steps, counted, counted_sheet
from scoring.scale.method import Scaled
from scoring.scale.wording import PER_STEP, STEPS, STEPS_SAID, joined, step_above_zero
from scoring.scale.worth import Worth
from scoring.sql.exact import Int, Ratio
from scoring.words import Text

_SENTENCE = Text("从{start}起{at}，{parts}{steps}{end}", "from {start} on {at}, {parts}{steps}{end}")
_PART = Text("{low}至{high}部分每{step}计{each}", "{each} for each {step} from {low} to {high}")
_OPEN = Text("{low}以上部分每{step}计{each}", "{each} for each {step} above {low}")


class Segment(Frozen):
    """The stretch of values from `from` to `to` (open where not given), and what each step within it adds."""

    start: Number = Field(alias="from")
    to: Number | None = None
    each: Marks


class Segments(Held):
    """Progressive: each of the `parts` counts what lies within it at its own rate, on top of the parts before.

    Marks begin with `at_start` at the first part's `from`, below which they stay level. The last part may be open.
    `step` is what a rate is for, `steps` what a part of one counts. Held between `least` and `most`.
    Source: 分段累进 rules, as of progressive rates.
    """

    key: ClassVar[str] = "segments"
    title: ClassVar[Text] = Text("分段累进", "segments")
    summary: ClassVar[Text] = Text("各段按各自的比率累计得分", "each segment adds at its own rate")
    details: ClassVar[Text] = Text(
        "各段首尾相接，不留空、不重叠；只有最后一段可以不写 to。",
        "Segments join end to start, without gap or overlap; only the last may leave out `to`.",
    )
    parameters: ClassVar[Mapping[str, Text]] = {
        "parts": Text("各段：from、to 与每一步的得分 each", "the segments: `from`, `to`, and `each` step's award"),
        "at_start": Text("第一段起点的得分，默认0分", "the award at the start of the first, none if not given"),
        "step": PER_STEP,
        "steps": STEPS,
        **HELD,
    }
    source: ClassVar[Text] = Text("“分段累进计分”类规则", "progressive rules, each stretch at its own rate")

    examples: ClassVar[tuple[Example, ...]] = (
        Example.of_values(
            "segments: {parts: [{from: 0, to: 50, each: 0.05}, {from: 50, to: 80, each: 0.1}, {from: 80, each: 0.3}]}",
            {"0": "0", "40": "2", "50": "2.5", "60": "3.5", "80": "5.5", "90": "8.5", "99": "10"},
        ),
        Example.of_values(
            "segments: {at_start: 40%, step: 10, steps: truncate, parts: [{from: 60, to: 100, each: 15%}]}",
            {"59": "4", "60": "4", "69": "4", "70": "5.5", "100": "10", "130": "10"},
            title=Text("整步计，最后一段以后不再增加", "Whole steps, level after the last segment"),
        ),
    )

    parts: Annotated[tuple[Segment, ...], Field(min_length=1)]
    at_start: Marks = NOTHING
    step: Number = Fraction(1)
    steps: Steps = "continuous"

    def sentence(self, rubric: Rubric) -> Text:
        return _SENTENCE.with_(
            start=write_as_read(self.parts[0].start),
            at=self.at_start.said(),
            parts=joined(
                (
                    (_OPEN if part.to is None else _PART).with_(
                        low=write_as_read(part.start),
                        high=write_as_read(part.to) if part.to is not None else "",
                        step=write_as_read(self.step),
                        each=part.each.sentence(),
                    )
                    for part in self.parts
                ),
                "，",
                ", ",
            ),
            steps=STEPS_SAID[self.steps],
            end=self.end(),
        )

    def complaints(self, leaf: Leaf, rubric: Rubric) -> Iterator[Complaint]:
        yield from step_above_zero(self.step)
        for n, part in enumerate(self.parts):
            if part.to is None and part is not self.parts[-1]:
                expected = Text("to：只有最后一段可以不写", "`to`: only the last segment may leave it out")
                hint = Text("写到下一段的起点", "up to where the next one starts")
                yield Complaint(("parts", n), "segments", f"from: {write_as_read(part.start)}", expected, hint)
            elif part.to is not None and part.to <= part.start:
                found = f"{write_as_read(part.start)} … {write_as_read(part.to)}"
                expected, hint = Text("to 大于 from", "`to` above `from`"), Text("两者对调", "swap them")
                yield Complaint(("parts", n, "to"), "segments", found, expected, hint)
        for n, (before, after) in enumerate(pairwise(self.parts), 1):
            if before.to is not None and before.to != after.start:
                yield Complaint(
                    ("parts", n, "from"),
                    "segments",
                    write_as_read(after.start),
                    Text("上一段的终点 {to}", "the end of the segment before, {to}").with_(to=write_as_read(before.to)),
                    Text("各段首尾相接，不留空、不重叠", "let segments join, without gap or overlap"),
                )
        yield from super().complaints(leaf, rubric)

    def free(self, scaled: Scaled, worth: Worth) -> Int:
        steps = counted((scaled.value - Ratio.of(self.parts[0].start)) * Ratio.of(1 / self.step), self.steps)
        last = self.parts[-1]
        return line(steps, self._knots(worth.points), worth, above="on" if last.to is None else "level")

    def _knots(self, points: Fraction) -> list[Knot]:
        """The corners of the line, by the steps from the start."""
        knots = [Knot.of(0, self.at_start.of(points))]
        at, marks = Fraction(0), self.at_start.of(points)
        for part in self.parts:
            length = Fraction(1) if part.to is None else (part.to - part.start) / self.step
            at, marks = at + length, marks + length * part.each.of(points)
            knots.append(Knot.of(at, marks))
        return knots

    def free_sheet(self, sheet: Sheet) -> str:
        start = self.parts[0].start
        steps = counted_sheet(f"({sheet.value}-{literal(start)})/{literal(self.step)}", self.steps)
        terms = [self.at_start.spreadsheet(sheet)]
        for part in self.parts:
            low = literal((part.start - start) / self.step)
            within = f"{steps}-{low}"
            if part.to is not None:
                within = f"MIN({literal((part.to - part.start) / self.step)},{within})"
            terms.append(f"{part.each.spreadsheet(sheet)}*MAX(0,{within})")
        return "+".join(terms)
