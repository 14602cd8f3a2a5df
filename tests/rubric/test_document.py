"""Reading a file: text stays text, every part knows its line, and nothing in it is expanded or constructed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from scoring.rubric.document import MOST_BYTES, Document, read

Write = Callable[[str | bytes], Document]


@pytest.fixture
def written(tmp_path: Path) -> Write:
    def write(content: str | bytes) -> Document:
        path = tmp_path / "rubric.yaml"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return read(path)

    return write


@pytest.mark.parametrize(
    "scalar", ["1.10", "1:20", "30:1", "NO", "on", "0o17", "1e3", "2023-09-01", "95%", "007", ".5"]
)
def test_a_scalar_stays_the_text_that_was_written(written: Write, scalar: str) -> None:
    document = written(f"rubric: {scalar}\n{scalar}: key\n")
    assert document.content == {"rubric": scalar, scalar: "key"}
    assert not document.problems


def test_every_part_knows_its_line(written: Write) -> None:
    document = written("a:\n  b: 1\nc:\n- d: 2\n  e: 3\n- f\n")
    wheres = [("a",), ("a", "b"), ("c",), ("c", 0), ("c", 0, "d"), ("c", 0, "e"), ("c", 1)]
    assert [document.line(where) for where in wheres] == [1, 2, 3, 4, 4, 5, 6]


def test_what_is_not_in_the_file_stands_where_its_holder_does(written: Write) -> None:
    document = written("a:\n  b: 1\n")
    assert document.line(("a", "b", "nothing", 3)) == 2


def test_list_entries_are_called_by_their_codes(written: Write) -> None:
    document = written("tree:\n  node: 总分\n  children:\n  - leaf: 四.(一)1\n    points: 2\n  - title: x\n")
    assert document.path(("tree", "children", 0, "points")) == "tree[四.(一)1].points"
    assert document.path(("tree", "children", 1, "title")) == "tree[2].title"


def test_a_byte_order_mark_and_windows_line_ends_are_no_trouble(written: Write) -> None:
    document = written(b"\xef\xbb\xbfrubric: a\r\ntree: b\r\n")
    assert document.content == {"rubric": "a", "tree": "b"}
    assert document.line(("tree",)) == 2


def test_a_quoted_empty_text_is_a_text(written: Write) -> None:
    assert written("a: \"\"\nb: ''\n").content == {"a": "", "b": ""}


def test_nothing_is_constructed_from_a_tag(written: Write) -> None:
    document = written('a: !!python/object/apply:os.system ["exit 3"]\n')
    assert document.content == {"a": ["exit 3"]}
    assert [problem.code for problem in document.problems] == ["tag"]


def test_references_are_refused_and_never_expanded(written: Write) -> None:
    levels = "".join(f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]\n" for n in range(1, 30))
    document = written(f"l0: &l0 [lol]\n{levels}")
    assert {problem.code for problem in document.problems} == {"alias", "anchor"}
    assert document.content is not None
    assert document.content["l29"] == []


def test_a_file_past_the_size_limit_is_not_parsed(written: Write) -> None:
    document = written(b"a: " + b"x" * MOST_BYTES)
    assert [problem.code for problem in document.problems] == ["too_large"]
    assert document.content is None


def test_brackets_without_end_are_refused_before_the_stack_ends(written: Write) -> None:
    assert [problem.code for problem in written("[" * 1_000_000).problems] == ["too_deep"]


def test_a_file_that_is_not_there_is_a_problem_in_words(tmp_path: Path) -> None:
    problem = read(tmp_path / "none.yaml").problems[0]
    assert problem.code == "unreadable_file"
    assert "核对路径" in problem.say("zh")
    assert "check the path" in problem.say("en")


def test_what_was_read_before_a_syntax_error_is_still_reported(written: Write) -> None:
    document = written("a: 1\na: 2\nb: [\n")
    assert [problem.code for problem in document.problems] == ["duplicate_key", "yaml_syntax"]
