"""Matplotlib's SVG made small, and its colours the page's own: a figure that turns dark with the page.

Of what Matplotlib writes, a page needs shapes and colours. tidy() keeps those, rounds coordinates to a tenth of a point
and names the colours of the course's figures by CSS variables (--ink, --blue, …), the light colour being the fallback.
Letters are shapes too; split() takes them out of a figure, so that a page defines each of them once.
"""

import base64
import io
import re
from itertools import count
from xml.etree import ElementTree

from PIL import Image

from utils.plotting import legible

SVG, XLINK = "{http://www.w3.org/2000/svg}", "{http://www.w3.org/1999/xlink}"
COLORS = {  # as Matplotlib writes them: the page's name for each
    "#000000": "ink",
    "#4c4c4c": "ink",
    "#666666": "quiet",
    "#737373": "quiet",
    "#808080": "quiet",
    "#e5e5e5": "grid",
    "#e6e6e6": "grid",
    "#ededed": "grid",
    "#bfbfbf": "guide",
    "#cccccc": "guide",
    "#d9d9d9": "guide",
    "#747474": "quiet",
    "#757575": "quiet",
    "#999999": "guide-dark",
    "#a6a6a6": "guide-dark",
    "#ffffff": "ground",
    "#0072b2": "blue",
    "#d55e00": "vermillion",
    "#009e73": "green",
    "#cc79a7": "purple",
    "#e69f00": "orange",
    "#56b4e9": "sky",
}
HUES = {"blue", "vermillion", "green", "purple", "orange", "sky"}
# utils.plotting.Picture darkens what is text
COLORS |= {legible(color): f"{name}-text" for color, name in COLORS.items() if name in HUES and legible(color) != color}
IMPLIED = {"stroke-linejoin:miter", "stroke-linecap:butt", "stroke-dashoffset:0", "stroke-miterlimit:100000"}
NUMBER = re.compile(r"scale\([^)]*\)|-?\d+\.\d+(?:e-?\d+)?")
FONT = re.compile(r"^(?:DejaVu|Cmr|Cmmi|Cmsy|STIX)\w*(?:-\w+)*-")
LETTER = re.compile(r'<path id="(g-[^"]*)"[^>]*/>')
PATH = re.compile(r' d="[^"]*')
ID = re.compile(r'(\bid="|href="#|url\(#)(p\d+)\b')


def tidy(svg):
    """A figure as Matplotlib writes it, as one small <svg> element. Its size is given in CSS pixels."""
    root = ElementTree.fromstring(svg)
    root.set("fill", "var(--ink,#000)")
    referred = {name for element in root.iter() for value in element.attrib.values() for name in _references(value)}
    _prune(root)
    for element in root.iter():
        element.tag = element.tag.removeprefix(SVG)
        element.text = element.tail = None
        element.attrib = _attributes(element, referred)
    _number_ids(root)
    _merge(root, (f"p{number}" for number in count(1000)))
    width, height = (float(side) / 0.72 for side in root.get("viewBox").split()[2:])
    root.attrib = {
        "viewBox": root.get("viewBox"),
        "fill": root.get("fill"),
        "width": f"{width:.0f}",
        "height": f"{height:.0f}",
    }
    return PATH.sub(_close, ElementTree.tostring(root, encoding="unicode").replace(" />", "/>"))


def _close(found):
    """The path of a letter without the spaces around its commands."""
    return ' d="' + re.sub(r"\s*([A-Za-z])\s*", r"\1", found[0].removeprefix(' d="'))


def split(svg, prefix):
    """(figure, letters) of a tidy figure: its other ids begin with the prefix; letters is {id: <path …>}."""
    letters = {found[1]: found[0] for found in LETTER.finditer(svg)}
    return ID.sub(rf"\g<1>{prefix}\2", LETTER.sub("", svg).replace("<defs></defs>", "").replace("<defs/>", "")), letters


def _references(value):
    """The ids that an attribute's value refers to."""
    return re.findall(r"(?:url\(|^)#([^)]+)", value)


def _prune(element):
    """Drop what is not drawn, and groups that do nothing."""
    kept = []
    for child in element:
        name = child.tag.removeprefix(SVG) if isinstance(child.tag, str) else ""
        if name in {"", "metadata", "style"} or child.get("style") == "fill: none":
            continue
        _prune(child)
        if name == "g" and not set(child.attrib) - {"id"}:
            kept += list(child)
        elif name not in {"g", "defs"} or len(child):
            kept.append(child)
    element[:] = kept


