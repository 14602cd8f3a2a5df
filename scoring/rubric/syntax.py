"""What a YAML parser's complaint means, in words for somebody who is not a programmer."""

from __future__ import annotations

import re
from typing import Any

from scoring.words import Text

_FULL_WIDTH = re.compile(r"^\s*(?:- )?[^\s:#'\"]+：")

# The parsers' own words (both the C one and the Python one), and what the writer most likely did.
_MEANINGS = (
    (
        r"found character.*(\\t|cannot start any token)|tab character",
        Text("缩进用空格；以 % @ ` 开头的值加引号", "spaces to indent; quotes around a value that begins with % @ `"),
        Text("删去制表符或加上引号", "remove the tab, or put the value in quotes"),
    ),
    (
        r"mapping values are not allowed",
        Text("一行一个“键: 值”", "one “key: value” on a line"),
        Text(
            "值中含有冒号加空格时用引号括起；并核对缩进",
            "quote a value holding a colon and a space; check the indent",
        ),
    ),
    (
        r"could not find expected ':'|expected <block end>, but found '<scalar>'|expected block end",
        Text("“键: 值”，同级的键左端对齐", "“key: value”, with keys of one level aligned"),
        Text("核对冒号（半角，后面有空格）与缩进", "check the colon (half-width, a space after it) and the indent"),
    ),
    (
        r"flow (sequence|mapping)|expected ',' or|did not find expected ',' or",
        Text("成对的 [ ] 或 { }，各项以半角逗号隔开", "matching [ ] or { }, with commas between the parts"),
        Text("核对括号是否成对、逗号是否半角", "check that brackets match and commas are half-width"),
    ),
    (
        r"quoted scalar",
        Text("成对的引号", "matching quotes"),
        Text("核对引号是否漏写一半", "check for a missing closing quote"),
    ),
    (
        r"control characters|special characters|unacceptable character",
        Text("可显示的字符", "printable characters"),
        Text("删去该处的不可见字符", "remove the invisible character there"),
    ),
    (
        r"undefined tag handle|tag",
        Text("不带标签的值", "a value without a tag"),
        Text("以 ! 开头的文字加引号", "put a text that begins with ! in quotes"),
    ),
    (
        r"anchor|alias",
        Text("不带引用的值", "a value without references"),
        Text("以 & 或 * 开头的文字加引号", "put a text that begins with & or * in quotes"),
    ),
)


def explain(fault: Any, text: str) -> tuple[int, str, Text, Text]:
    """Line, what is written there, what was expected and how to mend it.

    Args:
        fault: the parser's exception, with a mark or (for a bad character) a position.
        text: the whole file.
    """
    line = _line(fault, text)
    said = f"{getattr(fault, 'context', '') or ''} {getattr(fault, 'problem', '') or ''} {fault}"
    lines = text.splitlines()
    found = lines[line - 1].strip()[:80] if 0 < line <= len(lines) else ""
    for near in range(line, max(line - 3, 0), -1):
        if near <= len(lines) and _FULL_WIDTH.search(lines[near - 1]):
            expected = Text("半角冒号加空格“: ”", "a half-width colon and a space “: ”")
            hint = Text(f"第 {near} 行用了全角冒号“：”", f"line {near} has a full-width colon “：”")
            return near, lines[near - 1].strip()[:80], expected, hint
    for pattern, expected, hint in _MEANINGS:
        if re.search(pattern, said):
            return line, found, expected, hint
    raw = str(getattr(fault, "problem", None) or "YAML")
    hint = Text("核对缩进、引号与括号", "check indent, quotes and brackets")
    return line, found, Text(f"合乎 YAML 语法的内容（{raw}）", f"valid YAML ({raw})"), hint


def _line(fault: Any, text: str) -> int:
    mark = getattr(fault, "problem_mark", None) or getattr(fault, "context_mark", None)
    if mark is not None:
        return int(mark.line) + 1
    position = getattr(fault, "position", 0)
    return text.count("\n", 0, position) + 1
