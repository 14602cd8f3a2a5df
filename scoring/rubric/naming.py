"""In which order labels can be told: after the labels they read, and those that read ranks or grades after these."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from scoring.rubric.expression import Reference
from scoring.rubric.formula import FormulaError, parse
from scoring.rubric.outcomes import Case

LATE = ("rank", "grade", "label", "standing")
"""What is only known once every mark is: no mark of the same period rests on it."""


@dataclass(frozen=True)
class Rounds:
    """Codes of labelled items, in rounds of which each needs only those before.

    Attributes:
        early: those that rest on marks alone; they are told before gates act on the whole.
        late: those that rest on a rank or grade, themselves or by way of others.
        circle: those that rest on themselves, which no rubric that loads has.
    """

    early: tuple[tuple[str, ...], ...]
    late: tuple[tuple[str, ...], ...]
    circle: tuple[str, ...]

    @property
    def known_early(self) -> frozenset[str]:
        """The codes of the early ones."""
        return frozenset(code for codes in self.early for code in codes)


def asked_late(text: str) -> Iterator[Reference]:
    """What a formula asks of its own period that is only known once every mark is."""
    try:
        parts = list(parse(text).now())
    except FormulaError:
        # One that does not read asks for nothing; that it does not is said elsewhere.
        return
    for part in parts:
        if isinstance(part, Reference) and part.aspect in LATE and not part.other:
            yield part


def rounds(labels: Mapping[str, tuple[Case, ...]]) -> Rounds:
    """The order of some labels, given their lines by the code of their item."""
    asked = {
        code: [part for line in lines if line.when for part in asked_late(line.when)] for code, lines in labels.items()
    }
    needs = {code: {part.code for part in parts if part.aspect == "label"} for code, parts in asked.items()}
    is_late = {code for code, parts in asked.items() if any(part.aspect != "label" for part in parts)}
    while more := {code for code, codes in needs.items() if codes & is_late} - is_late:
        is_late |= more
    early, circle = _in_rounds({code: codes for code, codes in needs.items() if code not in is_late})
    late, late_circle = _in_rounds({code: codes for code, codes in needs.items() if code in is_late})
    return Rounds(early, late, (*circle, *late_circle))


def _in_rounds(needs: Mapping[str, set[str]]) -> tuple[tuple[tuple[str, ...], ...], tuple[str, ...]]:
    """The rounds, and what never gets its turn; what is not among these (told before, or not due) is not waited for."""
    found: list[tuple[str, ...]] = []
    left = {code: codes & needs.keys() for code, codes in needs.items()}
    while ready := tuple(code for code, codes in left.items() if not codes & left.keys()):
        found.append(ready)
        left = {code: codes for code, codes in left.items() if code not in ready}
    return tuple(found), tuple(left)
