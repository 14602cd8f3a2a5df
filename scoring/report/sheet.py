"""What several sheets need of a result: who stands in which order, nodes' columns, words for states and assumptions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

import polars as pl

from scoring.result.deductions import GATED
from scoring.result.result import Result
from scoring.rubric.outline import Entry
from scoring.rubric.values import write_number
from scoring.sql.states import STATE_WORDS
from scoring.words import Language, Text

STATES: dict[str, Text] = {**STATE_WORDS, GATED: Text("规则扣减", "taken by a rule")}
JOIN: dict[Language, str] = {"zh": "、", "en": ", "}


@dataclass(frozen=True)
class View:
    """A result as the sheets look at it."""

    result: Result

    @property
    def language(self) -> Language:
        return self.result.language

    @property
    def entries(self) -> tuple[Entry, ...]:
        return self.result.draft.outline.entries

    @property
    def root(self) -> Entry:
        """What is ranked."""
        return self.result.draft.outline.find(self.result.rubric.rank.of)

    @cached_property
    def ranked(self) -> list[dict[str, Any]]:
        """The ranking's rows with each jurisdiction's level, in their order: ranked first."""
        levels = self.result.inputs.roster.select("jurisdiction", "level")
        joined = self.result.ranking.join(levels, on="jurisdiction", how="left", maintain_order="left")
        return list(joined.iter_rows(named=True))

    @cached_property
    def ranks(self) -> Mapping[tuple[str, str], int | None]:
        """Ranks within further groupings, by jurisdiction and the roster columns that make up the group."""
        return {(row[0], row[1]): row[3] for row in self.result.ranks.iter_rows()}

    @cached_property
    def grades(self) -> Mapping[str, str]:
        """Grades from best to worst with the words for them."""
        rules = self.result.rubric.grades
        if not rules:
            return {}
        said = {grade.grade: grade.title.say(self.language) if grade.title else grade.grade for grade in rules.scale}
        return said | {rules.otherwise: rules.otherwise}

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Names by code, as the roster writes them."""
        return dict(self.result.ranking.select("jurisdiction", "name").iter_rows())

    @cached_property
    def order(self) -> pl.DataFrame:
        """`jurisdiction, order`: the place in the ranking's order."""
        return self.result.ranking.select("jurisdiction").with_row_index("order")

    def in_order(self, frame: pl.DataFrame, *then: str, descending: bool = False) -> pl.DataFrame:
        """A frame's rows in the ranking's order, within a jurisdiction by further columns or as they stood."""
        joined = frame.join(self.order, on="jurisdiction", how="left", maintain_order="left")
        sorted_ = joined.sort(
            "order", *then, descending=[False, *[descending] * len(then)], nulls_last=True, maintain_order=True
        )
        return sorted_.drop("order")

    @cached_property
    def scores(self) -> Mapping[str, Mapping[str, Any]]:
        """By node: scores by jurisdiction."""
        parts = self.result.details.select("node", "jurisdiction", "score").partition_by("node", as_dict=True)
        return {str(key[0]): dict(part.select("jurisdiction", "score").iter_rows()) for key, part in parts.items()}

    def assumed(self, key: str) -> Iterator[Text]:
        """The reasons given for a kind of assumption, wherever they stand in the rubric."""
        rubric = self.result.rubric
        for reasons in (rubric.assumed, *(item.assumed for item in rubric.items.values())):
            if key in reasons:
                yield reasons[key]

    def state(self, name: str) -> str:
        """A state in words."""
        return STATES[name].say(self.language)

    def state_words(self) -> dict[str, str]:
        """Every state in words, by its name."""
        return {name: words.say(self.language) for name, words in STATES.items()}


def points(number: Fraction) -> str:
    """Points as a reader writes them."""
    return write_number(number)
