"""A rubric in words: what an assessor would read out to somebody who has to live with the marks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from scoring.rubric.assumptions import covering, reasons, stated, topic_words
from scoring.rubric.declarations import Period
from scoring.rubric.formula import parse, write
from scoring.rubric.model import Change, Coverage, Leaf, Node, Rubric, Settings
from scoring.rubric.outcome_words import grade_words, label_title, label_words, rank_words
from scoring.rubric.outline import is_due
from scoring.rubric.shares import Share, shares
from scoring.rubric.terms import (
    ROLE_WORDS,
    STAGE_WORDS,
    effect_words,
    period_words,
    policy_words,
    rounding_words,
    titles,
)
from scoring.rubric.values import Assumptions, write_number, write_share
from scoring.sql.states import STATE_WORDS
from scoring.words import Language, Text


def show(rubric: Rubric, language: Language, period: Period | None = None) -> Iterator[str]:
    """The rubric line by line.

    Args:
        rubric: a loaded rubric.
        language: of the lines.
        period: leave out what is not assessed in it; everything where not given.

    Yields:
        Lines of text: identity, periods, population, defaults, the tree with every rule as a sentence, gates, grades,
        rank, then every assumption with its reason and how many of the numbers rest on one. A `*` marks what no clause
        gives.
    """
    telling = _Telling(rubric, language, period, titles(rubric), shares(rubric.tree))
    yield from telling.head()
    yield from telling.section(Text("指标", "Indicators"), telling.tree())
    yield from telling.section(Text("否决与门槛", "Gates"), telling.gates())
    yield from telling.section(Text("等次", "Grades"), telling.grades())
    yield from telling.section(Text("排名", "Rank"), telling.rank())
    yield from telling.section(Text("假设与理由", "Assumptions and their reasons"), telling.assumptions())


@dataclass(frozen=True)
class _Telling:
    """One rubric being told in one language."""

    rubric: Rubric
    language: Language
    period: Period | None
    called: Mapping[str, Text]
    worth: Mapping[str, Share]

    def say(self, words: Text, **values: object) -> str:
        return words.with_(**values).say(self.language) if values else words.say(self.language)

    def join(self, parts: Iterator[str] | list[str]) -> str:
        return ("、" if self.language == "zh" else ", ").join(parts)

    def formula(self, text: str) -> str:
        return write(parse(text), self.language, self.called)

    def section(self, title: Text, lines: Iterator[str]) -> Iterator[str]:
        found = list(lines)
        if found:
            yield ""
            yield self.say(title)
            yield from found

    def head(self) -> Iterator[str]:
        head, source = self.rubric.rubric, self.rubric.rubric.source
        yield f"{self.say(head.title)}  ({head.id} {head.version})"
        told = [self.say(source.title), self.say(source.issuer) if source.issuer else "", str(source.issued or "")]
        yield self.say(
            Text("依据：{told}", "From: {told}"),
            told="，".join(filter(None, told)) if self.language == "zh" else ", ".join(filter(None, told)),
        )
        yield from self.section(Text("期次", "Periods"), self.periods())
        yield from self.section(Text("被测评地区", "Jurisdictions"), self.population())
        yield from self.section(Text("采用口径", "Which value counts"), self.counting())
        yield from self.section(
            Text("默认处理", "Defaults"), self.settings(self.rubric.settings, (self.rubric.assumed,))
        )

    def periods(self) -> Iterator[str]:
        for period in self.rubric.periods:
            if self.period in (None, period):
                yield f"  {period.id}  {self.say(period.title)}  {period.starts} – {period.ends}"

    def population(self) -> Iterator[str]:
        population = self.rubric.population
        if population.levels:
            names = self.join(map(self.say, population.levels.values()))
            yield "  " + self.say(Text("层级：{names}", "levels: {names}"), names=names)
        if population.groups:
            yield "  " + self.say(Text("分组：{names}", "groups: {names}"), names=self.join(list(population.groups)))
        if population.assessed:
            condition = self.formula(population.assessed)
            yield "  " + self.say(Text("参加测评：{condition}", "assessed: {condition}"), condition=condition)

    def counting(self) -> Iterator[str]:
        counting = self.rubric.counting
        if counting:
            line = self.say(Text("以{stage}值为准", "the {stage} value"), stage=STAGE_WORDS[counting.stage])
            names = self.join([self.say(STAGE_WORDS[stage]) for stage in counting.otherwise])
            if names:
                line += self.say(Text("；没有时依次采用{names}值", "; without one: {names}"), names=names)
            yield f"  {line}{_star(('counting',), (counting.assumed, self.rubric.assumed))}"

    def settings(self, settings: Settings, scopes: tuple[Assumptions, ...]) -> Iterator[str]:
        for state in ("missing", "not_applicable", "not_assessed"):
            policy = getattr(settings, state)
            if policy:
                words = Text("{state}：{policy}", "{state}: {policy}")
                line = self.say(words, state=STATE_WORDS[state], policy=policy_words(policy))
                yield f"  {line}{_star(('settings', 'policy', state), scopes)}"
        if settings.round is not None:
            line = self.say(Text("得分{how}", "marks: {how}"), how=rounding_words(settings.round))
            yield f"  {line}{_star(('round', 'settings'), scopes)}"

    def tree(self) -> Iterator[str]:
        root = self.rubric.tree
        yield from self.item(root, "", "", (self.rubric.assumed,))

    def item(self, item: Leaf | Node, first: str, rest: str, above: tuple[Assumptions, ...]) -> Iterator[str]:
        """An item's line, its rules and what lies below it; `first` and `rest` are the branches drawn before them."""
        scopes = (item.assumed, *above)
        name = item.code if self.say(item.title) == item.code else f"{item.code} {self.say(item.title)}"
        topics = ("points",) if item.role == "scored" else ("role", "points")
        share = self.worth[item.code]
        full = write_number(share.points) if share.points is not None else ""
        worth = self.say(ROLE_WORDS[item.role], points=full)
        if item.weight is not None:
            worth += self.say(Text("，权重{n}", ", weight {n}"), n=write_number(item.weight))
        clause = f"  〔{item.clause}〕" if item.clause else ""
        yield f"{first}{name}  {worth}{_star(topics, scopes)}{clause}"
        children = [child for child in item.children if self.due(child)] if isinstance(item, Node) else []
        bar = "│  " if children else "   "
        for line in self.rules(item, scopes):
            yield f"{rest}{bar}{line}"
        for child in children:
            last = child is children[-1]
            yield from self.item(child, rest + ("└─ " if last else "├─ "), rest + ("   " if last else "│  "), scopes)

    def due(self, item: Leaf | Node) -> bool:
        if self.period is None:
            return True
        below = any(map(self.due, item.children)) if isinstance(item, Node) else True
        return is_due(item.due, self.period) and below

    def rules(self, item: Leaf | Node, scopes: tuple[Assumptions, ...]) -> Iterator[str]:
        if isinstance(item, Leaf):
            yield self.say(item.evidence.spelled_out(self.rubric)) + _star(("evidence", item.evidence.key), scopes)
            if item.change:
                yield self.change(item.change) + _star(("change",), scopes)
            for transform in item.transforms:
                topics = ("transform", "scale", transform.key)
                yield self.say(transform.spelled_out(self.rubric)) + _star(topics, scopes)
            if item.role != "shown":
                yield self.say(item.scale.spelled_out(self.rubric)) + _star(("scale", item.scale.key), scopes)
        else:
            yield from (line.strip() for line in self.settings(item.settings, scopes))
            if item.coverage:
                yield self.coverage(item.coverage) + _star(("coverage",), scopes)
        yield from self.conditions(item, scopes)

    def change(self, change: Change) -> str:
        against = {
            "year_before": Text("与上年同期比", "against the same period a year before"),
            "period_before": Text("与上一期比", "against the period before"),
        }[change.against]
        measure = Text("的增幅", ", as growth") if change.measure == "growth" else Text("", "")
        words = Text(
            "{against}{measure}；没有可比数据为{state}{zero}", "{against}{measure}; without one: {state}{zero}"
        )
        zero = Text("", "")
        if change.baseline_zero is not None:
            outcome = change.baseline_zero
            of = STATE_WORDS[outcome] if isinstance(outcome, str) else write_number(outcome)
            zero = Text("；基期为零时为{of}", "; from zero: {of}").with_(of=of)
        return self.say(words, against=against, measure=measure, state=STATE_WORDS[change.no_history], zero=zero)

    def coverage(self, coverage: Coverage) -> str:
        words = Text(
            "有得分的分值不足{least}时为{state}，{policy}",
            "where less than {least} of the points has marks: {state}, {policy}",
        )
        least = write_share(coverage.at_least)
        state, policy = STATE_WORDS[coverage.otherwise], policy_words(coverage.policy)
        return self.say(words, least=least, state=state, policy=policy)

    def conditions(self, item: Leaf | Node, scopes: tuple[Assumptions, ...]) -> Iterator[str]:
        if item.due and self.period is None:
            names = period_words(self.rubric)
            due = self.join(self.say(names[one]) for one in item.due)
            yield self.say(Text("测评期次：{due}", "due: {due}"), due=due) + _star(("due",), scopes)
        if item.applies_to:
            condition = self.formula(item.applies_to)
            yield self.say(Text("只适用于：{condition}", "applies to: {condition}"), condition=condition) + _star(
                ("applies_to",), scopes
            )
        own = Settings(
            missing=item.missing, not_applicable=item.not_applicable, not_assessed=item.not_assessed, round=item.round
        )
        yield from (line.strip() for line in self.settings(own, scopes))
        for limit, words in (
            (item.floor, Text("最低{n}分", "at least {n}")),
            (item.ceiling, Text("最高{n}分", "at most {n}")),
        ):
            if limit == "none":
                none = (
                    Text("最低分不限", "no lower limit")
                    if limit is item.floor
                    else Text("最高分不限", "no upper limit")
                )
                yield self.say(none) + _star(("floor", "ceiling"), scopes)
            elif limit is not None:
                yield self.say(words, n=write_number(limit)) + _star(("floor", "ceiling"), scopes)
        if isinstance(item, Node) and item.coefficient:
            given = item.coefficient
            words = Text(
                "乘以难度系数{of}，系数不明的按{n}", "times the difficulty coefficient {of}; where unknown, {n}"
            )
            line = self.say(words, of=self.formula(given.of), n=write_number(given.unknown))
            yield line + _star(("coefficient",), scopes)
        if item.label:
            words = Text("称号（{title}）：{cases}", "label ({title}): {cases}")
            line = self.say(words, title=label_title(item), cases=label_words(item, self.rubric))
            yield line + _star(("label",), (item.label.assumed, *scopes))
        if item.note:
            yield self.say(item.note)

    def gates(self) -> Iterator[str]:
        for gate in self.rubric.gates:
            if self.period is not None and not is_due(gate.due, self.period):
                continue
            clause = f"  〔{gate.clause}〕" if gate.clause else ""
            yield f"  {gate.gate} {self.say(gate.title)}{clause}"
            words = Text("{when} 时：{effect}", "where {when}: {effect}")
            effect = effect_words(gate, self.rubric)
            star = _star(("effect", "gate", "when"), (gate.assumed, self.rubric.assumed))
            yield f"     {self.say(words, when=self.formula(gate.when), effect=effect)}{star}"

    def grades(self) -> Iterator[str]:
        grades = self.rubric.grades
        if grades is None:
            return
        star = _star(("grades",), (grades.assumed, self.rubric.assumed))
        for grade, said in grade_words(self.rubric):
            name = grade.grade if grade else grades.otherwise
            if grade and grade.title and self.language != "zh":
                name = f"{name} ({self.say(grade.title)})"
            words = Text("{name}：{said}", "{name}: {said}")
            yield "  " + self.say(words, name=name, said=said) + (star if grade else "")

    def rank(self) -> Iterator[str]:
        star = _star(("rank", "ties", "digits"), (self.rubric.rank.assumed, self.rubric.assumed))
        for n, words in enumerate(rank_words(self.rubric)):
            yield "  " + self.say(words) + ("" if n else star)

    def assumptions(self) -> Iterator[str]:
        for reason in reasons(self.rubric):
            words = (
                Text("{of} {topic}：{text}", "{topic} ({of}): {text}")
                if reason.of
                else Text("{topic}：{text}", "{topic}: {text}")
            )
            yield "  " + self.say(words, of=reason.of, topic=topic_words(reason.topic), text=reason.text)
        found = list(stated(self.rubric, parse))
        assumed = [one for one in found if one.reason is not None]
        many = Counter(self.say(topic_words(one.topic)) for one in assumed)
        parts = self.join(f"{topic} {number}" for topic, number in many.most_common())
        words = Text(
            "规则共有{all}个数，其中{n}个是假设{parts}。带 * 的内容条文没有给出。",
            "The rubric holds {all} numbers; {n} are assumed{parts}. What bears a * is given by no clause.",
        )
        listed = self.say(Text("（{parts}）", " ({parts})"), parts=parts) if parts else ""
        yield ""
        yield "  " + self.say(words, all=len(found), n=len(assumed), parts=listed)


def _star(topics: tuple[str, ...], scopes: tuple[Assumptions, ...]) -> str:
    return " *" if covering(topics, scopes) is not None else ""
