"""The scales: from a value to exact marks before rounding, each written from the sentence that says its rule."""

from __future__ import annotations

from tests.oracle.scales import bands, efficacy, line, relative, tally
from tests.oracle.scales.given import RULES, Case, Given, marks

__all__ = ["RULES", "Case", "Given", "bands", "efficacy", "line", "marks", "relative", "tally"]
