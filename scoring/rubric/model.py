"""The rubric as data: frozen models, one class a part of the file, in the order the file reads."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

from pydantic import BaseModel, Field

from scoring.rubric.change import Change
from scoring.rubric.declarations import (
    AnswerSet,
    Counting,
    EventType,
    Head,
    Metric,
    Panel,
    Period,
    Population,
    Site,
    Survey,
    Task,
    Use,
)
from scoring.rubric.method import Combining, Method
from scoring.rubric.outcomes import Gate, Grades, Label, Rank
from scoring.rubric.quotas import Quota
from scoring.rubric.register import Row
from scoring.rubric.standings import Standing
from scoring.rubric.values import (
    Assumptions,
    Code,
    Frozen,
    Identifier,
    Limit,
    Names,
    Number,
    Policies,
    Policy,
    Role,
    Roundings,
    Slug,
    State,
    Words,
)
from scoring.words import Language


class Settings(Frozen):
    """What holds for a node and everything below it, until a node's or leaf's own key says otherwise."""

    missing: Policies | None = None
    not_applicable: Policies | None = None
    not_assessed: Policies | None = None
    round: Roundings | None = None
    zero_by_zero: State | Number | None = None
    by_zero: State | Number | None = None
    no_history: State | Number | None = None

    def below(self, node: Settings) -> Settings:
        """What holds under a node that states some of its own."""
        return self.model_copy(update={key: value for key, value in node if value is not None})


class Coverage(Frozen):
    """How much must have been scored for a node's mark to stand: a share of its leaves, due and in scope.

    Leaves are counted `by` their weight in the node or simply by their number. Below it the node takes the state
    `else`, and `policy` says what that does.
    """

    at_least: Number
    by: Literal["weight", "count"] = "weight"
    otherwise: Literal["not_assessed", "missing"] = Field("not_assessed", alias="else")
    policy: Policy = "block"


class Item(Frozen):
    """What leaves and nodes share. `points` are full marks; `assumed` names each choice no clause gives, and why.

    Siblings have points, which make up their parent's, or a `weight` relative to each other; a weighted item's full
    marks are its parent's unless it states its own. `floor` and `ceiling` are the least and the most its mark may be.
    """

    title: Words
    clause: str = ""
    points: Number | None = None
    weight: Number | None = None
    role: Role = "scored"
    lead: Names = ()
    units: Names = ()
    due: Names = ()
    applies_to: str = ""
    missing: Policies | None = None
    not_applicable: Policies | None = None
    not_assessed: Policies | None = None
    floor: Limit | None = None
    ceiling: Limit | None = None
    round: Roundings | None = None
    label: Label | None = None
    note: Words | None = None
    assumed: Assumptions = Field(default_factory=dict)

    @property
    def code(self) -> str:
        """The code clauses, conditions and workbooks call it by."""
        raise NotImplementedError


class Leaf(Item):
    """An indicator: one kind of evidence, at most one change, one scale. The method keys are added by `grammar`."""

    leaf: Code
    change: Change | None = None

    @property
    def code(self) -> str:
        return self.leaf

    @property
    def evidence(self) -> Method:
        """The one evidence method given."""
        raise NotImplementedError

    @property
    def transforms(self) -> tuple[Method, ...]:
        """The transforms given, in the order they are applied."""
        raise NotImplementedError

    @property
    def scale(self) -> Method:
        """The one scale given (a share of full marks as it stands, where none is)."""
        raise NotImplementedError

    @property
    def scale_is_given(self) -> bool:
        """Whether the file names a scale."""
        raise NotImplementedError


class Coefficient(Frozen):
    """A difficulty coefficient (难度系数) multiplies the combined mark; `unknown` stands where it is not known."""

    of: str
    unknown: Number


class Node(Item):
    """A branch of the tree: its mark is combined from its children's."""

    node: Code
    settings: Settings = Settings()
    coverage: Coverage | None = None
    coefficient: Coefficient | None = None
    children: tuple[Leaf | Node, ...]

    @property
    def code(self) -> str:
        return self.node

    @property
    def combine(self) -> Combining:
        """How the children's marks become the node's."""
        raise NotImplementedError

    @property
    def combine_is_given(self) -> bool:
        """Whether the file names a way to combine."""
        raise NotImplementedError

    def walk(self) -> Iterator[Leaf | Node]:
        """This node and everything below it, parents before children, in the file's order."""
        yield self
        for child in self.children:
            if isinstance(child, Node):
                yield from child.walk()
            else:
                yield child


class Rubric(Frozen):
    """A whole 测评体系. Made by `load_rubric`; every number cites a clause or is assumed with a reason."""

    rubric: Head
    population: Population = Population()
    periods: tuple[Period, ...]
    uses: dict[Slug, Use] = Field(default_factory=dict)
    unreasoned_not_applicable: Literal["missing", "not_assessed"] = "missing"
    units_alike: tuple[tuple[str, ...], ...] = ()
    metrics: dict[Identifier, Metric] = Field(default_factory=dict)
    counting: Counting | None = None
    answers: dict[str, AnswerSet] = Field(default_factory=dict)
    surveys: dict[Identifier, Survey] = Field(default_factory=dict)
    sites: dict[str, Site] = Field(default_factory=dict)
    events: dict[str, EventType] = Field(default_factory=dict)
    panels: dict[str, Panel] = Field(default_factory=dict)
    tasks: dict[str, Task] = Field(default_factory=dict)
    settings: Settings = Settings()
    tree: Node
    gates: tuple[Gate, ...] = ()
    quotas: tuple[Quota, ...] = ()
    grades: Grades | None = None
    standings: tuple[Standing, ...] = ()
    rank: Rank
    clauses: tuple[Row, ...] = Field((), alias="register")
    assumed: Assumptions = Field(default_factory=dict)
    file: str = Field("", exclude=True)
    sha256: str = Field("", exclude=True)
    others: dict[str, Any] = Field(default_factory=dict, exclude=True)

    @property
    def id(self) -> str:
        """The slug, also the file's name."""
        return self.rubric.id

    @property
    def family(self) -> tuple[Rubric, ...]:
        """It and every rubric it uses, however far, each once."""
        found: dict[str, Rubric] = {}
        waiting: list[Rubric] = [self]
        while waiting:
            one = waiting.pop(0)
            if one.id not in found:
                found[one.id] = one
                waiting += one.others.values()
        return tuple(found.values())

    @property
    def language(self) -> Language:
        """The language its users read first."""
        return self.rubric.language

    @property
    def items(self) -> dict[str, Leaf | Node]:
        """Every node and leaf by its code, parents first."""
        return {item.code: item for item in self.tree.walk()}

    @property
    def leaves(self) -> dict[str, Leaf]:
        """Every leaf by its code, in the file's order."""
        return {code: item for code, item in self.items.items() if isinstance(item, Leaf)}

    def period(self, name: str) -> Period:
        """The period of that id.

        Raises:
            KeyError: no such period.
        """
        for period in self.periods:
            if period.id == name:
                return period
        raise KeyError(name)


def keys_of(made: type[BaseModel]) -> tuple[str, ...]:
    """The keys a part of the file may have.

    >>> "else" in keys_of(Coverage), "sha256" in keys_of(Rubric)
    (True, False)
    """
    return tuple(field.alias or name for name, field in made.model_fields.items() if not field.exclude)
