"""A rubric file as plain mappings, lists and texts, with the line each part stands on.

YAML 1.1 readers turn `1.10` into 1.1, `1:20` into 80 and `NO` into false. Here every scalar stays the text that was
written, and whatever could surprise (tags, anchors, aliases, merge keys, a second document) is refused by line. The
events of the parser are walked directly: nothing is constructed, expanded or called.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from scoring.errors import Problem
from scoring.rubric.syntax import explain
from scoring.words import Text

Where = tuple[str | int, ...]

MOST_BYTES = 5_000_000
MOST_DEPTH = 60

_NAMES = ("leaf", "node", "gate", "quota", "standing", "id", "grade")
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NOTHING: Any = object()
NO_HINT = Text("", "")


@dataclass
class Document:
    """A file read: its content (None where nothing usable was found), the line of every part, and what is wrong."""

    file: str
    sha256: str = ""
    content: dict[str, Any] | None = None
    lines: dict[Where, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    emptied: set[Where] = field(default_factory=set)
    broken: bool = False

    def line(self, where: Where) -> int:
        """The line of a part, or of the nearest part around it that stands in the file."""
        for length in range(len(where), 0, -1):
            if where[:length] in self.lines:
                return self.lines[where[:length]]
        return 1

    def at(self, where: Where) -> Any:
        """What is written there; None where nothing is."""
        part: Any = self.content
        for step in where:
            held = isinstance(part, dict) and step in part
            if not held and not (isinstance(part, list) and isinstance(step, int) and step < len(part)):
                return None
            part = part[step]
        return part

    def path(self, where: Where) -> str:
        """A place in words a reader can follow: entries of a list by their code, children straight after their node."""
        written = ""
        for length, step in enumerate(where, 1):
            if isinstance(step, int):
                written += f"[{self._named(where[:length]) or step + 1}]"
            elif step != "children" or length == len(where):
                written += f".{step}" if written else step
        return written

    def _named(self, where: Where) -> str:
        part = self.at(where)
        names = (part[name] for name in _NAMES if isinstance(part.get(name), str)) if isinstance(part, dict) else ()
        return next(iter(names), "")

    def problem(self, where: Where, code: str, found: str, expected: Text, hint: Text = NO_HINT) -> Problem:
        """A problem at a place of this file."""
        return Problem(self.file, self.line(where), self.path(where), code, found, expected, hint)


def read(path: str | Path) -> Document:
    """Read a rubric file; everything wrong with it as a file is in `.problems`, nothing is raised.

    Sizes are bounded: 5 MB and 60 levels, far above any rubric, far below what could exhaust a machine.
    """
    document = Document(file=str(path))
    try:
        with Path(path).open("rb") as source:
            raw = source.read(MOST_BYTES + 1)
    except OSError as fault:
        expected = Text("一个可以读取的 YAML 文件", "a YAML file that can be read")
        _refuse(document, (), "unreadable_file", fault.strerror or "", expected, Text("请核对路径", "check the path"))
        return document
    document.sha256 = hashlib.sha256(raw).hexdigest()
    if len(raw) > MOST_BYTES:
        expected = Text("不超过 5 MB 的评分规则", "a rubric of at most 5 MB")
        hint = Text("这可能不是评分规则文件", "this may not be a rubric at all")
        _refuse(document, (), "too_large", "> 5 MB", expected, hint)
        return document
    text = _decoded(document, raw)
    if text is not None:
        _Walk(document, text).run()
    return document


def _refuse(document: Document, where: Where, code: str, found: str, expected: Text, hint: Text) -> None:
    document.problems.append(document.problem(where, code, found, expected, hint))
    document.broken = True


def _decoded(document: Document, raw: bytes) -> str | None:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        document.lines[()] = raw.count(b"\n", 0, fault.start) + 1
        found = raw[fault.start : fault.start + 4].hex(" ")
        hint = Text("文件可能是 GBK 编码：请在编辑器中另存为 UTF-8", "it may be GBK: save it as UTF-8 in an editor")
        _refuse(document, (), "not_utf8", found, Text("UTF-8 编码的文本", "text in UTF-8"), hint)
        return None


@dataclass(frozen=True)
class _Noticed:
    """Something wrong at a line; its path is written once the whole file is read and codes are known."""

    line: int
    where: Where
    code: str
    found: str
    expected: Text
    hint: Text


class _TooDeepError(Exception):
    """Nested past the bound; raised to leave the walk at once."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


