"""How much is run on Spark: `make test` a part of each kind, `make nightly` all of it."""

from __future__ import annotations

from hypothesis import settings

NIGHTLY = settings.get_current_profile_name() == "nightly"
