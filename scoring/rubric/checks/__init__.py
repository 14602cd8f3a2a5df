"""What can only be seen with the whole rubric in view: one function a rule, each yielding the problems it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from scoring.errors import Problem
from scoring.rubric.checks import (
    adjusting,
    attributes,
    changes,
    citations,
    cycles,
    formulas,
    history,
    metrics,
    names,
    naming,
    periods,
    quotas,
    ranking,
    records,
    register,
    settings,
    sheets,
    standings,
    tree,
)
from scoring.rubric.checks.whole import Whole, survey
from scoring.rubric.document import Document
from scoring.rubric.model import Rubric

CHECKS: tuple[Callable[[Whole], Iterator[Problem]], ...] = (
    *tree.CHECKS,
    *settings.CHECKS,
    *attributes.CHECKS,
    *metrics.CHECKS,
    *names.CHECKS,
    *records.CHECKS,
    *sheets.CHECKS,
    *periods.CHECKS,
    *formulas.CHECKS,
    *changes.CHECKS,
    *history.CHECKS,
    *adjusting.CHECKS,
    *naming.CHECKS,
    *ranking.CHECKS,
    *quotas.CHECKS,
    *standings.CHECKS,
    *register.CHECKS,
    *cycles.CHECKS,
    *citations.CHECKS,
)


def check(rubric: Rubric, document: Document) -> list[Problem]:
    """Everything wrong with a rubric whose parts are each well formed.

    Args:
        rubric: the rubric, as its classes read it.
        document: the file it was read from, for lines and paths.
    """
    whole = survey(rubric, document)
    return [problem for rule in CHECKS for problem in rule(whole)]
