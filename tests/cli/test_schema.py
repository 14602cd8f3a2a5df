from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Call


def test_the_schema_is_printed_as_json(call: Call) -> None:
    schema = json.loads(call("schema").out)
    assert {"rubric", "tree", "rank"} <= set(schema["properties"])


def test_it_is_written_to_a_file_when_asked(call: Call, example: Path) -> None:
    called = call("schema", "-o", "rubric.json")
    assert (called.code, called.out) == (0, "")
    assert json.loads((example / "rubric.json").read_text(encoding="utf-8"))["$defs"]
