"""Metrics as declared: bounds that can be held, and parts of wholes."""

from __future__ import annotations

from collections.abc import Iterator

from scoring.errors import Problem
from scoring.rubric.checks.whole import Whole, repeated
from scoring.rubric.declarations import Metric
from scoring.rubric.nearest import did_you_mean
from scoring.rubric.values import Percent, write_as_read, write_number
from scoring.words import Text

DIGITS = 38
GREATEST = 10**DIGITS - 1


def bounds(whole: Whole) -> Iterator[Problem]:
    """Minimum, maximum and decimals agree, and every value has 38 digits at most."""
    for name, metric in whole.rubric.metrics.items():
        if any(_percent_of_a_percentage(metric, key) for key in ("minimum", "maximum")):
            continue
        if metric.minimum > metric.maximum:
            yield whole.problem(
                ("metrics", name, "minimum"),
                "bounds_reversed",
                f"{write_number(metric.minimum)} > {write_number(metric.maximum)}",
                Text("最小值不大于最大值", "a minimum not above the maximum"),
                Text("核对 minimum 与 maximum", "check minimum and maximum"),
            )
        for key in ("minimum", "maximum"):
            scaled = getattr(metric, key) * 10**metric.decimals
            if scaled.denominator != 1 or abs(scaled) > GREATEST:
                yield whole.problem(
                    ("metrics", name, key),
                    "not_representable",
                    write_number(getattr(metric, key)),
                    Text(
                        "{n} 位小数以内、总共不超过 {all} 位的数", "a number of {n} decimals and {all} digits in all"
                    ).with_(n=metric.decimals, all=DIGITS),
                    Text("调整 decimals 或上下限", "change decimals or the bound"),
                )


def percentage_points(whole: Whole) -> Iterator[Problem]:
    """A metric in % is submitted in percentage points, and so are its bounds: 100% would be a bound of 1."""
    for name, metric in whole.rubric.metrics.items():
        for key in ("minimum", "maximum"):
            bound = getattr(metric, key)
            if _percent_of_a_percentage(metric, key):
                yield whole.problem(
                    ("metrics", name, key),
                    "percent_of_a_percentage",
                    write_as_read(bound),
                    Text("不带 % 的百分数，同填报时一样", "the percentage without its sign, as it is submitted"),
                    Text(
                        "写成 {n}：单位是 % 的指标，上下限与填报数都按百分数写",
                        "write {n}: bounds of a metric in % are percentage points, as its values are",
                    ).with_(n=write_number(bound * 100)),
                )


def _percent_of_a_percentage(metric: Metric, key: str) -> bool:
    return metric.unit == "%" and isinstance(getattr(metric, key), Percent)


def parts_of_wholes(whole: Whole) -> Iterator[Problem]:
    """`part_of` names another metric, in the same unit, and does not go round in a circle."""
    metrics = whole.rubric.metrics
    for name, metric in metrics.items():
        where = ("metrics", name, "part_of")
        if metric.part_of is None:
            continue
        if metric.part_of not in metrics:
            expected = Text("已定义的指标", "a declared metric")
            yield whole.problem(
                where, "unknown_metric", metric.part_of, expected, did_you_mean(metric.part_of, metrics)
            )
        elif metrics[metric.part_of].unit != metric.unit:
            yield whole.problem(
                where,
                "part_in_other_unit",
                f"{metric.unit} / {metrics[metric.part_of].unit}",
                Text("部分与总体同一计量单位", "a part in the unit of its whole"),
                Text("核对 unit，或删去 part_of", "check the units, or remove part_of"),
            )
        chain = [name]
        above: str | None = metric.part_of
        while above in metrics and above not in chain:
            chain.append(above)
            above = metrics[above].part_of
        # Told once, at the metric of the circle that stands first.
        if above == name and name == min(chain, key=list(metrics).index):
            yield whole.problem(
                where,
                "cycle",
                " → ".join([*chain, name]),
                Text("总体不是自己的部分", "a whole that is not part of itself"),
                Text("删去其中一个 part_of", "remove one of the part_of"),
            )


def units_told_alike(whole: Whole) -> Iterator[Problem]:
    """Units that may be added together are units of numbers there are, and each stands in one list."""
    population = whole.rubric.population
    used = [metric.unit for metric in whole.rubric.metrics.values()]
    used += [attribute.unit for attribute in population.attributes.values() if attribute.unit]
    known = [unit for written in dict.fromkeys(used) for unit in (written, *written.split("/"))]
    seen: set[str] = set()
    for n, words in enumerate(whole.rubric.units_alike):
        for k, word in enumerate(words):
            if word not in known:
                expected = Text("某个指标的单位", "the unit of a metric")
                yield whole.problem(("units_alike", n, k), "unknown_unit", word, expected, did_you_mean(word, known))
            elif word in seen:
                expected = Text("每个单位只写一次", "each unit once")
                hint = Text("把可以相加的单位并成一组", "join the lists it stands in")
                yield whole.problem(("units_alike", n, k), "duplicate_unit", word, expected, hint)
            seen.add(word)


def counting_names_each_stage_once(whole: Whole) -> Iterator[Problem]:
    """The stage that counts, and those that stand in for it."""
    counting = whole.rubric.counting
    order = (counting.stage, *counting.otherwise) if counting else ()
    if twice := repeated(order):
        expected = Text("每个阶段一次", "each stage once")
        hint = Text("else 只列 stage 以外的阶段", "else lists the stages other than stage")
        yield whole.problem(("counting", "else"), "named_twice", order[twice[0]], expected, hint)


CHECKS = (bounds, percentage_points, parts_of_wholes, units_told_alike, counting_names_each_stage_once)
