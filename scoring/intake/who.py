"""Jurisdictions: the roster, and who is meant by a code or name written in any other table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import polars as pl

from scoring.intake.rows import Checker, Fault, as_text, translate
from scoring.intake.wording import tidy
from scoring.rubric.titles import alike
from scoring.words import Text

_TOTALS = frozenset(map(alike, ("合计", "总计", "小计", "共计", "全市合计", "全省合计", "total", "sum", "subtotal")))


class Register:
    """Who is on the roster, by code and by every name only one jurisdiction bears.

    Without a roster every code is taken as it stands.
    """

    def __init__(self, codes: Sequence[str], names: Sequence[str | None], *, open_: bool = False) -> None:
        bearers = Counter(alike(name) for name in names if name)
        self.open = open_
        self.codes = {alike(code): code for code in codes}
        self.names = {
            alike(name): code for code, name in zip(codes, names, strict=True) if name and bearers[alike(name)] == 1
        }
        self.name_of = {code: alike(name) for code, name in zip(codes, names, strict=True) if name}

    def meant(self, text: str) -> str | None:
        """The code of the jurisdiction written as `text`.

        Returns:
            Its code, or None where nobody (or more than one) is called so.
        """
        if self.open:
            return tidy(text)
        return self.codes.get(alike(text)) or self.names.get(alike(text))

    def check(self, check: Checker) -> None:
        """Put codes into the rows' `jurisdiction`; drop, with a finding, the rows of nobody known."""
        check.add("written", as_text(check.rows, "jurisdiction"))
        check.keep(check.rows["written"].is_not_null(), "jurisdiction", _BLANK)
        total = translate(check.rows["written"], is_total, pl.Boolean)
        check.keep(~total, "jurisdiction", _TOTAL)
        check.add("jurisdiction", translate(check.rows["written"], self.meant, pl.String))
        unknown = replace(_UNKNOWN, known=tuple(self.codes.values()))
        check.keep(check.rows["jurisdiction"].is_not_null(), "jurisdiction", unknown, "written")
        if "name" in check.rows.columns and not self.open:
            written = translate(as_text(check.rows, "name"), alike, pl.String)
            listed = translate(check.rows["jurisdiction"], self.name_of.get, pl.String)
            check.tell((written != listed).fill_null(value=False), "name", _NAMED_OTHERWISE)


def is_total(text: str) -> bool:
    """Whether a text in place of a jurisdiction heads a row of totals."""
    return alike(text) in _TOTALS


_BLANK = Fault("blank_key", Text("没有写地区，整行未采用", "no jurisdiction is given: row not used"))
_TOTAL = Fault("total_row", Text("合计行不是地区，未采用", "a row of totals is no jurisdiction: not used"), "notice")
_UNKNOWN = Fault(
    "unknown_jurisdiction",
    Text("名册里没有这个地区，整行未采用。{hint}", "not on the roster: row not used.{hint}"),
    expected=Text("名册中的地区代码", "a code on the roster"),
)
_NAMED_OTHERWISE = Fault(
    "name_differs",
    Text("名称与名册中该代码的名称不一致，按代码计", "the roster gives this code another name: the code counts"),
    "warning",
)
