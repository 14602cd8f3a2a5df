"""Values as a rubric file writes them: read as text, turned exactly into fractions, texts and dates."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from fractions import Fraction
from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import PydanticCustomError

from scoring.rubric.computed import FUNCTIONS, Computed, NoSuchNumberError, compute
from scoring.words import Text

_DECIMAL = r"[-+]?\d{1,18}(?:\.\d{1,18})?"
_NUMBER = re.compile(rf"(?P<top>{_DECIMAL})\s*(?:(?P<percent>%)|[/:]\s*(?P<bottom>{_DECIMAL}))?")
_OF = _NUMBER.pattern.replace("?P<", "?P<of_")
_COMPUTED = re.compile(rf"(?P<function>{'|'.join(FUNCTIONS)})\(\s*(?P<of>{_OF})\s*\)")
NUMBER_PATTERN = "^(?:{})$".format(re.sub("[?]P<[a-z_]+>", "?:", f"{_NUMBER.pattern}|{_COMPUTED.pattern}"))
_EXISTING = Text("存在的数", "a number that there is")
_OVER_ZERO = Text("不能除以0", "nothing is divided by 0")


class Percent(Fraction):
    """A number the file writes in percent: the same number, remembered so that it is said as it was written."""

    __slots__ = ()


def read_number(written: Any) -> Fraction:
    """An exact number: `0.5`, `95%`, `1/3` or `1:20` (a ratio, never a time of day); or one computed, as `ln(100)`.

    Raises:
        NoSuchNumberError: a ratio over zero, or a root or logarithm that does not exist.
        ValueError: anything else.

    >>> read_number("1:20"), read_number("95%"), write_number(read_number("ln(100)"))
    (Fraction(1, 20), Percent(19, 20), '4.605170185988')
    """
    if computed := _COMPUTED.fullmatch(str(written).strip()):
        return compute(computed["function"], read_number(computed["of"]), str(written).strip())
    match = _NUMBER.fullmatch(str(written).strip())
    if not match:
        raise ValueError(f"not a number: {written}")
    if match["bottom"] is not None and Fraction(match["bottom"]) == 0:
        raise NoSuchNumberError(str(written), _OVER_ZERO)
    if match["percent"]:
        return Percent(Fraction(match["top"]) / 100)
    return Fraction(match["top"]) / Fraction(match["bottom"] or 1)


def write_number(number: Fraction) -> str:
    """The shortest exact way to write a fraction: as a decimal where it ends, else as `a/b`.

    >>> write_number(Fraction(19, 20)), write_number(Fraction(1, 3))
    ('0.95', '1/3')
    """
    rest = number.denominator
    twos = fives = 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    if rest != 1:
        return f"{number.numerator}/{number.denominator}"
    places = max(twos, fives)
    digits = str(abs(number.numerator) * 10**places // number.denominator).rjust(places + 1, "0")
    sign = "-" if number < 0 else ""
    return sign + (f"{digits[:-places]}.{digits[-places:]}" if places else digits)


def write_share(number: Fraction) -> str:
    """A share as a percentage where it is one, else as a plain number.

    >>> write_share(Fraction(19, 20)), write_share(Fraction(3))
    ('95%', '3')
    """
    return f"{write_number(number * 100)}%" if 0 < number <= 1 else write_number(number)


def write_as_read(number: Fraction) -> str:
    """A number as the file wrote it, in percent or computed: a target of 1 person is not one of 100%.

    >>> [write_as_read(read_number(written)) for written in ("100%", "1", "ln(100)")]
    ['100%', '1', 'ln(100)']
    """
    if isinstance(number, Computed):
        return number.written
    return f"{write_number(number * 100)}%" if isinstance(number, Percent) else write_number(number)


def number_written(written: Any) -> Fraction:
    """The number a file writes.

    Raises:
        PydanticCustomError: it is none, with the reason where it is written as one that there is not.
    """
    if isinstance(written, Fraction):
        return written
    try:
        return read_number(written)
    except NoSuchNumberError as fault:
        raise no_such_number(fault) from None
    except ValueError:
        raise PydanticCustomError("number", "not a number") from None


def no_such_number(fault: NoSuchNumberError) -> PydanticCustomError:
    """What a validator raises where a number is written that there is not."""
    return PydanticCustomError("no_such_number", "{expected}", {"expected": _EXISTING, "hint": fault.why})


def _text(written: Any) -> Text:
    if isinstance(written, Text):
        return written
    if isinstance(written, str) and written.strip():
        return Text(written.strip())
    if isinstance(written, Mapping) and set(written) <= {"zh", "en"} and written.get("zh"):
        return Text(str(written["zh"]).strip(), str(written.get("en", "")).strip())
    raise PydanticCustomError("words", "not a text or a {zh, en} pair")


def one_or_many(written: Any) -> Any:
    """A single text as a list of one."""
    return [written] if isinstance(written, str) else written


Number = Annotated[
    Fraction,
    BeforeValidator(number_written),
    PlainSerializer(write_number, return_type=str),
    WithJsonSchema({"anyOf": [{"type": "number"}, {"type": "string", "pattern": NUMBER_PATTERN}]}),
]
Words = Annotated[
    Text,
    BeforeValidator(_text),
    PlainSerializer(lambda text: {"zh": text.zh, "en": text.en} if text.en else text.zh),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string"},
                {
                    "type": "object",
                    "properties": {"zh": {"type": "string"}, "en": {"type": "string"}},
                    "required": ["zh"],
                    "additionalProperties": False,
                },
            ]
        }
    ),
]


def _day(written: Any) -> Any:
    if isinstance(written, dt.date):
        return written
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", str(written)):
        raise PydanticCustomError("date_written", "not a date such as 2023-12-31")
    return written


Day = Annotated[dt.date, BeforeValidator(_day, json_schema_input_type=dt.date)]
Names = Annotated[tuple[str, ...], BeforeValidator(one_or_many, json_schema_input_type=str | tuple[str, ...])]

Policy = Literal["zero", "rescale", "block"]
State = Literal["missing", "not_applicable", "not_assessed"]
Role = Literal["scored", "bonus", "penalty", "tie_break", "shown"]
Way = Literal["half_up", "up", "down"]
Code = Annotated[str, Field(min_length=1, max_length=60, pattern=r"^[^\[\]:'\"@\s]+$")]
Identifier = Annotated[str, Field(max_length=60, pattern=r"^[^\W\d]\w*$")]
SLUG = r"[a-z0-9][a-z0-9-]*"
"""The id of a rubric, and the name under `uses` that another's formulas call it by."""
Slug = Annotated[str, Field(max_length=60, pattern=f"^{SLUG}$")]
Assumptions = dict[str, Words]


