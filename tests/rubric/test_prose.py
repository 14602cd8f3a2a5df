"""Formulas in words."""

from __future__ import annotations

import pytest

from scoring.rubric.formula import parse, write
from scoring.words import Language, Text

TITLES = {
    "met": Text("见面人数", "people met"),
    "registered": Text("在册人数", "people registered"),
    "level": Text("级别", "level"),
    "四.(一)": Text("履职保障", "duties"),
}


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        ("met / registered", "zh", "见面人数 ÷ 在册人数"),
        ("(met - 1) * 2", "en", "(people met − 1) × 2"),
        ("[四.(一):rate] >= 90%", "zh", "“履职保障”得分率 ≥ 90%"),
        ("[四.(一):rate] >= 90%", "en", "the rate of “duties” ≥ 90%"),
        ("level in ['县', '镇'] or met > 0", "zh", "级别 为 “县”, “镇” 之一 或 见面人数 > 0"),
        ("not met = 0", "en", "not people met = 0"),
        ("max(met, 3)", "zh", "见面人数、3中的最大值"),
        ("unheard + 1", "zh", "unheard + 1"),
    ],
)
def test_titles_stand_in_place_of_names(text: str, language: Language, words: str) -> None:
    assert write(parse(text), language, TITLES) == words
