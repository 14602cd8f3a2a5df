"""Means of rates on a range, weighted, mapped back and rounded once: what geometric and harmonic means share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import ClassVar

from scoring.combine.kernels import weighed_bases
from scoring.combine.method import Combine, Part
from scoring.combine.range import FULL, Over, Range, ZeroRule, Zeros, complaints, undefined
from scoring.rubric.method import Complaint
from scoring.rubric.model import Node, Rubric
from scoring.rubric.outline import Entry
from scoring.rubric.spreadsheet import Parts
from scoring.sql.exact import Int, Ratio
from scoring.sql.inexact import Harmonic, Inexact, Power
from scoring.words import Text

_SENTENCE = Text("下级得分率的加权{mean}×分值{over}{zeros}", "points × the weighted {mean} of the rates{over}{zeros}")


class MeanOverRange(Combine):
    """points × a weighted mean of the children's rates on a range; `zeros` says what zeros do where any may be."""

    parameters: ClassVar[Mapping[str, Text]] = {"over": Range.WORDS, "zeros": Zeros.WORDS}

    over: Over = FULL
    zeros: ZeroRule | None = None

    def mean(self, weighed: Sequence[tuple[Ratio, Int]]) -> Power | Harmonic:
        """The mean of bases with their weights."""
        raise NotImplementedError

    def sentence(self, rubric: Rubric) -> Text:
        zeros = self.zeros.sentence(self.over) if self.zeros else Text("", "")
        return _SENTENCE.with_(mean=self.title, over=self.over.sentence(), zeros=zeros)

    def complaints_of(self, node: Node, rubric: Rubric) -> Iterator[Complaint]:
        return complaints(self.over, self.zeros)

    def combined(self, node: Entry, parts: Sequence[Part], attained: Ratio) -> Ratio | Inexact:
        low, high = self.over.ends
        times = node.points / (high - low)
        weighed = list(zip(*weighed_bases(parts, self.over, self.zeros), strict=True))
        return replace(self.mean(weighed), times=times, plus=-low * times)

    def undefined(self, parts: Sequence[Part]) -> str:
        return undefined(parts, self.over, self.zeros)

    def bases_sheet(self, parts: Parts) -> list[str]:
        """The children's rates on the range, as spreadsheet formulas."""
        return [
            self.over.cell(f"{mark}/{full}", self.zeros) for mark, full in zip(parts.marks, parts.full, strict=True)
        ]
