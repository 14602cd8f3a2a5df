"""What a scale is compiled to grows with what the rubric says, not with its square or a power of its depth."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any, ClassVar

import polars as pl
import pytest

from scoring.api import score
from scoring.intake.inputs import Inputs
from scoring.rubric.declarations import Period
from scoring.scale.bands import Bands
from scoring.scale.gives import Outcome, Scaled
from scoring.scale.goalposts import Goalposts
from scoring.scale.interval import Interval
from scoring.scale.method import Scale
from scoring.scale.proportional import Proportional
from scoring.scale.rank_table import RankTable
from scoring.scale.worth import Worth
from scoring.sql.exact import Int, Ratio
from tests.engine.agreement import differences, loaded
from tests.oracle.document import Document
from tests.oracle.given import given
from tests.oracle.oracle import score as by_hand
from tests.oracle.small import small

WORTH = Worth(Fraction(10), places=2, step=1)
KINDS = "{population: {attributes: {family: {title: 类别, values: [%s]}}}}"
ENDS = {
    "interval": "interval: {low: {by: family, %s}, high: {by: family, %s}, below: -1, above: -0.5, least: none}",
    "goalposts": "goalposts: {worst: {by: family, %s}, best: {by: family, %s}, clamp: no}",
}


def scaled() -> Scaled:
    value = Ratio(Int.column("x", 0, 1000), Int.of(1))
    period = Period(id="2023", kind="year", title="2023", starts="2023-01-01", ends="2023-12-31")  # type: ignore[arg-type]
    return Scaled(value, value, period, work_out=lambda _: value, holds=lambda _: "TRUE")


def unlike(written: dict[str, Any], inputs: Inputs, folder: Path) -> list[str]:
    """Where the engine and the oracle differ."""
    return differences(score(loaded(written, folder), inputs, "2023"), by_hand(Document(written), inputs, "2023"))


def by_kind(many: int, first: int) -> dict[str, Any]:
    return {"by": "family", **{f"k{n}": first + n for n in range(many)}}


def size(scale: Scale) -> int:
    return len(scale.score(scaled(), WORTH).sql)


@pytest.mark.parametrize("made", ["interval", "goalposts"])
def test_two_ends_by_an_attribute_take_as_many_arms_as_it_has_values(made: str) -> None:
    def of(many: int) -> Scale:
        low, high = by_kind(many, 0), by_kind(many, 500)
        if made == "goalposts":
            return Goalposts.model_validate({"worst": low, "best": high})
        return Interval.model_validate({"low": low, "high": high, "below": "-1", "above": "-1"})

    assert size(of(40)) < 6 * size(of(10))


def test_formula_and_attribute_that_may_meet_are_compared_once() -> None:
    posts = {"worst": by_kind(20, 0), "best": "a", "equal_posts": "not_assessed"}
    found = Goalposts.model_validate(posts).instead(scaled())
    assert sum(one.gives == "not_assessed" and " = " in one.when for one in found) <= 2


@pytest.mark.parametrize("key", ENDS)
def test_ends_by_an_attribute_are_the_jurisdictions_own(key: str, tmp_path: Path) -> None:
    kinds = [f"k{n}" for n in range(20)]
    lows, highs = (", ".join(f"{kind}: {first + 10 * n}" for n, kind in enumerate(kinds)) for first in (5, 400))
    leaf = f"- {{leaf: x, title: x, points: 10, value: a, floor: none, ceiling: none, {ENDS[key] % (lows, highs)}}}"
    written = small(leaf, more=KINDS % ", ".join(kinds))
    who = [f"{kind} {a}" for kind in kinds for a in (0, 5, 100, 400, 600)]
    roster = [{"jurisdiction": one, "name": one, "level": "县", "family": one.split()[0]} for one in who]
    rows: dict[str, dict[str, int | None]] = {one: {"a": int(one.split()[1])} for one in who}
    inputs = given(roster, metrics={"2023": rows}, attributes={"family": pl.String})
    assert unlike(written, inputs, tmp_path) == []


class Asked(Proportional):
    """A scale that counts how often it is asked what it gives instead of marks."""

    times: ClassVar[list[int]] = []

    def outcomes(self, scaled: Scaled) -> tuple[Outcome, ...]:
        self.times.append(len(super().outcomes(scaled)))
        return (Outcome("TRUE", "not_assessed"),)


def test_a_band_in_a_band_is_asked_once_what_it_gives_instead_of_marks() -> None:
    asked = Asked.model_validate({"target": "10"})
    whole: Any = asked
    for _ in range(8):
        whole = Bands.model_validate({"at_least": {"1": whole}, "else": "0"})
    whole.outcomes(scaled())
    assert len(asked.times) == 1


@pytest.mark.parametrize(
    ("said", "ranks", "counts"),
    [
        ({"top": {"1": "10"}}, ["value"], 0),
        ({"bottom": {"1": "0"}}, ["value", "-value"], 0),
        ({"top": {"1": "10"}, "bottom": {"20%": "0"}, "round_places": "up"}, ["value", "-value"], 1),
    ],
)
def test_a_table_of_ranks_asks_for_what_it_goes_by(said: dict[str, Any], ranks: list[str], counts: int) -> None:
    table = RankTable.model_validate({"among": "all", "best": "high", "else": "5", "constant_group": "by_rule", **said})
    asked = [one.text for one in table.written()]
    assert [text for text in asked if text.startswith("rank(")] == [f"rank({of} among all)" for of in ranks]
    assert sum(text.startswith("count(") for text in asked) == counts


@pytest.mark.parametrize("limits", ["most: 100%", "most: 100%, least: 0", "most: 150%"])
def test_an_exponential_curve_that_is_nearly_level_loads_and_is_exact(limits: str, tmp_path: Path) -> None:
    leaf = (
        "- {leaf: x, title: x, points: 10, value: a, ceiling: none, "
        f"exponential_efficacy: {{not_allowed: 6, satisfactory: 12, base: 99.9%, {limits}}}}}"
    )
    written = small(leaf)
    rows: dict[str, dict[str, int | None]] = {f"J{a}": {"a": a} for a in (0, 6, 9, 12, 15, 900)}
    roster = [{"jurisdiction": who, "name": who, "level": "县"} for who in rows]
    inputs = given(roster, metrics={"2023": rows})
    assert unlike(written, inputs, tmp_path) == []
