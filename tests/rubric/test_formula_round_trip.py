"""Writing an expression and reading it again gives it back; no text whatever does more than fail in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.rubric.expression import Expression
from scoring.rubric.formula import FormulaError, NamedKind, kind_of, parse, source, write
from scoring.words import LANGUAGES, Text
from tests.rubric.expressions import NUMBERS, TEXTS, conditions, numbers


def refused(text: str) -> FormulaError | None:
    try:
        parse(text)
    except FormulaError as fault:
        return fault
    return None


NAMES: dict[str, NamedKind] = {**dict.fromkeys(NUMBERS, "number"), **dict.fromkeys(TEXTS, "text")}


@given(numbers() | conditions())
def test_what_is_written_reads_back_as_itself(expression: Expression) -> None:
    assert parse(source(expression)) == expression


@given(numbers() | conditions(), st.integers(1, 3))
def test_brackets_and_spaces_around_the_whole_change_nothing(expression: Expression, times: int) -> None:
    assert parse(" \n" + "( " * times + source(expression) + " )" * times) == expression


@given(numbers())
def test_numbers_are_seen_to_be_numbers(expression: Expression) -> None:
    assert kind_of(expression, NAMES) == "number"


@given(conditions())
def test_conditions_are_seen_to_be_conditions(expression: Expression) -> None:
    assert kind_of(expression, NAMES) == "condition"


@given(numbers() | conditions())
def test_words_leave_out_no_name_and_no_code(expression: Expression) -> None:
    # What another rubric calls its items is not known here: they keep their codes.
    own = [part for part in expression.walk() if not getattr(part, "other", "")]
    named = {getattr(part, "name", None) or getattr(part, "code", None) for part in own} - {None}
    for language in LANGUAGES:
        written = write(expression, language, {name: Text(f"<{name}>", f"<{name}>") for name in named if name})
        assert all(f"<{name}>" in written for name in named)


@given(st.text(max_size=80) | st.text("ab 1.%+-*/()[]<>=!&|:'\",，（）与或min", max_size=80))
def test_any_other_text_fails_with_words_in_both_languages(text: str) -> None:
    fault = refused(text)
    assert fault is None or fault.say("zh") != fault.say("en")
    assert fault is None or fault.position is None or 1 <= fault.position <= len(text) + 1


@pytest.mark.parametrize(
    ("hostile", "limit"),
    [("-" * 1900 + "a", "64"), ("not " * 450 + "a > 1", "64"), ("a + " * 80 + "a", "64"), ("a" * 5000, "2000")],
)
def test_a_hostile_formula_never_reaches_the_end_of_the_stack(hostile: str, limit: str) -> None:
    fault = refused(hostile)
    assert fault is not None
    assert limit in fault.say("zh")


def test_brackets_alone_nest_nothing() -> None:
    assert parse("(" * 900 + "a" + ")" * 900) == parse("a")
