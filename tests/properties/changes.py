"""Generated changes: against one earlier period, the mean or the best of several, or read over several steps."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

Section = dict[str, Any]

ONE_BACK = [{"against": against} for against in ("year_before", "period_before")]
READ = [
    {**one, "reading": reading, "periods": periods}
    for one in ONE_BACK
    for reading in ("cumulative", "mean_of_changes", "means", "compound", "steps")
    for periods in ("2", "3")
]
BEFORE = [
    {"against": against, **step, **periods}
    for against in ("mean_before", "best_before")
    for step in ({"step": "year"}, {"step": "period"}, {})
    for periods in ({"periods": "2"}, {"periods": "3"}, {})
    if periods or against == "best_before"
]
AGAINST: list[Section] = [*ONE_BACK * 6, *READ, *BEFORE]
OUTCOMES = st.sampled_from(("missing", "not_applicable", "not_assessed", "0", "1/3"))


def reach(own: Any, *, bound: bool) -> dict[str, int]:
    """How many years and periods a leaf may look back so that something lies there in a period it is due in.

    Args:
        own: its `due`, if any.
        bound: whether something above it has a `due`.
    """
    if bound:
        return {"year": 1, "period": 2}
    return {"year": 1 if own == "quarter" else 2, "period": 2 if own == "year" else 7}


@st.composite
def changes(draw: st.DrawFn, far: dict[str, int]) -> Section:
    """A change against earlier periods, read in any way that looks no farther back than that."""
    written: Section = draw(st.sampled_from([one for one in AGAINST if needs(one) <= far[step_of(one)]])).copy()
    if written["against"] == "best_before":
        written["best"] = draw(st.sampled_from(("high", "low")))
    if written.get("reading") == "steps":
        written |= {
            "wanted": draw(st.sampled_from(("up", "down"))),
            "flat": draw(st.sampled_from(("0%", "50%", "1/3", "100%"))),
        }
    else:
        measures = ("growth",) if written.get("reading") == "compound" else ("difference", "growth")
        written["measure"] = draw(st.sampled_from(measures))
    written["no_history"] = draw(OUTCOMES)
    if written.get("measure") == "growth":
        written["baseline_zero"] = draw(OUTCOMES)
    return written


def step_of(change: Section) -> str:
    """What it steps back by."""
    return "year" if change["against"] == "year_before" else str(change.get("step", "period"))


def needs(change: Section) -> int:
    """How many steps it looks back."""
    periods = int(change.get("periods", "1"))
    return 2 * periods - 1 if change.get("reading") == "means" else periods
