"""A process's one application on a Spark cluster: how it is set, joined and looked after."""

from __future__ import annotations

import logging
import os
import time
from typing import TYPE_CHECKING, Any

from scoring.engine.cluster import look_for_java, look_for_master, not_reached
from scoring.errors import ClusterError
from scoring.words import Text

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

PATIENCE = 60
"""Seconds a cluster has to give a first executor, and to give another when all are lost."""
_SETTINGS = {
    "spark.sql.ansi.enabled": "true",  # what overflows is an error, never another number
    "spark.sql.caseSensitive": "true",  # two attributes may differ in that alone
    "spark.sql.variable.substitute": "false",  # `${…}` in a title is what it says
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.decimalOperations.allowPrecisionLoss": "true",  # `scoring.engine.transpiled` is written for these rules
    "spark.sql.adaptive.enabled": "false",  # it would plan every step several times
    "spark.sql.autoBroadcastJoinThreshold": "-1",
    "spark.sql.codegen.wholeStage": "false",  # a plan of hundreds of columns passes what Java can compile
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",  # until there are `MANY` rows
    # A folder of marks holds its parts and nothing else, so that others read it as one table.
    "spark.hadoop.fs.file.impl": "org.apache.hadoop.fs.RawLocalFileSystem",
    "spark.hadoop.mapreduce.fileoutputcommitter.marksuccessfuljobs": "false",
    "spark.sql.maxPlanStringLength": "1000",
    "spark.sql.lightweightPlanChangeValidation": "false",
    "spark.driver.extraJavaOptions": "-Xss512m -XX:TieredStopAtLevel=1",  # it plans, and is gone before more would pay
    "spark.executor.extraJavaOptions": "-Xss64m",
    "spark.ui.enabled": "false",
    "spark.ui.retainedJobs": "20",  # what is only kept to be looked at
    "spark.ui.retainedStages": "20",
    "spark.ui.retainedTasks": "200",
    "spark.sql.ui.retainedExecutions": "5",
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "OFF",
}

_NO_EXECUTOR = Text(
    "Spark 集群 {master} 在{n}秒内没有分配计算进程：可能没有工作节点，或剩余内存不足（每个进程需要 {memory}，"
    "可用环境变量 SPARK_EXECUTOR_MEMORY 改小）",
    "the Spark cluster {master} gave no executor within {n} seconds: it has no worker, or too little memory left (each "
    "executor needs {memory}; the environment variable SPARK_EXECUTOR_MEMORY makes it less)",
)


class _Application:
    """The one application; another cluster, or one that was lost, is joined anew."""

    def __init__(self) -> None:
        self._spark: SparkSession | None = None
        self._master = ""

    def joined(self, master: str) -> SparkSession:
        if self._spark and (master != self._master or not running(self._spark)):
            self._spark.stop()
            self._spark = None
        if self._spark is None:
            self._spark, self._master = _join(master), master
        return self._spark


APPLICATION = _Application()
"""What all sessions of this process share."""


def _join(master: str) -> SparkSession:
    from pyspark.sql import SparkSession

    look_for_java()
    look_for_master(master)
    memory = os.environ.get("SPARK_EXECUTOR_MEMORY", "1g")
    # It would print what is raised here, as JSON.
    logging.getLogger("SQLQueryContextLogger").disabled = True
    builder = SparkSession.builder.appName("scoring").master(master).config("spark.executor.memory", memory)
    builder = builder.config("spark.driver.memory", os.environ.get("SPARK_DRIVER_MEMORY", "4g"))
    for key, value in _SETTINGS.items():
        builder = builder.config(key, value)
    try:
        spark = builder.getOrCreate()
    except Exception as error:
        raise not_reached(master, first_line(error)) from error
    until = time.monotonic() + PATIENCE
    while not executors(spark):
        if time.monotonic() > until:
            spark.stop()
            raise ClusterError(_NO_EXECUTOR.with_(master=master, n=PATIENCE, memory=memory))
        time.sleep(0.1)
    return spark


def executors(spark: SparkSession) -> int:
    """How many executors there are; in local mode the driver is its own."""
    context: Any = spark.sparkContext._jsc.sc()  # noqa: SLF001 - pyspark has no word for it
    known: int = context.getExecutorMemoryStatus().size()
    # The driver is one of those it counts.
    return known if context.isLocal() else known - 1


def running(spark: SparkSession) -> bool:
    """Whether the application goes on."""
    java: Any = spark.sparkContext._jsc  # noqa: SLF001 - as above
    try:
        return java is not None and not java.sc().isStopped()
    except OSError:
        return False


def first_line(error: BaseException) -> str:
    """What an error of Spark's says, without where it was met."""
    lines = [line.strip().removeprefix(": ") for line in str(error).splitlines()]
    # The first line of an error of Java's says only where Python called it.
    said = (line for line in lines if line and not line.startswith("An error occurred while calling"))
    return next(said, type(error).__name__)[:300]


def version() -> str:
    """The version of Spark, for the provenance of a run."""
    import pyspark

    return str(pyspark.__version__)
