"""From the cells of an executed notebook to the blocks of a page: what a reader needs of each, and how it is shown.

A reader's page is not a student's notebook. Of a cell it shows by its role:
- text as it is, a prompt to predict something set apart, an exercise as a box with its statement, and below it, folded,
  a hint and the solution. The exercise's check, the progress and the hidden tests are left out;
- code that teaches is open while it is short; plumbing, and what only makes a figure, is behind "Show code";
- a figure has its number and caption, which the text cell below it begins with;
- "What happened" is folded in a notebook, which shows it before the student runs the cell; a page has no such moment;
- what the cell tagged `result` prints is a sentence of the page.
"""

import ast
import re

from markupsafe import Markup, escape

from tools.reports import ReportError, with_powers
from tools.reports.cells import highlight, outputs, segments, without_marks
from tools.reports.prose import code_box, text_of

OPEN_LINES = 10  # code of more lines is folded
FIGURE_TAGS = {"headline", "readme-figure"}
CAPTION = re.compile(r"\A<p><em>Figure (\d+)\.\s*((?:(?!</p>).)*)</em></p>\n?", re.DOTALL)
EXERCISE = re.compile(r"<p><strong>Exercise (\d+) \((\d+) points?[^)]*\)\.</strong>\s*")
PROMPT = re.compile(
    r"<p>((?:(?!<em>|</p>).)*)<em>((?:(?!</?em>|</p>).)*[.?](?:</span>)?)</em>((?:(?!</p>).)*)</p>", re.DOTALL
)
ASKS = ("Predict", "Sketch")
FOLDED = re.compile(r"<details>\s*<summary>What happened</summary>(.*?)</details>", re.DOTALL)
# A line of a docstring that goes on in the next one, which is neither an argument's own nor a formula.
CONTINUED = re.compile(
    r"^(.{75,})\n(?! +\w+ :?= | *\w+(?:, \w+)*: | *Returns | *Raises ) *(?=\S)|\n +(?! *\w+ = |.* := )", re.MULTILINE
)
COLUMNS = re.compile(r"(?<=\S) {3,}(?=\S)")  # between formulas side by side
DEFINED = re.compile(r"^def (\w+)\(", re.MULTILINE)


