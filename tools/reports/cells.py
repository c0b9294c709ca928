"""Code cells and their outputs, as pieces that the template can lay out."""

import base64
import io
import re
from html import escape

import nh3
from ipython_pygments_lexers import IPython3Lexer
from markupsafe import Markup
from nbconvert.filters import strip_ansi
from PIL import Image
from pygments.token import Comment, Keyword, Name, Number, Operator, String

from tools.reports import ReportError

# The tokens that have a colour, and their classes in report.css
STYLES = {
    Comment: "c",
    String: "s",
    Number: "m",
    Keyword: "k",
    Operator.Word: "k",
    Name.Builtin: "b",
    Name.Function: "f",
    Name.Class: "f",
}
NARROW = 36  # characters: what a telephone shows of a line
MARKER = re.compile(r"\s*### (BEGIN|END) (SOLUTION|HIDDEN TESTS)\s*$")
# A line above a table and nothing more, as utils.plotting.Table writes it
CAPTIONED = re.compile(r"^<p>((?:(?!</p>).)*)</p>\n(<div[^>]*><table>\n)(?=.*</table></div>\n$)", re.DOTALL)
SHOWN = ["image/png", "text/markdown", "text/html", "text/plain"]  # the first of these that an output has


def highlight(code):
    """Python code as HTML: its tokens in spans, and its long lines too, so that they wrap to their own indentation."""
    lines = [""]
    for kind, text in IPython3Lexer(stripnl=False, ensurenl=False).get_tokens(code):
        style = next((style for parent, style in STYLES.items() if kind in parent), None)
        first, *others = [_token(style, part) for part in text.split("\n")]
        lines[-1] += first
        lines += others
    return "".join(map(_line, code.split("\n"), lines))


def _token(style, text):
    return f'<span class="{style}">{escape(text)}</span>' if style and text.strip() else escape(text)


def _line(line, html):
    if len(line) <= NARROW:
        return f"{html}\n"
    indent = len(line) - len(line.lstrip())
    return f'<span class="line" style="--indent:{indent}">{html}\n</span>'


def segments(source):
    """The code of a cell in runs of ("given" | "solution" | "hidden", html), nbgrader's marker lines left out."""
    runs = [("given", [])]
    for line in source.split("\n"):
        marker = MARKER.match(line)
        if marker:
            begins, what = marker[1] == "BEGIN", marker[2]
            runs.append(({"SOLUTION": "solution", "HIDDEN TESTS": "hidden"}[what] if begins else "given", []))
        else:
            runs[-1][1].append(line)
    return [(kind, Markup(highlight("\n".join(lines)))) for kind, lines in runs if any(lines)]


def without_marks(source):
    """A text cell without nbgrader's marker lines, which Markdown takes for headings."""
    return "\n".join(line for line in source.split("\n") if not MARKER.match(line))


def outputs(cell, prose):
    """What a cell shows, as dicts with a "kind": figure, text or html. Raises ReportError."""
    return [_output(output, prose) for output in cell.outputs]


def _output(output, prose):
    if output.output_type == "stream":
        return _text(output.text)
    kind = next((mime for mime in SHOWN if mime in output.data), None)
    if kind is None:
        raise ReportError(f"shows {', '.join(output.data) or 'nothing'}: a report can show {', '.join(SHOWN)}")
    data = output.data[kind]
    if kind == "image/png":
        return _figure(data, output.metadata.get(kind, {}))
    if kind == "text/markdown":
        return {"kind": "html", "html": Markup(CAPTIONED.sub(r"\2<caption>\1</caption>", prose.html(data)))}
    if kind == "text/html":
        box = '<div class="scroll" tabindex="0" role="group" aria-label="Output">{}</div>'
        return {"kind": "html", "html": Markup(box.format(nh3.clean(data)))}
    return _text(data)


def _text(text):
    text = strip_ansi(text).strip("\n")
    return {"kind": "text", "text": text, "lines": text.count("\n") + 1}


def _figure(data, metadata):
    """A PNG as lossless WebP, unless that is larger."""
    if not metadata.get("alt"):
        raise ReportError(
            "shows a picture without an alternative text: return a utils.plotting.Picture, whose alt says what it shows"
        )
    png = base64.b64decode(data)
    image = Image.open(io.BytesIO(png))
    if image.mode == "RGBA" and image.getextrema()[3] == (255, 255):
        image = image.convert("RGB")
    buffer = io.BytesIO()
    image.save(buffer, "WEBP", lossless=True, method=6)
    mime, content = min(("image/webp", buffer.getvalue()), ("image/png", png), key=lambda pair: len(pair[1]))
    return {
        "kind": "figure",
        "src": f"data:{mime};base64,{base64.b64encode(content).decode('ascii')}",
        "suffix": mime.removeprefix("image/"),
        "alt": metadata["alt"],
        "width": metadata.get("width", image.width),
        "height": metadata.get("height", image.height),
    }
