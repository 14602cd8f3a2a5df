"""The published JSON Schema agrees with what loads."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from scoring.methods import registry
from scoring.rubric.document import read
from scoring.rubric.grammar import grammar
from scoring.rubric.schema import schema

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def published() -> dict[str, Any]:
    methods = registry()
    return schema(grammar(methods.evidence, methods.scale, methods.combine, methods.transform))


def parts(part: Any) -> Iterator[dict[str, Any]]:
    if isinstance(part, dict):
        yield part
    for inner in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
        yield from parts(inner)


def errors(published: dict[str, Any], path: Path) -> list[str]:
    validator = pytest.importorskip("jsonschema").Draft202012Validator(published)
    # As an editor sees it: whole numbers where the schema wants them, everything else as its text.
    content = json.loads(json.dumps(read(path).content), parse_int=int)
    content["rank"]["digits"] = int(content["rank"]["digits"])
    return [f"{list(error.absolute_path)}: {error.message}" for error in validator.iter_errors(content)]


def test_every_reference_leads_somewhere(published: dict[str, Any]) -> None:
    references = {part["$ref"] for part in parts(published) if isinstance(part.get("$ref"), str)}
    assert references
    assert {reference.removeprefix("#/$defs/") for reference in references} <= published["$defs"].keys()


def test_every_method_is_a_key_with_its_words(published: dict[str, Any]) -> None:
    leaf = published["$defs"]["Leaf"]["properties"]
    methods = registry()
    for key, method in {**methods.evidence, **methods.scale}.items():
        assert method.title.zh in leaf[key]["title"]
        assert method.summary.en in leaf[key]["description"]


def test_nothing_may_be_null_since_a_rubric_has_no_empty_values(published: dict[str, Any]) -> None:
    assert all(part.get("type") != "null" for part in parts(published))


def test_a_rubric_that_loads_fits_the_schema(published: dict[str, Any]) -> None:
    assert errors(published, HERE / "small.yaml") == []


@pytest.mark.parametrize(
    "name", ["unknown_key", "unknown_parameter", "missing_key", "no_evidence", "two_scales", "not_a_number", "bad_code"]
)
def test_a_slip_of_shape_is_seen_by_an_editor_too(published: dict[str, Any], name: str) -> None:
    path = HERE / "broken" / f"{name}.yaml"
    if name == "missing_key":
        content = read(path).content
        assert content is not None
        assert set(published["$defs"]["Rank"]["required"]) - set(content["rank"]) == {"digits"}
    else:
        assert errors(published, path)
