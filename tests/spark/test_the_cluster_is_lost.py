"""A cluster lost for good ends the run, and says so. The last of these tests: it leaves the cluster of the others."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from scoring.engine import application
from scoring.engine.engines import Engine
from scoring.errors import ClusterError
from tests.spark.cluster import Cluster

ROWS = pl.DataFrame({"a": ["1", "2", "3"]})


def test_a_cluster_lost_for_good_ends_the_run(
    tmp_path: Path, on_loopback: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert on_loopback is None
    doomed = Cluster(tmp_path)
    try:
        worker = doomed.add_worker()
        session = Engine("spark", master=doomed.url).open()
        session.load({"t": ROWS})
        assert session.frame("SELECT max(a) AS x FROM t")["x"].to_list() == ["3"]
        monkeypatch.setattr(application, "PATIENCE", 3)
        doomed.kill(worker)
        with pytest.raises(ClusterError) as raised:
            session.frame("SELECT max(a) AS x FROM t", "after")
    finally:
        doomed.close()
    assert "在计算步骤“after”时失去了计算进程" in raised.value.say("zh")
    assert "no executor for 3 seconds" in raised.value.say("en")
