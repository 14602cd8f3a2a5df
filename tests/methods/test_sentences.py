"""A method's sentence says each of its parameters: change one, and the sentence is another, in both languages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from scoring.combine.range import Range, Zeros
from scoring.manual.worked import Shown
from scoring.methods import registry
from scoring.rubric.method import Method
from scoring.words import LANGUAGES
from tests.rubric.variants import variants

SHOWN = {
    f"{room}/{key}/{n}": Shown(room, method, example)
    for room, methods in registry().rooms.items()
    for key, method in methods.items()
    for n, example in enumerate(method.examples, 1)
}


def unsaid(method: Method, shown: Shown) -> Iterator[tuple[str, ...]]:
    """The parameters that could be another without the sentence saying so."""
    before = method.sentence(shown.rubric)
    for path, other in variants(method, methods=True):
        try:
            after = other.sentence(shown.rubric)
        except (KeyError, StopIteration):
            continue
        if any(before.say(language) == after.say(language) for language in LANGUAGES):
            yield path


@pytest.mark.parametrize("shown", SHOWN.values(), ids=SHOWN)
def test_every_parameter_of_an_example_is_said(shown: Shown) -> None:
    assert list(unsaid(shown.instance, shown)) == []


@pytest.mark.parametrize(
    ("over", "zh", "en"),
    [
        (("0", "1"), "，有一项为0即按未测评", ", not assessed where any is zero"),
        (("10", "0"), "，有一项当作0或更少即按未测评", ", not assessed where any counts as zero or less"),
    ],
)
def test_what_leaves_no_mean_is_told_of_the_range_it_runs_on(over: tuple[str, str], zh: str, en: str) -> None:
    said = Zeros.model_validate("not_assessed").sentence(Range.model_validate(over))
    assert (said.say("zh"), said.say("en")) == (zh, en)
