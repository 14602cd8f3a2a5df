"""An independent computation of every mark and rank, in fractions, one jurisdiction at a time.

It reads the rubric's YAML with its own eyes (no model, parser or SQL of the engine) and the inputs as clean rows, and
follows the rules the way an official with a calculator would. The engine must agree with it digit for digit.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from scoring.intake.inputs import Inputs
from tests.oracle.arithmetic import half_up
from tests.oracle.around import Trees
from tests.oracle.document import Document, Item, read
from tests.oracle.facts import Facts
from tests.oracle.held import held, levels
from tests.oracle.naming import labels
from tests.oracle.ranking import Standing
from tests.oracle.tree import Tree

__all__ = ["Cell", "Document", "OracleResult", "Standing", "read", "score"]


@dataclass(frozen=True)
class Cell:
    """One jurisdiction's outcome at one leaf or node; numbers rounded half-up to nine decimals, as published."""

    state: str
    value: Fraction | None
    rate: Fraction | None
    score: Fraction | None
    points: Fraction | None
    moved_points: Fraction


@dataclass(frozen=True)
class OracleResult:
    """`cells` by jurisdiction and code, `ranking` by jurisdiction, `labels` by jurisdiction and code.

    `standings`, by jurisdiction and code, are the levels held now and before, and whether that is known.
    """

    cells: dict[tuple[str, str], Cell]
    ranking: dict[str, Standing]
    labels: dict[tuple[str, str], str | None]
    standings: dict[tuple[str, str], tuple[str | None, str | None, bool]]


def score(rubric: Document, inputs: Inputs, period: str) -> OracleResult:
    """Marks, ranks and grades of everyone on the roster in one period."""
    facts = Facts(inputs)
    everyone = Trees(rubric, facts, rubric.periods[period])
    trees = everyone.everybody(rubric.periods[period])
    cells: dict[tuple[str, str], Cell] = {}
    for who, tree in trees.items():
        moved = _moved(tree)
        cells |= {(who, code): _cell(tree, item, moved.get(code, Fraction(0))) for code, item in rubric.items.items()}
    return OracleResult(cells, everyone.ranking(rubric.periods[period]), labels(rubric, trees), _held(rubric, trees))


def _held(rubric: Document, trees: Mapping[str, Tree]) -> dict[tuple[str, str], tuple[str | None, str | None, bool]]:
    found = {}
    for rule in rubric.keys.get("standings", ()):
        names = [None, *levels(rule)]
        for who, tree in trees.items():
            each = held(tree, rule)
            if each:
                found[who, rule["standing"]] = (names[each.level], names[each.before], each.told)
    return found


def _cell(tree: Tree, item: Item, moved: Fraction) -> Cell:
    mark = tree.mark(item.code)
    return Cell(
        state=mark.state,
        value=_published(mark.value),
        rate=_published(tree.rate(item.code)),
        score=mark.score,
        points=None if item.role == "shown" else item.points,
        moved_points=half_up(moved),
    )


def _published(exact: Fraction | None) -> Fraction | None:
    return None if exact is None else half_up(exact)


def _moved(tree: Tree) -> dict[str, Fraction]:
    """Points that dropped children left to their siblings: what each really carried, less what it declares."""
    moved: dict[str, Fraction] = {}
    for node in tree.document.items.values():
        if node.combine[0] in ("sum", "minimum", "maximum", "flat"):
            continue
        counted = {child.code for child in node.scored if tree.mark(child.code).score is not None}
        weights = sum((child.weight for child in node.scored if child.code in counted), Fraction(0))
        if not weights:
            continue
        for child in node.scored:
            carried = node.points * child.weight / weights if child.code in counted else Fraction(0)
            moved[child.code] = carried - child.part
    return moved
