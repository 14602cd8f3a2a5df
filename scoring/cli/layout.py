"""Text laid out on a terminal, where a Chinese character is two columns wide and lines may break around it."""

from __future__ import annotations

import re
import shutil
import unicodedata
from collections.abc import Iterator, Sequence

MOST_COLUMNS = 100
"""Wider lines are hard to read, however wide the window."""

# A wide character takes the closing marks after it, and opening ones before it, to its own line.
_PIECES = re.compile(
    r"[“‘（《〔【]*[\u2e80-\u9fff\uff00-\uffef—…][，。；：、？！）》〕】”’…—]*|[^\s\u2e80-\u9fff\uff00-\uffef—…]+|\s+"
)
_CLOSING = re.compile(r"^[，。；：、？！）》〕】”’]+$")


def columns() -> int:
    """How many columns to fill."""
    return max(40, min(shutil.get_terminal_size().columns, MOST_COLUMNS))


def width(text: str) -> int:
    """Columns a text takes.

    >>> width("得分 score")
    10
    """
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def pad(text: str, size: int) -> str:
    """A text filled up with blanks to so many columns."""
    return text + " " * (size - width(text))


def wrap(text: str, size: int) -> list[str]:
    """A text in lines of at most `size` columns; only a longer word than that is let stand.

    >>> wrap("按评分规则计分，exactly", 12)
    ['按评分规则计', '分，exactly']
    """
    lines = [""]
    for piece in _pieces(text):
        if width((lines[-1] + piece).rstrip()) <= size or not lines[-1].strip():
            lines[-1] += piece if lines[-1] or piece.strip() else ""
        else:
            lines.append(piece.lstrip())
    return [line.rstrip() for line in lines]


def paragraphs(text: str, size: int) -> Iterator[str]:
    """The lines of a text of several paragraphs, each wrapped by itself."""
    for paragraph in text.splitlines():
        indent = " " * (len(paragraph) - len(paragraph.lstrip()))
        yield from (indent + line for line in wrap(paragraph.lstrip(), size - len(indent)))


def listing(pairs: Sequence[tuple[str, str]], size: int) -> Iterator[str]:
    """Terms and what they mean, in two columns; a term too long for its column stands on a line of its own."""
    left = min(max((width(term) for term, _ in pairs), default=0), size // 3)
    for term, meaning in pairs:
        lines = wrap(meaning, size - left - 4)
        if width(term) > left:
            yield f"  {term}"
            term = ""  # noqa: PLW2901 - it has been written
        for line in lines:
            yield f"  {pad(term, left)}  {line}".rstrip()
            term = ""  # noqa: PLW2901 - it has been written


def _pieces(text: str) -> Iterator[str]:
    """What must stay on one line: a word, one wide character with the marks that belong to it, or blanks."""
    waiting = ""
    for piece in _PIECES.findall(text):
        if waiting and _CLOSING.match(piece):
            waiting += piece
            continue
        if waiting:
            yield waiting
        waiting = piece
    if waiting:
        yield waiting
