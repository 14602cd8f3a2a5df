"""Scoring for demonstration-city assessment (示范城市测评): rubrics as data, exact marks, ranked workbooks.

>>> import scoring
>>> rubric = scoring.load_rubric("rubrics/wulateqianqi-2023.yaml")
>>> rubric.tree.points
Fraction(100, 1)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from scoring.api import load_rubric, run
    from scoring.errors import ClusterError, EngineFault, InputError, OutputError, RubricError, ScoringError, Unportable
    from scoring.result.result import Result
    from scoring.rubric.model import Rubric

    __version__: str

__all__ = [
    "ClusterError",
    "EngineFault",
    "InputError",
    "OutputError",
    "Result",
    "Rubric",
    "RubricError",
    "ScoringError",
    "Unportable",
    "__version__",
    "load_rubric",
    "run",
]

_WHERE = {"load_rubric": "scoring.api", "run": "scoring.api"}
_WHERE |= {"Result": "scoring.result.result", "Rubric": "scoring.rubric.model"}
_WHERE |= dict.fromkeys(
    ("ClusterError", "EngineFault", "InputError", "OutputError", "RubricError", "ScoringError", "Unportable"),
    "scoring.errors",
)


def __getattr__(name: str) -> Any:
    # Loaded when first used, so that `scoring --help` does not wait for DuckDB and polars.
    if name in _WHERE:
        import importlib

        return getattr(importlib.import_module(_WHERE[name]), name)
    if name == "__version__":
        return _version()
    raise AttributeError(f"module 'scoring' has no attribute '{name}'")


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("scoring")
    except PackageNotFoundError:
        return "(uninstalled)"
