"""Our own results, left among the inputs by an earlier run: marks are no submission, so they are passed over."""

from __future__ import annotations

from collections.abc import Iterable

from scoring.intake.sheets import Unreadable
from scoring.words import Text

CATEGORY = "scoring result"
"""The document property a ranked workbook bears."""

# What tells a result that was saved as .xls or lost its properties on the way.
_SHEETS = ({"排名", "指标明细", "来源与版本"}, {"Ranking", "Indicators", "Provenance"})


def a_result() -> Unreadable:
    """The notice that a file is a result."""
    return Unreadable(
        "own_result",
        Text("报送和评审数据", "what was submitted and assessed"),
        Text("这是计分结果工作簿，不是输入，未读取", "a workbook of results, not an input: not read"),
        "notice",
    )


def refuse_results(sheets: Iterable[str]) -> None:
    """Pass over a workbook with the sheets of a result.

    Raises:
        Unreadable: they are those of a result.
    """
    names = set(sheets)
    if any(some <= names for some in _SHEETS):
        raise a_result()
