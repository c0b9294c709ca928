"""What was released: the cells of a notebook, its bundle, and what the tests look at."""

import ast
import builtins
import hashlib
import io
import json
import re
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

from graders.engine import CourseError
from graders.engine.names import defined_on_top, import_lines, imported, names, packages_used, parsed, read_first

SLOW = {"jax", "keras", "tensorflow", "torch"}  # packages that take seconds to import
BEGIN_HIDDEN, END_HIDDEN = "BEGIN HIDDEN TESTS", "END HIDDEN TESTS"  # anywhere in a line, as nbgrader has it


@dataclass
class Cell:
    """A cell of the release, or one that a student added (role "added").

    role: "test", "solution", "manual" (a solution that a person grades), "setup" (code that a student need not touch),
    "experiment" (code that grading does not need), "locked", "text" or "added". source: as released. tests: with the
    hidden tests, or of a task with its mark scheme. attachments: pictures in a text, of the release; pasted: those that
    the student pasted instead, unlooked at.
    """

    key: str
    kind: str
    role: str
    source: str
    tests: str = ""
    points: float = 0.0
    metadata: dict = field(default_factory=dict)
    attachments: dict = field(default_factory=dict)
    pasted: dict = field(default_factory=dict)

    @property
    def bonus(self):
        """The points that it may give beyond the maximum: a release has them apart (tools/prepare.py)."""
        return float(self.metadata.get("bonus") or 0)

    @property
    def for_judge(self):
        """What the judge runs of a cell of code above a test: of an answer cell the imports alone."""
        if self.role in ("solution", "manual"):
            return import_lines(self.source)
        return self.source if self.role in ("setup", "locked") else ""

    @property
    def is_task(self):
        return bool(self.metadata.get("nbgrader", {}).get("task"))

    @property
    def hidden(self):
        """The numbers of the lines of `tests` that a student must not see, counted as IPython does.

        If a magic takes the whole cell, its lines cannot be told apart: then all are hidden, or none.
        """
        inside, numbers, lines = False, [], self.tests.splitlines()
        for number, line in enumerate(lines, 1):
            inside = inside or BEGIN_HIDDEN in line
            if inside:
                numbers.append(number)
            inside = inside and END_HIDDEN not in line
        return list(range(1, len(lines) + 1)) if numbers and lines[0].startswith("%%") else numbers


@dataclass
class Release:
    """All that grading one notebook needs; plain data, so that it can travel to another machine."""

    assignment: str
    notebook: str
    cells: list
    bundle: bytes  # the bundle's files beside the notebook, as a zip
    wanted: list  # the names of the student's that tests look at
    imports: list  # modules that the released notebook imports, and those of its checks
    server_key: str  # changes with the bundle or the imports; releases with the same one share their fork servers
    digest: str  # changes with anything here
    siblings: list = field(default_factory=list)  # the assignment's other notebooks
    later: list = field(default_factory=list)  # packages that the judge imports only when something of them is used


def read_release(folder, assignment, notebook, tests):
    """The Release of build/release/<assignment>/<notebook>.ipynb.

    tests: {grade_id: (source with the hidden tests, points)}, from the gradebook; None without it, to start fork
    servers only. Raises FileNotFoundError if there is no release, CourseError if it cannot be read, LookupError if the
    gradebook has other tests.
    """
    path = Path(folder, assignment, f"{notebook}.ipynb")
    if not path.exists():
        raise FileNotFoundError(f"{path} is not there: release the assignment first (make release)")
    cells = []
    for cell in released_cells(path):
        if cell.role == "test":
            source, cell.points = (cell.source, cell.points) if tests is None else tests[cell.key]
            cell.tests = as_run(source)
        elif cell.is_task and tests:
            cell.tests = tests[cell.key][0]
        cells.append(cell)
    bundle = zipped(path.parent, skip="*.ipynb")
    imports = {name for cell in cells if cell.kind == "code" for name in imported(cell.source)}
    checks = (file.relative_to(path.parent) for file in path.parent.glob("graders/checks/**/[a-z]*.py"))
    imports |= {".".join(file.with_suffix("").parts) for file in checks}
    later = sorted(SLOW - packages_used(code_of_the_judge(cells)))
    server_key = short_digest(bundle + json.dumps([sorted(imports), later]).encode())
    everything = short_digest(json.dumps([server_key, *map(vars, cells)], sort_keys=True).encode())
    siblings = sorted(other.stem for other in path.parent.glob("*.ipynb") if other != path)
    wanted = wanted_names(cells)
    return Release(
        assignment, notebook, cells, bundle, wanted, sorted(imports), server_key, everything, siblings, later
    )


