"""The programmes on a cluster: every table of a result is the same as DuckDB's."""

from __future__ import annotations

from pathlib import Path

import pytest

from docs.programmes.pages import Programmes
from scoring.api import score
from scoring.engine.engines import Engine
from scoring.intake.read import read_inputs
from tests.spark.extent import NIGHTLY
from tests.spark.tables import differences

PROGRAMMES = sorted(path.stem for path in (Path(__file__).parents[2] / "rubrics").glob("*.yaml"))
# A quarter rests on nothing but itself; the latest period on all before it.
RUNS = [(slug, None) for slug in PROGRAMMES] if NIGHTLY else [("county-2023", "2023Q1")]


@pytest.mark.parametrize(("slug", "period"), RUNS, ids=[slug for slug, _ in RUNS])
def test_a_programme_comes_out_the_same(slug: str, period: str | None, spark: Engine, programmes: Programmes) -> None:
    rubric, folder = programmes.rubric(slug), programmes.root / "sample_inputs" / slug
    others = {one.id: read_inputs(one, [folder], language=one.language) for one in rubric.family if one.id != rubric.id}
    found = score(rubric, programmes.inputs(slug), period, engine=spark, others=others)
    assert list(differences(found, programmes.result(slug, period))) == []
    assert found.provenance["spark"].startswith("4.")
