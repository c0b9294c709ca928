"""Code cells and their outputs, as pieces that the template can lay out."""

import re
from html import escape

import nh3
from ipython_pygments_lexers import IPython3Lexer
from markupsafe import Markup
from nbconvert.filters import strip_ansi
from pygments.token import Comment, Keyword, Name, Number, Operator, String

from tools.reports import ReportError, with_powers
from tools.reports.figures import FIGURE
from tools.reports.svg import split

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
MARKER = re.compile(r"\s*### (BEGIN|END) (SOLUTION|HIDDEN TESTS)\s*$")
# A line above a table and nothing more, as utils.plotting.Table writes it
CAPTIONED = re.compile(r"^<p>((?:(?!</p>).)*)</p>\n(<div[^>]*><table>\n)(?=.*</table></div>\n$)", re.DOTALL)
POWER = re.compile(r"(?<=>)((?:&lt;|≈)?)(-?\d+(?:\.\d+)?)e([+-])0*(\d*)(?=</td>)")  # 5e-11, as a computer prints it
MINUS = re.compile(r"(?<=>)-(?=[\d.]+[^<]*</td>)")
SIZE = re.compile(r'width="(\d+)" height="(\d+)"')  # of a drawing: its first element has it
SHOWN = [FIGURE, "text/markdown", "text/html", "text/plain"]  # the first of these that an output has


def highlight(code):
    """Python code as HTML: its tokens in spans."""
    return "".join(
        _token(next((style for parent, style in STYLES.items() if kind in parent), None), text)
        for kind, text in IPython3Lexer(stripnl=False, ensurenl=False).get_tokens(code)
    )


def _token(style, text):
    return f'<span class="{style}">{escape(text)}</span>' if style and text.strip() else escape(text)


def segments(source):
    """The code of a cell in runs of ("given" | "solution" | "hidden", lines), nbgrader's marker lines left out."""
    runs = [("given", [])]
    for line in source.split("\n"):
        marker = MARKER.match(line)
        if marker:
            begins, what = marker[1] == "BEGIN", marker[2]
            runs.append(({"SOLUTION": "solution", "HIDDEN TESTS": "hidden"}[what] if begins else "given", []))
        else:
            runs[-1][1].append(line)
    return [(kind, lines) for kind, lines in runs if any(lines)]


def without_marks(source):
    """A text cell without nbgrader's marker lines, which Markdown takes for headings."""
    return "\n".join(line for line in source.split("\n") if not MARKER.match(line))


def outputs(cell, prose):
    """What a cell shows, as dicts with a "kind": figure, text or html. Raises ReportError."""
    return [_output(cell.id, number, output, prose) for number, output in enumerate(cell.outputs)]


def _output(cell, number, output, prose):
    if output.output_type == "stream":
        return _text(output.text)
    kind = next((mime for mime in SHOWN if mime in output.data), None)
    if kind is None:
        raise ReportError(f"shows {', '.join(output.data) or 'nothing'}: a report can show {', '.join(SHOWN)}")
    data = output.data[kind]
    if kind == FIGURE:
        return _figure(f"{cell}-{number}", data, output.metadata["image/png"]["alt"])
    if "image/png" in output.data:
        raise ReportError("shows a picture that is no utils.plotting.Picture: a page needs its words and its colours")
    if kind == "text/markdown":
        table = CAPTIONED.sub(lambda found: f"{found[2]}<caption>{with_powers(found[1])}</caption>", prose.html(data))
        return {"kind": "html", "html": Markup(MINUS.sub("−", POWER.sub(_power, table)))}
    if kind == "text/html":
        box = '<div class="scroll" tabindex="0" role="group" aria-label="Output">{}</div>'
        return {"kind": "html", "html": Markup(box.format(nh3.clean(data)))}
    return _text(data)


def _power(found):
    bound, number, sign, power = found.groups()
    if not power:
        return bound + number
    times = "" if number == "1" else f"{number}\u00a0·\u00a0"
    return f"{bound}{times}10<sup>{'−' if sign == '-' else ''}{power}</sup>"


def _text(text):
    text = strip_ansi(text).strip("\n")
    return {"kind": "text", "text": text, "lines": text.count("\n") + 1}


def _figure(name, drawings, alt):
    """A figure in both widths; letters: what both draw their texts with, {id: <path …>}.

    A box of the right shape stands for each drawing, so that a browser need not draw what is not on the screen yet.
    """
    figure = {"kind": "figure", "alt": with_powers(alt), "letters": {}}
    for width in ("wide", "narrow"):
        drawn, letters = split(drawings[width], f"{name}-{width}-")
        shape = "--w: {}; --h: {}".format(*SIZE.search(drawn).groups())
        figure[width] = Markup(f'<div class="on-{width}" style="{shape}">{drawn}</div>')
        figure["letters"] |= letters
    return figure
