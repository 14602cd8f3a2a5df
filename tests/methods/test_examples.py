"""Every method's worked examples, which the reference prints, are what the engine comes to."""

from __future__ import annotations

from pathlib import Path

import pytest

from scoring.methods import registry
from scoring.rubric.example import Example
from scoring.rubric.method import Method
from tests.methods.worked import differences, findings, scored

ROOMS = {"evidence": registry().evidence, "scale": registry().scale, "combine": registry().combine}
METHODS = [method for room in ROOMS.values() for method in room.values()]
EXAMPLES = {
    f"{room}/{key}/{n}": example
    for room, methods in ROOMS.items()
    for key, method in methods.items()
    for n, example in enumerate(method.examples, 1)
}


@pytest.mark.parametrize("example", EXAMPLES.values(), ids=EXAMPLES)
def test_an_example_comes_to_the_marks_it_says(example: Example, tmp_path: Path) -> None:
    assert differences(example, scored(example, tmp_path)) == []


@pytest.mark.parametrize("example", EXAMPLES.values(), ids=EXAMPLES)
def test_an_examples_inputs_are_read_without_an_error(example: Example, tmp_path: Path) -> None:
    assert findings(scored(example, tmp_path)) == []


@pytest.mark.parametrize("method", METHODS, ids=lambda method: method.__name__)
def test_every_method_has_an_example(method: type[Method]) -> None:
    assert method.examples


@pytest.mark.parametrize("example", EXAMPLES.values(), ids=EXAMPLES)
def test_an_example_that_says_another_mark_is_found_out(example: Example, tmp_path: Path) -> None:
    who, marks = next(iter(example.marks.items()))
    said = next(iter(marks))
    wrong = {**example.marks, who: {**marks, said: "3.333"}}
    planted = Example(**{**vars(example), "marks": wrong})
    assert len(differences(planted, scored(planted, tmp_path))) == 1
