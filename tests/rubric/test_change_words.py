"""Every kind of change is told in a sentence of its own, in both languages."""

from __future__ import annotations

import pytest
import yaml

from scoring.rubric.change import Change
from scoring.rubric.change_words import change_words

TOLD = {
    "against: year_before": ("与上年同期比之差", "against the same period a year before, as a difference"),
    "against: period_before, measure: growth": ("与上一期比的增幅", "against the period before, as growth"),
    "against: mean_before, periods: 2, step: year": (
        "与前2年同期的平均比之差",
        "against the mean of the same period in the 2 years before, as a difference",
    ),
    "against: mean_before, periods: 4": (
        "与前4期的平均比之差",
        "against the mean of the 4 periods before, as a difference",
    ),
    "against: best_before, best: high": (
        "与以前各期中最高的比之差",
        "against the highest of all periods before, as a difference",
    ),
    "against: best_before, best: low, step: year, periods: 5": (
        "与前5年同期中最低的比之差",
        "against the lowest of the same period in the 5 years before, as a difference",
    ),
    "against: year_before, periods: 3, reading: cumulative, measure: growth": (
        "与3年前同期比的增幅",
        "against the same period 3 years before, as growth",
    ),
    "against: year_before, periods: 3, reading: mean_of_changes, measure: growth": (
        "最近3次变化的平均，每次与上年同期比的增幅",
        "the mean of the last 3 changes, each against the same period a year before, as growth",
    ),
    "against: year_before, periods: 3, reading: means, measure: growth": (
        "最近3年的平均与再前3年的平均比的增幅",
        "the mean of the last 3 years against that of the 3 before, as growth",
    ),
    "against: year_before, periods: 3, reading: compound, measure: growth": (
        "最近3年的年均复合增幅",
        "compound growth a year over the last 3",
    ),
    "against: period_before, periods: 3, reading: steps, wanted: down, flat: 1/2": (
        "最近3次变化中下降的所占比例，每次与上一期比，持平的按50%计",
        "the share of the last 3 changes that went down, each against the period before; a flat one counts 50%",
    ),
}
OUTCOMES = {
    "no_history: missing": ("；没有可比数据的为未报", "; without data to compare it is missing"),
    "no_history: 0": ("；没有可比数据的取0", "; without data to compare it gives 0"),
    "no_history: missing, baseline_zero: 1": (
        "；没有可比数据的为未报；基期为零的取1",
        "; without data to compare it is missing; from zero it gives 1",
    ),
}


def change(written: str) -> Change:
    return Change.model_validate(yaml.safe_load(f"{{{written}}}"))


@pytest.mark.parametrize("written", TOLD)
def test_a_change_is_told(written: str) -> None:
    said = change_words(change(f"{written}, no_history: missing"))
    zh, en = OUTCOMES["no_history: missing"]
    assert (said.zh, said.en) == (TOLD[written][0] + zh, TOLD[written][1] + en)


@pytest.mark.parametrize("written", OUTCOMES)
def test_what_it_is_without_history_or_baseline_is_told(written: str) -> None:
    said = change_words(change(f"against: year_before, {written}"))
    zh, en = TOLD["against: year_before"]
    assert (said.zh, said.en) == (zh + OUTCOMES[written][0], en + OUTCOMES[written][1])


def test_no_two_kinds_are_told_alike() -> None:
    assert len({said for pair in TOLD.values() for said in pair}) == 2 * len(TOLD)
