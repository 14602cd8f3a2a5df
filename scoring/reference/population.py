"""Who feeds the statistics of groups: fixed once, before anything is compared."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from scoring.evidence.draft import Draft
from scoring.evidence.formula import Formula
from scoring.evidence.method import Names
from scoring.rubric.outline import Entry
from scoring.sql.exact import Int, Ratio, choose, total
from scoring.sql.states import BLOCKED, NOT_APPLICABLE, OUT_OF_SCOPE, code, reported
from scoring.sql.steps import Step, select


class _Coverage(Names):
    """The names of a population's condition: those of any formula, and `coverage`."""

    def number(self, name: str) -> Ratio | None:
        return coverage(self.draft) if name == "coverage" else super().number(name)


def counted(draft: Draft) -> Draft:
    """Add the column `counted`, once: who is assessed, and meets the population's `statistics` where it has any."""
    if draft.has_counted:
        return draft
    population = draft.outline.rubric.population
    formula = Formula(_Coverage(draft, draft.outline.period))
    conditions = [text for text in (population.assessed, population.statistics) if text]
    told = [f"coalesce({formula.condition(draft.parse(text))}, FALSE)" for text in conditions]
    step = Step("population", select({"counted": " AND ".join(told) or "TRUE"}, draft.wide))
    return replace(draft.then(step), has_counted=True)


def population(draft: Draft, level: Sequence[Entry]) -> Draft:
    """Fix who feeds statistics as soon as the first leaves have their evidence, where a condition says.

    Where every leaf rests on statistics there is no level 0, and nothing is then known of coverage.
    """
    has_condition = bool(draft.outline.rubric.population.statistics)
    return counted(draft) if has_condition and level == draft.outline.levels[0] else draft


def coverage(draft: Draft) -> Ratio:
    """The share of the root's full marks that leaves with a value of their own carry, of those that apply.

    Of leaves scored on others' marks or on statistics nothing is known yet when it is asked.
    """
    outline = draft.outline
    leaves = [leaf for leaf in _leaves(draft, outline.root) if leaf.level == 0]
    parts = {leaf.index: outline.part_of(outline.root, leaf) for leaf in leaves}
    over = math.lcm(1, *(part.denominator for part in parts.values()))
    scored, whole = [], []
    for leaf in leaves:
        units = Int.of(int(parts[leaf.index] * over))
        applies = f"{draft.states[leaf.index]} % {BLOCKED} <> {code(NOT_APPLICABLE, OUT_OF_SCOPE)}"
        scored.append(choose([(reported(draft.states[leaf.index]), units)], Int.of(0)))
        whole.append(choose([(applies, units)], Int.of(0)))
    attained = total(whole)
    bottom = Int(f"nullif({attained.sql}, 0)", 1, max(attained.high, 1), nullable=True, width=attained.width)
    return Ratio(total(scored), bottom)


def _leaves(draft: Draft, entry: Entry) -> list[Entry]:
    children = [draft.outline.entries[index] for index in entry.children]
    found = [child for child in children if child.counts and child.due]
    return [leaf for child in found for leaf in ([child] if child.is_leaf else _leaves(draft, child))]
