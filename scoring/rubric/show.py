"""A rubric in words: what an assessor would read out to somebody who has to live with the marks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from scoring.rubric.assumptions import covering, reasons, stated, topic_words
from scoring.rubric.declarations import Period
from scoring.rubric.declared_words import Line
from scoring.rubric.formula import parse
from scoring.rubric.item_words import item_rules, worth_words
from scoring.rubric.model import Leaf, Node, Rubric
from scoring.rubric.periods import is_due
from scoring.rubric.shares import Share, shares
from scoring.rubric.told import Section, after, before, due_words
from scoring.rubric.values import Assumptions
from scoring.words import Language, Text

_INDICATORS = Text("指标", "Indicators")
_ASSUMPTIONS = Text("假设与理由", "Assumptions and their reasons")
_COLON = Text("：", ": ")
_DUE = Text("（{due}）", " ({due})")
_REASON_OF, _REASON = Text("{of} {topic}：{text}", "{topic} ({of}): {text}"), Text("{topic}：{text}", "{topic}: {text}")
_COUNTED = Text(
    "规则共有{all}个数，其中{n}个是假设{parts}。带 * 的内容条文没有给出。",
    "The rubric holds {all} numbers; {n} are assumed{parts}. What bears a * is given by no clause.",
)
_PARTS = Text("（{parts}）", " ({parts})")


def show(rubric: Rubric, language: Language, period: Period | None = None) -> Iterator[str]:
    """The rubric line by line.

    Args:
        rubric: a loaded rubric.
        language: of the lines.
        period: leave out what is not assessed in it; everything where not given.

    Yields:
        Lines of text: identity, periods, population, defaults, the tree with every rule as a sentence, gates, grades,
        rank, what is declared, then every assumption with its reason and how many of the numbers rest on one. A `*`
        marks what no clause gives.
    """
    telling = _Telling(rubric, language, period, shares(rubric.tree))
    yield f"{telling.say(rubric.rubric.title)}  ({rubric.id} {rubric.rubric.version})"
    for section in before(rubric):
        yield from telling.section(section)
    yield ""
    yield telling.say(_INDICATORS)
    yield from telling.item(rubric.tree, "", "", (rubric.assumed,))
    for section in after(rubric):
        yield from telling.section(section)
    yield ""
    yield telling.say(_ASSUMPTIONS)
    yield from telling.assumptions()


@dataclass(frozen=True)
class _Telling:
    """One rubric being told in one language."""

    rubric: Rubric
    language: Language
    period: Period | None
    worth: Mapping[str, Share]

    def say(self, words: Text) -> str:
        return words.say(self.language)

    def section(self, section: Section) -> Iterator[str]:
        lines = [line for line in section.lines if self.period is None or is_due(line.due, self.period)]
        if lines:
            yield ""
            yield self.say(section.title)
            yield from map(self.line, lines)

    def line(self, line: Line) -> str:
        title = self.say(line.title)
        name = " ".join(dict.fromkeys(part for part in (line.code, title) if part))
        said = self.say(_COLON).join(part for part in (name, self.say(line.said)) if part)
        if line.due and self.period is None:
            said += self.say(_DUE.with_(due=due_words(line.due, self.rubric)))
        star = _star(line.topics, (line.assumed, self.rubric.assumed))
        return f"  {said}{star}{_clause(line.clause)}"

    def item(self, item: Leaf | Node, first: str, rest: str, above: tuple[Assumptions, ...]) -> Iterator[str]:
        """An item's line, its rules and what lies below it; `first` and `rest` are the branches drawn before them."""
        scopes = (item.assumed, *above)
        name = item.code if self.say(item.title) == item.code else f"{item.code} {self.say(item.title)}"
        topics = ("points", "weight") if item.role == "scored" else ("role", "points")
        worth = self.say(worth_words(item, self.worth[item.code]))
        yield f"{first}{name}  {worth}{_star(topics, scopes)}{_clause(item.clause)}"
        children = [child for child in item.children if self.due(child)] if isinstance(item, Node) else []
        bar = "│  " if children else "   "
        for rule in item_rules(item, self.rubric):
            if not rule.usual and not (self.period and rule.topics == ("due",)):
                star = _star(rule.topics, (rule.assumed, *scopes))
                yield f"{rest}{bar}{self.say(rule.said)}{star}{_clause(rule.clause)}"
        for child in children:
            last = child is children[-1]
            yield from self.item(child, rest + ("└─ " if last else "├─ "), rest + ("   " if last else "│  "), scopes)

    def due(self, item: Leaf | Node) -> bool:
        if self.period is None:
            return True
        below = any(map(self.due, item.children)) if isinstance(item, Node) else True
        return is_due(item.due, self.period) and below

    def assumptions(self) -> Iterator[str]:
        for reason in reasons(self.rubric):
            words = _REASON_OF if reason.of else _REASON
            yield "  " + self.say(words.with_(of=reason.of, topic=topic_words(reason.topic), text=reason.text))
        found = list(stated(self.rubric, parse))
        assumed = [one for one in found if one.reason is not None]
        many = Counter(self.say(topic_words(one.topic)) for one in assumed)
        parts = ("、" if self.language == "zh" else ", ").join(f"{topic} {n}" for topic, n in many.most_common())
        listed = _PARTS.with_(parts=parts) if parts else ""
        yield ""
        yield "  " + self.say(_COUNTED.with_(all=len(found), n=len(assumed), parts=listed))


def _star(topics: tuple[str, ...], scopes: tuple[Assumptions, ...]) -> str:
    return " *" if covering(topics, scopes) is not None else ""


def _clause(clause: str) -> str:
    return f"  〔{clause}〕" if clause else ""
