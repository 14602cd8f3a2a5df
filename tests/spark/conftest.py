"""One cluster for all tests here, and one application on it; they are run by one process (see the Makefile)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from scoring.engine.engines import Engine
from tests.spark.cluster import LOOPBACK, Cluster


@pytest.fixture(scope="session")
def on_loopback() -> Iterator[None]:
    """Drivers and executors speak to each other on this machine alone, and are small."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SPARK_LOCAL_IP", LOOPBACK)
        patch.setenv("SPARK_EXECUTOR_MEMORY", "600m")
        yield


@pytest.fixture(scope="session")
def cluster(tmp_path_factory: pytest.TempPathFactory, on_loopback: None) -> Iterator[Cluster]:  # noqa: ARG001
    """A master and two workers."""
    made = Cluster(tmp_path_factory.mktemp("cluster"))
    try:
        for _ in range(2):
            made.add_worker()
        yield made
    finally:
        made.close()


@pytest.fixture(scope="session")
def spark(cluster: Cluster) -> Engine:
    """The engine that scores on it."""
    return Engine("spark", master=cluster.url)
