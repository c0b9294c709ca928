"""Markdown with formulas as HTML, for one page."""

import base64
import mimetypes
import posixpath
import re
from html import escape, unescape
from itertools import count
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

import math_core
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

from tools.reports import ReportError
from tools.reports.cells import highlight
from utils.plotting import are_numbers

CHARACTERS = set((Path(__file__).parent / "template" / "fonts" / "math-characters.txt").read_text(encoding="utf-8"))
INVISIBLE = set("\u2061\u2062\u2063\u2064\u00a0\u200b\ufe00")  # the last picks a variant of the letter before it
NUMBERED = re.compile(r"\\(begin|end)\{(equation|align|gather|alignat|multline)\}")
APART = re.compile(r"(?:\\quad\s*)*\\qquad(?:\s*\\q?quad)*")  # between formulas that stand side by side
ASSIGNMENT = re.compile(r"\bW\dA\d\b")
STRAIGHT = str.maketrans("’“”", '\'""')
PIECE = re.compile(r"<(pre|code|math|svg)\b.*?</\1>|<(/?)(\w+)[^>]*>|&quot;|[\"']", re.DOTALL)
INLINE = {"a", "em", "strong", "span"}
MATH = re.compile(r"<math\b.*?</math>", re.DOTALL)
PRIMES, ACCENTS = set("′″‴"), set("^ˆ~˜¯‾̲̄_⏟⏞→˙")
INLINE_END = re.compile(r"(<math>(?:(?!</math>).)*</math>)([.,;:!?)\]’”]+)")
# "exercise 8", "exercises 2, 3 and 5"; not "Exercise 8 (10 points)", as its statement begins
EXERCISES = re.compile(r"\b([Ee]xercises?) (\d+(?:(?:, | and |, and | or | to )\d+)*)\b(?! \(\d| of W\dA)")
CELL = re.compile(r'<(t[dh])((?: scope="col")?)(?: class="(\w+)")?>(.*?)</t[dh]>', re.DOTALL)
BEGINS = re.compile(r"(<(?:p|li|td|summary)>(?:<a\b[^>]*>)?)chapter (?=\d)")
FIGURE = re.compile(r"(?<!^)\b([Ff])igure (\d+)|^([Ff])igure (\d+)(?!\d|\. )")  # a caption begins with its own number


def unlinked(html):
    """HTML without its links, for where a link must not be: in another one, in a heading."""
    return re.sub(r'<span class="tip"[^>]*>.*?</span>|</?a\b[^>]*>', "", html)


def curly(html):
    """HTML with the quotation marks and apostrophes of print in its words. Code and formulas stay as they are."""
    shown, at, before = [], 0, " "
    for piece in PIECE.finditer(html):
        shown.append(html[at : piece.start()])
        before, at = (shown[-1] or before)[-1], piece.end()
        mark = '"' if piece[0] == "&quot;" else piece[0]
        if mark in ('"', "'"):
            opens = before.isspace() or before in "([–—“‘"
            mark = {'"': "”“", "'": "’‘"}[mark][opens]
            before = mark
        elif piece[1]:
            before = "x"
        elif piece[3] not in INLINE:
            before = " "
        shown.append(mark)
    return "".join(shown) + html[at:]


def text_of(html):
    """The words of a piece of HTML, without those that a term shows on request; formulas in one line."""
    html = MATH.sub(lambda found: escape(_in_a_line(ElementTree.fromstring(_named(found[0])))), unlinked(html))
    words = unescape(re.sub(r"<[^>]*>", "", html)).translate(dict.fromkeys(map(ord, INVISIBLE - {"\u00a0"})))
    return " ".join(words.split())


def _named(mathml):
    """MathML whose characters have no names that only HTML knows."""
    return re.sub(r"&(?!lt;|gt;|amp;|#)\w+;", lambda found: unescape(found[0]), mathml)


def _in_a_line(element):
    """A MathML element as one types it: W^[l], v/(1-β^t), √κ."""
    parts = [_in_a_line(part) for part in element]
    match element.tag, [parts[0], *map(_grouped, parts[1:])] if parts else []:
        case "mover" | "munder", [base, accent] if accent in ACCENTS:
            return base + accent
        case "msub" | "munder", [base, index]:
            return f"{base}_{index}"
        case "msup" | "mover", [base, power]:
            return f"{base}{power}" if power in PRIMES else f"{base}^{power}"
        case "msubsup" | "munderover", [base, index, power]:
            return f"{base}_{index}^{power}"
        case "mfrac", [above, below]:
            return f"{_grouped(above)}/{below}"
        case "msqrt", _:
            return "√" + _grouped("".join(parts))
    return (element.text or "") + "".join(parts)


