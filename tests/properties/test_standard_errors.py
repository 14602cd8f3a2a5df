"""How far a survey's rate may be off: shown beside it, the same digits as the oracle's."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.engine.agreement import fraction
from tests.oracle.document import Document
from tests.oracle.facts import Facts
from tests.oracle.records import Records
from tests.properties.inputs import inputs
from tests.properties.leaves import ASSUMED
from tests.properties.records import surveys
from tests.properties.scored import FEWER, scored
from tests.properties.strategies import rubrics


@FEWER
@given(st.data())
def test_a_standard_error_is_the_oracles(data: st.DataObject) -> None:
    asked = data.draw(surveys())
    leaf = {"leaf": "x", "title": "x", "points": "1", "survey": asked, "assumed": ASSUMED}
    rest = data.draw(rubrics(gated=False))
    tree = {"node": "1", "title": "全部", "points": "1", "children": [leaf]}
    written = {**rest, "tree": tree, "grades": {"scale": [], "else": "无", "assumed": ASSUMED}}
    written["rank"] = {"of": "1", "digits": "0", "assumed": ASSUMED}
    given_ = data.draw(inputs(written))
    document, facts = Document(written), Facts(given_)
    for row in scored(written, given_).samples.iter_rows(named=True):
        answered = Records(document, facts, row["jurisdiction"]).questionnaire(asked, document.periods["2023"])
        wanted = answered.standard_error() if answered.found().state == "reported" else None
        assert fraction(row["se"]) == wanted, row["jurisdiction"]
