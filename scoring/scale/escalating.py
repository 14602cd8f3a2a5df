"""`escalating: {amounts: [0.3, 1, 2], deduct: yes}` — 累进扣分: the first costs so much, the later ones more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Annotated, ClassVar

from pydantic import Field

from scoring.rubric.example import Example
from scoring.rubric.method import Complaint
from scoring.rubric.model import Leaf, Rubric
from scoring.rubric.spreadsheet import Sheet
from scoring.scale.award import Marks
from scoring.scale.held import COUNTING, Counting, rate_above_zero
from scoring.scale.method import Scaled
from scoring.scale.wording import joined
from scoring.scale.worth import Worth
from scoring.sql.exact import Int, Ratio, choose_ratio
from scoring.words import Text

_SENTENCE = Text("{amounts}{end}", "{amounts}{end}")
_NTH = Text("第{n}次{verb}{amount}", "no. {n} {verb} {amount}")
_LATER = Text("第{n}次起每次{verb}{amount}", "from no. {n} on each {verb} {amount}")


class EscalatingTally(Counting):
    """Each occurrence by its place: the first of the `amounts`, the second, …; the last for every further one.

    Added up, or with `deduct` taken off full marks, from `least` to `most`. Only whole occurrences count.
    Source: rules of the kind 首次扣0.3分, 第二次扣1分.
    """

    key: ClassVar[str] = "escalating"
    title: ClassVar[Text] = Text("累进扣分", "escalating")
    summary: ClassVar[Text] = Text("首次扣少，再犯扣多", "each occurrence by its place, later ones more")
    details: ClassVar[Text] = Text(
        "最后一个数适用于其后各次；不足一次的不计。",
        "The last amount is for every further one; part of one does not count.",
    )
    parameters: ClassVar[Mapping[str, Text]] = {
        "amounts": Text(
            "第一次、第二次……的分数，最后一个适用于其后各次", "marks of the first, the second, …, all further ones"
        ),
        **COUNTING,
    }
    source: ClassVar[Text] = Text(
        "“首次扣……，再次扣……”类规则", "rules of the kind “so much the first time, more the next”"
    )

    examples: ClassVar[tuple[Example, ...]] = (
        Example.of_values(
            "escalating: {amounts: [0.3, 1, 2], deduct: yes}",
            {"0": "10", "1": "9.7", "2": "8.7", "3": "6.7", "5": "2.7", "7": "0"},
        ),
    )

    amounts: Annotated[tuple[Marks, ...], Field(min_length=2)]

    def sentence(self, rubric: Rubric) -> Text:
        said = [
            (_LATER if n == len(self.amounts) else _NTH).with_(n=n, verb=self.verb(), amount=amount.sentence())
            for n, amount in enumerate(self.amounts, 1)
        ]
        return _SENTENCE.with_(amounts=joined(said, "，", ", "), end=self.end())

    def complaints(self, leaf: Leaf, rubric: Rubric) -> Iterator[Complaint]:
        for n, amount in enumerate(self.amounts):
            yield from (
                Complaint(("amounts", n), one.code, one.found, one.expected, one.hint)
                for one in rate_above_zero(amount, "amounts", "escalating")
            )
        yield from super().complaints(leaf, rubric)

    def taken(self, scaled: Scaled, worth: Worth) -> Ratio:
        times = scaled.value.rounded(0, way="down").at_least(Int.of(0))
        amounts = [amount.of(worth.points) for amount in self.amounts]
        last = len(amounts) - 1
        so_far = sum(amounts[:-1], Fraction(0))
        arms = [(f"{times.sql} = {n}", Ratio.of(sum(amounts[:n], Fraction(0)))) for n in range(len(amounts))]
        further = Ratio(times, Int.of(1)) * Ratio.of(amounts[-1]) + Ratio.of(so_far - last * amounts[-1])
        return choose_ratio(arms, further)

    def taken_sheet(self, sheet: Sheet) -> str:
        times = f"MAX(0,INT({sheet.value}))"
        terms = [f"{amount.spreadsheet(sheet)}*MIN(1,MAX(0,{times}-{n}))" for n, amount in enumerate(self.amounts[:-1])]
        further = f"{self.amounts[-1].spreadsheet(sheet)}*MAX(0,{times}-{len(self.amounts) - 1})"
        return f"({'+'.join([*terms, further])})"
