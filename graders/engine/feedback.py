"""Feedback pages: one small, self-contained HTML file for each graded notebook, without any script.

All that a student wrote is escaped, or cleaned by an allow-list (nh3); a content security policy forbids the rest.
Made from autograded/, which holds no hidden test, and from the gradebook, where manual grades and comments are.
"""

import base64
import contextlib
import html
import itertools
import re
from pathlib import Path

import math_core
import nbformat
import nh3
from nbconvert.exporters import Exporter
from nbconvert.filters import strip_ansi
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

from graders.engine import write_whole

STYLE = """
body{font:16px/1.5 system-ui,sans-serif;max-width:56rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b;background:#fff}
pre{background:#f4f4f2;padding:.7rem;overflow-x:auto;white-space:pre-wrap;overflow-wrap:anywhere;border-radius:4px}
pre.out{background:none;border-left:3px solid #bbb}img{max-width:100%}
table{border-collapse:collapse}td,th{padding:.2rem .8rem;text-align:left;border-bottom:1px solid #ccc}
.verdict{border-left:6px solid #0072b2;background:#eef5fa;padding:.5rem 1rem}
.verdict.wrong{border-color:#d55e00;background:#fdf1e8}.verdict pre{background:none;padding:0;font:inherit}
@media(prefers-color-scheme:dark){body{background:#161616;color:#e6e6e6}pre{background:#242424}
.verdict{background:#12242f}.verdict.wrong{background:#33200f}a{color:#8ecbff}}
"""
LONGEST_FORMULA, DEEPEST = 2000, 50  # characters, and nested braces: it overflows the stack at some thousands
TYPESET = 100_000  # characters of Markdown in one page that are typeset
MARKUP = "text/markdown", "text/latex"
MOST_NOTES = 10
LONGEST = 10_000  # characters of Markdown that are typeset: it takes a time that grows with the square of some texts
POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"

# Of MathML, what draws: no links, no annotations, no other languages inside
MATHML = {
    "math", "mi", "mn", "mo", "mtext", "ms", "mspace", "mrow", "mfrac", "msqrt", "mroot", "mstyle", "mpadded",
    "mphantom", "menclose", "msub", "msup", "msubsup", "munder", "mover", "munderover", "mmultiscripts",
    "mprescripts", "mtable", "mtr", "mtd",
}  # fmt: skip
HOW_TO_DRAW = {
    "display", "displaystyle", "scriptlevel", "mathvariant", "stretchy", "symmetric", "form", "fence", "separator",
    "lspace", "rspace", "minsize", "maxsize", "largeop", "movablelimits", "accent", "accentunder", "linethickness",
    "width", "height", "depth", "voffset", "columnalign", "rowspacing", "columnspacing", "notation",
}  # fmt: skip


def write_all(course, assignments, url=None, say=print):
    """Write feedback/<student>/<assignment>/<notebook>.html for all that is graded. Returns 1 if one failed."""
    from graders.engine.gradebook import opened

    written, failed = 0, 0
    with opened(course, url) as records:
        for path in sorted(Path(course, "autograded").glob("*/*/*.ipynb")):
            student, assignment = path.parts[-3:-1]
            if assignments and assignment not in assignments:
                continue
            try:
                cells, penalty = records.feedback(student, assignment, path.stem)
                text = page(nbformat.read(path, 4), student, assignment, cells, penalty)
            except Exception as error:  # whatever is wrong with one, the others get theirs
                say(f"no feedback for {student}, {assignment}: {error}")
                failed += 1
                continue
            target = Path(course, "feedback", student, assignment, f"{path.stem}.html")
            target.parent.mkdir(parents=True, exist_ok=True)
            write_whole(target, text)
            written += 1
    say(f"Feedback for {written} notebooks in {Path(course, 'feedback')}")
    return int(failed > 0)


