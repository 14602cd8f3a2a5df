"""The sample scored and written once: whole in Chinese, its sixteen most difficult jurisdictions in both languages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest
from openpyxl.workbook import Workbook

from docs.programmes.pages import Programmes
from scoring.api import score
from scoring.intake.inputs import Inputs
from scoring.result.result import Result
from scoring.rubric.model import Rubric
from scoring.words import LANGUAGES, Language
from tests.report.reading import opened

DIFFICULT = (
    *("SL01", "SL0101", "SL0703", "SL08", "SL0907", "SL1001", "SL1403", "SL1609"),
    *("SL1903", "SL2005", "SL2102", "SL22", "SL2705", "SL2804", "SL3408", "SL4008"),
)

Few = Callable[[Language], Result]
Books = Callable[[Language], Workbook]


@pytest.fixture(scope="session")
def rubric(programmes: Programmes) -> Rubric:
    return programmes.rubric("wulateqianqi-2023")


@pytest.fixture(scope="session")
def inputs(programmes: Programmes) -> Inputs:
    return programmes.inputs("wulateqianqi-2023")


@pytest.fixture(scope="session")
def whole(programmes: Programmes) -> Result:
    return programmes.result("wulateqianqi-2023")


@pytest.fixture(scope="session")
def whole_path(whole: Result, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return whole.write_workbook(tmp_path_factory.mktemp("whole") / "ranked.xlsx")


@pytest.fixture(scope="session")
def few(rubric: Rubric, inputs: Inputs) -> Few:
    """The result of the difficult ones alone, in a language."""
    roster = inputs.roster.filter(pl.col("jurisdiction").is_in(DIFFICULT))
    result = score(rubric, replace(inputs, roster=roster))
    results = {language: replace(result, language=language) for language in LANGUAGES}
    return results.__getitem__


@pytest.fixture(scope="session")
def few_path(few: Few, tmp_path_factory: pytest.TempPathFactory) -> Callable[[Language], Path]:
    folder = tmp_path_factory.mktemp("few")
    paths = {language: few(language).write_workbook(folder / f"{language}.xlsx") for language in LANGUAGES}
    return paths.__getitem__


@pytest.fixture(scope="session")
def book(few_path: Callable[[Language], Path]) -> Books:
    """The difficult ones' workbook read back, in a language."""
    books = {language: opened(few_path(language)) for language in LANGUAGES}
    return books.__getitem__
