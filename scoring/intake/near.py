"""A sheet that is nearly a table: most of its headers are known, and one column it must have is not there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scoring.intake.findings import Finding, Place
from scoring.intake.headers import IDLE, KINDS, ROLES, Kind, Vocabulary
from scoring.intake.sheets import Sheet
from scoring.intake.wording import clip, one_of
from scoring.rubric.titles import alike
from scoring.words import Text

Line = Sequence[str | None]


@dataclass(frozen=True)
class Near:
    """The kind a header row nearly makes, what it lacks, how many headers fit it, and those that are strange."""

    row: int
    kind: Kind
    lacking: frozenset[str]
    fitting: int
    strange: tuple[str, ...]


def nearest_kind(top: Sequence[Line], vocabulary: Vocabulary, kind: Kind | None) -> Near | None:
    """What the rows at the top of a sheet nearly make, where they make nothing, or a roster for want of better.

    A jurisdiction and its name make a roster, so a table of records without its main column looks like one.
    """
    if kind is not None and kind.name != "roster":
        return None
    found = [near for at, line in enumerate(top) for near in _nears(at, line, vocabulary)]
    best = max(found, key=lambda near: near.fitting, default=None)
    if best is None or kind is None:
        return best
    taken = max(_fitting(line, vocabulary, kind) for line in top)
    return best if best.fitting > taken else None


def _nears(at: int, line: Line, vocabulary: Vocabulary) -> list[Near]:
    headers = [header for header in line if header and alike(header) not in IDLE]
    nears = []
    for kind in KINDS:
        fitting = _fitting(line, vocabulary, kind)
        lacking = [need for need in kind.needs if not need & _families(headers, vocabulary)]
        # A sheet without any known metric is told metric by metric, and anything with a code is nearly a roster.
        told_elsewhere = kind.name == "roster" or frozenset({"metric:"}) in lacking
        if len(lacking) == 1 and not told_elsewhere and fitting > 1 and 2 * fitting > len(headers):
            strange = tuple(header for header in headers if not vocabulary.meaning(header, kind))
            nears.append(Near(at, kind, lacking[0], fitting, strange))
    return nears


def _families(headers: Sequence[str], vocabulary: Vocabulary) -> set[str]:
    return {one.partition(":")[0] + ":" * (":" in one) for header in headers for one in vocabulary.of(header)}


def _fitting(line: Line, vocabulary: Vocabulary, kind: Kind) -> int:
    return len({meaning for header in line if (meaning := vocabulary.meaning(header, kind))})


def lacks_column(sheet: Sheet, near: Near) -> Finding:
    """The error that says which table it looks like and which column it lacks."""
    names = [_column_title(role) for role in ROLES if role in near.lacking] or [Text("题号", "question code")]
    return Finding(
        "error",
        "required_column",
        Place(sheet.file, sheet.sheet, 0 if sheet.headers else near.row + 1),
        Text(
            "看起来是{kind}表，但缺少“{column}”列，整表未读取",
            "looks like a table of {kind} without its column “{column}”: the whole table is not read",
        ).with_(kind=near.kind.title, column=names[0]),
        found=clip("、".join(near.strange)),
        expected=one_of(names),
    )


def _column_title(role: str) -> Text:
    names = ROLES[role].split()
    return Text(names[0], next((name for name in names if name.isascii()), role))