def page(notebook, student, assignment, cells, penalty=0):
    """The HTML page. cells: {grade_id: {"score", "max_score", "open", "comment"}}, from the gradebook."""
    total = sum(cell["score"] or 0 for cell in cells.values() if cell["max_score"] is not None)
    most = sum(cell["max_score"] or 0 for cell in cells.values())
    so_far = " so far" if any(cell["open"] for cell in cells.values()) else ""
    title = html.escape(f"{assignment}: {max(total - penalty, 0):g} of {most:g} points{so_far}")
    notes = [f"{total:g} points, less {penalty:g} because it was late."] if penalty else []
    if notebook["metadata"].get("unread"):
        notes.append(f"What was handed in could not be graded: {notebook['metadata']['unread']}. Below is the notebook "
                     "as it was released.")  # fmt: skip
    head = "".join(f'<p class="verdict wrong">{html.escape(note)}</p>' for note in notes)
    head += decided(notebook["metadata"].get("notes") or [])
    room, parts = TYPESET, []
    for cell in notebook["cells"]:
        room -= to_typeset(cell)
        parts += cell_parts(cell, cells, plain=room < 0)
    body = "\n".join(parts)
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        f'<meta name="viewport" content="width=device-width"><style>{STYLE}</style></head><body>'
        f"<h1>{title}</h1><p>{html.escape(student)}</p>{head}{table(cells)}\n{body}</body></html>\n"
    )


def decided(notes):
    """What the grader has decided about what was handed in."""
    shown = [*notes[:MOST_NOTES], *(["and more of the kind"] if len(notes) > MOST_NOTES else [])]
    items = "".join(f"<li>{html.escape(note)}</li>" for note in shown)
    return f'<div class="verdict">In grading:<ul>{items}</ul></div>' if items else ""


def table(cells):
    rows = "".join(
        f'<tr><td><a href="#{html.escape(name)}">{html.escape(name)}</a></td><td>{points(cell)}</td></tr>'
        for name, cell in cells.items()
        if cell["max_score"] is not None
    )
    return f"<table><tr><th>exercise</th><th>points</th></tr>{rows}</table>"


def points(cell):
    return "not graded yet" if cell["open"] else f"{cell['score'] or 0:g} of {cell['max_score']:g}"


def to_typeset(cell):
    """How many characters of a cell are Markdown or LaTeX."""
    if cell["cell_type"] != "code":
        return len(cell["source"])
    return sum(len(found.get("data", {}).get(mime, "")) for found in cell["outputs"] for mime in MARKUP)


def cell_parts(cell, cells, plain=False):
    """A cell as HTML. plain: whether its Markdown is left as it stands."""
    mine = cell["metadata"].get("nbgrader", {})
    name, tested = mine.get("grade_id"), mine.get("grade") and not mine.get("solution")
    if cell["cell_type"] == "code":
        yield f"<pre><code>{html.escape(cell['source'])}</code></pre>"
        if not tested:
            yield from (output(found, plain) for found in cell["outputs"])
    elif plain or len(cell["source"]) > LONGEST or cell["cell_type"] != "markdown":
        yield f"<pre>{html.escape(cell['source'])}</pre>"
    elif cell["source"].strip():
        yield typeset(cell["source"])
    if name in cells:
        yield verdict(name, cell, cells[name], tested)


def typeset(source):
    """Markdown as HTML; unchanged if it cannot be typeset: it may ask for a file that is not here."""
    try:
        return cleaned(prose(source))
    except Exception:
        return f"<pre>{html.escape(source)}</pre>"


def verdict(name, cell, graded, tested):
    lines = [html.escape(points(graded))] if graded["max_score"] is not None else []
    if tested:
        said = [output.get("evalue") or output.get("text") or "" for output in cell["outputs"]]
        lines += [f"<pre>{html.escape(strip_ansi(text))}</pre>" for text in said if text]
    if graded["comment"]:
        lines.append(f"<pre>{html.escape(graded['comment'])}</pre>")
    missed = graded["max_score"] and not graded["open"] and (graded["score"] or 0) < graded["max_score"]
    kind = "verdict wrong" if missed else "verdict"
    return f'<div class="{kind}" id="{html.escape(name)}">{"".join(lines)}</div>' if lines else ""


