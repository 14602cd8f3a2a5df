"""Jurisdictions: the roster, and who is meant by a code or name written in any other table."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

import polars as pl

from scoring.intake.rows import Checker, Fault, as_text, translate
from scoring.intake.wording import one_of, tidy
from scoring.rubric.titles import alike
from scoring.words import Text

_TOTALS = ("合计", "总计", "小计", "共计")
_TOTALS_IN_ENGLISH = frozenset(("total", "sum", "subtotal", "grandtotal"))
_REMARK = re.compile(r"填表|填报说明|制表|说明|备注|注\s*\d*\s*:|notes?\s*:|remarks?\s*:", re.IGNORECASE)


class Register:
    """Who is on the roster, by code and by every name only one jurisdiction bears.

    Without a roster every code is taken as it stands.
    """

    def __init__(self, codes: Sequence[str], names: Sequence[str | None], *, open_: bool = False) -> None:
        bearers: defaultdict[str, list[str]] = defaultdict(list)
        for code, name in zip(codes, names, strict=True):
            if name:
                bearers[alike(name)].append(code)
        self.open = open_
        self.codes = {alike(code): code for code in codes}
        self.names = {name: found[0] for name, found in bearers.items() if len(found) == 1}
        self.shared = {name: found for name, found in bearers.items() if len(found) > 1}
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
        check.keep(~total, "jurisdiction", TOTAL)
        remark = translate(check.rows["written"], is_remark, pl.Boolean)
        check.keep(~remark, "jurisdiction", REMARK)
        check.add("jurisdiction", translate(check.rows["written"], self.meant, pl.String))
        shared = translate(check.rows["written"], lambda text: alike(text) in self.shared, pl.Boolean)
        for name in check.rows.filter(check.rows["jurisdiction"].is_null() & shared)["written"].unique().sort():
            fault = replace(_AMBIGUOUS, expected=one_of(self.shared[alike(name)]))
            check.keep(
                check.rows["jurisdiction"].is_not_null() | (check.rows["written"] != name),
                "jurisdiction",
                fault,
                "written",
            )
        unknown = replace(_UNKNOWN, known=tuple(self.codes.values()))
        check.keep(check.rows["jurisdiction"].is_not_null(), "jurisdiction", unknown, "written")
        if "name" in check.rows.columns and not self.open:
            written = translate(as_text(check.rows, "name"), alike, pl.String)
            listed = translate(check.rows["jurisdiction"], self.name_of.get, pl.String)
            check.tell((written != listed).fill_null(value=False), "name", _NAMED_OTHERWISE)


def is_total(text: str) -> bool:
    """Whether a text in place of a jurisdiction heads a row of totals."""
    plain = alike(text)
    return plain.endswith(_TOTALS) or plain in _TOTALS_IN_ENGLISH


def is_remark(text: str) -> bool:
    """Whether a text in place of a jurisdiction begins a remark below the table.

    >>> is_remark("填表说明：按户籍统计"), is_remark("注：含街道"), is_remark("示例·甲县")
    (True, True, False)
    """
    return bool(_REMARK.match(tidy(text)))


_BLANK = Fault("blank_key", Text("没有写地区，整行未采用", "no jurisdiction is given: row not used"))
TOTAL = Fault("total_row", Text("合计行不是地区，未采用", "a row of totals is no jurisdiction: not used"), "notice")
REMARK = Fault("remark_row", Text("说明行不是地区，未采用", "a remark is no jurisdiction: not used"), "notice")
_AMBIGUOUS = Fault(
    "ambiguous_jurisdiction",
    Text(
        "名册中不止一个地区叫这个名称，看不出是哪一个，整行未采用；请写地区代码",
        "several on the roster bear this name, so which is meant cannot be told: row not used; write the code",
    ),
)
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
