"""What each kind of evidence comes to, one jurisdiction and period at a time: a state, and an exact number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction

from tests.oracle import formula
from tests.oracle.arithmetic import half_up, number
from tests.oracle.document import Document, Item, Period, Section
from tests.oracle.facts import Facts

STATE_OF_CODE = {1: "not_applicable", 2: "not_assessed", 3: "missing"}
"""What the hundreds of a metric's `?` column say."""

NOT_SUBMITTED = 306
"""The cell was left blank: what shorter periods say may stand for it."""

WORST_FIRST = ("missing", "not_assessed", "not_applicable")


@dataclass(frozen=True)
class Found:
    """What the evidence says: `value` is None unless the state is reported."""

    state: str
    value: Fraction | None = None


NOT_ASSESSED = Found("not_assessed")


def reported(value: Fraction | int) -> Found:
    """A value that counts."""
    return Found("reported", Fraction(value))


def worst(states: Iterable[str]) -> str | None:
    """The state that prevails among several, None where all are reported."""
    present = set(states)
    return next((state for state in WORST_FIRST if state in present), None)


class Evidence:
    """The evidence of one jurisdiction, in any period."""

    def __init__(self, document: Document, facts: Facts, jurisdiction: str, node: Callable[[str, str], Found]) -> None:
        self.document, self.facts, self.jurisdiction, self.node = document, facts, jurisdiction, node
        self.roster = facts.roster[jurisdiction]

    def of(self, leaf: Item, period: Period) -> Found:
        """The value before any change is taken."""
        keys = leaf.keys
        if "value" in keys:
            return self.formula(leaf, period)
        if "desk_review" in keys:
            return self.desk_review(keys["desk_review"], period)
        if "site_visits" in keys:
            return self.site_visits(keys["site_visits"], period)
        if "survey" in keys:
            return self.survey(keys["survey"], period)
        return self.events(keys["events"], period)

    # -- submitted metrics -------------------------------------------------------------------------------------------

    def formula(self, leaf: Item, period: Period) -> Found:
        """A formula over metrics; a state of any of them prevails, then what its divisions by zero are said to give."""
        tree = formula.parse(leaf.keys["value"])
        found = {name: self.named(name, period) for name in formula.names(tree)}
        nodes = {(code, aspect): self.node(code, aspect) for code, aspect in formula.references(tree)}
        state = worst(each.state for each in (*found.values(), *nodes.values()))
        if state:
            return Found(state)
        try:
            value = formula.work_out(tree, lambda name: found[name].value, lambda *asked: nodes[asked].value)
        except formula.DivisionByZeroError as failed:
            return outcome(leaf.setting("zero_by_zero" if failed.numerator == 0 else "by_zero"))
        assert isinstance(value, Fraction)
        return reported(value)

    def named(self, name: str, period: Period) -> Found:
        """A metric, or a number on the roster."""
        if name in self.document.metrics:
            return self.metric(name, period)
        value = self.roster[name]
        return Found("missing") if value is None else reported(value)

    def metric(self, name: str, period: Period) -> Found:
        """A metric over a period: as submitted for it, else joined from the shorter periods it is submitted for."""
        declared = self.document.metrics[name]
        direct = self.submitted(name, period)
        if direct is not None:
            return direct
        parts = self.document.parts(period, declared.get("every", "year"))
        over = declared.get("over", "sum")
        if over == "last":
            parts = parts[-1:]
        found = [self.submitted(name, part) or Found("missing") for part in parts]
        state = worst(each.state for each in found) if found else "missing"
        if state:
            return Found(state)
        values = [each.value for each in found if each.value is not None]
        total = sum(values, Fraction(0))
        joined = {"sum": total, "last": values[-1], "mean": total / len(values), "max": max(values), "min": min(values)}
        return reported(joined[over])

    def submitted(self, name: str, period: Period) -> Found | None:
        """What was submitted for exactly this period, None where nothing was; a percentage is a share."""
        row = self.facts.metrics.get(period.id, {}).get(self.jurisdiction, {})
        noted = row.get(f"{name}?") or 0
        if noted:
            return None if noted == NOT_SUBMITTED else Found(STATE_OF_CODE[noted // 100])
        if row.get(name) is None:
            return None
        declared = self.document.metrics[name]
        unit = Fraction(1, 10 ** int(declared.get("decimals", 0)))
        return reported(row[name] * unit / (100 if declared["unit"] == "%" else 1))

    # -- records -----------------------------------------------------------------------------------------------------

    def desk_review(self, asked: Section, period: Period) -> Found:
        """The mean share of the items that got a verdict with one."""
        options = self.document.keys["answers"][asked["answers"]]["options"]
        records = self.facts.desk_review.get((period.id, self.jurisdiction), [])
        verdicts = {row["item"]: options.get(row["verdict"], "not_assessed") for row in records}
        given = [verdicts.get(item, "not_assessed") for item in asked["items"]]
        shares = [share for share in map(share_of, given) if share is not None]
        if shares:
            return reported(sum(shares, Fraction(0)) / len(shares))
        return Found("not_applicable") if set(given) == {"not_applicable"} else NOT_ASSESSED

    def site_visits(self, asked: Section, period: Period) -> Found:
        """Items to a site's mean, sites to a type's, types by weight; short samples as the leaf says."""
        options = self.document.keys["answers"][asked["answers"]]["options"]
        answers: dict[str, dict[str, list[Fraction]]] = {kind: defaultdict(list) for kind in asked["sites"]}
        for row in self.facts.site_visits.get((period.id, self.jurisdiction), []):
            share = share_of(options.get(row["verdict"], "not_assessed"))
            if row["site_type"] in answers and row["item"] in asked["items"] and share is not None:
                answers[row["site_type"]][row["site"]].append(share)
        if asked.get("short", "flag") == "not_assessed" and any(
            len(sites) < self.required(kind, period) for kind, sites in answers.items()
        ):
            return NOT_ASSESSED
        means: dict[str, Fraction] = {}
        for kind, sites in answers.items():
            if sites:
                each = [half_up(sum(shares, Fraction(0)) / len(shares)) for shares in sites.values()]
                means[kind] = half_up(sum(each, Fraction(0)) / len(each))
        return weighted({kind: number(weight) for kind, weight in asked["sites"].items()}, means)

    def required(self, kind: str, period: Period) -> Fraction:
        """How many sites of a type must be visited at least."""
        sample = self.document.keys["sites"][kind].get("sample")
        if sample is None:
            return Fraction(0)
        at_least = number(sample.get("at_least", "1"))
        there_are = self.metric(sample["of"], period).value
        if there_are is None:
            return at_least
        wanted = number(sample["share"]) * there_are
        rounded_up = -(-wanted.numerator // wanted.denominator)
        return min(there_are, max(at_least, Fraction(rounded_up)))

    def survey(self, asked: Section, period: Period) -> Found:
        """The mean share of each question's valid answers, then the questions by weight."""
        questions = self.document.keys["surveys"][asked["survey"]]["questions"]
        shares: dict[str, list[Fraction]] = {each: [] for each in asked["questions"]}
        respondents = set()
        for row in self.facts.survey.get((period.id, self.jurisdiction), []):
            if row["survey"] != asked["survey"] or row["question"] not in shares:
                continue
            options = self.document.keys["answers"][questions[row["question"]]["answers"]]["options"]
            share = share_of(options.get(row["answer"], "excluded"))
            if share is not None:
                shares[row["question"]].append(share)
                respondents.add(row["respondent"])
        if not respondents:
            return NOT_ASSESSED
        if len(respondents) < int(asked.get("minimum_sample", "0")):
            return Found(asked.get("below_minimum", "not_assessed"))
        means = {each: half_up(sum(given, Fraction(0)) / len(given)) for each, given in shares.items() if given}
        return weighted({each: number(weight) for each, weight in asked["questions"].items()}, means)

    def events(self, asked: Section, period: Period) -> Found:
        """How many there were inside the period; none recorded is zero, no record kept at all is not."""
        if not self.facts.has_events:
            return NOT_ASSESSED
        happened = [
            row
            for row in self.facts.events.get(self.jurisdiction, [])
            if period.starts <= row["date"] <= period.ends and row["type"] in asked["types"]
        ]
        if not asked.get("severities"):
            return reported(sum(row["quantity"] for row in happened))
        counted = sum(row["quantity"] for row in happened if row["severity"] in asked["severities"])
        graded = {name for name, kind in self.document.keys["events"].items() if kind.get("severities")}
        is_unclear = any(row["quantity"] and row["severity"] is None and row["type"] in graded for row in happened)
        return NOT_ASSESSED if is_unclear and not counted else reported(counted)


def outcome(written: str | None) -> Found:
    """What a setting for an undefined number gives: a state by name, or a number instead."""
    if written is None:
        return NOT_ASSESSED
    return Found(written) if written in WORST_FIRST else reported(number(written))


def share_of(answer: str) -> Fraction | None:
    """What an answer is worth; None where it does not count."""
    return None if answer in ("not_applicable", "not_assessed", "excluded") else number(answer)


def weighted(weights: dict[str, Fraction], means: dict[str, Fraction]) -> Found:
    """The weighted mean over those that have one."""
    if not means:
        return NOT_ASSESSED
    total = sum((weights[key] for key in means), Fraction(0))
    return reported(sum((weights[key] * mean for key, mean in means.items()), Fraction(0)) / total)
