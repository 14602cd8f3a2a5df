"""Judges' marks: every judge's ballot on a score sheet, and the marks one office gives with its reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random

from sample_inputs.generate.periods import Period
from sample_inputs.generate.places import Place
from sample_inputs.generate.plan import Plan, Rated
from sample_inputs.generate.sheets import Row

HEADER = ["测评期", "地区代码", "评分项", "评委", "评分", "作废", "理由"]
_GOOD = ("工作扎实，成效明显", "任务完成好", "有特色做法")
_FAIR = ("基本完成任务，亮点不多", "推进较慢，仍有差距", "资料不全，酌情给分")


def judges_marks(plan: Plan, places: Sequence[Place], judges: int) -> list[Row]:
    """A row a mark.

    Args:
        plan: the items, and when they are marked.
        places: the jurisdictions.
        judges: how many mark a score sheet that does not list them.
    """
    unnamed = tuple(f"P{n:02}" for n in range(1, judges + 1))
    rows: list[Row] = []
    for period in plan.timeline.periods:
        for place in places:
            for item in plan.rated:
                if item.asked.of(place, period):
                    rows += _marks(period, place, item, unnamed)
    return rows


def _marks(period: Period, place: Place, item: Rated, unnamed: Sequence[str]) -> Iterator[Row]:
    judges = item.judges or unnamed
    for judge in judges[:1] if item.judged else judges:
        # A judge's leniency is the same for all places, or ranks within a judge would mean nothing.
        lenient = Random(f"{place.seed}/judge/{item.panel}/{judge}").uniform(-0.04, 0.04)
        random = place.random("marks", period.id, item.code, judge)
        share = 0.62 + 0.33 * place.quality_in(period.year) + lenient + random.uniform(-0.06, 0.06)
        mark = _on_scale(item, min(max(share, 0.0), 1.0))
        void = "是" if not item.judged and random.random() < 0.01 else ""
        reason = random.choice(_GOOD if share >= 0.85 else _FAIR) if item.needs_reason else ""
        yield [period.id, place.code, item.code, judge, mark, void, reason]


def _on_scale(item: Rated, share: float) -> float | int:
    least, most = float(item.minimum), float(item.maximum)
    mark = least + (most - least) * share
    # Large sheets are marked in whole marks, small ones in tenths.
    return round(mark) if most - least >= 20 else round(mark, 1)
