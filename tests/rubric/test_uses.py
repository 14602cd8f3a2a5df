"""Rubrics that use others: each file once, each with an id of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from scoring.errors import RubricError, Unprovable
from scoring.methods import registry
from scoring.rubric.assumptions import Reason, reasons
from scoring.rubric.load import load_rubric
from scoring.rubric.model import Rubric
from scoring.words import Text

SMALL = (Path(__file__).parent / "small.yaml").read_text(encoding="utf-8")


def write(folder: Path, file: str, id_: str, uses: Mapping[str, str]) -> Path:
    """The small rubric under another id, using the files named."""
    lines = "".join(f"  {name}: {{file: {of}, assumed: {{uses: 小例}}}}\n" for name, of in uses.items())
    text = SMALL.replace("id: small", f"id: {id_}").replace(
        "metrics:\n", f"uses:\n{lines}metrics:\n" if uses else "metrics:\n"
    )
    path = folder / file
    path.write_text(text, encoding="utf-8")
    return path


def problems(path: Path) -> list[tuple[str, str, str]]:
    with pytest.raises(RubricError) as raised:
        load_rubric(path, registry())
    return [(problem.path, problem.code, problem.found) for problem in raised.value.problems]


def test_two_files_used_with_one_id_are_refused(tmp_path: Path) -> None:
    write(tmp_path, "a.yaml", "same", {})
    write(tmp_path, "b.yaml", "same", {})
    top = write(tmp_path, "top.yaml", "top", {"a": "a.yaml", "b": "b.yaml"})
    assert problems(top) == [("uses.b.file", "duplicate_rubric", "same")]


def test_an_id_taken_further_down_is_refused_too(tmp_path: Path) -> None:
    write(tmp_path, "low.yaml", "top", {})
    write(tmp_path, "a.yaml", "a", {"low": "low.yaml"})
    top = write(tmp_path, "top.yaml", "top", {"a": "a.yaml"})
    assert problems(top) == [("uses.a.file", "duplicate_rubric", "top")]


def test_the_reason_to_use_another_is_among_the_reasons(tmp_path: Path) -> None:
    write(tmp_path, "a.yaml", "a", {})
    rubric = load_rubric(write(tmp_path, "top.yaml", "top", {"x": "a.yaml"}), registry())
    assert Reason("x", "uses", Text("小例")) in list(reasons(rubric))


def test_one_file_under_two_names_is_one_rubric(tmp_path: Path) -> None:
    write(tmp_path, "a.yaml", "a", {})
    rubric = load_rubric(write(tmp_path, "top.yaml", "top", {"x": "a.yaml", "y": "./a.yaml"}), registry())
    assert [one.id for one in rubric.family] == ["top", "a"]


def test_a_rubric_used_on_several_paths_is_loaded_and_proved_once(tmp_path: Path) -> None:
    proved: Counter[str] = Counter()

    def unprovable(rubric: Rubric) -> Iterator[Unprovable]:
        proved[rubric.id] += 1
        return iter(())

    write(tmp_path, "low.yaml", "low", {})
    write(tmp_path, "a.yaml", "a", {"low": "low.yaml"})
    write(tmp_path, "b.yaml", "b", {"low": "low.yaml"})
    top = write(tmp_path, "top.yaml", "top", {"a": "a.yaml", "b": "b.yaml", "low": "low.yaml"})
    rubric = load_rubric(top, registry(), unprovable)
    assert proved == {"low": 1, "a": 1, "b": 1, "top": 1}
    assert rubric.others["a"].others["low"] is rubric.others["low"]