class Frozen(BaseModel):
    """A part of a rubric: unchangeable once loaded, and refusing keys it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True, populate_by_name=True)


def _formula(written: Any) -> Any:
    return str(written) if isinstance(written, int | float) else written


Formula = Annotated[str, BeforeValidator(_formula, json_schema_input_type=float | str)]
"""A formula; a bare number is one too."""


class Fill(Frozen):
    """A gap filled with what others have: the mean of a group, of its values before any scale or of its marks.

    `among` is `all` or a roster column. The state stays what it was, so that what is filled shows as filled.
    """

    fill: Literal["mean"]
    among: str
    at: Literal["value", "score"]


class Rounding(Frozen):
    """What marks are rounded to and which way; `points_at_least` limits it to items worth so many points.

    `to: none` keeps the working unit of 10^-9 marks. Ways: `half_up` (halves away from zero), `up` (away from zero,
    进一法), `down` (toward zero, 去尾法).
    """

    points_at_least: Number | None = None
    to: Number | None = None
    way: Way = "half_up"

    @model_validator(mode="before")
    @classmethod
    def _none(cls, written: Any) -> Any:
        if isinstance(written, Mapping) and written.get("to") == "none":
            return {**written, "to": None}
        return written


def _roundings(written: Any) -> Any:
    """A step alone, `none`, one mapping, or a list of them."""
    if isinstance(written, Rounding):
        return (written,)
    if isinstance(written, str | int | float | Fraction):
        return ({"to": None if written == "none" else written},)
    return (written,) if isinstance(written, Mapping) else written


Policies = Policy | Fill
Roundings = Annotated[
    tuple[Rounding, ...],
    BeforeValidator(_roundings, json_schema_input_type=float | str | Rounding | tuple[Rounding, ...]),
    Field(min_length=1),
]
"""The first that the item's points reach holds; where none does, the working unit of 10^-9 marks."""


def rounding_for(roundings: tuple[Rounding, ...] | None, points: Fraction) -> Rounding:
    """What holds for an item of so many points.

    >>> rounding_for((Rounding(points_at_least=Fraction(10), to=Fraction(1)),), Fraction(5)).to is None
    True
    """
    for rounding in roundings or ():
        if rounding.points_at_least is None or points >= rounding.points_at_least:
            return rounding
    return Rounding()


def _limit(written: Any) -> Any:
    return written if written == "none" else number_written(written)


Limit = Annotated[
    Fraction | Literal["none"],
    BeforeValidator(_limit, json_schema_input_type=float | str),
    PlainSerializer(lambda limit: limit if limit == "none" else write_number(limit), return_type=str),
]
"""The least or the most a mark may be; `none` where there is no such limit."""
