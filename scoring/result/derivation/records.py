"""The records one leaf rests on, told in short, and its value as a formula over how many there are of each kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from scoring.evidence.checklist import Checklist
from scoring.evidence.desk_review import DeskReview
from scoring.evidence.events import Events
from scoring.evidence.judgement import Judgement
from scoring.evidence.method import Evidence
from scoring.evidence.panel import Judges
from scoring.evidence.schedule import Schedule
from scoring.evidence.site_visits import SiteVisits
from scoring.evidence.survey import SurveyAnswers
from scoring.result.derivation.answers import judgement, panel, survey
from scoring.result.derivation.happened import events, schedule
from scoring.result.derivation.known import Known
from scoring.result.derivation.seen import Recorded, Seen
from scoring.result.derivation.verdicts import checklist, desk_review, site_visits
from scoring.rubric.declarations import Period

_TOLD: Mapping[type[Evidence], Callable[[Any, Seen], Recorded]] = {
    DeskReview: desk_review,
    Checklist: checklist,
    SiteVisits: site_visits,
    SurveyAnswers: survey,
    Judges: panel,
    Judgement: judgement,
    Schedule: schedule,
    Events: events,
}


def recorded(evidence: Evidence, known: Known, node: str, period: Period) -> Recorded:
    """What a leaf's records say, and its value as a formula over them.

    Args:
        evidence: the evidence method of the leaf.
        known: the jurisdiction.
        node: the leaf's code.
        period: the period they are of.
    """
    for kind, told in _TOLD.items():
        if isinstance(evidence, kind):
            return told(evidence, Seen(known, node, period))
    return Recorded("", ())
