"""The reports: every notebook of solutions, executed and written as one HTML page, and an index of them.

    python -m tools.reports [--force] [ASSIGNMENT ...]

What a notebook must contain:
- its first cell begins with "# Title", the only heading of level 1; the paragraph after it is the page's summary;
- a figure's number and caption begin the text cell below it: "*Figure 2. What to see.*";
- tag `headline` on the cell whose figure stands for the assignment in the README: figures/<ASSIGNMENT>-<cell id>.svg;
- tag `readme-figure` on other cells whose figure the README shows;
- tag `result` on the cell that prints the assignment's result in one sentence: the page and the index say it;
- tag `plumbing` on cells whose code a reader need not see; tag `playground-<name>` on a text cell that one of the
  figures in playgrounds/ follows;
- tag `notebook-only` on cells that make no sense in a page: the notebook's contents, how to work in it;
- tag `timing` on cells whose output holds seconds: only they may differ from one execution to the next.

How a page is made:
    sources.py   what it is made from, and whether it is up to date
    execute.py   runs the notebook; in its kernel, figures.py draws each figure as SVG, which svg.py makes small
    chapter.py   from cells to what a reader needs, with prose.py (Markdown), cells.py (code, outputs), glossary.py
    export.py    nbconvert's exporter: the chapter in the template; reading.py links what it cites
    audit.py     reads the page, and rejects it if something is wrong
    aside.py     the pages beside the chapters: index, code, glossary, references, search
build.py does this for every page that is out of date. frame.py has the colours and fonts of all pages.
"""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
COURSE = "Improving Deep Neural Networks"
POWER = re.compile(r"(?<![\w.])(\d+(?:\.\d+)?)e([+-]?)0*(\d+)\b")  # 4e-11, as a computer prints it
RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "+")


def with_powers(text):
    """A text with its numbers such as 4e-11 as 4 · 10⁻¹¹, and 1e-7 as 10⁻⁷."""

    def power(found):
        times = "" if found[1] == "1" else f"{found[1]}\u00a0·\u00a0"
        return f"{times}10{(found[2] + found[3]).translate(RAISED)}"

    return POWER.sub(power, text)


class ReportError(Exception):
    """A report cannot be made. The message says where in the notebook, and what to do."""
