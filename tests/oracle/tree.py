"""From leaves to the root for one jurisdiction: policies, combination, coverage, bonus and penalty, gates."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from tests.oracle import formula, transform
from tests.oracle.arithmetic import TWELFTH, half_up, number, on_grid
from tests.oracle.change import changed
from tests.oracle.combine import INEXACT, Part, combined, undefined
from tests.oracle.document import Document, Item, Period, Section, many
from tests.oracle.evidence import Evidence, Found, worst
from tests.oracle.facts import Facts
from tests.oracle.held import held, levels
from tests.oracle.naming import label
from tests.oracle.quota import over_the_edge
from tests.oracle.scales import scale

if TYPE_CHECKING:
    from tests.oracle.around import Trees


@dataclass(frozen=True)
class Mark:
    """What an item came to.

    Attributes:
        state: its own state, or the one it took from below.
        value: a leaf's evidence.
        score: its marks after gates; None where it has none. A penalty's are negative.
        blocks: whether it takes its parent's mark away.
        in_scope: False where it is not due or does not apply.
    """

    state: str
    value: Fraction | None = None
    score: Fraction | None = None
    blocks: bool = False
    in_scope: bool = True


OUT_OF_SCOPE = Mark("not_applicable", in_scope=False)


COUNTED = ("scored", "bonus", "penalty")
"""Roles that bear on the parent's mark."""


Own = Callable[["Tree"], Fraction | None]
"""What `value` stands for, by jurisdiction."""


def mean(numbers: list[Fraction]) -> Fraction:
    """The mean of some numbers."""
    return sum(numbers, Fraction(0)) / len(numbers)


def limited(item: Item, score: Fraction) -> Fraction:
    """A mark held between what it may be at least and at most."""
    floor, ceiling = item.limit("floor"), item.limit("ceiling")
    if floor is not None:
        score = max(score, floor)
    return score if ceiling is None else min(score, ceiling)


