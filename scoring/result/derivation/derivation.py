"""How one jurisdiction's total came about, from what it submitted to its rank."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from scoring.result.derivation.known import Known
from scoring.result.derivation.leaves import leaf_step, unscored
from scoring.result.derivation.nodes import node_step
from scoring.result.derivation.placing import placing
from scoring.result.derivation.steps import Derivation, LeafStep, Unscored
from scoring.rubric.outline import Entry, Outline
from scoring.sql.states import NOT_DUE

if TYPE_CHECKING:
    from scoring.result.result import Result


def derivation(result: Result, jurisdiction: str) -> Derivation:
    """The steps of one jurisdiction of a result, in the result's language.

    Raises:
        KeyError: the roster has no jurisdiction of that code.
    """
    if jurisdiction not in set(result.inputs.roster["jurisdiction"]):
        raise KeyError(jurisdiction)
    known = Known(result, jurisdiction)
    outline = result.draft.outline
    leaves: list[LeafStep] = []
    shown: list[LeafStep] = []
    out: list[Unscored] = []
    for entry in outline.entries:
        row = known.rows[entry.item.code]
        if not entry.is_leaf:
            continue
        has_marks = row["score"] is not None
        if row["state"] == "reported" or (has_marks and row["value"] is not None):
            (shown if entry.item.role == "shown" else leaves).append(leaf_step(known, entry))
        else:
            out.append(unscored(known, entry))
    place = known.place
    level = result.rubric.population.levels.get(place["level"])
    about = [level.say(result.language) if level else place["level"], place["group"]]
    return Derivation(
        jurisdiction=jurisdiction,
        name=place["name"],
        about="、".join(filter(None, about)) if result.language == "zh" else ", ".join(filter(None, about)),
        period=result.period.title.say(result.language),
        leaves=leaves,
        shown=shown,
        unscored=out,
        nodes=[
            node_step(known, entry)
            for entry in _upwards(outline, outline.root)
            if not entry.is_leaf
            and entry.due
            and known.rows[entry.item.code]["code"] % 100 != NOT_DUE
            and entry.item.role != "shown"
        ],
        placing=placing(known),
    )


def _upwards(outline: Outline, entry: Entry) -> Iterator[Entry]:
    """An entry and all below it, what is below before what is above."""
    for child in entry.children:
        yield from _upwards(outline, outline.entries[child])
    yield entry