def output(found, plain=False):
    if found["output_type"] == "stream":
        return f'<pre class="out">{html.escape(strip_ansi(found["text"]))}</pre>'
    if found["output_type"] == "error":
        return f'<pre class="out">{html.escape(strip_ansi(chr(10).join(found["traceback"]) or found["evalue"]))}</pre>'
    return displayed(found.get("data", {}), plain)


def displayed(data, plain):
    """An output's data as HTML: a drawing as a picture, for in an <img> it runs nothing and loads nothing."""
    for mime in ("image/png", "image/jpeg", "image/svg+xml"):
        if mime in data:
            image = re.sub(r"[^A-Za-z0-9+/=]", "", data[mime])
            if mime == "image/svg+xml":
                image = base64.b64encode(data[mime].encode()).decode()
            return f'<img alt="a figure of the notebook" src="data:{mime};base64,{image}">'
    if "text/html" in data:
        return cleaned(data["text/html"])
    for mime in MARKUP:
        if mime in data:
            return (
                f"<pre>{html.escape(data[mime])}</pre>" if plain or len(data[mime]) > LONGEST else typeset(data[mime])
            )
    return f'<pre class="out">{html.escape(strip_ansi(data.get("text/plain", "")))}</pre>'


def cleaned(text):
    """HTML that keeps its structure and nothing that runs or loads."""
    return nh3.clean(
        text,
        tags=nh3.ALLOWED_TAGS | MATHML,
        attributes={
            "a": {"href", "title"},
            "img": {"alt", "src"},
            "*": {"align"},
            **dict.fromkeys(MATHML, HOW_TO_DRAW),
        },
        url_schemes={"https", "http", "data"},
        attribute_filter=harmless,
    )


def harmless(tag, name, value):
    """An attribute's value, None if it would load something, or open what a student wrote as a page."""
    wanted = {"href": r"https?://|#", "src": r"data:image/(png|jpeg|gif);base64,"}.get(name, "")
    return value if re.match(wanted, value) else None


def prose(source):
    """The HTML of Markdown, not cleaned yet."""
    return MarkdownWithMath(renderer=Prose(escape=False, exclude_anchor_links=True)).render(source)


class Prose(IPythonRenderer):
    """Markdown whose formulas become MathML, as far as they can be typeset; a student's may be anything."""

    def formula(self, tex, display):
        if len(tex) > LONGEST_FORMULA or depth(tex) > DEEPEST:
            return f"<code>{html.escape(tex)}</code>"
        try:
            return math_core.LatexToMathML().convert_with_local_state(tex.strip(), displaystyle=display)
        except math_core.LatexError:
            return f"<code>{html.escape(tex)}</code>"

    def block_math(self, body):
        return f"<p>{self.formula(body, True)}</p>"

    def inline_math(self, body):
        return self.formula(body, False)

    def latex_environment(self, name, body):
        return self.block_math(rf"\begin{{{name}}}{body}\end{{{name}}}")


def depth(tex):
    """How deep braces are nested in a formula."""
    steps = ((letter == "{") - (letter == "}") for letter in tex)
    return max(itertools.accumulate(steps), default=0)


class FeedbackExporter(Exporter):
    """The same pages where nbgrader writes them: `nbgrader generate_feedback`, formgrader (nbgrader_config.py)."""

    file_extension = ".html"

    def from_notebook_node(self, nb, resources=None, **kwargs):
        from graders.engine.gradebook import Records

        nb, resources = super().from_notebook_node(nb, resources, **kwargs)
        ids = resources["nbgrader"]
        config = self.config.copy()
        config.CourseDirectory.db_url = ids["db_url"]
        with contextlib.closing(Records(config)) as records:
            found = records.feedback(ids["student"], ids["assignment"], ids["notebook"])
        return page(nb, ids["student"], ids["assignment"], *found), resources
