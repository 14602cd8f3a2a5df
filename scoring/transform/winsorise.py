"""`transform: winsorise` — 缩尾: winsorise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from scoring.rubric.example import Example
from scoring.rubric.formula import parse
from scoring.rubric.method import Complaint, Formulated
from scoring.rubric.model import Leaf, Rubric
from scoring.rubric.spreadsheet import Sheet, spelled
from scoring.rubric.values import Formula
from scoring.sql.exact import Ratio, choose_ratio
from scoring.sql.inexact import Inexact
from scoring.transform.method import Turned, WithDomain
from scoring.words import Text


class Winsorise(WithDomain):
    """The value held between two limits: numbers, or formulas such as `percentile(value, 95% among all)`."""

    key: ClassVar[str] = "winsorise"
    title: ClassVar[Text] = Text("缩尾", "winsorise")
    summary: ClassVar[Text] = Text("超出界限的取界限值", "values beyond the limits take the limit")
    source: ClassVar[Text] = Text(
        "OECD/JRC 综合指数手册的离群值处理", "the treatment of outliers in the OECD/JRC handbook"
    )
    parameters: ClassVar[Mapping[str, Text]] = {
        "low": Text("下限：数或算式", "the lower limit: a number or a formula"),
        "high": Text("上限：数或算式", "the upper limit: a number or a formula"),
        "outside": Text(
            "界限不明时的状态或数（默认 not_assessed）", "the state or number where a limit cannot be told"
        ),
    }

    examples: ClassVar[tuple[Example, ...]] = (
        Example.of_values(
            "proportional: {target: 10}",
            {"2": "4", "5": "5", "40": "8"},
            leaf="transform: {winsorise: {low: 4, high: 8}}",
        ),
        Example.of_values(
            "proportional: {target: 10}",
            {"2": "2", "5": "5", "40": "5"},
            leaf="transform: {winsorise: {high: 'percentile(value, 50% among all)'}}",
        ),
    )

    low: Formula | None = None
    high: Formula | None = None

    def complaints(self, leaf: Leaf, rubric: Rubric) -> Iterator[Complaint]:
        if self.low is None and self.high is None:
            expected = Text("low 与 high 至少写一个", "a low or a high limit, or both")
            hint = Text("如 winsorise: {high: 100}", "such as winsorise: {high: 100}")
            yield Complaint((), "no_limit", "{}", expected, hint)

    def written(self) -> Iterator[Formulated]:
        for name, text in (("low", self.low), ("high", self.high)):
            if text is not None:
                yield Formulated((name,), text, "target")

    def sentence(self, rubric: Rubric) -> Text:
        parts = [
            (self.low, Text("低于{n}的取{n}", "below {n}: {n}")),
            (self.high, Text("高于{n}的取{n}", "above {n}: {n}")),
        ]
        said = [words.with_(n=limit) for limit, words in parts if limit is not None]
        return Text("，".join(one.zh for one in said), ", ".join(one.en for one in said))

    def transformed(self, turned: Turned) -> Ratio | Inexact:
        value = turned.value
        for text, beyond in ((self.low, "<"), (self.high, ">")):
            if text is not None:
                limit = turned.work_out(text)
                over = value.compare(beyond, limit)
                value = choose_ratio([(over, limit), (f"NOT {over}", value)], None)
        return value

    def beyond(self, turned: Turned) -> str:
        limits = [turned.work_out(text) for text in (self.low, self.high) if text is not None]
        known = [limit.known for limit in limits if limit.constant is None]
        return f"NOT ({' AND '.join(known)})" if known else ""

    def spreadsheet(self, sheet: Sheet) -> str:
        formula = sheet.value
        if self.low is not None:
            formula = f"MAX({formula},{spelled(parse(self.low), sheet)})"
        if self.high is not None:
            formula = f"MIN({formula},{spelled(parse(self.high), sheet)})"
        return formula
