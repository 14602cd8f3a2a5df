"""The rubric's rules in words: formulas with titles for names, policies, changes, assumptions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from scoring.evidence.formula import Parse
from scoring.evidence.method import Evidence
from scoring.rubric.model import Case, Change, Leaf, Rubric
from scoring.rubric.prose import write
from scoring.rubric.values import write_as_read, write_number
from scoring.scale.method import Scale
from scoring.scale.target import Target
from scoring.sql.states import STATE_WORDS
from scoring.words import Language, Text

POLICIES = {
    "zero": Text("计零分", "counts zero"),
    "rescale": Text("分值由同级分担", "its points go to its siblings"),
    "block": Text("上级不计分", "leaves the level above without a score"),
}
KINDS = {
    "quarter": Text("季度", "quarter"),
    "half": Text("半年", "half-year"),
    "year": Text("年度", "year"),
    "stage": Text("阶段", "stage"),
}
_ROSTER = {
    "level": Text("层级", "level"),
    "group": Text("组别", "group"),
    "parent": Text("上级", "parent"),
}
_AGAINST = {"year_before": Text("上年同期", "the year before"), "period_before": Text("上期", "the period before")}
_MEASURES = {
    "difference": Text("取与{p}之差", "its difference from {p}"),
    "growth": Text("取比{p}的增幅", "its growth over {p}"),
}
_NO_HISTORY = Text("没有可比数据的按{state}处理", "without an earlier value: {state}")
_SHARE = Text("得分 = 分值 × 得分率", "marks = points × the share earned")
_REST = Text("其余{n}", "others {n}")
_OUTCOME = Text("按{state}处理，{policy}", "{state}, {policy}")
_ELSE = Text("其余为“{gives}”", "otherwise “{gives}”")
_CASE = Text("{when}时为“{gives}”", "“{gives}” where {when}")
_KEYS = {
    "points": Text("分值", "points"),
    "due": Text("期次", "periods"),
    "evidence": Text("取证", "evidence"),
    "scale": Text("计分", "scale"),
    "change": Text("比较", "change"),
    "settings": Text("通则", "settings"),
    "policy": Text("缺项", "policy"),
    "round": Text("取整", "rounding"),
    "coverage": Text("覆盖", "coverage"),
    "applies_to": Text("适用", "scope"),
    "metric": Text("指标", "metric"),
    "label": Text("标签", "label"),
    "gate": Text("规则", "gate"),
    "role": Text("角色", "role"),
    "combine": Text("合成", "combination"),
    "effect": Text("效果", "effect"),
    "grades": Text("等次", "grades"),
    "ties": Text("并列", "ties"),
    "digits": Text("位数", "digits"),
    "options": Text("折算", "options"),
    "sample": Text("抽样", "sample"),
}


@dataclass(frozen=True)
class Wording:
    """Says a rubric's parts in one language."""

    rubric: Rubric
    parse: Parse
    language: Language

    @cached_property
    def titles(self) -> Mapping[str, Text]:
        """Titles of metrics, roster columns and nodes by the names formulas use."""
        rubric = self.rubric
        titles = dict(_ROSTER)
        titles |= {name: attribute.title for name, attribute in rubric.population.attributes.items()}
        titles |= {name: metric.title for name, metric in rubric.metrics.items()}
        return titles | {code: item.title for code, item in rubric.items.items()}

    def condition(self, text: str) -> str:
        """A condition in words."""
        return write(self.parse(text), self.language, self.titles)

    def evidence(self, evidence: Evidence) -> str:
        """The evidence's sentence, its formulas with titles in place of names."""
        said = evidence.sentence().say(self.language)
        for formula in evidence.formulas:
            said = said.replace(formula, self.condition(formula))
        return said

    def scale(self, leaf: Leaf) -> str:
        """The scale's sentence, targets that vary named by what they vary with."""
        said = leaf.scale.sentence().say(self.language)
        targets = leaf.scale.targets.values() if isinstance(leaf.scale, Scale) else ()
        for target in targets:
            if target.by:
                said = said.replace(target.sentence(), self._target(target))
        return said

    def _target(self, target: Target) -> str:
        levels = self.rubric.population.levels
        parts = [
            f"{levels.get(key, KINDS.get(key, Text(key))).say(self.language)} {write_as_read(number)}"
            for key, number in target.values.items()
        ]
        if target.otherwise is not None:
            parts.append(_REST.with_(n=write_as_read(target.otherwise)).say(self.language))
        return ("、" if self.language == "zh" else ", ").join(parts)

    def change(self, change: Change) -> str:
        """What a change is measured against."""
        measure = _MEASURES[change.measure].with_(p=_AGAINST[change.against]).say(self.language)
        history = _NO_HISTORY.with_(state=STATE_WORDS[change.no_history]).say(self.language)
        return f"{measure}{'，' if self.language == 'zh' else ', '}{history}"

    def case(self, case: Case) -> str:
        """One case of a label."""
        if not case.when:
            return _ELSE.with_(gives=case.gives).say(self.language)
        return _CASE.with_(when=self.condition(case.when), gives=case.gives).say(self.language)

    def outcome(self, state: str, policy: str) -> Text:
        """A state with what it does."""
        return _OUTCOME.with_(state=STATE_WORDS[state], policy=POLICIES[policy])

    def period(self, name: str) -> str:
        """A kind of period, or a period by its title."""
        if name in KINDS:
            return KINDS[name].say(self.language)
        return self.rubric.period(name).title.say(self.language)

    def share(self, number: Fraction) -> str:
        """A share as a percentage."""
        return f"{write_number(number * 100)}%"

    def assumptions(self, assumed: Mapping[str, Text]) -> str:
        """Assumptions, each with what it is about and why it was made."""
        said = [
            f"{_KEYS.get(key, Text(key)).say(self.language)}：{why.say(self.language)}" for key, why in assumed.items()
        ]
        return "\n".join(said)
