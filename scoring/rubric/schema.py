"""The rubric's JSON Schema, so that an editor completes keys and underlines slips while a rubric is being written."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError

from scoring.rubric.grammar import method_keys
from scoring.rubric.method import Method
from scoring.rubric.model import Leaf, Rubric
from scoring.rubric.validation import unfold

_OTHER = r"\s\[\](){}:;'\",.+*/<>=!%&|-"
_NAME = f"^[^0-9{_OTHER}][^{_OTHER}]*$"
"""Letters of any script: outside Python `\\w` means ASCII, which would refuse Chinese names."""

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema(rubric: type[Rubric]) -> dict[str, Any]:
    """The JSON Schema (2020-12) of rubric files.

    It says what a file may look like; what only the whole rubric shows (sums, references, cycles) `load_rubric` says.

    Args:
        rubric: a class made by `grammar`, whose methods become keys of a leaf.
    """
    written = _plain(rubric.model_json_schema(by_alias=True, mode="validation"))
    for ours in ("file", "sha256", "others"):
        written["properties"].pop(ours, None)
    definitions = written["$defs"]
    leaf = _leaf_class(rubric)
    _finish_leaf(leaf, definitions)
    # Told apart by their first key, so that an editor's complaint is about the one that was meant.
    child = {"if": {"required": ["node"]}, "then": _reference("Node"), "else": _reference(leaf.__name__)}
    definitions["Node"]["properties"]["children"]["items"] = child
    return {"$schema": DIALECT, **written, "title": "测评体系 · rubric"}


def _plain(part: Any) -> Any:
    """Without nulls, which a rubric never writes, and with names as every regular expression engine knows them."""
    if isinstance(part, list):
        return [_plain(one) for one in part if one != {"type": "null"}]
    if not isinstance(part, dict):
        return part
    kept = {
        key: _plain(value)
        for key, value in part.items()
        if not (key == "default" and (not value or isinstance(value, dict)))
    }
    if kept.get("pattern") == r"^[^\W\d]\w*$":
        kept["pattern"] = _NAME
    choices = kept.get("anyOf")
    if isinstance(choices, list) and len(choices) == 1:
        kept = {**{key: value for key, value in kept.items() if key != "anyOf"}, **choices[0]}
    return kept


def _leaf_class(rubric: type[Rubric]) -> type[Leaf]:
    node: Any = rubric.model_fields["tree"].annotation
    kinds = unfold(node.model_fields["children"].annotation.__args__[0])
    return next(kind for kind in kinds if isinstance(kind, type) and issubclass(kind, Leaf))


def _reference(name: str) -> dict[str, Any]:
    return {"$ref": f"#/$defs/{name}"}


def _finish_leaf(leaf: type[Leaf], definitions: dict[str, Any]) -> None:
    evidence, scale = method_keys(leaf)
    properties = definitions[leaf.__name__]["properties"]
    for key, method in {**evidence, **scale}.items():
        shape = _reference(method.__name__)
        if takes_text(method):
            shape = {"anyOf": [shape, {"type": "string"}]}
        elif takes_list(method):
            shape = {"type": "array", "items": {"type": "object"}, "minItems": 1}
        properties[key] = {
            **shape,
            "title": f"{method.title.zh} · {method.title.en}",
            "description": f"{method.summary.zh} · {method.summary.en}",
        }
    definitions[leaf.__name__]["oneOf"] = [{"required": [key]} for key in evidence]
    definitions[leaf.__name__]["not"] = {
        "anyOf": [{"required": [one, other]} for one in scale for other in scale if one < other]
    }


def takes_text(method: type[Method]) -> bool:
    """Whether a bare text may stand for all the method's parameters, as in `value: met / registered`."""
    return _takes(method, "x")


def takes_list(method: type[Method]) -> bool:
    """Whether a list stands for all the method's parameters, as in `cases: [...]`."""
    return _takes(method, [])


def _takes(method: type[Method], bare: object) -> bool:
    try:
        method.model_validate(bare)
    except ValidationError as fault:
        return all(error["loc"] for error in fault.errors())
    return True
