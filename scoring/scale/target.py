"""Targets: one number, one for each level, group, attribute value or period, or a formula."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Annotated, Any, Final

from pydantic import BeforeValidator, WithJsonSchema

from scoring.rubric.computed import NoSuchNumberError
from scoring.rubric.declarations import Period
from scoring.rubric.formula import FormulaError, parse, write
from scoring.rubric.method import Complaint, refused
from scoring.rubric.model import Rubric
from scoring.rubric.nearest import did_you_mean
from scoring.rubric.prose import PERIOD_KINDS
from scoring.rubric.spreadsheet import Sheet, cases, literal, spelled
from scoring.rubric.terms import period_words, titles
from scoring.rubric.values import Frozen, Number, State, no_such_number, read_number, write_as_read
from scoring.scale.award import Award
from scoring.scale.gives import Outcome, Scaled
from scoring.sql import roster
from scoring.sql.exact import UNKNOWN, Int, Ratio, choose, choose_ratio, text
from scoring.sql.states import NO_TARGET, TARGET_UNKNOWN, TARGET_ZERO
from scoring.words import Text

_NOTHING_MAY_OCCUR: Final = Text(
    "目标为0时请改用零发生或达标", "where nothing may occur use zero_occurrence or threshold"
)


class Target(Frozen):
    """A number to reach: the same for all (`otherwise`), one by what `by` names, or what a `formula` comes to.

    With `by`, `values` holds one number a key, and `otherwise` the rest.
    """

    by: str = ""
    values: Mapping[str, Number] = {}
    otherwise: Number | None = None
    formula: str = ""

    @property
    def numbers(self) -> tuple[Fraction, ...]:
        """Every constant it may be."""
        return (*self.values.values(), *([self.otherwise] if self.otherwise is not None else []))

    @property
    def constant(self) -> Fraction | None:
        """The number, where it is the same for everyone."""
        return self.otherwise if not self.by else None

    def of(self, period: Period) -> tuple[tuple[str | None, Fraction], ...]:
        """The constant targets of a period: an SQL condition over the roster (None: everyone else) and its number."""
        if self.by == "period":
            known = self.values.get(period.id, self.values.get(period.kind, self.otherwise))
            return ((None, known),) if known is not None else ()
        cases: list[tuple[str | None, Fraction]] = [
            (f"{roster.column(self.by)} = {text(key)}", number) for key, number in self.values.items()
        ]
        return (*cases, (None, self.otherwise)) if self.otherwise is not None else tuple(cases)

    def cases(self, scaled: Scaled) -> Sequence[tuple[str | None, Ratio]]:
        """Every target with the condition it holds under; None for everyone else, the last."""
        if self.formula:
            return ((None, scaled.work_out(self.formula)),)
        return tuple((condition, Ratio.of(number)) for condition, number in self.of(scaled.period))

    def number(self, scaled: Scaled) -> Ratio:
        """The target of each jurisdiction as one fraction; NULL where it has none."""
        cases = self.cases(scaled)
        named = [(condition, number) for condition, number in cases if condition is not None]
        rest = next((number for condition, number in cases if condition is None), None)
        if not named:
            return rest or UNKNOWN
        return choose_ratio(named, rest)

    def outcomes(
        self, scaled: Scaled, zero: State | Award | None = None, reason: int = TARGET_ZERO
    ) -> Sequence[Outcome]:
        """Where there is no target; and what comes of one that is not above zero, where that matters."""
        if self.formula:
            found = scaled.work_out(self.formula)
            unknown = [Outcome(f"NOT ({found.known})", "not_assessed", TARGET_UNKNOWN)] if found.known != "TRUE" else []
            return [*unknown, *([Outcome(found.against_zero("<="), zero, reason)] if zero is not None else [])]
        cases = self.of(scaled.period)
        if any(condition is None for condition, _ in cases):
            return ()
        met = " OR ".join(f"coalesce({condition}, FALSE)" for condition, _ in cases)
        return (Outcome(f"NOT ({met})" if met else "TRUE", "not_assessed", NO_TARGET),)

    def met(self, scaled: Scaled, sign: str, times: Fraction = Fraction(1)) -> str:
        """The SQL condition that the value stands so to the target, or to a share of it."""
        told = [
            (condition, scaled.value.compare(sign, number * Ratio.of(times)))
            for condition, number in self.cases(scaled)
        ]
        if len(told) == 1 and told[0][0] is None:
            return told[0][1]
        arms = [f"WHEN {condition} THEN {holds}" if condition else f"ELSE {holds}" for condition, holds in told]
        return f"(CASE {' '.join(arms)} END)" if arms else "FALSE"

    def spreadsheet(self, sheet: Sheet) -> str:
        """The target as a formula; one that varies with the period is looked up by the sheet's cell of that name."""
        if self.formula:
            return spelled(parse(self.formula), sheet)
        rest = literal(self.otherwise) if self.otherwise is not None else "NA()"
        if not self.by:
            return rest
        arms = [(f'{sheet.name(self.by)}="{key}"', literal(number)) for key, number in self.values.items()]
        return cases(arms, rest)

    def sentence(self, rubric: Rubric) -> Text:
        """The targets as a reader writes them; levels and periods by their titles."""
        if self.formula:
            return written(self.formula, rubric)
        rest = write_as_read(self.otherwise) if self.otherwise is not None else ""
        if not self.by:
            return Text(rest, rest)
        called = _titles(self.by, rubric)
        parts = [(called.get(key, Text(key)), write_as_read(number)) for key, number in self.values.items()]
        parts += [(Text("其余", "others"), rest)] if rest else []
        return Text(
            "、".join(f"{title.say('zh')} {number}" for title, number in parts),
            ", ".join(f"{title.say('en')} {number}" for title, number in parts),
        )

    def complaints(
        self, path: tuple[str | int, ...], rubric: Rubric, *, positive: bool = False, hint: Text = _NOTHING_MAY_OCCUR
    ) -> Iterator[Complaint]:
        """What it varies by, keys that nothing has or that are wanting, and zero where a value is divided by it."""
        low = [number for number in self.numbers if number <= 0]
        if positive and low:
            expected = Text("大于0的目标值", "a target above 0")
            yield Complaint(path, "target", "、".join(map(write_as_read, low)), expected, hint)
        choices = ["level", "group", "period", *rubric.population.attributes]
        if self.by and self.by not in choices:
            expected = Text("可用来分列目标的一项", "something that targets may differ by")
            yield Complaint((*path, "by"), "target", self.by, expected, did_you_mean(self.by, choices))
            return
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
                Text("改正没有的，或删去", "correct what there is not, or remove it")
                if odd
                else Text("补齐缺少的，或写 else", "add what is wanting, or give `else`"),
            )

    def _known(self, rubric: Rubric) -> list[str] | None:
        population = rubric.population
        if self.by == "level":
            return list(population.levels)
        if self.by == "group":
            return list(population.groups)
        if self.by == "period":
            return [period.id for period in rubric.periods] + list(PERIOD_KINDS)
        if self.by in population.attributes:
            return list(population.attributes[self.by].values) or None
        return [] if self.by else None


