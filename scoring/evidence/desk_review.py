"""`desk_review: {answers: 评定, items: {…}}` — a reviewer's verdict on each item of the file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import ClassVar

from pydantic import Field

from scoring.evidence.kernels.answers import Tally, Undocumented, chosen, tally
from scoring.evidence.kernels.mean import mean
from scoring.evidence.kernels.state import first_of
from scoring.evidence.method import Evidence, Grouped, Reading, Records, Seen
from scoring.evidence.weights import not_listed, not_positive, weight_of
from scoring.evidence.wording import REVIEWERS, UNDOCUMENTED, reviewed_by, titles, undocumented, weighing
from scoring.rubric.example import Example
from scoring.rubric.method import Complaint
from scoring.rubric.model import Leaf, Rubric
from scoring.rubric.spreadsheet import Sheet
from scoring.rubric.values import Code, Names, Number, Words
from scoring.sql.exact import quote, text
from scoring.sql.states import DECLARED, NO_RECORD, NOT_APPLICABLE, NOT_ASSESSED, code
from scoring.words import Text


class DeskReview(Evidence):
    """Desk review (台账审查): the mean share of the verdicts on the items, by `weights` where any are given.

    Items found not applicable, not reviewed or without a record drop out; with none left the leaf is not applicable
    where every item is, else not assessed. The number of items is what the list holds (四统一 lists five). An item
    without a weight weighs 1. Where `without_evidence` is given, a verdict better than the lowest that names no
    evidence counts as the lowest (`lowest`: no document, no credit) or drops out (`not_assessed`). `reviewers`: only
    the records of these count.
    """

    key: ClassVar[str] = "desk_review"
    table: ClassVar[str] = "desk_review"
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
        "weights": Text("审查项的权重，没有写的为1", "weights of items; one not named weighs 1"),
        "without_evidence": UNDOCUMENTED,
        "reviewers": REVIEWERS,
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
        Example.of_records(
            """
            desk_review:
              answers: verdict
              items: {a: a plan, b: minutes}
              weights: {a: 3}
              without_evidence: lowest
            """,
            "desk_review",
            """
            code,item,verdict,evidence
            A,a,met,No. 7
            A,b,unmet,
            B,a,met,
            B,b,met,No. 9
            """,
            {"A": "7.5", "B": "2.5"},
            title=Text("要点有权重，没有佐证编号的不得分", "weighted items; no document, no credit"),
            declarations="answers: {verdict: {options: {met: 100%, unmet: 0%}}}",
        ),
    )

    answers: str
    items: dict[Code, Words] = Field(min_length=1)
    weights: dict[Code, Number] = Field(default_factory=dict)
    without_evidence: Undocumented | None = None
    reviewers: Names = ()

    def sentence(self, rubric: Rubric) -> Text:
        how = Text("取各项结论得分率的平均（按“{answers}”折算）", "the mean of the verdicts' shares (“{answers}”)")
        if self.weights:
            how = Text(
                "取各项结论得分率按权重的平均（按“{answers}”折算；{weights}，没有写的为1）",
                "the mean of the verdicts' shares (“{answers}”) by weight ({weights}, others 1)",
            )
        return Text(
            "台账审查{n}项（{items}），{how}{more}{who}", "desk review of {n} item(s) ({items}): {how}{more}{who}"
        ).with_(
            n=len(self.items),
            items=titles(self.items),
            how=how.with_(answers=self.answers, weights=weighing(self.weights)),
            more=undocumented(self.without_evidence),
            who=reviewed_by(self.reviewers),
        )

    def complaints(self, leaf: Leaf, rubric: Rubric) -> Iterator[Complaint]:
        yield from not_positive("weights", self.weights)
        yield from not_listed("weights", self.weights, self.items)

    def read(self, reading: Reading) -> Seen:
        verdicts = self._tally(reading)
        size, absent = len(self.items), reading.name("desk_na")
        weight = weight_of("item", {name: self.weights.get(name, Fraction(1)) for name in self.items})
        reviewed = mean(reading.name, "desk", verdicts.measure, self._chosen, weight, size)
        columns = {**reviewed.columns, absent: f"count(*) FILTER (WHERE {self._chosen} AND {verdicts.not_applicable})"}
        state = first_of(
            [
                (reviewed.there, 0),
                (f"{quote(absent)} = {size}", code(NOT_APPLICABLE, DECLARED)),
                ("TRUE", code(NOT_ASSESSED, NO_RECORD)),
            ]
        )
        grouped = Grouped(self.table, f"period = {text(reading.period.id)}", columns)
        return Seen(reviewed.exact, state, grouped=(grouped,), shown={"n": reviewed.count.sql})

    def spreadsheet(self, sheet: Sheet) -> str:
        # The sum of the verdicts' shares by weight, over the weights of those that count.
        return f"{sheet.name('sum')}/{sheet.name('weights' if self.weights else 'n')}"

    def records(self, reading: Reading) -> Records:
        where = f"period = {text(reading.period.id)} AND {self._chosen} AND {self._tally(reading).lessened}"
        return Records(self.table, where, "item || ' ' || verdict")

    def _tally(self, reading: Reading) -> Tally:
        return tally(reading.rubric.answers[self.answers], "verdict").documented(self.without_evidence)

    @property
    def _chosen(self) -> str:
        return chosen(self.items, self.reviewers)
