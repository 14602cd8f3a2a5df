"""What each kind of evidence comes to, one jurisdiction and period at a time: a state, and an exact number."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import TYPE_CHECKING

from tests.oracle import formula
from tests.oracle.document import Document, Item, Period
from tests.oracle.facts import Facts
from tests.oracle.found import Found, outcome, reported, worst
from tests.oracle.quota import is_assessed
from tests.oracle.records import Records

__all__ = ["Evidence", "Found", "outcome", "reported", "worst"]

if TYPE_CHECKING:
    from tests.oracle.tree import Tree

STATE_OF_CODE = {1: "not_applicable", 2: "not_assessed", 3: "missing"}
"""What the hundreds of a metric's `?` column say."""

NOT_SUBMITTED = 306
"""The cell was left blank: what shorter periods say may stand for it."""


class Evidence(Records):
    """The evidence of one jurisdiction, in any period."""

    def __init__(self, document: Document, facts: Facts, jurisdiction: str, read_in: Callable[[Period], Tree]) -> None:
        super().__init__(document, facts, jurisdiction)
        self.read_in = read_in
        self.roster = facts.roster[jurisdiction]

    def of(self, leaf: Item, period: Period) -> Found:
        """The value before any change is taken."""
        keys = leaf.keys
        if "value" in keys:
            return self.formula(leaf, period)
        return self.recorded(leaf, period)

    def is_assessed(self, who: str, period: Period) -> bool:
        """Whether the population's condition holds for somebody."""
        return is_assessed(self.document, self.read_in(period).trees.of(who, period))

    # -- submitted metrics -------------------------------------------------------------------------------------------

    def formula(self, leaf: Item, period: Period) -> Found:
        """A formula over metrics; a state of any it looks at prevails, then what settings say of what has no value.

        What it looks at is found by going through it, so that the branch of an `if` that is not taken asks nothing.
        """
        tree, read = formula.parse(leaf.keys["value"]), self.read_in(period)
        met: list[str] = []

        def name(called: str) -> formula.Known:
            met.append(self.state_of(called, period))
            return read.named(called)

        def reference(code: str, aspect: str) -> formula.Known:
            # A state that is asked for is an answer; any other aspect of what has none has none either.
            if aspect != "state":
                met.append(read.mark(code).state)
            return read.referred(code, aspect)

        own = formula.Meaning(name, reference, read.statistic, read.earlier, read.within)
        formula.work_out(tree, *own, lenient=True)
        state = worst(met)
        if state:
            return Found(state)
        try:
            value = formula.work_out(tree, *own)
        except formula.UndefinedError as failed:
            return outcome(None if failed.key == "no_group" else leaf.setting(failed.key))
        assert isinstance(value, Fraction)
        return reported(value)

    def state_of(self, name: str, period: Period) -> str:
        """A metric's state; a column of the roster left blank is missing."""
        if name in self.document.metrics:
            return self.metric(name, period).state
        return "missing" if self.roster[name] is None else "reported"

    def metric(self, name: str, period: Period) -> Found:
        """A metric over a period: as submitted for it, else joined from the shorter periods it is submitted for."""
        declared = self.document.metrics[name]
        direct = self.submitted(name, period)
        if direct is not None:
            return direct
        parts = self.document.parts(period, declared.get("every", "year"))
        over = declared.get("over", "sum")
        if over == "last":
            parts = parts[-1:]
        found = [self.submitted(name, part) or Found("missing") for part in parts]
        state = worst(each.state for each in found) if found else "missing"
        if state:
            return Found(state)
        values = [each.value for each in found if each.value is not None]
        total = sum(values, Fraction(0))
        joined = {"sum": total, "last": values[-1], "mean": total / len(values), "max": max(values), "min": min(values)}
        return reported(joined[over])

    def submitted(self, name: str, period: Period) -> Found | None:
        """What was submitted for exactly this period, None where nothing was; a percentage is a share."""
        row = self.facts.metrics.get(period.id, {}).get(self.jurisdiction, {})
        noted = row.get(f"{name}?") or 0
        if noted:
            return None if noted == NOT_SUBMITTED else Found(STATE_OF_CODE[noted // 100])
        if row.get(name) is None:
            return None
        declared = self.document.metrics[name]
        unit = Fraction(1, 10 ** int(declared.get("decimals", 0)))
        return reported(row[name] * unit / (100 if declared["unit"] == "%" else 1))
