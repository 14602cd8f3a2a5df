"""The oracle works marks out by itself: what it shared with the engine it could not find wrong."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ENGINE = ("sql", "evidence", "scale", "combine", "adjust", "rank", "engine", "result", "api")


def imported(source: str) -> Iterator[str]:
    """Every module, or name in one, that the source imports, in functions too."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def shared_with_the_engine(folder: Path) -> list[str]:
    return [
        f"{path.name}: {name}"
        for path in sorted(folder.rglob("*.py"))
        if not path.name.startswith("test_")
        for name in imported(path.read_text(encoding="utf-8"))
        if name == "scoring" or name.startswith(tuple(f"scoring.{room}" for room in ENGINE))
    ]


def test_the_oracle_imports_nothing_of_the_engine(root: Path) -> None:
    assert shared_with_the_engine(root / "tests" / "oracle") == []


def test_an_import_of_the_engine_is_found(tmp_path: Path) -> None:
    (tmp_path / "one.py").write_text("def work():\n    from scoring.sql import states\n", "utf-8")
    (tmp_path / "two.py").write_text("from scoring import rank\nimport scoring.intake.inputs\n", "utf-8")
    (tmp_path / "test_one.py").write_text("import scoring.engine\n", "utf-8")
    assert shared_with_the_engine(tmp_path) == ["one.py: scoring.sql.states", "two.py: scoring.rank"]
