"""What gates do to finished marks."""

from __future__ import annotations

from collections.abc import Iterator

from scoring.errors import Problem
from scoring.rubric.checks.settings import step_of
from scoring.rubric.checks.whole import Whole
from scoring.rubric.document import Where
from scoring.rubric.nearest import did_you_mean, listed
from scoring.rubric.outcomes import Cap, Effect, Gate
from scoring.rubric.values import write_as_read, write_number
from scoring.words import Text


def targets_exist(whole: Whole) -> Iterator[Problem]:
    """Gates name items that have marks."""
    named: list[tuple[Where, str]] = []
    for n, gate in enumerate(whole.rubric.gates):
        if gate.effect.zero is not None:
            named += [(("gates", n, "effect", "zero", m), code) for m, code in enumerate(gate.effect.zero)]
        if gate.effect.cap is not None:
            named += [(("gates", n, "effect", "cap", "of", m), code) for m, code in enumerate(gate.effect.cap.of)]
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
    return whole.each_once("gate", [gate.gate for gate in whole.rubric.gates])


def effects_can_bite(whole: Whole) -> Iterator[Problem]:
    """A cap below full marks, a grade to be lowered."""
    for n, gate in enumerate(whole.rubric.gates):
        cap = gate.effect.cap
        if cap is not None:
            for code in cap.of:
                yield from _cap(whole, n, cap, code)
        if gate.effect.lower_grade is not None:
            yield from _lowered(whole, n, gate)
        if gate.effect.grade_at_most is not None:
            yield from _held_down(whole, n, gate.effect.grade_at_most)


def _cap(whole: Whole, n: int, cap: Cap, code: str) -> Iterator[Problem]:
    placed = whole.items.get(code)
    points, most = whole.points(code), whole.most(code)
    if points is None:
        return
    at = cap.of_points(points)
    if at < 0 or (most is not None and at >= most):
        yield whole.problem(
            ("gates", n, "effect", "cap", "at"),
            "cap_below_zero" if at < 0 else "cap_never_bites",
            write_as_read(cap.at),
            Text("0 与满分 {points} 之间的上限", "a cap between 0 and full marks, {points}").with_(
                points=write_number(most if most is not None else points)
            ),
            Text("封顶要低于满分；清零写 zero", "a cap stands below full marks; to zero it write zero"),
        )
    if placed is not None and (step := step_of(whole, placed)) and (at / step).denominator != 1:
        yield whole.problem(
            ("gates", n, "effect", "cap", "at"),
            "cap_off_step",
            write_number(at),
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


def _held_down(whole: Whole, n: int, grade: str) -> Iterator[Problem]:
    names = whole.rubric.grades.names if whole.rubric.grades else ()
    if grade not in names[1:]:
        yield whole.problem(
            ("gates", n, "effect", "grade_at_most"),
            "no_such_grade",
            grade,
            Text("最高等次以下的一个等次", "a grade below the best"),
            did_you_mean(grade, names[1:]),
        )


CHECKS = (targets_exist, one_effect, gate_codes, effects_can_bite)
