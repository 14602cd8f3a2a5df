"""Weights as whole numbers in the same proportion."""

from __future__ import annotations

import math
from collections.abc import Mapping
from fractions import Fraction


def whole(weights: Mapping[str, Fraction]) -> dict[str, int]:
    """The smallest whole numbers in the same proportion, so that sums stay exact and small.

    >>> whole({"a": Fraction(1, 2), "b": Fraction(1, 3)})
    {'a': 3, 'b': 2}
    """
    over = math.lcm(*(weight.denominator for weight in weights.values()))
    numbers = {name: int(weight * over) for name, weight in weights.items()}
    shared = math.gcd(*numbers.values())
    return {name: number // shared for name, number in numbers.items()}
