"""Answers and verdicts held against the options their question or item allows, and reasons where marks are lost."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import polars as pl

from scoring.intake.rows import Checker, Fault
from scoring.intake.wording import one_of
from scoring.rubric.declarations import Share
from scoring.rubric.model import Rubric
from scoring.rubric.titles import alike
from scoring.words import Text

_UNKNOWN = Fault("unknown_answer", Text("不是可选的答案，未采用。{hint}", "not one of the options: not used.{hint}"))
_BLANK = Fault("blank_verdict", Text("没有结论，未采用", "no verdict is given: not used"), "warning")
_NO_REASON = Fault(
    "no_reason", Text("扣分的结论应写明理由", "a verdict that costs marks should give its reason"), "warning"
)
_UNREASONED = Fault("unreasoned", Text("“不适用”应写明理由", "“not applicable” should give its reason"), "warning")


class Options:
    """The options of every answer set of the rubric."""

    def __init__(self, rubric: Rubric) -> None:
        self.sets = {
            name: {alike(option): option for option in answers.options} for name, answers in rubric.answers.items()
        }
        worth = {(name, option): worth for name, one in rubric.answers.items() for option, worth in one.options.items()}
        self.deducting = {key for key, one in worth.items() if isinstance(one, Share) and one.share < 1}
        self.waiving = {key for key, one in worth.items() if one == "not_applicable"}

    def match(self, check: Checker, column: str) -> None:
        """Put the rubric's own option texts into a column, each from the answer set named in `answers`."""
        check.add("written", check.rows[column])
        pairs = check.rows.select("answers", "written").unique()
        found = [self.sets[name].get(alike(text)) for name, text in pairs.iter_rows()]
        pairs = pairs.with_columns(pl.Series(column, found, dtype=pl.String))
        check.rows = check.rows.drop(column).join(pairs, on=["answers", "written"], how="left", maintain_order="left")
        for name, options in self.sets.items():
            fault = replace(_UNKNOWN, expected=one_of(options.values()), known=tuple(options.values()))
            check.keep((check.rows["answers"] != name) | check.rows[column].is_not_null(), column, fault, "written")

    def match_verdicts(self, check: Checker) -> None:
        """Verdicts as the rubric's options; blank ones are dropped, unexplained deductions noticed."""
        check.keep(check.rows["verdict"].is_not_null(), "verdict", _BLANK)
        self.match(check, "verdict")
        if "reason" not in check.rows.columns:
            check.add("reason", pl.Series([None] * check.rows.height, dtype=pl.String))
        for told, fault in ((self.deducting, _NO_REASON), (self.waiving, _UNREASONED)):
            check.tell(self._is_any_of(check, told) & check.rows["reason"].is_null(), "verdict", fault)

    @staticmethod
    def _is_any_of(check: Checker, told: set[tuple[str, str]]) -> pl.Series:
        which: Any = pl.lit(value=False)
        for name, option in sorted(told):
            which = which | ((pl.col("answers") == name) & (pl.col("verdict") == option))
        return check.rows.select(which.alias("is")).to_series()
