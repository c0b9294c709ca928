"""The glossary holds every term that a notebook introduces, and no term that its notebook does not have."""

import re
from pathlib import Path

import nbformat
import pytest

from graders.exercises import names

NOTEBOOKS = Path(__file__).parent.parent / "notebooks"
SHEET = (NOTEBOOKS / "glossary.md").read_text(encoding="utf-8")
ROWS = [
    [cell.strip() for cell in row.strip("| ").split(" | ")]
    for row in SHEET.splitlines()
    if re.search(r"W\dA\d \|$", row)
]


def plain(words):
    """Words as they are compared: without capitals, hyphens, line ends and the s of a plural."""
    return re.sub(r"s\b", "", " ".join(words.lower().replace("-", " ").split()))


TERMS = {plain(term) for row in ROWS for term in re.split(r", | and (?=exploding)", row[0])} | {
    plain(row[0]) for row in ROWS
}


def prose(assignment):
    (path,) = (NOTEBOOKS / assignment).glob("*.ipynb")
    cells = nbformat.read(path, as_version=4).cells
    return [
        cell.source
        for cell in cells
        if cell.cell_type == "markdown" and "notebook-only" not in cell.metadata.get("tags", [])
    ]


def bold(text):
    """The bold words that are terms: what ends like a sentence opens a paragraph or an item of a list."""
    return [words for words in re.findall(r"\*\*(.+?)\*\*", text, re.DOTALL) if words[-1] not in ".:?!"]


def test_the_glossary_is_sorted_and_holds_no_term_twice():
    listed = [row[0].lower() for row in ROWS]
    assert len(listed) > 60
    assert listed == sorted(set(listed))


@pytest.mark.parametrize("assignment", names())
def test_every_bold_term_stands_in_the_glossary(assignment):
    terms = [term for text in prose(assignment) for term in bold(text)]
    assert len(terms) >= 10
    assert [term for term in terms if plain(term) not in TERMS] == []


@pytest.mark.parametrize("assignment", names())
def test_every_term_of_the_glossary_is_bold_in_the_notebook_that_it_names(assignment):
    theirs = {plain(term) for text in prose(assignment) for term in bold(text)}
    named = [row[0] for row in ROWS if assignment.startswith(row[2])]
    assert [term for term in named if not {plain(part) for part in term.split(", ")} & theirs] == []
