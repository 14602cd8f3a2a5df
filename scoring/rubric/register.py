"""The clause register: each clause of the programme document, and what in the rubric answers for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scoring.rubric.values import Code, Frozen, Names, Words
from scoring.words import Text

if TYPE_CHECKING:
    from scoring.rubric.model import Leaf, Node, Rubric

NODE, LEAF = Text("分支", "node"), Text("指标", "indicator")
GATE, QUOTA, STANDING = Text("门槛", "gate"), Text("名额限制", "quota"), Text("状态标签", "standing")
PART, PERIOD = Text("规定", "rule"), Text("期次", "period")
PARTS: Mapping[str, Text] = {
    "population": Text("测评谁", "who is assessed"),
    "counting": Text("以哪个值为准", "which value counts"),
    "grades": Text("等次", "grades"),
    "rank": Text("排名", "rank"),
}
"""Parts of the file that have no code, by their key."""


class Row(Frozen):
    """One clause: `row` as the list of clauses numbers it, where it stands, and what in the rubric answers for it.

    `by` names nodes, leaves, gates, quotas, standings, or one of `PARTS`; `periods` those it rules. What stands in no
    way in the rubric has its reason under `unscored` instead.
    """

    row: Code
    clause: str
    title: Words
    by: Names = ()
    periods: Names = ()
    unscored: Words | None = None


@dataclass(frozen=True)
class Answer:
    """Something that answers for a clause: what it is, its code, its title, and when it is due (always where empty)."""

    kind: Text
    code: str
    title: Text
    due: tuple[tuple[str, ...], ...] = ()
    item: Leaf | Node | None = None


def answers(rubric: Rubric) -> dict[str, tuple[Answer, ...]]:
    """Everything `by` may name, by that name, in the file's order; a node and a gate may share a code."""
    found: dict[str, tuple[Answer, ...]] = {}
    for answer in (*_items(rubric.tree, ()), *_beside(rubric)):
        found[answer.code] = (*found.get(answer.code, ()), answer)
    return found


def _items(item: Leaf | Node, above: tuple[tuple[str, ...], ...]) -> Iterator[Answer]:
    due = (*above, item.due)
    children: tuple[Leaf | Node, ...] = getattr(item, "children", ())
    yield Answer(NODE if children else LEAF, item.code, item.title, due, item)
    for child in children:
        yield from _items(child, due)


def _beside(rubric: Rubric) -> Iterator[Answer]:
    yield from (Answer(GATE, gate.gate, gate.title, (gate.due,)) for gate in rubric.gates)
    yield from (Answer(QUOTA, quota.quota, quota.title, (quota.due,)) for quota in rubric.quotas)
    yield from (Answer(STANDING, one.standing, one.title, (one.due,)) for one in rubric.standings)
    there = {"counting": rubric.counting, "grades": rubric.grades}
    yield from (Answer(PART, key, title) for key, title in PARTS.items() if there.get(key, rubric) is not None)
