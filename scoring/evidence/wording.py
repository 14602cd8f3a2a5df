"""Clauses that the sentences of several kinds of evidence share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from scoring.evidence.kernels.answers import Undocumented
from scoring.rubric.values import write_number
from scoring.words import Text

NOTHING = Text("", "")

UNDOCUMENTED = Text(
    "比最低一档好而没有佐证编号的结论：lowest 按最低一档计，not_assessed 不计；不写则不要求佐证",
    "a verdict better than the lowest without an evidence number: `lowest` counts it as the lowest, `not_assessed` "
    "leaves it out; not given, none is asked for",
)
REVIEWERS = Text("只计这些审查人的记录；不写则都计", "only records of these reviewers count; all, where not given")

_UNDOCUMENTED: dict[Undocumented, Text] = {
    "lowest": Text("；没有佐证编号的按最低一档计", "; without an evidence number the lowest verdict counts"),
    "not_assessed": Text("；没有佐证编号的不计", "; without an evidence number it does not count"),
}


def titles(items: Mapping[str, Text]) -> Text:
    """The titles of some items in a row; they may hold commas of either language themselves."""
    return Text("；".join(item.zh for item in items.values()), "; ".join(item.say("en") for item in items.values()))


def weighing(weights: Mapping[str, Fraction]) -> Text:
    """Names with their weights: 学校×2、社区×1.

    >>> weighing({"a": Fraction(1, 2), "b": Fraction(2)}).en
    'a×0.5, b×2'
    """
    parts = [f"{name}×{write_number(weight)}" for name, weight in weights.items()]
    return Text("、".join(parts), ", ".join(parts))


def named(titled: Mapping[str, Text], weights: Mapping[str, Fraction]) -> Text:
    """Titles in a row, each with its weight where weights are given.

    >>> named({"a": Text("甲", "A"), "b": Text("乙", "B")}, {"a": Fraction(1), "b": Fraction(2)}).en
    'A×1, B×2'
    """
    parts = {name: f"×{write_number(weights[name])}" if weights else "" for name in titled}
    zh = "、".join(f"{title.zh}{parts[name]}" for name, title in titled.items())
    return Text(zh, ", ".join(f"{title.say('en')}{parts[name]}" for name, title in titled.items()))


def undocumented(outcome: Undocumented | None) -> Text:
    """What becomes of a record that names no evidence; nothing where it matters not."""
    return _UNDOCUMENTED[outcome] if outcome else NOTHING


def reviewed_by(reviewers: Sequence[str]) -> Text:
    """Whose records count, where not everybody's."""
    if not reviewers:
        return NOTHING
    return Text("；只计{who}的记录", "; only records of {who} count").with_(
        who=Text("、".join(reviewers), ", ".join(reviewers))
    )
