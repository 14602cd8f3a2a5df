"""`value: 见面数 / 在册数` — submitted metrics, or a formula over them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any, ClassVar

from pydantic import model_serializer, model_validator

from scoring.evidence.formula import Formula
from scoring.evidence.method import Evidence, Grouped, Names, Reading, Seen
from scoring.rubric.example import WORKED, Example
from scoring.rubric.expression import Expression, Name, Reference
from scoring.rubric.formula import parse, write
from scoring.rubric.method import Complaint
from scoring.rubric.model import Leaf, Rubric
from scoring.rubric.spreadsheet import Sheet, spelled
from scoring.rubric.terms import titles
from scoring.rubric.values import State
from scoring.sql import roster
from scoring.sql.exact import Ratio, choose_ratio
from scoring.sql.states import BY_ZERO, MISSING, NOT_SUBMITTED, STATES, ZERO_BY_ZERO, code, gravest
from scoring.words import Text

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

    def sentence(self) -> Text:
        return _SENTENCE.with_(formula=self.formula)

    def spelled_out(self, rubric: Rubric) -> Text:
        expression, called = parse(self.formula), titles(rubric)
        return _SENTENCE.with_(formula=Text(write(expression, "zh", called), write(expression, "en", called)))

    def complaints(self, leaf: Leaf, rubric: Rubric) -> Iterator[Complaint]:
        # Names, kinds and zero divisors are checked for every formula alike by the rubric room.
        return iter(())

    def spreadsheet(self, sheet: Sheet) -> str:
        return spelled(parse(self.formula), sheet)

    def needs(self, reading: Reading) -> tuple[tuple[str, ...], tuple[Grouped, ...]]:
        # Not by way of `read`: the nodes a formula refers to are not computed yet.
        return tuple(_metrics(reading.draft.parse(self.formula), reading.rubric)), ()

    def read(self, reading: Reading) -> Seen:
        expression = reading.draft.parse(self.formula)
        metrics = tuple(dict.fromkeys(_metrics(expression, reading.rubric)))
        formula = Formula(Names(reading.draft, reading.period))
        value = formula.number(expression)
        parts = [reading.metric(name).state for name in metrics]
        parts += [_absent(name) for name in _attributes(expression, reading.rubric)]
        parts += [f'"s{reading.draft.outline.find(code_).index}"' for code_ in _references(expression)]
        outcomes = [(condition, reading.undefined(key), key) for condition, key in formula.undefined]
        state, value = _settle(value, gravest(parts), outcomes)
        return Seen(value, state, metrics=metrics)


def _metrics(expression: Expression, rubric: Rubric) -> list[str]:
    return [part.name for part in expression.walk() if isinstance(part, Name) and part.name in rubric.metrics]


def _attributes(expression: Expression, rubric: Rubric) -> list[str]:
    names = [part.name for part in expression.walk() if isinstance(part, Name)]
    return [name for name in dict.fromkeys(names) if name in rubric.population.attributes]


def _absent(attribute: str) -> str:
    """The state of a value that needs a roster column the jurisdiction has left empty."""
    return f"(CASE WHEN {roster.column(attribute)} IS NULL THEN {code(MISSING, NOT_SUBMITTED)} ELSE 0 END)"


def _references(expression: Expression) -> list[str]:
    return [part.code for part in expression.walk() if isinstance(part, Reference)]


def _settle(value: Ratio, state: str, outcomes: list[tuple[str, State | Fraction, str]]) -> tuple[str, Ratio]:
    """State and value once the stated outcomes of divisions by zero are worked in, inner divisions first."""
    arms: list[str] = []
    values: list[tuple[str, Ratio]] = []
    for condition, outcome, key in outcomes:
        if isinstance(outcome, Fraction):
            arms.append(f"WHEN {condition} THEN 0")
            values.append((condition, Ratio.of(outcome)))
        else:
            reason = ZERO_BY_ZERO if key == "zero_by_zero" else BY_ZERO
            arms.append(f"WHEN {condition} THEN {code(STATES.index(outcome), reason)}")
            # An earlier arm must win for the value as it does for the state; the value itself is never read.
            values.append((condition, Ratio.of(0)))
    if not arms:
        return state, value
    state = f"CASE WHEN {state} <> 0 THEN {state} {' '.join(arms)} ELSE 0 END"
    stated = any(isinstance(outcome, Fraction) for _, outcome, _ in outcomes)
    return state, choose_ratio(values, value) if stated else value
