"""The measured work as a rubric, for our side."""

from __future__ import annotations

from decimal import Decimal

from benchmarks.tree import (
    FULL,
    MOST,
    Asked,
    AtMost,
    Bands,
    Branch,
    Gate,
    Goalposts,
    Growth,
    Leaf,
    PerQuantum,
    Proportional,
    Relative,
    Work,
)

HEAD = """\
rubric: {{id: bench-{name}, title: Benchmark {name}, version: "1", language: en, source: {{title: made for measuring}}}}
assumed:
  points: made for measuring
  scale: made for measuring
  evidence: made for measuring
  settings: made for measuring
  metric: made for measuring
  options: made for measuring
  answers: made for measuring
  change: made for measuring
  gate: made for measuring
  rank: made for measuring
population:
  levels: {{county: county, town: town}}
periods:
{periods}
metrics:
{metrics}
settings: {{missing: zero, not_applicable: rescale, not_assessed: zero, round: 0.01}}
"""

PERIODS = '- {{id: "{year}", kind: year, title: Year {year}, starts: {year}-01-01, ends: {year}-12-31}}'

ANSWERS = """\
answers:
  opinion: {options: {satisfied: 100%, fairly: 80%, neutral: 60%, dissatisfied: 0%, unsure: excluded}}
surveys:
  public:
    title: Public opinion
    questions:
"""

MIN_SAMPLE = 30
"""Respondents a survey needs."""


def rubric(work: Work) -> str:
    """The text of a rubric file that asks for the same marks.

    Example:
        >>> from benchmarks.tree import plain
        >>> rubric(plain()).splitlines()[-2].partition("value: ")[2]
        'm200, bands: {at_least: {8010: 100%, 6010: 80%, 3010: 60%}, else: 0}}'
    """
    leaves = work.leaves
    asked = [leaf for leaf in leaves if isinstance(leaf.scale, Asked)]
    years = (2023, 2024) if any(isinstance(leaf.scale, Growth) for leaf in leaves) else (2024,)
    text = HEAD.format(
        name=work.name,
        periods="\n".join(PERIODS.format(year=year) for year in years),
        metrics="\n".join(_metric(leaf) for leaf in leaves if leaf not in asked),
    )
    if asked:
        text += ANSWERS + "".join(
            f"      {leaf.scale.question}: {{title: Question {leaf.scale.question}, answers: opinion}}\n"
            for leaf in asked
            if isinstance(leaf.scale, Asked)
        )
    text += "tree:\n  node: total\n  title: total\n  clause: total\n  points: 100\n  children:\n"
    text += "".join(_lines(child, 1) for child in work.root.children)
    if work.gates:
        text += "gates:\n" + "".join(_gate(gate, work) for gate in work.gates)
    return text + "rank: {of: total, digits: 2, clause: rank}\n"


def _metric(leaf: Leaf) -> str:
    most = _shown(MOST, leaf)
    return f"  {leaf.metric}: {{title: Metric {leaf.metric}, unit: cases, maximum: {most}, decimals: {leaf.decimals}}}"


def _lines(item: Branch | Leaf, depth: int) -> str:
    indent = "  " * depth
    title = f"title: {item.code}, clause: {item.code}, weight: {item.weight}"
    if isinstance(item, Leaf):
        return f"{indent}- {{leaf: {item.code}, {title}, {_evidence(item)}}}\n"
    head = f"{indent}- node: {item.code}\n"
    for pair in title.split(", "):
        head += f"{indent}  {pair}\n"
    return head + f"{indent}  children:\n" + "".join(_lines(child, depth + 1) for child in item.children)


def _evidence(leaf: Leaf) -> str:
    value = f"value: {leaf.metric}"
    match leaf.scale:
        case Goalposts(worst, best):
            return f"{value}, goalposts: {{worst: {_shown(worst, leaf)}, best: {_shown(best, leaf)}}}"
        case Bands(steps):
            bands = ", ".join(f"{_shown(edge, leaf)}: {marks * 100 // FULL}%" for edge, marks in steps)
            return f"{value}, bands: {{at_least: {{{bands}}}, else: 0}}"
        case PerQuantum(every, each):
            off = Decimal(each) / 100
            return f"{value}, per_quantum: {{every: {_shown(every, leaf)}, each: {off}, part: drop, deduct: true}}"
        case Proportional(target):
            return f"{value}, proportional: {{target: {_shown(target, leaf)}}}"
        case AtMost(edge):
            return f"{value}, threshold: {{at_most: {_shown(edge, leaf)}}}"
        case Asked(question):
            sample = f"minimum_sample: {MIN_SAMPLE}, below_minimum: not_assessed"
            return f"survey: {{survey: public, questions: {{{question}: 1}}, {sample}}}, share: {{}}"
        case Growth(worst, best):
            change = "against: year_before, measure: growth, no_history: not_assessed, baseline_zero: not_assessed"
            return f"{value}, change: {{{change}}}, goalposts: {{worst: {worst}%, best: {best}%}}"
        case Relative(method):
            return f"{value}, {method}: {{{RELATIVE[method]}}}"


RELATIVE = {
    "min_max": "among: level, best: high, constant_group: not_assessed",
    "ratio_to_best": "among: level, best: high, zero_best: 0, constant_group: by_rule",
    "z_score": "among: level, best: high, sd: population, at_mean: 60%, per_sd: 10%, constant_group: 60%",
}


def _gate(gate: Gate, work: Work) -> str:
    code = f"gate: {gate.code}, title: Gate {gate.code} of {work.name}, clause: {gate.code}"
    when = f'when: "{gate.metric} > {gate.above}"'
    effect = '{ineligible: "yes"}'
    if gate.of:
        cap = f"{{of: {gate.of}, at: {Decimal(gate.at) / 100}}}"
        effect = f"{{cap: {cap}}}" if gate.at else f"{{zero: {gate.of}}}"
    return f"- {{{code}, {when}, effect: {effect}}}\n"


def _shown(units: int, leaf: Leaf) -> Decimal:
    return Decimal(units).scaleb(-leaf.decimals)
