"""Who stands where: eligibility, ranks, grades."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from tests.oracle.arithmetic import half_up, number
from tests.oracle.document import Document, Section, many
from tests.oracle.tree import Tree

Sort = tuple[Fraction, ...]
"""What is ranked by: the rounded score, then the marks that break ties, the best first."""


@dataclass(frozen=True)
class Standing:
    """One line of the ranking; `score` is the ranked node's mark."""

    score: Fraction | None
    rank: int | None
    group_rank: int | None
    grade: str | None
    gates: tuple[str, ...]


def standings(document: Document, trees: Mapping[str, Tree]) -> dict[str, Standing]:
    """Everyone's standing, by jurisdiction."""
    rule = document.keys["rank"]
    ranked: dict[str, Sort] = {}
    bitten: dict[str, list[Section]] = {}
    for who, tree in trees.items():
        bitten[who] = [gate for gate in document.gates if tree.bites(gate)]
        score = tree.mark(rule["of"]).score
        if score is not None and is_assessed(document, tree) and not barred(bitten[who]):
            own = half_up(score, Fraction(1, 10 ** int(rule["digits"])))
            breakers = [tree.mark(code).score for code in many(rule.get("broken_by"))]
            # Who has no mark there comes after all who have one, even a negative one.
            ranked[who] = (
                own,
                *(part for mark in breakers for part in (Fraction(mark is not None), mark or Fraction(0))),
            )
    dense = rule.get("ties", "competition") == "dense"
    group = {who: tree.who.get("group") for who, tree in trees.items()}
    found = {}
    for who, tree in trees.items():
        key = ranked.get(who)
        rivals = [score for other, score in ranked.items() if group[other] == group[who]]
        found[who] = Standing(
            score=tree.mark(rule["of"]).score,
            rank=None if key is None else place(key, list(ranked.values()), dense=dense),
            group_rank=None if key is None or group[who] is None else place(key, rivals, dense=dense),
            grade=grade(document, tree, bitten[who]),
            gates=tuple(gate["gate"] for gate in bitten[who]),
        )
    return found


def place(own: Sort, rivals: list[Sort], *, dense: bool) -> int:
    """One more than those that come before, equal ones counted once where ranks are dense."""
    better = [rival for rival in rivals if rival > own]
    return 1 + len(set(better) if dense else better)


def is_assessed(document: Document, tree: Tree) -> bool:
    """Whether the population's condition holds."""
    condition = document.keys["population"].get("assessed", "")
    return not condition or tree.holds(condition) is True


def barred(gates: list[Section]) -> bool:
    """Whether a gate keeps it out of the ranking."""
    return any("ineligible" in gate["effect"] or "unranked" in gate["effect"] for gate in gates)


def grade(document: Document, tree: Tree, gates: list[Section]) -> str | None:
    """The best grade whose total and minimum rates are reached, lowered by gates; none if barred or only listed."""
    grades = document.keys.get("grades")
    score = tree.mark(document.keys["rank"]["of"]).score
    if grades is None or score is None or not is_assessed(document, tree):
        return None
    if any("ineligible" in gate["effect"] for gate in gates):
        return None
    names = [each["grade"] for each in grades["scale"]] + [grades["else"]]
    at = next((i for i, each in enumerate(grades["scale"]) if reaches(tree, score, each)), len(names) - 1)
    at += sum(int(gate["effect"].get("lower_grade", "0")) for gate in gates)
    return str(names[min(at, len(names) - 1)])


def reaches(tree: Tree, score: Fraction, wanted: Section) -> bool:
    """Whether a total and the rates below it are enough for a grade; a part that is not due asks nothing."""
    if score < number(wanted["at_least"]):
        return False
    for code, least in wanted.get("minimum", {}).items():
        rate = tree.rate(code)
        if code in tree.due and (rate is None or rate < number(least)):
            return False
    return True
