"""Jurisdictions: the roster, and who is meant by a code or name written in any other table."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from functools import cached_property

import polars as pl

from scoring.intake.rows import Checker, Fault, as_text, translate
from scoring.intake.wording import one_of, tidy
from scoring.rubric.titles import alike
from scoring.words import Text

_TOTALS = ("合计", "总计", "小计", "共计")
_TOTALS_IN_ENGLISH = frozenset(("total", "sum", "subtotal", "grandtotal"))
_REMARK = re.compile(r"填表|填报说明|制表|说明|备注|注\s*\d*\s*:|notes?\s*:|remarks?\s*:", re.IGNORECASE)


class Register:
    """Who is on the roster, by code and by every name only one jurisdiction bears."""

    def __init__(self, codes: pl.Series, names: pl.Series) -> None:
        self.listed, self._names = codes, names

    @cached_property
    def codes(self) -> dict[str, str]:
        """Each code by the form it is compared in."""
        return {alike(code): code for code in self.listed}

    @cached_property
    def names(self) -> dict[str, str]:
        """The one who bears a name."""
        return {name: found[0] for name, found in self._bearers.items() if len(found) == 1}

    @cached_property
    def shared(self) -> dict[str, list[str]]:
        """The several who bear a name."""
        return {name: found for name, found in self._bearers.items() if len(found) > 1}

    @cached_property
    def _bearers(self) -> dict[str, list[str]]:
        bearers: defaultdict[str, list[str]] = defaultdict(list)
        for code, name in zip(self.listed, self._names, strict=True):
            if name:
                bearers[alike(name)].append(code)
        return bearers

    def meant(self, text: str) -> str | None:
        """The code of the jurisdiction written as `text`.

        Returns:
            Its code, or None where nobody (or more than one) is called so.
        """
        return self.codes.get(alike(text)) or self.names.get(alike(text))

    def all_meant(self, texts: pl.Series) -> pl.Series:
        """The code of each, as `meant` gives it."""
        odd = ~texts.is_in(self.listed.implode())
        meant = translate(texts.filter(odd), self.meant, pl.String)
        return texts.clone().scatter(odd.arg_true(), meant)

    def check(self, check: Checker) -> None:
        """Put codes into the rows' `jurisdiction`; drop, with a finding, the rows of nobody known."""
        check.add("written", as_text(check.rows, "jurisdiction"))
        check.keep(check.rows["written"].is_not_null(), "jurisdiction", _BLANK)
        # Codes written as they are listed are by far the most, and need no second look.
        exact = check.rows["written"].is_in(self.listed.implode())
        if not exact.all():
            self._look_closely(check, exact)
        else:
            check.add("jurisdiction", check.rows["written"])
        self._compare_names(check)

    def _look_closely(self, check: Checker, exact: pl.Series) -> None:
        check.add("exact", exact)
        for heads, fault in ((is_total, TOTAL), (is_remark, REMARK)):
            told = translate(check.rows["written"], heads, pl.Boolean, plainly=False)
            check.keep(~told | check.rows["exact"], "jurisdiction", fault)
        odd = ~check.rows["exact"]
        written = check.rows["written"].filter(odd)
        meant = translate(written, self.meant, pl.String)
        check.add("jurisdiction", check.rows["written"].clone().scatter(odd.arg_true(), meant))
        nobody = written.filter(meant.is_null())
        for name in nobody.filter(translate(nobody, self._is_shared, pl.Boolean)).unique().sort():
            fault = replace(_AMBIGUOUS, expected=one_of(self.shared[alike(name)]))
            good = check.rows["jurisdiction"].is_not_null() | (check.rows["written"] != name)
            check.keep(good, "jurisdiction", fault, "written")
        if check.rows["jurisdiction"].null_count():
            unknown = replace(_UNKNOWN, known=tuple(self.listed))
            check.keep(check.rows["jurisdiction"].is_not_null(), "jurisdiction", unknown, "written")
        check.rows = check.rows.drop("exact")

    def _is_shared(self, text: str) -> bool:
        return alike(text) in self.shared

    def _compare_names(self, check: Checker) -> None:
        if "name" not in check.rows.columns:
            return
        listed = pl.DataFrame({"jurisdiction": self.listed, "listed": self._names})
        rows = check.rows.select("jurisdiction", pl.col("name").cast(pl.String))
        rows = rows.join(listed, on="jurisdiction", how="left", maintain_order="left")
        other = (rows["name"] != rows["listed"]).fill_null(value=False)
        if other.any():
            written, told = (translate(rows[name].filter(other), alike, pl.String) for name in ("name", "listed"))
            check.tell(other.clone().scatter(other.arg_true(), written != told), "name", _NAMED_OTHERWISE)


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