class _Walk:
    """One pass over the parser's events, which fills the document."""

    def __init__(self, document: Document, text: str) -> None:
        self.document = document
        self.text = text
        self.events: Iterator[Any] = iter(())
        self.depth = 0
        self.noticed: list[_Noticed] = []

    def run(self) -> None:
        document = self.document
        try:
            self.events = iter(yaml.parse(self.text, Loader=_LOADER))
            content = self._document()
            if isinstance(content, dict):
                document.content = content
            else:
                self._not_a_rubric(content)
        except yaml.YAMLError as fault:
            self._stop("yaml_syntax", *explain(fault, self.text))
        except _TooDeepError as fault:
            expected = Text(f"最多 {MOST_DEPTH} 层", f"at most {MOST_DEPTH} levels")
            self._stop("too_deep", fault.line, f"> {MOST_DEPTH}", expected, NO_HINT)
        for one in self.noticed:
            path = document.path(one.where)
            document.problems.append(
                Problem(document.file, one.line, path, one.code, one.found, one.expected, one.hint)
            )

    def _stop(self, code: str, line: int, found: str, expected: Text, hint: Text) -> None:
        self.document.broken = True
        self.noticed.append(_Noticed(line, (), code, found, expected, hint))

    def _not_a_rubric(self, content: Any) -> None:
        found = content[:60] if isinstance(content, str) else "[…]" if isinstance(content, list) else ""
        expected = Text("一份评分规则：rubric、periods、tree 等键", "a rubric: the keys rubric, periods, tree …")
        self._stop("not_a_rubric", 1, found, expected, Text("文件应以 rubric: 开头", "begin it with rubric:"))

    def _document(self) -> Any:
        content: Any = _NOTHING
        started = False
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                if started:
                    expected = Text("一个文件只写一份评分规则", "one rubric in a file")
                    self._notice(
                        event, (), "second_document", "---", expected, Text("请拆成多个文件", "split the file")
                    )
                    break
                started = True
            elif not isinstance(event, (yaml.StreamStartEvent, yaml.StreamEndEvent, yaml.DocumentEndEvent)):
                content = self._part(event, ())
        return content

    def _part(self, event: Any, where: Where) -> Any:
        if isinstance(event, yaml.AliasEvent):
            expected = Text("直接写出内容", "the content itself")
            hint = Text("评分规则不使用 YAML 引用，请重复书写", "a rubric has no YAML references: write it out again")
            self._notice(event, where, "alias", f"*{event.anchor}", expected, hint)
            self.document.emptied.add(where)
            return _NOTHING
        self._refuse_marks(event, where)
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, where)
        self.depth += 1
        if self.depth > MOST_DEPTH:
            raise _TooDeepError(event.start_mark.line + 1)
        part = self._mapping(where) if isinstance(event, yaml.MappingStartEvent) else self._list(where)
        self.depth -= 1
        return part

    def _refuse_marks(self, event: Any, where: Where) -> None:
        if event.tag is not None:
            found = event.tag.replace("tag:yaml.org,2002:", "!!")
            expected = Text("不带类型标签的值", "a value without a tag")
            hint = Text("删去 ! 标签：每个值按文本读取", "remove the ! tag: every value is read as text")
            self._notice(event, where, "tag", found, expected, hint)
        if event.anchor is not None:
            expected = Text("不带锚点的值", "a value without an anchor")
            self._notice(event, where, "anchor", f"&{event.anchor}", expected, Text("删去锚点", "remove the anchor"))

    def _scalar(self, event: Any, where: Where) -> Any:
        if _plain(event) and event.value in ("", "~", "null", "Null", "NULL"):
            hint = Text('写上值，或删去这个键；空文本写作 ""', 'give a value or remove the key; an empty text is ""')
            self._notice(event, where, "empty_value", event.value, Text("一个值", "a value"), hint)
            self.document.emptied.add(where)
            return _NOTHING
        return event.value

    def _list(self, where: Where) -> list[Any]:
        parts: list[Any] = []
        for event in self.events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            here = (*where, len(parts))
            self.document.lines[here] = event.start_mark.line + 1
            part = self._part(event, here)
            if part is not _NOTHING:
                parts.append(part)
        return parts

    def _mapping(self, where: Where) -> dict[str, Any]:
        parts: dict[str, Any] = {}
        for event in self.events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            key, line = self._key(event, where), event.start_mark.line + 1
            here = (*where, "?" if key is None else key)
            if key is not None and here in self.document.lines:
                first = self.document.lines[here]
                hint = Text("第 {n} 行已写过，请删去其一", "it already stands on line {n}: remove one of them").with_(
                    n=first
                )
                self._notice(event, here, "duplicate_key", key, Text("每个键只写一次", "each key once"), hint)
                key, here = None, (*where, f"{key}@{line}")
            self.document.lines.setdefault(here, line)
            part = self._part(next(self.events), here)
            if key is not None and part is not _NOTHING:
                parts[key] = part
        return parts

    def _key(self, event: Any, where: Where) -> str | None:
        if isinstance(event, yaml.ScalarEvent) and not (_plain(event) and event.value in ("", "~", "null", "<<")):
            self._refuse_marks(event, where)
            return str(event.value)
        found = event.value if isinstance(event, yaml.ScalarEvent) else "[…]"
        if not isinstance(event, yaml.ScalarEvent):
            self._part(event, (*where, "?"))
        hint = Text("键是一段普通文字；不支持合并键 <<", "a key is a plain text; there is no merge key <<")
        self._notice(event, where, "bad_key", found, Text("一个文本键", "a key that is a text"), hint)
        return None

    def _notice(self, event: Any, where: Where, code: str, found: str, expected: Text, hint: Text) -> None:
        self.noticed.append(_Noticed(event.start_mark.line + 1, where, code, found, expected, hint))


def _plain(event: Any) -> bool:
    # The C parser leaves the style of an unquoted scalar empty, the Python one leaves it out.
    return event.style in (None, "")
