"""What lies in front of an assessor: one jurisdiction, the rubric, and everybody's records."""

from __future__ import annotations

from tests.oracle.document import Document, Period
from tests.oracle.facts import Facts
from tests.oracle.found import Found


class Folder:
    """The records of one jurisdiction, in any period."""

    def __init__(self, document: Document, facts: Facts, jurisdiction: str) -> None:
        self.document, self.facts, self.jurisdiction = document, facts, jurisdiction

    def metric(self, name: str, period: Period) -> Found:
        """A submitted metric over a period."""
        raise NotImplementedError

    def is_assessed(self, who: str, period: Period) -> bool:
        """Whether somebody on the roster is assessed, rather than only shown."""
        raise NotImplementedError
