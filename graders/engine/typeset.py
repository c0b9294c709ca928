"""What a student or a grader wrote, as HTML that runs nothing and loads nothing: cleaned by an allow-list (nh3).

A text that cannot be typeset stays as it was written.
"""

import itertools
import re

import math_core
import nh3
from markupsafe import Markup, escape
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

from graders.engine import untrusted
from graders.engine.markdown import LONGEST
from graders.engine.outputs import HTML_IN_ALL

LONGEST_FORMULA, DEEPEST = 2000, 50  # characters, and nested braces: it overflows the stack at some thousands
UNCLOSED = 8  # open brackets: the time doubles with each

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


def typeset(source, pictures=None):
    """Markdown as HTML; None if it is too long, or cannot be typeset: it may ask for a file that is not here.

    pictures: its attachments, as nbformat has them.
    """
    attached = {name: dict(bundle) for name, bundle in (pictures or {}).items()}
    size = sum(len(data) for bundle in attached.values() for data in bundle.values())
    more = {"seconds": untrusted.SECONDS + size / untrusted.PER_SECOND, "memory": untrusted.MEMORY + 8 * size}
    try:
        return Markup(untrusted.run(typeset_here, source, attached, **more)) if len(source) <= LONGEST else None
    except untrusted.Failed:
        return None


def cleaned(text):
    """HTML that keeps its structure and nothing that runs or loads."""
    try:
        return Markup(untrusted.run(cleaned_here, text))
    except untrusted.Failed as error:
        return Markup("<p>[An output is left out: {}.]</p>").format(error)


# -- in the helper (untrusted.run) -------------------------------------------------------------------------------------


def typeset_here(source, pictures):
    prose = Prose(escape=False, exclude_anchor_links=True, attachments=pictures)
    size = sum(len(data) for bundle in pictures.values() for data in bundle.values())
    return cleaned_here(MarkdownWithMath(renderer=prose).render(source), HTML_IN_ALL + size)


def cleaned_here(text, most=HTML_IN_ALL):
    attributes = {"a": {"href", "title"}, "img": {"alt", "src"}, "*": {"align"}}
    found = nh3.clean(
        text,
        tags=nh3.ALLOWED_TAGS | MATHML,
        attributes=attributes | dict.fromkeys(MATHML, HOW_TO_DRAW),
        url_schemes={"https", "http", "data"},
        attribute_filter=harmless,
    )
    if len(found) > most:
        raise untrusted.Failed("it is too large")
    return found


def harmless(tag, name, value):
    """An attribute's value, None if it would load something, or open what a student wrote as a page."""
    wanted = {"href": r"https?://|#", "src": r"data:image/(png|jpeg|gif);base64,"}.get(name, "")
    return value if re.match(wanted, value) else None


class Prose(IPythonRenderer):
    """Markdown whose formulas become MathML, as far as they can be typeset; a student's may be anything."""

    def formula(self, tex, display):
        if len(tex) > LONGEST_FORMULA or depth(tex) > DEEPEST or unclosed(tex) > UNCLOSED:
            return f"<code>{escape(tex)}</code>"
        try:
            return math_core.LatexToMathML().convert_with_local_state(tex.strip(), displaystyle=display)
        except math_core.LatexError:
            return f"<code>{escape(tex)}</code>"

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


def unclosed(tex):
    """How many brackets are open at the end of a formula, in which they need not be of one kind: [0, 1)."""
    found = 0
    for letter in tex:
        found = found + 1 if letter in "([" else max(0, found - (letter in ")]"))
    return found
