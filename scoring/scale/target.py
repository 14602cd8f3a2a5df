"""Targets: one number, or one for each level, group, attribute value or period."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from typing import Annotated, Any

from pydantic import BeforeValidator, WithJsonSchema

from scoring.rubric.declarations import Period
from scoring.rubric.method import Complaint
from scoring.rubric.model import Rubric
from scoring.rubric.spreadsheet import Sheet, cases, literal
from scoring.rubric.terms import KIND_WORDS, period_words
from scoring.rubric.values import Frozen, Number, write_as_read
from scoring.sql import roster
from scoring.sql.exact import Int, choose, text
from scoring.words import Text


class Target(Frozen):
    """A number to reach. `by` names what it varies with; `values` then holds one number a key, `otherwise` the rest."""

    by: str = ""
    values: Mapping[str, Number] = {}
    otherwise: Number | None = None

    def of(self, period: Period) -> tuple[tuple[str | None, Fraction], ...]:
        """The targets of a period: an SQL condition over the roster (None: everyone else) and its number."""
        if self.by == "period":
            known = self.values.get(period.id, self.values.get(period.kind, self.otherwise))
            return ((None, known),) if known is not None else ()
        cases: list[tuple[str | None, Fraction]] = [
            (f"{roster.column(self.by)} = {text(key)}", number) for key, number in self.values.items()
        ]
        return (*cases, (None, self.otherwise)) if self.otherwise is not None else tuple(cases)

    def undecided(self, period: Period) -> str:
        """SQL for the jurisdictions that have no target; empty where all have."""
        cases = self.of(period)
        if any(condition is None for condition, _ in cases):
            return ""
        met = " OR ".join(f"coalesce({condition}, FALSE)" for condition, _ in cases)
        return f"NOT ({met})" if met else "TRUE"

    def spreadsheet(self, sheet: Sheet) -> str:
        """The target as a formula; one that varies with the period is looked up by the sheet's cell of that name."""
        rest = literal(self.otherwise) if self.otherwise is not None else "NA()"
        if not self.by:
            return rest
        arms = [(f'{sheet.name(self.by)}="{key}"', literal(number)) for key, number in self.values.items()]
        return cases(arms, rest)

    def sentence(self, rubric: Rubric | None = None) -> Text:
        """The targets as a reader writes them; levels and periods by their titles where the rubric is given."""
        rest = write_as_read(self.otherwise) if self.otherwise is not None else ""
        if not self.by:
            return Text(rest, rest)
        called = _titles(self.by, rubric) if rubric else {}
        parts = [(called.get(key, Text(key)), write_as_read(number)) for key, number in self.values.items()]
        parts += [(Text("其余", "others"), rest)] if rest else []
        return Text(
            "、".join(f"{title.say('zh')} {number}" for title, number in parts),
            ", ".join(f"{title.say('en')} {number}" for title, number in parts),
        )

    def complaints(self, path: tuple[str | int, ...], rubric: Rubric, *, positive: bool) -> Iterator[Complaint]:
        """Keys that nothing has, keys that are wanting, and zero where a value is divided by the target."""
        numbers = [*self.values.values(), *([self.otherwise] if self.otherwise is not None else [])]
        low = [number for number in numbers if number <= 0]
        if positive and low:
            yield Complaint(
                path,
                "target",
                "、".join(map(write_as_read, low)),
                Text("大于0的目标值", "a target above 0"),
                Text("目标为0时请改用零发生或达标", "where nothing may occur use zero_occurrence or threshold"),
            )
        known = self._known(rubric)
        if known is None:
            return
        odd = [key for key in self.values if key not in known]
        gap = [key for key in known if key not in self.values] if self.otherwise is None else []
        if odd or (gap and self.by != "period"):
            yield Complaint(
                path,
                "target",
                "、".join(odd or gap),
                Text("每个{by}各有一个目标：{known}", "one target for each {by}: {known}").with_(
                    by=self.by, known="、".join(known)
                ),
                Text("补齐缺少的，或写 else", "add what is wanting, or give `else`"),
            )

    def _known(self, rubric: Rubric) -> list[str] | None:
        population = rubric.population
        if self.by == "level":
            return list(population.levels)
        if self.by == "group":
            return list(population.groups)
        if self.by == "period":
            return [period.id for period in rubric.periods] + list(KIND_WORDS)
        if self.by in population.attributes:
            return list(population.attributes[self.by].values) or None
        return [] if self.by else None


def _titles(by: str, rubric: Rubric) -> Mapping[str, Text]:
    """What the keys of a target are called; groups and attribute values go by their own names."""
    if by == "level":
        return rubric.population.levels
    return period_words(rubric) if by == "period" else {}


def varied(targets: Target, period: Period, marks: Callable[[Fraction], Int]) -> Int:
    """Marks computed for each target, chosen by jurisdiction."""
    cases = targets.of(period)
    named = [(condition, marks(number)) for condition, number in cases if condition is not None]
    rest = next((marks(number) for condition, number in cases if condition is None), None)
    return choose(named, rest)


def _read(written: Any) -> Any:
    if isinstance(written, Mapping) and "by" in written:
        rest = {key: value for key, value in written.items() if key not in ("by", "else")}
        return {"by": written["by"], "values": rest, "otherwise": written.get("else")}
    return written if isinstance(written, Target | Mapping) else {"otherwise": written}


Targets = Annotated[
    Target,
    BeforeValidator(_read),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": ["number", "string"]},
                {"type": "object", "properties": {"by": {"type": "string"}}, "required": ["by"]},
            ]
        }
    ),
]
