"""Every number and choice cites a clause or is assumed with a reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from scoring.errors import Problem
from scoring.rubric.assumptions import TOPIC_WORDS, bearers
from scoring.rubric.checks.whole import Placed, Whole
from scoring.rubric.document import Where
from scoring.rubric.model import Leaf, Node, Rubric, Settings, keys_of
from scoring.rubric.nearest import did_you_mean, listed
from scoring.rubric.outcomes import Gate
from scoring.rubric.quotas import Quota
from scoring.rubric.standings import Standing
from scoring.words import Text

TOPICS = tuple(TOPIC_WORDS)
"""What an `assumed` entry may speak for, beside the keys of the part it stands on."""

_HINT = Text("写 clause，或在 assumed 中写明理由", "cite a clause, or give the reason under assumed")


def items_cite(whole: Whole) -> Iterator[Problem]:
    """A leaf or node cites its clause; what its clause does not give is assumed, here or above."""
    for placed in whole.placed:
        if placed.item.clause:
            continue
        assumed = _assumed(whole, placed)
        bare = [topic for topic, keys in _choices(placed.item) if not assumed & {topic, *keys}]
        if bare:
            yield whole.problem(
                placed.where,
                "not_cited",
                listed(bare).zh,
                Text("{code} 的依据", "where {code} has this from").with_(code=placed.item.code),
                _HINT,
            )


def parts_cite(whole: Whole) -> Iterator[Problem]:
    """Gates, labels, grades, the rank, settings and what is declared by name (samples, tasks) cite or are assumed."""
    general = set(whole.rubric.assumed)
    for where, topic, clause, own in _parts(whole):
        if not clause and not own and topic not in general:
            expected = Text("{topic} 的依据", "where the {topic} comes from").with_(topic=topic)
            yield whole.problem(where, "not_cited", topic, expected, _HINT)


def assumptions_speak_for_something(whole: Whole) -> Iterator[Problem]:
    """A misspelt topic would leave its choice uncovered and its reason unread."""
    for bearer in bearers(whole.rubric):
        keys = keys_of(type(bearer.part))
        for topic in bearer.assumed:
            if topic not in TOPICS and topic not in keys:
                expected = Text("assumed 可以说明的内容", "something assumed can speak for")
                yield whole.problem(
                    (*bearer.where, "assumed", topic), "unknown_topic", topic, expected, did_you_mean(topic, TOPICS)
                )


def _assumed(whole: Whole, placed: Placed) -> set[str]:
    return {topic for item in placed.line_of_descent for topic in item.assumed} | set(whole.rubric.assumed)


def _choices(item: Leaf | Node) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What an item decides, each with further words that may speak for it."""
    if isinstance(item, Leaf):
        yield "evidence", (item.evidence.key,)
        if item.scale_is_given:
            yield "scale", (item.scale.key,)
        if item.transforms:
            yield "transform", ("scale", *(transform.key for transform in item.transforms))
    policies = tuple(name for name in ("missing", "not_applicable", "not_assessed") if getattr(item, name) is not None)
    optional: dict[str, tuple[bool, tuple[str, ...]]] = {
        "points": (item.points is not None, ()),
        "weight": (item.weight is not None, ("points",)),
        "floor": (item.floor is not None, ("points",)),
        "ceiling": (item.ceiling is not None, ("points",)),
        "coefficient": (isinstance(item, Node) and item.coefficient is not None, ()),
        "role": (item.role != "scored", ()),
        "due": (bool(item.due), ()),
        "applies_to": (bool(item.applies_to), ()),
        "policy": (bool(policies), policies),
        "round": (item.round is not None, ()),
        "change": (isinstance(item, Leaf) and item.change is not None, ()),
        "coverage": (isinstance(item, Node) and item.coverage is not None, ()),
        "settings": (isinstance(item, Node) and item.settings != Settings(), ()),
        "combine": (getattr(item, "combine_by", None) is not None, ()),
    }
    yield from ((topic, words) for topic, (given, words) in optional.items() if given)


def _parts(whole: Whole) -> Iterator[tuple[Where, str, str, object]]:
    rubric = whole.rubric
    if rubric.settings != Settings():
        yield ("settings",), "settings", "", None
    if rubric.units_alike:
        yield ("units_alike",), "units_alike", "", None
    for placed in whole.placed:
        if placed.item.label:
            label = placed.item.label
            above = _assumed(whole, placed) & {"label"}
            yield (*placed.where, "label"), "label", label.clause or placed.item.clause, label.assumed or above
    yield from ((where, topic, part.clause, part.assumed) for where, topic, part in _listed(rubric))
    if rubric.grades:
        yield ("grades",), "grades", rubric.grades.clause, rubric.grades.assumed
    yield ("rank",), "rank", rubric.rank.clause, rubric.rank.assumed
    for name, site in rubric.sites.items():
        if site.sample:
            yield ("sites", name, "sample"), "sample", site.clause, site.assumed
    if rubric.counting:
        yield ("counting",), "counting", rubric.counting.clause, rubric.counting.assumed
    for table, parts in _tables(rubric).items():
        if table != "sites":
            yield from (((table, name), table, part.clause, part.assumed) for name, part in parts.items())


def _tables(rubric: Rubric) -> Mapping[str, Mapping[str, Any]]:
    """What is declared by name with a clause of its own."""
    return {
        "uses": rubric.uses,
        "answers": rubric.answers,
        "sites": rubric.sites,
        "panels": rubric.panels,
        "tasks": rubric.tasks,
    }


def _listed(rubric: Rubric) -> Iterator[tuple[Where, str, Gate | Quota | Standing]]:
    """What stands in lists of its own beside the tree, each with the topic that speaks for it."""
    yield from ((("gates", n), "gate", gate) for n, gate in enumerate(rubric.gates))
    yield from ((("quotas", n), "quota", quota) for n, quota in enumerate(rubric.quotas))
    yield from ((("standings", n), "standing", standing) for n, standing in enumerate(rubric.standings))


CHECKS = (items_cite, parts_cite, assumptions_speak_for_something)
