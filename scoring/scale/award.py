"""What a band, an end of a line or a stated outcome is worth: a share of full marks, or marks.

One rule everywhere in a scale: a number with a percent sign is that share of full marks, a number without is marks.
Where a table of awards is read, a bare number between 0 and 1 could be meant either way and is refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Annotated, Any, Final

from pydantic import BeforeValidator, WithJsonSchema

from scoring.rubric.computed import NoSuchNumberError
from scoring.rubric.method import Complaint, Formulated, refused
from scoring.rubric.spreadsheet import Sheet, literal
from scoring.rubric.values import (
    Frozen,
    Number,
    Percent,
    no_such_number,
    read_number,
    write_as_read,
    write_number,
)
from scoring.scale.worth import Worth
from scoring.sql.exact import Int
from scoring.words import Text

if TYPE_CHECKING:
    from scoring.rubric.model import Leaf, Rubric
    from scoring.scale.gives import Outcome, Scaled
    from scoring.sql.decide import Wanted


class Award(Frozen):
    """Exactly one of `share` (of full marks) and `marks`; one of the things a band may give (`Gives`)."""

    share: Number | None = None
    marks: Number | None = None

    def of(self, points: Fraction) -> Fraction:
        """The marks it comes to."""
        return points * self.share if self.share is not None else self.marks or Fraction(0)

    def __neg__(self) -> Award:
        if self.share is not None:
            return Award(share=Percent(-self.share) if isinstance(self.share, Percent) else -self.share)
        return Award(marks=-(self.marks or Fraction(0)))

    @property
    def is_nothing(self) -> bool:
        """Whether it comes to no marks, whatever the points."""
        return not (self.share or self.marks)

    def sentence(self) -> Text:
        """As an official says it: `分值的80%`, `4分`; full marks and none by their names."""
        if self.share is None:
            return Text("{n}分", "{n} mark(s)").with_(n=write_number(self.marks or Fraction(0)))
        if self.share in (0, 1):
            return Text("满分", "full marks") if self.share else Text("0分", "0 mark(s)")
        return Text("分值的{said}", "{said} of the points").with_(said=_percent(self.share))

    def formulated(self, path: tuple[str | int, ...]) -> Iterator[Formulated]:
        return iter(())

    def said(self, rubric: Rubric | None = None) -> Text:
        taken = self.share if self.share is not None else self.marks or Fraction(0)
        if taken < 0:
            return Text("扣{award}", "{award} taken off").with_(award=(-self).sentence())
        return Text("得{award}", "{award}").with_(award=self.sentence())

    def score(self, scaled: Scaled, worth: Worth) -> Int:
        return worth.exact(self.of(worth.points))

    def outcomes(self, scaled: Scaled) -> Sequence[Outcome]:
        return ()

    def inexact(self, scaled: Scaled, worth: Worth) -> Iterable[Wanted]:
        return ()

    def faults(
        self, path: tuple[str | int, ...], leaf: Leaf, rubric: Rubric, *, least: Award | None, most: Award | None
    ) -> Iterator[Complaint]:
        return within(self, path, leaf.points, least, most)

    def spreadsheet(self, sheet: Sheet) -> str:
        if self.share in (0, 1):
            return sheet.points if self.share else "0"
        return f"{sheet.points}*{literal(self.share)}" if self.share is not None else literal(self.marks or Fraction(0))

    def __str__(self) -> str:
        number = self.share if self.share is not None else self.marks or Fraction(0)
        return _percent(number) if self.share is not None else write_number(number)


FULL: Final = Award(share=Percent(1))
NOTHING: Final = Award(marks=Fraction(0))
SIXTY: Final = Award(share=Percent("0.6"))


def read_award(written: Any) -> Award | None:
    """The award written, or None where it is none: a number, `80%`, `{share: 1/3}`, `{marks: 4}`.

    Raises:
        PydanticCustomError: it is written as a number that there is not.
    """
    if isinstance(written, Award):
        return written
    if isinstance(written, Mapping):
        if len(written) != 1 or not set(written) <= {"share", "marks"}:
            return None
        return Award.model_validate(written)
    try:
        number = written if isinstance(written, Fraction) else read_number(written)
    except NoSuchNumberError as fault:
        raise no_such_number(fault) from None
    except ValueError:
        return None
    return Award(share=number) if isinstance(number, Percent) else Award(marks=number)


def _marks(written: Any) -> Any:
    found = read_award(written)
    if found is None:
        raise NO_AWARD
    return found


def in_table(written: Any) -> Any:
    """As `read_award`, for one entry of a table: a bare number between 0 and 1 is refused.

    Raises:
        PydanticCustomError: it is no award, or may be meant either way.
    """
    found = _marks(written)
    if not isinstance(written, Mapping | Award) and found.marks is not None and 0 < abs(found.marks) < 1:
        raise AMBIGUOUS
    return found


NO_AWARD: Final = refused(
    "award",
    Text(
        "得分：带%的是占分值的比例，如 80%；不带的是分数，如 4",
        "marks such as 4, or with a percent sign a share of full marks such as 80%",
    ),
    Text("也可以写 {share: 1/3} 或 {marks: 1/3}", "or {share: 1/3}, {marks: 1/3}"),
)
AMBIGUOUS: Final = refused(
    "ambiguous_award",
    Text("分得清是比例还是分数的写法", "a share of full marks and marks to be told apart"),
    Text(
        "占分值的比例写成百分数（如 80%），分数写成 {marks: 0.8}",
        "write a share with a percent sign (80%), marks as {marks: 0.8}",
    ),
)
AWARD_SCHEMA: Final[dict[str, list[dict[str, Any]]]] = {
    "anyOf": [
        {"type": ["number", "string"]},
        {"type": "object", "properties": {"share": {"type": ["number", "string"]}}, "required": ["share"]},
        {"type": "object", "properties": {"marks": {"type": ["number", "string"]}}, "required": ["marks"]},
    ]
}

Marks = Annotated[Award, BeforeValidator(_marks), WithJsonSchema(AWARD_SCHEMA)]
"""A parameter that is an award: `from: 1` is one mark, `base: 60%` a share."""

InTable = Annotated[Award, BeforeValidator(in_table), WithJsonSchema(AWARD_SCHEMA)]
"""An award that stands in a row of others: a bare number between 0 and 1 is refused."""

Limit = Annotated[
    Award | None,
    BeforeValidator(lambda written: None if written in ("none", None) else _marks(written)),
    WithJsonSchema({"anyOf": [*AWARD_SCHEMA["anyOf"], {"const": "none"}]}),
]
"""The least or the most a scale gives; `none` where nothing limits it."""


_BEYOND: Final = Text(
    "带%的是占分值的比例，不带的是分数；确要超出时，放宽计分方法的 least、most，或在本指标写明 floor 或 ceiling",
    "with a percent sign it is a share, without it marks; to go beyond, widen the scale's least or most, or give the "
    "item a floor or ceiling",
)


def within(
    award: Award,
    path: tuple[str | int, ...],
    points: Fraction | None,
    least: Award | None = NOTHING,
    most: Award | None = FULL,
    hint: Text = _BEYOND,
) -> Iterator[Complaint]:
    """A complaint where an award lies outside its limits; marks cannot be compared before full marks are known."""
    worth, low, high = (_worth(one, points) for one in (award, least, most))
    if low is not None and high is not None and low > high:
        # The limits themselves are complained of.
        return
    if worth is None or not ((low is not None and worth < low) or (high is not None and worth > high)):
        return
    limits = Text("{low}至{high}", "{low} to {high}")
    if least is None or most is None:
        limits = Text("不低于{low}", "at least {low}") if least else Text("不高于{high}", "at most {high}")
    expected = limits.with_(low=least.sentence() if least else "", high=most.sentence() if most else "")
    yield Complaint(path, "award_out_of_range", str(award), expected, hint)


def limits(least: Award | None, most: Award | None, points: Fraction | None) -> Iterator[Complaint]:
    """A complaint where the least is more than the most."""
    low, high = _worth(least, points), _worth(most, points)
    if low is not None and high is not None and low > high:
        expected = Text("least 不大于 most", "least not above most")
        yield Complaint(("least",), "limits_reversed", f"{least} … {most}", expected, Text("两者对调", "swap them"))


def leaf_limits(leaf: Leaf) -> tuple[Award | None, Award | None]:
    """What a table's awards lie between: none and full marks, or what the leaf says of itself; None for no limit."""
    return _stated(leaf.floor, NOTHING), _stated(leaf.ceiling, FULL)


def _stated(limit: Fraction | str | None, usual: Award) -> Award | None:
    if limit is None:
        return usual
    return Award(marks=limit) if isinstance(limit, Fraction) else None


def _worth(award: Award | None, points: Fraction | None) -> Fraction | None:
    if award is None:
        return None
    known = points is not None and points > 0
    if award.share is not None:
        # Shares compare with each other, and with none, whatever the points.
        return award.share * points if points is not None and known else award.share
    return award.marks if known or not award.marks else None


def _percent(share: Fraction) -> str:
    said = write_as_read(share if isinstance(share, Percent) else Percent(share))
    return write_number(share) if "/" in said else said
