"""The steps that decide inexact numbers: what they ask again, and that nothing but the rows' values matters."""

from __future__ import annotations

from fractions import Fraction
from random import Random

import polars as pl
import pytest

from scoring.engine.engines import Engine
from scoring.sql.decide import Wanted, decide
from scoring.sql.exact import Int, Ratio, quote
from scoring.sql.inexact import Exponential, Logarithm, Power
from tests.sql.inexact import Column, column, decided, loaded

NINTH = 10**9


def some(rows: int) -> dict[str, Column]:
    random = Random(20231231)
    return {name: [random.randint(0, 100 * NINTH) for _ in range(rows)] for name in "abcd"}


def marks_of(rows: dict[str, Column]) -> dict[str, Wanted]:
    a, b, c, d = (Ratio(column(name, values), Int.of(NINTH)) for name, values in rows.items())
    mean = Power.weighted([(part, Int.of(weight)) for part, weight in ((a, 1), (b, 2), (c, 3), (d, 4))])
    return {
        "mean": Wanted(mean, 9),
        "root": Wanted(Power(((a, Fraction(1, 2)),), times=Fraction(10)), 9),
        "log": Wanted(Logarithm(b), 9),
        "decimal": Wanted(Logarithm(b, times=Fraction(100), base=10), 9),
        "efficacy": Wanted(Exponential(c * Ratio.of(Fraction(1, 200)), times=Fraction(60)), 9),
    }


def test_few_marks_of_nine_decimals_are_asked_again() -> None:
    rows = some(20_000)
    session = loaded(rows)
    steps, _ = decide('"given"', marks_of(rows))
    session.run(steps[:1])
    for name in marks_of(rows):
        asked_column = quote(f"{name} asked")
        asked = session.frame(f"SELECT count({asked_column}) AS n FROM {quote(steps[0].name)}")["n"][0]  # noqa: S608
        assert 0 < asked < 200, name


@pytest.mark.parametrize("threads", [2, 5])
def test_threads_and_the_order_of_rows_do_not_matter(threads: int) -> None:
    rows = some(5_000)
    wanted = marks_of(rows)
    one = decided(rows, wanted, engine=Engine(threads=1))
    assert decided(rows, wanted, engine=Engine(threads=threads)) == one
    turned = {name: list(reversed(values)) for name, values in rows.items()}
    assert decided(turned, wanted, engine=Engine(threads=threads)) == {
        name: list(reversed(marks)) for name, marks in one.items()
    }


def test_a_row_is_decided_alike_whatever_stands_beside_it() -> None:
    rows = some(2_000)
    wanted = marks_of(rows)
    alone = {name: decided(rows, {name: one})[name] for name, one in wanted.items()}
    assert decided(rows, wanted) == alone


def test_what_the_relation_had_it_keeps_and_gets_only_what_was_wanted() -> None:
    rows = some(3)
    session = loaded(rows)
    steps, _ = decide('"given"', marks_of(rows))
    session.run(steps[:-1])
    found = session.frame(f"SELECT * FROM ({steps[-1].sql}) ORDER BY place")  # noqa: S608
    assert sorted(found.columns) == sorted(["place", *rows, *marks_of(rows)])
    assert {name: found[name].to_list() for name in rows} == rows
    assert found.schema["mean"] == pl.Int64


def test_marks_are_decided_one_after_the_other() -> None:
    rows = some(100)
    session = loaded(rows)
    first, results = decide('"given"', {"root": marks_of(rows)["root"]})
    again = Power(((Ratio(results["root"], Int.of(NINTH)), Fraction(2)),))
    second, _ = decide(quote(first[-1].name), {"square": Wanted(again, 6)})
    session.run((*first, *second[:-1]))
    found = session.frame(f"SELECT a, square FROM ({second[-1].sql}) ORDER BY place")  # noqa: S608
    assert all(abs(square - a // 10) <= 10 for a, square in found.iter_rows())
