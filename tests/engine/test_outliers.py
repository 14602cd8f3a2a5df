"""Outliers of large groups: what is pulled in, and that a group is looked at once."""

from __future__ import annotations

from fractions import Fraction

import pytest

from scoring.sql.exact import Int, Ratio
from scoring.transform import outliers
from scoring.transform.outliers import Outliers

ASKED = Outliers.model_validate(
    {"among": "all", "pull_in": 3, "until": {"skew": Fraction(2), "kurtosis": Fraction(7, 2)}, "otherwise": "log"}
)
VALUES = [*range(1, 3001), 10**6, 2 * 10**6, -(10**7)]
"""Three values far from the others, each taking the next one inward in turn."""


def test_a_group_is_treated_once_for_all_that_is_asked_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    treated, groups = outliers._treated, list[int]()

    def counted(values: tuple[int, ...], most: int, skew: Fraction, kurtosis: Fraction) -> tuple[int, int, bool]:
        groups.append(len(values))
        return treated(values, most, skew, kurtosis)

    monkeypatch.setattr(outliers, "_treated", counted)
    told = [one.told for one in ASKED.measures(Ratio(Int.column("x", -(10**7), 10**7), Int.of(1))) if one.told]
    found = [tell(list(values)) for values in (VALUES, VALUES[:10]) for tell in told]
    # Once pulled in they pass, which the least value says.
    assert found == [1, 3000, -(10**7), 1, 10, 1]
    assert groups == [len(VALUES), 10]
