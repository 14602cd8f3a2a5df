"""What all tests share: how hard Hypothesis tries, LibreOffice, and that nothing is passed over unseen.

A test that gives its own `max_examples` does not take part in the nightly search; state one only where an example
costs seconds.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Generator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from docs.programmes.pages import Programmes

ROOT = Path(__file__).parent.parent
ON_CI = os.environ.get("CI", "").lower() in {"1", "true"}

# Timing says nothing about correctness on a shared machine, so no example has a deadline.
settings.register_profile("few", max_examples=10, deadline=None)
settings.register_profile("dev", max_examples=50, deadline=None)
settings.register_profile(
    "ci",
    max_examples=100,
    deadline=None,
    derandomize=True,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(
    "nightly", max_examples=2_000, deadline=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if ON_CI else "dev"))


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's folder."""
    return ROOT


@pytest.fixture(scope="session")
def programmes(root: Path) -> Programmes:
    """Every programme's rubric, sample inputs and results, each read and scored once."""
    return Programmes(root)


@pytest.fixture(scope="session")
def soffice() -> str:
    """LibreOffice's command, which `setup-system.sh` installs."""
    command = shutil.which("soffice")
    if command is None:
        pytest.fail("LibreOffice is not installed: run setup-system.sh as root")
    return command


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(call: pytest.CallInfo[None]) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """On CI a skipped test has failed: what was not run was not shown to work."""
    report = yield
    if ON_CI and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped on CI: {call.excinfo.value if call.excinfo else ''}"
    return report
