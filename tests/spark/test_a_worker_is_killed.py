"""A worker that dies in the middle of a run takes its part of every table with it, and alters nothing."""

from __future__ import annotations

import os
import signal
import threading
import time
from pathlib import Path
from subprocess import Popen
from typing import Any

from py4j.protocol import Py4JJavaError

from scoring.api import score
from scoring.engine.application import APPLICATION
from scoring.engine.engines import Engine
from tests.engine.agreement import loaded
from tests.engine.answers import CHILDREN, many
from tests.oracle.small import small
from tests.spark.cluster import Cluster
from tests.spark.tables import differences


def context(spark: Engine) -> Any:
    """What Java knows of the application."""
    return APPLICATION.joined(str(spark.master)).sparkContext._jsc.sc()


def at_work(java: Any, executor: str) -> bool:
    """Whether an executor has a task this moment."""
    try:
        tasks: int = java.statusStore().executorSummary(executor).activeTasks()
    except Py4JJavaError:
        # It has come, and has not been told of yet.
        return False
    return tasks > 0


def until_both_have_come(java: Any) -> None:
    """Wait for an executor on each worker; the driver is counted with them."""
    until = time.monotonic() + 60
    while java.getExecutorMemoryStatus().size() < 3:
        assert time.monotonic() < until
        time.sleep(0.1)


def strike(cluster: Cluster, worker: Popen[bytes], java: Any, struck: threading.Event) -> None:
    """Kill a worker once its executor is at work: it is stopped first, so that it cannot finish meanwhile."""
    executor = cluster.executor(worker, java.applicationId())
    until = time.monotonic() + 120
    while time.monotonic() < until:
        if at_work(java, executor):
            os.killpg(worker.pid, signal.SIGSTOP)
            time.sleep(0.5)
            if at_work(java, executor):
                struck.set()
                cluster.kill(worker)
                return
            os.killpg(worker.pid, signal.SIGCONT)
        time.sleep(0.01)


def test_nothing_of_the_result_changes(cluster: Cluster, spark: Engine, tmp_path: Path) -> None:
    rubric, inputs = loaded(small(CHILDREN), tmp_path), many(30)
    java, struck = context(spark), threading.Event()
    until_both_have_come(java)
    worker: Popen[bytes] = cluster.running[-1]

    striking = threading.Thread(target=strike, args=(cluster, worker, java, struck))
    striking.start()
    found = score(rubric, inputs, "2023", engine=spark)
    striking.join()
    assert struck.is_set()
    assert sorted(cluster.workers()) == ["ALIVE", "DEAD"]
    assert list(differences(found, score(rubric, inputs, "2023"))) == []
    cluster.add_worker()
