from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from scoring.cli.layout import listing, pad, width, wrap

WORDS = st.text(st.sampled_from("ab1 -，。：“”（）得分率、测评xlsx"), max_size=80)


@given(WORDS, st.integers(20, 60))
def test_wrapping_loses_no_letter(text: str, size: int) -> None:
    assert "".join("".join(wrap(text, size)).split()) == "".join(text.split())


@given(WORDS.filter(lambda text: max((width(word) for word in text.split()), default=0) < 20), st.integers(40, 60))
def test_no_line_is_too_wide(text: str, size: int) -> None:
    assert all(width(line) <= size for line in wrap(text, size))


PHRASES = st.tuples(st.text("得分率ab", min_size=1, max_size=5), st.sampled_from(["，", "。", "：”", " ", ""]))


@given(st.lists(PHRASES, max_size=20), st.integers(20, 40))
def test_no_line_begins_with_a_closing_mark(phrases: list[tuple[str, str]], size: int) -> None:
    lines = wrap("".join(word + mark for word, mark in phrases), size)
    assert not any(line.startswith(("。", "，", "：", "”")) for line in lines)


def test_terms_stand_in_one_column_and_meanings_in_another() -> None:
    assert list(listing([("得分", "score"), ("a", "b")], 40)) == ["  得分  score", "  a     b"]


def test_padding_counts_columns_not_letters() -> None:
    assert pad("得分", 6) == "得分  "
