"""The Spark back end: compiled steps on a cluster.

Relations are temporary views of a Spark session, so that runs do not see each other's. Every step is planned by itself
and its rows handed on as they are: a plan of dozens of steps and hundreds of columns would take Spark minutes to think
over. What a step keeps is persisted; should a worker die, Spark makes the lost part again from the relations it came
from, with the same digits.
"""

from __future__ import annotations

import re
import threading
import time
import warnings
import weakref
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from scoring.engine import application
from scoring.engine.application import APPLICATION, executors, first_line, running
from scoring.engine.session import Query
from scoring.engine.transpiled import spark_sql
from scoring.errors import ClusterError, EngineFault, ScoringError
from scoring.sql.exact import quote
from scoring.sql.scan import NUMBER, Relation, Scan, parts
from scoring.sql.steps import Step
from scoring.words import Text

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

MANY = 20_000
"""Rows from which on it pays to compile what is done with a row; with hundreds of columns that takes a minute."""
_LOST = Text(
    "Spark 集群在计算步骤“{name}”时失去了计算进程：{error}。可能是工作节点停机，或内存不足"
    "（可用环境变量 SPARK_EXECUTOR_MEMORY 改大；运行命令的机器用 SPARK_DRIVER_MEMORY）。"
    "没有得出结果，请恢复集群后重新计算",
    "the Spark cluster lost its executors in step '{name}': {error}. Its workers may have stopped, or memory was short "
    "(the environment variable SPARK_EXECUTOR_MEMORY makes it more, SPARK_DRIVER_MEMORY on this machine). There is no "
    "result: mend it and run again",
)
_NOT_SEEN = Text(
    "Spark 集群的节点在计算步骤“{name}”时读不到填报数文件：{error}。大型 Parquet 文件由各节点直接读取，"
    "请放在各节点用同一路径能访问的位置（临时文件夹由环境变量 TMPDIR 指定）",
    "the machines of the Spark cluster do not find a file of metrics in step '{name}': {error}. They read large "
    "Parquet files themselves: put them where all find them under the same path (temporary ones go where the "
    "environment variable TMPDIR says)",
)
_ALL_GONE = Text("{n}秒内没有任何计算进程", "no executor for {n} seconds")
_FAILED = Text("计算步骤“{name}”失败：{error}", "step '{name}' failed: {error}")
_PATTERN = re.compile(r"[\[\]{}*?\\]")
_FILE_NAME = "url_decode(replace(_metadata.file_name, '+', '%2B'))"
"""The name of the file a row is of; Spark has some of its characters as they are and some as those of an address."""
_NOT_WRITTEN = ("Mkdirs failed", "Permission denied", "No space left", "Read-only file system", "Not a directory")
_NO_FILE = ("FileNotFoundException", "FILE_NOT_EXIST", "PATH_NOT_FOUND")
_SIGNS = ("ExecutorLost", "OutOfMemory", "SparkContext was shut down", "stopped SparkContext", "exited unrelated")

T = TypeVar("T")


