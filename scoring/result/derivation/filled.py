"""A sheet with one jurisdiction's numbers in place of cells, and a list of what was put in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, fields, replace
from fractions import Fraction

from scoring.evidence.formula import Formula
from scoring.evidence.method import Names
from scoring.result.derivation.known import Known
from scoring.rubric.declarations import Period
from scoring.rubric.expression import (
    Among,
    Call,
    Constant,
    Earlier,
    Expression,
    History,
    Literally,
    Name,
    Negative,
    Reference,
    Within,
)
from scoring.rubric.formula import parse, write
from scoring.rubric.kinds import TEXTS
from scoring.rubric.outline import Entry
from scoring.rubric.periods import inner_periods, period_back
from scoring.rubric.spreadsheet import Goal, Sheet, literal, spelled
from scoring.rubric.values import Percent, write_number
from scoring.scale.target import Target
from scoring.sql.states import STATE_WORDS
from scoring.words import Text

UNKNOWN = "NA()"
"""What stands for a number nobody knows; a formula that needs it comes to nothing."""

_FUNCTIONS = {"mean": "AVERAGE", "max": "MAX", "min": "MIN", "sum": "SUM"}
_JOINS = {
    "every": "AND",
    "ever": "OR",
    **{f"{name}_{where}": join for name, join in _FUNCTIONS.items() for where in ("before", "within")},
}
_OF_GROUP = {"rank_low": ("rank", Negative(Name("value"))), "values": ("count", parse("value = value"))}
"""Statistics only scales ask for, as formulas write them."""
_SAID = Text("{title}：{said}", "{title}: {said}")
_THEN = Text("{period}{title}：{said}", "{title}, {period}: {said}")


@dataclass(frozen=True)
class Filled(Sheet):
    """Where a leaf finds its numbers: written out.

    Attributes:
        known: the jurisdiction.
        entry: the leaf.
        period: the period its names are read for.
        made, level_made: the value and, under a change, the level, once they are known.
        given: what was put in, in the order it was asked for: filled as formulas are spelled.
    """

    known: Known
    entry: Entry
    period: Period
    made: str = ""
    level_made: str = ""
    given: dict[tuple[str, str], str] = field(default_factory=dict)

    @property
    def value(self) -> str:
        return self.made

    @property
    def level(self) -> str:
        return self.level_made or self.made

    @property
    def points(self) -> str:
        return literal(self.entry.points)

    @property
    def names(self) -> Names:
        """What names mean in SQL; `value` is the leaf's own."""
        draft = self.known.result.draft
        own = draft.values.get(self.entry.index) if self.period == draft.outline.period else None
        return Names(draft, self.period, own=own, owner=self.entry.index)

    def of(self, goal: Fraction | Goal) -> str:
        if isinstance(goal, Fraction):
            return literal(goal)
        if not isinstance(goal, Target):
            return goal.spreadsheet(self)
        return self.spelled(goal.formula) if goal.formula else self._target(goal)

    def spelled(self, formula: str | Expression) -> str:
        """A formula of the rubric; of a choice only the branch taken, where texts make it or the other is unknown."""
        return spelled(self._settled(parse(formula) if isinstance(formula, str) else formula), self)

    def _settled(self, part: Expression) -> Expression:
        if isinstance(part, Among | Earlier | History | Within):
            # What stands in them is of another period, or of everyone.
            return part
        if isinstance(part, Call) and part.function == "if":
            condition, first, second = part.arguments
            holds = self.known.holds(condition, self.names)
            other = second if holds else first
            if holds is not None and (_of_texts(condition) or self.known.made(other, self.names) is None):
                return self._settled(first if holds else second)
        changed: dict[str, object] = {}
        for field_ in fields(part):
            value = getattr(part, field_.name)
            if isinstance(value, Expression):
                changed[field_.name] = self._settled(value)
            elif isinstance(value, tuple):
                changed[field_.name] = tuple(
                    self._settled(one) if isinstance(one, Expression) else one for one in value
                )
        return replace(part, **changed)

    def _target(self, target: Target) -> str:
        """The one target there is for this jurisdiction and period."""
        if target.by == "period":
            number = dict(target.of(self.period)).get(None)
        elif target.by:
            said = self.known.place.get(target.by)
            number = target.values.get(said if said is not None else "", target.otherwise)
        else:
            number = target.otherwise
        return UNKNOWN if number is None else literal(number)

    def name(self, name: str) -> str:
        if name == "value":
            return self.value
        rubric = self.known.result.rubric
        ratio = self.names.number(name)
        title = self.known.titles.get(name, Text(name)).say(self.known.language)
        if ratio is None and name not in self.known.place:
            raise KeyError(name)
        if ratio is None:
            said = self.known.words(self.names.words(name)) or ""
            self._told(title, said)
            return '"' + said.replace('"', '""') + '"'
        number = self.known.number(ratio)
        if name in rubric.metrics:
            self._told(title, self.known.submitted(name, self.period))
            return _written(number, percent=rubric.metrics[name].unit == "%")
        self._told(title, "" if number is None else write_number(number))
        return _written(number)

    def reference(self, code: str, aspect: str, other: str = "") -> str:
        asked = Reference(code, aspect, other)  # type: ignore[arg-type]
        title = write(asked, self.known.language, self.known.titles)
        found = self.names.reference(asked)
        if isinstance(found, str):
            said = self.known.words(found) or ""
            state = aspect == "state" and said in STATE_WORDS
            self._told(title, STATE_WORDS[said].say(self.known.language) if state else said)
            return f'"{said}"'
        number = self.known.number(found)
        made = _written(number, percent=aspect == "rate")
        self._told(title, made)
        return made

    def among(self, function: str, group: str, argument: Fraction | None = None, of: Expression | None = None) -> str:
        plain, own = _OF_GROUP.get(function, (function, Name("value")))
        call = Among(plain, own if of is None else of, group, argument)  # type: ignore[arg-type]
        number = self.known.made(call, self.names)
        made = _written(number)
        self._told(write(call, self.known.language, {**self.known.titles, "value": _VALUE}), made)
        return made

    def earlier(self, back: Earlier | History) -> str:
        rubric = self.known.result.rubric
        if isinstance(back, Earlier):
            period = period_back(rubric, self.period, back.back, back.by)
            return UNKNOWN if period is None else replace(self, period=period).spelled(back.of)
        first = 0 if back.holds_now else 1
        last = first + back.periods if back.periods else len(rubric.periods) + 1
        found = [self.period if n == 0 else period_back(rubric, self.period, n, "period") for n in range(first, last)]
        return self._joined(back.function, back.of, found)

    def within(self, inside: Within) -> str:
        found = inner_periods(self.known.result.rubric, self.period, inside.kind)
        if inside.function == "last_within":
            return replace(self, period=found[-1]).spelled(inside.of) if found else UNKNOWN
        return self._joined(inside.function, inside.of, found)

    def _joined(self, function: str, of: Expression, periods: Sequence[Period | None]) -> str:
        """Over several periods, those of which nothing is known left out."""
        sheets = [replace(self, period=period) for period in periods if period]
        conditions = _JOINS[function] in ("AND", "OR")
        parts = [sheet.spelled(of) for sheet in sheets if conditions or self.known.made(of, sheet.names) is not None]
        return f"{_JOINS[function]}({','.join(parts)})" if parts else UNKNOWN

    def _told(self, title: str, said: str) -> None:
        language = self.known.language
        words = _SAID if self.period == self.known.result.period else _THEN
        if said:
            line = words.with_(title=title, said=said, period=self.period.title).say(language)
            self.given.setdefault((self.period.id, title), line)

    def number_of(self, formula: str) -> Fraction | None:
        """What a formula of the rubric comes to."""
        expression = self.known.result.draft.parse(formula)
        return self.known.number(Formula(self.names).number(expression))


_VALUE = Text("取值", "the value")


def _of_texts(condition: Expression) -> bool:
    """Whether a condition compares nothing but texts: columns of the roster, states, grades, labels."""
    parts = list(condition.walk())
    numbers = (
        isinstance(part, Constant) or (isinstance(part, Reference) and part.aspect not in TEXTS) for part in parts
    )
    return any(isinstance(part, Literally) for part in parts) and not any(numbers)


def _written(number: Fraction | None, *, percent: bool = False) -> str:
    if number is None:
        return UNKNOWN
    return literal(Percent(number)) if percent else literal(number)
