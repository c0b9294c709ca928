"""What all pages share: colours, fonts, the templates; and the pages beside the chapters."""

import base64
import re
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from tools.reports import COURSE
from tools.reports.playgrounds import playgrounds
from tools.reports.svg import HUES
from utils.plotting import legible

TEMPLATE = Path(__file__).parent / "template"
PALETTE = {  # name: (light, dark)
    "ground": ("#fffefb", "#14171a"), "ink": ("#1d2125", "#e4e6e3"), "quiet": ("#595f66", "#a8aeb4"),
    "line": ("#dcdedb", "#363b41"), "edge": ("#8b9096", "#757b82"), "accent": ("#0b57a4", "#8cbcff"),
    "code": ("#f5f5f1", "#1d2126"), "shade": ("#0003", "#000a"),
    "solution": ("#e5f1e4", "#1c3325"), "solution-edge": ("#3f8f4f", "#6dbb7d"),
    "keyword": ("#8c1a66", "#ff9ccb"), "string": ("#0c5a34", "#92dda3"), "comment": ("#56606b", "#a2adb9"),
    "literal": ("#0a4f9e", "#93c9ff"), "name": ("#5931a0", "#d4abff"),
    # of the figures
    "grid": ("#e6e6e6", "#2d3238"), "guide": ("#cccccc", "#4a5057"), "guide-dark": ("#999999", "#7b828a"),
    "blue": ("#0072b2", "#4fb0ea"), "vermillion": ("#d55e00", "#f58742"), "green": ("#009e73", "#36c79c"),
    "purple": ("#cc79a7", "#e096c0"), "orange": ("#e69f00", "#f0b63c"), "sky": ("#56b4e9", "#7cc8f2"),
}  # fmt: skip
# of text in a figure's colours
PALETTE |= {f"{name}-text": (legible(PALETTE[name][0]), PALETTE[name][1]) for name in sorted(HUES)}
SPARED = re.compile(r"\s*/\*.*?\*/\s*|\n\s+", re.DOTALL)  # of the style sheet: comments, indentation
FONTS = [
    ("Course Text", "normal", "text-normal"),
    ("Course Text", "italic", "text-italic"),
    ("Course Math", "normal", "math"),
]


@cache
def palette():
    """The colours as CSS variables: the light ones for old browsers, both for those that know light-dark()."""
    light = "; ".join(f"--{name}: {color}" for name, (color, _) in PALETTE.items())
    both = "; ".join(f"--{name}: light-dark({one}, {other})" for name, (one, other) in PALETTE.items())
    support = "@supports (color: light-dark(#000, #fff))"
    return f":root {{ color-scheme: light dark; {light} }}\n{support} {{ :root {{ {both} }} }}"


@cache
def fonts():
    """(family, style, its file in Base64) of each font."""
    files = ((family, style, TEMPLATE / "fonts" / f"{name}.woff2") for family, style, name in FONTS)
    return [(family, style, base64.b64encode(file.read_bytes()).decode("ascii")) for family, style, file in files]


def with_parts(environment):
    """A Jinja environment with all that the templates put into a page, so that it needs no other file."""
    environment.autoescape = True
    environment.globals |= {
        "course": COURSE,
        "palette": Markup(palette()),
        "css": Markup(SPARED.sub("\n", (TEMPLATE / "report.css").read_text(encoding="utf-8"))),
        "script": Markup((TEMPLATE / "report.js").read_text(encoding="utf-8")),
        "fonts": fonts(),
        "playground_script": Markup((TEMPLATE / "playground.js").read_text(encoding="utf-8")),
        "playgrounds": playgrounds(),
    }
    return environment


def rendered(template, **values):
    """A page beside the chapters."""
    return with_parts(Environment(loader=FileSystemLoader(TEMPLATE))).get_template(template).render(**values)


@cache
def card(assignment):
    """The small drawing that stands for an assignment in the index, or nothing."""
    path = TEMPLATE / "cards" / f"{assignment.split('-')[0]}.svg"
    return Markup(path.read_text(encoding="utf-8")) if path.exists() else ""


def numbered(chapters):
    """{assignment: "2 Title"}, as all pages call the chapters."""
    return {name: f"{number} {title}" for number, (name, title) in enumerate(chapters, start=1)}


def standalone(drawing, letters):
    """A figure of a page as an SVG file, which shows it in the colours that its viewer prefers."""
    used = set(re.findall(r'href="#([^"]+)"', drawing))
    rules = [
        "; ".join(f"--{name}: {pair[dark]}" for name, pair in PALETTE.items() if f"--{name}" in drawing)
        for dark in (0, 1)
    ]
    style = f"<style>:root {{ {rules[0]} }} @media (prefers-color-scheme: dark) {{ :root {{ {rules[1]} }} }}</style>"
    defined = "".join(path for name, path in letters.items() if name in used)
    opening = '<svg xmlns="http://www.w3.org/2000/svg"'
    return drawing.replace("<svg", opening, 1).replace(">", f">{style}<defs>{defined}</defs>", 1)
