"""What evidence comes to: a state, and a number where there is one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from tests.oracle.arithmetic import number

WORST_FIRST = ("missing", "not_assessed", "not_applicable")


@dataclass(frozen=True)
class Found:
    """What the evidence says: `value` is None unless the state is reported."""

    state: str
    value: Fraction | None = None


NOT_ASSESSED = Found("not_assessed")


def reported(value: Fraction | int) -> Found:
    """A value that counts."""
    return Found("reported", Fraction(value))


def worst(states: Iterable[str]) -> str | None:
    """The state that prevails among several, None where all are reported."""
    present = set(states)
    return next((state for state in WORST_FIRST if state in present), None)


def outcome(written: str | None) -> Found:
    """What a setting for an undefined number gives: a state by name, or a number instead."""
    if written is None:
        return NOT_ASSESSED
    return Found(written) if written in WORST_FIRST else reported(number(written))


def share_of(answer: str) -> Fraction | None:
    """What an answer is worth; None where it does not count."""
    return None if answer in ("not_applicable", "not_assessed", "excluded") else number(answer)


def weighted(weights: dict[str, Fraction], means: dict[str, Fraction]) -> Found:
    """The weighted mean over those that have one."""
    if not means:
        return NOT_ASSESSED
    total = sum((weights[key] for key in means), Fraction(0))
    return reported(sum((weights[key] * mean for key, mean in means.items()), Fraction(0)) / total)
