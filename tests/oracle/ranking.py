"""Who stands where: eligibility, ranks, grades."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from tests.oracle.arithmetic import half_up, on_grid
from tests.oracle.document import Document, Section, many
from tests.oracle.naming import reached, within
from tests.oracle.quota import is_assessed, over_the_edge
from tests.oracle.tree import Tree

Sort = tuple[Fraction, ...]
"""What is ranked by: the rounded score, then the marks that break ties, the best first."""


@dataclass(frozen=True)
class Standing:
    """One line of the ranking; `score` is the ranked node's mark, `within` the ranks in further groupings."""

    score: Fraction | None
    rank: int | None
    group_rank: int | None
    grade: str | None
    gates: tuple[str, ...]
    within: tuple[int | None, ...] = ()


def standings(document: Document, trees: Mapping[str, Tree]) -> dict[str, Standing]:
    """Everyone's standing, by jurisdiction."""
    rule = document.keys["rank"]
    columns = [many(written) for written in rule.get("within", ())]
    ranked: dict[str, Sort] = {}
    bitten: dict[str, list[Section]] = {}
    for who, tree in trees.items():
        bitten[who] = [gate for gate in document.gates if tree.bites(gate)]
        score = tree.mark(rule["of"]).score
        if score is not None and is_assessed(document, tree) and not barred(bitten[who]):
            ranked[who] = sort(document, tree)
    dense = rule.get("ties", "competition") == "dense"

    def rank_in(names: list[str], who: str) -> int | None:
        own = [trees[who].who.get(name) for name in names]
        if who not in ranked or None in own:
            return None
        rivals = [key for other, key in ranked.items() if [trees[other].who.get(name) for name in names] == own]
        return place(ranked[who], rivals, dense=dense)

    grades = within_quotas(document, trees, {who: grade(document, tree, bitten[who]) for who, tree in trees.items()})
    found = {}
    for who, tree in trees.items():
        found[who] = Standing(
            score=tree.mark(rule["of"]).score,
            rank=rank_in([], who),
            group_rank=rank_in(["group"], who),
            within=tuple(rank_in(names, who) for names in columns),
            grade=grades[who],
            gates=tuple(gate["gate"] for gate in bitten[who]),
        )
    return found


def sort(document: Document, tree: Tree) -> Sort:
    """What a jurisdiction with a score is ranked by."""
    rule = document.keys["rank"]
    score = tree.mark(rule["of"]).score
    assert score is not None
    # Who has no figure there comes after all who have one, even a negative one.
    told = [breaker(tree, written) for written in many(rule.get("broken_by"))]
    pairs = ((Fraction(figure is not None), figure or Fraction(0)) for figure in told)
    return (rounded(score, rule), *(part for pair in pairs for part in pair))


def within_quotas(
    document: Document, trees: Mapping[str, Tree], given: Mapping[str, str | None]
) -> dict[str, str | None]:
    """The grades once each quota, in the file's order, has let through no more than there are places."""
    grades = dict(given)
    scale = document.keys.get("grades", {})
    names = [*(each["grade"] for each in scale.get("scale", ())), scale.get("else")]
    for quota in document.keys.get("quotas", ()):
        period = next(iter(trees.values())).period
        if quota["of"] != "grade" or not document.is_due(quota.get("due"), period):
            continue
        having = {who: sort(document, tree) for who, tree in trees.items() if grades[who] == quota["grade"]}
        for who in over_the_edge(document, trees, quota, having):
            grades[who] = names[names.index(quota["grade"]) + 1]
    return grades


def rounded(score: Fraction, rule: Section) -> Fraction:
    """The score as it is ranked: to so many digits, half-up, up or down (away from zero or toward it), or as it is."""
    if rule["digits"] == "none":
        return score
    step = Fraction(1, 10 ** int(rule["digits"]))
    if rule.get("way", "half_up") == "half_up":
        return half_up(score, step)
    steps = abs(score) / step
    whole = steps.numerator // steps.denominator + (rule["way"] == "up" and steps.denominator != 1)
    return whole * step if score >= 0 else -whole * step


def breaker(tree: Tree, written: str) -> Fraction | None:
    """What breaks a tie, so that more of it comes first: an item's score, or a formula on the grid."""
    formula, _, direction = written.rpartition(" ")
    if direction not in ("descending", "降序", "ascending", "升序"):
        return tree.mark(written).score
    figure = tree.figure(formula)
    if figure is None:
        return None
    return -on_grid(figure) if direction in ("ascending", "升序") else on_grid(figure)


def place(own: Sort, rivals: list[Sort], *, dense: bool) -> int:
    """One more than those that come before, equal ones counted once where ranks are dense."""
    better = [rival for rival in rivals if rival > own]
    return 1 + len(set(better) if dense else better)


def barred(gates: list[Section]) -> bool:
    """Whether a gate keeps it out of the ranking."""
    return any("ineligible" in gate["effect"] or "unranked" in gate["effect"] for gate in gates)


def grade(document: Document, tree: Tree, gates: list[Section]) -> str | None:
    """The best grade whose total and minimum rates are reached, lowered, then held down by gates.

    Whoever is barred or only listed has none.
    """
    grades = document.keys.get("grades")
    score = tree.mark(document.keys["rank"]["of"]).score
    if grades is None or score is None or not is_assessed(document, tree):
        return None
    if any("ineligible" in gate["effect"] for gate in gates):
        return None
    names = [each["grade"] for each in grades["scale"]] + [grades["else"]]
    figure = tree.rate(document.keys["rank"]["of"]) if grades.get("of") == "rate" else score
    lines = enumerate(grades["scale"])
    at = next((i for i, each in lines if within(figure, each) and reached(tree, each)), len(names) - 1)
    at += sum(int(gate["effect"].get("lower_grade", "0")) for gate in gates)
    held = [names.index(gate["effect"]["grade_at_most"]) for gate in gates if "grade_at_most" in gate["effect"]]
    return str(names[max(min(at, len(names) - 1), *held, 0)])
