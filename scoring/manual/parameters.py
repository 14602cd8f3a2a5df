"""A method's parameters as a reader needs them: what may be written, what holds where nothing is, what it says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from pydantic.fields import FieldInfo

from scoring.rubric.method import Method
from scoring.rubric.values import NUMBER_PATTERN, write_number
from scoring.words import Text

_NUMBER = Text("数", "a number")
_WORDS = Text("文字", "a text")
_SIMPLE = {
    "boolean": Text("true 或 false", "true or false"),
    "integer": Text("整数", "a whole number"),
    "number": _NUMBER,
    "string": _WORDS,
}
_LIST = Text("{of}，可列多个", "{of}, or a list of them")
_MANY = Text("若干个：{of}", "a list, each {of}")
_EACH = Text("{{名称: …}}，各为{of}", "{{name: …}}, each {of}")
_TARGET = Text("数；或按层级等分列 {{by: …}}", "a number, or one for each: {{by: …}}")
_FORMULA = Text("；或算式", ", or a formula")
_KEYS = Text("`{{{keys}}}`", "`{{{keys}}}`")


@dataclass(frozen=True)
class Parameter:
    """One parameter. `default` is what holds where it is not written; None where it must be."""

    name: str
    kind: Text
    default: str | None
    says: Text


def parameters(method: type[Method]) -> list[Parameter]:
    """The parameters in the order the file declares them."""
    schema = method.model_json_schema(by_alias=True, mode="validation")
    definitions = schema.get("$defs", {})
    found = []
    for name, field in method.model_fields.items():
        written = field.alias or name
        kind = _kind(schema["properties"][written], definitions)
        says = method.parameters.get(written, Text(""))
        found.append(Parameter(written, kind, _default(field), says))
    return found


def _default(field: FieldInfo) -> str | None:
    if field.is_required():
        return None
    value = field.get_default(call_default_factory=True, validated_data={})
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Fraction):
        return write_number(value)
    return str(value) if isinstance(value, (str, int)) else ""


def _kind(part: Mapping[str, Any], definitions: Mapping[str, Any]) -> Text:
    """What may be written, from the JSON Schema that also serves editors."""
    if "$ref" in part:
        return _kind(definitions[part["$ref"].rsplit("/", 1)[1]], definitions)
    if "anyOf" in part:
        return _any(part["anyOf"], definitions)
    if "enum" in part or "const" in part:
        return _or([Text(f"`{one}`", f"`{one}`") for one in part.get("enum", [part.get("const")])])
    kind = part.get("type")
    if kind == "array":
        return _MANY.with_(of=_kind(part.get("items", {"type": "string"}), definitions))
    if kind == "object":
        return _object(part, definitions)
    if isinstance(kind, list):
        return _NUMBER if "number" in kind else _WORDS
    return _NUMBER if part.get("pattern") == NUMBER_PATTERN else _SIMPLE.get(str(kind), _WORDS)


def _any(choices: list[Mapping[str, Any]], definitions: Mapping[str, Any]) -> Text:
    kept = [one for one in choices if one.get("type") != "null"]
    if any("by" in one.get("properties", {}) for one in kept):
        free = any(one.get("type") == "string" and "pattern" not in one for one in kept)
        return Text(_TARGET.zh + _FORMULA.zh * free, _TARGET.en + _FORMULA.en * free).with_()
    if any({"zh", "en"} <= set(one.get("properties", {})) for one in kept):
        return _WORDS
    arrays = [one for one in kept if one.get("type") == "array"]
    if len(kept) == 2 and len(arrays) == 1:
        single = next(one for one in kept if one is not arrays[0])
        return _LIST.with_(of=_kind(single, definitions))
    return _or([_kind(one, definitions) for one in kept])


def _object(part: Mapping[str, Any], definitions: Mapping[str, Any]) -> Text:
    inner = next(iter(part.get("patternProperties", {}).values()), part.get("additionalProperties"))
    if isinstance(inner, Mapping):
        return _EACH.with_(of=_kind(inner, definitions))
    keys = ", ".join(f"{key}: …" for key in part.get("properties", {}))
    return _KEYS.with_(keys=keys)


def _or(kinds: list[Text]) -> Text:
    kept = list(dict.fromkeys(kinds))
    return Text(" 或 ".join(kind.zh for kind in kept), " or ".join(kind.en for kind in kept))
