"""`cases: [{when: severe = '是', proportional: {target: 90%}}, {proportional: {target: 80%}}]` — 分情形."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator

from scoring.rubric.example import Example
from scoring.rubric.formula import parse
from scoring.rubric.method import Complaint, Formulated, refused
from scoring.rubric.model import Leaf, Rubric
from scoring.rubric.spreadsheet import Sheet, spelled
from scoring.rubric.spreadsheet import cases as first_that_holds
from scoring.rubric.values import Frozen
from scoring.scale.gives import Gives, Outcome
from scoring.scale.kernels.bands import Rung
from scoring.scale.method import Scaled
from scoring.scale.nested import GIVEN_SCHEMA, Given
from scoring.scale.tabled import Path, Tabled
from scoring.scale.target import written
from scoring.scale.wording import joined
from scoring.sql.states import CASE_UNKNOWN
from scoring.words import Text

_CASE_SCHEMA = {"type": "object", "properties": {"when": {"type": "string"}, "gives": GIVEN_SCHEMA}}
_CASE = Text("{when}的，{gives}", "where {when}: {gives}")
_REST = Text("其余，{gives}", "otherwise: {gives}")
_NO_LIST = refused(
    "not_a_list",
    Text("若干情形的列表", "a list of cases"),
    Text("如 cases: [{when: …, gives: 80%}, {gives: 0}]", "as in cases: [{when: …, gives: 80%}, {gives: 0}]"),
)
_TOO_FEW = refused(
    "cases",
    Text("至少两种情形，最后一种没有 when", "two cases or more, the last without `when`"),
    Text(
        "补上其余的，如 {gives: 0}；不分情形的直接写计分方法",
        "add the rest, such as {gives: 0}, or write the scale alone",
    ),
)
_LAST = (
    Text("没有 when 的最后一种情形：其余怎么办", "a last case without `when`: what the rest are given"),
    Text("最后加一行，如 {gives: 0}", "end with a line such as {gives: 0}"),
)
_OTHERS = (
    Text("第{n}种情形的条件 when：只有最后一种情形可以不写", "`when` of case {n}: only the last case may leave it out"),
    Text("补上条件，或移到最后", "add it, or move the case to the end"),
)


class Case(Frozen):
    """What is given where a condition holds; the last case has none."""

    when: str = ""
    gives: Given


def _case(found: Any) -> Any:
    """`{when: …, gives: 80%}`, or a scale's key beside `when`."""
    if not isinstance(found, Mapping) or "gives" in found:
        return found
    rest = {key: value for key, value in found.items() if key != "when"}
    return {**({"when": found["when"]} if "when" in found else {}), **({"gives": rest} if rest else {})}


class Cases(Tabled):
    """The first of the cases whose condition `when` holds says how marks are given; the last has no condition.

    A case names one scale, or what it `gives`: an award, a state. Conditions read metrics, the roster, other items and
    `value`; where one cannot be told, and none before it holds, nothing is assessed. Written as the list `of` cases
    itself. Source: rules with 分类考核, 有…的按…计分.
    """

    key: ClassVar[str] = "cases"
    title: ClassVar[Text] = Text("分情形", "cases")
    summary: ClassVar[Text] = Text("按所属情形选用计分方法", "the first case that holds says which scale is used")
    details: ClassVar[Text] = Text(
        "条件无法判定、且前面没有成立的，记为未测评。",
        "Where a condition cannot be told, and none before it holds, the item is not assessed.",
    )
    parameters: ClassVar[Mapping[str, Text]] = {
        "of": Text(
            "各情形：条件 when，与一种计分方法或 gives", "the cases: `when` a condition, and a scale or `gives`"
        ),
    }
    source: ClassVar[Text] = Text("“有……的，按……计分”类规则", "rules that score differently under a condition")

    examples: ClassVar[tuple[Example, ...]] = (
        Example.of_values(
            "cases: [{when: value > 100, gives: 5}, {when: value < 10, gives: {state: not_applicable}}, "
            "{proportional: {target: 50}}]",
            {"101": "5", "9": "not_applicable", "10": "2", "50": "10"},
        ),
    )

    of: Annotated[
        tuple[Annotated[Case, BeforeValidator(_case), WithJsonSchema(_CASE_SCHEMA)], ...], Field(min_length=2)
    ]

    @model_validator(mode="before")
    @classmethod
    def _bare(cls, found: Any) -> Any:
        if not isinstance(found, list | tuple):
            raise _NO_LIST
        if len(found) < 2:
            raise _TOO_FEW
        return {"of": found}

    def sentence(self, rubric: Rubric) -> Text:
        return joined(
            (_CASE if case.when else _REST).with_(when=written(case.when, rubric), gives=case.gives.said(rubric))
            for case in self.of
        )

    def complaints(self, leaf: Leaf, rubric: Rubric) -> Iterator[Complaint]:
        for n, case in enumerate(self.of):
            last = n == len(self.of) - 1
            if bool(case.when) == last:
                expected, hint = _LAST if last else _OTHERS
                yield Complaint((n,), "cases", case.when, expected.with_(n=n + 1), hint)
        yield from super().complaints(leaf, rubric)

    def written(self) -> Iterator[Formulated]:
        for n, case in enumerate(self.of):
            if case.when:
                yield Formulated((n, "when"), case.when, "case")
        yield from super().written()

    def instead(self, scaled: Scaled) -> Sequence[Outcome]:
        found, before = [], "TRUE"
        for case in self.of[:-1]:
            told = scaled.holds(case.when)
            found.append(Outcome(f"({before} AND {told} IS NULL)", "not_assessed", CASE_UNKNOWN))
            before = f"{before} AND NOT {told}"
        return found

    def tried(self, scaled: Scaled) -> tuple[Sequence[Rung], Gives]:
        return [Rung(scaled.holds(case.when), case.gives) for case in self.of[:-1]], self.of[-1].gives

    def given(self) -> Iterator[tuple[Path, Gives]]:
        for n, case in enumerate(self.of):
            yield (n,), case.gives

    def spreadsheet(self, sheet: Sheet) -> str:
        arms = [(spelled(parse(case.when), sheet), case.gives.spreadsheet(sheet)) for case in self.of[:-1]]
        return first_that_holds(arms, self.of[-1].gives.spreadsheet(sheet))
