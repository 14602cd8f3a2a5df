from __future__ import annotations

from tests.docs.blocks import Command, blocks, commands, missing_lines

PAGE = """# Title

```console
$ scoring check a.yaml
0 problems
$ scoring run a.yaml \\
    inputs -o out.xlsx
```

```console exit=1
$ scoring check broken.yaml
```

```python
import scoring
```
"""


def test_blocks_are_found_with_line_and_exit_code() -> None:
    assert [(block.language, block.line, block.exit) for block in blocks(PAGE)] == [
        ("console", 3, 0),
        ("console", 10, 1),
        ("python", 14, 0),
    ]


def test_commands_carry_the_lines_shown_below_them() -> None:
    first = next(iter(blocks(PAGE)))
    assert [Command(" ".join(c.typed.split()), c.shown) for c in commands(first.body)] == [
        Command("scoring check a.yaml", ("0 problems",)),
        Command("scoring run a.yaml inputs -o out.xlsx", ()),
    ]


def test_a_line_that_was_not_printed_is_missing() -> None:
    assert missing_lines(("scored 300", "vetoed 3"), "scored 300\nvetoed 2\n") == ["vetoed 3"]


def test_lines_in_another_order_are_missing() -> None:
    assert missing_lines(("second", "first"), "first\nsecond\n") == ["first"]


def test_dots_stand_for_anything() -> None:
    assert missing_lines(("…", "written to …/ranked.xlsx  in … s"), "a\nwritten to out/ranked.xlsx in 3 s\n") == []
