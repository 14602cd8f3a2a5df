"""The clause register: each clause once, and what it names is in the rubric."""

from __future__ import annotations

from collections.abc import Iterator

from scoring.errors import Problem
from scoring.rubric.checks.whole import Whole, repeated
from scoring.rubric.document import Where
from scoring.rubric.nearest import did_you_mean
from scoring.rubric.prose import PERIOD_KINDS
from scoring.rubric.register import answers
from scoring.words import Text


def rows(whole: Whole) -> Iterator[Problem]:
    """Each row of the list of clauses stands once."""
    codes = [row.row for row in whole.rubric.clauses]
    for n in repeated(codes):
        expected, hint = (
            Text("每条只登记一次", "each clause once"),
            Text("合并，或改编号", "join them, or renumber"),
        )
        yield whole.problem(("register", n, "row"), "duplicate_row", codes[n], expected, hint)


def answered(whole: Whole) -> Iterator[Problem]:
    """A clause is answered for, or it is said why not; never both, never neither."""
    for n, row in enumerate(whole.rubric.clauses):
        if bool(row.by or row.periods) == (row.unscored is not None):
            found = "by, unscored" if row.unscored else row.row
            expected = Text(
                "by 或 periods，或者 unscored 写明不计分的理由", "by or periods, or the reason under unscored"
            )
            yield whole.problem(("register", n), "clause_unanswered", found, expected)


def names(whole: Whole) -> Iterator[Problem]:
    """What answers for a clause is there."""
    known = answers(whole.rubric)
    periods = [*(period.id for period in whole.rubric.periods), *PERIOD_KINDS]
    for n, row in enumerate(whole.rubric.clauses):
        where: Where = ("register", n)
        for name in row.by:
            if name not in known:
                expected = Text(
                    "规则中指标、分支、门槛、名额限制或状态标签的代码",
                    "the code of a leaf, node, gate, quota or standing of the rubric",
                )
                yield whole.problem((*where, "by"), "unknown_answer", name, expected, did_you_mean(name, known))
        for name in row.periods:
            if name not in periods:
                expected = Text("规则中的期次或期次类别", "a period of the rubric, or a kind of periods")
                yield whole.problem((*where, "periods"), "unknown_period", name, expected, did_you_mean(name, periods))


CHECKS = (rows, answered, names)
