"""Standings from period to period: who enters, stays, rises and leaves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.oracle.document import Section, many

if TYPE_CHECKING:
    from tests.oracle.tree import Tree


@dataclass(frozen=True)
class Held:
    """The level held and the one held in the period before, 0 for none; whether all that decided it was known."""

    level: int
    before: int
    told: bool


def levels(rule: Section) -> list[str]:
    """What the levels are called, the first one first."""
    title = rule["title"]
    return many(rule.get("levels")) or [title if isinstance(title, str) else title["zh"]]


def held(tree: Tree, rule: Section) -> Held | None:
    """What a jurisdiction holds of a standing at the end of a period; None where it is not due in it."""
    if not tree.document.is_due(rule.get("due"), tree.period):
        return None
    before = _before(tree, rule)
    if before == 0:
        enters = tree.holds(rule["enter"])
        return Held(int(enters is True), 0, enters is not None)
    leaves = tree.holds(rule["leave"]) if "leave" in rule else _not(tree.holds(rule["stay"]))
    if leaves:
        return Held(0, before, told=True)
    rises = tree.holds(rule.get("rise") or rule["enter"]) if len(levels(rule)) > 1 else False
    level = min(before + 1, len(levels(rule))) if rises else before
    return Held(level, before, leaves is not None and rises is not None)


def _before(tree: Tree, rule: Section) -> int:
    """The level held in the period before; none where there is no such period, or nothing is known of it."""
    before = tree.trees.earlier(tree.period, 1, "period")
    if before is None or before.id not in tree.trees.facts.periods:
        return 0
    found = held(tree.trees.of(tree.jurisdiction, before), rule)
    return found.level if found else 0


def _not(truth: bool | None) -> bool | None:
    return None if truth is None else not truth
