"""The pipeline: a rubric for a period becomes SQL steps. The tuple of stages is the order of the work."""

from __future__ import annotations

from collections.abc import Mapping

from scoring.adjust.adjust import adjust
from scoring.combine.combine import combine
from scoring.evidence.draft import Draft
from scoring.evidence.evidence import evidence
from scoring.evidence.facts import Facts
from scoring.evidence.formula import Parse
from scoring.evidence.gather import gather
from scoring.rank.rank import rank
from scoring.reference.fill import fill_marks, fill_values
from scoring.reference.population import population
from scoring.reference.refer import refer, refer_marks, refer_whole
from scoring.rubric.expression import Reference
from scoring.rubric.outline import Outline
from scoring.scale.scale import scale
from scoring.sql.exact import Ratio
from scoring.transform.transform import transform

STAGES = (refer, evidence, population, fill_values, transform, scale, fill_marks, refer_marks, combine, adjust)
"""What is done level by level, leaves first: a level needs only the ones before it."""


def compile_steps(
    outline: Outline,
    facts: Facts,
    parse: Parse,
    elsewhere: Mapping[tuple[Reference, str], Ratio | str] | None = None,
    results: Mapping[str, Mapping[str, str]] | None = None,
) -> Draft:
    """Compile a rubric for a period into steps, the last of which makes `scored`, one row a jurisdiction.

    Args:
        outline: the rubric resolved for the period.
        facts: which columns the inputs have.
        parse: the formula parser.
        elsewhere: what references to other runs are read by.
        results: the relations those columns stand in, with their types.

    Raises:
        Overflow: a mark or an intermediate value whose bounds pass 38 digits.
        Undecided: a mark that could come to something the rubric gives no rule for.
    """
    draft = gather(Draft(outline, facts, parse, elsewhere=elsewhere or {}, results=results or {}))
    for level in outline.levels:
        for stage in STAGES:
            draft = stage(draft, level)
    return rank(refer_whole(draft))
