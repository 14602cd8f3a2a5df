"""What stands on the finished marks: gates, grades, labels."""

from __future__ import annotations

from collections.abc import Iterator

from scoring.errors import Problem
from scoring.rubric.checks.settings import step_of
from scoring.rubric.checks.whole import Whole
from scoring.rubric.document import Where
from scoring.rubric.nearest import listed
from scoring.rubric.outcomes import Cap, Effect, Gate, Label
from scoring.rubric.values import write_number
from scoring.words import Text


def targets_exist(whole: Whole) -> Iterator[Problem]:
    """Gates and grades name items that have marks."""
    named: list[tuple[Where, str]] = []
    for n, gate in enumerate(whole.rubric.gates):
        if gate.effect.zero is not None:
            named.append((("gates", n, "effect", "zero"), gate.effect.zero))
        if gate.effect.cap is not None:
            named.append((("gates", n, "effect", "cap", "of"), gate.effect.cap.of))
    for n, grade in enumerate(whole.rubric.grades.scale if whole.rubric.grades else ()):
        named += [(("grades", "scale", n, "minimum", code), code) for code in grade.minimum]
    for where, code in named:
        yield from whole.has_marks(where, code)


def one_effect(whole: Whole) -> Iterator[Problem]:
    """A gate does one thing."""
    choices = listed(Effect.model_fields)
    for n, gate in enumerate(whole.rubric.gates):
        given = [name for name in Effect.model_fields if getattr(gate.effect, name) is not None]
        if len(given) != 1:
            yield whole.problem(
                ("gates", n, "effect"),
                "one_effect",
                listed(given).zh,
                Text("恰好一种后果：{some}", "exactly one of: {some}").with_(some=choices),
                Text("多种后果请写成多个 gate", "write a gate for each effect"),
            )


def gate_codes(whole: Whole) -> Iterator[Problem]:
    """Each gate has a code of its own."""
    seen: set[str] = set()
    for n, gate in enumerate(whole.rubric.gates):
        if gate.gate in seen:
            expected, hint = Text("每个代码只用一次", "each code once"), Text("改其一", "change one of them")
            yield whole.problem(("gates", n, "gate"), "duplicate_gate", gate.gate, expected, hint)
        seen.add(gate.gate)


def effects_can_bite(whole: Whole) -> Iterator[Problem]:
    """A cap below full marks, a grade to be lowered."""
    for n, gate in enumerate(whole.rubric.gates):
        cap = gate.effect.cap
        if cap is not None:
            yield from _cap(whole, n, cap)
        if gate.effect.lower_grade is not None:
            yield from _lowered(whole, n, gate)


def _cap(whole: Whole, n: int, cap: Cap) -> Iterator[Problem]:
    placed = whole.items.get(cap.of)
    points = placed.item.points if placed else None
    if points is not None and not 0 <= cap.at < points:
        yield whole.problem(
            ("gates", n, "effect", "cap", "at"),
            "cap_never_bites" if cap.at >= points else "cap_below_zero",
            write_number(cap.at),
            Text("0 与满分 {points} 之间的上限", "a cap between 0 and full marks, {points}").with_(
                points=write_number(points)
            ),
            Text("封顶要低于满分；清零写 zero", "a cap stands below full marks; to zero it write zero"),
        )
    if placed is not None and (step := step_of(whole, placed)) and (cap.at / step).denominator != 1:
        yield whole.problem(
            ("gates", n, "effect", "cap", "at"),
            "cap_off_step",
            write_number(cap.at),
            Text("{step} 的整数倍", "a multiple of {step}").with_(step=write_number(step)),
            Text(
                "封顶分须能按取整步长表示，否则取整会越过它",
                "a cap must be a mark that rounding can give, or rounding passes it",
            ),
        )


def _lowered(whole: Whole, n: int, gate: Gate) -> Iterator[Problem]:
    grades = whole.rubric.grades
    if grades is None or (gate.effect.lower_grade or 0) > len(grades.scale):
        yield whole.problem(
            ("gates", n, "effect", "lower_grade"),
            "no_grade_to_lower",
            str(gate.effect.lower_grade),
            Text("评分规则写明的等次", "grades the rubric declares"),
            Text("补上 grades，或改降等数", "add grades, or lower by fewer"),
        )


def grades_fall(whole: Whole) -> Iterator[Problem]:
    """Grades stand from best to worst, each within reach, each named once."""
    grades = whole.rubric.grades
    if grades is None:
        return
    points = whole.rubric.tree.points
    names = [grade.grade for grade in grades.scale]
    for n, grade in enumerate(grades.scale):
        where: Where = ("grades", "scale", n)
        if n and grade.at_least >= grades.scale[n - 1].at_least:
            yield whole.problem(
                (*where, "at_least"),
                "grades_not_falling",
                f"{write_number(grades.scale[n - 1].at_least)}, {write_number(grade.at_least)}",
                Text("由高到低的分数线", "bounds falling from grade to grade"),
                Text("按等次从高到低排列", "put the best grade first"),
            )
        if points is not None and grade.at_least > points:
            expected = Text("不超过满分 {n}", "at most full marks, {n}").with_(n=write_number(points))
            yield whole.problem((*where, "at_least"), "grade_out_of_reach", write_number(grade.at_least), expected)
        for code, rate in grade.minimum.items():
            if not 0 <= rate <= 1:
                expected = Text("0 到 1 之间的得分率", "a rate between 0 and 1")
                hint = Text("写得分率，如 60%", "write a rate such as 60%")
                yield whole.problem((*where, "minimum", code), "minimum_rate", write_number(rate), expected, hint)
        if grade.grade in [*names[:n], grades.otherwise]:
            expected = Text("每个等次一个名称", "each grade its own name")
            yield whole.problem((*where, "grade"), "duplicate_grade", grade.grade, expected)


def labels_end(whole: Whole) -> Iterator[Problem]:
    """A label's last case takes whoever is left, and only the last."""
    for placed in whole.placed:
        if placed.item.label is None:
            continue
        where: Where = (*placed.where, "label", "cases")
        yield from _cases(whole, where, placed.item.label)


def _cases(whole: Whole, where: Where, label: Label) -> Iterator[Problem]:
    if not label.cases or label.cases[-1].when:
        yield whole.problem(
            where,
            "label_without_rest",
            label.cases[-1].when if label.cases else "[]",
            Text("最后一项不写 when，作为其余情形", "a last case without when, for the rest"),
            Text("补上 - {gives: …}", "add - {gives: …}"),
        )
    for n, case in enumerate(label.cases[:-1]):
        if not case.when:
            expected = Text("只有最后一项可以不写 when", "a when in every case but the last")
            yield whole.problem((*where, n), "case_without_when", case.gives.zh, expected)


CHECKS = (targets_exist, one_effect, gate_codes, effects_can_bite, grades_fall, labels_end)
