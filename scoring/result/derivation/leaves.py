"""A leaf as a step: what it rests on, its value, its marks as a formula."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction

from scoring.evidence.formula import Formula
from scoring.evidence.gather import earlier, evidence_of
from scoring.evidence.value import Value
from scoring.result.derivation.filled import UNKNOWN, Filled
from scoring.result.derivation.known import Known
from scoring.result.derivation.limits import after_gates, limited
from scoring.result.derivation.records import recorded
from scoring.result.derivation.steps import LeafStep, Named, Unscored
from scoring.result.shown import Shown, shown
from scoring.rubric.change import Change
from scoring.rubric.change_sheet import moved
from scoring.rubric.declarations import Period
from scoring.rubric.model import Leaf
from scoring.rubric.outcome_words import joined
from scoring.rubric.outline import Entry
from scoring.rubric.spreadsheet import bare, literal
from scoring.rubric.terms import policy_words
from scoring.rubric.values import Fill, Percent
from scoring.scale.method import Scale
from scoring.sql.states import BASELINE_ZERO, NOT_DUE, OUT_OF_SCOPE, STATE_WORDS, reason_of
from scoring.transform.method import Transform
from scoring.words import Text

_MOST_DIGITS = 12
_SHORT, _FINER = 16, 4
_PLAIN = re.compile(r"[\d.]+%?")
_BY_RULE = Text("按规定取值（{reason}）", "the value is the rule's ({reason})")
_NO_HISTORY = Text("没有可比的前期数", "no comparable earlier value")
_UNDEFINED = Text("算式无定义", "the formula is undefined")


@dataclass(frozen=True)
class _Found:
    """A value being made: its formula, the lines it rests on, why it has none, and the number where it is known."""

    formula: str
    lines: tuple[str, ...]
    note: Text | None = None
    number: Fraction | None = None


def named(known: Known, entry: Entry) -> Named:
    """What an entry is called."""
    return Named(entry.item.code, entry.item.title.say(known.language), entry.clause, entry.points)


def unscored(known: Known, entry: Entry) -> Unscored:
    """A leaf without a value, with the reason and what became of it."""
    row = known.rows[entry.item.code]
    policy = entry.policies.get(row["state"])
    due = row["code"] % 100 not in (NOT_DUE, OUT_OF_SCOPE)
    treated = policy_words(policy if due and policy else "rescale").say(known.language)
    return Unscored(
        named(known, entry),
        STATE_WORDS[row["state"]].say(known.language),
        reason_of(row["code"]).say(known.language),
        treated if entry.item.role != "shown" else "",
        known.score(entry),
        row["code"] % 100 != NOT_DUE,
    )


def leaf_step(known: Known, entry: Entry) -> LeafStep:
    """A leaf that has a value: its own, or one it was filled with."""
    result, item = known.result, entry.item
    row = known.rows[item.code]
    way = shown(entry, result.rubric, result.draft.parse)
    value = known.number(result.draft.values.get(entry.index))
    sheet = Filled(known, entry, result.period)
    found = _found(known, entry, sheet)
    written = "" if value is None else _written(value, way, found.formula)
    sheet = replace(sheet, made=written, level_made=_level(known, entry, way))
    notes = [found.note] if found.note else []
    policy = entry.policies.get(row["state"])
    if row["state"] != "reported":
        reason = Text("{state}：{why}；{how}", "{state}: {why}; {how}")
        how = policy_words(policy) if policy else Text("")
        notes = [reason.with_(state=STATE_WORDS[row["state"]], why=reason_of(row["code"]), how=how)]
        found = _Found("", ())
    formula, lines = "", list(found.lines)
    score = known.score(entry)
    filled = isinstance(policy, Fill) and policy.at == "score" and row["state"] != "reported"
    if score is not None and isinstance(item, Leaf) and isinstance(item.scale, Scale) and written and not filled:
        sheet = replace(sheet, given={})
        formula = limited(entry, item.scale.spreadsheet(sheet), free=entry.floor is None and entry.ceiling is None)
        formula, more = after_gates(known, entry, formula)
        lines += [line for line in sheet.given.values() if line not in lines]
        notes += more
    made = "" if found.formula in (written, f"({written})") else found.formula
    return LeafStep(
        item=named(known, entry),
        dimension=result.draft.outline.entries[entry.dimension].item.code if entry.dimension is not None else "",
        given=lines,
        value_formula=made,
        value=written,
        shown="" if value is None else _said(value, way),
        formula=formula,
        score=score,
        note="；".join(note.zh for note in notes) if known.language == "zh" else "; ".join(n.say("en") for n in notes),
    )


def as_literal(value: Fraction, way: Shown) -> str:
    """A value as formulas have it: exact, in percent where it is read so and ends soon.

    >>> as_literal(Fraction(181, 200), Shown(True, 2, 4)), as_literal(Fraction(2, 3), Shown(True, 2, 4))
    ('90.5%', '(2/3)')
    """
    if way.percent and (value * 10**_MOST_DIGITS).denominator == 1:
        return literal(Percent(value))
    return literal(value)


def _written(value: Fraction, way: Shown, formula: str) -> str:
    """A value as the marks' formula has it: where it has no end, as it was divided, if that is short."""
    made = as_literal(value, way)
    if _PLAIN.fullmatch(formula):
        return formula
    return f"({formula})" if made.startswith("(") and "/" in made and 0 < len(formula) <= _SHORT else made


