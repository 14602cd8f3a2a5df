"""Which engine runs the compiled steps: one is chosen by its name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scoring.errors import InputError
from scoring.words import Text

if TYPE_CHECKING:
    from scoring.engine.session import Session

NAMES = ("duckdb",)
_UNKNOWN = Text("没有名为{engine}的计算引擎，可用：{names}", "there is no engine called {engine}; there is: {names}")


@dataclass(frozen=True)
class Engine:
    """An engine and what it is opened with.

    Attributes:
        name: one of `NAMES`.
        threads: how many DuckDB uses; all where None.

    Raises:
        InputError: there is no engine of that name.
    """

    name: str = "duckdb"
    threads: int | None = None

    def __post_init__(self) -> None:
        if self.name not in NAMES:
            raise InputError(_UNKNOWN.with_(engine=self.name, names=", ".join(NAMES)))

    def open(self) -> Session:
        """A session with nothing in it."""
        from scoring.engine import duckdb

        return duckdb.Session(self.threads)

    @property
    def version(self) -> str:
        """The version of what it runs on, for the provenance of a run."""
        from scoring.engine import duckdb

        return duckdb.version()
