"""What scales that divide by one target, or a target by the value, have in common."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar

from scoring.rubric.method import Complaint
from scoring.rubric.model import Leaf, Rubric
from scoring.scale.gives import Instead, Outcome
from scoring.scale.method import Scale, Scaled
from scoring.scale.target import Target, Targets, varied, zero_stated
from scoring.scale.wording import at_zero
from scoring.scale.worth import Worth
from scoring.sql.exact import Int, Ratio
from scoring.words import Text


class Targeted(Scale):
    """A scale against a `target` above zero; where a formula makes it, `zero_target` says what becomes of another."""

    rule: ClassVar[Text]
    """The rule, with `{t}` for the target and `{zero}` for what becomes of one of zero."""
    sign: ClassVar[str]
    """How the value is to stand to the target."""

    target: Targets
    zero_target: Instead | None = None

    def against(self, target: Ratio, scaled: Scaled, worth: Worth) -> Int:
        """The marks, for one target."""
        raise NotImplementedError

    def sentence(self, rubric: Rubric) -> Text:
        return self.rule.with_(t=self.target.sentence(rubric), zero=at_zero(self.zero_target))

    def complaints(self, leaf: Leaf, rubric: Rubric) -> Iterator[Complaint]:
        yield from self.target.complaints(("target",), rubric, positive=True)
        yield from zero_stated(self.target, self.zero_target)

    def instead(self, scaled: Scaled) -> Sequence[Outcome]:
        return self.target.outcomes(scaled, self.zero_target)

    def marks(self, scaled: Scaled, worth: Worth) -> Int:
        return varied(self.target, scaled, lambda target: self.against(target, scaled, worth))

    @property
    def targets(self) -> Mapping[str, Target]:
        return {self.sign: self.target}
