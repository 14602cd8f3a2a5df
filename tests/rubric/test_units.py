"""Units: what may be added and compared, what a number converts, and what is said where it may not."""

from __future__ import annotations

import pytest

from scoring.rubric.formula import FormulaError, parse
from scoring.rubric.units import SHARE, Units, read, say, unit_of

ALIKE = (("件", "次", "项"),)
METRICS = {
    "people": "人",
    "money": "万元",
    "yuan": "元",
    "rate": "%",
    "area": "平方公里",
    "density": "人/平方公里",
    "letters": "件",
    "visits": "次",
    "marks": "分",
    "road": "公里",
    "lane": "米",
    "field": "亩",
    "days": "天",
    "hours": "小时",
}
UNITS = Units(
    name=lambda name: read(METRICS[name], ALIKE) if name in METRICS else None,
    value=lambda code: read("人") if code == "P" else None,
)


@pytest.mark.parametrize(
    ("formula", "unit"),
    [
        ("people", "人"),
        ("people / people", "%"),
        ("people / area", "人/百万平方米"),
        ("people / area - density", "人/百万平方米"),
        ("people * rate", "人"),
        ("money * 10000 + yuan", "元"),
        ("road * 1000 + lane", "米"),
        ("days * 24 + hours", "小时"),
        ("people + 1", "人"),
        ("1 - people / people", "%"),
        ("letters + visits", "件"),
        ("[x] + marks", "分"),
        ("[P:value] + people", "人"),
        ("[x:rate] + rate", "%"),
        ("max(people, 3)", "人"),
        ("if(people > 3, people, 0)", "人"),
        ("up(people / 20)", "人"),
        ("previous(people, 2) + mean_before(people)", "人"),
        ("sum_within(people, quarter) - last_within(people, half)", "人"),
        ("mean(people among level) - people", "人"),
        ("count(people > 3 among level) + share(people > 3 among all)", "%"),
        ("rank(people among all) + [x:rank]", "名次"),
        ("unmeasured + people", "人"),
    ],
)
def test_a_formula_comes_out_in_its_unit(formula: str, unit: str) -> None:
    found = unit_of(parse(formula), UNITS)
    assert found is not None
    assert say(found) == unit


@pytest.mark.parametrize("formula", ["1 / 3", "unmeasured", "unmeasured * people", "[x:value@other]"])
def test_a_bare_number_fits_any_unit(formula: str) -> None:
    assert unit_of(parse(formula), UNITS) is None


@pytest.mark.parametrize(
    ("formula", "found", "hint"),
    [
        ("people + money", "people (人), money (万元)", "units_alike"),
        ("people > rate", "people (人), rate (%)", "units_alike"),
        ("money + yuan", "money (万元), yuan (元)", "as in money * 10000"),
        ("lane - road", "lane (米), road (千米)", "as in road * 1000"),
        ("min(people, letters)", "people (人), letters (件)", "units_alike"),
        ("if(people > 1, people, money)", "people (人), money (万元)", "units_alike"),
        ("mean(people, people, money)", "people (人), money (万元)", "units_alike"),
        ("people * 20 + money", "people * 20 (人), money (万元)", "units_alike"),
        ("count(people > money)", "people (人), money (万元)", "units_alike"),
        (
            "mean_within(people, quarter) - money",
            "mean_within(people, quarter) (人), money (万元)",
            "units_alike",
        ),
        ("previous(people) - money", "previous(people) (人), money (万元)", "units_alike"),
        ("mean(people among all) - money", "mean(people among all) (人), money (万元)", "units_alike"),
        ("[x] + people", "[x] (分), people (人)", "units_alike"),
        ("people * people + people", "people * people (人2), people (人)", "units_alike"),
        ("not people = money or rate > 1", "people (人), money (万元)", "units_alike"),
    ],
)
def test_unlike_units_are_refused_in_both_languages(formula: str, found: str, hint: str) -> None:
    with pytest.raises(FormulaError) as raised:
        unit_of(parse(formula), UNITS)
    assert raised.value.code == "unlike_units"
    assert raised.value.found == found
    assert hint in raised.value.say("en")
    assert raised.value.say("zh") != raised.value.say("en")


def test_a_share_has_no_unit_however_it_is_written() -> None:
    assert read("%") == read("倍") == read("人/人") == SHARE


def test_prefixes_of_chinese_numerals_are_sizes() -> None:
    assert [say(read(unit)) for unit in ("万元", "亿元", "千人", "万", "十万元")] == [
        "万元",
        "亿元",
        "千人",
        "万",
        "十万元",
    ]
