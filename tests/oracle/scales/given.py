"""What a scale is given and gives, and the few things all scales read alike."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from tests.oracle.arithmetic import number

Given = Fraction | str
"""Marks, exactly; or a state's name where there are none."""

NUMBER = re.compile(r"[-+]?\d+(\.\d+)?\s*(%|[/:]\s*\d+(\.\d+)?)?|(ln|log10|sqrt)\([^()]*\)")
"""A number as a rubric writes it; anything else where a target may stand is a formula."""

STATES = ("missing", "not_applicable", "not_assessed")


@dataclass(frozen=True)
class Case:
    """One leaf of one jurisdiction.

    Attributes:
        points: full marks.
        value: the number to be scaled, the change where the leaf measures one.
        level: the value itself, which a trend compares with its best.
        who: the roster's row with the `period` and its `kind`, for targets that vary.
        formula: what a formula comes to here, None where it cannot be told.
        holds: whether a condition holds, None where it cannot be told.
    """

    points: Fraction
    value: Fraction
    level: Fraction | None
    who: dict[str, Any]
    formula: Callable[[str], Fraction | None]
    holds: Callable[[str], bool | None]


Rule = Callable[[Any, Case], Given]

RULES: dict[str, Rule] = {}
"""Every scale by its key; filled where they are written."""


def rule(work_out: Rule) -> Rule:
    """Let a rule be found under its own name."""
    RULES[work_out.__name__] = work_out
    return work_out


def marks(keys: dict[str, Any], case: Case) -> Given:
    """What the scale among the keys gives, or the value as a share where none is."""
    name = next((scale for scale in RULES if scale in keys), "share")
    return RULES[name](keys.get(name, {}), case)


def gives(written: Any, case: Case) -> Given:
    """What an entry of a table gives: an award, a state, or another scale's marks."""
    if isinstance(written, dict) and "state" in written:
        return str(written["state"])
    if isinstance(written, dict) and (written.keys() - {"share", "marks"} or written.get("share") == {}):
        return marks(written, case)
    return award(written, case)


def award(written: Any, case: Case) -> Fraction:
    """Marks: with a percent sign a share of full marks, without one as many."""
    if isinstance(written, dict):
        return case.points * number(written["share"]) if "share" in written else number(written["marks"])
    return case.points * number(written) if written.strip().endswith("%") else number(written)


def instead(written: str | dict[str, str], case: Case) -> Given:
    """A stated outcome: a state by name, or an award."""
    return written if isinstance(written, str) and written in STATES else award(written, case)


def target(written: Any, case: Case) -> Fraction | None:
    """A number, the one for this jurisdiction's level, group, period or attribute, or a formula's; None without one."""
    if isinstance(written, str):
        return number(written) if NUMBER.fullmatch(written.strip()) else case.formula(written)
    key = str(case.who[written["by"]])
    if written["by"] == "period" and key not in written:
        key = case.who["kind"]
    found = written.get(key, written.get("else"))
    return None if found is None else number(found)


def held(marks: Fraction, asked: dict[str, Any], case: Case, least: str = "0", most: str = "100%") -> Fraction:
    """Marks held between `least` and `most`, where they are not `none`."""
    low, high = asked.get("least", least), asked.get("most", most)
    if low != "none":
        marks = max(marks, award(low, case))
    return marks if high == "none" else min(marks, award(high, case))
