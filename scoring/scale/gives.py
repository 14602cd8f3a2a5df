"""What a scale, or a band of one, gives for a value: marks; or where it cannot give any, a state or a stated award."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Annotated, Any, Final, Protocol, get_args

from pydantic import BeforeValidator, WithJsonSchema

from scoring.rubric.declarations import Period
from scoring.rubric.method import Complaint, Formulated, refused
from scoring.rubric.spreadsheet import Sheet
from scoring.rubric.values import Frozen, State
from scoring.scale.award import AWARD_SCHEMA, Award, in_table, read_award
from scoring.scale.worth import Worth
from scoring.sql.decide import Wanted
from scoring.sql.exact import Int, Ratio
from scoring.sql.states import BY_RULE, STATE_WORDS, STATES, code
from scoring.words import Text

if TYPE_CHECKING:
    from scoring.rubric.model import Leaf, Rubric


NO_MARKS: Final = Int("CAST(NULL AS BIGINT)", 0, 0)


@dataclass(frozen=True)
class Scaled:
    """What is scaled: the value (a change where the leaf has one), the level reached, and the period.

    `work_out` gives a formula of the scale's own as a fraction, `holds` a condition of it as SQL; `decided` has the
    inexact numbers it asked for.
    """

    value: Ratio
    level: Ratio
    period: Period
    work_out: Callable[[str], Ratio]
    holds: Callable[[str], str]
    decided: Mapping[Wanted, Int] = field(default_factory=dict)


@dataclass(frozen=True)
class Outcome:
    """Where, as SQL that is true only there, something else comes of a scale than its marks: a state, or an award.

    `gives` None says that the marks stand; of several outcomes the first that holds decides.
    """

    when: str
    gives: State | Award | None
    reason: int = 0

    @property
    def code(self) -> int:
        """The state's code with the reason; 0 where there are marks."""
        return code(STATES.index(self.gives), self.reason) if isinstance(self.gives, str) else 0

    def where(self, condition: str) -> Outcome:
        """The same, only where a condition holds too."""
        return replace(self, when=f"({condition} AND {self.when})")


class Gives(Protocol):
    """An award, a state or a scale: what a band may give."""

    def formulated(self, path: tuple[str | int, ...]) -> Iterator[Formulated]:
        """Formulas and conditions in it, below the place it stands at."""

    def score(self, scaled: Scaled, worth: Worth) -> Int:
        """Marks in units of 10^-places; NULL where there are none."""

    def outcomes(self, scaled: Scaled) -> Sequence[Outcome]:
        """Where there are no marks, or others than the rule's own, and what then; the first that holds decides."""

    def inexact(self, scaled: Scaled, worth: Worth) -> Iterable[Wanted]:
        """The inexact numbers its marks are made of."""

    def said(self, rubric: Rubric) -> Text:
        """It in words: `得分值的80%`."""

    def faults(
        self, path: tuple[str | int, ...], leaf: Leaf, rubric: Rubric, *, least: Award | None, most: Award | None
    ) -> Iterator[Complaint]:
        """What is wrong with it; an award lies between `least` and `most`."""

    def spreadsheet(self, sheet: Sheet) -> str:
        """It as a spreadsheet formula."""


class Stated(Frozen):
    """`{state: not_applicable}`: no marks but a state, as the rule says."""

    state: State

    def formulated(self, path: tuple[str | int, ...]) -> Iterator[Formulated]:
        """None."""
        return iter(())

    def score(self, scaled: Scaled, worth: Worth) -> Int:
        """No marks."""
        return NO_MARKS

    def outcomes(self, scaled: Scaled) -> Sequence[Outcome]:
        """Its state, everywhere."""
        return (Outcome("TRUE", self.state, BY_RULE),)

    def inexact(self, scaled: Scaled, worth: Worth) -> Iterable[Wanted]:
        """None."""
        return ()

    def said(self, rubric: Rubric) -> Text:
        """`记为不适用`."""
        return instead_said(self.state)

    def faults(
        self, path: tuple[str | int, ...], leaf: Leaf, rubric: Rubric, *, least: Award | None, most: Award | None
    ) -> Iterator[Complaint]:
        """None: every state may be given."""
        return iter(())

    def spreadsheet(self, sheet: Sheet) -> str:
        """No number."""
        return "NA()"


def read_instead(written: Any) -> Any:
    """A state, or an award.

    Raises:
        PydanticCustomError: it is neither.
    """
    if isinstance(written, str) and written in get_args(State):
        return written
    if read_award(written) is None:
        raise _NO_OUTCOME
    return in_table(written)


_NO_OUTCOME = refused(
    "stated_outcome",
    Text(
        "一种状态（missing、not_applicable、not_assessed），或得分（80%、4）",
        "a state (missing, not_applicable, not_assessed), or an award (80%, 4)",
    ),
    Text("写明这时怎么办", "say what happens then"),
)

Instead = Annotated[
    State | Award,
    BeforeValidator(read_instead),
    WithJsonSchema({"anyOf": [{"enum": list(get_args(State))}, *AWARD_SCHEMA["anyOf"]]}),
]
"""What stands where a scale has nothing to go by: a state, or an award."""


def instead_said(instead: State | Award) -> Text:
    """A stated outcome in words."""
    if isinstance(instead, Award):
        return instead.said()
    return Text("记为{state}", "it is {state}").with_(state=STATE_WORDS[instead])
