"""What the rank compares and groups by."""

from __future__ import annotations

from collections.abc import Iterator

from scoring.errors import Problem
from scoring.rubric.checks.whole import Whole
from scoring.rubric.document import Where
from scoring.rubric.nearest import did_you_mean, nearest
from scoring.words import Text


def what_is_ranked(whole: Whole) -> Iterator[Problem]:
    """The rank and what breaks its ties name items that have marks."""
    rank = whole.rubric.rank
    yield from whole.has_marks(("rank", "of"), rank.of)
    for n, breaker in enumerate(rank.breakers):
        if breaker.code is not None:
            yield from _breaker(whole, ("rank", "broken_by", n), breaker.code)


def _breaker(whole: Whole, where: Where, code: str) -> Iterator[Problem]:
    if code in whole.items or nearest(code, whole.items):
        yield from whole.has_marks(where, code)
        return
    yield whole.problem(
        where,
        "unknown_node",
        code,
        Text("评分规则中的代码，或写明方向的算式", "a code of the rubric, or a formula with its direction"),
        Text(
            "算式后写 降序 或 升序，如 任务总量 降序",
            "write the direction after a formula, as in tasks descending",
        ),
    )


def groups_ranked_within(whole: Whole) -> Iterator[Problem]:
    """Further ranks are taken within columns of the roster."""
    known = [name for name in whole.roster if name != "jurisdiction"]
    for n, columns in enumerate(whole.rubric.rank.within):
        for m, name in enumerate(columns):
            if name not in known:
                expected = Text("名册的一列，如 level", "a column of the roster, such as level")
                yield whole.problem(("rank", "within", n, m), "unknown_name", name, expected, did_you_mean(name, known))


CHECKS = (what_is_ranked, groups_ranked_within)
