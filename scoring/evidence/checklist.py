"""`checklist: {answers: 评定, items: {…}, need: any}` — which items of a list are met."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from scoring.evidence.kernels.answers import Tally, Undocumented, chosen, tally
from scoring.evidence.kernels.mean import mean
from scoring.evidence.kernels.state import first_of
from scoring.evidence.method import Evidence, Grouped, Reading, Records, Seen
from scoring.evidence.wording import NOTHING, REVIEWERS, UNDOCUMENTED, reviewed_by, titles, undocumented
from scoring.rubric.example import Example
from scoring.rubric.method import Complaint
from scoring.rubric.model import Leaf, Rubric
from scoring.rubric.values import Code, Names, Number, Words, write_share
from scoring.sql.exact import Int, Ratio, choose, quote, text
from scoring.sql.states import DECLARED, NO_RECORD, NOT_APPLICABLE, NOT_ASSESSED, UNSETTLED, code
from scoring.words import Text


class Checklist(Evidence):
    """Checklist (清单): how many of the listed items are met, their share, or whether enough of them are.

    The number of items is what the list holds. An item is met where its verdict is worth at least `met`. Items found
    not applicable drop out; all of them, and the leaf is not applicable. What becomes of an item without a verdict is
    said by `unreviewed`: `not_assessed` (the leaf is, unless these items cannot alter the outcome), `left_out` (as if
    it did not apply) or `unmet`. With no verdict on any item the leaf is not assessed.

    `need: any` asks for one met item, `need: all` for every one, `need: 3` for three (or all there are, where fewer
    apply): it is full or nothing. Without `need` the value is the share met of those that apply (`give: share`) or
    their number (`give: number`), of which `at_most` count.
    """

    key: ClassVar[str] = "checklist"
    table: ClassVar[str] = "desk_review"
    title: ClassVar[Text] = Text("清单", "checklist")
    summary: ClassVar[Text] = Text(
        "逐项核对是否落实，按落实的项数、比例或是否达到所需项数计分",
        "items met or not: their number, their share, or whether enough of them are",
    )
    details: ClassVar[Text] = Text(
        "记录与台账审查同表。不适用的项不计，全部不适用的为不适用；一项结论也没有的为未测评。",
        "Its records are those of desk reviews. Items that do not apply drop out, and with all of them the leaf does "
        "not apply; with no verdict at all it is not assessed.",
    )
    parameters: ClassVar[Mapping[str, Text]] = {
        "answers": Text("结论及其折算，见 answers", "the verdicts and their worth, declared under `answers`"),
        "items": Text("清单各项：代码与名称", "the items: codes and titles"),
        "met": Text("结论的得分率达到多少算落实", "the least worth of a verdict that is met"),
        "need": Text(
            "所需项数：any 任一项，all 全部，或一个数；达到得满分，否则零分",
            "how many must be met: `any`, `all` or a number; full marks with them, none without",
        ),
        "give": Text("取落实的比例，或项数", "the share of items met, or their number"),
        "at_most": Text("最多计入的项数", "how many items count at most"),
        "unreviewed": Text(
            "没有结论的项：not_assessed 未测评（结果不受其影响的除外），left_out 不计，unmet 视为未落实",
            "an item without a verdict: `not_assessed`, unless it cannot alter the outcome; `left_out`; or `unmet`",
        ),
        "without_evidence": UNDOCUMENTED,
        "reviewers": REVIEWERS,
    }
    source: ClassVar[Text] = Text("“五落实”“六进”等逐项清单", "lists of things to be done, such as 五落实 and 六进")
    is_share: ClassVar[bool] = True

    examples: ClassVar[tuple[Example, ...]] = (
        Example.of_records(
            "checklist: {answers: verdict, items: {a: plans, b: teachers, c: hours}, unreviewed: left_out}",
            "desk_review",
            """
            code,item,verdict,reason
            A,a,met,
            A,b,partly,
            A,c,met,
            B,a,met,
            B,b,N/A,no school
            """,
            {"A": ("0.666666667", "6.666666667"), "B": ("1", "10"), "C": "not_assessed"},
            declarations="""
                answers: {verdict: {options: {met: 100%, partly: 60%, unmet: 0%, N/A: not_applicable}}}
                """,
        ),
        Example.of_records(
            "checklist: {answers: verdict, items: {a: a hotline, b: a website, c: an office}, need: any}",
            "desk_review",
            """
            code,item,verdict
            A,a,unmet
            A,b,met
            B,a,unmet
            B,b,unmet
            C,a,unmet
            C,b,unmet
            C,c,unmet
            """,
            {"A": "10", "B": "not_assessed", "C": "0"},
            title=Text(
                "任一项即可：未审查的可能改变结果时为未测评", "any one will do: B's third item could still decide"
            ),
            declarations="answers: {verdict: {options: {met: 100%, unmet: 0%}}}",
        ),
        Example.of_records(
            """
            checklist: {answers: verdict, items: {a: A, b: B, c: C}, give: number, at_most: 2, unreviewed: unmet}
            tally: {each: 3}
            """,
            "desk_review",
            """
            code,item,verdict
            A,a,met
            A,b,met
            A,c,met
            B,a,met
            """,
            {"A": "6", "B": "3"},
            title=Text("按项计分，最多计两项", "marks an item, two at most"),
            declarations="answers: {verdict: {options: {met: 100%, unmet: 0%}}}",
        ),
    )

    answers: str
    items: dict[Code, Words] = Field(min_length=1)
    met: Number = Fraction(1)
    need: Literal["any", "all"] | Annotated[int, Field(ge=1, le=10**6)] | None = None
    give: Literal["share", "number"] = "share"
    at_most: Annotated[int, Field(ge=1, le=10**6)] | None = None
    unreviewed: Literal["not_assessed", "left_out", "unmet"] = "not_assessed"
    without_evidence: Undocumented | None = None
    reviewers: Names = ()

    @property
    def gives_share(self) -> bool:
        return self.need is not None or self.give == "share"

    def sentence(self, rubric: Rubric) -> Text:
        return Text(
            "清单{n}项（{items}），结论按“{answers}”折算达到{met}算落实；{how}{most}；没有结论的项{unreviewed}{more}{who}",
            "checklist of {n} item(s) ({items}), met from {met} on (“{answers}”): {how}{most}; an item without "
            "a verdict {unreviewed}{more}{who}",
        ).with_(
            n=len(self.items),
            answers=self.answers,
            items=titles(self.items),
            met=write_share(self.met),
            how=self._how(),
            most=Text("，最多计{n}项", ", {n} at most").with_(n=self.at_most) if self.at_most else NOTHING,
            unreviewed=_UNREVIEWED[self.unreviewed],
            more=undocumented(self.without_evidence),
            who=reviewed_by(self.reviewers),
        )

    def complaints(self, leaf: Leaf, rubric: Rubric) -> Iterator[Complaint]:
        if self.need is not None and (self.at_most is not None or self.give == "number"):
            key = "at_most" if self.at_most is not None else "give"
            expected = Text("need 之外不再写 {key}", "no {key} beside need").with_(key=key)
            hint = Text("need 只有满分和零分两种结果", "with need it is full or nothing")
            yield Complaint((key,), "need_decides", key, expected, hint)
        if isinstance(self.need, int) and self.need > len(self.items):
            yield Complaint(("need",), "more_than_listed", str(self.need), self._at_most_listed, _COUNT)
        if self.at_most is not None and self.at_most > len(self.items):
            yield Complaint(("at_most",), "more_than_listed", str(self.at_most), self._at_most_listed, _COUNT)
        if not 0 < self.met <= 1:
            expected = Text("大于 0、不大于 100% 的得分率", "a share above 0 and up to 100%")
            yield Complaint(("met",), "met_share", write_share(self.met), expected, Text("如 60%", "such as 60%"))

    def read(self, reading: Reading) -> Seen:
        verdicts, size, absent = self._tally(reading), len(self.items), reading.name("list_na")
        reviewed = mean(reading.name, "list", verdicts.measure, self._chosen, most=size)
        columns = {**reviewed.columns, absent: f"count(*) FILTER (WHERE {self._chosen} AND {verdicts.not_applicable})"}
        met = Int(f"coalesce({reviewed.top.sql}, 0)", 0, size, nullable=False, width=reviewed.top.width)
        left = Int(f"({size} - coalesce({quote(absent)}, 0))", 0, size, nullable=False)
        unsaid = left - reviewed.count
        applicable = reviewed.count if self.unreviewed == "left_out" else left
        value = self._value(met, applicable)
        outcomes: list[tuple[str, int]] = [
            (f"coalesce({quote(absent)}, 0) = {size}", code(NOT_APPLICABLE, DECLARED)),
            (f"{reviewed.count.sql} = 0", code(NOT_ASSESSED, NO_RECORD)),
        ]
        if self.unreviewed == "not_assessed":
            alters = value.compare("<>", self._value(met + unsaid, applicable))
            outcomes.append((alters, code(NOT_ASSESSED, UNSETTLED)))
        grouped = Grouped(self.table, f"period = {text(reading.period.id)}", columns)
        return Seen(value, first_of(outcomes), grouped=(grouped,), shown={"n": reviewed.count.sql})

    def records(self, reading: Reading) -> Records:
        where = f"period = {text(reading.period.id)} AND {self._chosen} AND {self._tally(reading).lessened}"
        return Records(self.table, where, "item || ' ' || verdict")

    def _value(self, met: Int, applicable: Int) -> Ratio:
        """What so many met items come to, of those that apply."""
        if self.need is not None:
            wanted = {"any": Int.of(1), "all": applicable}.get(str(self.need))
            wanted = wanted or Int.of(int(self.need)).at_most(applicable)
            return Ratio(choose([(f"{met.sql} >= {wanted.sql}", Int.of(1))], Int.of(0)), Int.of(1))
        most = Int.of(self.at_most or len(self.items))
        if self.give == "number":
            return Ratio(met.at_most(most), Int.of(1))
        attainable = applicable.at_most(most)
        bottom = Int(f"nullif({attainable.sql}, 0)", 1, attainable.high, width=attainable.width)
        return Ratio(met.at_most(most), bottom)

    def _how(self) -> Text:
        if self.need == "any":
            return Text("落实任一项即得满分", "full where any one is met")
        if self.need == "all":
            return Text("全部落实得满分", "full where all are met")
        if self.need is not None:
            return Text(
                "落实{n}项得满分（适用的不足{n}项的须全部落实）", "full where {n} are met, or all that apply"
            ).with_(n=self.need)
        if self.give == "number":
            return Text("取落实的项数", "the number met")
        return Text("取落实的比例", "the share met of those that apply")

    def _tally(self, reading: Reading) -> Tally:
        verdicts = tally(reading.rubric.answers[self.answers], "verdict")
        met = [name for name, share in verdicts.shares.items() if share >= self.met]
        return verdicts.chosen(met).documented(self.without_evidence)

    @property
    def _chosen(self) -> str:
        return chosen(self.items, self.reviewers)

    @property
    def _at_most_listed(self) -> Text:
        return Text("不多于清单的{n}项", "no more than the {n} items listed").with_(n=len(self.items))


_COUNT = Text("项数以清单所列为准", "the list says how many there are")
_UNREVIEWED = {
    "not_assessed": Text("未测评，结果不受其影响的除外", "leaves it not assessed unless it cannot alter the outcome"),
    "left_out": Text("不计", "drops out"),
    "unmet": Text("视为未落实", "is not met"),
}
