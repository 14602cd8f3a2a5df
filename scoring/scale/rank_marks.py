"""`rank_marks: {among: level, best: low, first: 10, per_place: -0.2, …}` — 名次递减: so much less for each place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import ClassVar

from scoring.rubric.example import Example
from scoring.rubric.method import Complaint
from scoring.rubric.model import Leaf, Rubric
from scoring.rubric.spreadsheet import Sheet
from scoring.scale.award import FULL, Marks
from scoring.scale.gives import Outcome
from scoring.scale.held import HELD
from scoring.scale.kernels.line import Knot, line
from scoring.scale.method import Scaled
from scoring.scale.relative import BEST, DIVIDED, ORDER, Best, HeldRelative, placed, placed_sheet
from scoring.scale.worth import Worth
from scoring.sql.exact import Int
from scoring.sql.states import NO_GROUP
from scoring.words import Text

_RULE = Text(
    "按{order}排名次（并列取同一名次，其后跳过），第一名得{first}，每后一名少{rate}{end}",
    "ranked from {order} (equals share the best place, those after skip), {first} for the first place, {rate} less "
    "for each place after it{end}",
)


class RankMarks(HeldRelative):
    """`first` for the first place, and `per_place` (below zero) for each place after it, held between limits.

    Equals share the best place and those after skip: 1, 2, 2, 4. Source: 名次递减 rules.
    """

    key: ClassVar[str] = "rank_marks"
    title: ClassVar[Text] = Text("名次递减", "marks by rank")
    summary: ClassVar[Text] = Text("第一名得满分，每后一名递减", "so much for the first, less for each place after it")
    details: ClassVar[Text] = Text(
        "名次只在参与统计、有数值的地区中排；不参与统计的没有名次，本次未测评。",
        "Places are among those who count in statistics and have a value; whoever does not count has none and is not "
        "assessed.",
    )
    parameters: ClassVar[Mapping[str, Text]] = {
        **DIVIDED,
        "best": BEST,
        "first": Text("第一名的得分，默认满分", "the award of the first place, full marks if not given"),
        "per_place": Text("每后一名加减多少，如 -0.2 或 -2%", "what each place after it adds, such as -0.2 or -2%"),
        **HELD,
    }
    source: ClassVar[Text] = Text("“第一名得满分，每后一名递减”类规则", "rules of a decrement a place")

    examples: ClassVar[tuple[Example, ...]] = (
        Example.of_values(
            "rank_marks: {among: all, best: high, per_place: -2%, constant_group: by_rule}",
            {"90": "10", "80": "9.8", "80.0": "9.8", "70": "9.4", "": "missing"},
        ),
        Example.of_values(
            "rank_marks: {among: all, best: low, first: 8, per_place: -3, least: 1, constant_group: 50%}",
            {"1": "8", "2": "5", "3": "2", "4": "1"},
            title=Text("越低越好，最低1分", "Low is good, at least one mark"),
        ),
    )

    best: Best
    first: Marks = FULL
    per_place: Marks

    def rule(self, rubric: Rubric) -> Text:
        del rubric
        rate = -self.per_place
        return _RULE.with_(order=ORDER[self.best], first=self.first.sentence(), rate=rate.sentence(), end=self.end())

    def complaints(self, leaf: Leaf, rubric: Rubric) -> Iterator[Complaint]:
        yield from super().complaints(leaf, rubric)
        yield from self.first.faults(("first",), leaf, rubric, least=self.least, most=self.most)
        if self.per_place.of(Fraction(1)) >= 0:
            expected = Text("小于0的分数，如 -0.2 或 -2%", "marks below 0, such as -0.2 or -2%")
            hint = Text("越低越好写 best: low", "where low is good write best: low")
            yield Complaint(("per_place",), "rank_marks", str(self.per_place), expected, hint)

    def statistics(self) -> Iterator[str]:
        yield from super().statistics()
        yield self.of_group("rank", placed(self.best))

    def instead(self, scaled: Scaled) -> Sequence[Outcome]:
        place = scaled.work_out(self.of_group("rank", placed(self.best)))
        return (Outcome(f"NOT ({place.known})", "not_assessed", NO_GROUP), *super().instead(scaled))

    def free(self, scaled: Scaled, worth: Worth) -> Int:
        place = scaled.work_out(self.of_group("rank", placed(self.best)))
        first, rate = self.first.of(worth.points), self.per_place.of(worth.points)
        return line(place, [Knot.of(1, first), Knot.of(2, first + rate)], worth, above="on")

    def free_sheet(self, sheet: Sheet) -> str:
        place = placed_sheet(sheet, self.among, self.best)
        return f"{self.first.spreadsheet(sheet)}-({(-self.per_place).spreadsheet(sheet)})*({place}-1)"
