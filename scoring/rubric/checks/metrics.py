"""Metrics as declared: bounds that can be held, parts of wholes, names that tell them apart."""

from __future__ import annotations

from collections.abc import Iterator

from scoring.errors import Problem
from scoring.rubric.checks.whole import Whole
from scoring.rubric.nearest import did_you_mean
from scoring.rubric.values import write_number
from scoring.words import Text

GREATEST = 2**63 - 1


def bounds(whole: Whole) -> Iterator[Problem]:
    """Minimum, maximum and decimals agree, and every value fits 63 bits."""
    for name, metric in whole.rubric.metrics.items():
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
                    Text("{n} 位小数以内、63 位整数以内的数", "a number of {n} decimals that fits 63 bits").with_(
                        n=metric.decimals
                    ),
                    Text("调整 decimals 或上下限", "change decimals or the bound"),
                )


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


def headers_told_apart(whole: Whole) -> Iterator[Problem]:
    """A column header of a submission belongs to one metric."""
    seen: dict[str, str] = {}
    for name, metric in whole.rubric.metrics.items():
        for header in dict.fromkeys((name, metric.title.zh, metric.title.en, *metric.also_called)):
            first = seen.setdefault(header, name) if header else name
            if first != name:
                yield whole.problem(
                    ("metrics", name),
                    "ambiguous_header",
                    header,
                    Text("{first} 以外没有用过的名称", "a name that {first} does not have").with_(first=first),
                    Text(
                        "表头凭名称认指标，两个指标不能同名",
                        "columns are told by their headers: no two metrics share one",
                    ),
                )


def names_told_apart(whole: Whole) -> Iterator[Problem]:
    """A formula's name is one thing: a metric, a roster column or an attribute."""
    for name in whole.rubric.metrics:
        if name in whole.roster:
            yield whole.problem(
                ("metrics", name),
                "name_taken",
                name,
                Text("名册列以外的名称", "a name that is not a roster column"),
                Text("改一个名称", "choose another name"),
            )


CHECKS = (bounds, parts_of_wholes, headers_told_apart, names_told_apart)
