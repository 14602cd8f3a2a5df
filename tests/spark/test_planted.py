"""The planted cases on a cluster agree with the oracle, as they do on DuckDB."""

from __future__ import annotations

from pathlib import Path

import pytest

from scoring.engine.engines import Engine
from tests.engine.test_planted_cases_agree_with_oracle import CASES, check_case
from tests.spark.extent import NIGHTLY

SHORT = ["ties broken by a metric that has no value, by a count and by a share of what varies"]
CHOSEN = list(CASES) if NIGHTLY else SHORT


@pytest.mark.parametrize("name", CHOSEN)
def test_a_planted_case_comes_to_the_same(name: str, tmp_path: Path, spark: Engine) -> None:
    check_case(name, tmp_path, spark)
