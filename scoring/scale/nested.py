"""A scale inside another: what a band, a tier or a case may give beside an award or a state.

The scales there are, are found by looking at this package, as the grammar of leaves finds them: one added here may be
nested without being named anywhere.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Mapping
from functools import cache
from typing import Annotated, Any, Final, TypeVar

from pydantic import BeforeValidator, SerializeAsAny, ValidationError, WithJsonSchema
from pydantic_core import InitErrorDetails, PydanticCustomError

import scoring.scale
from scoring.rubric.method import refused
from scoring.scale.award import AWARD_SCHEMA, Award, in_table
from scoring.scale.gives import Stated
from scoring.scale.method import Scale
from scoring.words import Text

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


@cache
def scales() -> Mapping[str, type[Scale]]:
    """Every scale of this package by its key."""
    found: dict[str, type[Scale]] = {}
    for module in pkgutil.iter_modules(scoring.scale.__path__):
        members = inspect.getmembers(importlib.import_module(f"scoring.scale.{module.name}"), inspect.isclass)
        found |= {kind.key: kind for _, kind in members if issubclass(kind, Scale) and hasattr(kind, "key")}
    return dict(sorted(found.items()))


def read_scale(written: Any) -> Any:
    """The one scale a mapping names.

    Raises:
        ValidationError: none or several are named, or what is said of it does not fit, each at its place.
        PydanticCustomError: it is no mapping at all.
    """
    if isinstance(written, Scale):
        return written
    if not isinstance(written, Mapping):
        raise _NOTHING_GIVEN
    known = [key for key in written if key in scales()]
    wrong = [_unknown(key) for key in written if key not in scales()]
    if len(known) > 1 or not (known or wrong):
        context = {"found": known, "choices": tuple(scales())}
        wrong.append(_at((), PydanticCustomError("one_scale", "exactly one is needed", context), written))
    for key in known:
        try:
            made = scales()[key].model_validate(written[key])
        except ValidationError as fault:
            wrong += within((key,), fault, scales()[key])
        else:
            if not wrong:
                return made
    raise ValidationError.from_exception_data("Scale", wrong)


def read_gives(written: Any) -> Any:
    """An award, a state or a scale, as an entry of a table has it.

    Raises:
        ValidationError: whatever is wrong with it, each fault at its place.
        PydanticCustomError: it is none of the three, or several at once.
    """
    if isinstance(written, Award | Stated | Scale):
        return written
    # `{share: 1/3}` is an award, `{share: {}}` the scale of that name.
    if not isinstance(written, Mapping) or (set(written) <= {"share", "marks"} and written.get("share") != {}):
        return in_table(written)
    if len(written) > 1 and set(written) & {"state", "marks"}:
        raise _SEVERAL_GIVEN
    return Stated.model_validate(written) if set(written) == {"state"} else read_scale(written)


def table(
    written: Any, key: Callable[[Any], _Key], value: Callable[[Any], _Value]
) -> tuple[tuple[_Key, _Value], ...] | Any:
    """The entries of a mapping in the file's order, each read; a table already read is left as it is.

    Raises:
        ValidationError: whatever is wrong with the entries, each at its place.
        PydanticCustomError: it is no mapping.
    """
    if isinstance(written, tuple):
        return written
    if not isinstance(written, Mapping):
        raise _NO_TABLE
    found: list[tuple[_Key, _Value]] = []
    wrong: list[InitErrorDetails] = []
    for name, entry in written.items():
        try:
            read = key(name)
        except PydanticCustomError as fault:
            wrong.append(_at((str(name), "[key]"), fault, name))
            continue
        try:
            found.append((read, value(entry)))
        except PydanticCustomError as fault:
            wrong.append(_at((str(name),), fault, entry))
        except ValidationError as fault:
            wrong += within((str(name),), fault)
    if wrong:
        raise ValidationError.from_exception_data("table", wrong)
    return tuple(found)


def row(written: Any, value: Callable[[Any], _Value]) -> tuple[_Value, ...]:
    """The entries of a list, each read.

    Raises:
        ValidationError: whatever is wrong with the entries, each at its place.
        PydanticCustomError: it is no list.
    """
    if not isinstance(written, list | tuple):
        raise _NO_ROW
    found: list[_Value] = []
    wrong: list[InitErrorDetails] = []
    for n, entry in enumerate(written):
        try:
            found.append(value(entry))
        except PydanticCustomError as fault:
            wrong.append(_at((n,), fault, entry))
        except ValidationError as fault:
            wrong += within((n,), fault)
    if wrong:
        raise ValidationError.from_exception_data("row", wrong)
    return tuple(found)


def within(
    place: tuple[str | int, ...], fault: ValidationError, made: type[Scale] | None = None
) -> list[InitErrorDetails]:
    """The errors of a part, at their places in the whole; with what may or must stand in the scale it was to be."""
    errors = []
    for error in fault.errors():
        # Made anew as a custom error, since an error's own type cannot be built from its name alone.
        context: dict[str, Any] = {**error.get("ctx", {}), "said": error["msg"]}
        if made is not None and len(error["loc"]) == 1:
            context |= _wanted(made, error["type"], str(error["loc"][0]))
        kind = PydanticCustomError(error["type"], "{said}", context)
        errors.append(_at((*place, *error["loc"]), kind, error["input"]))
    return errors


def _wanted(made: type[Scale], kind: str, key: str) -> dict[str, Any]:
    if kind == "extra_forbidden":
        return {"choices": tuple(field.alias or name for name, field in made.model_fields.items())}
    return {"what": made.parameters[key]} if kind == "missing" and key in made.parameters else {}


def _unknown(key: Any) -> InitErrorDetails:
    context = {"choices": (*scales(), "state", "share", "marks")}
    return _at((str(key),), PydanticCustomError("extra_forbidden", "unknown", context), key)


def _at(place: tuple[str | int, ...], kind: PydanticCustomError, found: Any) -> InitErrorDetails:
    return InitErrorDetails(type=kind, loc=place, input=found)


_NO_TABLE = refused(
    "not_a_mapping",
    Text("若干“界限或数值: 得分”", "a mapping of bounds or values, each with its award"),
    Text("如 {90: 100%, 60: 50%}", "such as {90: 100%, 60: 50%}"),
)
_SEVERAL_GIVEN = refused(
    "several_given",
    Text("一个得分、一种状态或一种计分方法", "one award, one state or one scale"),
    Text("只留一个", "keep one"),
)
_NO_ROW = refused(
    "not_a_list",
    Text("若干得分的列表", "a list of awards"),
    Text("每列一个，最后一个归其余，如 [100%, 80%, 0]", "one a column, the last for the rest: [100%, 80%, 0]"),
)
_NOTHING_GIVEN = refused(
    "one_scale",
    Text("一种计分方法", "a scale"),
    Text("如 {proportional: {target: 95%}}", "for instance {proportional: {target: 95%}}"),
)

Nested = Annotated[SerializeAsAny[Scale], BeforeValidator(read_scale), WithJsonSchema({"type": "object"})]
"""Exactly one scale, as a mapping of its key."""

GIVEN_SCHEMA: Final[dict[str, Any]] = {"anyOf": [*AWARD_SCHEMA["anyOf"], {"type": "object"}]}
Given = Annotated[Award | Stated | SerializeAsAny[Scale], BeforeValidator(read_gives), WithJsonSchema(GIVEN_SCHEMA)]
"""What one entry of a table gives: `80%`, `4`, `{marks: 0.5}`, `{state: not_applicable}`, or another scale."""
