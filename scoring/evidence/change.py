"""How a value moved against earlier ones: what a leaf with a `change` is scored on in place of its value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise

from scoring.evidence.kernels.state import settled
from scoring.evidence.method import Seen
from scoring.rubric.change import Change
from scoring.rubric.values import State
from scoring.sql.exact import Int, Ratio, choose_ratio
from scoring.sql.inexact import Power
from scoring.sql.integer import NULL
from scoring.sql.several import greatest_of, least_of, mean_of, to_grid
from scoring.sql.states import BASELINE_ZERO, NO_HISTORY, NO_RATE

_NOTHING = Ratio(Int(NULL, -1, 1), Int.of(1))
"""A change nobody knows, bounded so that any scale can be written for it."""

_Outcome = tuple[str, State | Fraction, int]
"""An SQL condition, what the change is where it holds, and why."""


@dataclass(frozen=True)
class Past:
    """What a change is made from: what was seen now, and in each earlier period, the latest first.

    None stands for a period that there is not, or that no input speaks of.
    """

    change: Change
    now: Seen
    before: tuple[Seen | None, ...]

    @property
    def rate(self) -> Power | None:
        """Compound growth, a root that is still to be decided; None where the change is a fraction."""
        found = self._seen()
        if self.change.reading != "compound" or not found:
            return None
        factor = self.now.value / found[-1].value
        return Power(((factor, Fraction(1, self.change.periods or 1)),), plus=Fraction(-1))

    def changed(self, rate: Ratio | None = None) -> Seen:
        """What the leaf is scored on; `rate` is what the root came to."""
        found = self._seen()
        if not found:
            return self._settled(_NOTHING, [("TRUE", self.change.no_history, NO_HISTORY)])
        # Of the best before, those that are known will do; all else needs every value it asks for.
        together = " AND " if self.change.against == "best_before" else " OR "
        unknown = "(" + together.join(f"{then.state} <> 0" for then in found) + ")"
        value, zero = self._moved(found) if rate is None else (rate, found[-1].value.against_zero("="))
        outcomes: list[_Outcome] = [(unknown, self.change.no_history, NO_HISTORY)]
        if zero:
            stated = self.change.baseline_zero
            outcomes.append((zero, "not_assessed" if stated is None else stated, BASELINE_ZERO))
        if rate is not None and (factor := self.now.value / found[-1].value).top.low < 0:
            outcomes.append((factor.against_zero("<"), "not_assessed", NO_RATE))
        return self._settled(value, outcomes)

    def _seen(self) -> list[Seen]:
        """What was seen before; nothing where not all of it was that is needed."""
        found = [then for then in self.before if then]
        return found if len(found) == len(self.before) or self.change.against == "best_before" else []

    def _moved(self, found: Sequence[Seen]) -> tuple[Ratio, str]:
        """The change, and the SQL condition that it is growth from zero; empty where that cannot be."""
        change, values = self.change, [self.now.value, *(then.value for then in found)]
        steps, n = list(pairwise(values)), change.periods or 1
        if change.reading == "steps":
            return mean_of([self._step(one, base) for one, base in steps]), ""
        if change.reading == "mean_of_changes":
            moves = [self._against(one, base) for one, base in steps]
            return mean_of([to_grid(move) for move, _ in moves]), " OR ".join(zero for _, zero in moves if zero)
        if change.reading == "means":
            several = [to_grid(value) for value in values]
            return self._against(mean_of(several[:n]), mean_of(several[n:]))
        if change.against == "mean_before":
            return self._against(to_grid(values[0]), mean_of([to_grid(value) for value in values[1:]]))
        if change.against == "best_before":
            known = [choose_ratio([(f"{then.state} = 0", then.value)], None) for then in found]
            best = greatest_of if change.best == "high" else least_of
            return self._against(to_grid(values[0]), best([to_grid(value) for value in known], skip=True))
        return self._against(values[0], values[-1])

    def _against(self, one: Ratio, base: Ratio) -> tuple[Ratio, str]:
        if self.change.measure == "difference":
            return one - base, ""
        return one / base - Ratio.of(1), base.against_zero("=")

    def _step(self, one: Ratio, base: Ratio) -> Ratio:
        """One for a step the right way, a part for a flat one."""
        wanted = one.compare(">" if self.change.wanted == "up" else "<", base)
        flat = one.compare("=", base)
        return choose_ratio([(wanted, Ratio.of(1)), (flat, Ratio.of(self.change.flat or 0))], Ratio.of(0))

    def _settled(self, value: Ratio, outcomes: Sequence[_Outcome]) -> Seen:
        state, value = settled(self.now.state, value, outcomes)
        return replace(self.now, state=state, value=value)
