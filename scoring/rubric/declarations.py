"""What a rubric declares before its tree: who, when, and the metrics, answers, sites and events leaves refer to."""

from __future__ import annotations

import datetime as dt
import math
from fractions import Fraction
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from scoring.rubric.method import refused
from scoring.rubric.values import SLUG, Assumptions, Code, Day, Frozen, Identifier, Names, Number, Words, one_or_many
from scoring.words import Language, Text

EARLIEST, LATEST = dt.date(1000, 1, 1), dt.date(2999, 12, 31)
"""Within which periods lie: a year beyond is a slip, and its reports could be due on no day there is."""


def _in_use(day: dt.date) -> dt.date:
    if not EARLIEST <= day <= LATEST:
        expected = Text("{first} 至 {last} 的日期", "a date from {first} to {last}").with_(first=EARLIEST, last=LATEST)
        raise refused("out_of_range", expected, Text("核对年份", "check the year"))
    return day


class Source(Frozen):
    """Where the rules come from: the programme document as it names itself."""

    title: Words
    issuer: Words | None = None
    issued: Day | None = None


class Head(Frozen):
    """Identity of the rubric. `language` is the one its users read first."""

    id: Annotated[str, Field(pattern=f"^{SLUG}$")]
    title: Words
    version: str
    language: Language = "zh"
    source: Source


class Attribute(Frozen):
    """A further column of the roster: text, or a whole number that formulas may use.

    A number outside `minimum`…`maximum` is refused; `maximum` must be given, since marks are bounded by it. Without a
    `unit` it may be added to and compared with numbers of any.
    """

    title: Words
    type: Literal["text", "number"] = "text"
    unit: str = ""
    values: tuple[str, ...] = ()
    minimum: Number = Fraction(0)
    maximum: Number | None = None


class Population(Frozen):
    """Who may stand on the roster, who is assessed, and who of those feeds the statistics of groups.

    `assessed` is a condition over level, group, attributes; `statistics` may read metrics and `coverage` too.
    """

    levels: dict[str, Words] = Field(default_factory=dict)
    groups: tuple[str, ...] = ()
    attributes: dict[Identifier, Attribute] = Field(default_factory=dict)
    assessed: str = ""
    statistics: str = ""


class Use(Frozen):
    """Another rubric whose results formulas may read as `[code:aspect@name]`: its file, beside this one, and when.

    `period: same` is its period of the same days as the one scored; else one of its periods by id.
    """

    file: str
    period: str = "same"
    clause: str = ""
    assumed: Assumptions = Field(default_factory=dict)


class Period(Frozen):
    """A period marks are given for, by its first and last day; a quarter lies in the half and the year around it."""

    id: Code
    kind: Literal["quarter", "half", "year", "stage"]
    title: Words
    starts: Annotated[Day, AfterValidator(_in_use)]
    ends: Annotated[Day, AfterValidator(_in_use)]


class Metric(Frozen):
    """A number jurisdictions submit. Values outside `minimum`…`maximum` are refused, and marks are bounded by them.

    `every` is the shortest period it is submitted for; over a longer one it is joined by `over` (sum of the parts,
    their last, mean, largest or smallest) unless it was submitted for the longer one itself. A metric in `%` is read
    in percent and computed as a share (95 → 0.95).
    """

    title: Words
    unit: str
    decimals: Annotated[int, Field(ge=0, le=18)] = 0
    minimum: Number = Fraction(0)
    maximum: Number
    every: Literal["quarter", "half", "year"] = "year"
    over: Literal["sum", "last", "mean", "max", "min"] = "sum"
    part_of: str | None = None
    may_not_apply: bool = True
    reported_by: Literal["self", "upper", "third_party"] = "self"
    also_called: Names = ()
    assumed: Assumptions = Field(default_factory=dict)

    @property
    def bounds(self) -> tuple[int, int]:
        """The least and the greatest value it can take, in units of its last decimal."""
        unit = 10**self.decimals
        return math.ceil(self.minimum * unit), math.floor(self.maximum * unit)


Stage = Literal["self", "reviewed", "final"]


class Counting(Frozen):
    """Which value of a metric counts where several stages of it are submitted; where it has none, those of `else`."""

    stage: Stage
    otherwise: Annotated[
        tuple[Stage, ...], BeforeValidator(one_or_many, json_schema_input_type=Stage | tuple[Stage, ...])
    ] = Field((), alias="else")
    clause: str = ""
    assumed: Assumptions = Field(default_factory=dict)


def _answer(written: object) -> object:
    return written if written in ("not_applicable", "not_assessed", "excluded") else {"share": written}


class Share(Frozen):
    """An answer that counts, as a share of full marks."""

    share: Number


_NoShare = Literal["not_applicable", "not_assessed", "excluded"]
Answer = Annotated[Share | _NoShare, BeforeValidator(_answer, json_schema_input_type=Number | _NoShare)]


class AnswerSet(Frozen):
    """The answers or verdicts a question or checklist item may get, and what each is worth (0 to 1, or a state)."""

    options: dict[str, Answer]
    clause: str = ""
    assumed: Assumptions = Field(default_factory=dict)


class Question(Frozen):
    """A survey question and the answer set it is answered from."""

    title: Words
    answers: str


class Survey(Frozen):
    """A questionnaire: its questions by the code the answer files use, and the classes its respondents fall into."""

    title: Words
    questions: dict[Code, Question]
    classes: Names = ()


class Rated(Frozen):
    """What judges give a mark for, and the marks there are; `reason: required` refuses one without its reason."""

    title: Words
    minimum: Number = Fraction(0)
    maximum: Number
    reason: Literal["optional", "required"] = "optional"


class Panel(Frozen):
    """A score sheet (评分表): its items by the code the files use; `judges` lists the codes of who may fill it in."""

    title: Words
    items: dict[Code, Rated]
    judges: Names = ()
    clause: str = ""
    assumed: Assumptions = Field(default_factory=dict)


class By(Frozen):
    """The last day a report is on time: a day of the month, so many months after the last one it is for.

    A day the month does not have is its last one: 31 is the end of any month.
    """

    day: Annotated[int, Field(ge=1, le=31)]
    months_after: Annotated[int, Field(ge=-24, le=24)] = 0


class Task(Frozen):
    """Something to be sent in every month, quarter, half or year (报送事项); none for what began before `since`."""

    title: Words
    every: Literal["month", "quarter", "half", "year"]
    by: By
    since: Annotated[Day, AfterValidator(_in_use)] | None = None
    clause: str = ""
    assumed: Assumptions = Field(default_factory=dict)


class Sample(Frozen):
    """How many sites of a type must be visited: a share of those there are (a metric), at least so many, or all."""

    share: Number
    of: str
    at_least: int = 1


class Site(Frozen):
    """A type of site that is visited, and the sample it needs."""

    title: Words
    sample: Sample | None = None
    clause: str = ""
    assumed: Assumptions = Field(default_factory=dict)


class EventType(Frozen):
    """A kind of event that is recorded when it happens, by the code the event files use."""

    title: Words
    severities: tuple[str, ...] = ()
