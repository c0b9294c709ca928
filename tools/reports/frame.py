"""What a page and the index share, and the index itself. It needs no nbconvert: finding nothing to do must be quick."""

import base64
import re
from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from tools.reports import COURSE

TEMPLATE = Path(__file__).parent / "template"
LONG = 30  # lines: what is longer can be folded


def with_parts(environment):
    """A Jinja environment with all that the templates put into a page, so that it needs no other file."""
    environment.autoescape = True
    environment.globals |= {
        "course": COURSE,
        "css": Markup((TEMPLATE / "report.css").read_text(encoding="utf-8")),
        "script": Markup((TEMPLATE / "report.js").read_text(encoding="utf-8")),
        "font": base64.b64encode((TEMPLATE / "math.woff2").read_bytes()).decode("ascii"),
        "long": LONG,
    }
    return environment


def index_page(entries):
    """The index of the course. entries: dicts with assignment, place, title, description, result, minutes, picture."""
    environment = with_parts(Environment(loader=FileSystemLoader(TEMPLATE)))
    return environment.get_template("index.html.j2").render(entries=entries)


def place(assignment):
    """Where in the course an assignment stands: W2A1-… is "Week 2, assignment 1"."""
    found = re.match(r"W(\d+)A(\d+)", assignment)
    return f"Week {found[1]}, assignment {found[2]}" if found else ""
