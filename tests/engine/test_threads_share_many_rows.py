"""Enough survey answers for several threads to share: every number of threads gives the same digits."""

from __future__ import annotations

from pathlib import Path

import pytest

from scoring.api import score
from scoring.engine.engines import Engine
from tests.engine.agreement import loaded, scores
from tests.engine.answers import CHILDREN, many
from tests.oracle.small import small


@pytest.mark.parametrize("threads", [2, 5])
def test_four_hundred_thousand_answers_score_alike_on_any_number_of_threads(threads: int, tmp_path: Path) -> None:
    rubric = loaded(small(CHILDREN), tmp_path)
    alone, shared = (score(rubric, many(), "2023", engine=Engine(threads=n)) for n in (1, threads))
    assert shared.ranking.equals(alone.ranking)
    assert scores(shared).equals(scores(alone))
    assert scores(alone)["score"].n_unique() > 100
