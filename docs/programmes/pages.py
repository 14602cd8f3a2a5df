"""The parts of the pages about programmes that are made from the rubrics and their sample inputs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from scoring.api import load_rubric, score
from scoring.intake.inputs import Inputs
from scoring.intake.read import read_inputs
from scoring.manual.derived import assumed, derived
from scoring.result.derivation.derivation import derivation
from scoring.result.result import Result
from scoring.rubric.model import Rubric
from scoring.words import Language

_WORKED = re.compile(r"(<!-- worked: (?P<who>\S+) (?P<period>\S+) -->\n).*?(<!-- /worked -->)", re.DOTALL)
_ASSUMED = re.compile(r"(<!-- assumed -->\n).*?(<!-- /assumed -->)", re.DOTALL)


@dataclass(frozen=True)
class Programmes:
    """The rubrics of a project's folder with their sample inputs, each read and scored once."""

    root: Path

    def slugs(self) -> list[str]:
        """The programmes there are."""
        return sorted(path.stem for path in (self.root / "rubrics").glob("*.yaml"))

    def rubric(self, slug: str) -> Rubric:
        return _rubric(self.root / "rubrics" / f"{slug}.yaml")

    def inputs(self, slug: str) -> Inputs:
        """The sample inputs of a programme."""
        return _inputs(self.root / "rubrics" / f"{slug}.yaml", self.root / "sample_inputs" / slug)

    def result(self, slug: str, period: str | None = None) -> Result:
        """A programme's sample scored for a period, the latest where none is given."""
        return _result(self.root / "rubrics" / f"{slug}.yaml", self.root / "sample_inputs" / slug, period)

    def pages(self) -> Iterator[tuple[Path, str, Language]]:
        """The pages there are, each with its programme and language."""
        for path in sorted((self.root / "docs" / "programmes").glob("*.md")):
            slug = path.name.removesuffix(".md")
            yield path, slug.removesuffix(".en"), "en" if slug.endswith(".en") else "zh"

    def refreshed(self, text: str, slug: str, language: Language) -> str:
        """A page with what stands between its markers made anew."""

        def worked(found: re.Match[str]) -> str:
            result = replace(self.result(slug, found["period"]), language=language)
            lines = derived(derivation(result, found["who"]), language)
            return "\n".join([found[1], *lines, "", found[4]])

        def reasons(found: re.Match[str]) -> str:
            return "\n".join([found[1], *assumed(self.rubric(slug), language), "", found[2]])

        return _ASSUMED.sub(reasons, _WORKED.sub(worked, text))


@cache
def _rubric(path: Path) -> Rubric:
    return load_rubric(path)


@cache
def _inputs(path: Path, folder: Path) -> Inputs:
    rubric = _rubric(path)
    return read_inputs(rubric, [folder], language=rubric.language)


@cache
def _result(path: Path, folder: Path, period: str | None) -> Result:
    rubric = _rubric(path)
    others = {one.id: read_inputs(one, [folder], language=one.language) for one in rubric.family if one.id != rubric.id}
    result = score(rubric, _inputs(path, folder), period, others=others)
    # Without a period it is that of the latest one: the same run, under both names.
    return result if period == result.period.id else _result(path, folder, result.period.id)
