"""Formulas and conditions: that they read, that names exist and fit, that every division has an outcome."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import TypeVar

from scoring.errors import Problem
from scoring.rubric.checks.ranges import Range, range_of
from scoring.rubric.checks.whole import Whole, Written
from scoring.rubric.document import NO_HINT
from scoring.rubric.expression import Among, Compare, Expression, Literally, Name, OneOf, Operation, Reference
from scoring.rubric.formula import FormulaError, kind_of, parse, source
from scoring.rubric.kinds import KIND_WORDS
from scoring.rubric.model import Leaf
from scoring.rubric.naming import LATE
from scoring.rubric.nearest import did_you_mean
from scoring.rubric.outcome_words import label_lines
from scoring.rubric.outline import targets
from scoring.rubric.units import reached, unit_of
from scoring.words import Text

_Part = TypeVar("_Part", bound=Expression)


def they_fit(whole: Whole) -> Iterator[Problem]:
    """Every formula reads, uses declared names, and comes to the kind its place wants."""
    told: list[Problem] = []
    for written in whole.formulas:
        try:
            expression = parse(written.text)
            kind = kind_of(expression, whole.names_for(written.use))
            unit = unit_of(expression, whole.units)
            if written.use == "target":
                reached(expression, unit, whole.units.value(written.owner))
        except FormulaError as fault:
            found = _found(whole, written, fault)
            problem = whole.problem(written.where, fault.code, found, fault.expected, fault.hint)
            # Of one name a method makes several formulas: it is told once.
            if problem not in told:
                told.append(problem)
                yield problem
            continue
        if kind != written.wanted:
            hint = (
                Text("条件要有比较，如 level = '县'", "a condition compares, as in level = '县'")
                if written.wanted == "condition"
                else Text(
                    "按条件得分请用 threshold 等计分方法", "to score by a condition use a scale such as threshold"
                )
            )
            yield whole.problem(written.where, "wrong_kind", written.text, KIND_WORDS[written.wanted], hint)


def _found(whole: Whole, written: Written, fault: FormulaError) -> str:
    """The formula and the part of it that is wrong; the part alone, where that is all that is written."""
    if fault.found and whole.document.at(written.where) == fault.found:
        return fault.found
    return f"{written.text}  ↦ {fault.found or '…'}" + (f" @{fault.position}" if fault.position else "")


def references_exist(whole: Whole) -> Iterator[Problem]:
    """`[code]` names an item that has what is asked of it; who an item applies to rests on no mark."""
    for written, part in _parts(whole, Reference):
        if written.use in ("applies_to", "assessed", "statistics"):
            expected = Text("只用名册列和指标的条件", "a condition over the roster and metrics only")
            hint = Text("适用范围不能取决于得分", "who an item applies to cannot rest on a mark")
            if written.use != "applies_to":
                hint = Text("参加者不能取决于得分", "who takes part cannot rest on a mark")
            yield whole.problem(written.where, "reference_not_allowed", source(part), expected, hint)
        elif part.other:
            # Its codes are its own: they are looked up where its results are read.
            continue
        elif part.aspect == "standing":
            yield from _is_standing(whole, written, part)
        elif part.code not in whole.items:
            expected = Text("评分规则中的代码", "a code of the rubric")
            hint = did_you_mean(part.code, whole.items)
            if "@" in part.code:
                hint = Text("另一份规则的写作 [代码:score@名称]", "of another rubric: [code:score@name]")
            yield whole.problem(written.where, "unknown_node", part.code, expected, hint)
        else:
            yield from _has_aspect(whole, written, part)


def population_compares_nobody(whole: Whole) -> Iterator[Problem]:
    """Who takes part, and who feeds the statistics of groups, is fixed before any group is compared."""
    for written, part in _parts(whole, Among):
        if written.use in ("assessed", "statistics"):
            expected = Text("不比较各地区的条件", "a condition that compares nobody")
            hint = Text("统计在确定参加者之后才有", "statistics come after it is known who takes part")
            yield whole.problem(written.where, "population_compared", source(part), expected, hint)


def _has_aspect(whole: Whole, written: Written, part: Reference) -> Iterator[Problem]:
    item = whole.items[part.code].item
    hint = NO_HINT
    if part.aspect == "value" and not isinstance(item, Leaf):
        expected = Text("指标（leaf）的值，或分支的 score、rate", "the value of a leaf, or the score or rate of a node")
    elif part.aspect in ("score", "rate") and item.role == "shown":
        expected = Text("只展示的指标没有得分，请用 :value", "its :value, since an item for display has no mark")
    elif part.aspect == "label" and item.label is None:
        expected = Text("有 label 的指标", "an item with a label")
    elif part.aspect == "grade" and (whole.rubric.grades is None or part.code != whole.rubric.rank.of):
        expected = Text("分等次的总分", "the node that grades are given to")
    elif _too_late(whole, written, part):
        expected = Text("score、rate、value 或 state", "score, rate, value or state")
        hint = Text(
            "名次、等次和称号在所有得分之后才有；可以问上期的，如 previous([总分:rank])",
            "ranks, grades and labels come after every mark; ask for the last period's, as in previous([total:rank])",
        )
    else:
        return
    yield whole.problem(written.where, "no_such_aspect", source(part), expected, hint)


def _is_standing(whole: Whole, written: Written, part: Reference) -> Iterator[Problem]:
    codes = [standing.standing for standing in whole.rubric.standings]
    if part.code not in codes:
        expected, hint = Text("standings 中的代码", "a code under standings"), did_you_mean(part.code, codes)
        yield whole.problem(written.where, "unknown_standing", part.code, expected, hint)
    elif written.expression is not None and part in written.expression.now():
        expected = Text("上期的状态标签", "the standing of an earlier period")
        hint = Text("写 previous([{code}:standing] = '…')", "write previous([{code}:standing] = '…')")
        yield whole.problem(written.where, "no_such_aspect", source(part), expected, hint.with_(code=part.code))


def _too_late(whole: Whole, written: Written, part: Reference) -> bool:
    """Whether a rank, grade or label of the period itself is asked for before it is there."""
    if part.aspect not in LATE or written.expression is None or part not in written.expression.now():
        return False
    if any(isinstance(one, Among) and part in one.now() for one in written.expression.now()):
        return True
    if written.use in ("label", "standing"):
        return False
    gates = {gate.gate for gate in whole.rubric.gates if not targets(gate)}
    of_whole = written.use == "ties" or (written.use == "quota" and not written.owner)
    of_whole = of_whole or (written.use == "gate" and written.owner in gates)
    return not (of_whole and part.aspect == "label" and part.code in whole.label_rounds.known_early)


def texts_can_match(whole: Whole) -> Iterator[Problem]:
    """A roster column or grade is compared with texts it can be: a slip would make the condition silently false."""
    population = whole.rubric.population
    known: dict[str, tuple[str, ...]] = {
        "level": tuple(population.levels),
        "group": population.groups,
        **{name: attribute.values for name, attribute in population.attributes.items()},
    }
    grades = whole.rubric.grades
    if grades:
        known["grade"] = (*(grade.grade for grade in grades.scale), grades.otherwise)
    for code, placed in whole.items.items():
        known[f"label {code}"] = tuple(line.gives.zh for line in label_lines(placed.item))
    for standing in whole.rubric.standings:
        known[f"standing {standing.standing}"] = ("", *standing.names)
    for written, name, text in _matches(whole):
        choices = known.get(name, ())
        if choices and text not in choices:
            expected = Text("{name} 的取值", "a value of {name}").with_(name=name.rpartition(" ")[2])
            yield whole.problem(written.where, "never_matches", text, expected, did_you_mean(text, choices))


def divisions_have_outcomes(whole: Whole) -> Iterator[Problem]:
    """Where a divisor can be zero, the settings say what 0/0 and x/0 give; elsewhere such a number is not known."""
    values: dict[str, Range] = {}
    for written in (one for one in whole.formulas if one.use == "value"):
        if written.expression is None or written.owner not in whole.items:
            continue
        settings = whole.settings_of(whole.items[written.owner])
        unsaid = [key for key in ("zero_by_zero", "by_zero") if getattr(settings, key) is None]
        divisors = [
            part.right for part in written.expression.own() if isinstance(part, Operation) and part.operator == "/"
        ]
        for divisor in divisors:
            if range_of(divisor, whole, values) == Range(Fraction(0), Fraction(0)):
                yield whole.problem(
                    written.where,
                    "always_by_zero",
                    written.text,
                    Text("可以不为零的除数", "a divisor that can be other than zero"),
                    Text("改正除数", "mend the divisor"),
                )
                break
            if unsaid and range_of(divisor, whole, values).holds_zero:
                yield whole.problem(
                    written.where,
                    "division_by_zero",
                    written.text,
                    Text("除数可能为零，须写明 {keys}", "{keys}, since the divisor can be zero").with_(
                        keys=" / ".join(unsaid)
                    ),
                    Text(
                        "在 settings 中写，如 zero_by_zero: not_applicable",
                        "write it under settings, as in zero_by_zero: not_applicable",
                    ),
                )
                break


def _matches(whole: Whole) -> Iterator[tuple[Written, str, str]]:
    for written, compare in _parts(whole, Compare):
        for one, other in ((compare.left, compare.right), (compare.right, compare.left)):
            if isinstance(other, Literally):
                yield from ((written, name, other.text) for name in _held(one))
    for written, member in _parts(whole, OneOf):
        yield from ((written, name, choice.text) for name in _held(member.what) for choice in member.choices)


def _held(part: Expression) -> Iterator[str]:
    """What a text is one of: the values of a roster column, or the grades of this rubric."""
    if isinstance(part, Name):
        yield part.name
    elif isinstance(part, Reference) and part.aspect in ("grade", "label", "standing") and not part.other:
        yield "grade" if part.aspect == "grade" else f"{part.aspect} {part.code}"


def _parts(whole: Whole, kind: type[_Part]) -> Iterator[tuple[Written, _Part]]:
    for written in whole.formulas:
        if written.expression is not None:
            yield from ((written, part) for part in written.expression.walk() if isinstance(part, kind))


CHECKS = (they_fit, references_exist, population_compares_nobody, texts_can_match, divisions_have_outcomes)
