"""Which engine runs the compiled steps: one is chosen by its name, and loaded only then."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING

from scoring.errors import ClusterError, InputError
from scoring.words import Text

if TYPE_CHECKING:
    from scoring.engine.plans import Plan
    from scoring.engine.session import Session

NAMES = ("duckdb", "spark")
_UNKNOWN = Text("没有名为{engine}的计算引擎，可用：{names}", "there is no engine called {engine}; there are: {names}")
_NO_MASTER = Text(
    "用 Spark 计算要写明集群地址，如 --master spark://主机:7077；只在本机试用时写 --master local[2]",
    "Spark needs the address of its cluster, such as --master spark://host:7077; --master local[2] tries it on this "
    "machine alone",
)
_NO_CLUSTER = Text(
    "集群地址（{master}）只用于 Spark：请另写 --engine spark，或去掉 --master",
    "the address of a cluster ({master}) is for Spark: say --engine spark too, or leave out --master",
)
_NOT_INSTALLED = Text(
    "没有安装用 Spark 计算所需的组件（{missing}）。请先安装：pip install 'scoring[spark]'",
    "what runs on Spark is not installed ({missing}): pip install 'scoring[spark]'",
)


@dataclass(frozen=True)
class Engine:
    """An engine and what it is opened with.

    Attributes:
        name: one of `NAMES`.
        threads: how many DuckDB uses; all where None.
        master: where Spark's cluster is.

    Raises:
        InputError: there is no engine of that name, or it is not one of a cluster as the address says.
        ClusterError: what runs on Spark is not installed.
    """

    name: str = "duckdb"
    threads: int | None = None
    master: str | None = None

    def __post_init__(self) -> None:
        if self.name not in NAMES:
            raise InputError(_UNKNOWN.with_(engine=self.name, names=", ".join(NAMES)))
        if self.name != "spark":
            if self.master:
                raise InputError(_NO_CLUSTER.with_(master=self.master))
            return
        if not self.master:
            raise InputError(_NO_MASTER)
        if missing := [name for name in ("pyspark", "sqlglot") if find_spec(name) is None]:
            raise ClusterError(_NOT_INSTALLED.with_(missing=", ".join(missing)))

    def open(self) -> Session:
        """A session with nothing in it.

        Raises:
            ClusterError: no Java, or no cluster to be reached.
        """
        if self.name == "spark":
            from scoring.engine import spark

            return spark.Session(self.master or "")
        from scoring.engine import duckdb

        return duckdb.Session(self.threads)

    def look_over(self, plan: Plan) -> None:
        """See to it that this engine computes all of a plan as every other does.

        Raises:
            Unportable: it does not.
        """
        if self.name == "spark":
            from scoring.engine.portable import look_over

            look_over(plan)

    @property
    def version(self) -> str:
        """The version of what it runs on, for the provenance of a run."""
        if self.name == "spark":
            from scoring.engine import application

            return application.version()
        from scoring.engine import duckdb

        return duckdb.version()
