"""What records come to, one jurisdiction and period at a time."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction

from tests.oracle.arithmetic import half_up, number
from tests.oracle.ballots import Ballots
from tests.oracle.document import Item, Period, Section, many
from tests.oracle.facts import Row
from tests.oracle.found import NOT_ASSESSED, Found, reported, share_of, weighted
from tests.oracle.happenings import Happenings
from tests.oracle.questionnaire import Questionnaire
from tests.oracle.reports import Reports

KINDS = ("desk_review", "checklist", "site_visits", "survey", "panel", "judgement", "events", "schedule")


class Records(Ballots, Happenings, Reports):
    """The records of one jurisdiction, in any period."""

    def recorded(self, leaf: Item, period: Period) -> Found:
        """The value of a leaf whose evidence is records."""
        for kind in KINDS:
            if kind in leaf.keys:
                found: Found = getattr(self, kind)(leaf.keys[kind], period)
                return found
        raise KeyError(leaf.code)

    # -- verdicts ----------------------------------------------------------------------------------------------------

    def verdict(self, asked: Section, row: Row, least: Fraction | None = None) -> str:
        """What a record's verdict is worth as the answer set says it: a share or a state.

        A verdict better than the lowest that names no evidence is the lowest, or not assessed, where the leaf says so.
        On a checklist, where a verdict is met from `least` on or not, the better ones are those met.
        """
        options: dict[str, str] = self.document.keys["answers"][asked["answers"]]["options"]
        said = options.get(row["verdict"], "not_assessed")
        shares = {share: answer for answer in options.values() if (share := share_of(answer)) is not None}
        worth = share_of(said)
        if worth is None or row.get("evidence") or "without_evidence" not in asked:
            return said
        if worth == min(shares) if least is None else worth < least:
            return said
        return ("0" if least else shares[min(shares)]) if asked["without_evidence"] == "lowest" else "not_assessed"

    def reviewed(self, asked: Section, period: Period, least: Fraction | None = None) -> dict[str, str]:
        """What each item's verdict is worth; items nobody the leaf listens to has looked at are not assessed."""
        reviewers = many(asked.get("reviewers"))
        verdicts = {
            row["item"]: self.verdict(asked, row, least)
            for row in self.facts.desk_review.get((period.id, self.jurisdiction), [])
            if not reviewers or row["reviewer"] in reviewers
        }
        return {item: verdicts.get(item, "not_assessed") for item in asked["items"]}

    def desk_review(self, asked: Section, period: Period) -> Found:
        """The mean share of the items that got a verdict with one, by the weights given (1 where none is)."""
        given = self.reviewed(asked, period)
        shares = {item: share for item, said in given.items() if (share := share_of(said)) is not None}
        if shares:
            weights = {item: number(asked.get("weights", {}).get(item, "1")) for item in shares}
            return weighted(weights, shares)
        return Found("not_applicable") if set(given.values()) == {"not_applicable"} else NOT_ASSESSED

    def checklist(self, asked: Section, period: Period) -> Found:
        """Whether enough items are met, or how many, or which share; what nobody looked at as the leaf says."""
        least = number(asked.get("met", "100%"))
        given = self.reviewed(asked, period, least)
        absent = [item for item, said in given.items() if said == "not_applicable"]
        shares = {item: share for item, said in given.items() if (share := share_of(said)) is not None}
        met = sum(1 for share in shares.values() if share >= least)
        unsaid = len(given) - len(absent) - len(shares)
        if len(absent) == len(given):
            return Found("not_applicable")
        if not shares:
            return NOT_ASSESSED
        rule = asked.get("unreviewed", "not_assessed")
        applicable = len(shares) + (0 if rule == "left_out" else unsaid)
        found = listed(asked, met, applicable)
        if rule == "not_assessed" and listed(asked, met + unsaid, applicable) != found:
            return NOT_ASSESSED
        return reported(found)

    def site_visits(self, asked: Section, period: Period) -> Found:
        """Items to a site's mean, sites to a type's, types by weight; short samples as the leaf says."""
        reviewers = many(asked.get("reviewers"))
        answers: dict[str, dict[str, list[Fraction]]] = {kind: defaultdict(list) for kind in asked["sites"]}
        for row in self.facts.site_visits.get((period.id, self.jurisdiction), []):
            share = share_of(self.verdict(asked, row))
            if reviewers and row["reviewer"] not in reviewers:
                continue
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
        """The mean of valid answers a question, of questions by weight, of classes by weight where there are any."""
        return self.questionnaire(asked, period).found()

    def questionnaire(self, asked: Section, period: Period) -> Questionnaire:
        """What one survey's respondents answered."""
        rows = self.facts.survey.get((period.id, self.jurisdiction), [])
        return Questionnaire(asked, self.document.keys["surveys"][asked["survey"]], self.document.keys["answers"], rows)


def listed(asked: Section, met: int, applicable: int) -> Fraction:
    """What so many met items come to, of those that apply."""
    if "need" in asked:
        wanted = {"any": 1, "all": applicable}.get(asked["need"])
        return Fraction(met >= (min(int(asked["need"]), applicable) if wanted is None else wanted))
    most = int(asked.get("at_most", str(len(asked["items"]))))
    if asked.get("give") == "number":
        return Fraction(min(met, most))
    return Fraction(min(met, most), min(applicable, most))
