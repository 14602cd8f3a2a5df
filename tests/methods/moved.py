"""Examples of every kind of change, as the spreadsheets of the reference lay them out."""

from __future__ import annotations

from scoring.rubric.example import Example

SERIES = (
    ("100", "100", "100", "110", "121", "133.1"),
    ("40", "40", "40", "50", "45", "60"),
    ("0", "0", "0", "5", "5", "10"),
)
CHANGES = {
    "against: year_before, measure: growth": ("1", "3.333333333", "10"),
    "against: year_before, measure: growth, periods: 3, reading: cumulative": ("3.31", "5", "5"),
    "against: year_before, measure: growth, periods: 3, reading: mean_of_changes": ("1", "1.611111111", "5"),
    "against: year_before, measure: growth, periods: 3, reading: means": ("2.136666667", "2.916666667", "5"),
    "against: year_before, measure: growth, periods: 3, reading: compound": ("1", "1.447142426", "5"),
    "against: year_before, periods: 3, reading: mean_of_changes": ("10", "10", "10"),
    "against: period_before, periods: 3, reading: steps, wanted: up, flat: 50%": ("10", "6.666666667", "8.333333333"),
    "against: mean_before, measure: growth, periods: 2": ("1.523809524", "2.631578947", "10"),
    "against: best_before, measure: growth, best: low": ("3.31", "5", "5"),
    "against: best_before, measure: growth, best: high, periods: 2, step: year": ("1", "2", "10"),
}
"""The marks each comes to for the three series, out of 10: the change itself, where 1 is full marks."""


def moved(change: str, marks: tuple[str, ...]) -> Example:
    """An example of one change."""
    zero = ", baseline_zero: 0.5" if "growth" in change else ""
    return Example.of_values(
        "proportional: {target: 1}",
        dict(zip(SERIES, marks, strict=True)),
        leaf=f"change: {{{change}, no_history: not_assessed{zero}}}",
    )


EXAMPLES = {change: moved(change, marks) for change, marks in CHANGES.items()}