def code_of_the_judge(cells):
    """What the judge runs of these cells, in the order of the notebook."""
    return (cell.tests if cell.role == "test" else cell.for_judge for cell in cells if cell.kind == "code")


def short_digest(data):
    return hashlib.sha256(data).hexdigest()[:16]


def as_run(source):
    """A cell's source without the empty lines at its top, which IPython leaves out before it counts."""
    return re.sub(r"\A\s*\n", "", source)


def released_cells(path):
    """The Cells of a release or a source. Raises CourseError if the file is no notebook."""
    try:
        return [released_cell(number, raw) for number, raw in enumerate(json.loads(path.read_bytes())["cells"])]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        what = f"{path} is no notebook ({type(error).__name__}: {error})"
        raise CourseError(f"{path.parent.name} cannot be read: {what}") from None


def released_cell(number, raw):
    metadata, kind = raw.get("metadata", {}), raw["cell_type"]
    mine = metadata.get("nbgrader", {})
    key = mine.get("grade_id") or raw.get("id") or f"cell-{number}"
    if mine.get("task") or (mine.get("grade") and (mine.get("solution") or kind != "code")):
        role = "manual"
    elif mine.get("grade"):
        role = "test"
    elif mine.get("solution"):
        role = "solution"
    elif mine.get("locked"):
        role = "locked"
    elif kind != "code":
        role = "text"
    else:
        role = "experiment" if "experiment" in metadata.get("tags", []) else "setup"
    source = raw["source"] if isinstance(raw["source"], str) else "".join(raw["source"])
    points = 0.0 if "bonus" in metadata.get("tags", []) else float(mine.get("points") or 0)
    return Cell(key, kind, role, source, points=points, metadata=metadata, attachments=raw.get("attachments", {}))


def zipped(folder, skip):
    """The files below folder as one zip, the same bytes for the same files."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(Path(folder).rglob("*")):
            if path.is_file() and not path.match(skip) and "__pycache__" not in path.parts:
                entry = zipfile.ZipInfo(path.relative_to(folder).as_posix())  # without the file's time
                archive.writestr(entry, path.read_bytes(), zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def wanted_names(cells):
    """What the tests need of the student's: names that a solution cell defines, and names that no cell defines, or none
    before a test reads them. Such a one replaces a function whose `def` the release does not show.

    Behind an `import *` anything may be defined, so with one of these it is only the first.
    """
    trusted = [c.tests or c.source for c in cells if c.role in ("test", "setup", "locked") and c.kind == "code"]
    solutions = [cell.source for cell in cells if cell.role in ("solution", "manual") and cell.kind == "code"]
    needed = set().union(*(names(source, ast.Load) for source in trusted))
    needed |= {name for source in trusted for name in re.findall(r"""['"]__main__\.(\w+)['"]""", source)}  # mock.patch
    imports = set().union(*(names(import_lines(source), ast.Store) for source in solutions))
    bound = set().union(*(names(source, ast.Store) for source in trusted))
    defined = set().union(imports, dir(builtins), bound - read_first(trusted))
    solved = set().union(*map(defined_on_top, solutions)) - imports
    defined |= needed if "*" in bound | imports else {"get_ipython"}
    return sorted(name for name in needed if name in solved or name not in defined)


def defined_names(cells):
    """The fields of that name of protocol.Names."""
    code = [cell for cell in cells if cell.kind == "code"]
    solutions = [cell.source for cell in code if cell.role in ("solution", "manual")]
    solved = set().union(*map(defined_on_top, solutions))
    known = solved.union(*(defined_on_top(cell.source) for cell in code if cell.role != "test"))
    classes = [node.name for source in solutions for node in parsed(source).body if isinstance(node, ast.ClassDef)]
    return {"solved": sorted(solved), "classes": classes, "known": sorted(known)}
