from __future__ import annotations

import importlib
from pathlib import Path

import pytest

from scoring import methods
from scoring.rubric.method import Method

ROOT = Path(__file__).parents[2]
ROOMS = tuple(room.key for room in methods.ROOMS)
FILES = [path for room in ROOMS for path in sorted((ROOT / "scoring" / room).glob("*.py"))]


def methods_in(file: Path) -> list[type[Method]]:
    name = ".".join(file.relative_to(ROOT).with_suffix("").parts)
    defined = vars(importlib.import_module(name)).values()
    return [
        thing
        for thing in defined
        if isinstance(thing, type) and issubclass(thing, Method) and thing.__module__ == name and hasattr(thing, "key")
    ]


METHODS = [method for file in FILES for method in methods_in(file)]


@pytest.mark.parametrize("room", ROOMS)
def test_every_room_has_methods(room: str) -> None:
    assert any(method.__module__.startswith(f"scoring.{room}.") for method in METHODS)


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_a_file_holds_one_method_at_most(file: Path) -> None:
    assert len(methods_in(file)) <= 1


@pytest.mark.parametrize("method", METHODS, ids=lambda method: method.__name__)
class TestMethod:
    def test_its_file_bears_its_key(self, method: type[Method]) -> None:
        assert method.__module__.rsplit(".", 1)[1] == method.key

    def test_its_title_and_summary_are_in_both_languages(self, method: type[Method]) -> None:
        for text in (method.title, method.summary):
            assert text.zh
            assert text.en

    def test_it_says_its_rule_in_a_sentence(self, method: type[Method]) -> None:
        assert method.sentence is not Method.sentence

    def test_it_says_where_its_rule_comes_from_in_both_languages(self, method: type[Method]) -> None:
        assert method.source.zh
        assert method.source.en

    def test_each_parameter_is_explained_in_both_languages(self, method: type[Method]) -> None:
        assert set(method.parameters) == {field.alias or name for name, field in method.model_fields.items()}
        assert all(words.zh and words.en for words in method.parameters.values())
