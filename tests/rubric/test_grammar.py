"""The classes made from the methods there are."""

from __future__ import annotations

from typing import ClassVar

import pytest
from pydantic import ValidationError

from scoring.methods import registry
from scoring.rubric.grammar import grammar
from scoring.rubric.method import Combining, Method
from scoring.rubric.model import Rubric
from scoring.words import Text


class Measured(Method):
    """Evidence made up for this test."""

    key: ClassVar[str] = "measured"
    title: ClassVar[Text] = Text("量取")
    summary: ClassVar[Text] = Text("量取")

    of: str


class Share(Method):
    """A scale made up for this test."""

    key: ClassVar[str] = "share"
    title: ClassVar[Text] = Text("按率")
    summary: ClassVar[Text] = Text("按率")


class Mean(Combining):
    """A combination made up for this test."""

    key: ClassVar[str] = "mean"
    title: ClassVar[Text] = Text("平均")
    summary: ClassVar[Text] = Text("平均")


@pytest.fixture
def made() -> type[Rubric]:
    return grammar({"measured": Measured}, {"share": Share}, {"mean": Mean})


def rubric(*children: object) -> dict[str, object]:
    return {
        "rubric": {"id": "x", "title": "x", "version": "1", "source": {"title": "x"}},
        "population": {"levels": {}},
        "periods": [],
        "rank": {"of": "T", "digits": "1"},
        "tree": {"node": "T", "title": "x", "children": list(children)},
    }


def test_a_method_added_to_the_registry_is_a_key_of_a_leaf(made: type[Rubric]) -> None:
    loaded = made.model_validate(rubric({"leaf": "A", "title": "a", "measured": {"of": "z"}}))
    assert loaded.leaves["A"].evidence == Measured(of="z")


def test_what_names_no_scale_or_combination_has_the_default_ones(made: type[Rubric]) -> None:
    loaded = made.model_validate(rubric({"leaf": "A", "title": "a", "measured": {"of": "z"}}))
    assert loaded.leaves["A"].scale == Share()
    assert loaded.tree.combine == Mean()


@pytest.mark.parametrize("written", ["mean", {"mean": {}}])
def test_a_combination_is_a_word_or_a_mapping(made: type[Rubric], written: object) -> None:
    leaf = {"leaf": "A", "title": "a", "measured": {"of": "z"}}
    loaded = made.model_validate(rubric({"node": "N", "title": "n", "combine": written, "children": [leaf]}))
    assert loaded.items["N"].combine == Mean()  # type: ignore[union-attr]


def test_field_errors_and_errors_of_the_whole_leaf_come_together(made: type[Rubric]) -> None:
    with pytest.raises(ValidationError) as raised:
        made.model_validate(rubric({"leaf": "A", "title": "a", "points": "many"}, {"title": "neither"}))
    found = [(error["type"], error["loc"][:3]) for error in raised.value.errors()]
    places = [("tree", "children", 0), ("tree", "children", 0), ("tree", "children", 1)]
    assert found == list(zip(["one_evidence", "number", "union_tag_not_found"], places, strict=True))


def test_one_registry_makes_one_class() -> None:
    methods = registry()
    rooms = (methods.evidence, methods.scale, methods.combine)
    assert grammar(*rooms) is grammar(*rooms)
