"""What is known of a jurisdiction once it is ranked: its rank by any item, its grade, its labels, its standings."""

from __future__ import annotations

from dataclasses import dataclass

from scoring.evidence.draft import Draft
from scoring.evidence.method import Names
from scoring.reference.measures import MOST
from scoring.rubric.expression import Reference
from scoring.rubric.naming import LATE
from scoring.rubric.outcome_words import label_lines
from scoring.rubric.outline import Entry
from scoring.sql.exact import UNKNOWN, Int, Ratio, quote, text


@dataclass(frozen=True)
class Placed(Names):
    """What names and references mean once everybody is ranked."""

    def reference(self, reference: Reference) -> Ratio | str:
        here = not reference.other and self.period == self.draft.outline.period
        return late(self.draft, reference) if here and reference.aspect in LATE else super().reference(reference)


def late(draft: Draft, reference: Reference) -> Ratio | str:
    """What `[code:rank]`, `:grade`, `:label` or `:standing` came to, as SQL over the wide relation once it is there."""
    if reference.aspect == "standing":
        due = enumerate(draft.outline.standings)
        found = next(((n, standing) for n, standing in due if standing.standing == reference.code), None)
        return _named(f"standing{found[0]}", ("", *found[1].names)) if found else "CAST(NULL AS VARCHAR)"
    entry = draft.outline.find(reference.code)
    if reference.aspect == "rank":
        return _rank(draft, entry)
    if reference.aspect == "grade":
        grades = draft.outline.rubric.grades
        return _named("grade", grades.names if grades else ())
    lines = label_lines(entry.item) if entry.due else ()
    return _named(f"label{entry.index}", [line.gives.zh for line in lines])


def _rank(draft: Draft, entry: Entry) -> Ratio:
    """The published rank of what is ranked; of another item that of its own mark, among the eligible that have one."""
    if entry.item.code == draft.outline.rubric.rank.of:
        return Ratio(Int.column("rank", 1, MOST), Int.of(1))
    mark = draft.marks.get(entry.index)
    if mark is None or not entry.due:
        return UNKNOWN
    function = "dense_rank" if draft.outline.rubric.rank.ties == "dense" else "rank"
    there = f"(eligible AND {mark.sql} IS NOT NULL)"
    window = f"{function}() OVER (PARTITION BY {there} ORDER BY {mark.sql} DESC)"
    return Ratio(Int(f"CAST(CASE WHEN {there} THEN {window} END AS BIGINT)", 1, MOST), Int.of(1))


def _named(column: str, names: list[str] | tuple[str, ...]) -> str:
    arms = " ".join(f"WHEN {n} THEN {text(name)}" for n, name in enumerate(names))
    return f"(CASE {quote(column)} {arms} END)" if arms else "CAST(NULL AS VARCHAR)"
