"""What each kind of evidence comes to, one jurisdiction and period at a time: a state, and an exact number."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from tests.oracle import formula
from tests.oracle.document import Document, Item, Period
from tests.oracle.facts import Facts
from tests.oracle.found import Found, outcome, reported, worst
from tests.oracle.records import Records

__all__ = ["Evidence", "Found", "outcome", "reported", "worst"]

STATE_OF_CODE = {1: "not_applicable", 2: "not_assessed", 3: "missing"}
"""What the hundreds of a metric's `?` column say."""

NOT_SUBMITTED = 306
"""The cell was left blank: what shorter periods say may stand for it."""


class Evidence(Records):
    """The evidence of one jurisdiction, in any period."""

    def __init__(self, document: Document, facts: Facts, jurisdiction: str, node: Callable[[str, str], Found]) -> None:
        super().__init__(document, facts, jurisdiction)
        self.node = node
        self.roster = facts.roster[jurisdiction]

    def of(self, leaf: Item, period: Period) -> Found:
        """The value before any change is taken."""
        keys = leaf.keys
        if "value" in keys:
            return self.formula(leaf, period)
        return self.recorded(leaf, period)

    # -- submitted metrics -------------------------------------------------------------------------------------------

    def formula(self, leaf: Item, period: Period) -> Found:
        """A formula over metrics; a state of any of them prevails, then what its divisions by zero are said to give."""
        tree = formula.parse(leaf.keys["value"])
        found = {name: self.named(name, period) for name in formula.names(tree)}
        nodes = {(code, aspect): self.node(code, aspect) for code, aspect in formula.references(tree)}
        state = worst(each.state for each in (*found.values(), *nodes.values()))
        if state:
            return Found(state)
        try:
            value = formula.work_out(tree, lambda name: found[name].value, lambda *asked: nodes[asked].value)
        except formula.DivisionByZeroError as failed:
            return outcome(leaf.setting("zero_by_zero" if failed.numerator == 0 else "by_zero"))
        assert isinstance(value, Fraction)
        return reported(value)

    def named(self, name: str, period: Period) -> Found:
        """A metric, or a number on the roster."""
        if name in self.document.metrics:
            return self.metric(name, period)
        value = self.roster[name]
        return Found("missing") if value is None else reported(value)

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
