"""The reports: every notebook of solutions, executed and written as one HTML page, and an index of them.

    python -m tools.reports [--force] [ASSIGNMENT ...]

What a notebook must contain:
- its first cell begins with "# Title", the only heading of level 1; the paragraph after it is the page's summary;
- tag `headline` on the cell whose picture stands for the assignment, in the index and in the README;
- tag `result` on the cell that prints the assignment's result in one sentence: its output is what the index says;
- tag `readme-figure` on other cells whose picture the README shows: figures/<ASSIGNMENT>-<cell id>.webp;
- tag `notebook-only` on cells that make no sense in a page: the notebook's contents, how to work in it;
- tag `timing` on cells whose output holds seconds: only they may differ from one execution to the next.

How a page is made: sources.py says what it is made from, execute.py runs the notebook, prose.py and cells.py turn
its cells into HTML, export.py puts them into the template, audit.py reads the page and rejects it if something is
wrong. build.py does this for every page that is out of date, and makes the index and the figures from the pages.
"""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
COURSE = "Improving Deep Neural Networks"


class ReportError(Exception):
    """A report cannot be made. The message says where in the notebook, and what to do."""
