"""The rubric's rules in words: conditions with titles for names, changes, outcomes, assumptions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from scoring.evidence.formula import Parse
from scoring.rubric.assumptions import topic_words
from scoring.rubric.method import Method
from scoring.rubric.model import Change, Rubric
from scoring.rubric.prose import write
from scoring.rubric.terms import POLICY_WORDS, period_words, titles
from scoring.rubric.values import write_number
from scoring.sql.states import STATE_WORDS
from scoring.words import Language, Text

_AGAINST = {"year_before": Text("上年同期", "the year before"), "period_before": Text("上期", "the period before")}
_MEASURES = {
    "difference": Text("取与{p}之差", "its difference from {p}"),
    "growth": Text("取比{p}的增幅", "its growth over {p}"),
}
_NO_HISTORY = Text("没有可比数据的按{state}处理", "without an earlier value: {state}")
_OUTCOME = Text("按{state}处理，{policy}", "{state}, {policy}")
_ASSUMED = Text("{topic}：{why}", "{topic}: {why}")


@dataclass(frozen=True)
class Wording:
    """Says a rubric's parts in one language."""

    rubric: Rubric
    parse: Parse
    language: Language

    @cached_property
    def _titles(self) -> Mapping[str, Text]:
        return titles(self.rubric)

    def condition(self, text: str) -> str:
        """A condition in words."""
        return write(self.parse(text), self.language, self._titles)

    def method(self, method: Method) -> str:
        """A method's sentence, with titles for what it names."""
        return method.spelled_out(self.rubric).say(self.language)

    def change(self, change: Change) -> str:
        """What a change is measured against."""
        measure = _MEASURES[change.measure].with_(p=_AGAINST[change.against]).say(self.language)
        history = _NO_HISTORY.with_(state=STATE_WORDS[change.no_history]).say(self.language)
        return f"{measure}{'，' if self.language == 'zh' else ', '}{history}"

    def outcome(self, state: str, policy: str) -> Text:
        """A state with what it does."""
        return _OUTCOME.with_(state=STATE_WORDS[state], policy=POLICY_WORDS[policy])

    def period(self, name: str) -> str:
        """A kind of period, or a period by its title."""
        return period_words(self.rubric)[name].say(self.language)

    def share(self, number: Fraction) -> str:
        """A share as a percentage."""
        return f"{write_number(number * 100)}%"

    def assumptions(self, assumed: Mapping[str, Text]) -> str:
        """Assumptions, each with what it is about and why it was made."""
        said = (_ASSUMED.with_(topic=topic_words(key), why=why) for key, why in assumed.items())
        return "\n".join(line.say(self.language) for line in said)
