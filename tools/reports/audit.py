"""Read a page that was made: find what is wrong with it, and what the index and the README take from it."""

import os
import re
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

from tools.reports import ReportError

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
LITERAL = {"pre", "code", "script", "style", "math"}  # in these a dollar or a backslash is what it is
LOADING = ("src", "srcset", "poster", "data")
RAW_TEX = re.compile(r"\$[^$\s][^$]*\$|\\[a-zA-Z]{2,}|\\[\[\]()]")
CELL_TALK = re.compile(r"\b(?:next|this|run the|the) cell\b(?! (?:nuclei|nucleus|centres?))", re.IGNORECASE)


class PageReader(HTMLParser):
    """A page's meta data, formulas, ids, headings, links and pictures; the last three with the cell that they are in.

    problems: what can be seen to be wrong while reading.
    """

    def __init__(self, html):
        super().__init__()
        self.meta, self.formulas, self.ids, self.problems = {}, 0, set(), []
        self.headings, self.links, self.images = [], [], []
        self._cell, self._open = None, []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag not in VOID:
            self._open.append(tag)
        if tag == "section":
            self._cell = attributes.get("id", "").removeprefix("cell-")
        self._note(tag, attributes)
        self._check(tag, attributes)

    def handle_endtag(self, tag):
        while self._open and self._open.pop() != tag:
            pass
        if tag == "section":
            self._cell = None

    def handle_data(self, data):
        if not LITERAL & set(self._open):
            for tex in RAW_TEX.findall(data):
                self._complain(f"shows {tex!r} as it is written: a formula stands between two $, no space inside them")
            for words in CELL_TALK.findall(data) if self._cell else []:
                self._complain(f"says {words!r}: a reader of the page has no cells to run")

    def _note(self, tag, attributes):
        if tag == "meta" and "name" in attributes:
            self.meta[attributes["name"]] = attributes["content"]
        elif tag == "math":
            self.formulas += 1
        elif tag == "a":
            self.links.append((self._cell, attributes.get("href", "")))
        elif tag == "img":
            self.images.append((self._cell, attributes))
        elif re.fullmatch("h[1-6]", tag):
            self.headings.append((self._cell, int(tag[1])))

    def _check(self, tag, attributes):
        name = attributes.get("id")
        if name in self.ids:
            self._complain(f"has a second id {name!r}")
        self.ids |= {name} - {None}
        loaded = [attributes[key] for key in (*LOADING, *(["href"] if tag == "link" else [])) if key in attributes]
        for url in loaded:
            if not url.startswith("data:"):
                self._complain(f"loads {url}: a page must hold all that it shows")

    def _complain(self, problem):
        self.problems.append(f"cell '{self._cell}' {problem}" if self._cell else problem)


def audit(html, folder, pages=()):
    """The PageReader of a page that will lie in folder, beside `pages`. Raises ReportError with all that is wrong."""
    page = PageReader(html)
    problems = [*page.problems, *_heading_problems(page), *_image_problems(page), *_link_problems(page, folder, pages)]
    if problems:
        raise ReportError("\n".join(problems))
    return page


def _heading_problems(page):
    levels = [level for _, level in page.headings]
    if levels.count(1) != 1 or levels[0] != 1:
        yield f"has headings of levels {levels}: it needs one of level 1, before all others"
    for before, (cell, level) in zip(levels, page.headings[1:]):
        if level > before + 1:
            yield f"cell '{cell}' has a heading of level {level} after one of level {before}"


def _image_problems(page):
    for cell, attributes in page.images:
        if not attributes.get("alt"):
            yield f"cell '{cell}' shows a picture that no words describe"
        if not attributes.get("src"):
            yield f"cell '{cell}' shows a picture that is not there"


def _link_problems(page, folder, pages):
    for cell, url in page.links:
        where, parts = f"cell '{cell}'" if cell else "the frame of the page", urlsplit(url)
        if parts.scheme in {"http", "https", "mailto"} or parts.path in pages:
            continue
        if parts.path:
            if parts.scheme or not os.path.exists(os.path.normpath(folder / unquote(parts.path))):
                yield f"{where} links to {url}, which is not there"
        elif unquote(parts.fragment) not in page.ids:
            yield f"{where} links to {url}, which is nowhere on the page"
