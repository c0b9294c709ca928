"""Notebooks are committed clean: `python -m tools.lint_notebooks` says what is not, `--fix` removes what it can.

Clean means that a diff shows what an author changed and nothing else: no outputs, no execution counts, nothing that
names one machine, ids that are words and stay, and the file laid out as Jupyter writes it.
"""

import argparse
import json
import re
import subprocess
import sys
from pathlib import Path

from nbformat import v4
from nbformat.validator import iter_validate  # unlike validate, it never repairs what it is given

from tools.ours import is_ours

KERNELSPEC = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
VOLATILE = ("ExecuteTime", "collapsed", "execution", "scrolled")  # cell metadata that merely running or looking changes
SKIPPED = {"build", "node_modules", "tests"}  # top folders whose notebooks are not the course's; records are course*

ID = re.compile(r"[a-zA-Z0-9_-]{1,64}")
# What nbformat (8 hex digits) and JupyterLab (a UUID) make up where an author gives no id. Words like "feedback" pass.
MADE_UP_ID = re.compile(r"(?=.*\d)[0-9a-f]{8}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")

CODE_IN_TEXT = re.compile(r"^```.*?^```|`[^`]*`", re.MULTILINE | re.DOTALL)
SPACED_PERCENT = {"code": re.compile(r":[^{}\n]*f\} %"), "markdown": re.compile(r"[\d$]\s\\?%")}

ADVICE = "`python -m tools.lint_notebooks --fix` repairs all but ids and words, which are for the author to give."


def is_course_notebook(path):
    """True for a notebook whose path, relative to the repository, is not in a folder that this module skips."""
    top = path.parts[0]
    hidden = any(part.startswith(".") for part in path.parts)
    return path.suffix == ".ipynb" and not hidden and top not in SKIPPED and not top.startswith("course")


def find_notebooks(root):
    """The course's notebooks below root, sorted: those that git has or may get; without git, all that lie there.

    An instructor's own assignments are not among them.
    """
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", "*.ipynb"]
    try:
        listed = subprocess.run(command, cwd=root, capture_output=True, check=True).stdout.decode().split("\0")
        paths = {Path(name) for name in listed if name}
    except (OSError, subprocess.CalledProcessError):
        paths = {path.relative_to(root) for path in root.rglob("*.ipynb")}
    there = [path for path in sorted(paths) if is_course_notebook(path) and (root / path).exists()]
    return [root / path for path in there if path.parts[0] != "notebooks" or is_ours(root, path.parts[1])]


def id_problem(cell_id, earlier):
    """What is wrong with a cell's id, or None. earlier: the ids of the cells before it."""
    if cell_id is None:
        return "has no id"
    if not isinstance(cell_id, str) or not ID.fullmatch(cell_id):
        return "has an id that is not 1 to 64 letters, digits, - and _"
    if cell_id in earlier:
        return "has the id of an earlier cell"
    if MADE_UP_ID.fullmatch(cell_id):
        return "has a made-up id; give it a word that says what it holds"
    return None


def cell_problems(cell):
    """What is wrong with a cell (a dict), its id apart."""
    if cell["cell_type"] == "code":
        if cell["outputs"]:
            yield "has outputs"
        if cell["execution_count"] is not None:
            yield "has an execution count"
    source = "".join(cell["source"])
    if cell["cell_type"] == "markdown":
        source = CODE_IN_TEXT.sub("", source)
    spaced = SPACED_PERCENT.get(cell["cell_type"], SPACED_PERCENT["markdown"]).search(source)
    if spaced:
        yield f"has a space in {spaced[0]!r}: write 25%, as everywhere in the course"
    for key in VOLATILE:
        if key in cell["metadata"]:
            yield f"has the metadata {key!r}, which changes by itself"


def metadata_problems(notebook):
    """What is wrong with a notebook (a dict) outside its cells."""
    kernelspec = notebook["metadata"].get("kernelspec")
    if kernelspec != KERNELSPEC:
        yield f"kernelspec should be {KERNELSPEC}, and is {kernelspec}"
    if "version" in notebook["metadata"].get("language_info", {}):
        yield "metadata.language_info.version names the Python of one machine"


def read(text):
    """(notebook, None) from a file's text, or (None, what makes it no valid notebook of nbformat 4.5), ids apart."""
    try:
        notebook = json.loads(text)
        named = [{**cell, "id": f"cell-{number}"} for number, cell in enumerate(notebook["cells"])]
        version = (notebook.get("nbformat"), notebook.get("nbformat_minor"))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        return None, f"is not a notebook: {error!r}"
    if version != (4, 5):
        return None, "nbformat should be 4.5, and is {}.{}".format(*version)
    error = next(iter_validate({**notebook, "cells": named}), None)
    return (None, f"is not a valid notebook: {str(error).splitlines()[0]}") if error else (notebook, None)


def layout(notebook):
    """The text of a notebook (a dict) as Jupyter writes it: sorted keys, an indent of 1, a newline at the end."""
    return v4.writes_json(v4.to_notebook_json(notebook)) + "\n"


def problems(text):
    """All that is wrong with a notebook file's text: a list of (where, what); where is a cell, or "" for the file."""
    notebook, invalid = read(text)
    if invalid:
        return [("", invalid)]
    found, ids = [], set()
    for number, cell in enumerate(notebook["cells"], start=1):
        cell_id = cell.get("id")
        wrong = [id_problem(cell_id, ids), *cell_problems(cell)]
        found += [(f"cell {number} ({cell_id})", what) for what in wrong if what]
        ids.add(cell_id)
    found += [("", what) for what in metadata_problems(notebook)]
    if text != layout(notebook):
        found.append(("", "is not laid out as Jupyter writes it"))
    return found


def fixed(text):
    """The text of a valid notebook with all removed that needs no author; ids and sources stay as they are."""
    notebook, _ = read(text)
    notebook["metadata"]["kernelspec"] = KERNELSPEC
    notebook["metadata"].get("language_info", {}).pop("version", None)
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell.update(outputs=[], execution_count=None)
        for key in VOLATILE:
            cell["metadata"].pop(key, None)
    return layout(notebook)


def check_file(path, name, fix):
    """Lines that say what is wrong with one notebook, after repairing it if fix is set."""
    text = path.read_text(encoding="utf-8")
    _, invalid = read(text)
    if fix and not invalid and (repaired := fixed(text)) != text:
        path.write_text(repaired, encoding="utf-8", newline="\n")
        print(f"{name}: repaired")
        text = repaired
    return [f"{', '.join(filter(None, [name, where]))}: {what}" for where, what in problems(text)]


def main(argv=None):
    """Check the notebooks named, or all of the course's; the exit status is 1 if one is not clean."""
    parser = argparse.ArgumentParser(prog="python -m tools.lint_notebooks", description=__doc__.splitlines()[0])
    parser.add_argument("--fix", action="store_true", help="remove outputs, counts and volatile metadata")
    parser.add_argument("notebooks", nargs="*", type=Path, help="all of the course's if none is named")
    options = parser.parse_args(argv)
    root = Path(__file__).resolve().parent.parent
    paths = options.notebooks or find_notebooks(root)
    lines = []
    for path in paths:
        name = path.relative_to(root) if path.is_relative_to(root) else path
        lines += check_file(path, str(name), options.fix)
    print("\n".join(lines), end="\n" if lines else "")
    print(f"{len(paths)} notebooks, {f'{len(lines)} problems. {ADVICE}' if lines else 'all clean.'}")
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
