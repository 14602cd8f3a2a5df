"""What every method of the rubric language has in common, whichever room it lives in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic_core import PydanticCustomError

from scoring.rubric.example import Example
from scoring.rubric.values import Frozen
from scoring.words import Text

if TYPE_CHECKING:
    from scoring.rubric.model import Leaf, Node, Rubric


@dataclass(frozen=True)
class Complaint:
    """What a method finds wrong with its own parameters; the loader adds file, line and full path."""

    path: tuple[str | int, ...]
    code: str
    found: str
    expected: Text
    hint: Text


Use = Literal[
    "value",
    "target",
    "compared",
    "case",
    "coefficient",
    "condition",
    "applies_to",
    "label",
    "gate",
    "quota",
    "standing",
    "ties",
    "assessed",
    "statistics",
]
"""What a formula is for: a value, what a scale is to reach or compares with, a difficulty, what breaks a tie; or a
condition of something, `case` being one of a scale's."""

NUMBERS: tuple[Use, ...] = ("value", "target", "compared", "coefficient", "ties")
"""Uses of a formula that comes to a number; the others come to a condition."""


@dataclass(frozen=True)
class Formulated:
    """A formula or condition, where it stands below the part that holds it, and what it is for."""

    path: tuple[str | int, ...]
    text: str
    use: Use


def refused(code: str, expected: Text, hint: Text) -> PydanticCustomError:
    """What a validator of a parameter raises, in words of its own."""
    return PydanticCustomError(code, "{expected}", {"expected": expected, "hint": hint})


def exactly_one(names: Iterable[str]) -> PydanticCustomError:
    """What a validator raises where one of some keys is needed, and none or several are given."""
    return PydanticCustomError("exactly_one", "exactly one is needed", {"names": tuple(names)})


class Method(Frozen):
    """A named rule of the field: its parameters are the fields, its words and checks stand beside them."""

    key: ClassVar[str]
    title: ClassVar[Text]
    summary: ClassVar[Text]
    examples: ClassVar[tuple[Example, ...]] = ()
    """Worked examples: run by a test through loader, intake and engine, printed in the reference."""
    parameters: ClassVar[Mapping[str, Text]] = {}
    """What each parameter says, by the name a rubric writes; kinds and defaults are read from the fields."""
    details: ClassVar[Text] = Text("", "")
    """What else its user should know: edges, what drops out, what is rounded on the way."""
    source: ClassVar[Text]
    """The rules or standards it is read off."""
    is_share: ClassVar[bool] = False
    """Whether evidence of this kind is already a share of full marks, so that a leaf may leave its scale out."""

    @property
    def gives_share(self) -> bool:
        """Whether it is one with these parameters."""
        return self.is_share

    @property
    def formulas(self) -> tuple[str, ...]:
        """Formula texts of its value; the nodes they refer to must be computed first."""
        return ()

    def written(self) -> Iterator[Formulated]:
        """Every formula and condition in its parameters: they are checked, bounded, and what they read is gathered."""
        return (Formulated((), text, "value") for text in self.formulas)

    def sentence(self, rubric: Rubric) -> Text:
        """The rule with its parameters, as one sentence an official can follow with a calculator.

        Metrics, levels and periods are called by the titles the rubric gives them.
        """
        raise NotImplementedError

    def complaints(self, leaf: Leaf, rubric: Rubric) -> Iterator[Complaint]:
        """What is wrong with the parameters in the light of the leaf and the whole rubric; nothing by default."""
        return iter(())


class Combining(Method):
    """A way to combine children, as the rubric's own checks see it."""

    points_add_up: ClassVar[bool] = False
    """Whether the children's points are to make up the node's."""

    def complaints_of(self, node: Node, rubric: Rubric) -> Iterator[Complaint]:
        """What is wrong with the parameters in the light of the node and the whole rubric; nothing by default."""
        return iter(())
