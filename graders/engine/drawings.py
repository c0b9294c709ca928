"""Drawings (SVG) among a notebook's outputs: they are shown in an <img>, where nothing runs, and are refused if showing
them would keep a browser busy. A few lines can ask for a billion shapes, for each may use another one ten times.
"""

import re
from collections import defaultdict
from xml.etree import ElementTree

from graders.engine import untrusted
from graders.engine.pictures import points_of_png

SECONDS = 1.5  # of processor time, for one
MOST = 300_000  # shapes, each as often as it is drawn; a figure of Matplotlib's with 50,000 markers has 150,000
POINTS_OF_A_SHAPE = 100  # of a picture inside
USED = re.compile(r"#([\w.:-]+)")  # in href="#a", and in fill="url(#a)" and the like
PICTURE = "data:image/png;base64,"
SLOW = re.compile(r"<!DOCTYPE[^>]*\[|<!ENTITY|<(?:\w+:)?(?:filter|foreignObject|animate\w*)\b")


def harmless(text):
    """The drawing as it is. Raises untrusted.Failed if it is none, or would take too long to show."""
    untrusted.run(check, text, seconds=SECONDS)
    return text


def check(text):
    """As `harmless`. Called in the helper (untrusted.run)."""
    if SLOW.search(text):
        raise untrusted.Failed("it is a drawing with filters, entities or animations")
    try:
        root = ElementTree.fromstring(text)
    except ElementTree.ParseError:
        raise untrusted.Failed("it is no drawing") from None
    if drawn(root) > MOST:
        raise untrusted.Failed("it is a drawing of too many shapes")


def drawn(root):
    """How many shapes a browser would draw, or MOST and more. Raises untrusted.Failed if one uses itself."""
    named, counts, path = {}, {}, {root}
    for element in root.iter():
        named.setdefault(element.get("id"), element)
    parts = defaultdict(list)
    for element in root.iter():
        parts[element] = [*element, *(named[name] for name in used(element) if name in named)]
    stack = [(root, iter(parts[root]))]
    while stack:  # without recursion: drawings may be nested deeply
        element, rest = stack[-1]
        part = next(rest, None)
        if part is None:
            stack.pop()
            path.discard(element)
            counts[element] = min(own(element) + sum(counts[each] for each in parts[element]), MOST + 1)
        elif part in path:
            raise untrusted.Failed("it is a drawing that uses itself")
        elif part not in counts:
            path.add(part)
            stack.append((part, iter(parts[part])))
    return counts[root]


def used(element):
    """The names of the elements that one uses."""
    texts = [value for name, value in element.attrib.items() if name != "id" and "#" in value]
    return [name for text in texts for name in USED.findall(text)]


def own(element):
    """How many shapes an element counts for, without its parts. Raises untrusted.Failed."""
    if not element.tag.endswith("image"):
        return 1
    address = next((value for name, value in element.attrib.items() if name.endswith("href")), "")
    if address.startswith("data:") and not address.startswith(PICTURE):
        raise untrusted.Failed("it is a drawing with a picture that is no PNG")
    return 1 + points_of_png(address.removeprefix(PICTURE)) // POINTS_OF_A_SHAPE
