"""From an executed notebook to its page: nbconvert with a template of our own."""

import re
from dataclasses import dataclass, field
from pathlib import Path

from markupsafe import Markup
from nbconvert.exporters import TemplateExporter
from traitlets import default

from tools.reports import ReportError
from tools.reports.chapter import Chapter
from tools.reports.frame import TEMPLATE, numbered, with_parts
from tools.reports.glossary import sheet
from tools.reports.prose import Prose, text_of
from tools.reports.reading import cite

WORDS_PER_MINUTE = 200  # of prose; a line of open code takes as long as 5 words, a figure as long as 40


@dataclass
class Page:
    """What the template prints. The first group is given; the rest is filled in from the notebook.

    notebook: its path, and path: the same from the root of the course.  sources: the hash that the page carries.
    date: of its last change, as in 2026-11-29.  versions: what the notebook ran on, in words.
    chapters: (assignment, title) of all pages in order.
    terms: the glossary in Markdown, or "" if there is none.  links: see Prose.  hints: see Chapter.
    data: the files of datasets/ that the assignment uses.
    contents: (id, number, html) of each section.  blocks: see Chapter.  letters: {id: <path …>} of all figures.
    """

    assignment: str
    notebook: Path
    path: str
    sources: str
    date: str
    versions: str
    chapters: list
    terms: str = ""
    links: dict = field(default_factory=dict)
    hints: dict = field(default_factory=dict)
    data: list = field(default_factory=list)
    title: str = ""
    summary: str = ""
    result: str = ""
    minutes: int = 0
    contents: list = field(default_factory=list)
    blocks: list = field(default_factory=list)
    letters: dict = field(default_factory=dict)
    playgrounds: list = field(default_factory=list)
    glossary: str = ""

    @property
    def number(self):
        """Which chapter it is, counted from 1; None outside the course."""
        names = [name for name, _ in self.chapters]
        return names.index(self.assignment) + 1 if self.assignment in names else None

    @property
    def neighbours(self):
        """{"previous" | "next": (assignment, "2 Title")}, as far as there are any."""
        here = (self.number or 1) - 1
        chapters = list(numbered(self.chapters).items())
        around = {"previous": chapters[max(here - 1, 0) : here], "next": chapters[here + 1 : here + 2]}
        return {which: one for which, some in around.items() for one in some}

    def outputs(self):
        """What all cells show, one after the other."""
        return [output for block in self.blocks for output in block.get("outputs", [])]

    def missing_tags(self):
        """The tags without which the index has nothing to show for this assignment."""
        headlines = [output for output in self.outputs() if output.get("headline")]
        return [tag for tag, there in (("headline", headlines), ("result", self.result)) if not there]


class ReportExporter(TemplateExporter):
    """nbconvert's exporter for our template. Raises ReportError, which names the cell, for what a page cannot show."""

    @default("file_extension")
    def _file_extension_default(self):
        return ".html"

    @default("template_name")
    def _template_name_default(self):
        return TEMPLATE.name

    @default("template_file")
    def _template_file_default(self):
        return "page.html.j2"

    @default("extra_template_basedirs")
    def _extra_template_basedirs_default(self):
        return [str(TEMPLATE.parent)]

    def _create_environment(self):
        return with_parts(super()._create_environment())

    def from_notebook_node(self, nb, resources=None, **kwargs):
        """(html, resources) of an executed notebook. resources["page"]: the Page, which is filled in here."""
        _fill(resources["page"], nb)
        html, resources = super().from_notebook_node(nb, resources, **kwargs)
        html, _ = cite(html)
        return html.replace("FORMULAS", str(html.count("<math")), 1), resources


def _fill(page, notebook):
    """Read the notebook into the page."""
    prose = Prose(page.notebook.parent, page.number, page.links, page.chapters)
    chapter = Chapter(page.assignment, prose, page.hints)
    for cell in notebook.cells:
        if "notebook-only" in cell.metadata.get("tags", []):
            continue
        try:
            chapter.read(cell)
        except ReportError as problem:
            raise ReportError(f"cell '{cell.id}' {problem}") from problem
    page.blocks, page.result, page.playgrounds = chapter.blocks, chapter.result, chapter.playgrounds
    titles = [html for level, *_, html in prose.headings if level == 1]
    if len(titles) != 1:
        raise ReportError(f"has {len(titles)} headings of level 1: it needs one, its title, as the first line")
    first = re.search(r"<p>(.*?)</p>", page.blocks[0].get("html", ""), re.DOTALL)
    if not first:
        raise ReportError("has no paragraph after its title that says what it is about")
    page.title, page.summary = Markup(titles[0]), text_of(first[1])
    page.contents = [(name, number, Markup(html)) for level, name, number, html in prose.headings if level == 2]
    for output in page.outputs():
        page.letters |= output.get("letters", {})
    page.minutes = _minutes(page)
    if page.terms:
        page.glossary = Markup(sheet(page.terms, page.notebook.parent, page.chapters))
        page.contents.append(("glossary", "", "Glossary and notation"))


def _minutes(page):
    words = sum(len(text_of(block.get("html", block.get("statement", ""))).split()) for block in page.blocks)
    words += 5 * sum(
        block["code"].count("\n") for block in page.blocks if block.get("code") and not block.get("folded", True)
    )
    words += 40 * sum(output["kind"] == "figure" for output in page.outputs())
    return max(1, round(words / WORDS_PER_MINUTE))
