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
        ("level in ['县', '镇'] or met > 0", "zh", "级别 为 “县”、“镇” 之一 或 见面人数 > 0"),
        ("not met = 0", "en", "not people met = 0"),
        ("max(met, 3)", "zh", "见面人数、3中的最大值"),
        ("unheard + 1", "zh", "unheard + 1"),
        ("if(met > 0, met, 1)", "zh", "（若见面人数 > 0则为见面人数，否则为1）"),
        ("if(met > 0, met, 1)", "en", "(people met if people met > 0, else 1)"),
        ("sum(met, registered)", "zh", "见面人数、在册人数之和"),
        ("mean(met, registered)", "en", "the mean of people met, people registered"),
        ("up(registered / 20)", "zh", "(在册人数 ÷ 20)向上取整"),
        ("up(registered / 20)", "en", "(people registered ÷ 20) rounded up"),
        ("nearest(met, 0.1)", "en", "people met rounded to the nearest multiple of 0.1"),
        ("mean([四.(一)] among level)", "zh", "同层级地区“履职保障”得分的平均数"),
        ("max(met among level)", "en", "the greatest people met among those of its level"),
        ("percentile(met, 75% among all)", "zh", "全部地区见面人数的75%分位数"),
        ("count(met > 0 among region)", "en", "the number among those of its region with (people met > 0)"),
        ("mean([四.(一):rate] among children)", "zh", "下级地区“履职保障”得分率的平均数"),
        ("sum(met among children)", "en", "the sum of people met among those below it"),
        ("met / registered >= 95%", "zh", "见面人数 ÷ 在册人数 ≥ 95%"),
        ("previous(met)", "zh", "上期的见面人数"),
        ("year_before(met, 2)", "en", "people met 2 years before"),
        ("every([四.(一):rate] < 60%, 3)", "zh", "连续3期（含本期）(“履职保障”得分率 < 60%)"),
        ("max_before(met)", "en", "the greatest people met in all periods before"),
        ("mean_before(met, 2)", "zh", "此前2期见面人数的平均数"),
        ("mean_within(met, quarter)", "zh", "期内各季度见面人数的平均数"),
        ("mean_within(met, half)", "en", "the mean of people met over each half-year within the period"),
        ("sum_within(met / 2, quarter)", "zh", "期内各季度(见面人数 ÷ 2)之和"),
        ("last_within([四.(一)], quarter)", "zh", "期内最后一个季度的“履职保障”得分"),
        ("[四.(一):state] = 'reported'", "zh", "“履职保障”的状态 = “已报”"),
        ("'missing' != [四.(一):state]", "zh", "“未报” ≠ “履职保障”的状态"),
        ("[四.(一):state] in ['missing', 'not_assessed']", "zh", "“履职保障”的状态 为 “未报”、“未测评” 之一"),
        ("[四.(一):state] in ['missing']", "en", "the state of “duties” is one of “missing”"),
        ("level = 'missing'", "zh", "级别 = “missing”"),
        ("60% <= [四.(一):rate]", "zh", "60% ≤ “履职保障”得分率"),
        ("[四.(一):score@last-year]", "en", "the score of “四.(一)” (of the rubric last-year)"),
    ],
)
def test_titles_stand_in_place_of_names(text: str, language: Language, words: str) -> None:
    assert write(parse(text), language, TITLES) == words
