"""The pages about programmes: current, and right by themselves: formulas, sums, submitted numbers, ranks, links."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from docs.programmes.pages import Programmes
from scoring.words import LANGUAGES, Language
from tests.docs.submitted import Programme
from tests.docs.worked import amiss_in_results, amiss_in_submitted, amiss_in_tree, examples, printed
from tests.spreadsheets import recalculated

ROOT = Path(__file__).parents[2]
PAGES = {path.name: (path, slug, language) for path, slug, language in Programmes(ROOT).pages()}
SLUGS = Programmes(ROOT).slugs()
EXAMPLES = {
    f"{name} {n}": (example, slug)
    for name, (path, slug, _) in PAGES.items()
    for n, example in enumerate(examples(path.read_text(encoding="utf-8")), 1)
}
CHINESE = {name: found for name, found in EXAMPLES.items() if ".en.md" not in name}
RANKED = {
    "zh": (r"名次：\*\*(\d+)\*\*，参加排名的共 (\d+) 个地区", r"总分 \*\*([\d.]+)\*\*"),
    "en": (r"rank: \*\*(\d+)\*\* of (\d+)", r"Total \*\*([\d.]+)\*\*"),
}


def programme(slug: str) -> Programme:
    return Programme(ROOT / "rubrics" / f"{slug}.yaml", ROOT / "sample_inputs" / slug)


@pytest.fixture(scope="module")
def calculated(soffice: str, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Mapping[str, object]]:
    """What a spreadsheet makes of every formula of every page."""
    folder = tmp_path_factory.mktemp("programmes")
    book = openpyxl.Workbook()
    for n, (example, _) in enumerate(EXAMPLES.values()):
        sheet = book.create_sheet(f"{n}")
        for row in example.formulas.items():
            sheet.append([row[0], f"={row[1]}"])
    done = recalculated(book, soffice, folder)
    return {
        name: {str(row[0].value): row[1].value for row in done[f"{n}"].iter_rows()} for n, name in enumerate(EXAMPLES)
    }


@pytest.mark.parametrize("name", PAGES)
def test_what_is_made_from_the_rubric_and_its_sample_is_current(name: str, programmes: Programmes) -> None:
    path, slug, language = PAGES[name]
    written = path.read_text(encoding="utf-8")
    assert written.splitlines() == programmes.refreshed(written, slug, language).splitlines(), "run make docs"


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_spreadsheet_comes_to_the_marks_printed(name: str, calculated: Mapping[str, Mapping[str, object]]) -> None:
    example, _ = EXAMPLES[name]
    assert len(example.leaves) > 5
    assert amiss_in_results(example, calculated[name]) == []


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_marks_printed_add_up_to_the_total_printed(name: str) -> None:
    example, slug = EXAMPLES[name]
    assert amiss_in_tree(example, programme(slug)) == []
    root = list(example.nodes.values())[-1]
    language = "en" if ".en.md" in name else "zh"
    assert example.numbers(RANKED[language][1]) == [root.mark]


@pytest.mark.parametrize("name", CHINESE)
def test_the_numbers_printed_are_those_submitted(name: str) -> None:
    example, slug = CHINESE[name]
    assert len(list(printed(example, programme(slug)))) > 5
    assert amiss_in_submitted(example, programme(slug)) == []


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_rank_printed_is_one_more_than_there_are_better_totals(name: str, programmes: Programmes) -> None:
    example, slug = EXAMPLES[name]
    ranked = programmes.result(slug, example.period).ranking.drop_nulls("rank")
    own = ranked.filter(ranked["jurisdiction"] == example.who)["score"].item()
    rank, of = example.numbers(RANKED["en" if ".en.md" in name else "zh"][0])
    better, equal = (ranked["score"] > own).sum(), (ranked["score"] == own).sum()
    # Among equals a rubric may break the tie.
    assert better < rank <= better + equal
    assert of == ranked.height


def test_a_wrong_number_anywhere_on_a_page_is_found_out(
    calculated: Mapping[str, Mapping[str, object]],
) -> None:
    name, (example, slug) = next(iter(CHINESE.items()))
    code = next(code for code, row in example.leaves.items() if row.mark == row.points and row.made)
    body = re.sub(rf"^(\| `{re.escape(code)}` .*\| )[\d.]+( / )", r"\g<1>0.0123\2", example.body, flags=re.MULTILINE)
    wrong = replace(example, body=body)
    assert len(amiss_in_results(wrong, calculated[name])) == 1
    assert len(amiss_in_tree(wrong, programme(slug))) == 2
    # Of somebody else no number printed is the one submitted, but by chance.
    other = replace(example, who=next(who for _, _, who in programme(slug).submitted if who != example.who))
    assert len(amiss_in_submitted(other, programme(slug))) > len(list(printed(example, programme(slug)))) / 2


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("slug", SLUGS)
def test_every_programme_has_a_page_with_an_example_that_the_first_page_links_to(slug: str, language: Language) -> None:
    name, readme = (f"{slug}.md", "README.zh-CN.md") if language == "zh" else (f"{slug}.en.md", "README.md")
    assert name in PAGES
    page = PAGES[name][0].read_text(encoding="utf-8")
    assert examples(page)
    assert "<!-- assumed -->" in page
    assert f"(docs/programmes/{name})" in (ROOT / readme).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", PAGES)
def test_pages_that_are_linked_are_there(name: str) -> None:
    path = PAGES[name][0]
    links = re.findall(r"\]\(([^)#]+)[^)]*\)", path.read_text(encoding="utf-8"))
    assert [link for link in links if "://" not in link and not (path.parent / link).exists()] == []
