"""Published indices come out of a rubric alone, digit for digit; a dozen rows of each are typed here.

The Human Development Index 2023: UNDP, Human Development Report 2025, Statistical Annex, Table 1. The ASEM index: data
and results of the package COINr 1.1.14 (MIT licence). Its scores run between the least and the greatest of 51
countries: two rows that are no country, LEAST and MOST, stand for the 39 that are not typed.
"""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import pytest

import scoring
from scoring.result.result import Result
from tests.engine.agreement import differences, scores
from tests.oracle.document import read
from tests.oracle.oracle import score as by_hand

HERE = Path(__file__).parent
EXAMPLES = HERE.parent.parent / "rubrics" / "examples"
NO_COUNTRY = ("LEAST", "MOST")


def table(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def hdi() -> Result:
    return scoring.run(scoring.load_rubric(EXAMPLES / "hdi.yaml"), HERE / "hdi.csv")


def test_the_hdi_is_the_published_one_and_so_are_its_groups(hdi: Result) -> None:
    found = {row["jurisdiction"]: row for row in hdi.ranking.iter_rows(named=True)}
    for row in table("hdi-published.csv"):
        mine = found[row["unit"]]
        assert mine["score"] == (Decimal(row["hdi"]) if row["hdi"] else None), row["unit"]
        assert mine["grade"] == (row["group"] or None) or not row["rank"], row["unit"]


def test_countries_stand_in_the_published_order_and_ties_are_ties(hdi: Result) -> None:
    published = {row["unit"]: float(row["rank"]) for row in table("hdi-published.csv") if row["rank"]}
    ranks = {row["jurisdiction"]: row["rank"] for row in hdi.ranking.iter_rows(named=True)}
    for one, rank in published.items():
        assert ranks[one] == 1 + sum(other < rank for other in published.values()), one
    assert ranks["Norway"] == ranks["Switzerland"]


def test_who_lacks_an_input_has_no_index_and_an_aggregate_no_rank(hdi: Result) -> None:
    rows = {row["jurisdiction"]: row for row in hdi.ranking.iter_rows(named=True)}
    assert rows["Monaco"]["score"] is None
    assert rows["Monaco"]["note"]
    assert rows["World"]["score"] is not None
    assert rows["World"]["rank"] is None


@pytest.mark.parametrize(("case", "within"), [("a", "0.0000001"), ("c", "0.000001")])
def test_every_node_of_the_asem_index_is_the_published_one(case: str, within: str) -> None:
    result = scoring.run(scoring.load_rubric(EXAMPLES / f"asem-{case}.yaml"), HERE / "asem.csv")
    found = {(row["jurisdiction"], row["node"]): row["score"] for row in scores(result).iter_rows(named=True)}
    published = table(f"asem-{case}.csv")
    for row in published:
        who = row.pop("uCode")
        for node, score in row.items():
            # A hundred is full: a billionth of it, and a millionth of a mark for the roots.
            assert abs(found[who, node] - Decimal(score)) <= Decimal(within) if score else found[who, node] is None
    marks = {who: mark for (who, node), mark in found.items() if node == "Index"}
    ranks = {row["jurisdiction"]: row["rank"] for row in result.ranking.iter_rows(named=True)}
    for who, rank in ranks.items():
        assert rank == 1 + sum(mark > marks[who] for mark in marks.values())
    order = [who for who in sorted(ranks, key=lambda who: ranks[who]) if who not in NO_COUNTRY]
    assert order == [row["uCode"] for row in sorted(table(f"asem-{case}.csv"), key=lambda row: -Decimal(row["Index"]))]


@pytest.mark.parametrize(("name", "data"), [("hdi", "hdi.csv"), ("asem-a", "asem.csv"), ("asem-c", "asem.csv")])
def test_the_oracle_comes_to_the_same(name: str, data: str) -> None:
    path = EXAMPLES / f"{name}.yaml"
    result = scoring.run(scoring.load_rubric(path), HERE / data)
    assert differences(result, by_hand(read(path), result.inputs, result.period.id)) == []
