"""No mark rests on itself, by way of children, of gates that zero or cap it, or of what its formula refers to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from scoring.errors import Problem
from scoring.rubric.checks.whole import Whole
from scoring.rubric.document import Where
from scoring.rubric.expression import Expression
from scoring.rubric.model import Node
from scoring.rubric.outline import targets
from scoring.rubric.written import BEFORE_MARKS
from scoring.words import Text


@dataclass(frozen=True)
class _Need:
    """That one item is computed after another, and the place that says so (a child needs no saying)."""

    code: str
    where: Where | None = None


def no_cycles(whole: Whole) -> Iterator[Problem]:
    """Each circle once, at the formula that closes it."""
    needs = _needs(whole)
    done: set[str] = set()
    for start in needs:
        if start not in done:
            yield from _from(whole, start, needs, done)


def _from(whole: Whole, start: str, needs: dict[str, list[_Need]], done: set[str]) -> Iterator[Problem]:
    """The circles to be met from an item on, along a path kept by hand: chains are longer than calls can be deep."""
    path = {start: _Need(start)}
    ahead = [iter(needs[start])]
    while ahead:
        need = next(ahead[-1], None)
        if need is None:
            ahead.pop()
            done.add(path.popitem()[0])
        elif need.code in path:
            yield from _circle(whole, list(path.values()), need)
        elif need.code not in done:
            path[need.code] = need
            ahead.append(iter(needs.get(need.code, ())))


def _circle(whole: Whole, path: list[_Need], need: _Need) -> Iterator[Problem]:
    circle = [*path[[one.code for one in path].index(need.code) + 1 :], need]
    where = next((one.where for one in reversed(circle) if one.where is not None), None)
    # A circle of children alone comes of a code used twice, which is reported as that.
    if where is not None:
        yield whole.problem(
            where,
            "cycle",
            " → ".join([need.code, *(one.code for one in circle)]),
            Text("不取决于自身的得分", "a mark that does not rest on itself"),
            Text("改用不受影响的指标作条件", "let the condition read something the mark does not change"),
        )


def _needs(whole: Whole) -> dict[str, list[_Need]]:
    needs: dict[str, list[_Need]] = {code: [] for code in whole.items}
    for code, placed in whole.items.items():
        if isinstance(placed.item, Node):
            needs[code] += [_Need(child.code) for child in placed.item.children]
    for written in whole.formulas:
        if written.use in BEFORE_MARKS and written.owner in needs:
            needs[written.owner] += [_Need(code, written.where) for code in _references(written.expression)]
    gates = {written.where[1]: written for written in whole.formulas if written.use == "gate"}
    for n, gate in enumerate(whole.rubric.gates):
        for limited in needs.keys() & targets(gate):
            needs[limited] += [_Need(code, gates[n].where) for code in _references(gates[n].expression)]
    for written in whole.formulas:
        if written.use == "quota" and written.owner in needs:
            needs[written.owner] += [_Need(code, written.where) for code in _references(written.expression)]
    return needs


def _references(expression: Expression | None) -> list[str]:
    return list(expression.needs()) if expression else []


CHECKS = (no_cycles,)