def pairs(one: Target, other: Target, rubric: Rubric) -> Sequence[tuple[Fraction, Fraction]]:
    """The constants of two targets that meet in one jurisdiction and period, each pair once.

    None where a formula makes one of them, or where they vary by different things.
    """
    by = one.by or other.by
    if one.formula or other.formula or {one.by, other.by} - {by, ""}:
        return ()
    if by == "period":
        every = [(one.of(period), other.of(period)) for period in rubric.periods]
        found = [(left[0][1], right[0][1]) for left, right in every if left and right]
    else:
        both = [
            (one.values.get(key, one.otherwise), other.values.get(key, other.otherwise))
            for key in (*one.values, *other.values, "")
        ]
        found = [(left, right) for left, right in both if left is not None and right is not None]
    return tuple(dict.fromkeys(found))


def _titles(by: str, rubric: Rubric) -> Mapping[str, Text]:
    """What the keys of a target are called; groups and attribute values go by their own names."""
    if by == "level":
        return rubric.population.levels
    return period_words(rubric) if by == "period" else {}


def varied(targets: Target, scaled: Scaled, marks: Callable[[Ratio], Int]) -> Int:
    """Marks computed for each target, chosen by jurisdiction."""
    cases = targets.cases(scaled)
    named = [(condition, marks(number)) for condition, number in cases if condition is not None]
    rest = next((marks(number) for condition, number in cases if condition is None), None)
    return choose(named, rest)


def written(formula: str, rubric: Rubric) -> Text:
    """A formula or condition in words, with the rubric's titles."""
    try:
        expression = parse(formula)
    except FormulaError:
        return Text(formula)
    called = titles(rubric)
    return Text(write(expression, "zh", called), write(expression, "en", called))


def zero_stated(target: Target, zero: State | Award | None) -> Iterator[Complaint]:
    """A value is divided by the target: where a formula makes it, what becomes of zero is said."""
    if target.formula and zero is None:
        yield Complaint(
            ("zero_target",),
            "zero_target",
            target.formula,
            Text("写明 zero_target：目标值为0时怎么办", "zero_target: what happens where the target comes to 0"),
            Text("如 zero_target: not_assessed 或 zero_target: 100%", "as in zero_target: not_assessed, or 100%"),
        )


_NO_TARGET: Final = refused(
    "target",
    Text(
        "一个数、一个算式，或用 by 说明按什么分列的目标",
        "a number, a formula, or targets with `by`: what they differ by",
    ),
    Text("如 95%，或 {by: level, 县: 95%, else: 90%}", "such as 95%, or {by: level, county: 95%, else: 90%}"),
)


def _read(written: Any) -> Any:
    if isinstance(written, Target):
        return written
    if isinstance(written, Mapping):
        if "by" not in written:
            raise _NO_TARGET
        rest = {key: value for key, value in written.items() if key not in ("by", "else")}
        return {"by": written["by"], "values": rest, "otherwise": written.get("else")}
    if isinstance(written, str):
        try:
            return {"otherwise": read_number(written)}
        except NoSuchNumberError as fault:
            raise no_such_number(fault) from None
        except ValueError:
            return {"formula": written}
    return {"otherwise": written}


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
