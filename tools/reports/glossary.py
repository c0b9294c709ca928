"""The sheet of terms and notation: as a part of every page, and as what a term in the text shows."""

import re

from tools.reports.prose import Prose, text_of

ROW = re.compile(r"(<tr>\s*<td[^>]*>)((?:(?!</td>).)*)(</td>)", re.DOTALL)
LINE = re.compile(r"^\| ([^|]+?) \| ((?:\\\||[^|])+?) \| (W\dA\d) \|$", re.MULTILINE)

OF_CHAPTER = re.compile(r"\| (W\dA\d|notebook) \|$", re.MULTILINE)  # the last column
BULLET = re.compile(r"^(\d+)([.)] )")  # "1. of numbers: …; 2. …" is no list here


def slug(term):
    return "term-" + re.sub(r"[^a-z0-9]+", "-", term.lower()).strip("-")


def terms(markdown):
    """{each term and each of its other names: (id of its row, what it means, in Markdown)}."""
    found = {}
    for names, meaning, _ in LINE.findall(markdown):
        first, *others = [name.strip().lower() for name in names.split(",")]
        found |= {name: (slug(first), meaning) for name in (first, *others)}
    return found


def sheet(markdown, folder, chapters, linked=False):
    """The sheet as HTML, without its title; a term's row has its id.

    chapters: (assignment, title) of all. In the last column is a chapter's number; if linked, its title too, as a link.
    """
    known = {identity for identity, _ in terms(markdown).values()}
    numbers = [(number, name, title) for number, (name, title) in enumerate(chapters, start=1)]
    shown = {
        name.split("-")[0]: f"[{number}\u00a0{title}](../{name}/{name}.ipynb)" if linked else str(number)
        for number, name, title in numbers
    }
    shown["notebook"] = "chapter"
    markdown = OF_CHAPTER.sub(lambda found: f"| {shown.get(found[1], found[1])} |", markdown)

    def with_id(found):
        identity = slug(text_of(found[2]).split(",")[0])
        return found[0].replace("<tr>", f'<tr id="{identity}">', 1) if identity in known else found[0]

    return ROW.sub(with_id, Prose(folder, chapters=chapters).html(markdown))


def links(markdown, folder):
    """What Prose links terms to: {term: (address on the page, what it means as HTML)}."""
    prose = Prose(folder)
    html = {
        meaning: prose.html(BULLET.sub(r"\1\\\2", meaning)).strip().removeprefix("<p>").removesuffix("</p>")
        for _, meaning in terms(markdown).values()
    }
    return {name: (f"#{identity}", html[meaning]) for name, (identity, meaning) in terms(markdown).items()}
