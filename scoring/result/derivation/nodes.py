"""A node as a step: its children's marks, what was shared out, the combination, bonuses, penalties and limits."""

from __future__ import annotations

from fractions import Fraction

from scoring.combine.combine import ASIDE, WORKING, counted, method_of
from scoring.combine.over_range import MeanOverRange
from scoring.result.derivation.filled import Filled
from scoring.result.derivation.known import Known
from scoring.result.derivation.leaves import named
from scoring.result.derivation.limits import after_gates, limited
from scoring.result.derivation.steps import NodeStep, Part
from scoring.rubric.model import Node
from scoring.rubric.outline import Entry
from scoring.rubric.spreadsheet import Parts, literal
from scoring.rubric.terms import policy_words
from scoring.rubric.values import Fill
from scoring.sql.states import STATE_WORDS, reason_of
from scoring.words import Text

_COEFFICIENT = Text("难度系数 {n}", "difficulty coefficient {n}")
_STATE = Text("{state}：{why}；{how}", "{state}: {why}; {how}")


def node_step(known: Known, entry: Entry) -> NodeStep:
    """One node."""
    draft = known.result.draft
    row, score = known.rows[entry.item.code], known.score(entry)
    children = [child for child, _ in counted(draft, entry)]
    asides = [draft.outline.entries[n] for n in entry.children]
    asides = [child for child in asides if child.item.role in ASIDE and child.due and known.score(child) is not None]
    out = [draft.outline.entries[n] for n in entry.children]
    out = [child for child in out if child.counts and not child.due]
    shown = [_part(known, child) for child in [*children, *out, *asides]]
    formula = ""
    notes: list[Text] = []
    if row["state"] == "reported" and score is not None:
        formula, notes = _formula(known, entry, children, asides)
    else:
        policy = entry.policies.get(row["state"])
        how = policy_words(policy) if policy else Text("", "")
        notes.append(_STATE.with_(state=STATE_WORDS[row["state"]], why=reason_of(row["code"]), how=how))
        if score is not None and not isinstance(policy, Fill):
            formula = "0"
    return NodeStep(
        named(known, entry),
        entry.depth,
        method_of(entry).sentence(known.result.rubric).say(known.language),
        shown,
        method_of(entry).moves,
        formula,
        score,
        [note.say(known.language) for note in notes],
    )


def _part(known: Known, child: Entry) -> Part:
    sign = {"bonus": "+", "penalty": "−"}.get(child.item.role, "")
    title = child.item.title.say(known.language)
    return Part(child.item.code, title, known.score(child) if child.due else None, child.points, sign)


def _formula(known: Known, entry: Entry, children: list[Entry], asides: list[Entry]) -> tuple[str, list[Text]]:
    notes: list[Text] = []
    made, free = _combined(known, entry, children)
    coefficient = entry.item.coefficient if isinstance(entry.item, Node) else None
    if (coefficient or asides) and isinstance(method_of(entry), MeanOverRange):
        made = f"ROUND({made},{WORKING})"
    if coefficient:
        sheet = Filled(known, entry, known.result.period)
        number = sheet.number_of(coefficient.of)
        number = coefficient.unknown if number is None else number
        made = f"({made})*{literal(number)}"
        notes.append(_COEFFICIENT.with_(n=literal(number)))
    for child in asides:
        mark = known.score(child) or Fraction(0)
        made += f"+{literal(mark)}" if mark >= 0 else f"-{literal(-mark)}"
    made = limited(entry, made, free=free and not coefficient and not asides)
    made, more = after_gates(known, entry, made)
    return made, [*notes, *more]


def _combined(known: Known, entry: Entry, children: list[Entry]) -> tuple[str, bool]:
    """The children's marks combined, and whether limits can play no part."""
    scored = [(child, mark) for child in children if (mark := known.score(child)) is not None]
    method = method_of(entry)
    marks = [literal(mark) for _, mark in scored]
    free = all(0 <= mark <= child.points for child, mark in scored) and method.moves
    weights = [child.weight for child, _ in scored]
    full = [child.points for child, _ in scored]
    if method.key == "mean" and weights == full and sum(weights) == entry.points:
        return "+".join(marks), free
    said = [literal(weight) for weight in weights]
    worth = said if weights == full else [literal(points) for points in full]
    return method.spreadsheet(Parts(marks, said, worth, literal(entry.points), all_in=True)), free
