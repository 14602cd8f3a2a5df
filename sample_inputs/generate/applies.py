"""Whether a clause binds a place: `applies_to` of a rubric, as far as the roster alone tells."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

_WORDS = re.compile(r"'[^']*'|\"[^\"]*\"|\[[^\]']*\]|[<>!]=|\d+(?:\.\d+)?%?|\w+|\S")
_COMPARED: dict[str, Callable[[Any, Any], bool]] = {
    "=": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
}


def applies(condition: str, facts: Mapping[str, str | int]) -> bool:
    """Whether a condition may hold for a place of these facts.

    What the roster does not tell (metrics, other indicators) may be so or not: the place is then bound, as the engine
    too binds it while the number is wanting.

    >>> applies("level = '镇' and not key = '是'", {"level": "镇", "key": "否"})
    True
    >>> applies("level in ['镇', '街道'] or funds > 3", {"level": "县"})
    True
    """
    return _Condition(condition, facts).either() is not False


class _Condition:
    """A condition read from left to right; None is what cannot be told."""

    def __init__(self, text: str, facts: Mapping[str, str | int]) -> None:
        self.words: list[str] = _WORDS.findall(text)
        self.facts = facts
        self.at = 0

    def _next(self) -> str:
        return self.words[self.at] if self.at < len(self.words) else ""

    def _take(self) -> str:
        self.at += 1
        return self.words[self.at - 1]

    def either(self) -> bool | None:
        found = self._both()
        while self._next() == "or":
            self._take()
            other = self._both()
            found = True if True in (found, other) else None if None in (found, other) else False
        return found

    def _both(self) -> bool | None:
        found = self._one()
        while self._next() == "and":
            self._take()
            other = self._one()
            found = False if False in (found, other) else None if None in (found, other) else True
        return found

    def _one(self) -> bool | None:
        if self._next() == "not":
            self._take()
            found = self._one()
            return None if found is None else not found
        start = self.at
        if self._next() == "(":
            self._take()
            found = self.either()
            if self._next() == ")":
                self._take()
                if self._next() in ("", "and", "or", ")"):
                    return found
            self.at = start
        return self._comparison()

    def _comparison(self) -> bool | None:
        left: list[str] = []
        right: list[str] = []
        sign, depth = "", 0
        while self._next() and (depth or self._next() not in ("and", "or", ")")):
            word = self._take()
            depth += {"(": 1, "[": 1, ")": -1, "]": -1}.get(word, 0)
            if not depth and not sign and (word in _COMPARED or word == "in"):
                sign = word
            else:
                (right if sign else left).append(word)
        if sign == "in" and len(left) == 1 and left[0] in self.facts:
            return str(self.facts[left[0]]) in [word[1:-1] for word in right if word[0] in "'\""]
        if sign not in _COMPARED or len(left) != 1 or len(right) != 1:
            return None
        pair = self._value(left[0]), self._value(right[0])
        if None in pair or type(pair[0]) is not type(pair[1]):
            return None
        return _COMPARED[sign](*pair)

    def _value(self, word: str) -> str | int | None:
        if word[0] in "'\"":
            return word[1:-1]
        return int(word) if word.isdigit() else self.facts.get(word)
