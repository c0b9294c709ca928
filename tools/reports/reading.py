"""What a chapter cites: the list at its end, read from the page, and links to it from the text."""

import re
from html import unescape
from typing import NamedTuple

from tools.reports.prose import text_of

LIST = re.compile(r'(<h2 id="Further-reading">.*?)(<ul>.*?</ul>)', re.DOTALL)
ITEM = re.compile(r"<li>(.*?)</li>", re.DOTALL)
ARXIV = re.compile(r'<a href="https://arxiv\.org/abs/([\d.]+)">')
DOI = re.compile(r'<a href="https://doi\.org/([^"]+)">')
YEAR = re.compile(r"\b(?:19|20)\d\d\b")


class Work(NamedTuple):
    """A work that a chapter cites. id: of its entry; names: the first author's surname; html: the entry."""

    id: str
    surname: str
    year: str
    html: str


def cite(html):
    """(html, works) of a page's text: the entries of its reading list have ids and DOIs, and the text links to them."""
    found = LIST.search(html)
    if not found:
        return html, []
    works = [work for item in ITEM.findall(found[2]) if (work := _work(item))]
    listed = found[2]
    for work in works:
        listed = listed.replace(f"<li>{work.html}</li>", f'<li id="{work.id}">{with_doi(work.html)}</li>', 1)
    before, after = html[: found.start(2)], html[found.end(2) :]
    for work in works:
        before = _linked(before, work)
    return before + listed + after, [work._replace(html=with_doi(work.html)) for work in works]


def _work(item):
    """The Work of an entry like "K. He, X. Zhang: <a …>Title</a>, 2015. Remark", or None."""
    authors, colon, rest = item.partition(":")
    years = YEAR.findall(text_of(re.sub(r'href="[^"]*"', "", rest)))
    if not colon or "<" in authors.replace("<em>", "") or not years:
        return None
    surname = unescape(authors).split(",")[0].removesuffix(" et al.").removesuffix(" and others").split(". ")[-1]
    return Work(f"ref-{surname.lower().replace(' ', '-')}-{years[0]}", surname, years[0], item)


def with_doi(entry):
    """An entry with the DOI of its work behind its title, where there is one: arXiv gives each paper one."""
    for pattern, doi in (ARXIV, "10.48550/arXiv.{}"), (DOI, "{}"):
        found = pattern.search(entry)
        if found:
            name = doi.format(found[1])
            end = entry.index("</a>", found.end()) + 4
            return f'{entry[:end]} (<a class="doi" href="https://doi.org/{name}">doi:{unescape(name)}</a>){entry[end:]}'
    return entry


def _linked(html, work):
    """Mentions of a work, as in "He et al., 2015" or "Glorot and Bengio (2010)", as links to its entry."""
    mention = rf"({re.escape(work.surname)}(?:(?:,| and| &amp;|) [A-Z]\w+)*(?: et al\.)?,? \(?{work.year}\b)"
    return re.sub(rf"{mention}(?![^<]*</a>)", rf'<a class="cite" href="#{work.id}">\1</a>', html)
