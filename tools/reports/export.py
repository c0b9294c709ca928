"""From an executed notebook to its page: nbconvert with a template of our own."""

import re
from dataclasses import dataclass, field
from pathlib import Path

from markupsafe import Markup
from nbconvert.exporters import TemplateExporter
from traitlets import default

from tools.reports import ReportError
from tools.reports.cells import outputs, segments, without_marks
from tools.reports.frame import TEMPLATE, place, with_parts
from tools.reports.prose import Prose, text_of

WORDS_PER_MINUTE = 200  # of prose; a line of code takes as long as 5 words, a picture as long as 40
FIGURE_TAGS = {"headline", "readme-figure"}


@dataclass
class Page:
    """What the template prints. The first seven are given; the rest is filled in from the notebook.

    notebook: its path, and link: its address seen from the page.  sources: the hash that the page carries.
    versions: what the notebook ran on, in words.  neighbours: see sources.neighbours.
    terms: the glossary in Markdown, or "" if there is none; glossary: the same as HTML.
    contents: (level, id, html) of each section.  blocks: a dict for each cell, see _block.
    """

    assignment: str
    notebook: Path
    link: str
    sources: str
    versions: str
    neighbours: dict
    terms: str = ""
    title: str = ""
    summary: str = ""
    result: str = ""
    minutes: int = 0
    formulas: int = 0
    contents: list = field(default_factory=list)
    blocks: list = field(default_factory=list)
    glossary: str = ""

    @property
    def place(self):
        return place(self.assignment)

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
        return super().from_notebook_node(nb, resources, **kwargs)


def _fill(page, notebook):
    """Read the notebook into the page."""
    prose = Prose(page.notebook.parent)
    for cell in notebook.cells:
        if "notebook-only" in cell.metadata.get("tags", []):
            continue
        try:
            page.blocks.append(_block(page, cell, prose))
        except ReportError as problem:
            raise ReportError(f"cell '{cell.id}' {problem}") from problem
    titles = [html for level, _, html in prose.headings if level == 1]
    if len(titles) != 1:
        raise ReportError(f"has {len(titles)} headings of level 1: it needs one, its title, as the first line")
    first = re.search(r"<p>(.*?)</p>", page.blocks[0].get("html", ""), re.DOTALL)
    if not first:
        raise ReportError("has no paragraph after its title that says what it is about")
    page.title, page.summary = Markup(titles[0]), text_of(first[1])
    page.contents = [(level, name, Markup(_unlinked(html))) for level, name, html in prose.headings if level in (2, 3)]
    page.minutes = _minutes(page)
    if page.terms:
        sheet = Prose(page.notebook.parent)  # of its own: its title is no second title of the page
        page.glossary = Markup(sheet.html(page.terms))
        page.contents.append((2, "glossary", "Glossary and notation"))
        prose.formulas += sheet.formulas
    page.formulas = prose.formulas


def _block(page, cell, prose):
    """A cell: its prose, or what of its code is shown, its hidden tests and its outputs."""
    if cell.cell_type != "code":
        return {"id": cell.id, "kind": "prose", "html": Markup(prose.html(without_marks(cell.source)))}
    tags, parts = set(cell.metadata.get("tags", [])), segments(cell.source)
    block = {
        "id": cell.id,
        "kind": "code",
        "shown": [(kind, html) for kind, html in parts if kind != "hidden"],
        "hidden": [html for kind, html in parts if kind == "hidden"],
        "outputs": outputs(cell, prose),
    }
    if tags & FIGURE_TAGS:
        _name_figure(page, block, tags & FIGURE_TAGS)
    if "result" in tags:
        page.result = _only("result", page.result, _sentence(block["outputs"]))
    return block


def _name_figure(page, block, tags):
    """Give the first picture of a tagged cell the name of its file, and note whether it is the headline."""
    figures = [output for output in block["outputs"] if output["kind"] == "figure"]
    if not figures:
        raise ReportError(f"has the tag {', '.join(sorted(tags))}, but shows no picture")
    figures[0]["file"] = f"{page.assignment}-{block['id']}.{figures[0]['suffix']}"
    if "headline" in tags:
        earlier = any(output.get("headline") for output in page.outputs())
        figures[0]["headline"] = _only("headline", earlier, True)


def _only(tag, earlier, now):
    if earlier:
        raise ReportError(f"has the tag {tag}, and so has an earlier cell: one cell of a notebook can have it")
    return now


def _sentence(shown):
    words = [output["text"] if output["kind"] == "text" else text_of(output.get("html", "")) for output in shown]
    sentence = " ".join(" ".join(words).split())
    if not sentence:
        raise ReportError("has the tag result, but prints nothing: it should print the result in one sentence")
    return sentence


def _unlinked(html):
    return re.sub(r"</?a\b[^>]*>", "", html)


def _minutes(page):
    words = sum(len(text_of(block.get("html", "")).split()) for block in page.blocks)
    words += 5 * sum(html.count("\n") for block in page.blocks for _, html in block.get("shown", []))
    words += 40 * sum(output["kind"] == "figure" for output in page.outputs())
    return max(1, round(words / WORDS_PER_MINUTE))
