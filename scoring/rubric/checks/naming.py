"""Names earned by marks: grades of the whole, labels of items. Their bounds stand in order, each once, within reach."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise

from scoring.errors import Problem
from scoring.rubric.checks.whole import Placed, Whole
from scoring.rubric.document import Where
from scoring.rubric.nearest import did_you_mean
from scoring.rubric.outcomes import EDGES, Edge, Label
from scoring.rubric.values import write_as_read, write_number
from scoring.words import Text

FALLING: tuple[Edge, ...] = ("at_least", "more_than")
_REACH: Mapping[Edge, Text] = {
    "at_least": Text("不超过满分 {n}", "at most full marks, {n}"),
    "more_than": Text("低于满分 {n}", "less than full marks, {n}"),
}
"""How far the bound of a grade may lie up."""


def grades_fall(whole: Whole) -> Iterator[Problem]:
    """Grades stand from best to worst, each within reach, each named once."""
    grades = whole.rubric.grades
    if grades is None:
        return
    most, points = whole.most(whole.rubric.rank.of), whole.points(whole.rubric.rank.of)
    if grades.of == "rate" and most is not None:
        most = most / points if points else None
    for n, grade in enumerate(grades.scale):
        where: Where = ("grades", "scale", n)
        if n:
            before = grades.scale[n - 1]
            yield from _in_order(whole, where, (before.edge, before.bound), (grade.edge, grade.bound))
        within = _REACH.get(grade.edge)
        if most is not None and within and (grade.bound > most or (grade.bound == most and grade.edge == "more_than")):
            expected = within.with_(n=write_number(most))
            yield whole.problem((*where, grade.edge), "grade_out_of_reach", write_number(grade.bound), expected)
        yield from _minimum(whole, (*where, "minimum"), grade.minimum)
        if grade.grade in (*grades.names[:n], grades.otherwise):
            expected = Text("每个等次一个名称", "each grade its own name")
            yield whole.problem((*where, "grade"), "duplicate_grade", grade.grade, expected)


def labels_name(whole: Whole) -> Iterator[Problem]:
    """A label has cases, or bounds on one figure; either way its last line takes whoever is left."""
    for placed in whole.placed:
        if placed.item.label is not None:
            yield from _label(whole, placed, placed.item.label)


def labels_rest_on_others(whole: Whole) -> Iterator[Problem]:
    """No label rests on itself."""
    circle = whole.label_rounds.circle
    if circle:
        placed = whole.items[circle[0]]
        yield whole.problem(
            (*placed.where, "label"),
            "cycle",
            " → ".join(circle),
            Text("不取决于自身的称号", "a label that does not rest on itself"),
            Text("改用得分或其他称号作条件", "let the condition read a mark, or another label"),
        )


def _in_order(
    whole: Whole, where: Where, before: tuple[Edge, Fraction], this: tuple[Edge, Fraction]
) -> Iterator[Problem]:
    falling = this[0] in FALLING
    if falling != (before[0] in FALLING):
        expected = Text("同一方向的分数线", "bounds that look one way")
        hint = Text("都写下限，或都写上限", "give all a least bound, or all a greatest")
        yield whole.problem((*where, this[0]), "grades_not_falling", f"{before[0]}, {this[0]}", expected, hint)
    elif this[1] == before[1] or (this[1] > before[1]) is falling:
        expected = (
            Text("由高到低的分数线", "bounds falling from grade to grade")
            if falling
            else Text("由低到高的分数线", "bounds rising from grade to grade")
        )
        yield whole.problem(
            (*where, this[0]),
            "grades_not_falling",
            f"{write_number(before[1])}, {write_number(this[1])}",
            expected,
            Text("按等次从高到低排列", "put the best grade first"),
        )


def _minimum(whole: Whole, where: Where, minimum: Mapping[str, Fraction]) -> Iterator[Problem]:
    for code, rate in minimum.items():
        yield from whole.has_marks((*where, code), code)
        if not 0 <= rate <= 1:
            expected = Text("0 到 1 之间的得分率", "a rate between 0 and 1")
            hint = Text("写得分率，如 60%", "write a rate such as 60%")
            yield whole.problem((*where, code), "minimum_rate", write_number(rate), expected, hint)


def _label(whole: Whole, placed: Placed, label: Label) -> Iterator[Problem]:
    where: Where = (*placed.where, "label")
    if label.of is None and not label.edges:
        yield from _cases(whole, where, label)
        return
    given = [name for name in ("of", *EDGES, "otherwise", "cases") if getattr(label, name)]
    if label.of is None or len(label.edges) != 1 or label.otherwise is None or label.cases:
        yield whole.problem(
            where,
            "label_form",
            ", ".join("else" if name == "otherwise" else name for name in given),
            Text("of、一种界限和 else，或者只写 cases", "of, one kind of bounds and else; or cases alone"),
            Text("如 {of: rate, at_least: {90%: 优}, else: 差}", "as in {of: rate, at_least: {90%: high}, else: low}"),
        )
        return
    bounds = [bound for bound, _ in getattr(label, label.edges[0])]
    yield from _bounds(whole, (*where, label.edges[0]), placed, bounds)
    names = [gives.zh for _, gives in getattr(label, label.edges[0])]
    for name, minimum in label.minimum.items():
        if name not in names:
            expected = Text("at_least 等给出的一个名称", "a name that the bounds give")
            yield whole.problem((*where, "minimum", name), "no_such_name", name, expected, did_you_mean(name, names))
        yield from _minimum(whole, (*where, "minimum", name), minimum)


def _bounds(whole: Whole, where: Where, placed: Placed, bounds: Sequence[Fraction]) -> Iterator[Problem]:
    falling = where[-1] in FALLING
    if any(b == a or (b > a) is falling for a, b in pairwise(bounds)):
        expected = Text("依次递减的界限", "bounds falling") if falling else Text("依次递增的界限", "bounds rising")
        found = ", ".join(map(write_as_read, bounds))
        yield whole.problem(where, "bounds_out_of_order", found, expected, Text("调整次序", "put them in order"))
    beyond = [bound for bound in bounds if not -1 <= bound <= 1]
    rate = placed.item.label is not None and placed.item.label.of == "rate"
    if rate and beyond and placed.item.ceiling is None:
        expected = Text("得分率，如 90%", "a rate such as 90%")
        hint = Text("比较得分请写 of: score", "to compare marks write of: score")
        yield whole.problem(where, "rate_out_of_reach", write_number(beyond[0]), expected, hint)


def _cases(whole: Whole, where: Where, label: Label) -> Iterator[Problem]:
    if not label.cases or label.cases[-1].when:
        yield whole.problem(
            (*where, "cases"),
            "label_without_rest",
            label.cases[-1].when if label.cases else "[]",
            Text("最后一项不写 when，作为其余情形", "a last case without when, for the rest"),
            Text("补上 - {gives: …}", "add - {gives: …}"),
        )
    for n, case in enumerate(label.cases):
        if not case.when and n < len(label.cases) - 1:
            expected = Text("只有最后一项可以不写 when", "a when in every case but the last")
            yield whole.problem((*where, "cases", n), "case_without_when", case.gives.zh, expected)
        yield from _minimum(whole, (*where, "cases", n, "minimum"), case.minimum)


CHECKS = (grades_fall, labels_name, labels_rest_on_others)
