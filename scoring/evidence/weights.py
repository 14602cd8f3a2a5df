"""Weights as whole numbers in the same proportion."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from fractions import Fraction

from scoring.evidence.kernels.mean import EVEN, Weight
from scoring.rubric.method import Complaint
from scoring.rubric.values import write_number
from scoring.sql.exact import quote, text
from scoring.words import Text


def whole(weights: Mapping[str, Fraction]) -> dict[str, int]:
    """The smallest whole numbers in the same proportion, so that sums stay exact and small.

    >>> whole({"a": Fraction(1, 2), "b": Fraction(1, 3)})
    {'a': 3, 'b': 2}
    """
    over = math.lcm(*(weight.denominator for weight in weights.values()))
    numbers = {name: int(weight * over) for name, weight in weights.items()}
    shared = math.gcd(*numbers.values())
    return {name: number // shared for name, number in numbers.items()}


def weight_of(column: str, weights: Mapping[str, Fraction]) -> Weight:
    """What a record weighs by what stands in a column."""
    numbers = whole(weights)
    if len(set(numbers.values())) == 1:
        return EVEN
    arms = " ".join(f"WHEN {text(name)} THEN {number}" for name, number in numbers.items())
    return Weight(f"(CASE {quote(column)} {arms} ELSE 0 END)", max(numbers.values()))


def not_positive(key: str, weights: Mapping[str, Fraction]) -> Iterator[Complaint]:
    """A complaint for each weight that is not above zero."""
    for name, weight in weights.items():
        if weight <= 0:
            yield Complaint(
                (key, name),
                "weight",
                write_number(weight),
                Text("大于0的权重", "a weight above 0"),
                Text("写一个正数，或删去这一项", "write a positive number or leave it out"),
            )


def not_listed(key: str, names: Mapping[str, object], items: Mapping[str, object]) -> Iterator[Complaint]:
    """A complaint for each name that is no item of the leaf's own list."""
    for name in names:
        if name not in items:
            expected = Text("items 中的一项：{all}", "one of the items: {all}")
            known = Text("、".join(items), ", ".join(items))
            yield Complaint(
                (key, name), "unknown_item", name, expected.with_(all=known), Text("改正代码", "mend the code")
            )


def no_maximum(path: tuple[str, ...], item: str, maximum: Fraction) -> Complaint:
    """The complaint that a mark cannot be taken as a share of nothing."""
    return Complaint(
        path,
        "no_maximum",
        f"{item}: {write_number(maximum)}",
        Text("大于 0 的最高分", "a maximum above 0"),
        Text("得分率 = 评分 ÷ 最高分", "the share is the mark over the maximum"),
    )
