"""What a `change` is, in words."""

from __future__ import annotations

from fractions import Fraction

from scoring.rubric.change import Change
from scoring.rubric.terms import outcome_words
from scoring.rubric.values import write_share
from scoring.words import Text

_ONE_BACK = {
    "year": Text("与上年同期比", "against the same period a year before"),
    "period": Text("与上一期比", "against the period before"),
}
_MEASURE = {"growth": Text("的增幅", ", as growth"), "difference": Text("之差", ", as a difference")}
_FAR_BACK = {
    "year": Text("与{n}年前同期比", "against the same period {n} years before"),
    "period": Text("与{n}期前比", "against {n} periods before"),
}
_MEAN_BEFORE = {
    "year": Text("与前{n}年同期的平均比", "against the mean of the same period in the {n} years before"),
    "period": Text("与前{n}期的平均比", "against the mean of the {n} periods before"),
}
_BEST_BEFORE = {
    "year": Text("与{span}同期中{best}的比", "against the {best} of the same period in {span}"),
    "period": Text("与{span}中{best}的比", "against the {best} of {span}"),
}
_SPAN = {
    "year": Text("前{n}年", "the {n} years before"),
    "period": Text("前{n}期", "the {n} periods before"),
}
_ALL = {"year": Text("以前各年", "all years before"), "period": Text("以前各期", "all periods before")}
_BEST = {"high": Text("最高", "highest"), "low": Text("最低", "lowest")}
_MEANS = {
    "year": Text("最近{n}年的平均与再前{n}年的平均比", "the mean of the last {n} years against that of the {n} before"),
    "period": Text(
        "最近{n}期的平均与再前{n}期的平均比", "the mean of the last {n} periods against that of the {n} before"
    ),
}
_MEAN_OF_CHANGES = Text(
    "最近{n}次变化的平均，每次{against}{measure}", "the mean of the last {n} changes, each {against}{measure}"
)
_COMPOUND = {
    "year": Text("最近{n}年的年均复合增幅", "compound growth a year over the last {n}"),
    "period": Text("最近{n}期的期均复合增幅", "compound growth a period over the last {n}"),
}
_STEPS = Text(
    "最近{n}次变化中{wanted}的所占比例，每次{against}，持平的按{flat}计",
    "the share of the last {n} changes that {wanted}, each {against}; a flat one counts {flat}",
)
_WANTED = {"up": Text("上升", "went up"), "down": Text("下降", "went down")}
_NO_HISTORY = Text("；没有可比数据的{gives}", "; without data to compare it {gives}")
_FROM_ZERO = Text("；基期为零的{gives}", "; from zero it {gives}")


def change_words(change: Change) -> Text:
    """What is scaled in place of the value, and what it is where there is no history or the baseline is zero."""
    outcomes = [_NO_HISTORY.with_(gives=outcome_words(change.no_history))]
    if change.baseline_zero is not None:
        outcomes.append(_FROM_ZERO.with_(gives=outcome_words(change.baseline_zero)))
    said = _moved(change)
    return Text(said.zh + "".join(one.zh for one in outcomes), said.en + "".join(one.en for one in outcomes))


def _moved(change: Change) -> Text:
    by, measure = change.by, _MEASURE[change.measure]
    match change.reading:
        case "compound":
            return _COMPOUND[by].with_(n=change.periods)
        case "mean_of_changes":
            return _MEAN_OF_CHANGES.with_(n=change.periods, against=_ONE_BACK[by], measure=measure)
        case "steps":
            wanted, flat = _WANTED[change.wanted or "up"], write_share(change.flat or Fraction(0))
            return _STEPS.with_(n=change.periods, against=_ONE_BACK[by], wanted=wanted, flat=flat)
        case "means":
            compared = _MEANS[by].with_(n=change.periods)
        case "cumulative":
            compared = _FAR_BACK[by].with_(n=change.periods)
        case _:
            compared = _single(change)
    return Text(compared.zh + measure.zh, compared.en + measure.en)


def _single(change: Change) -> Text:
    by = change.by
    if change.against == "mean_before":
        return _MEAN_BEFORE[by].with_(n=change.periods)
    if change.against == "best_before":
        span = _SPAN[by].with_(n=change.periods) if change.periods else _ALL[by]
        return _BEST_BEFORE[by].with_(span=span, best=_BEST[change.best or "high"])
    return _ONE_BACK[by]
