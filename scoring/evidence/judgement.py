"""`judgement: {item: J1}` — one mark, given with its reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from pydantic import model_validator

from scoring.evidence.kernels.marks import MICRO, SAID, VOID, rated, valid
from scoring.evidence.kernels.mean import Measure, mean
from scoring.evidence.kernels.state import first_of
from scoring.evidence.method import Evidence, Grouped, Reading, Records, Seen
from scoring.evidence.weights import no_maximum
from scoring.rubric.example import Example
from scoring.rubric.method import Complaint
from scoring.rubric.model import Leaf, Rubric
from scoring.rubric.spreadsheet import Sheet
from scoring.rubric.values import Code, write_number
from scoring.sql.exact import quote, text
from scoring.sql.states import NO_RECORD, NOT_ASSESSED, REFUSED, code
from scoring.sql.states import VOID as ALL_VOID
from scoring.words import Text


class Judgement(Evidence):
    """A judgement (评定打分): the mark given for an item of a score sheet, over the most that can be given.

    Marks outside the item's range were refused where they were read, and one without its reason too: the item must say
    `reason: required`. Void marks do not count. No mark, or only void ones, and the leaf is not assessed; so is it
    where several judges gave one, for then the rubric means a panel.
    """

    key: ClassVar[str] = "judgement"
    table: ClassVar[str] = "marks"
    title: ClassVar[Text] = Text("评定打分", "judgement")
    summary: ClassVar[Text] = Text("在规定范围内评定一个分数，须写理由", "one mark within a range, with its reason")
    details: ClassVar[Text] = Text(
        "没有评分、只有废票的为未测评；有几个评委各评一分的也为未测评，应改用 panel。",
        "Without a mark, or with void ones only, the leaf is not assessed; so is it with several judges' marks, which "
        "are for a panel.",
    )
    parameters: ClassVar[Mapping[str, Text]] = {
        "item": Text(
            "评分项，见 panels，须写 reason: required", "what is marked: an item of `panels` with reason: required"
        )
    }
    source: ClassVar[Text] = Text("“综合评定”“酌情评分”类规则", "rules that leave a mark to an assessor's judgement")
    is_share: ClassVar[bool] = True

    examples: ClassVar[tuple[Example, ...]] = (
        Example.of_records(
            "judgement: {item: J1}",
            "marks",
            """
            code,item,judge,mark,void,reason
            A,J1,office,4.5,,thorough
            B,J1,office,0,,nothing was filed
            C,J1,office,3,yes,withdrawn
            """,
            {"A": ("0.9", "9"), "B": ("0", "0"), "C": "not_assessed", "D": "not_assessed"},
            cells={"A": {"mark": "4.5", "most": "5"}, "B": {"mark": "0", "most": "5"}},
            declarations="""
                panels:
                  year:
                    title: {zh: 年终评定, en: year's end}
                    items: {J1: {title: J1, maximum: 5, reason: required}}
                """,
        ),
    )

    item: Code

    @model_validator(mode="before")
    @classmethod
    def _bare(cls, written: object) -> object:
        return {"item": written} if isinstance(written, str) else written

    def sentence(self, rubric: Rubric) -> Text:
        one = rated(rubric)[self.item]
        return Text(
            "对“{title}”评定打分（{low}至{high}分，须写理由），取所评分数 ÷ {high}；没有评分的未测评",
            "a judgement on “{title}” ({low} to {high}, with its reason): the mark given ÷ {high}; without one it is "
            "not assessed",
        ).with_(title=one.title, low=write_number(one.minimum), high=write_number(one.maximum))

    def complaints(self, leaf: Leaf, rubric: Rubric) -> Iterator[Complaint]:
        one = rated(rubric).get(self.item)
        if one is not None and one.reason != "required":
            expected = Text("panels 中该项写 reason: required", "reason: required at the item, under panels")
            hint = Text("凭判断给的分必须写理由", "a mark that rests on judgement gives its reason")
            yield Complaint(("item",), "reason_optional", self.item, expected, hint)
        if one is not None and one.maximum <= 0:
            yield no_maximum(("item",), self.item, one.maximum)

    def read(self, reading: Reading) -> Seen:
        one, void = rated(reading.rubric)[self.item], reading.name("judgement_void")
        top = int(one.maximum * MICRO)
        measure = Measure("mark", valid(), top, int(one.minimum * MICRO), top)
        given = mean(reading.name, "judgement", measure, self._chosen)
        columns = {**given.columns, void: f"count(*) FILTER (WHERE {self._chosen} AND {VOID})"}
        outcomes = [
            (f"{given.count.sql} = 0 AND coalesce({quote(void)}, 0) > 0", code(NOT_ASSESSED, ALL_VOID)),
            (f"{given.count.sql} = 0", code(NOT_ASSESSED, NO_RECORD)),
            (f"{given.count.sql} > 1", code(NOT_ASSESSED, REFUSED)),
        ]
        grouped = Grouped(self.table, f"period = {text(reading.period.id)}", columns)
        return Seen(given.exact, first_of(outcomes), grouped=(grouped,))

    def spreadsheet(self, sheet: Sheet) -> str:
        return f"{sheet.name('mark')}/{sheet.name('most')}"

    def records(self, reading: Reading) -> Records:
        most = int(rated(reading.rubric)[self.item].maximum * MICRO)
        where = f"period = {text(reading.period.id)} AND {self._chosen} AND {valid()} AND mark < {most}"
        return Records(self.table, where, f"concat_ws(' ', {SAID}, reason)", mendable=False)

    @property
    def _chosen(self) -> str:
        return f"item = {text(self.item)}"
