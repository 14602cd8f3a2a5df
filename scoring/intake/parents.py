"""Who stands above whom: parents by code or by name, those nobody knows, and circles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import polars as pl

from scoring.intake.findings import Finding, Place
from scoring.intake.recognise import Table
from scoring.intake.rows import as_text, tidied
from scoring.intake.who import Register
from scoring.intake.wording import clip, did_you_mean, one_of
from scoring.rubric.titles import alike
from scoring.words import Text

_UNKNOWN = Text("上级“{parent}”不在名册中{n}。{hint}", "the parent “{parent}” is not on the roster{n}.{hint}")
_SEVERAL = Text("（有{n}个地区如此填写）", ", as {n} jurisdictions have it")
_SHARED = Text(
    "名册中不止一个地区叫这个名称，看不出上级是哪一个，视为没有上级；请写地区代码",
    "several on the roster bear this name, so which is the parent cannot be told: taken as having none; write the code",
)
_LEVELS = 16
"""Rosters have a few levels; one that seems to have more may go round in a circle."""
_OWN = Text("上级是自己，视为没有上级", "its own parent: taken as having none")
_CIRCLE = Text(
    "上级关系成圈：{circle}；圈里的地区都视为没有上级",
    "these parents go round in a circle: {circle}; all in it are taken as having none",
)
_ANOTHER = Text("名册中在它之上的地区的代码", "the code of who is above it on the roster")


def meant(parents: pl.Series, register: Register) -> pl.Series:
    """The code of each parent written by its code or by a name only it bears; any other as it is written."""
    if parents.null_count() == len(parents):
        return parents
    known = register.all_meant(parents)
    return (
        known
        if known.null_count() == parents.null_count()
        else pl.select(pl.coalesce(known, tidied(parents))).to_series()
    )


def settled(roster: pl.DataFrame, tables: Sequence[Table], register: Register, notes: list[Finding]) -> pl.DataFrame:
    """The roster with parents that can be followed upward to an end.

    Of a parent that is not on the roster it is only told: who has the same one still makes a group. Where it cannot be
    told who is meant, and all along a circle, the parent is left blank.

    Args:
        roster: with `meant` parents.
        tables: those they were read from, the roster's own first.
        register: of that roster.
        notes: takes the findings.
    """
    links = roster.select("jurisdiction", "parent").drop_nulls()
    if links.is_empty() or _ends(links, register):
        return roster
    above = _Above(dict(links.iter_rows()), tables, register)
    blank = {who for who, parent in above.parents.items() if alike(parent) in above.ambiguous}
    for who in sorted(blank):
        expected = one_of(register.shared[alike(above.parents[who])])
        notes.append(above.fault(who, "ambiguous_parent", _SHARED, expected))
    notes.extend(above.unknown())
    for circle in above.circles():
        shown = " → ".join((*circle, circle[0]))
        code, message = ("circle_of_parents", _CIRCLE.with_(circle=shown)) if len(circle) > 1 else ("own_parent", _OWN)
        notes.append(above.fault(circle[0], code, message, _ANOTHER))
        blank.update(circle)
    kept = pl.when(~pl.col("jurisdiction").is_in(sorted(blank))).then("parent").alias("parent")
    return roster.with_columns(kept) if blank else roster


def _ends(links: pl.DataFrame, register: Register) -> bool:
    """Whether all parents are on the roster by their codes, and lead upward to an end: then nothing is to be said."""
    here = links["parent"].unique()
    if not here.is_in(register.listed.implode()).all():
        return False
    for _ in range(_LEVELS):
        if here.is_empty():
            return True
        here = links.filter(pl.col("jurisdiction").is_in(here.implode()))["parent"].unique()
    return False


@dataclass(frozen=True)
class _Above:
    """Each jurisdiction's parent, where it was read and on which roster it should be."""

    parents: Mapping[str, str]
    tables: Sequence[Table]
    register: Register

    @cached_property
    def ambiguous(self) -> set[str]:
        """Names that several bear, and that are nobody's code."""
        return set(self.register.shared) - set(self.register.codes)

    def unknown(self) -> Iterator[Finding]:
        """A warning for each parent that is not on the roster, at the first who has it."""
        codes = self.register.codes
        below: defaultdict[str, list[str]] = defaultdict(list)
        for who, parent in self.parents.items():
            if alike(parent) not in codes and alike(parent) not in self.ambiguous:
                below[parent].append(who)
        for parent, all_ in below.items():
            words = {
                "parent": clip(parent),
                "n": _SEVERAL.with_(n=len(all_)) if len(all_) > 1 else Text("", ""),
                "hint": did_you_mean(parent, tuple(codes.values())),
            }
            yield Finding(
                "warning",
                "unknown_parent",
                self._place(all_[0]),
                _UNKNOWN.with_(**words),
                found=clip(parent),
                jurisdiction=all_[0] if len(all_) == 1 else "",
            )

    def circles(self) -> Iterator[list[str]]:
        """Those whose parents lead back to themselves, each circle once, from whoever of it stands first."""
        passed: set[str] = set()
        for who in self.parents:
            chain: dict[str, None] = {}
            here: str | None = who
            while here is not None and here not in passed:
                passed.add(here)
                chain[here] = None
                here = self.parents.get(here)
            if here in chain:
                way = list(chain)
                yield self._from_the_first(way[way.index(here) :])

    def _from_the_first(self, circle: list[str]) -> list[str]:
        first = min(circle, key=list(self.parents).index)
        start = circle.index(first)
        return circle[start:] + circle[:start]

    def fault(self, who: str, code: str, message: Text, expected: Text) -> Finding:
        """An error at the cell of somebody's parent."""
        return Finding("error", code, self._place(who), message, clip(self.parents[who]), expected, who)

    def _place(self, who: str) -> Place:
        """The cell somebody's parent was read from: the first that tells it."""
        for table in self.tables:
            if "parent" not in table.at:
                continue
            cells: Iterable[tuple[str | None, str | None, int]] = zip(
                as_text(table.data, "jurisdiction"), as_text(table.data, "parent"), table.data["row"], strict=True
            )
            for written, parent, row in cells:
                if written and parent and self.register.meant(written) == who:
                    return table.place(row, "parent")
        return Place()
