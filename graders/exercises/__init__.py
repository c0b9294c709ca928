"""The declarations: a folder per assignment, a file per exercise. They hold the answers: nothing of this ever ships.

w2a1/adam.py declares the exercise `adam`, which students write in the cell `adam` of the notebook W2A1-…; the checks of
it stand in the cell `adam-test`. An underscore in a file's name is a hyphen in the cell's. Files that declare no
exercise of their own name hold what several exercises of the folder share.
"""

import functools
import importlib
import json
import pkgutil
from dataclasses import replace
from pathlib import Path

NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks"


@functools.cache
def find(name):
    """The Assignment called name ("W1A1-Initialization"). Raises LookupError, with the names there are."""
    for package in _packages():
        if package.ASSIGNMENT.name == name:
            return replace(package.ASSIGNMENT, cells=_in_order(name, _cells(package)))
    raise LookupError(f"no assignment {name!r}; there are {', '.join(names())}")


def names():
    """The names of all assignments, in the order of the course."""
    return [package.ASSIGNMENT.name for package in _packages()]


def _packages():
    folders = sorted(module.name for module in pkgutil.iter_modules(__path__) if module.ispkg)
    return [importlib.import_module(f"{__name__}.{folder}") for folder in folders]


def _cells(package):
    """{cell: Exercise} of those files that declare one under their own name."""
    from graders.exercise import Exercise  # which imports graders.exercises.edits, and so this module

    found = {}
    for stem in [module.name for module in pkgutil.iter_modules(package.__path__)]:
        declared = getattr(importlib.import_module(f"{package.__name__}.{stem}"), stem, None)
        if isinstance(declared, Exercise):
            found[stem.replace("_", "-")] = declared
    return found


def _in_order(name, cells):
    """The cells as the notebook has them; without a notebook, as in the judge's sandbox, nobody lists them."""
    for path in (NOTEBOOKS / name).glob("*.ipynb"):
        ids = [cell.get("id") for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]]
        cells = dict(sorted(cells.items(), key=lambda item: ids.index(item[0]) if item[0] in ids else len(ids)))
    return cells