class Session:
    """The relations of one run on a cluster."""

    def __init__(self, master: str) -> None:
        """Join the cluster; all sessions of one process share its application.

        Raises:
            ClusterError: no Java, no such cluster, or a cluster without room.
        """
        self._spark = APPLICATION.joined(master).newSession()
        parts = max(2, self._spark.sparkContext.defaultParallelism)
        self._spark.conf.set("spark.sql.shuffle.partitions", str(parts))
        self._kept: list[DataFrame] = []
        # What was persisted would stay on the cluster for as long as the application.
        weakref.finalize(self, _release, self._kept).atexit = False

    def load(self, relations: Mapping[str, Relation]) -> None:
        """Make relations known under their names.

        Frames are sent to the executors when first read; what stays in its file they read themselves, so that all of
        them must find it under the same path.
        """
        for name, one in relations.items():
            self._view(name, self._scanned(name, one) if isinstance(one, Scan) else self._sent(one))

    def _sent(self, frame: pl.DataFrame) -> DataFrame:
        if frame.height >= MANY:
            self._spark.conf.set("spark.sql.codegen.factoryMode", "FALLBACK")
        table = frame.to_arrow(compat_level=pl.CompatLevel.oldest())
        with warnings.catch_warnings():
            # It speaks of what it would do with frames of pandas, where that is installed.
            warnings.filterwarnings("ignore", message=".*pandas", category=FutureWarning)
            return self._spark.createDataFrame(table)

    def _scanned(self, name: str, scan: Scan) -> DataFrame:
        turns = {held.name: f"?{n}" for n, held in enumerate(scan.columns.values())}
        numbered = self._numbered(scan.file, turns)
        beside = self._sent(scan.rows)
        # What is told of each row is small beside the file, whose rows then need not move.
        self._view(f"{name} file", numbered.join(beside.hint("broadcast"), NUMBER))
        columns = {column: quote(column) for column in scan.rows.columns if column != NUMBER}
        columns |= {metric: held.sql(quote(turns[held.name])) for metric, held in scan.columns.items()}
        told = ", ".join(f"{sql} AS {quote(column)}" for column, sql in columns.items())
        made = self._made(f"SELECT {told} FROM {quote(f'{name} file')}", name)
        return made if scan.rest is None else made.unionByName(self._sent(scan.rest), allowMissingColumns=True)

    def _numbered(self, path: Path, turns: Mapping[str, str]) -> DataFrame:
        """Columns of a file or of all its parts under other names, and the number of each row."""
        files = parts(path)
        # What stands for other characters in a pattern stands for itself in a name.
        read = self._spark.read.parquet(*(_PATTERN.sub(r"\\\g<0>", _address(file)) for file in files))
        told = [f"{_name(column)} AS {_name(turn)}" for column, turn in turns.items()]
        rows = pl.Series("?before", [pq.read_metadata(file).num_rows for file in files])
        before = self._sent(pl.DataFrame({"?file": [file.name for file in files], "?before": rows.cum_sum() - rows}))
        own = read.selectExpr(f"{_FILE_NAME} AS `?file`", "_metadata.row_index AS `?within`", *told)
        numbered = own.join(before.hint("broadcast"), "?file", "left")
        number = f"`?within` + coalesce(`?before`, CAST(raise_error(`?file`) AS BIGINT)) AS {_name(NUMBER)}"
        return numbered.selectExpr(number, *map(_name, turns.values()))

    def run(self, steps: Iterable[Step]) -> None:
        """Run steps in order.

        Raises:
            ClusterError: the cluster was lost.
            EngineFault: a step failed; the message holds its name and its SQL.
        """
        last: Step | None = None
        for step in steps:
            if step.work:
                self.load({step.name: step.work(self.frame(step.sql, step.name))})
                continue
            made = self._made(step.sql, step.name)
            if step.kept:
                made, last = self._keep(made), step
            self._view(step.name, self._rows_of(made, step))
        if last:
            self._finish(last)

    def _finish(self, last: Step) -> None:
        """Spark does only what it must: a step that fails is to fail here, not when its rows are asked for.

        What is small is brought home: every query of it would be sent out with all the steps it came from.
        """
        count = self.frame(f"SELECT count(*) AS n FROM {quote(last.name)}", last.name)["n"].item()
        if count < MANY:
            self.load({last.name: self.frame(f"SELECT * FROM {quote(last.name)}", last.name)})

    def save(self, query: Query, path: Path, aside: Sequence[str]) -> pl.DataFrame:
        """Write the rows of a query as a folder of Parquet files, a part each; some columns are handed back.

        Raises:
            ClusterError: the cluster was lost.
            EngineFault: it failed.
            OSError: it cannot be written there.
        """
        made = self._keep(self._made(query.sql, "save"))
        self._view("saved", made)
        told = {name: quote(name) for name in made.columns if name not in aside}
        told |= {name: _told(quote(name), kind) for name, kind in query.types.items()}
        sql = f"SELECT {', '.join(f'{column} AS {quote(name)}' for name, column in told.items())} FROM saved"
        writer = self._made(sql, "save").write.mode("overwrite")
        try:
            self._watched(lambda: writer.parquet(_address(path)), "save", sql)
        except EngineFault as fault:
            if any(sign in fault.say("en") for sign in _NOT_WRITTEN):
                raise OSError(first_line(fault.__cause__ or fault)) from fault
            raise
        return self.frame(f"SELECT {', '.join(map(quote, aside)) or 'NULL AS nothing'} FROM saved", "save")

    def blocks(self, sql: str, rows: int, name: str) -> Iterator[pl.DataFrame]:
        """The rows of a query, so many at a time in the order of their column `place`.

        Raises:
            ClusterError: the cluster was lost.
            EngineFault: it failed.
        """
        self._view("blocks", self._keep(self._made(sql, name)))
        last = self.frame("SELECT max(place) AS place FROM blocks", name)["place"].item()
        for first in range(0, -1 if last is None else last + 1, rows):
            within = f"place >= {first} AND place < {first + rows}"
            yield self.frame(f"SELECT * FROM blocks WHERE {within} ORDER BY place", name)

    def columns(self, relation: str) -> list[str]:
        """The names of a relation's columns."""
        return list(self._made(f"SELECT * FROM {relation}", relation).columns)

    def frame(self, sql: str, name: str = "query") -> pl.DataFrame:
        """The rows of a query.

        Raises:
            ClusterError: the cluster was lost.
            EngineFault: it failed.
        """
        made = self._made(sql, name)
        frame = pl.from_arrow(self._watched(made.toArrow, name, sql))
        if not isinstance(frame, pl.DataFrame):
            raise TypeError("a query gives a table")
        return frame

    def _made(self, sql: str, name: str) -> DataFrame:
        return self._told(lambda: self._spark.sql(spark_sql(sql)), name, sql)

    def _rows_of(self, made: DataFrame, step: Step) -> DataFrame:
        """The same rows with nothing left to plan. They still know what they were made from, should they be lost."""
        from pyspark.sql import DataFrame

        def cut() -> DataFrame:
            # pyspark has no word of its own for it: `checkpoint` would need a disk that all machines share.
            plan: Any = made._jdf  # noqa: SLF001
            java: Any = self._spark._jsparkSession  # noqa: SLF001
            return DataFrame(
                java.internalCreateDataFrame(plan.queryExecution().toRdd(), plan.schema(), False),
                self._spark,
            )

        return self._told(cut, step.name, step.sql)

    def _keep(self, made: DataFrame) -> DataFrame:
        kept = made.persist()
        self._kept.append(kept)
        return kept

    def _view(self, name: str, frame: DataFrame) -> None:
        frame.createOrReplaceTempView(_name(name))

    def _watched(self, work: Callable[[], T], name: str, sql: str) -> T:
        """Work on the cluster, given up when there has been no executor for too long: Spark would wait forever."""
        done, gone = threading.Event(), threading.Event()
        context = self._spark.sparkContext

        def watch() -> None:
            since = time.monotonic()
            while not done.wait(0.5):
                if executors(self._spark):
                    since = time.monotonic()
                elif time.monotonic() - since > application.PATIENCE:
                    gone.set()
                    context.cancelAllJobs()
                    return

        threading.Thread(target=watch, daemon=True).start()
        try:
            return self._told(work, name, sql)
        except (EngineFault, ClusterError) as error:
            if gone.is_set():
                raise ClusterError(_LOST.with_(name=name, error=_ALL_GONE.with_(n=application.PATIENCE))) from error
            raise
        finally:
            done.set()

    def _told(self, work: Callable[[], T], name: str, sql: str) -> T:
        """Work, its failure told as one of the cluster's or of the step's."""
        try:
            return work()
        except ScoringError:
            raise
        except Exception as error:
            said = str(error)
            if lines := [line for line in said.splitlines() if any(sign in line for sign in _NO_FILE)]:
                raise ClusterError(_NOT_SEEN.with_(name=name, error=lines[0].strip()[:300])) from error
            if any(sign in said for sign in _SIGNS) or not running(self._spark):
                raise ClusterError(_LOST.with_(name=name, error=first_line(error))) from error
            raise EngineFault(_FAILED.with_(name=name, error=first_line(error)), name, sql) from error


def _release(kept: list[DataFrame]) -> None:
    for frame in kept:
        try:
            frame.unpersist()
        except Exception:  # noqa: BLE001, S112 - the cluster has gone, and what it kept with it
            continue


def _name(column: str) -> str:
    return "`" + column.replace("`", "``") + "`"


def _address(path: Path) -> str:
    """A path as Spark takes one: of the file system of each machine, whatever the cluster's own is."""
    return f"file://{path.absolute()}"


def _told(column: str, kind: pa.DataType) -> str:
    """A whole number in units of its last decimal as that decimal."""
    if not pa.types.is_decimal(kind):
        return column
    if kind.scale:
        point = f"CAST('0.{'1':0>{kind.scale}}' AS DECIMAL({kind.scale}, {kind.scale}))"
        column = f"CAST({column} AS DECIMAL({38 - kind.scale}, 0)) * {point}"
    return f"CAST({column} AS DECIMAL({kind.precision}, {kind.scale}))"
