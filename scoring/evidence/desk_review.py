"""`desk_review: {answers: 评定, items: {…}}` — a reviewer's verdict on each item of the file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from pydantic import Field

from scoring.evidence.answers import any_of, tally
from scoring.evidence.method import Evidence, Grouped, Reading, Records, Seen
from scoring.rubric.method import Complaint
from scoring.rubric.model import Leaf, Rubric
from scoring.rubric.values import Code, Words
from scoring.sql.exact import Int, Ratio, quote, text
from scoring.sql.states import DECLARED, NO_RECORD, NOT_APPLICABLE, NOT_ASSESSED, code
from scoring.words import Text


class DeskReview(Evidence):
    """Desk review (台账审查): the mean share of the verdicts on the items.

    Items found not applicable, not reviewed or without a record drop out; with none left the leaf is not applicable
    where every item is, else not assessed. The number of items is what the list holds (四统一 lists five).
    Source: 查阅台账, 资料审核 rules.
    """

    key: ClassVar[str] = "desk_review"
    title: ClassVar[Text] = Text("台账审查", "desk review")
    summary: ClassVar[Text] = Text(
        "逐项审查台账，按各项结论的平均得分率计分", "each item of the file gets a verdict; their mean share counts"
    )
    is_share: ClassVar[bool] = True

    answers: str
    items: dict[Code, Words] = Field(min_length=1)

    def sentence(self) -> Text:
        return Text(
            "台账审查{n}项（{items}），取各项结论得分率的平均",
            "desk review of {n} item(s) ({items}): the mean of the verdicts' shares",
        ).with_(n=len(self.items), items=_join(self.items))

    def complaints(self, leaf: Leaf, rubric: Rubric) -> Iterator[Complaint]:
        return iter(())

    def read(self, reading: Reading) -> Seen:
        verdicts = tally(reading.rubric.answers[self.answers], "verdict")
        chosen = any_of("item", list(self.items))
        total, n, absent = (reading.name(part) for part in ("desk_sum", "desk_n", "desk_na"))
        grouped = Grouped(
            "desk_review",
            f"period = {text(reading.period.id)}",
            {
                total: f"sum({verdicts.worth}) FILTER (WHERE {chosen} AND {verdicts.counted})",
                n: f"count(*) FILTER (WHERE {chosen} AND {verdicts.counted})",
                absent: f"count(*) FILTER (WHERE {chosen} AND {verdicts.not_applicable})",
            },
        )
        size = len(self.items)
        state = (
            f"CASE WHEN {quote(n)} > 0 THEN 0 "
            f"WHEN {quote(absent)} = {size} THEN {code(NOT_APPLICABLE, DECLARED)} "
            f"ELSE {code(NOT_ASSESSED, NO_RECORD)} END"
        )
        value = Ratio(Int.column(total, 0, size * verdicts.over), Int.column(n, 1, size) * Int.of(verdicts.over))
        return Seen(value, state, grouped=(grouped,), shown={"n": quote(n)})

    def records(self, reading: Reading) -> Records:
        verdicts = tally(reading.rubric.answers[self.answers], "verdict")
        chosen = f"period = {text(reading.period.id)} AND {any_of('item', list(self.items))}"
        return Records("desk_review", f"{chosen} AND {verdicts.lessened}", "item || ' ' || verdict")


def _join(items: dict[str, Text]) -> Text:
    return Text("、".join(item.zh for item in items.values()), "; ".join(item.say("en") for item in items.values()))
