"""The trees that are measured, by name: the standard one, and mixes that are nearer to real rubrics."""

from __future__ import annotations

from dataclasses import replace

from benchmarks.tree import Asked, Gate, Growth, Relative, Scale, plain

_PLAIN = plain()
_PLACES = range(0, len(_PLAIN.leaves), 5)

_AGAINST_OTHERS: dict[int, Scale] = {
    place: Relative(("min_max", "ratio_to_best", "z_score")[turn % 3]) for turn, place in enumerate(_PLACES)
}
_OVER_TIME: dict[int, Scale] = {place: Growth(-20 - turn % 3, 20 + turn) for turn, place in enumerate(_PLACES)}
_ASKED: dict[int, Scale] = {20 * turn: Asked(f"Q{turn + 1}") for turn in range(10)}
_GATES = (
    Gate("veto", "m001", 9_900, None),
    Gate("cap", "m002", 9_500, "total", 4_000),
    Gate("zero", "m003", 9_500, "A"),
)

WORKS = {
    work.name: work
    for work in (
        _PLAIN,
        plain(2),
        _PLAIN.with_scales("relative", _AGAINST_OTHERS),
        _PLAIN.with_scales("trend", _OVER_TIME),
        _PLAIN.with_scales("surveys", _ASKED),
        replace(_PLAIN, name="gaps", gaps=True),
        replace(_PLAIN, name="gates", gates=_GATES),
    )
}
