"""A part of a rubric with one thing in it changed, for every thing in it: what is told must tell them apart."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any, get_args

from pydantic.fields import FieldInfo

from scoring.rubric.expression import (
    Among,
    Call,
    Constant,
    Earlier,
    History,
    Name,
    Negative,
    Operation,
    Reference,
    Within,
)
from scoring.rubric.formula import FormulaError, parse
from scoring.rubric.method import Method
from scoring.rubric.values import Frozen, Percent
from scoring.words import Text

Path = tuple[str, ...]
_NUMBERS = (Among, Call, Constant, Earlier, History, Negative, Operation, Reference, Within)


def variants(part: Any, *, methods: bool = False) -> Iterator[tuple[Path, Any]]:
    """Every variant that differs in one place, with the path to it; into methods only where asked to."""
    match part:
        case Method() if not methods:
            return
        case Frozen():
            for name, field in type(part).model_fields.items():
                value = getattr(part, name)
                if value != field.get_default(call_default_factory=True, validated_data={}):
                    for path, other in _others(value, field, methods=methods):
                        yield (type(part).__name__, name, *path), part.model_copy(update={name: other})
        case Mapping():
            for key, value in part.items():
                for path, other in variants(value, methods=methods):
                    yield (str(key), *path), {**part, key: other}
        case tuple():
            for n, value in enumerate(part):
                for path, other in variants(value, methods=methods):
                    yield (str(n), *path), (*part[:n], other, *part[n + 1 :])


def _others(value: Any, field: FieldInfo, *, methods: bool) -> Iterator[tuple[Path, Any]]:
    if isinstance(value, str) and _choices(field.annotation) == [value]:
        return
    inside = list(variants(value, methods=methods))
    yield from inside
    if not inside and not isinstance(value, Frozen) and not any(isinstance(one, Frozen) for one in _items(value)):
        yield (), another(value, field)
    elif isinstance(value, Mapping | tuple) and len(value) > 1:
        yield ("last",), dict(list(value.items())[:-1]) if isinstance(value, Mapping) else value[:-1]


def _items(value: Any) -> tuple[Any, ...]:
    return value if isinstance(value, tuple) else ()


def another(value: Any, field: FieldInfo | None = None) -> Any:
    """A value of the same kind that is not the same."""
    match value:
        case bool():
            return not value
        case Text():
            return Text(f"{value.zh}改", f"{value.en} changed")
        case Percent():
            return Percent(value + Fraction(1, 100))
        case Fraction() | int():
            return value + 1
        case dt.date():
            return value + dt.timedelta(days=1)
        case str():
            return _another_text(value, field)
        case tuple():
            return (*value[:-1], another(value[-1])) if value else value
        case Mapping():
            last = list(value)[-1]
            return {**value, last: another(value[last])}
    raise TypeError(value)


def _another_text(value: str, field: FieldInfo | None) -> str:
    choices = [one for one in _choices(field.annotation if field else None) if one != value]
    if choices:
        return choices[0]
    try:
        expression = parse(value)
    except FormulaError:
        return f"{value}改"
    if isinstance(expression, Name):
        return f"{value}改"
    return f"({value}) + 1" if isinstance(expression, _NUMBERS) else f"not ({value})"


def _choices(annotation: Any) -> list[str]:
    """The words a field may hold, where it is one of a few."""
    found: list[str] = []
    for one in get_args(annotation):
        found += [one] if isinstance(one, str) else _choices(one)
    return found