class Tree:
    """The marks of one jurisdiction in one period, each worked out once; `due` are the codes that are due in it."""

    def __init__(self, document: Document, facts: Facts, jurisdiction: str, period: Period, trees: Trees) -> None:
        self.document, self.period, self.trees, self.jurisdiction = document, period, trees, jurisdiction
        self.evidence = Evidence(document, facts, jurisdiction, self.read_in)
        self.who = {**facts.roster[jurisdiction], "period": period.id, "kind": period.kind}
        self.due: set[str] = set()
        self._find_due(document.tree)
        self._marks: dict[tuple[str, int], Mark] = {}
        self._turned: dict[tuple[str, int], Found] = {}
        self._bare = ""

    def mark(self, code: str) -> Mark:
        """What the item of that code came to, gates, quotas and all."""
        return self.after(code, len(self._quotas(code)))

    def after(self, code: str, quotas: int) -> Mark:
        """What the item came to once that many of the quotas on it have spoken."""
        if (code, quotas) not in self._marks:
            mark = self._limited(code, quotas) if quotas else self.given(self.document.items[code])
            self._marks[code, quotas] = mark
        return self._marks[code, quotas]

    def given(self, item: Item) -> Mark:
        """What the item came to, gates and all."""
        mark = self.of(item)
        if mark.score is None:
            return mark
        return Mark(mark.state, mark.value, self.gated(item, mark.score), mark.blocks)

    def _quotas(self, code: str) -> list[Section]:
        quotas = self.document.keys.get("quotas", ())
        return [
            quota for quota in quotas if quota["of"] == code and self.document.is_due(quota.get("due"), self.period)
        ]

    def _limited(self, code: str, number_: int) -> Mark:
        """A bonus once its next quota has let through the highest; the others have none."""
        peers = self.trees.everybody(self.period)
        given = {who: peer.after(code, number_ - 1) for who, peer in peers.items()}
        own = given[self.jurisdiction]
        having = {who: (mark.score,) for who, mark in given.items() if mark.score is not None and mark.score > 0}
        if self.jurisdiction in over_the_edge(self.document, peers, self._quotas(code)[number_ - 1], having):
            return replace(own, score=Fraction(0))
        return own

    def of(self, item: Item) -> Mark:
        """A leaf's or node's mark before gates."""
        if not self.in_scope(item):
            return OUT_OF_SCOPE
        return self.leaf(item) if item.is_leaf else self.node(item)

    def in_scope(self, item: Item) -> bool:
        """Whether it and all above it are due in this period and apply to this jurisdiction."""
        if item.code not in self.due:
            return False
        return all(self.applies(each) for each in item.lineage())

    def applies(self, item: Item) -> bool:
        """Whether its own condition, if it has one, lets it apply; one that cannot be told does."""
        condition = item.keys.get("applies_to", "")
        return not condition or self.holds(condition) is not False

    def _find_due(self, item: Item) -> None:
        """Note what is due, this item and below; a node of which no scored child is due is not due itself."""
        if not self.document.is_due(item.keys.get("due"), self.period):
            return
        for child in item.children:
            self._find_due(child)
        if item.is_leaf or any(child.code in self.due for child in item.children if child.role == "scored"):
            self.due.add(item.code)

    def leaf(self, leaf: Item) -> Mark:
        """Evidence, change, what fills gaps, transforms, scale, rounding."""
        found = self.turned(leaf)
        if found.value is None:
            return self.by_policy(leaf, found.state)
        if leaf.role == "shown":
            return Mark(found.state, found.value)
        # A gap that was filled stands nowhere itself: only what fills it is looked at.
        level = self.evidence.of(leaf, self.period).value if found.state == "reported" else None
        own: Own = lambda tree: tree.turned(leaf).value  # noqa: E731 - a name would say no more
        case = scale.Case(
            leaf.points,
            found.value,
            level,
            self.who,
            lambda text: self.figure(text, own),
            lambda text: self.holds(text, own),
        )
        exact = scale.marks(leaf.keys, case)
        if isinstance(exact, str):
            # There is a value, but nothing to score it by; a gap that was filled stays what it was.
            if found.state != "reported":
                return Mark(found.state, found.value)
            return replace(self.by_policy(leaf, exact), value=found.value)
        return Mark(found.state, found.value, self.signed(leaf, limited(leaf, leaf.rounded(exact))))

    def turned(self, leaf: Item, times: int | None = None) -> Found:
        """A leaf's evidence after so many of its transforms, all unless said; a filled gap keeps its state."""
        if not self.in_scope(leaf):
            return Found("not_applicable")
        asked = transform.steps(leaf.keys.get("transform"))
        done = len(asked) if times is None else times
        if (leaf.code, done) not in self._turned:
            self._turned[leaf.code, done] = self._turn(leaf, *asked[done - 1], done) if done else self.filled(leaf)
        return self._turned[leaf.code, done]

    def _turn(self, leaf: Item, name: str, asked: Section, done: int) -> Found:
        before = self.turned(leaf, done - 1)
        if before.value is None:
            return before

        def own(tree: Tree) -> Fraction | None:
            return tree.turned(leaf, done - 1).value

        def group(name: str) -> list[Fraction]:
            return [on_grid(value) for peer in self.peers(name) if (value := own(peer)) is not None]

        try:
            value = transform.turned(name, asked, before.value, lambda text: self.figure(text, own), group)
        except transform.OutsideError:
            outside = asked.get("outside", "not_assessed")
            if outside in ("missing", "not_applicable", "not_assessed"):
                return Found(outside if before.state == "reported" else before.state)
            value = number(outside)
        return Found(before.state, value)

    def filled(self, leaf: Item) -> Found:
        """What the evidence says, or what its policy puts into the gap."""
        found = changed(self.evidence, leaf, self.period)
        policies = {state: leaf.inherited(state) for state in ("missing", "not_applicable", "not_assessed")}
        fills = {state: p for state, p in policies.items() if isinstance(p, dict) and p["at"] == "value"}
        if not fills:
            return found
        if found.value is not None:
            return Found(found.state, on_grid(found.value))
        if found.state not in fills:
            return found
        peers = [changed(peer.evidence, leaf, self.period) for peer in self.peers(fills[found.state]["among"], leaf)]
        values = [on_grid(peer.value) for peer in peers if peer.value is not None]
        return Found(found.state, half_up(mean(values), TWELFTH) if values else None)

    def peers(self, group: str, applying: Item | None = None) -> list[Tree]:
        """Those of this jurisdiction's group who feed statistics; of an item, those it applies to."""
        trees = self.trees.peers(self.jurisdiction, self.period, group)
        return [tree for tree in trees if applying is None or tree.in_scope(applying)]

    def node(self, node: Item) -> Mark:
        """The children's marks over the points of those that have one, scaled to the node's own."""
        children = [(child, self.mark(child.code)) for child in node.children if child.role in COUNTED]
        scored = [(child, mark) for child, mark in children if child.role == "scored"]
        if not any(mark.in_scope for _, mark in scored):
            return OUT_OF_SCOPE
        blocking = worst(mark.state for _, mark in children if mark.blocks)
        if blocking:
            return Mark(blocking, blocks=True)
        name, asked = node.combine
        parts = self.parts(node)
        if not parts:
            return self.by_policy(node, worst(mark.state for _, mark in scored if mark.in_scope) or "not_assessed")
        coverage = node.keys.get("coverage")
        if coverage and not self.covers(node, coverage):
            return self.by_policy(node, coverage.get("else", "not_assessed"), coverage.get("policy", "block"))
        if undefined(name, asked, parts):
            return self.by_policy(node, "not_assessed")
        exact = combined(name, asked, parts, node.points)
        if name in INEXACT and (
            "coefficient" in node.keys or any(c.role in ("bonus", "penalty") for c in node.children)
        ):
            exact = half_up(exact)
        exact *= self.coefficient(node)
        for child, mark in children:
            if child.role in ("bonus", "penalty") and mark.score is not None:
                exact += mark.score
        return Mark("reported", score=self.signed(node, limited(node, node.rounded(exact))))

    def parts(self, node: Item) -> list[Part]:
        """What a node is made of: those of its children, or of all leaves below, that have marks and weigh anything."""
        flat = node.combine[0] == "flat"
        below = [leaf for leaf in node.counted() if leaf.is_leaf] if flat else node.scored
        marks = [(item, self.mark(item.code).score) for item in below if item.weight > 0]
        return [Part(score, item.points, item.weight) for item, score in marks if score is not None]

    def coefficient(self, node: Item) -> Fraction:
        """The difficulty coefficient; one that cannot be told is what the node says."""
        asked = node.keys.get("coefficient")
        if asked is None:
            return Fraction(1)
        found = self.figure(asked["of"])
        return number(asked["unknown"]) if found is None else found

    def covers(self, node: Item, coverage: Section) -> bool:
        """Whether the leaves below that have marks carry enough of those that are due and apply."""
        leaves = [leaf for leaf in node.counted() if leaf.is_leaf]
        by_weight = coverage.get("by", "weight") == "weight"
        marks = [(leaf.part_in(node) if by_weight else Fraction(1), self.mark(leaf.code)) for leaf in leaves]
        scored = sum((part for part, mark in marks if mark.score is not None), Fraction(0))
        whole = sum((part for part, mark in marks if mark.in_scope), Fraction(0))
        return scored >= number(coverage["at_least"]) * whole

    def by_policy(self, item: Item, state: str, policy: str | None = None) -> Mark:
        """What becomes of an item without evidence."""
        policy = policy or item.inherited(state) or "rescale"
        if isinstance(policy, dict):
            return Mark(state) if item.code == self._bare else self.filled_mark(item, state, policy)
        if item.role == "shown" or policy == "rescale":
            return Mark(state)
        return Mark(state, blocks=True) if policy == "block" else Mark(state, score=Fraction(0))

    def filled_mark(self, item: Item, state: str, policy: dict[str, str]) -> Mark:
        """The mean of the group's marks, those filled left out; no mark where nobody has one."""
        if policy["at"] == "value" or item.role == "shown":
            return Mark(state)
        marks = [peer.unfilled(item) for peer in self.peers(policy["among"])]
        scores = [mark.score for mark in marks if mark.state == "reported" and mark.score is not None]
        return Mark(state, score=item.rounded(mean(scores)) if scores else None)

    def unfilled(self, item: Item) -> Mark:
        """The item's mark, its own gap left open."""
        before, self._bare = self._bare, item.code
        try:
            return self.of(item)
        finally:
            self._bare = before

    @staticmethod
    def signed(item: Item, score: Fraction) -> Fraction:
        """A penalty is subtracted."""
        return -score if item.role == "penalty" else score

    # -- conditions and gates ----------------------------------------------------------------------------------------

    def gated(self, item: Item, score: Fraction) -> Fraction:
        """The mark once the gates on this item have bitten."""
        for gate in self.document.gates:
            effect = gate["effect"]
            if item.code in many(effect.get("zero")) and self.bites(gate):
                score = Fraction(0)
            elif item.code in many(effect.get("cap", {}).get("of")) and self.bites(gate):
                at = effect["cap"]["at"]
                # A cap in percent is that share of the item's full marks.
                score = min(score, number(at) * (item.points if at.endswith("%") else 1))
        return score

    def bites(self, gate: Section) -> bool:
        """Whether a gate and what it acts on are due and its condition true, or unknown where that is said to bite."""
        effect = gate["effect"]
        acts_on = many(effect.get("zero") or effect.get("cap", {}).get("of"))
        if not self.document.is_due(gate.get("due"), self.period) or (acts_on and not self.due & set(acts_on)):
            return False
        truth = self.holds(gate["when"])
        return gate.get("unknown", "flag") == "bites" if truth is None else truth

    def holds(self, condition: str, own: Own | None = None) -> bool | None:
        """A condition in three-valued logic."""
        truth = formula.work_out(formula.parse(condition), *self.meaning(own), lenient=True)
        assert truth is None or isinstance(truth, bool)
        return truth

    def counts(self, condition: str) -> bool:
        """Whether a condition on who feeds statistics, which may read `coverage`, holds."""
        meaning = self.meaning()

        def name(called: str) -> formula.Known:
            return self.coverage() if called == "coverage" else meaning.name(called)

        return formula.work_out(formula.parse(condition), *meaning._replace(name=name), lenient=True) is True

    def coverage(self) -> Fraction | None:
        """The part of the whole that leaves with a value of their own carry, of those that are due and apply.

        Leaves whose value or scope rests on marks or on groups are left aside.
        """
        root = self.document.tree
        leaves = [leaf for leaf in root.counted() if leaf.is_leaf and leaf.stands_alone and self.in_scope(leaf)]
        parts = [(leaf.part_in(root), changed(self.evidence, leaf, self.period).value is not None) for leaf in leaves]
        whole = sum((part for part, _ in parts), Fraction(0))
        return sum((part for part, there in parts if there), Fraction(0)) / whole if whole else None

    def figure(self, text: str, own: Own | None = None) -> Fraction | None:
        """What a formula comes to; None where anything in it is unknown or divided by zero.

        `own` tells what `value` is for any jurisdiction's tree.
        """
        figure = formula.work_out(formula.parse(text), *self.meaning(own), lenient=True)
        assert figure is None or isinstance(figure, Fraction)
        return figure

    def meaning(self, own: Own | None = None) -> formula.Meaning:
        """What the words of a formula stand for here."""

        def name(called: str) -> formula.Known:
            return own(self) if own and called == "value" else self.named(called)

        def statistic(function: str, inner: formula.Tree, group: str, argument: Fraction | None) -> formula.Known:
            asked = (function, inner, group, argument)
            return self.trees.statistic(self.jurisdiction, self.period, *asked, own)

        return formula.Meaning(name, self.referred, statistic, self.earlier, self.within)

    def statistic(self, function: str, inner: formula.Tree, group: str, argument: Fraction | None) -> formula.Known:
        """A statistic over this jurisdiction's group."""
        return self.trees.statistic(self.jurisdiction, self.period, function, inner, group, argument)

    def earlier(self, back: int, by: str) -> formula.Meaning | None:
        """What the words of a formula stood for in an earlier period."""
        before = self.trees.earlier(self.period, back, by)
        return None if before is None else self.trees.of(self.jurisdiction, before).meaning()

    def within(self, kind: str) -> list[formula.Meaning]:
        """What the words of a formula stood for in each shorter period inside this one."""
        here = self.period
        inner = [p for p in self.document.parts(here, kind) if p.starts > here.starts or p.ends < here.ends]
        return [self.trees.of(self.jurisdiction, period).meaning() for period in inner]

    def read_in(self, period: Period) -> Tree:
        """This jurisdiction's tree in another period."""
        return self if period == self.period else self.trees.of(self.jurisdiction, period)

    def named(self, name: str) -> formula.Known:
        """A roster column or a metric of this period."""
        if name in self.document.metrics:
            return self.evidence.metric(name, self.period).value
        found = self.evidence.roster[name]
        return Fraction(found) if isinstance(found, int) else found

    def referred(self, code: str, aspect: str) -> formula.Known:
        """`[code:aspect]`; nothing is known of a period of which nothing was submitted."""
        if not self.trees.has_marks(self.period):
            return None
        if aspect == "standing":
            return self._stands(code)
        mark = self.mark(code)
        aspects: dict[str, Callable[[], formula.Known]] = {
            "rank": lambda: self._rank(code),
            "grade": lambda: self.trees.ranking(self.period)[self.jurisdiction].grade,
            "label": lambda: label(self, self.document.items[code]) if code in self.due else None,
            "state": lambda: mark.state,
            "value": lambda: mark.value,
            "score": lambda: mark.score,
            "rate": lambda: self.rate(code),
        }
        return aspects[aspect]()

    def _rank(self, code: str) -> Fraction | None:
        """The published rank; of another item than the ranked one, that of its own mark among the eligible."""
        ranking = self.trees.ranking(self.period)
        if ranking[self.jurisdiction].rank is None:
            return None
        if code == self.document.keys["rank"]["of"]:
            return Fraction(ranking[self.jurisdiction].rank or 0)
        everybody = self.trees.everybody(self.period)
        marks = [everybody[who].mark(code).score for who, each in ranking.items() if each.rank is not None]
        own = self.mark(code).score
        if own is None:
            return None
        better = [mark for mark in marks if mark is not None and mark > own]
        return Fraction(1 + len(set(better) if self.document.keys["rank"].get("ties") == "dense" else better))

    def _stands(self, code: str) -> str | None:
        """The level of a standing held, an empty text for none."""
        rule = next(rule for rule in self.document.keys["standings"] if rule["standing"] == code)
        found = held(self, rule)
        return None if found is None else ["", *levels(rule)][found.level]

    def rate(self, code: str) -> Fraction | None:
        """Marks over full marks, exactly."""
        score, points = self.mark(code).score, self.document.items[code].points
        return None if score is None or points == 0 else score / points
