"""An instructor's own exercises, with plain asserts and no declaration: a test that fails gets a hint too."""

import subprocess
import sys

import nbformat

from tools import bundle

CELLS = [
    "from graders.checks.ipython import explain_asserts\nexplain_asserts()",
    "def mean(values):\n    total = sum(values)\n    return total / (len(values) + 1)",
    "assert mean([1, 2, 6]) == 3",
    "1 / 0",
]


def test_a_notebook_shows_the_hint_below_the_traceback():
    code = "from IPython.core.interactiveshell import InteractiveShell"
    code += "\nshell = InteractiveShell.instance(colors='nocolor')"
    code += "".join(f"\nshell.run_cell({cell!r}, store_history=True)" for cell in CELLS)
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    failed, other = said.split("ZeroDivisionError", 1)
    assert "AssertionError" in failed
    assert "Look at line 3, `return total / (len(values) + 1)`" in failed
    assert "Look at" not in other


def test_the_search_ships_with_a_notebook_that_asks_for_it_and_needs_no_declaration():
    nb = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(CELLS[0])])
    files = bundle.bundle_files("X1A1-Own", "Own", nb)
    assert "graders/checks/hints/__init__.py" in files
    assert not [path for path in files if path.startswith("graders/checks/keys")]
