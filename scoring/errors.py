"""What can go wrong, as the user meets it: one base, and a natural Python type beside it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from scoring.words import Language, Text, language_asked, language_at_home


class ScoringError(Exception):
    """Base of every error this package raises on purpose; `say(language)` gives its words.

    `str` says it as the command would: in the `language` asked of the function that raised it, else in the one
    SCORING_LANG names, else the rubric's own, else the computer's.

    Attributes:
        text: what went wrong, in both languages.
        language: the one asked for, or the rubric's own; None where neither is known.
    """

    language: Language | None = None

    def __init__(self, text: Text) -> None:
        # The arguments stay those it was made with: of what `str` says an error could not be made again.
        self.text = text

    def say(self, language: Language) -> str:
        """The message in one language."""
        return self.text.say(language)

    def __str__(self) -> str:
        return self.say(self.language or language_asked(os.environ) or language_at_home(os.environ))

    def __reduce__(self) -> tuple[Any, ...]:
        return _again, (type(self),), self.__dict__


def _again(made: type[ScoringError]) -> ScoringError:
    """An error sent from one process to another: what it holds is put in afterwards."""
    return made.__new__(made)


@contextmanager
def speaking(asked: Language | None, own: Language | None) -> Iterator[None]:
    """Have errors speak the language asked for, else that of SCORING_LANG, else one's own."""
    try:
        yield
    except ScoringError as error:
        error.language = error.language or asked or language_asked(os.environ) or own
        raise


@dataclass(frozen=True, order=True)
class Problem:
    """One thing wrong in a rubric: where it stands, what was found, what was expected, how to mend it."""

    file: str
    line: int
    path: str
    code: str
    found: str
    expected: Text
    hint: Text

    def say(self, language: Language) -> str:
        """One problem as the lines an assessor reads, `file:line` first so that editors can jump to it."""
        labels = ("发现", "应为", "改法") if language == "zh" else ("found", "expected", "to mend")
        parts = (self.found, self.expected.say(language), self.hint.say(language))
        body = "\n".join(f"    {label}: {part}" for label, part in zip(labels, parts, strict=True) if part)
        return f"{self.file}:{self.line}  {self.path}  [{self.code}]\n{body}"


class RubricError(ScoringError, ValueError):
    """A rubric that cannot be used; `problems` lists everything wrong with it, not just the first."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(sorted(set(problems), key=lambda p: (p.file, p.line, p.path, p.code, p.found)))
        head = Text("评分规则有{n}处问题：", "{n} problem(s) in the rubric:").with_(n=len(self.problems))
        super().__init__(
            Text(*("\n".join([head.say(lang), *(p.say(lang) for p in self.problems)]) for lang in ("zh", "en")))
        )


class InputError(ScoringError, ValueError):
    """Inputs that leave nothing to score: no readable file, no jurisdiction, or `--strict` with an error finding."""


class Unprovable(ScoringError):
    """What keeps a rubric from being compiled: `node` is the code of the node or leaf it was found at."""

    node = ""
    code = "unprovable"

    @staticmethod
    @contextmanager
    def within(node: str) -> Iterator[None]:
        """Name the node on any fault found while its marks are compiled."""
        try:
            yield
        except Unprovable as fault:
            fault.node = fault.node or node
            raise


class Overflow(Unprovable, OverflowError):
    """A mark whose proved bounds pass 38 digits; raised when the rubric is compiled, never while scoring."""

    code = "too_wide"


class Undecided(Unprovable, ValueError):
    """Marks that could come to something the rubric gives no rule for, such as a geometric mean over zeros."""

    code = "undecided"


class EngineFault(ScoringError, RuntimeError):
    """A compiled step that failed to run. `step` is its name and `sql` what it ran, for whoever mends the program."""

    def __init__(self, text: Text, step: str, sql: str) -> None:
        super().__init__(text)
        self.step = step
        self.sql = sql


class Unportable(ScoringError, NotImplementedError):
    """Something the engine that was asked for cannot compute with the same digits; told before anything is run."""


class ClusterError(ScoringError, ConnectionError):
    """A cluster that is not there or does not last: nothing to reach, no room on it, or its machines lost for good."""


class OutputError(ScoringError, OSError):
    """A result that could not be written where it was asked for (open in Excel, no such folder, disk full)."""
