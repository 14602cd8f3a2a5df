"""Desk reviews, checklists and site visits in short, and their values as formulas over the verdicts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction

from scoring.evidence.checklist import Checklist
from scoring.evidence.desk_review import DeskReview
from scoring.evidence.site_visits import SiteVisits
from scoring.result.derivation.seen import (
    AND,
    COUNT,
    MOST_NAMED,
    Recorded,
    Row,
    Seen,
    counts,
    mean_of,
    rounded_mean,
    share_text,
    weighted,
)
from scoring.rubric.spreadsheet import literal
from scoring.words import Text

_NAMED = Text("{said} {n}（{names}）", "{said} {n} ({names})")
_SITES = Text("{title}{n}处：{said}", "{title}, {n} site(s): {said}")
_MET = Text("计为落实 {met} 项，适用 {there} 项", "{met} met of {there} that apply")


def desk_review(method: DeskReview, seen: Seen) -> Recorded:
    """What was found of each item; the mean of the verdicts."""
    rows = seen.rows("desk_review", item=method.items, reviewer=method.reviewers)
    worth = _proved(rows, seen.shares(method.answers), method.without_evidence)
    lines = _verdicts(rows, seen, method.answers)
    kept = [(row, worth[n]) for n, row in enumerate(rows) if worth[n] is not None]
    if not method.weights:
        return Recorded(mean_of(Counter(share for _, share in kept)), lines)
    weighed = [(share, method.weights.get(row["item"], Fraction(1))) for row, share in kept]
    top = "+".join(f"{literal(weight)}*{share_text(share)}" for share, weight in weighed if share is not None)
    return Recorded(f"({top})/({'+'.join(literal(weight) for _, weight in weighed)})", lines)


def checklist(method: Checklist, seen: Seen) -> Recorded:
    """What was found of each item; how many are met."""
    rows = seen.rows("desk_review", item=method.items, reviewer=method.reviewers)
    shares = seen.shares(method.answers)
    worth = _proved(
        rows, {name: Fraction(share >= method.met) for name, share in shares.items()}, method.without_evidence
    )
    met = sum(1 for share in worth if share)
    absent = {
        name
        for name, option in seen.known.result.rubric.answers[method.answers].options.items()
        if option == "not_applicable"
    }
    there = len(method.items) - sum(row["verdict"] in absent for row in rows)
    if method.unreviewed == "left_out":
        there = sum(1 for share in worth if share is not None)
    lines = [*_verdicts(rows, seen, method.answers), seen.say(_MET.with_(met=met, there=there))]
    if method.need is not None:
        wanted = {"any": 1, "all": there}.get(str(method.need)) or min(int(method.need), there)
        return Recorded(f"IF({met}>={wanted},1,0)", lines)
    most = method.at_most
    counted = f"MIN({met},{most})" if most else str(met)
    if method.give == "number":
        return Recorded(counted, lines)
    return Recorded(f"{counted}/{min(there, most) if most else there}", lines)


def site_visits(method: SiteVisits, seen: Seen) -> Recorded:
    """What was found at each site; the mean of each type of site."""
    rows = seen.rows("site_visits", item=method.items, reviewer=method.reviewers)
    shares = seen.shares(method.answers)
    means: list[tuple[str, Fraction]] = []
    lines = []
    for kind, weight in method.sites.items():
        here = [row for row in rows if row["site_type"] == kind]
        sites = {
            name: [row for row in here if row["site"] == name] for name in dict.fromkeys(row["site"] for row in here)
        }
        counted = {
            name: Counter(shares[row["verdict"]] for row in of if row["verdict"] in shares)
            for name, of in sites.items()
        }
        counted = {name: of for name, of in counted.items() if of}
        if not counted:
            continue
        means.append((f"ROUND(AVERAGE({','.join(rounded_mean(of) for of in counted.values())}),9)", weight))
        said = [f"{name} {counts((row['verdict'] for row in sites[name]), seen)}" for name in counted]
        title = seen.known.result.rubric.sites[kind].title
        lines.append(seen.say(_SITES).format(title=seen.say(title), n=len(counted), said=seen.joined(said, AND)))
    return Recorded(weighted(means), lines)


def _proved(rows: Sequence[Row], shares: Mapping[str, Fraction], undocumented: str | None) -> list[Fraction | None]:
    """What each record is worth, None where it does not count."""
    lowest = min(shares.values(), default=Fraction(0))
    found: list[Fraction | None] = []
    for row in rows:
        share = shares.get(row["verdict"])
        if undocumented and share is not None and share > lowest and not row["evidence"]:
            share = lowest if undocumented == "lowest" else None
        found.append(share)
    return found


def _verdicts(rows: Sequence[Row], seen: Seen, answers: str) -> list[str]:
    """How many items got each verdict, and which, in the order of the verdicts."""
    order = seen.known.result.rubric.answers[answers].options
    known = {verdict: [row["item"] for row in rows if row["verdict"] == verdict] for verdict in order}
    found = {verdict: items for verdict, items in known.items() if items}
    parts = [
        seen.say(_NAMED if len(names) <= MOST_NAMED else COUNT).format(
            said=verdict, n=len(names), names=seen.joined(names)
        )
        for verdict, names in found.items()
    ]
    return [seen.joined(parts, AND)] if parts else []
