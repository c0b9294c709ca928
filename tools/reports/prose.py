"""Markdown with formulas as HTML, for one page."""

import base64
import mimetypes
import posixpath
import re
from html import escape, unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

import math_core
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

from tools.reports import ReportError
from tools.reports.cells import highlight

CHARACTERS = set((Path(__file__).parent / "template" / "math-characters.txt").read_text(encoding="utf-8"))
INVISIBLE = set("\u2061\u2062\u2063\u2064\u00a0\u200b\ufe00")  # the last picks a variant of the letter before it
NUMBERED = re.compile(r"\\(begin|end)\{(equation|align|gather|alignat|multline)\}")


def text_of(html):
    """The words of a piece of HTML."""
    return " ".join(unescape(re.sub(r"<[^>]*>", "", html)).split())


class Prose(IPythonRenderer):
    """Renders the Markdown cells of one notebook, and remembers its headings.

    folder: where the notebook lies; links and pictures in it are relative to that.
    headings: (level, id, html) of each heading so far.  formulas: how many there were so far.
    """

    def __init__(self, folder):
        super().__init__(escape=False)
        self.folder = folder
        self.headings = []
        self.formulas = 0
        self._latex = math_core.LatexToMathML(fancy_error=False)

    def html(self, source):
        """The HTML of a Markdown cell. Raises ReportError for a formula or a picture that cannot be shown."""
        return MarkdownWithMath(renderer=self).render(source)

    def formula(self, tex, display):
        """A formula of LaTeX as MathML. Raises ReportError."""
        self.formulas += 1
        tex = tex.strip()
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
                "add it in tools/reports/make_math_font.py."
            )
        return (
            f'<span class="equation scroll" tabindex="0" role="group" aria-label="Equation">{mathml}</span>'
            if display
            else mathml
        )

    def block_math(self, body):
        return self.formula(body, True)

    def inline_math(self, body):
        return self.formula(body, False)

    def latex_environment(self, name, body):
        return self.formula(rf"\begin{{{name}}}{body}\end{{{name}}}", True)

    def heading(self, text, level, **attributes):
        """A heading with JupyterLab's id, so that links to it work in both. The title stands in the template."""
        words = unescape(re.sub(r"<[^>]*>", "", text)).strip()
        name = words.replace(" ", "-")
        same = sum(other == name or other.startswith(f"{name}~") for _, other, _ in self.headings)
        name += f"~{same + 1}" if same else ""
        self.headings.append((level, name, text))
        return "" if level == 1 else f'<h{level} id="{escape(name)}">{text}</h{level}>\n'

    def link(self, text, url, title=None):
        """A link, seen from the page: to another assignment's page if it was to its notebook."""
        parts = urlsplit(url)
        if not parts.scheme and parts.path:
            path = posixpath.normpath(posixpath.join("../notebooks", self.folder.name, parts.path))
            path = re.sub(r"^\.\./notebooks/([^/]+)/[^/]+\.ipynb$", r"\1.html", path)
            url = path + (f"#{parts.fragment}" if parts.fragment else "")
        return super().link(text, url, title)

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
        return f'<pre class="code">{highlight(code) if info else escape(code)}</pre>\n'

    def table(self, text):
        return f'<div class="scroll" tabindex="0" role="group" aria-label="Table"><table>\n{text}</table></div>\n'

    def table_cell(self, text, align=None, head=False):
        opening = 'th scope="col"' if head and text.strip() else "td"  # an empty corner heads nothing
        if align:
            opening += f' class="{align}"'
        return f"<{opening}>{text}</{opening[:2]}>\n"
