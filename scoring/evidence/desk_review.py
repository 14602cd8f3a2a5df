"""`desk_review: {answers: 评定, items: {…}}` — a reviewer's verdict on each item of the file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from pydantic import Field

from scoring.evidence.answers import any_of, tally
from scoring.evidence.method import Evidence, Grouped, Reading, Records, Seen
from scoring.rubric.example import Example
from scoring.rubric.method import Complaint
from scoring.rubric.model import Leaf, Rubric
from scoring.rubric.spreadsheet import Sheet
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
    details: ClassVar[Text] = Text(
        "不适用、未审查和没有记录的审查项不计；一项也不剩时，全部不适用的为不适用，否则为未测评。",
        "Items found not applicable, not reviewed or without a record drop out; with none left the leaf is not "
        "applicable where every item is, else not assessed.",
    )
    parameters: ClassVar[Mapping[str, Text]] = {
        "answers": Text("结论及其折算，见 answers", "the verdicts and their worth, declared under `answers`"),
        "items": Text("审查项：代码与名称", "what is reviewed: codes and titles"),
    }
    source: ClassVar[Text] = Text("“查阅台账”“资料审核”类规则", "rules that have files reviewed")
    is_share: ClassVar[bool] = True

    examples: ClassVar[tuple[Example, ...]] = (
        Example.of_records(
            "desk_review: {answers: verdict, items: {a: a plan, b: minutes, c: a budget}}",
            "desk_review",
            """
            code,item,verdict,reason
            A,a,met,
            A,b,partly,two meetings without minutes
            A,c,unmet,none filed
            B,a,met,
            B,b,N/A,founded this year
            B,c,met,
            """,
            {"A": ("0.533333333", "5.333333333"), "B": ("1", "10"), "C": "not_assessed"},
            cells={"A": {"sum": "1.6", "n": "3"}, "B": {"sum": "2", "n": "2"}},
            declarations="""
                answers: {verdict: {options: {met: 100%, partly: 60%, unmet: 0%, N/A: not_applicable}}}
                """,
        ),
    )

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

    def spreadsheet(self, sheet: Sheet) -> str:
        # The sum of the verdicts' shares, over the verdicts that count.
        return f"{sheet.name('sum')}/{sheet.name('n')}"

    def records(self, reading: Reading) -> Records:
        verdicts = tally(reading.rubric.answers[self.answers], "verdict")
        chosen = f"period = {text(reading.period.id)} AND {any_of('item', list(self.items))}"
        return Records("desk_review", f"{chosen} AND {verdicts.lessened}", "item || ' ' || verdict")


def _join(items: dict[str, Text]) -> Text:
    return Text("、".join(item.zh for item in items.values()), "; ".join(item.say("en") for item in items.values()))