def _said(value: Fraction, way: Shown) -> str:
    """A value as it is read; with more decimals where those it is shown with elsewhere would hide what it is."""
    finer = (value * (100 if way.percent else 1) * 10**way.most).denominator != 1
    return (Shown(way.percent, 0, _FINER, way.unit) if finer and way.most < _FINER else way).say(value)


def _level(known: Known, entry: Entry, way: Shown) -> str:
    level = known.number(known.result.draft.levels.get(entry.index))
    if level is None:
        return ""
    formula = next(iter(evidence_of(entry).formulas), None)
    percent = way.percent if formula is None else False
    return as_literal(level, replace(way, percent=percent))


def _found(known: Known, entry: Entry, sheet: Filled) -> _Found:
    """The value as a formula over what was submitted: read, moved against earlier periods, transformed."""
    item = entry.item
    now = _read(known, entry, sheet, known.result.period)
    if not isinstance(item, Leaf):
        return now
    found = now if item.change is None else _changed(known, entry, sheet, now)
    formula, notes = found.formula, []
    for transform in item.transforms:
        if isinstance(transform, Transform):
            notes.append(transform.sentence(known.result.rubric))
            formula = _transformed(transform, replace(sheet, made=_cell(formula), level_made="")) if formula else ""
    note = joined(notes, Text("；", "; ")) if notes else found.note
    return replace(found, formula=formula, note=note)


def _transformed(transform: Transform, sheet: Filled) -> str:
    """A transform's formula; empty where it rests on statistics that nothing kept."""
    try:
        formula = transform.spreadsheet(sheet)
    except KeyError:
        return ""
    return "" if UNKNOWN in formula else formula


def _read(known: Known, entry: Entry, sheet: Filled, period: Period) -> _Found:
    """The value in one period."""
    evidence = evidence_of(entry)
    if not isinstance(evidence, Value):
        found = recorded(evidence, known, entry.item.code, period)
        return _Found(found.formula, tuple(found.lines))
    there = replace(sheet, period=period, given={})
    formula = bare(there.spelled(evidence.formula))
    lines = tuple(there.given.values())
    number = known.number(Formula(there.names).number(known.result.draft.parse(evidence.formula)))
    if number is None:
        return _Found("", lines, _BY_RULE.with_(reason=_UNDEFINED))
    return _Found(formula, lines, number=number)


def _changed(known: Known, entry: Entry, sheet: Filled, now: _Found) -> _Found:
    change = entry.item.change if isinstance(entry.item, Leaf) else None
    if change is None:
        return now
    lines, cells, numbers = list(now.lines), [_cell(now.formula)], [now.number]
    for period in earlier(known.result.draft, entry):
        then = _read(known, entry, sheet, period) if period else _Found("", ())
        if then.formula:
            cells.append(_cell(then.formula))
            numbers.append(then.number)
            title = period.title.say(known.language) if period else ""
            marked = evidence_of(entry).formulas
            lines += then.lines if marked else [f"{title} {line}" for line in then.lines]
        elif change.against != "best_before":
            return _Found("", tuple(lines), _BY_RULE.with_(reason=_NO_HISTORY))
    if len(cells) < 2 or not cells[0]:
        return _Found("", tuple(lines), _BY_RULE.with_(reason=_NO_HISTORY) if cells[0] else now.note)
    if change.measure == "growth" and _from_zero(change, numbers[1:]):
        return _Found("", tuple(lines), _BY_RULE.with_(reason=reason_of(BASELINE_ZERO)))
    return _Found(moved(change, cells)[1], tuple(lines))


def _from_zero(change: Change, before: list[Fraction | None]) -> bool:
    """Whether growth is from nothing, as far as the earlier values are known as numbers."""
    known = [number for number in before if number is not None]
    if len(known) < len(before):
        return False
    if change.reading == "mean_of_changes":
        return 0 in known
    if change.reading == "means":
        return sum(known[(change.periods or 1) - 1 :]) == 0
    if change.against == "mean_before":
        return sum(known) == 0
    if change.against == "best_before":
        return (max if change.best == "high" else min)(known) == 0
    return known[-1] == 0


def _cell(formula: str) -> str:
    """A formula to stand in another."""
    if not formula or formula.replace(".", "").rstrip("%").isdigit() or bare(formula) != formula:
        return formula
    return f"({formula})"
