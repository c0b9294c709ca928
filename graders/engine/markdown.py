"""Markdown that a student wrote, such that no renderer finds live markup in it, whichever it is.

Renderers differ in what they take for code, for a formula and for HTML, so nothing here depends on telling these apart:
after `harmless`, no `<` stands where a tag, a comment or an autolink could begin, and no link leads to a scheme that is
not allowed. How a `<` is kept from that depends on where it seems to stand, so that what is shown is what was written.
"""

import html
import re

LONGEST = 10_000  # characters that are typeset, too: that takes a time that grows with the square of some texts
ALLOWED = {"http", "https", "mailto"}
JOINER = "\u2060"  # has no width, and is no letter: "<\u2060div>" looks like "<div>" and is no tag
# By their look: fenced and indented code, code spans, formulas, links in angle brackets.
PIECE = re.compile(
    r"(?P<code>^ {0,3}(?P<fence>```+|~~~+).*?(?:^ {0,3}(?P=fence)|\Z)|^(?: {4}|\t)[^\n]*$"
    r"|(?<!`)(?P<ticks>`++).{1,2000}?(?<!`)(?P=ticks)(?!`))"
    r"|(?P<formula>\$\$.{1,2000}?\$\$|\$(?!\s)[^$\n]{1,2000}\$"
    r"|\\begin\{(?P<name>[a-z]+\*?)\}.{0,2000}?\\end\{(?P=name)\})"
    r"|<(?P<address>https?://[^\s<>]+)>",
    re.MULTILINE | re.DOTALL,
)
TAG = re.compile(r"<(?=[A-Za-z/!?])")
INVISIBLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
# Where the address of a link begins: [text](address), [label]: address, \href{address}; in a quotation, a line later.
# (An address ends before a "]" or "\h", which no scheme holds: so the search takes a time that grows with the length.)
LINK = re.compile(r"(\]\(|\]:|\\href\s*\{)([\s<>]*)(?=(\S(?:[^\]\n\\]|\\(?!h))*))")
SCHEME = re.compile(r"(?:/?files/)*([A-Za-z][A-Za-z0-9+.-]*):.")  # nbconvert takes files/ away from addresses


def harmless(source, pictures=()):
    """Markdown without anything that could run. A long one loses its links, too, for looking at them takes time.

    pictures: the names of its attachments (pictures.py).
    """
    if len(source) > LONGEST:
        return re.sub(r"\](?=[(:])|\\(?=href)", rf"\g<0>{JOINER}", harmless_text(source))
    text, pieces, end = INVISIBLE.sub("", source), [], 0
    for found in PIECE.finditer(text):
        pieces += [TAG.sub("&lt;", text[end : found.start()]), harmless_piece(found)]
        end = found.end()
    text = "".join([*pieces, TAG.sub("&lt;", text[end:])])
    return LINK.sub(lambda found: harmless_link(found, pictures), text)


def harmless_formula(source):
    """LaTeX without links; whatever shows it escapes the rest."""
    return re.sub(r"\\(?=href)", rf"\g<0>{JOINER}", source)


def harmless_piece(found):
    if found["address"]:
        return found["address"]
    return TAG.sub("< " if found["formula"] else f"<{JOINER}", found[0])  # TeX takes no notice of a space


def harmless_text(source):
    """A text that is shown as it stands, and might be taken for HTML: that of a raw cell."""
    return TAG.sub(f"<{JOINER}", INVISIBLE.sub("", source))


def harmless_link(found, pictures=()):
    """A link's begin; one to a scheme that is not allowed leads to a file of that name, which does not exist."""
    attached = re.match(r"attachment:([\w.-]+)(?=[) \t>]|$)", found[3])
    if attached and attached[1] in pictures:
        return found[0]
    scheme = SCHEME.match(as_browsers_read(found[3]))
    forbidden = scheme and scheme[1].lower() not in ALLOWED
    return f"{found[1]}{found[2]}./" if forbidden else found[0]


def as_browsers_read(address):
    """An address without Markdown's backslashes and HTML's entities, and without what browsers pass over."""
    text = html.unescape(re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", address))
    return re.sub(r"[\t\r\n]", "", text.lstrip("".join(map(chr, range(33))) + "<>"))