def _grouped(text):
    """A part of a formula in parentheses, unless it is one word, one number or in brackets already."""
    return text if re.fullmatch(r"[-−]?[\w.]+|\W|[([][^()[\]]*[)\]]", text) else f"({text})"


class Prose(IPythonRenderer):
    """Renders the Markdown cells of one notebook, and remembers its headings.

    folder: where the notebook lies; links and pictures in it are relative to that.
    chapter: its number, which numbers of sections, figures and exercises begin with, or None for no numbers.
    chapters: (assignment, title) of all, in order. The text calls an assignment by its chapter's number and title.
    links: {what is linked when it is first mentioned: (url, words that explain it or "")}: an assignment's number, a
    term in bold, a name in code.
    headings: (level, id, number, html) of each heading so far.
    """

    def __init__(self, folder, chapter=None, links=None, chapters=()):
        super().__init__(escape=False)
        self.folder, self.chapter, self.links = folder, chapter, dict(links or {})
        self.chapters = {name.split("-")[0]: (number, title) for number, (name, title) in enumerate(chapters, start=1)}
        self.headings, self.sections = [], 0
        self._latex = math_core.LatexToMathML(fancy_error=False)

    def html(self, source):
        """The HTML of a Markdown cell. Raises ReportError for a formula or a picture that cannot be shown."""
        html = BEGINS.sub(r"\1Chapter ", curly(MarkdownWithMath(renderer=self).render(source)))
        return INLINE_END.sub(r'<span class="word">\1\2</span>', html)  # no full stop on a line of its own

    def formula(self, tex, display):
        """A formula of LaTeX as MathML. Where a qquad parts two, the second may stand below. Raises ReportError."""
        parts = APART.split(tex) if display else [tex]
        if re.search(r"\\(begin|tag)", tex) or any(part.count("{") != part.count("}") for part in parts):
            parts = [tex]
        mathml = " ".join(self._typeset(part.strip(), display) for part in parts)
        kind = "equation parts" if len(parts) > 1 else "equation"
        return (
            f'<span class="{kind} scroll" tabindex="0" role="group" aria-label="Equation">{mathml}</span>'
            if display
            else mathml
        )

    def _typeset(self, tex, display):
        if r"\tag" not in tex:
            tex = NUMBERED.sub(r"\\\1{\2*}", tex)  # as JupyterLab does: no number where none is asked for
        elif display and not tex.startswith(r"\begin"):
            tex = rf"\begin{{equation}}{tex}\end{{equation}}"  # elsewhere a tag is not allowed
        try:
            mathml = self._latex.convert_with_local_state(tex, displaystyle=display)
        except math_core.LatexError as problem:
            raise ReportError(f"the formula {tex!r} cannot be typeset: {problem}") from None
        missing = set(unescape(re.sub(r"<[^>]*>", "", mathml))) - CHARACTERS - INVISIBLE
        if missing:
            raise ReportError(
                f"the formula {tex!r} needs {''.join(sorted(missing))!r}, which the font of the reports does not have: "
                "add it in tools/reports/make_fonts.py."
            )
        return mathml

    def block_math(self, body):
        return self.formula(body, True)

    def inline_math(self, body):
        return self.formula(body, False)

    def latex_environment(self, name, body):
        return self.formula(rf"\begin{{{name}}}{body}\end{{{name}}}", True)

    def heading(self, text, level, **attributes):
        """A heading with JupyterLab's id, so that links to it work in both. The title stands in the template."""
        text = unlinked(text)
        words = unescape(re.sub(r"<[^>]*>", "", text)).strip()
        name = words.replace(" ", "-")
        same = sum(other == name or other.startswith(f"{name}~") for _, other, *_ in self.headings)
        name += f"~{same + 1}" if same else ""
        number = ""
        if level == 2 and self.chapter:
            self.sections += 1
            number = f"{self.chapter}.{self.sections}"
        self.headings.append((level, name, number, text))
        if level == 1:
            return ""
        shown = f'<span class="number">{number}</span> ' if number else ""
        link = f' <a class="permalink" href="#{escape(name)}" aria-label="Link to this section">#</a>'
        return f'<h{level} id="{escape(name)}">{shown}{text}{link}</h{level}>\n'

    def text(self, text):
        """Words; a chapter is a link to its page where it is first mentioned, a figure or an exercise to what it is."""
        text = EXERCISES.sub(self._exercises, FIGURE.sub(self._figure, super().text(text)))
        return ASSIGNMENT.sub(self._chapter, text)

    def _chapter(self, found):
        name = found[0]
        if name not in self.chapters:
            return self._first(name, name)
        number, title = self.chapters[name]
        begins = re.search(r"[.?!] $", found.string[: found.start()])
        words = f"{'Chapter' if begins else 'chapter'} {number}"
        linked = self._first(name, words)
        return linked if linked == words else f"{linked} ({title})"

    def _exercises(self, found):
        def linked(number):
            full = f"{self.chapter}.{number[0]}" if self.chapter else number[0]
            return f'<a class="mention" href="#exercise-{number[0]}">{full}</a>'

        return f"{found[1]} " + re.sub(r"\d+", linked, found[2])

    def _figure(self, found):
        number = found[2] or found[4]
        full = f"{self.chapter}.{number}" if self.chapter else number
        return f'<a class="mention" href="#figure-{number}">Figure {full}</a>'

    def strong(self, text):
        """Bold words; a term of the glossary is a link to it, and shows what it means."""
        return self._first(text_of(text).lower(), f"<strong>{text}</strong>", "term")

    def codespan(self, text):
        """Code in a sentence; a module or a function of the course's own is a link to its source. Never a term of the
        glossary: PyTorch's `momentum` is another thing."""
        name, html = unescape(text).removesuffix("()"), super().codespan(text)
        return html if self.links.get(name, ("",))[0].startswith("#term-") else self._first(name, html)

    def _first(self, name, html, kind="mention"):
        url, words = self.links.pop(name, (None, ""))
        if not url or url == self.folder.name + ".html":
            return html
        tip = f'<span class="tip" role="note">{words}</span>' if words else ""
        return f'<a class="{kind}" href="{url}">{html}{tip}</a>'

    def link(self, text, url, title=None):
        """A link, seen from the page: to another assignment's page if it was to its notebook."""
        parts = urlsplit(url)
        if not parts.scheme and parts.path:
            path = posixpath.normpath(posixpath.join("../notebooks", self.folder.name, parts.path))
            path = re.sub(r"^\.\./notebooks/([^/]+)/[^/]+\.ipynb$", r"\1.html", path)
            url = path + (f"#{parts.fragment}" if parts.fragment else "")
        return super().link(unlinked(text), url, title)

    def image(self, text, url, title=None):
        """A picture that lies beside the notebook. Raises ReportError if there is none, or no words for it."""
        path = self.folder / unquote(url)
        if urlsplit(url).scheme or not path.is_file():
            raise ReportError(f"the picture {url} is not in the notebook's folder")
        if not text:
            raise ReportError(f"the picture {url} has no words for those who cannot see it: ![what it shows]({url})")
        data = base64.b64encode(path.read_bytes()).decode("ascii")
        return f'<img src="data:{mimetypes.guess_type(path)[0]};base64,{data}" alt="{escape(text)}">'

    def block_code(self, code, info=None):
        return code_box(highlight(code) if info else escape(code))

    def table(self, text):
        table = f"<table>\n{_aligned(text)}</table>"
        return f'<div class="scroll" tabindex="0" role="group" aria-label="Table">{table}</div>\n'

    def table_cell(self, text, align=None, head=False):
        opening = 'th scope="col"' if head and text.strip() else "td"  # an empty corner heads nothing
        if align:
            opening += f' class="{align}"'
        return f"<{opening}>{text}</{opening[:2]}>\n"


def _aligned(rows):
    """The rows of a table, its numbers to the right and its words to the left, however its author aligned them.

    A label of several words has the class label, which keeps it from being squeezed into a word to a line.
    """
    head, *body = [[text_of(cell[4]) for cell in CELL.finditer(row)] for row in rows.split("</tr>")[:-1]]
    columns = [[row[j] for row in body if j < len(row)] for j in range(len(head))]
    right = [are_numbers(column, labels=not j) for j, column in enumerate(columns)]

    def aligned(row):
        place = count()

        def cell(found):
            tag, scope, align, text = found.groups()
            j = next(place)
            long = not j and tag == "td" and len(text_of(text)) > 12
            whole = not j and re.fullmatch(r"\d[\d-]+", text)  # the sizes of layers
            words = "label" if long else "word" if whole else ""
            name = "right" if right[j] else "center" if align == "center" else words
            return f"<{tag}{scope}" + (f' class="{name}"' if name else "") + f">{text}</{tag}>"

        return CELL.sub(cell, row)

    return "</tr>".join(map(aligned, rows.split("</tr>")))


def code_box(html):
    """Code that scrolls where it is too wide."""
    return f'<pre class="code scroll" tabindex="0" role="group" aria-label="Code">{html}</pre>\n'
