"""`value: 见面数 / 在册数` — submitted metrics, or a formula over them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from pydantic import model_serializer, model_validator

from scoring.evidence.formula import Formula
from scoring.evidence.kernels.state import settled
from scoring.evidence.method import Evidence, Grouped, Names, Reading, Seen
from scoring.evidence.reads import metrics_of, states_of
from scoring.rubric.example import WORKED, Example
from scoring.rubric.expression import Reference
from scoring.rubric.formula import parse, write
from scoring.rubric.method import Complaint
from scoring.rubric.model import Leaf, Rubric
from scoring.rubric.spreadsheet import Sheet, spelled
from scoring.rubric.terms import titles
from scoring.sql.states import BY_ZERO, NO_GROUP, NO_HISTORY, ZERO_BY_ZERO, gravest
from scoring.words import Text

_REASONS = {"zero_by_zero": ZERO_BY_ZERO, "by_zero": BY_ZERO, "no_history": NO_HISTORY, "no_group": NO_GROUP}

_SENTENCE = Text("取值：{formula}", "value: {formula}")


class Value(Evidence):
    """A metric or a rational formula over metrics and other nodes: ratio, share, per head, sum, difference.

    Written as bare text (`value: met / registered`). Evaluated as an exact fraction. Any metric in it that is not
    reported gives the leaf that metric's state; 0/0 and x/0 give what the settings say.
    Source: 填报指标 of any assessment.
    """

    key: ClassVar[str] = "value"
    title: ClassVar[Text] = Text("填报指标", "submitted metric")
    summary: ClassVar[Text] = Text("按填报指标或其算式取值", "a submitted metric, or a formula over metrics")
    details: ClassVar[Text] = Text(
        "按分数精确计算。算式中任一指标没有数值，本项就取那个指标的状态；0/0 与 x/0 按设置处理。",
        "Computed as an exact fraction. Any metric in it without a value gives the leaf that metric's state; 0/0 "
        "and x/0 give what the settings say.",
    )
    parameters: ClassVar[Mapping[str, Text]] = {
        "formula": Text(
            "指标名或算式，可直接写在 value 后面", "a metric or a formula; may be written right behind `value`"
        ),
    }
    source: ClassVar[Text] = Text("各类测评的填报指标", "the submitted metrics of any assessment")

    examples: ClassVar[tuple[Example, ...]] = (
        Example(
            title=WORKED,
            children="""
                - leaf: x
                  title: {zh: 见面率, en: People visited}
                  points: 10
                  value: visited / registered
                  share: {}
                """,
            declarations="""
                metrics:
                  visited: {title: {zh: 见面人数, en: visited}, unit: 人, maximum: 20000, part_of: registered}
                  registered: {title: {zh: 在册人数, en: registered}, unit: 人, maximum: 20000}
                """,
            tables={
                "metrics": """
                    code,visited,registered
                    A,181,200
                    B,0,80
                    C,0,0
                    D,,80
                    """
            },
            marks={
                "A": {"x:value": "0.905", "x": "9.05"},
                "B": {"x:value": "0", "x": "0"},
                "C": {"x": "not_assessed"},
                "D": {"x": "missing"},
            },
        ),
    )

    formula: str

    @model_validator(mode="before")
    @classmethod
    def _bare(cls, written: Any) -> Any:
        return {"formula": written} if isinstance(written, str) else written

    @model_serializer
    def _as_written(self) -> str:
        return self.formula

    @property
    def formulas(self) -> tuple[str, ...]:
        return (self.formula,)

    def sentence(self, rubric: Rubric) -> Text:
        expression, called = parse(self.formula), titles(rubric)
        return _SENTENCE.with_(formula=Text(write(expression, "zh", called), write(expression, "en", called)))

    def complaints(self, leaf: Leaf, rubric: Rubric) -> Iterator[Complaint]:
        # Names, kinds and zero divisors are checked for every formula alike by the rubric room.
        return iter(())

    def spreadsheet(self, sheet: Sheet) -> str:
        return spelled(parse(self.formula), sheet)

    def needs(self, reading: Reading) -> tuple[tuple[str, ...], tuple[Grouped, ...]]:
        # Not by way of `read`: the nodes a formula refers to are not computed yet. What it reads in earlier periods is
        # asked for as that of every formula is.
        return self._metrics(reading), ()

    def read(self, reading: Reading) -> Seen:
        expression = reading.draft.parse(self.formula)
        formula = Formula(Names(reading.draft, reading.period))
        value = formula.number(expression)
        undefined = list(formula.undefined)
        if any(isinstance(part, Reference) and _is_elsewhere(part, reading) for part in expression.walk()):
            undefined.append((f"(NOT ({value.known}))", "no_history"))
        outcomes = [(condition, reading.undefined(key), _REASONS[key]) for condition, key in undefined]
        state, value = settled(gravest(states_of(expression, reading)), value, outcomes)
        return Seen(value, state, metrics=self._metrics(reading))

    def _metrics(self, reading: Reading) -> tuple[str, ...]:
        read = metrics_of(reading.draft.parse(self.formula), reading.rubric, reading.period)
        return tuple(dict.fromkeys(name for name, period in read if period == reading.period))


def _is_elsewhere(reference: Reference, reading: Reading) -> bool:
    """Whether it is of another rubric or, since this leaf is read for an earlier period, of that."""
    return bool(reference.other) or reading.period != reading.draft.outline.period