def _attributes(element, referred):
    """The attributes that matter: rounded, colours as variables."""
    kept = {}
    for name, value in element.attrib.items():
        name = name.removeprefix(XLINK)
        if (name == "id" and value not in referred) or name in {"type", "version"}:
            continue
        if name == "style":
            value = _style(value)
        elif name == "href" and value.startswith("data:"):
            value = _smaller(value)
        elif element.tag != "path" or "id" not in element.attrib or not element.attrib["id"].startswith("DejaVu"):
            value = NUMBER.sub(_rounded, value)
        if name == "d" and "id" not in kept:
            value = _steps(value)
        found = re.fullmatch(r"translate\((\S+) 0\)", value) if element.tag == "use" else None
        if found:
            name, value = "x", found[1]
        if value:
            kept[name] = value
    return kept


def _steps(path):
    """A path with its straight lines as steps from point to point, in tenths that are exact: they take fewer digits."""
    if set(re.findall("[A-Za-z]", path)) - set("MLz"):
        return re.sub(r"\s*([A-Za-z])\s*", r"\1", path).strip()
    text, here = "", None
    for command, x, y in re.findall(r"([MLz])(?:\s*(\S+)\s+([^\sMLz]+))?", path):
        if command == "z":
            text += "z"
            continue
        point = round(10 * float(x)), round(10 * float(y))
        if command == "M":
            text += f"M{point[0] / 10:g} {point[1] / 10:g}"
        elif point != here:
            text += f"l{(point[0] - here[0]) / 10:g} {(point[1] - here[1]) / 10:g}"
        here = point
    return re.sub(r"\b0\.", ".", text).replace(" -", "-")


def _merge(parent, names):
    """Marks of one kind become one path with a marker at each of its points, shapes of one kind a single path."""
    for child in parent:
        _merge(child, names)
    marks = list(parent)
    kinds = {(mark.get("href"), mark.get("style")) for mark in marks}
    if parent.tag == "g" and len(marks) > 3 and len(kinds) == 1 and all(mark.get("x") for mark in marks):
        ((shape, style),) = kinds
        name = next(names)
        marker = ElementTree.Element(
            "marker", id=name, markerUnits="userSpaceOnUse", overflow="visible", style=style or ""
        )
        ElementTree.SubElement(marker, "use", href=shape)
        points = "M" + "L".join(f"{mark.get('x')} {mark.get('y')}" for mark in marks)
        ends = {f"marker-{where}": f"url(#{name})" for where in ("start", "mid", "end")}
        parent[:] = [marker, ElementTree.Element("path", d=_steps(points), fill="none", **ends)]
    kept = []
    for child in parent:
        same = (
            kept
            and child.tag == kept[-1].tag == "path"
            and _but_d(child) == _but_d(kept[-1])
            and "id" not in child.attrib
        )
        if same and "marker-mid" not in child.attrib:
            kept[-1].set("d", kept[-1].get("d") + child.get("d"))
        else:
            kept.append(child)
    parent[:] = kept


def _but_d(path):
    return {name: value for name, value in path.attrib.items() if name != "d"}


def _style(style):
    parts = [re.sub(r"\s*:\s*", ":", part.strip()) for part in style.split(";")]
    parts = [NUMBER.sub(_rounded, part) for part in parts if part and part not in IMPLIED]
    text = ";".join(parts)
    for color, name in COLORS.items():
        text = text.replace(color, f"var(--{name},{color})")
    return text


def _rounded(found):
    if found[0].startswith("scale"):  # the size of letters: 0.08 is 8 points, 0.1 would be 10
        return found[0]
    return f"{round(float(found[0]), 1):g}"


def _smaller(url):
    """A picture inside a figure, as lossless WebP if that is smaller."""
    png = base64.b64decode(url.split(",", 1)[1])
    file = io.BytesIO()
    Image.open(io.BytesIO(png)).save(file, "WEBP", lossless=True, method=6, exact=True)
    kind, content = min(("webp", file.getvalue()), ("png", png), key=lambda pair: len(pair[1]))
    return f"data:image/{kind};base64,{base64.b64encode(content).decode('ascii')}"


def _letters(found):
    """The beginning of a letter's id: "DejaVuSans-Oblique-" is "g-DSO-"."""
    return "g-" + re.sub(r"[^A-Z]", "", found[0]) + "-"


def _number_ids(root):
    """Short ids for what is referred to: p1, p2, …, and g-… for letters, which are the same in every figure."""
    names = {}
    for element in root.iter():
        name = element.get("id")
        if name:
            names[name] = FONT.sub(_letters, name) if FONT.match(name) else f"p{len(names)}"
    for element in root.iter():
        for key, value in element.attrib.items():
            for name in _references(value):
                value = value.replace(f"#{name}", f"#{names.get(name, name)}")
            element.set(key, names.get(value, value) if key == "id" else value)