class Chapter:
    """What the cells read so far make of a page.

    hints: {function: the messages of some mistakes that are often made in it}.
    blocks: dicts with a "kind" (prose, code, exercise, result or output) and what the template shows of it.
    playgrounds: the names of the figures that a reader can move.  result: the sentence tagged so.
    """

    def __init__(self, assignment, prose, hints):
        self.assignment, self.prose, self.hints = assignment, prose, hints
        self.blocks, self.playgrounds, self.result = [], [], ""
        self.figures = 0  # that have a caption
        self.exercise = None  # the box that waits for its solution
        self.number = ""  # of the exercise of the last box

    def read(self, cell):
        """Add what a reader needs of a cell. Raises ReportError."""
        if cell.cell_type != "code":
            self._text(cell)
        elif cell.metadata.get("nbgrader", {}).get("solution"):
            self._solution(cell)
        elif not _is_machinery(cell):
            self._code(cell)

    def all_outputs(self):
        return [output for block in self.blocks for output in block.get("outputs", [])]

    def _text(self, cell):
        html = self.prose.html(without_marks(cell.source))
        html = FOLDED.sub(r"\1", self._take_caption(html))
        before, *exercise = EXERCISE.split(html, maxsplit=1)
        before = PROMPT.sub(_set_apart, before)
        self._add({"id": cell.id, "kind": "prose", "html": Markup(before)})
        if exercise:
            number, points, statement = exercise
            self.exercise = {"number": number, "points": points, "statement": Markup(f"<p>{statement}")}
        for tag in cell.metadata.get("tags", []):
            if tag.startswith("playground-"):
                name = tag.removeprefix("playground-")
                self.playgrounds.append(name)
                self._add({"id": f"{cell.id}-{name}", "kind": "playground", "role": "moving", "name": name})

    def _take_caption(self, html):
        """Give the figure above the caption that a text begins with; the text without it."""
        found = CAPTION.match(html)
        if not found:
            return html
        above = [output for block in self.blocks[-2:] for output in block.get("outputs", [])]
        figures = [output for output in above if output["kind"] == "figure" and "caption" not in output]
        if not figures:
            raise ReportError(f"begins with the caption of figure {found[1]}, but there is no figure above it")
        self.figures += 1
        if int(found[1]) != self.figures:
            raise ReportError(f"has the caption of figure {found[1]}, and it is the page's figure {self.figures}")
        figures[-1] |= {"number": self.figures, "caption": Markup(found[2]), "label": text_of(found[2])}
        return html[found.end() :]

    def _solution(self, cell):
        """The box of an exercise, or one more piece of code for the box above."""
        runs = segments(cell.source)
        code = Markup("").join(
            Markup('<span class="solution">{}</span>\n').format(html) if kind == "solution" else html + "\n"
            for kind, html in ((kind, Markup(highlight("\n".join(lines)))) for kind, lines in runs)
        )
        name = next(iter(DEFINED.findall(cell.source)), "")
        hints = [_inline(self.prose.html(message)) for message in self.hints.get(name, [])]
        box = {"id": cell.id, "kind": "exercise", "name": name, "code": Markup(code_box(code.rstrip())), "hints": hints}
        if self.exercise:
            self.number = self.exercise["number"]
        self._add(box | {"asked": asked(cell.source), "of": self.number} | (self.exercise or {}))
        self.exercise = None

    def _code(self, cell):
        tags, runs = set(cell.metadata.get("tags", [])), segments(cell.source)
        lines = [line for kind, some in runs for line in some if kind != "hidden"]
        shown = outputs(cell, self.prose)
        if tags & FIGURE_TAGS:
            self._name_figure(cell, shown, tags & FIGURE_TAGS)
        if "result" in tags:
            self.result = _only("result", self.result, _sentence(shown))
            self._add({"id": cell.id, "kind": "result", "sentence": self.result})
            return
        figure = any(output["kind"] == "figure" for output in shown)
        folded = "plumbing" in tags or figure or len(lines) > OPEN_LINES or _only_imports(cell)
        code = Markup(code_box(highlight("\n".join(lines)))) if any(lines) else ""
        self._add({"id": cell.id, "kind": "code", "code": code, "folded": folded, "outputs": shown})

    def _add(self, block):
        self.blocks.append(block)

    def _name_figure(self, cell, shown, tags):
        """Give the first figure of a tagged cell the name of its file, and note whether it is the headline."""
        figures = [output for output in shown if output["kind"] == "figure"]
        if not figures:
            raise ReportError(f"has the tag {', '.join(sorted(tags))}, but shows no picture")
        figures[0]["file"] = f"{self.assignment}-{cell.id}.svg"
        if "headline" in tags:
            earlier = any(output.get("headline") for output in self.all_outputs())
            figures[0]["headline"] = _only("headline", earlier, True)


def asked(source):
    """[(signature, docstring)] of the functions that a cell defines: with these an exercise can be tried.

    None of a cell with a magic, which is not plain Python: its solution shows them.
    """
    try:
        body = ast.parse(source).body
    except SyntaxError:
        return []
    lines, found = source.split("\n"), []
    for node in body:
        if isinstance(node, ast.FunctionDef) and ast.get_docstring(node):
            signature = "\n".join(lines[node.lineno - 1 : node.body[0].lineno - 1])
            words = COLUMNS.sub("\u2003\u2003", CONTINUED.sub(r"\1 ", ast.get_docstring(node)))
            found.append((Markup(highlight(signature)), escape(words)))
    return found


def _set_apart(found):
    """A paragraph whose last sentence, or one that says Predict, is in italics: that becomes a prompt of its own."""
    before, question, after = (part.strip() for part in found.groups())
    if after and not question.startswith(ASKS):
        return found[0]
    parts = ((before, "<p>"), (question, '<p class="prompt">'), (after, "<p>"))
    return "\n".join(f"{tag}{words}</p>" for words, tag in parts if words)


def _inline(html):
    return Markup(html.strip().removeprefix("<p>").removesuffix("</p>"))


def _is_machinery(cell):
    """Whether a cell is for a student alone: a check, or the count of points."""
    return cell.metadata.get("nbgrader", {}).get("grade") or cell.source.strip() == "progress()"


def _only_imports(cell):
    return cell.source.startswith(("import ", "from "))


def _only(tag, earlier, now):
    if earlier:
        raise ReportError(f"has the tag {tag}, and so has an earlier cell: one cell of a notebook can have it")
    return now


def _sentence(shown):
    words = [output["text"] if output["kind"] == "text" else text_of(output.get("html", "")) for output in shown]
    sentence = " ".join(" ".join(words).split())
    if not sentence:
        raise ReportError("has the tag result, but prints nothing: it should print the result in one sentence")
    return with_powers(sentence)
