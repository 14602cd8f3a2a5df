"""The range a mean runs on, and what it makes of zeros: what geometric and harmonic means have in common."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field, WithJsonSchema, model_serializer, model_validator

from scoring.combine.method import Part
from scoring.errors import Undecided
from scoring.rubric.method import Complaint
from scoring.rubric.spreadsheet import literal
from scoring.rubric.values import Frozen, Number, write_number
from scoring.sql.exact import Ratio, choose_ratio
from scoring.words import Text


class Range(Frozen):
    """What a rate of nothing and a full one count as while the mean is taken: `[0, 1]` unless said."""

    WORDS: ClassVar[Text] = Text(
        "求平均时得分率0与满分各当作多少，求后映射回来",
        "what no marks and full marks count as in the mean, mapped back after",
    )

    bounds: tuple[Number, Number]

    @model_validator(mode="before")
    @classmethod
    def _listed(cls, written: Any) -> Any:
        return {"bounds": written} if isinstance(written, list | tuple) else written

    @model_serializer
    def _as_written(self) -> list[str]:
        return [write_number(bound) for bound in self.bounds]

    @property
    def ends(self) -> tuple[Fraction, Fraction]:
        """The two numbers."""
        return self.bounds

    @property
    def is_plain(self) -> bool:
        """Whether rates count as they are."""
        return self.bounds == (Fraction(0), Fraction(1))

    def sentence(self) -> Text:
        """The range in words, where it is not the usual one."""
        if self.is_plain:
            return Text("", "")
        low, high = map(write_number, self.ends)
        words = Text(
            "（得分率0当{a}、满分当{b}求平均，再映射回来）",
            " (on a range where none is {a} and full is {b}, mapped back)",
        )
        return words.with_(a=low, b=high)

    def cell(self, rate: str, zeros: Zeros | None) -> str:
        """A rate on the range, as a spreadsheet formula."""
        if zeros and zeros.lift is not None:
            rate = f"MAX({rate},{literal(zeros.lift)})"
        low, high = self.ends
        return rate if self.is_plain else f"({literal(low)}+({literal(high - low)})*{rate})"

    def back(self, mean: str) -> str:
        """A mean on the range as a rate, as a spreadsheet formula."""
        low, high = self.ends
        return mean if self.is_plain else f"({mean}-{literal(low)})/{literal(high - low)}"


class Zeros(Frozen):
    """What becomes of zeros: the mean is zero, there is none, or low rates are lifted to a share.

    `zero` is for a range that starts at 0 and rates that cannot be negative; `not_assessed` holds wherever a rate is
    zero or less on the range. A share lifts low rates, which on a range that falls are not those without a mean.
    """

    WORDS: ClassVar[Text] = Text(
        "得分率为0时：zero 平均为0（限 over 从0起），not_assessed 按未测评，或一个比例（低于它的按它计）",
        "where a rate is zero: zero (the mean is; where `over` starts at 0), not_assessed, or a share that lower rates "
        "are lifted to",
    )

    then: Literal["zero", "not_assessed"] | None = None
    lift: Number | None = Field(None, gt=0, le=1)

    @model_validator(mode="before")
    @classmethod
    def _bare(cls, written: Any) -> Any:
        if isinstance(written, str | int | float | Fraction):
            return {"then": written} if written in ("zero", "not_assessed") else {"lift": written}
        return written

    @model_serializer
    def _as_written(self) -> str:
        return self.then or write_number(self.lift or Fraction(0))

    def sentence(self, over: Range) -> Text:
        """The rule in words, for rates on a range."""
        if self.lift is not None:
            words = Text("，得分率低于{n}的按{n}计", ", rates below {n} taken as {n}")
            return words.with_(n=write_number(self.lift))
        if self.then == "zero":
            return Text("，有一项为0即为0", ", zero where any is")
        if over.ends[0]:
            return Text("，有一项当作0或更少即按未测评", ", not assessed where any counts as zero or less")
        return Text("，有一项为0即按未测评", ", not assessed where any is zero")


_NUMBER = {"type": ["number", "string"]}
Over = Annotated[Range, WithJsonSchema({"type": "array", "items": _NUMBER, "minItems": 2, "maxItems": 2})]
ZeroRule = Annotated[Zeros, WithJsonSchema(_NUMBER)]
"""The two as a rubric file writes them: a list of two numbers; `zero`, `not_assessed` or a share."""

FULL = Range(bounds=(Fraction(0), Fraction(1)))


def complaints(over: Range, zeros: Zeros | None) -> Iterator[Complaint]:
    """A range that is none, or runs through zero, where a mean of this kind has no meaning; a zero it does not have."""
    low, high = over.ends
    if low == high or min(low, high) < 0:
        yield Complaint(
            ("over",),
            "range",
            f"[{write_number(low)}, {write_number(high)}]",
            Text("两个不同的、不小于0的数", "two different numbers, neither below 0"),
            Text("如 [0, 1]、[10, 1]", "such as [0, 1] or [10, 1]"),
        )
    elif low and zeros is not None and zeros.then == "zero":
        yield Complaint(
            ("zeros",),
            "range",
            "zero",
            Text(
                "not_assessed 或一个比例：over 不从0起，得分率0不当作0",
                "not_assessed or a share: on a range that does not start at 0 a rate of 0 is not zero",
            ),
            Text("改写 zeros，或删去；要一项为0即为0，over 从0起", "write another, or none; or start the range at 0"),
        )


def least_of(part: Part, over: Range, zeros: Zeros | None) -> Fraction:
    """The least a child can count as on the range; a range that falls reaches it where the rate is highest."""
    low, high = over.ends
    rates = [Fraction(mark, 10**part.places) / part.points for mark in (part.marks.low, part.marks.high)]
    if zeros is not None and zeros.lift is not None:
        rates = [max(rate, zeros.lift) for rate in rates]
    return min(low + (high - low) * rate for rate in rates)


def lifted(rate: Ratio, zeros: Zeros | None) -> Ratio:
    """A rate, raised to the least the rubric lets it count as."""
    if zeros is None or zeros.lift is None:
        return rate
    least = Ratio.of(zeros.lift)
    return choose_ratio([(rate.compare("<", least), least), (rate.compare(">=", least), rate)], None)


_TOO_HIGH = Text(
    "下级得分率可高到使区间值为0或负，zeros 的比例只抬高低的得分率：写 zeros: not_assessed，给下级写 ceiling，或改 "
    "over 的区间",
    "a child's rate could be so high that it is zero or negative on the range, and a share for zeros lifts low rates "
    "only: write zeros: not_assessed, give the children a ceiling, or another range",
)
_ZERO = Text(
    "下级得分率可能为0：写 zeros: zero、zeros: not_assessed，或一个比例如 zeros: 1%；也可给下级写 floor，使其大于0",
    "a child's rate could be zero: write zeros: zero, zeros: not_assessed, or a share such as zeros: 1%; or give the "
    "children a floor above 0",
)
_NEGATIVE = Text(
    "下级得分率可能为负，zeros: zero 只管为0的：写 zeros: not_assessed，或一个比例如 zeros: 1%；也可给下级写{floor}",
    "a child's rate could be negative, and zeros: zero is for rates of zero: write zeros: not_assessed, or a share "
    "such as zeros: 1%; or give the children {floor}",
)


_FLOOR = Text(" floor: 0", "floor: 0")
_FLOOR_AND_ZERO = Text(" floor: 0，并写 zeros: zero", "floor: 0, with zeros: zero")


def undefined(parts: Sequence[Part], over: Range, zeros: Zeros | None) -> str:
    """SQL for where a rate leaves no mean.

    Raises:
        Undecided: a rate could be zero or less on the range, and the rubric does not say what then.
    """
    least = {n: least_of(part, over, zeros) for n, part in enumerate(parts)}
    doubtful = [part for n, part in enumerate(parts) if least[n] <= 0]
    if not doubtful:
        return ""
    low, high = over.ends
    then = zeros.then if zeros is not None else None
    if high < low and then != "not_assessed":
        raise Undecided(_TOO_HIGH)
    if then is None:
        below = _NEGATIVE.with_(floor=_FLOOR if low else _FLOOR_AND_ZERO)
        raise Undecided(_ZERO if not low and min(least.values()) == 0 else below)
    if then == "zero":
        if min(least.values()) < 0:
            raise Undecided(_NEGATIVE.with_(floor=_FLOOR))
        return ""
    at = Ratio.of(-low / (high - low))
    sign = "<=" if high > low else ">="
    return " OR ".join(f"coalesce({part.rate.compare(sign, at)}, FALSE)" for part in doubtful)
